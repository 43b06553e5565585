/** `<who-said>` moved from one document into another: into a frame of the page, out of it, into a document that nobody sees. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { embed, painted, OKAFOR, QUIST } from "./element-support.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });

const WORDS = ["“We have to be ready,”", "“Nobody has told the drivers anything,”"];

/** A page with the element, and with an empty frame. */
async function withFrame() {
  const page = await embed(open, `<who-said><p>${QUIST}</p><p>${OKAFOR}</p></who-said><iframe title="Beside" width="600" height="400"></iframe>`);
  await page.evaluate(() => (globalThis.element = document.querySelector("who-said")));
  const frame = await (await page.locator("iframe").elementHandle()).contentFrame();
  return { page, frame };
}

const into = (page) => page.evaluate(() => document.querySelector("iframe").contentDocument.body.append(element));

/** How a window's document is dressed for it. */
const sheets = (frame) => frame.evaluate(() => document.adoptedStyleSheets.length);

test("into a frame: its marks, its looks and its card go with it, and nothing stays behind", async () => {
  const { page, frame } = await withFrame();
  const before = await page.evaluateHandle(() => element.analysis);
  await into(page);
  await eventually(() => painted(frame), (words) => assert.deepEqual(words, WORDS));
  assert.deepEqual(await painted(page), []);
  assert.deepEqual([await sheets(page), await sheets(frame)], [0, 1]);
  assert.ok(await page.evaluate((analysis) => element.analysis === analysis, before), "the same words are not analysed again");

  const beside = page.frameLocator("iframe");
  await beside.getByText(OKAFOR).click({ position: { x: 60, y: 8 } });
  await expectText(beside.getByRole("status"), /^Tomas Okafor/);
  assert.equal(await beside.locator("who-said").evaluate(({ shadowRoot }) => getComputedStyle(shadowRoot.querySelector(".card")).position), "fixed");
  await frame.press("body", "Escape");
  await expectCount(beside.getByRole("status"), 0);
  await beside.getByRole("button", { name: "Ada Quist" }).click();
  await beside.getByRole("button", { name: "Correct…" }).click();
  await beside.getByLabel("Who said it").selectOption({ label: "Tomas Okafor" });
  await beside.getByRole("button", { name: "Save" }).click();
  await expectCount(beside.getByRole("list", { name: "Speakers" }).getByRole("listitem"), 1);
  // It goes on watching what it is in now.
  await frame.evaluate(() => document.querySelector("who-said p").remove());
  await eventually(() => painted(frame), (words) => assert.deepEqual(words, WORDS.slice(1)));
  assert.deepEqual(page.troubles, []);
});

test("out of the frame again, and into a document without a window", async () => {
  const { page, frame } = await withFrame();
  await into(page);
  await eventually(() => painted(frame), (words) => assert.deepEqual(words, WORDS));
  await page.evaluate(() => document.body.append(element));
  await eventually(() => painted(page), (words) => assert.deepEqual(words, WORDS));
  assert.deepEqual([await painted(frame), await sheets(page), await sheets(frame)], [[], 1, 0]);
  await page.evaluate(() => document.implementation.createHTMLDocument().body.append(element));
  assert.deepEqual([await painted(page), await sheets(page)], [[], 0]);
  await page.evaluate(() => document.body.append(element));
  await eventually(() => painted(page), (words) => assert.deepEqual(words, WORDS));
  assert.deepEqual(page.troubles, []);
});
