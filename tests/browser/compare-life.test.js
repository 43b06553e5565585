/** `<who-said-compare>` among others: content that changes, `<who-said>` beside it, what goes wrong, and what is left when it goes. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { marked, painted } from "./element-support.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });

const WAY = "“We looked at every other way for two long winters and there was none,” said Mayor Ada Quist.";
const SAFE = "“The old bridge is safe today and I walk over it every morning,” Tomas Okafor said.";
const WAY_WORDS = "We looked at every other way for two long winters and there was none";
const SAFE_WORDS = "The old bridge is safe today and I walk over it every morning";
const BOTH = `<article id="one"><p>${WAY}</p><p>${SAFE}</p></article><article id="two"><p>It was <em>late</em>. ${WAY}</p></article>`;
const INSIDE = `<who-said-compare>${BOTH}</who-said-compare>`;

const withoutHighlights = (page) =>
  page.addInitScript(() => {
    delete globalThis.Highlight;
    delete CSS.highlights;
  });

/** Opens a page whose body is `html`; what its elements tell of is in `heard`. */
async function show(html, options) {
  const page = await open("/pages/empty.html", options);
  await page.evaluate(async (markup) => {
    globalThis.heard = [];
    for (const type of ["whosaid-comparison", "whosaid-error"]) {
      addEventListener(type, ({ detail }) => heard.push({ type, error: detail.error?.message, marked: detail.marked }));
    }
    document.body.innerHTML = markup;
    await import("/whosaid/define.js");
  }, html);
  return page;
}

const comparisons = (page) => page.evaluate(() => heard.filter(({ type }) => type === "whosaid-comparison").length);
const quiet = (page) => page.evaluate(() => new Promise((done) => setTimeout(done, 700)));
const remarks = (page) => page.getByRole("list", { name: "Shared remarks" }).getByRole("listitem");

describe("content that changes", () => {
  test("is compared again once, and never for its own marks", async () => {
    const page = await show(INSIDE);
    await marked(page);
    await expectCount(remarks(page), 1);
    await page.evaluate((words) => {
      for (const word of words.split(" ")) {
        document.querySelector("#two").append(` ${word}`);
      }
    }, SAFE);
    await expectCount(remarks(page), 2);
    assert.deepEqual(await painted(page, "whosaid-pair-1"), [SAFE_WORDS, ...SAFE_WORDS.split(/(?= )/)]);
    await quiet(page);
    assert.equal(await comparisons(page), 2);
  });

  test("articles come late, join and go", async () => {
    const page = await show(`<main><who-said-compare></who-said-compare></main>`);
    await eventually(() => page.evaluate(() => heard), ([error]) => assert.match(error.error, /two articles are needed to compare; none stands in it/));
    await page.evaluate((html) => (document.querySelector("who-said-compare").innerHTML = html), BOTH);
    await expectCount(remarks(page), 1);
    await page.evaluate((html) => document.querySelector("who-said-compare").insertAdjacentHTML("beforeend", html), `<article><p>${WAY}</p></article>`);
    await expectCount(remarks(page), 3);
    await page.evaluate(() => [...document.querySelectorAll("article")].slice(1).forEach((article) => article.remove()));
    await expectCount(remarks(page), 0);
    await eventually(() => painted(page), (words) => assert.deepEqual(words, []));
    assert.equal(await page.evaluate(() => document.querySelector("who-said-compare").comparison), null);
  });

  test("moving the element asks for no new comparison", async () => {
    const page = await show(`${INSIDE}<div id="there"></div>`);
    await marked(page);
    const before = await page.evaluateHandle(() => document.querySelector("who-said-compare").comparison);
    await page.evaluate(() => document.querySelector("#there").append(document.querySelector("who-said-compare")));
    await eventually(() => painted(page), (words) => assert.deepEqual(words, [WAY_WORDS, WAY_WORDS]));
    assert.ok(await page.evaluate((comparison) => document.querySelector("who-said-compare").comparison === comparison, before));
  });
});

describe("beside <who-said>", () => {
  const BESIDE = `<who-said><h2 slot="heading">Voices</h2><article id="one"><p>${WAY}</p></article></who-said><who-said><article id="two"><p>${WAY}</p></article></who-said>`;

  test("each paints its own, and goes with its own", async () => {
    const page = await show(`${BESIDE}<who-said-compare for="#one, #two"></who-said-compare>`);
    await marked(page);
    await expectCount(remarks(page), 1);
    const voices = await painted(page, "whosaid-0");
    assert.deepEqual(voices, Array(2).fill(`“${WAY_WORDS},”`));
    assert.deepEqual(await painted(page, "whosaid-pair-"), [WAY_WORDS, WAY_WORDS]);
    await page.evaluate(() => document.querySelector("who-said").replaceWith(document.querySelector("#one")));
    await eventually(() => painted(page), (words) => assert.equal(words.length, 3));
    await page.evaluate(() => document.querySelector("who-said-compare").remove());
    assert.deepEqual(await painted(page, "whosaid-pair-"), []);
    assert.deepEqual(await painted(page, "whosaid-0"), [voices[1]]);
  });

  test("inside it, and inside an article, each with its own list", async () => {
    const page = await show(`<who-said-compare>${BESIDE}<article><who-said><h2 slot="heading">More voices</h2><p>${WAY}</p></who-said></article></who-said-compare>`);
    await marked(page);
    await expectCount(page.getByRole("list", { name: "Speakers" }), 3);
    await expectCount(remarks(page), 3);
    assert.deepEqual(await page.evaluate(() => document.querySelector("who-said-compare").texts), [WAY, WAY, WAY]);
  });

  test("where words must be wrapped, the two do not chase each other, and nothing is left", async () => {
    const page = await show(`<main>${BOTH}</main><who-said for="#one"></who-said><who-said-compare for="article"></who-said-compare>`, { prepare: withoutHighlights });
    await marked(page);
    await quiet(page);
    const before = await comparisons(page);
    assert.ok((await page.locator("#two mark").allTextContents()).includes(WAY_WORDS));
    await quiet(page);
    assert.equal(await comparisons(page), before);
    await page.evaluate(() => document.querySelectorAll("who-said, who-said-compare").forEach((element) => element.remove()));
    assert.equal(await page.evaluate(() => document.querySelector("main").innerHTML), BOTH);
  });
});

describe("what goes wrong", () => {
  test("a selector that is none, and one that finds too little, are told to the author", async () => {
    for (const [selector, words] of [["#(", /“for” or “skip” is not a selector/], ["#one", /only one matches for="#one"/]]) {
      const page = await show(`${BOTH}<who-said-compare for="${selector}"></who-said-compare>`);
      await eventually(() => page.evaluate(() => heard), ([error]) => assert.match(error.error, words));
      await page.evaluate(() => document.querySelector("who-said-compare").setAttribute("for", "article"));
      await expectCount(remarks(page), 1);
    }
  });

  test("without the core readers are told, and the articles stay", async () => {
    const page = await show(INSIDE, { prepare: (page) => page.route("**/core_bg.wasm", (route) => route.fulfill({ status: 404 })) });
    await expectText(page.getByRole("status").filter({ hasText: "cannot" }), "These articles cannot be compared right now. The articles themselves are complete.");
    assert.deepEqual(await painted(page), []);
    const [{ marked: isMarked }] = await page.evaluate(() => heard);
    assert.equal(isMarked, false);
  });

  test("without the weights it compares by rules, and says so", async () => {
    const page = await show(INSIDE, { prepare: (page) => page.route("**/weights.bin", (route) => route.fulfill({ status: 404 })) });
    await expectCount(remarks(page), 1);
    await page.getByRole("status").filter({ hasText: "by rules alone" }).waitFor();
    assert.deepEqual((await page.evaluate(() => heard)).map(({ type, marked: isMarked }) => [type, isMarked]), [["whosaid-comparison", undefined], ["whosaid-error", true]]);
  });
});

describe("when it leaves", () => {
  test("no mark, no look and no number stays, and changes are of no interest any more", async () => {
    const page = await show(`${BOTH}<who-said-compare for="article"></who-said-compare>`);
    await marked(page);
    await remarks(page).first().getByRole("button").first().click();
    assert.ok((await painted(page, "whosaid-pair-chosen")).length === 2);
    const left = await page.evaluate(async () => {
      const element = document.querySelector("who-said-compare");
      element.remove();
      const now = { highlights: CSS.highlights.size, sheets: document.adoptedStyleSheets.length, html: [...document.querySelectorAll("article")].map(({ outerHTML }) => outerHTML).join("") };
      document.querySelector("#one").append("More.");
      await new Promise((done) => setTimeout(done, 700));
      return { ...now, later: CSS.highlights.size, numbers: element.shadowRoot.querySelectorAll(".numbers > *").length, comparison: element.comparison };
    });
    assert.deepEqual(left, { highlights: 0, sheets: 0, html: BOTH, later: 0, numbers: 0, comparison: null });
    assert.equal(await comparisons(page), 1);
  });

  test("while it compares, nothing comes after", async () => {
    const page = await show("");
    await page.evaluate(async (html) => {
      document.body.innerHTML = html;
      document.querySelector("who-said-compare").remove();
    }, INSIDE);
    await quiet(page);
    assert.deepEqual(await page.evaluate(() => heard), []);
    assert.deepEqual(await painted(page), []);
  });
});
