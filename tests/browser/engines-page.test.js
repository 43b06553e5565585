/** The page in Chromium, Firefox and WebKitGTK: each of its functions once, by accessible names and keys. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { shareLink } from "../../www/whosaid/export/index.js";
import { inEachEngine } from "./engines.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { ARTICLE } from "./support.js";

const TEXTBOX = "Article text";
const FIRST = "“We have to be ready before the first snow,”";
const SECOND = "“Nobody has told the drivers anything,”";
const THIRD = "“It will be a long winter,”";

const REPORTS = [
  "The council met on Monday.",
  "“We knew of the crack,” Ada Quist admitted. “It was small.”",
  "“There was no crack,” Tomas Okafor denied.",
  "“The tower will fall,” warned Ruth Pell. The so-called “winter road” was shut.",
  "“It will not,” Okafor said.",
  "",
].join("\n\n");

const textbox = (page) => page.part("textbox", TEXTBOX);
const article = (page) => page.part("region", "Marked article");
const quotations = (page) => page.part("list", "Quotations").part("listitem");
const speakers = (page) => page.part("list", "Speakers").part("listitem");
const button = (page, name) => page.part("button", name);
const card = (page) => page.part("tooltip");

async function withText(open, text, count, size) {
  const page = await open("/", size);
  await page.paste(TEXTBOX, text);
  await expectCount(quotations(page), count);
  return page;
}

const holds = (page, text) => eventually(() => textbox(page).value(), (found) => assert.equal(found, text));

const focusIsOn = (page, words) => eventually(() => page.focused(), ({ text }) => assert.match(text, words));

/** Whether the words of the article stand back. */
const isDim = (page, words) =>
  page.evaluate(
    (words) => [...document.querySelectorAll("[aria-label='Marked article'] .q")].find(({ textContent }) => textContent.includes(words)).matches(".dim, .dim *"),
    words,
  );

/** The words that a highlight of the page holds. */
const lightOn = (page, name) =>
  page.evaluate(
    (name) => [...(CSS.highlights.get(name) ?? [])].map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset)),
    name,
  );

/** What was saved under `name`, once it is whole. */
async function saved(engine, name) {
  const path = join(engine.downloads, name);
  let content = "";
  await eventually(
    async () => {
      content = existsSync(path) ? await readFile(path, "utf8") : "";
      return content;
    },
    (found) => assert.notEqual(found, "", name),
  );
  return content;
}

inEachEngine(({ open, engine }) => {
  test("a first visit shows an example, and nothing is amiss", async () => {
    const page = await open();
    await eventually(() => quotations(page).count(), (count) => assert.ok(count >= 10));
    await eventually(() => speakers(page).count(), (count) => assert.ok(count >= 4));
    await expectText(article(page), /Town votes to move its lighthouse/);
    assert.equal(await textbox(page).value(), "");
    assert.deepEqual(await page.troubles(), []);
  });

  test("a paste shows quotations, speakers and the article", async () => {
    const page = await withText(open, ARTICLE, 3);
    const items = await quotations(page).texts();
    [[FIRST, "Ada Quist"], [SECOND, "Tomas Okafor"], [THIRD, "Ada Quist"]].forEach(([words, name], index) => {
      assert.ok(items[index].includes(words) && items[index].includes(name), items[index]);
    });
    assert.ok(items[1].includes("“They read it in the paper.”"));
    const names = await speakers(page).texts();
    assert.match(names[0], /Ada Quist.*2 quotations/);
    assert.match(names[1], /Tomas Okafor.*1 quotation$/);
    assert.deepEqual(await page.troubles(), []);
  });

  test("speakers are told apart by the lines under their words", async () => {
    const page = await withText(open, ARTICLE, 3);
    const lines = () =>
      page.evaluate(() => [...document.querySelectorAll("[aria-label='Marked article'] .q")].map((words) => {
        const { textDecorationLine, textDecorationStyle } = getComputedStyle(words.querySelector(".said") ?? words);
        return `${textDecorationLine} ${textDecorationStyle}`;
      }));
    await eventually(lines, (found) => assert.deepEqual(found.filter((line, at) => at !== 2), ["underline solid", "underline dashed", "underline solid"]));
  });

  test("the text stays as it was given, to the character", async () => {
    const text = `${ARTICLE}\n\u00a0\u00a0<b>“Tags & all,”</b> said   Ruth Pell.\u2028\n\n😀 e\u0301`;
    const page = await open();
    // Not pasted: WebKit pastes spaces for no-break spaces.
    await textbox(page).put(text);
    await expectText(article(page), text);
    await holds(page, text);
  });

  test("typing shows a quotation at once and lets the caret be", async () => {
    const page = await open();
    await textbox(page).focus();
    await page.type("“Light the lamp,” said Ada Quist.");
    await expectCount(quotations(page), 1);
    await expectText(quotations(page).nth(0), /Ada Quist.*“Light the lamp,”/);
    await page.press("Home");
    await page.type("Late, jk. ");
    await expectText(article(page), /^Late, jk\. “Light the lamp,” said Ada Quist\.$/);
    assert.equal((await page.focused()).caret, "Late, jk. ".length);
  });

  test("Tab, j, k, the arrows and Enter travel, and the card tells", async () => {
    const page = await withText(open, ARTICLE, 3);
    await textbox(page).focus();
    const reached = [];
    for (let presses = 0; presses < 40 && reached.length < 3; presses++) {
      await page.press("Tab");
      const words = await page.evaluate(() => document.activeElement.closest("[aria-label='Marked article']") && document.activeElement.textContent);
      if (words) {
        reached.push(words);
      }
    }
    assert.deepEqual(reached, [FIRST, SECOND, THIRD]);
    for (const [key, words] of [
      ["k", /drivers/], ["ArrowDown", /long winter/], ["j", /long winter/], ["ArrowLeft", /drivers/], ["ArrowUp", /first snow/],
      ["ArrowRight", /drivers/],
    ]) {
      await page.press(key);
      assert.match((await page.focused()).text, words, `after ${key}`);
    }
    await expectText(card(page), /Tomas Okafor.*direct quotation · sure.*Reported with “said”/);
    assert.deepEqual(await lightOn(page, "whosaid-cue"), ["said"]);
    assert.deepEqual(await lightOn(page, "whosaid-source"), ["Tomas Okafor"]);
    await page.press("Escape");
    await card(page).gone();
    assert.deepEqual(await lightOn(page, "whosaid-cue"), []);

    await quotations(page).nth(0).part("button").nth(0).focus();
    await page.press("ArrowDown");
    await page.press("ArrowDown");
    await page.press("Enter");
    await focusIsOn(page, /long winter/);
    await expectText(card(page), /Ada Quist.*Mayor/);
    await button(page, "Previous").click();
    await focusIsOn(page, /drivers/);
    assert.deepEqual(await page.troubles(), []);
  });

  test("the pointer shows the card", async () => {
    const page = await withText(open, ARTICLE, 3);
    await page.pointAt("It will be a long");
    await expectText(card(page), /Ada Quist/);
    await page.pointAt("The pass closed");
    await card(page).gone();
    await page.clickOn("Nobody has told");
    await focusIsOn(page, /drivers/);
    await expectText(card(page), /Tomas Okafor/);
  });

  test("chosen speakers dim all others, Show all brings them back", async () => {
    const page = await withText(open, REPORTS, 4);
    const quist = speakers(page).nth(0).part("button");
    await quist.focus();
    await page.press("Enter");
    assert.equal(await quist.attribute("aria-pressed"), "true");
    assert.equal(await isDim(page, "We knew"), false);
    assert.equal(await isDim(page, "It will not"), true);
    await speakers(page).nth(2).part("button").click();
    assert.equal(await isDim(page, "The tower"), false);
    await button(page, "Next").click();
    await button(page, "Next").click();
    assert.match((await page.focused()).text, /The tower/);
    await button(page, "Show all").click();
    assert.equal(await isDim(page, "It will not"), false);
    assert.match((await page.focused()).text, /Ada Quist/);
  });

  test("the lenses: quotations only, terms, numbers, reporting words, legend", async () => {
    const page = await withText(open, REPORTS, 4);
    await page.part("switch", "Quotations only").focus();
    await page.press("Space");
    const shown = await page.evaluate(() => document.querySelector("[aria-label='Marked article']").innerText);
    assert.match(shown, /We knew of the crack/);
    assert.doesNotMatch(shown, /The council met|admitted|warned/);
    await page.part("switch", "Quotations only").click();
    await page.part("switch", "Show terms").click();
    await expectText(article(page).part("group", "words in quotation marks"), "“winter road”");

    await button(page, "Voices").click();
    const rows = page.part("region", "Voices in numbers").part("row");
    await expectText(rows.nth(1), /Ada Quist/);
    await rows.nth(2).part("button").click();
    await focusIsOn(page, /There was no crack/);
    await button(page, "Reporting words").click();
    await page.part("group", "Reporting words").part("button", /^Deny/).click();
    assert.deepEqual(await lightOn(page, "whosaid-lens"), ["denied"]);
    assert.equal(await isDim(page, "We knew"), true);
    await button(page, "Legend").click();
    await expectCount(page.part("definition"), 6);
    assert.deepEqual(await page.troubles(), []);
  });

  test("a correction shows, is undone and redone", async () => {
    const page = await withText(open, ARTICLE, 3);
    const correct = async (index) => {
      await quotations(page).nth(index).part("button").nth(0).focus();
      await page.press("e");
      return page.part("dialog", "Correct this quotation");
    };
    let box = await correct(2);
    await box.part("combobox", "Who said it").select("Somebody else…");
    await box.part("textbox", "Name").focus();
    await page.type("Ruth Pell");
    await page.press("Enter");
    await expectText(quotations(page).nth(2), /Ruth Pell/);
    await expectCount(speakers(page), 3);
    assert.match((await page.focused()).text, /long winter/, "the focus stays with the quotation");
    await button(page, "Undo").click();
    await expectText(quotations(page).nth(2), /Ada Quist/);
    await button(page, "Redo").click();
    await expectText(quotations(page).nth(2), /Ruth Pell/);
    box = await correct(1);
    await box.part("button", "Not a quotation").click();
    await expectCount(quotations(page), 2);
    box = await correct(0);
    await page.press("Escape");
    await box.gone();
    assert.deepEqual(await page.troubles(), []);
  });

  test("the export is copied and saved, and corrections are replayed", async () => {
    const page = await withText(open, ARTICLE, 3);
    await button(page, "Export…").click();
    const box = page.part("dialog", "Export");
    await box.part("combobox", "Format").select("Markdown");
    assert.match(await box.part("textbox", "Preview").value(), /^# Snow closes/);
    await box.part("button", "Copy").click();
    await expectText(box, /Copied\./);
    assert.match(await page.clipboard(), /^# Snow closes/);
    await box.part("button", "Download").click();
    assert.match(await saved(engine, "snow-closes-the-harrow-pass-we.md"), /^# Snow closes[^]*long winter/);
    await box.part("button", "Copy link with the text").click();
    await expectText(box, /Copied: \d+ characters/);
    const link = await page.clipboard();
    await page.press("Escape");
    await box.gone();
    assert.deepEqual(await page.troubles(), []);

    const { pathname, hash } = new URL(link);
    const other = await open(`${pathname}${hash}`);
    await holds(other, ARTICLE);
    await expectCount(quotations(other), 3);
  });

  test("one quotation is copied, by button and by key", async () => {
    const page = await withText(open, ARTICLE, 3);
    await article(page).part("group", "Tomas Okafor, direct quotation").focus();
    await page.press("c");
    await eventually(() => page.evaluate(() => document.body.innerText), (words) => assert.match(words, /Quotation copied\./));
    assert.match(await page.clipboard(), /^“Nobody has told the drivers anything,” … .* — Tomas Okafor$/);
  });

  test("links open their text, packed by another program and plain", async () => {
    const packed = await open(`/${new URL(await shareLink("https://x.example/", ARTICLE)).hash}`);
    await holds(packed, ARTICLE);
    await expectCount(quotations(packed), 3);
    const plain = await open(`/#text=${encodeURIComponent("“Light the lamp,” said Ruth Pell.")}`);
    await expectText(quotations(plain).nth(0), /Ruth Pell/);
    await plain.evaluate(() => {
      location.hash = "#text=%E2%80%9CYes,%E2%80%9D said Ada Quist.";
    });
    await holds(plain, "“Yes,” said Ada Quist.");
    assert.deepEqual(await plain.troubles(), []);
  });

  test("a file is opened, chosen and dropped", async () => {
    const folder = await mkdtemp(join(tmpdir(), "whosaid-"));
    try {
      await writeFile(join(folder, "a.html"), "<meta charset=utf-8><nav>Menu</nav><article><h1>Snow</h1><p>“Yes,” said Ada Quist.</p></article>");
      const page = await open();
      await expectText(page.part("status"), /^An example/);
      await page.choose("input[type=file]", join(folder, "a.html"));
      await holds(page, "Snow\n\n“Yes,” said Ada Quist.");
      await page.evaluate((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "a.txt", { type: "text/plain" }));
        for (const type of ["dragover", "drop"]) {
          document.querySelector("main").dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
        }
      }, ARTICLE);
      await holds(page, ARTICLE);
      await expectCount(quotations(page), 3);
      assert.deepEqual(await page.troubles(), []);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("rich text is pasted as lines, and can be undone", async () => {
    const page = await withText(open, "before after", 0);
    await page.pasteRich(
      TEXTBOX,
      "<h1>Snow</h1><p>“We are <em>ready</em>,” said <a href='https://x.example/'>Ada Quist</a>.</p><ul><li>One</li><li>Two</li></ul>",
    );
    await holds(page, "Snow\n\n“We are ready,” said Ada Quist.\n\n• One\n• Two");
    await expectCount(quotations(page), 1);
    // MiniBrowser has no key for it.
    await page.evaluate(() => document.execCommand("undo"));
    await holds(page, "before after");
  });

  test("the text is kept only for a reader who says so", async () => {
    const page = await withText(open, ARTICLE, 3);
    await page.goto(`${engine.url}/`);
    await expectText(page.part("status"), /^An example/);
    await page.paste(TEXTBOX, ARTICLE);
    await page.part("checkbox", "Keep my text in this browser").click();
    await page.goto(`${engine.url}/pages/empty.html`);
    await page.goto(`${engine.url}/`);
    await holds(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await button(page, "Forget it").click();
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  });

  test("the theme changes, Clear empties the page, Example fills it", async () => {
    const page = await withText(open, ARTICLE, 3);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const grounds = new Set([await ground()]);
    for (let clicks = 0; clicks < 2; clicks++) {
      await button(page, /^Theme/).click();
      grounds.add(await ground());
    }
    assert.equal(grounds.size, 2);
    await button(page, "Clear").click();
    await expectCount(quotations(page), 0);
    await expectText(article(page), "");
    await button(page, "Example").click();
    await eventually(() => quotations(page).count(), (count) => assert.ok(count >= 10));
  });

  test("what is odd is shown, and nothing found is said", async () => {
    const page = await open();
    await page.paste(TEXTBOX, "The pass closed on Monday. “It was never opened");
    await page.waitFor(() => document.body.innerText.includes("A quotation mark opens here and is never closed."));
    await page.paste(TEXTBOX, "The pass closed on Monday.");
    await eventually(() => page.part("status").texts(), (texts) => assert.ok(texts.includes("No quotations found"), String(texts)));
  });

  test("nothing is asked of the network, and the policy of the page forbids it", async () => {
    const page = await withText(open, ARTICLE, 3);
    const refused = await page.evaluate(() =>
      fetch("http://192.0.2.1/").then(() => "", (error) => `${error}`));
    assert.notEqual(refused, "");
    await eventually(() => page.troubles(), (troubles) => assert.match(troubles.join("\n"), /Content.Security.Policy/));
  });

  test("on a narrow screen a paste brings the result into sight, and nothing runs off the side", async () => {
    const page = await withText(open, ARTICLE, 3, { width: 360, height: 640 });
    await page.waitFor(() => {
      const { top, bottom } = document.querySelector("[aria-label='Speakers']").getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    await page.paste(TEXTBOX, `${ARTICLE}\n${"unbroken".repeat(60)} said “${"wide".repeat(60)}”.`);
    await expectText(article(page), /unbrokenunbroken/);
    const [inner, scroll] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
    assert.equal(scroll, inner);
  });
});
