/** Comparing texts on the page, by the names and keys that a reader has. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { violations } from "./axe.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { paste, setUp, textbox } from "./support.js";

const site = setUp({ before, after });
const { open } = site;

const FIRST = [
  "The orchard of Tarn burns",
  "",
  "“The fire took the whole orchard before anybody rang the bell,” said Mayor Ada Quist.",
  "",
  "“We planted those trees with our own hands, in the year of the flood, and nobody helped us,” said Tomas Okafor.",
  "",
  "“The brigade arrived far too late,” Quist said. “The wells were dry.”",
  "",
  "“I shall sleep in the barn,” Okafor said.",
  "",
].join("\n");

const SECOND = [
  "Nothing left of Tarn’s orchard",
  "",
  "“The fire took the whole orchard before anybody rang the bell,” Ada Quist said.",
  "",
  "“We planted those trees with our own hands … and nobody helped us,” said Tomas Okafor.",
  "",
  "“The brigade arrived much too late,” said Ada Quist.",
  "",
  "“Insurance is for cities, and never for orchards like ours,” Ines Varga said.",
  "",
].join("\n");

const TRANSCRIPT = "MAYOR QUIST: Good evening. The fire took the whole orchard before anybody rang the bell. The brigade arrived far too late, and drunk. The wells were dry.";

const region = (page) => page.getByRole("region", { name: "Compare", exact: true });
const second = (page) => region(page).getByRole("textbox", { name: "Second article’s text" });
const remarks = (page, name = "Shared remarks") => region(page).getByRole("list", { name }).locator("> li");
const summary = (page) => region(page).getByRole("status");
const press = (page, name) => region(page).getByRole("button", { name, exact: true }).click();

async function pasteInto(page, box, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await box.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
}

async function compared(options) {
  const page = await open("/", options);
  await paste(page, FIRST);
  await pasteInto(page, second(page), SECOND);
  await expectCount(remarks(page), 3);
  return page;
}

describe("two articles", () => {
  test("show the remarks that both quote, how they differ, and what only one has", async () => {
    const page = await compared();
    await expectText(summary(page), "3 remarks are in both: 1 word for word, 1 abridged, 1 in other words.");
    await expectText(remarks(page).nth(0), /word for word.*First: .*Ada Quist.*Second: .*Ada Quist/);
    await expectText(remarks(page).nth(1), /abridged.*The second leaves out “in the year of the flood”/);
    await expectText(remarks(page).nth(2), /in other words.*“much”.*“far”/);
    assert.match(await remarks(page).nth(2).locator("mark").first().textContent(), /far/);
    await expectText(region(page).getByRole("list", { name: "Only in the first" }), /sleep in the barn/);
    await expectText(region(page).getByRole("list", { name: "Only in the second" }), /Ines Varga.*Insurance is for cities/);
    const row = region(page).getByRole("table").getByRole("row", { name: /Ines Varga/ });
    await expectText(row, /not heard.*\d+ %.*1 quotation/);
    assert.deepEqual(page.troubles, []);
  });

  test("follow what is typed in either", async () => {
    const page = await compared();
    await second(page).evaluate((box) => box.setSelectionRange(box.value.indexOf("much"), box.value.indexOf("much") + 4));
    await second(page).focus();
    await page.keyboard.type("far");
    await expectText(summary(page), "3 remarks are in both: 2 word for word, 1 abridged.");
    await textbox(page).fill("“The wells were dry,” said Ada Quist.");
    await expectText(summary(page), "No remark is in both.");
    await press(page, "Remove the second text");
    await summary(page).waitFor({ state: "hidden" });
    assert.equal(await second(page).inputValue(), "");
  });

  test("can be seen class by class", async () => {
    const page = await compared();
    const filter = region(page).getByRole("combobox", { name: "Show" });
    await filter.selectOption("Differences only (2)");
    await expectCount(remarks(page), 2);
    await filter.selectOption("Abridged (1)");
    await expectText(remarks(page).first(), /^Remark 2 abridged/);
  });

  test("say who gives a remark to somebody else", async () => {
    const page = await open();
    await paste(page, FIRST);
    await pasteInto(page, second(page), "“The brigade arrived far too late,” said Ines Varga.");
    await expectText(remarks(page).first(), /another speaker.*The first gives it to Ada Quist, the second gives it to Ines Varga\./);
  });

  test("come as rich text and as files, each into its own textbox", async () => {
    const page = await open();
    await paste(page, FIRST);
    await second(page).evaluate((box, words) => {
      const data = new DataTransfer();
      data.setData("text/html", `<h2>Tarn</h2><p>${words}</p>`);
      box.focus();
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, "“The brigade <i>arrived</i> much too late,” said Ada Quist.");
    await expectCount(remarks(page), 1);
    assert.equal(await second(page).inputValue(), "Tarn\n\n“The brigade arrived much too late,” said Ada Quist.");
    await second(page).evaluate((box, words) => {
      const data = new DataTransfer();
      data.items.add(new File([words], "other.txt", { type: "text/plain" }));
      for (const name of ["dragover", "drop"]) {
        box.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    }, SECOND);
    await expectCount(remarks(page), 3);
    assert.equal(await second(page).inputValue(), SECOND);
    assert.equal(await textbox(page).inputValue(), FIRST);
  });

  test("need a first one", async () => {
    const page = await open();
    await pasteInto(page, second(page), SECOND);
    await expectText(summary(page), /^Put the first article into/);
    await paste(page, FIRST);
    await expectCount(remarks(page), 3);
  });
});

describe("by keyboard", () => {
  test("from remark to remark, into the article and back", async () => {
    const page = await compared();
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    await remarks(page).first().getByRole("button").focus();
    await page.keyboard.press("j");
    assert.match(await focused(), /\(remark 2\)$/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("k");
    assert.match(await focused(), /\(remark 2\)$/);
    await page.keyboard.press("Enter");
    await page.getByText("Escape goes back to the comparison.").waitFor();
    assert.match(await focused(), /^“We planted those trees/);
    assert.equal(await page.evaluate(() => document.activeElement.closest("section").ariaLabel), "Marked article");
    await page.keyboard.press("Escape");
    assert.match(await focused(), /\(remark 2\)$/);
  });

  test("through the texts side by side, lit together", async () => {
    const page = await compared();
    await region(page).getByText("Read the texts side by side").click();
    const [left, right] = ["First, with remarks marked", "Second, with remarks marked"].map((name) => region(page).getByRole("region", { name }));
    await left.getByRole("group", { name: "Ada Quist, direct quotation, remark 1" }).focus();
    await expectText(right.locator(".q.chosen"), /The fire took/);
    await page.keyboard.press("j");
    await expectText(right.locator(".q.chosen"), /We planted/);
    assert.match(await page.evaluate(() => document.activeElement.textContent), /in the year of the flood/);
    assert.match(await remarks(page).nth(1).getAttribute("class"), /chosen/);
  });
});

test("three articles show each remark with all who report it", async () => {
  const page = await compared();
  await press(page, "Add another text");
  const third = region(page).getByRole("textbox", { name: "Third article’s text" });
  await pasteInto(page, third, "“We planted those trees with our own hands,” Tomas Okafor said.");
  await expectText(remarks(page).nth(1), /First: .*the fullest.*Second: .*abridged.*Third: .*abridged/);
  assert.match(await remarks(page).nth(1).locator("del").first().textContent(), /in the year of the flood/);
  assert.equal(await region(page).getByRole("radio", { name: "a transcript or speech" }).isDisabled(), true);
  await pasteInto(page, third, "“Insurance is for cities, and never for orchards like ours,” Ines Varga said.");
  await remarks(page).getByRole("button", { name: "Show in the texts (remark 4)" }).click();
  await expectCount(region(page).getByRole("region", { name: "Third, with remarks marked" }).locator(".q.chosen"), 1);
  await press(page, "Remove the third text");
  await expectText(summary(page), /in both/);
});

describe("a transcript", () => {
  const checked = async (options) => {
    const page = await open("/", options);
    await paste(page, FIRST);
    await region(page).getByRole("radio", { name: "a transcript or speech" }).check();
    await pasteInto(page, region(page).getByRole("textbox", { name: "Transcript’s text" }), TRANSCRIPT);
    await expectCount(remarks(page, "Checked against the transcript"), 4);
    return page;
  };

  test("says of each quotation whether it was found, what was not first", async () => {
    const page = await checked();
    await expectText(summary(page), "4 quotations checked: 2 not found, 1 altered, 1 word for word.");
    const items = remarks(page, "Checked against the transcript");
    await expectText(items.nth(0), /not found.*We planted.*Not found\./);
    await expectText(items.nth(2), /altered.*and drunk/);
    await expectText(items.nth(3), /word for word.*The fire took/);
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`breaks no rule of axe-core in ${colorScheme}`, async () => {
      const page = await checked({ colorScheme });
      assert.deepEqual(await violations(page, { landmarks: true }), []);
    });
  }
});

describe("what is taken out", () => {
  const dialog = (page) => page.getByRole("dialog", { name: "Export comparison" });

  test("as JSON, a table and Markdown", async () => {
    const page = await compared();
    await press(page, "Export comparison…");
    assert.match(await dialog(page).getByLabel("Preview").inputValue(), /^\{\s+"offsets": "utf16"/);
    await dialog(page).getByLabel("Format").selectOption("markdown");
    assert.match(await dialog(page).getByLabel("Preview").inputValue(), /\| How \| The orchard of Tarn burns \| Nothing left of Tarn’s orchard \|/);
    await dialog(page).getByLabel("Format").selectOption("csv");
    const [download] = await Promise.all([page.waitForEvent("download"), dialog(page).getByRole("button", { name: "Download" }).click()]);
    const rows = parse(await readFile(await download.path(), "utf8"), { columns: true, bom: true });
    assert.deepEqual(rows.map((row) => row.class), ["verbatim", "abridged", "reworded", "alone", "alone"]);
    assert.equal(rows[1].first_text.slice(0, 10), FIRST.slice(Number(rows[1].first_start), Number(rows[1].first_end)).slice(0, 10));
  });

  test("as a link that opens all texts again, and is not kept", async () => {
    const page = await compared();
    await press(page, "Export comparison…");
    await dialog(page).getByRole("button", { name: "Copy link with the texts" }).click();
    await page.getByText(/Copied: \d+ characters/).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await open(link.slice(site.url.length), { prepare: (page) => page.addInitScript(() => localStorage.setItem("whosaid-text", "mine")) });
    await expectCount(remarks(other), 3);
    assert.equal(await textbox(other).inputValue(), FIRST);
    assert.equal(await second(other).inputValue(), SECOND);
    await other.goto("about:blank");
    await other.goto(site.url);
    await eventually(() => textbox(other).inputValue(), (found) => assert.equal(found, "mine"));
  });
});

test("the second text is kept with the first, and forgotten with it", async () => {
  const page = await compared();
  await page.getByLabel("Keep my text in this browser").check();
  await page.goto("about:blank");
  await page.goto(site.url);
  await expectCount(remarks(page), 3);
  await page.getByRole("button", { name: "Forget it" }).click();
  await page.goto("about:blank");
  await page.goto(site.url);
  await expectText(page.getByRole("status").first(), /^An example/);
  assert.equal(await second(page).inputValue(), "");
});

test("the sample is compared at a click, and checked against a transcript", async () => {
  const page = await open();
  await press(page, "Sample articles");
  await expectText(summary(page), /word for word.*abridged.*made from two remarks.*in other words/);
  await region(page).getByRole("radio", { name: "a transcript or speech" }).check();
  await press(page, "Sample articles");
  await expectText(summary(page), /not found.*altered/);
  assert.deepEqual(page.troubles, []);
});

test("differences are told apart without colours too", async () => {
  const page = await compared({ forcedColors: "active" });
  const lines = await page.evaluate(() => [...document.querySelectorAll("#remarks .diff:not(.gap)")].map((words) => [words.className, getComputedStyle(words).textDecorationStyle]));
  assert.equal(new Map(lines).get("diff left-out"), "wavy");
  assert.notEqual(new Map(lines).get("diff changed"), "wavy");
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    test(`no rule of axe-core is broken in ${colorScheme} at ${width} pixels`, async () => {
      const page = await compared({ colorScheme, viewport: { width, height: 800 } });
      await region(page).getByText("Read the texts side by side").click();
      await remarks(page).first().getByRole("button").focus();
      assert.deepEqual(await violations(page, { landmarks: true }), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing hangs out at the side");
    });
  }
}
