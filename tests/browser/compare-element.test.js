/** `<who-said-compare>`: what it marks in the articles, what it lists, and how a reader goes about in it. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { marked, painted } from "./element-support.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });

const WAY = "“We looked at every other way for two long winters and there was none,” said Mayor Ada Quist.";
const SHORT_WAY = WAY.replace(" for two long winters", " ...");
const SAFE = "“The old bridge is safe today and I walk over it every morning,” Tomas Okafor said.";
const SOUND = SAFE.replace("safe", "sound");
const BOAT = "“It is a good boat,” said its captain, Idris Cole.";
const FIRST = `<article id="one"><h2>The Courier</h2><p>${WAY}</p><p>${SAFE}</p><p>${BOAT}</p></article>`;
const SECOND = `<article id="two" aria-label="The Herald"><p>The hall was <em>full</em>. ${SOUND.replace("bridge", "<b>bridge</b>")}</p><p>${SHORT_WAY}</p></article>`;

/** Opens a page whose body is `html`, and waits until each of its elements has compared. */
async function compared(html, options) {
  const page = await open("/pages/empty.html", options);
  await page.evaluate(async (markup) => {
    document.documentElement.lang = "en";
    globalThis.told = [];
    for (const type of ["whosaid-comparison", "whosaid-select", "whosaid-error"]) {
      addEventListener(type, (event) => told.push({ type, detail: event.detail, bubbles: event.bubbles, composed: event.composed }));
    }
    document.body.innerHTML = markup;
    await import("/whosaid/define.js");
  }, html);
  await marked(page);
  return page;
}

const remarks = (page) => page.getByRole("list", { name: "Shared remarks" }).getByRole("listitem");
const current = (page) => page.evaluate(() => document.querySelector("who-said-compare").chosen);
const told = (page, type) => page.evaluate((wanted) => globalThis.told.filter((one) => one.type === wanted), type);

const BOTH = `<who-said-compare><h1 slot="heading">Two papers</h1>${FIRST}${SECOND}</who-said-compare>`;
const PASSAGES = [
  "We looked at every other way for two long winters and there was none",
  "The old bridge is safe today and I walk over it every morning",
  "The old ", "bridge", " is sound today and I walk over it every morning",
  "We looked at every other way ... and there was none",
];

describe("what it shows", () => {
  test("each shared remark with its two reports, and how they differ", async () => {
    const page = await compared(BOTH);
    await expectText(page.getByRole("status").first(), "2 remarks are quoted in both: with differences.");
    await expectCount(remarks(page), 2);
    const way = remarks(page).first();
    assert.equal(await way.getByRole("button", { name: "1 Shortened in the second" }).count(), 1);
    await expectText(way.getByRole("figure").first(), `Ada Quist First: The Courier${PASSAGES[0]}`);
    await expectText(way.getByRole("figure").last(), `Ada Quist Second: The Herald${PASSAGES[5]}`);
    assert.deepEqual(await way.getByRole("deletion").allTextContents(), ["for two long winters"]);
    await way.getByText("The second leaves out “for two long winters” and shows it by an ellipsis.", { exact: true }).waitFor();
    const safe = remarks(page).last();
    assert.deepEqual(await safe.getByRole("deletion").allTextContents(), ["safe"]);
    assert.deepEqual(await safe.getByRole("insertion").allTextContents(), ["sound"]);
    const described = await safe.getByRole("button").first().evaluate((button) => button.ariaDescribedByElements?.[0].textContent ?? null);
    assert.equal(described, "The second has “sound” where the first has “safe”.");
    assert.deepEqual(await page.getByRole("list", { name: "How differences are marked" }).getByRole("listitem").allTextContents(), ["only here", "other words"]);
    assert.deepEqual(page.troubles, []);
  });

  test("the passages in both articles, in the look of their remark, and nothing in the document is changed", async () => {
    const page = await compared(BOTH);
    assert.deepEqual(await painted(page, "whosaid-pair-"), PASSAGES);
    const looks = await page.evaluate(() => [...CSS.highlights].map(([name, ranges]) => [name, ranges.size]));
    assert.deepEqual(looks, [["whosaid-pair-0-solid", 2], ["whosaid-pair-1-dashed", 4]]);
    const plain = await open("/pages/empty.html");
    await plain.evaluate((html) => (document.body.innerHTML = html), BOTH);
    assert.equal(await page.evaluate(() => document.body.innerHTML), await plain.evaluate(() => document.body.innerHTML));
  });

  test("a number stands at the start of each passage, and stays there as the page changes its width", async () => {
    const page = await compared(BOTH);
    const distances = () =>
      page.evaluate(() => {
        const badges = [...document.querySelector("who-said-compare").shadowRoot.querySelectorAll(".numbers > span")];
        const starts = [...CSS.highlights.values()].flatMap((ranges) => [...ranges]).map(({ startContainer, startOffset }) => {
          const range = document.createRange();
          range.setStart(startContainer, startOffset);
          range.setEnd(startContainer, startOffset + 1);
          return range.getBoundingClientRect();
        });
        return badges.map((badge) => {
          const { left, width, bottom } = badge.getBoundingClientRect();
          return [badge.textContent, Math.min(...starts.map((start) => Math.hypot(start.left - left - width / 2, start.top - bottom)))];
        });
      });
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 800 });
      await eventually(distances, (found) => {
        assert.deepEqual(found.map(([words]) => words), ["1", "2", "1", "2"]);
        assert.ok(found.every(([, distance]) => distance < 10), JSON.stringify(found));
      });
    }
  });

  test("what one article alone quotes, folded", async () => {
    const page = await compared(BOTH);
    const boat = page.getByRole("button", { name: "Idris Cole “It is a good boat,”" });
    assert.equal(await boat.isVisible(), false);
    await page.getByText("1 quotation in one article alone").click();
    await page.getByRole("list", { name: "Only in the first" }).waitFor();
    await boat.click();
    assert.deepEqual(await painted(page, "whosaid-pair-chosen"), ["“It is a good boat,”"]);
  });

  test("articles that share nothing", async () => {
    const page = await compared(`<h1>Two papers</h1><who-said-compare><article><p>${BOAT}</p></article><article><p>${SAFE}</p></article></who-said-compare>`);
    await expectText(page.getByRole("status").first(), "No remark is quoted in both.");
    await expectCount(page.getByRole("list", { name: "Shared remarks" }), 0);
    assert.deepEqual(await painted(page, "whosaid-"), []);
    assert.deepEqual(await violations(page), []);
  });

  test("three articles: one remark has one number in all of them", async () => {
    const page = await compared(`<who-said-compare>${[1, 2, 3].map(() => `<article><p>${WAY}</p></article>`).join("")}</who-said-compare>`);
    await expectText(page.getByRole("status").first(), "1 remark is quoted in more than one of them: word for word.");
    await expectCount(page.getByRole("button", { name: /^1 Word for word, \d of 3$/ }), 3);
    await expectText(remarks(page).last().getByRole("figure").last(), /^Ada Quist ThirdWe looked/);
    assert.deepEqual(await page.evaluate(() => [...CSS.highlights.keys()]), ["whosaid-pair-0-solid"]);
  });
});

describe("what a reader does", () => {
  const LONG = `<who-said-compare>${FIRST}${SECOND}</who-said-compare>`.replaceAll("<p>", `${"<p>The hall was full.</p>".repeat(30)}<p>`);
  const isInView = (page, words) =>
    page.evaluate((wanted) => {
      const found = [...document.querySelectorAll("article p")].find(({ textContent }) => textContent.includes(wanted)).getBoundingClientRect();
      return found.top >= 0 && found.bottom <= innerHeight;
    }, words);

  test("j, k and the arrows go from remark to remark; Enter shows it in the articles; Escape lets go", async () => {
    const page = await compared(LONG);
    await remarks(page).first().getByRole("button").first().focus();
    await page.keyboard.press("j");
    assert.equal(await current(page), 1);
    assert.deepEqual(await painted(page, "whosaid-pair-differs"), ["safe", "sound"]);
    const focused = () => page.evaluate(() => document.querySelector("who-said-compare").shadowRoot.activeElement.textContent);
    assert.match(await focused(), /^2 In other words/);
    assert.equal(await remarks(page).last().getByRole("button").first().getAttribute("aria-current"), "true");
    assert.equal(await isInView(page, "is safe today"), false);
    await page.keyboard.press("Enter");
    assert.equal(await isInView(page, "is safe today"), true);
    await page.keyboard.press("ArrowDown");
    assert.equal(await current(page), 0);
    await page.keyboard.press("k");
    await page.keyboard.press("ArrowUp");
    assert.match(await focused(), /^1 Shortened/);
    // The articles of the chosen remark, and of no other.
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "First: The Courier");
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Second: The Herald");
    await page.keyboard.press("Enter");
    assert.equal(await isInView(page, "every other way ..."), true);
    await page.keyboard.press("Tab");
    assert.match(await focused(), /^2 In other words/);
    await page.keyboard.press("Escape");
    assert.equal(await current(page), -1);
    assert.deepEqual(await painted(page, "whosaid-pair-chosen"), []);
    assert.deepEqual(await painted(page, "whosaid-pair-differs"), []);
  });

  test("a click brings both passages into view, of articles that scroll by themselves too", async () => {
    const page = await compared(LONG);
    await page.addStyleTag({ content: "article { height: 500px; overflow: auto }" });
    for (const article of await page.locator("article").all()) {
      await article.evaluate((element) => (element.tabIndex = 0));
    }
    await remarks(page).first().getByRole("button").first().click();
    for (const words of ["for two long winters", "every other way ..."]) {
      await eventually(() => isInView(page, words), (seen) => assert.ok(seen, words));
    }
    const scrolled = await page.evaluate(() => [...document.querySelectorAll("article")].map(({ scrollTop }) => scrollTop > 0));
    assert.deepEqual(scrolled, [true, true]);
  });

  test("a click on a passage chooses its remark, and beside it none", async () => {
    const page = await compared(BOTH);
    await page.locator("#two").getByText("sound today").click({ position: { x: 150, y: 12 } });
    await eventually(() => current(page), (index) => assert.equal(index, 1));
    assert.deepEqual(await painted(page, "whosaid-pair-chosen"), [PASSAGES[1], ...PASSAGES.slice(2, 5)]);
    await page.getByRole("heading", { name: "The Courier" }).click();
    assert.equal(await current(page), -1);
    const [event] = await told(page, "whosaid-select");
    assert.deepEqual([event.detail.index, event.detail.words, event.bubbles, event.composed], [1, [PASSAGES[1], PASSAGES.slice(2, 5).join("")], true, true]);
    assert.equal(event.detail.pair.class, "reworded");
  });

  test("who selects words of a passage by pointer wants these words", async () => {
    const page = await compared(BOTH);
    await page.locator("#two").getByText("sound today").dblclick({ position: { x: 150, y: 12 } });
    await page.evaluate(() => document.querySelector("who-said-compare").choose(null));
    assert.notEqual(await page.evaluate(() => getSelection().toString()), "");
    await page.locator("#two p").first().evaluate((words) => words.click());
    assert.equal(await current(page), -1);
  });

  test("by script: choose, and what is told", async () => {
    const page = await compared(BOTH);
    const [event] = await told(page, "whosaid-comparison");
    assert.deepEqual([event.bubbles, event.composed, event.detail.comparison.pairs.length], [true, true, 2]);
    assert.match(event.detail.texts[1], /^The hall was full\. “The old bridge/);
    await page.evaluate(() => document.querySelector("who-said-compare").choose(0));
    assert.equal(await current(page), 0);
    for (const none of [null, 7]) {
      await page.evaluate((index) => document.querySelector("who-said-compare").choose(index), none);
      assert.equal(await current(page), -1);
    }
    assert.equal((await told(page, "whosaid-select")).length, 1);
  });
});

test("it breaks no rule of accessibility, wide and narrow, light and dark, and never scrolls sideways", async () => {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 360], ["dark", 360]]) {
    const page = await open("/examples/compare.html", { colorScheme, viewport: { width, height: 800 } });
    await marked(page);
    await remarks(page).nth(1).getByRole("button").first().click();
    await page.getByText("in one article alone").click();
    assert.deepEqual(await violations(page, { landmarks: true }), [], `${colorScheme} ${width}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    await page.context().close();
  }
});
