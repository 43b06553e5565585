/** `<who-said>` by keyboard, touch and screen reader, and how it shows doubt. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { embed, painted, OKAFOR, QUIST } from "./element-support.js";
import { eventually, expectText } from "./expect.js";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });

const FAR = "“It will be a long winter,” said Ruth Pell.";
const LONG = `<p>${QUIST}</p><p>${OKAFOR}</p>${"<p>The pass is closed.</p>".repeat(80)}<p>${FAR}</p>`;

const card = (page) => page.locator("who-said").getByRole("status");
const chosen = (page) => page.evaluate(() => document.querySelector("who-said").chosen);

/** The words of the chosen quotation's highlight. */
const chosenWords = (page) =>
  page.evaluate(() =>
    [...(CSS.highlights.get("whosaid-chosen") ?? [])].map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset)).join(""),
  );

describe("by keyboard", () => {
  test("every quotation is reached, brought into view and told", async () => {
    const page = await embed(open, `<who-said>${LONG}</who-said>`);
    await page.getByRole("button", { name: "Next quotation" }).focus();
    await page.keyboard.press("Enter");
    await expectText(card(page), /^Ada Quist.*Quotation 1 of 3“We have to be ready,”$/);
    await page.keyboard.press("j");
    await expectText(card(page), /^Tomas Okafor.*Quotation 2 of 3“Nobody/);
    await page.keyboard.press("ArrowDown");
    await expectText(card(page), /^Ruth Pell.*Quotation 3 of 3“It will/);
    assert.equal(await chosenWords(page), "“It will be a long winter,”");
    const top = await page.getByText(FAR).evaluate((words) => words.getBoundingClientRect().top);
    assert.ok(top > 0 && top < 900, `at ${top}`);
    // The ends meet.
    await page.keyboard.press("ArrowRight");
    assert.equal(await chosen(page), 0);
    await page.keyboard.press("k");
    assert.equal(await chosen(page), 2);
    await page.keyboard.press("Escape");
    await card(page).waitFor({ state: "hidden" });
    assert.equal(await chosen(page), -1);
    assert.equal(await chosenWords(page), "");
  });

  test("Tab goes from the speakers to the steps and on; the choice goes with the focus", async () => {
    const page = await embed(open, `<who-said><p>${QUIST}</p><p>${OKAFOR}</p></who-said><p><a href="#on">On</a></p>`);
    const names = [];
    for (let count = 0; count < 5; count++) {
      await page.keyboard.press("Tab");
      names.push(await page.evaluate(() => {
        const element = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
        return element.ariaLabel ?? element.textContent;
      }));
    }
    assert.deepEqual(names, ["Ada Quist 1", "Tomas Okafor 1", "Previous quotation", "Next quotation", "On"]);
    await page.getByRole("button", { name: "Ada Quist" }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.getByRole("button", { name: "Ada Quist" }).getAttribute("aria-current"), "true");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(await chosen(page), 0);
    await page.getByRole("link", { name: "On" }).focus();
    assert.equal(await chosen(page), -1);
  });

  test("without the legend the steps show once they have the focus", async () => {
    const page = await embed(open, `<h1>Snow</h1><who-said hidden-legend><p>${QUIST}</p></who-said>`);
    const next = page.getByRole("button", { name: "Next quotation" });
    const steps = page.getByRole("group", { name: "Quotations" });
    assert.equal((await steps.boundingBox()).width, 1);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.ok((await next.boundingBox()).width >= 30);
    await page.keyboard.press("Enter");
    await expectText(card(page), /^Ada Quist/);
    assert.deepEqual(await violations(page), []);
  });

  test("letters typed elsewhere in the page are the page's own", async () => {
    const page = await embed(open, `<who-said><p>${QUIST}</p></who-said><input aria-label="Search">`);
    await page.getByRole("textbox", { name: "Search" }).focus();
    await page.keyboard.type("jk");
    assert.equal(await chosen(page), -1);
    assert.equal(await page.getByRole("textbox", { name: "Search" }).inputValue(), "jk");
  });
});

describe("by script", () => {
  test("`choose` and `step` do as a reader does, and tell", async () => {
    const page = await embed(open, `<who-said><p>${QUIST}</p><p>${OKAFOR}</p></who-said>`);
    const told = await page.evaluate(() => {
      const element = document.querySelector("who-said");
      const heard = [];
      element.addEventListener("whosaid-select", ({ detail }) => heard.push(detail.text));
      element.choose(1);
      element.step();
      element.step(-1);
      element.choose(7);
      return { heard, chosen: element.chosen };
    });
    assert.deepEqual(told, {
      heard: ["“Nobody has told the drivers anything,”", "“We have to be ready,”", "“Nobody has told the drivers anything,”"],
      chosen: -1,
    });
  });
});

describe("corrections", () => {
  test("are told, shown, outlive a new analysis, and can be taken back", async () => {
    const page = await embed(open, `<who-said><p>${QUIST}</p><p>${OKAFOR}</p></who-said>`);
    const names = () => page.getByRole("list", { name: "Speakers" }).getByRole("listitem").allTextContents();
    const heard = await page.evaluate(async () => {
      const { anchorOf } = await import("/whosaid/corrections.js");
      const element = document.querySelector("who-said");
      const heard = new Promise((resolve) => addEventListener("whosaid-correct", ({ detail }) => resolve(detail)));
      element.correct({ do: "speaker", at: anchorOf(element.text, element.analysis, 1), speaker: "Ruth Pell" });
      return heard;
    });
    assert.equal(heard.correction.speaker, "Ruth Pell");
    assert.deepEqual(heard.corrections, [heard.correction]);
    assert.deepEqual(await names(), ["Ada Quist 1", "Ruth Pell 1"]);
    await page.evaluate(() => document.querySelector("who-said").insertAdjacentHTML("afterbegin", "<h2>Snow</h2>"));
    await page.waitForFunction(() => document.querySelector("who-said").text.startsWith("Snow"));
    assert.deepEqual(await names(), ["Ada Quist 1", "Ruth Pell 1"]);
    await page.evaluate(() => (document.querySelector("who-said").corrections = []));
    assert.deepEqual(await names(), ["Ada Quist 1", "Tomas Okafor 1"]);
  });
});

describe("by touch", () => {
  const touch = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } };

  test("a tap on a quotation shows its card, a tap elsewhere puts it away", async () => {
    const page = await embed(open, `<meta name="viewport" content="width=device-width"><who-said><p>${QUIST}</p></who-said><footer style="margin-top: 24rem">The end</footer>`, touch);
    await page.getByText(QUIST).tap({ position: { x: 40, y: 8 } });
    await expectText(card(page), /^Ada Quist/);
    const { x, width } = await card(page).boundingBox();
    assert.ok(x >= 0 && x + width <= 360, `${x} ${width}`);
    await page.getByText("The end").tap();
    await card(page).waitFor({ state: "hidden" });
  });

  test("targets are large enough for fingers", async () => {
    const page = await embed(open, `<who-said><p>${QUIST}</p></who-said>`, touch);
    for (const button of await page.getByRole("button").all()) {
      const { width, height } = await button.boundingBox();
      assert.ok(Math.round(width) >= 44 && Math.round(height) >= 44, `${width} × ${height}`);
    }
  });
});

describe("doubt", () => {
  test("looks different step by step, and so does what nobody is named for", async () => {
    const page = await open("/pages/empty.html");
    const looks = await page.evaluate(async () => {
      const { lookOf, looksSheet } = await import("/whosaid/paint.js");
      const voice = { hue: 0, line: "solid" };
      const names = [[voice, "sure"], [voice, "likely"], [voice, "unsure"], [null, "none"]].map(([who, certainty]) => lookOf(who, "direct", certainty));
      const rules = new Map(looksSheet(false).split("\n").map((rule) => rule.split(" { ")));
      return names.map((name) => rules.get(`::highlight(${name})`));
    });
    assert.ok(looks.every(Boolean));
    assert.equal(new Set(looks).size, 4);
    assert.match(looks[3], /wavy/);
  });

  test("is told in the legend and in the card", async () => {
    const page = await open("/pages/empty.html");
    const legend = await page.evaluate(async () => {
      const { Panel } = await import("/whosaid/panel.js");
      const quotation = (speaker, confidence) => ({ kind: "direct", speaker, confidence });
      const panel = new Panel({ step() {}, undo() {} });
      const quotations = [quotation(0, 0.9), quotation(0, 0.3), quotation(1, 0.4), quotation(null, 0)];
      panel.show({ speakers: [{ name: "Ada Quist" }, { name: "Ruth Pell" }], quotations }, { marked: [0, 1, 2, 3], lang: "en", isLegendHidden: false, goTo() {} });
      return [...panel.element.querySelectorAll("li")].map(({ textContent }) => textContent);
    });
    assert.deepEqual(legend, ["Ada Quist 2 1 guessed", "Ruth Pell 1 a guess", "Unattributed 1"]);
  });
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe-core finds nothing in ${colorScheme}: at rest, chosen, without the legend`, async () => {
    const page = await embed(
      open,
      `<meta name="color-scheme" content="light dark"><title>A page</title><main><h1>Snow</h1><who-said><h2 slot="heading">Voices</h2><p>${QUIST}</p><p>${OKAFOR}</p></who-said></main>`,
      { colorScheme },
    );
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "Ada Quist" }).click();
    await eventually(() => painted(page), (words) => assert.equal(words.length, 3));
    assert.deepEqual(await violations(page), []);
    await page.evaluate(() => (document.querySelector("who-said").hiddenLegend = true));
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(page.troubles, []);
  });
}
