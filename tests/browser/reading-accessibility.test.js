/** No state of the lenses breaks a rule of axe-core, wide and small, in light and dark. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { article, quotations, setUp, speakers } from "./support.js";

const { open } = setUp({ before, after });

const STATES = {
  "voices in numbers": (page) => page.getByRole("button", { name: "Voices" }).click(),
  "a reporting word, chosen": async (page) => {
    await page.getByRole("button", { name: "Reporting words" }).click();
    await page.getByRole("button", { name: /^Say/ }).click();
  },
  "the legend": (page) => page.getByRole("button", { name: "Legend" }).click(),
  "two chosen speakers, and a card": async (page) => {
    await speakers(page).nth(0).getByRole("button").click();
    await speakers(page).nth(1).getByRole("button").click();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("tooltip").waitFor();
  },
  "what nobody is named for, chosen": async (page) => {
    await article(page).getByRole("group").first().focus();
    await page.keyboard.press("e");
    await page.getByLabel("Who said it").selectOption("Nobody is known");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: /^Unattributed \d/ }).click();
  },
  "quotations only, with terms": async (page) => {
    await page.getByRole("switch", { name: "Quotations only" }).click();
    await page.getByRole("switch", { name: "Show terms" }).click();
    await article(page).getByText("It would be a strange town").click();
  },
};

for (const [colorScheme, width] of [["light", 1600], ["dark", 360]]) {
  describe(`in ${colorScheme} at ${width} px`, () => {
    for (const [name, reach] of Object.entries(STATES)) {
      test(name, async () => {
        const page = await open("/", { colorScheme, viewport: { width, height: 900 }, hasTouch: width < 500 });
        await quotations(page).nth(9).waitFor();
        await reach(page);
        assert.deepEqual(await violations(page, { landmarks: true }), []);
        const [inner, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
        assert.equal(scroll, inner, "no sideways scroll");
      });
    }
  });
}

test("what a finger touches is 44 px high", async () => {
  const page = await open("/", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await quotations(page).nth(9).waitFor();
  await page.getByRole("button", { name: "Voices" }).click();
  const read = page.getByRole("region", { name: "Who said what" });
  const low = await read.evaluate((region) =>
    [...region.querySelectorAll("button, label")]
      .map((element) => [element.textContent.trim(), element.getBoundingClientRect().height])
      .filter(([, height]) => height > 0 && height < 44),
  );
  assert.deepEqual(low, []);
});

test("forced colours keep what is chosen apart", async () => {
  const page = await open("/", { forcedColors: "active" });
  await quotations(page).nth(9).waitFor();
  const first = speakers(page).first().getByRole("button");
  await first.click();
  assert.notEqual(await first.evaluate((button) => getComputedStyle(button).outlineStyle), "none");
});
