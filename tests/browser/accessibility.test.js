/** No state of the page breaks a rule of axe-core, in light or dark. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { expectCount, expectText } from "./expect.js";
import { ARTICLE, article, paste, quotations, setUp, speakers } from "./support.js";

const { open } = setUp({ before, after });

const STATES = {
  "the example": async (page) => {
    await quotations(page).nth(9).waitFor();
  },
  "a paste, with a quotation in focus": async (page) => {
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await quotations(page).first().getByRole("button").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("tooltip").waitFor();
  },
  "a chosen speaker": async (page) => {
    await paste(page, ARTICLE);
    await expectCount(speakers(page), 2);
    await speakers(page).first().getByRole("button").click();
  },
  "nothing found, and an odd mark": async (page) => {
    await paste(page, "“It was never opened. The pass closed on Monday.\n\nIt stays shut.");
    await page.getByText("is never closed").waitFor();
  },
  "an empty page": async (page) => {
    await page.getByRole("button", { name: "Example" }).click();
    await page.getByRole("button", { name: "Clear" }).click();
    await expectText(article(page), "");
  },
};

for (const colorScheme of ["light", "dark"]) {
  describe(`in ${colorScheme}`, () => {
    for (const [name, reach] of Object.entries(STATES)) {
      test(name, async () => {
        const page = await open("/", { colorScheme });
        await reach(page);
        assert.deepEqual(await violations(page, { landmarks: true }), []);
      });
    }

    test("the element in a page", async () => {
      const page = await open("/pages/embed.html", { colorScheme });
      await page.getByRole("button", { name: "Ada Quist" }).click();
      assert.deepEqual(
        await violations(page),
        [],
      );
    });
  });
}

test("a small screen", async () => {
  const page = await open("/", { viewport: { width: 360, height: 640 } });
  await paste(page, ARTICLE);
  await expectCount(quotations(page), 3);
  assert.deepEqual(await violations(page, { landmarks: true }), []);
});

test("forced colours keep speakers apart", async () => {
  const page = await open("/", { forcedColors: "active" });
  await paste(page, ARTICLE);
  await expectCount(speakers(page), 2);
  const lines = await article(page).evaluate((region) =>
    [...region.querySelectorAll(".said")].map((words) => getComputedStyle(words).textDecorationStyle),
  );
  assert.ok(new Set(lines).size > 1, String(lines));
});
