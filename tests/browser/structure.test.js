/** What a text has beside its words: headings, lists, quotes, links and stress, from paste and files to the article. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { expectCount, expectText } from "./expect.js";
import { ARTICLE, article, paste, quotations, setUp, textbox } from "./support.js";

const site = setUp({ before, after });
const { open } = site;

const RICH = `<h1>Harrow keeps its <em>ferry</em></h1>
  <p>“We will not sell it, <b>not this year</b>,” said <a href="https://harrow.example/quist">Mayor Ada Quist</a>.</p>
  <h2>What it costs</h2>
  <ul><li>“It burns money,” said Tomas Okafor.</li><li>Ruth Pell said that <i>nobody</i> had asked.<ul><li>An inner item</li></ul></li></ul>
  <ol start="9"><li>First a pier.</li><li>Then a boat.</li></ol>
  <blockquote><p>“I crossed it as a child,” Ines Varga wrote.</p><p>She is old now.</p></blockquote>`;

const TEXT = `Harrow keeps its ferry

“We will not sell it, not this year,” said Mayor Ada Quist.

What it costs

• “It burns money,” said Tomas Okafor.
• Ruth Pell said that nobody had asked.
• An inner item

9. First a pier.
10. Then a boat.

“I crossed it as a child,” Ines Varga wrote.

She is old now.`;

/** Pastes rich text over whatever is there. */
async function pasteRich(page, html) {
  await textbox(page).focus();
  await page.keyboard.press("Control+A");
  await page.evaluate((html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

async function openRich() {
  const page = await open();
  await pasteRich(page, RICH);
  await expectText(article(page), TEXT);
  await expectCount(quotations(page), 4);
  return page;
}

const heading = (page, level) => article(page).getByRole("heading", { level });
const putCaret = (page, words, by = 0) =>
  textbox(page).evaluate((box, [words, by]) => {
    box.focus();
    box.setSelectionRange(box.value.indexOf(words) + by, box.value.indexOf(words) + by);
  }, [words, by]);

describe("the structure of rich text", () => {
  test("shows in the article, whose words stay to the character", async () => {
    const page = await openRich();
    assert.equal(await textbox(page).inputValue(), TEXT);
    await expectText(heading(page, 3), /^Harrow keeps its ferry\s*$/);
    await expectText(heading(page, 4), /^What it costs\s*$/);
    const lists = article(page).getByRole("list");
    await expectCount(lists, 3);
    await expectCount(lists.nth(0).locator("> *"), 2);
    await expectCount(lists.nth(0).getByRole("listitem"), 3);
    await expectText(lists.nth(1), /^• An inner item\s*$/);
    assert.equal(await lists.nth(2).evaluate((list) => list.localName), "ol");
    await expectText(article(page).getByRole("blockquote"), /crossed it as a child.*\s+She is old now\.$/);
    assert.deepEqual(await article(page).locator("em, strong").allTextContents(), ["ferry", "not this year", "nobody"]);
    await expectText(article(page).getByRole("strong"), "not this year");
    assert.match(await article(page).getByRole("strong").evaluate((words) => words.closest(".q").textContent), /^“We will not sell it/);
    const link = article(page).getByRole("link", { name: "Mayor Ada Quist" });
    assert.deepEqual(
      await link.evaluate((link) => [link.href, link.target, link.rel]),
      ["https://harrow.example/quist", "_blank", "noopener noreferrer"],
    );
    assert.deepEqual(page.troubles, []);
  });

  test("breaks no rule of axe-core, wide and small, with quotations only", async () => {
    for (const [colorScheme, width] of [["light", 1600], ["dark", 360]]) {
      const page = await open("/", { colorScheme, viewport: { width, height: 900 } });
      await pasteRich(page, RICH);
      await expectCount(quotations(page), 4);
      assert.deepEqual(await violations(page, { landmarks: true }), []);
      await page.getByRole("switch", { name: "Quotations only" }).click();
      await article(page).getByText("First a pier").waitFor({ state: "hidden" });
      assert.deepEqual(await violations(page, { landmarks: true }), []);
    }
  });

  test("runs nothing, asks for nothing and leads nowhere that is not safe", async () => {
    const page = await open();
    await quotations(page).first().waitFor();
    const asked = [];
    page.context().on("request", (request) => asked.push(request.url()));
    await pasteRich(
      page,
      `<img src="/never.png" srcset="/never-2.png 2x"><link rel="stylesheet" href="/never.css"><video poster="/never-3.png"></video>
      <p><a href="javascript:alert(1)">one</a> <a href=" JaVaScRiPt:alert(1)">two</a> <a href="data:text/html,x">three</a> <a href="/four">four</a>
      <a href="mailto:ada@harrow.example">five</a> <a href="https://x.example" onclick="globalThis.ran = true"><em>six</em></a> <a href="#seven">seven</a></p>`,
    );
    await expectText(article(page), "one two three four five six seven");
    assert.deepEqual(await article(page).getByRole("link").allTextContents(), ["five", "six"]);
    await expectCount(article(page).locator("img, [onclick], [style]"), 0);
    assert.deepEqual(asked, []);
  });

  test("is known by its styles where a program writes no better", async () => {
    const page = await open();
    await pasteRich(page, `<b style="font-weight:normal"><p><span style="font-weight:700">Bold</span> and <span style="font-style: italic">slanted</span></p></b>`);
    await expectText(article(page), "Bold and slanted");
    assert.deepEqual(await article(page).locator("em, strong").allTextContents(), ["Bold", "slanted"]);
  });

  test("a link that a quotation cuts is one stop of the keyboard, and j goes on from within", async () => {
    const page = await open();
    await pasteRich(page, `<p>The <a href="https://x.example/">mayor, Ada Quist, said: “We are ready</a> for the snow.”</p><p>“No,” said Ruth Pell.</p>`);
    await expectCount(quotations(page), 2);
    const links = article(page).getByRole("link");
    await expectCount(links, 2);
    assert.deepEqual(await links.evaluateAll((all) => all.map(({ tabIndex }) => tabIndex)), [0, -1]);
    await links.last().focus();
    await page.keyboard.press("j");
    await expectText(article(page).locator(":focus"), "“No,”");
  });

  test("however deep it nests", async () => {
    const page = await open();
    await pasteRich(page, `${"<blockquote><ul><li>".repeat(5000)}deep`);
    await expectText(article(page), /deep$/);
  });
});

describe("an edit", () => {
  test("in a span keeps it, before it moves it, and at the end of a heading goes on with it", async () => {
    const page = await openRich();
    await putCaret(page, "Harrow");
    await page.keyboard.insertText("Late news\n");
    await putCaret(page, "What it costs", "What it costs".length);
    await page.keyboard.type(" us");
    await putCaret(page, "Ada Quist", 3);
    await page.keyboard.type("lina");
    await putCaret(page, "An inner item", 3);
    await page.keyboard.type("x\ny");
    await expectText(article(page), /x\s+y/);
    await expectText(heading(page, 3), /^Harrow keeps its ferry\s*$/);
    await expectText(heading(page, 4), /^What it costs us\s*$/);
    await article(page).getByRole("link", { name: "Mayor Adalina Quist" }).waitFor();
    await expectText(article(page).getByRole("list").nth(1).getByRole("listitem"), /^• An x\s*y\s*inner item\s*$/);
    await expectText(article(page), await textbox(page).inputValue());
  });

  test("that takes all of a span away takes the span", async () => {
    const page = await openRich();
    await textbox(page).evaluate((box) => {
      const start = box.value.indexOf("What it costs");
      box.setSelectionRange(start, start + "What it costs".length);
    });
    await page.keyboard.press("Delete");
    await page.keyboard.type("Only words");
    await article(page).getByText("Only words").waitFor();
    await expectCount(heading(page, 4), 0);
    await expectCount(heading(page, 3), 1);
  });

  test("that puts plain words in place of everything drops all of it, and undoing brings it back", async () => {
    const page = await openRich();
    await paste(page, TEXT);
    await expectCount(article(page).getByRole("heading"), 0);
    await expectText(article(page), TEXT);
    await expectCount(article(page).getByRole("link"), 0);
    await page.keyboard.press("Control+Z");
    await expectCount(article(page).getByRole("heading"), 2);
    await paste(page, ARTICLE);
    await expectText(article(page), ARTICLE);
    await page.keyboard.press("Control+Z");
    await expectText(article(page), TEXT);
    await expectCount(article(page).getByRole("heading"), 2);
  });

  test("of rich text within goes among what is there", async () => {
    const page = await openRich();
    await putCaret(page, "She is old");
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/html", `<a href="https://pier.example/">Her pier</a> stands. `);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await article(page).getByRole("blockquote").getByRole("link", { name: "Her pier" }).waitFor();
    await expectCount(article(page).getByRole("link"), 2);
  });

  test("leaves all other lines of a list the nodes that they have", async () => {
    const page = await openRich();
    await article(page).evaluate((region) => region.querySelectorAll("*").forEach((node) => (node.seenBefore = true)));
    await putCaret(page, "Then a boat");
    await page.keyboard.type("X");
    await article(page).getByText("XThen a boat").waitFor();
    const fresh = await article(page).evaluate((region) => [...region.querySelectorAll("*")].filter((node) => !node.seenBefore).map(({ textContent }) => textContent.trim()));
    assert.deepEqual(fresh, ["10. XThen a boat."]);
    await putCaret(page, "• Ruth");
    await page.keyboard.insertText("• One more\n");
    await article(page).getByRole("list").first().getByText("One more").waitFor();
    await expectText(article(page), await textbox(page).inputValue());
  });
});

describe("a file", () => {
  const choose = async (page, name, content) => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Open file…" }).click()]);
    await chooser.setFiles({ name, mimeType: "", buffer: Buffer.from(content) });
  };

  test("of Markdown has its headings, lists, quotes, links and stress", async () => {
    const page = await open();
    await choose(
      page,
      "a.md",
      "# Snow *closes* the pass\n\n> “We are **ready**,” said [Ada Quist](https://x.example/quist).\n\n## After\n\n1. One\n2. Two\n   - Inner\n\n[bad](javascript:alert(1)) <script>globalThis.ran = true</script>\n",
    );
    await expectText(heading(page, 3), /^Snow closes the pass\s*$/);
    await expectText(heading(page, 4), /^After\s*$/);
    await article(page).getByRole("blockquote").getByRole("link", { name: "Ada Quist" }).waitFor();
    await expectCount(article(page).getByRole("list"), 2);
    await expectText(article(page).getByRole("strong"), "ready");
    await expectCount(article(page).getByRole("link"), 1);
    assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  });

  test("of a page leads where its links lead from its own address", async () => {
    const page = await open();
    await choose(page, "a.html", `<link rel="canonical" href="https://news.example/a/pass"><article><h1>Snow</h1><p>“Yes,” said <a href="../quist">Ada Quist</a>.</p></article>`);
    const link = article(page).getByRole("link", { name: "Ada Quist" });
    await link.waitFor();
    assert.equal(await link.getAttribute("href"), "https://news.example/quist");
    await expectCount(heading(page, 3), 1);
    await choose(page, "b.txt", ARTICLE);
    await expectText(article(page), ARTICLE);
    await expectCount(article(page).getByRole("heading"), 0);
  });
});

test("spans are read back as they were written, and what does not belong is left out", async () => {
  const { readSpans } = await import("../../www/app/input/structure.js");
  const spans = [
    { start: 0, end: 4, tag: "h1" },
    { start: 6, end: 9, tag: "a", address: "https://x.example/" },
  ];
  assert.deepEqual(readSpans(JSON.stringify(spans), 9), spans);
  const wrong = [
    null, 7, { start: 0, end: 4, tag: "script" }, { start: 3, end: 3, tag: "em" }, { start: -1, end: 3, tag: "em" }, { start: 0, end: 10, tag: "em" },
    { start: 0, end: 4, tag: "a" }, { start: 0, end: 4, tag: "a", address: "javascript:alert(1)" }, { start: 0, end: 4, tag: "a", address: {} },
  ];
  assert.deepEqual(readSpans(JSON.stringify(wrong), 9), []);
  assert.deepEqual([readSpans("{", 9), readSpans("{}", 9), readSpans("null", 9)], [[], [], []]);
});
