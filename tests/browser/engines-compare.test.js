/** Comparing in Chromium, Firefox and WebKitGTK, by accessible names and keys. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { inEachEngine } from "./engines.js";
import { eventually, expectCount } from "./expect.js";

const FIRST = "“The fire took the whole orchard before anybody rang the bell,” said Ada Quist.\n\n“The brigade arrived far too late,” she said.";
const SECOND = "“The fire took the whole orchard before anybody rang the bell,” said Ada Quist.\n\n“The brigade arrived much too late,” she said.";

const region = (page) => page.part("region", "Compare");
const remarks = (page) => region(page).part("list", "Shared remarks").part("listitem");

inEachEngine(({ open }) => {
  const compared = async (size) => {
    const page = await open("/", size);
    await page.paste("Article text", FIRST);
    await page.paste("Second article’s text", SECOND);
    await expectCount(remarks(page), 2);
    return page;
  };

  test("two articles show what both quote, and in which words", async () => {
    const page = await compared();
    const [same, other] = await remarks(page).texts();
    assert.match(same, /word for word/);
    assert.match(other, /in other words.*“much”.*“far”/);
    await eventually(() => region(page).part("status").texts(), (texts) => assert.deepEqual(texts, ["2 remarks are in both: 1 word for word, 1 in other words."]));
    const lines = await page.evaluate(() => [...document.querySelectorAll("#remarks mark")].map((words) => getComputedStyle(words).textDecorationStyle));
    assert.deepEqual(lines, ["double", "double"]);
    assert.deepEqual(await page.troubles(), []);
  });

  test("keys go from remark to remark, into the article and back", async () => {
    const page = await compared();
    const focusIsOn = (words) => eventually(() => page.focused(), ({ text }) => assert.match(text, words));
    await remarks(page).nth(0).part("button").focus();
    await page.press("j");
    await focusIsOn(/\(remark 2\)$/);
    await page.press("Enter");
    await focusIsOn(/^“The brigade arrived far/);
    await page.press("Escape");
    await focusIsOn(/\(remark 2\)$/);
  });

  test("the texts stand side by side, one remark lit in both", async () => {
    const page = await compared({ width: 360, height: 740 });
    await page.clickOn("Read the texts side by side");
    await page.part("region", "First, with remarks marked").part("group", "Ada Quist, direct quotation, remark 1").focus();
    await page.press("j");
    await eventually(
      () => page.evaluate(() => [...document.querySelectorAll("#contexts .q.chosen")].map(({ textContent }) => textContent)),
      (texts) => assert.match(texts.join("\n"), /^“The brigade arrived far.*\n“The brigade arrived much/),
    );
    const [inner, scroll] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
    assert.equal(scroll, inner);
  });
});
