/** The element, the examples and the module in Chromium, Firefox and WebKitGTK. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { EXAMPLE } from "../../www/app/example.js";
import { analyze, init } from "../../www/whosaid/index.js";
import { inEachEngine } from "./engines.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { ARTICLE } from "./support.js";
import { OKAFOR, painted, QUIST } from "./element-support.js";

await init();

// Characters of one, two and more units, marks of several kinds, spaces that are not for breaking.
const ODD = [
  "😀 “We 👩‍👩‍👧 will\u00a0rebuild,”\u00a0said Mayor Ada\u202fQuist 😀.",
  "‘It’s over,’ Tomas Okafor said. \"Isn't it?\"",
  "“E\u0301te\u0301 \u202eolleh\u202c,” said Zoe\u0308 Pell.\r\n“Line,” she added.",
  "“A lone \ud83d half,” said Ruth Pell. “It was never closed",
];

const legend = (page) => page.part("list", "Speakers").part("listitem");
const card = (page) => page.part("status");

/** What the document shows of painted words, one string. */
const paintedText = async (page) => (await painted(page)).join("").replace(/\s+/g, " ");

const analysed = (page) => page.waitFor(() => [...document.querySelectorAll("who-said")].every(({ analysis }) => analysis));

async function embed(open, html, size) {
  const page = await open("/pages/empty.html", size);
  await page.evaluate((markup) => {
    document.documentElement.lang = "en";
    document.body.innerHTML = markup;
    return import("/whosaid/define.js").then(() => null);
  }, html);
  await analysed(page);
  return page;
}

inEachEngine(({ open }) => {
  for (const [name, where] of [["in a worker", "worker"], ["on the main thread", "page"]]) {
    test(`the module gives ${name} what it gives in Node`, async () => {
      const page = await open("/pages/empty.html");
      for (const text of [EXAMPLE, ARTICLE, ...ODD, ODD.slice(0, 3).join("\n\n"), ""]) {
        // As JSON, for a driver may not hand on half a pair of units.
        const found = await page.evaluate(
          async ([where, json]) => {
            const text = JSON.parse(json);
            const { analyze, init } = await import("/whosaid/index.js");
            const { Analyzer } = await import("/whosaid/analyzer.js");
            await init();
            globalThis.analyzer ??= new Analyzer();
            return JSON.stringify(where === "worker" ? await analyzer.analyze(text) : analyze(text));
          },
          [where, JSON.stringify(text)],
        );
        assert.deepEqual(JSON.parse(found), JSON.parse(JSON.stringify(analyze(text))), text);
      }
      assert.deepEqual(await page.troubles(), []);
    });
  }

  test("the element marks the right words, through markup and among odd characters", async () => {
    const page = await embed(
      open,
      `<who-said><p>😀😀 “We <em>have to</em> be&nbsp;<a href="#x">ready</a>,” said Mayor Ada Quist.</p><p>‘It’s a <b>👩‍👩‍👧 thing</b>,’ Tomas Okafor said.</p></who-said>`,
    );
    assert.equal(await paintedText(page), "“We have to be ready,”‘It’s a 👩‍👩‍👧 thing,’");
    assert.deepEqual(await legend(page).texts(), ["Ada Quist 1", "Tomas Okafor 1"]);
    const lines = await page.evaluate(() => {
      const rules = new Map(document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules]).map(({ selectorText, style }) => [selectorText, style]));
      return [...CSS.highlights.keys()].map((name) => rules.get(`::highlight(${name})`)).map((style) => `${style.textDecorationLine} ${style.textDecorationStyle}`);
    });
    assert.deepEqual(lines, ["underline solid", "underline dashed"]);
    const marked = await page.screenshot();
    await page.evaluate(() => CSS.highlights.clear());
    await eventually(() => page.screenshot(), (plain) => assert.ok(!marked.equals(plain), "marks are seen"));
    assert.deepEqual(await page.troubles(), []);
  });

  test("keys and pointer show the card", async () => {
    const page = await embed(open, `<h1>Snow</h1><who-said><p>${QUIST}</p><p>${OKAFOR}</p></who-said><p style="margin-top: 20rem">The end</p>`);
    await legend(page).nth(0).part("button").focus();
    await page.press("Enter");
    await expectText(card(page), /^Ada Quist.*Quotation 1 of 2/);
    await page.part("button", "Next quotation").focus();
    await page.press("j");
    await expectText(card(page), /^Tomas Okafor.*Quotation 2 of 2/);
    await page.press("ArrowUp");
    await expectText(card(page), /^Ada Quist/);
    await page.press("Escape");
    await card(page).gone();
    await page.pointAt("Nobody has told");
    await expectText(card(page), /^Tomas Okafor/);
    await page.pointAt("The end");
    await card(page).gone();
    await page.clickOn("We have to be");
    await expectText(card(page), /^Ada Quist/);
    await page.press("Escape");
    await card(page).gone();
  });

  test("the marks follow a change, and go with the element without a trace", async () => {
    const html = `<p>${QUIST}</p><p>${OKAFOR}</p>`;
    const page = await embed(open, `<who-said>${html}</who-said>`);
    await page.evaluate(() => document.querySelector("who-said").insertAdjacentHTML("beforeend", "<p>“The road is open again,” said Ines Varga.</p>"));
    await eventually(() => paintedText(page), (words) => assert.match(words, /The road is open again/));
    assert.match((await legend(page).texts()).at(-1), /Ines Varga/);
    const left = await page.evaluate(() => {
      const element = document.querySelector("who-said");
      element.lastElementChild.remove();
      element.remove();
      return { names: [...CSS.highlights.keys()], sheets: document.adoptedStyleSheets.length, html: element.innerHTML };
    });
    assert.deepEqual(left, { names: [], sheets: 0, html });
  });

  test("without the Custom Highlight API words are wrapped, and unwrapped without a trace", async () => {
    const page = await open("/pages/empty.html");
    const html = `<p>😀 ${QUIST}</p>`;
    await page.evaluate((html) => {
      delete globalThis.Highlight;
      delete CSS.highlights;
      document.body.innerHTML = `<who-said>${html}</who-said>`;
      return import("/whosaid/define.js").then(() => null);
    }, html);
    await eventually(
      () => page.evaluate(() => [...document.querySelectorAll("mark")].map(({ textContent }) => textContent)),
      (words) => assert.deepEqual(words, ["“We have to be ready,”"]),
    );
    const left = await page.evaluate(() => {
      const element = document.querySelector("who-said");
      element.remove();
      return element.innerHTML;
    });
    assert.equal(left, html);
  });

  test("in a shadow root its marks show too", async () => {
    const page = await embed(open, "<div id=host></div>");
    await page.evaluate(async () => {
      const root = document.querySelector("#host").attachShadow({ mode: "open" });
      const found = new Promise((resolve) => host.addEventListener("whosaid-analysis", resolve, { once: true }));
      root.innerHTML = "<who-said><p>“It will be a long winter,” said Ruth Pell.</p></who-said>";
      await found;
    });
    assert.equal(await paintedText(page), "“It will be a long winter,”");
    await expectText(legend(page).nth(0), /Ruth Pell/);
  });

  test("two articles: what they share is marked, listed with its differences, chosen by keys, and gone with the element", async () => {
    const page = await open("/examples/compare.html", { width: 360, height: 740 });
    const remarks = page.part("list", "Shared remarks").part("listitem");
    await expectCount(remarks, 4);
    const [first, second] = await remarks.texts();
    assert.match(first, /^1 Shortened in the second.*The second leaves out “for two long winters” and shows it by an ellipsis\.$/);
    assert.match(second, /^2 In other words/);
    await page.part("button", /^1 Shortened/).focus();
    await page.press("j");
    const chosen = () => page.evaluate(() => [...(CSS.highlights.get("whosaid-pair-differs") ?? [])].map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset)));
    await eventually(chosen, (words) => assert.deepEqual(words, ["safe", "[quay]", "sound"]));
    const seen = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("who-said-compare");
      const { textDecorationLine, textDecorationStyle } = getComputedStyle(shadowRoot.querySelector("blockquote .changed"));
      const numbers = [...shadowRoot.querySelectorAll(".numbers > *")].map(({ textContent }) => textContent);
      return { line: `${textDecorationLine} ${textDecorationStyle}`, numbers: numbers.sort().join(""), wide: document.documentElement.scrollWidth > document.documentElement.clientWidth };
    });
    assert.deepEqual(seen, { line: "underline double", numbers: "11223344", wide: false });
    const left = await page.evaluate(() => {
      document.querySelector("who-said-compare").remove();
      return [CSS.highlights.size, document.adoptedStyleSheets.length];
    });
    assert.deepEqual(left, [0, 0]);
    assert.deepEqual(await page.troubles(), []);
  });

  test("the examples run: an article, a blog, a strict policy", async () => {
    let page = await open("/examples/article.html");
    await analysed(page);
    await eventually(() => paintedText(page), (words) => assert.match(words, /Give me a ladder and ten volunteers/));
    await legend(page).nth(0).part("button").click();
    await expectText(card(page), /Quotation 1 of/);
    assert.deepEqual(await page.troubles(), []);

    page = await open("/examples/blog.html", { width: 360, height: 740 });
    await expectCount(page.part("list", "Speakers"), 2);
    await page.part("button", "Older posts").click();
    await expectCount(page.part("list", "Speakers"), 3);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
    assert.deepEqual(await page.troubles(), []);

    page = await open("/examples/strict-csp.html");
    const told = () => page.evaluate(() => document.querySelector("#told").textContent);
    await eventually(told, (words) => assert.match(words, /^\d quotations of \d speakers\.$/));
    await page.part("button", "Next quotation").click();
    await eventually(told, (words) => assert.equal(words, "Femi Adeyemi: “The rock is good,” … “The money is the soft part.”"));
    assert.match(await paintedText(page), /The rock is good/);
    assert.deepEqual(await page.troubles(), []);
  });
});
