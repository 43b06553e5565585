/** Where a file is missing: the page and the element say so in words, and do what they can. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { expectCount, expectText } from "./expect.js";
import { ARTICLE, paste, quotations, setUp, speakers, textbox } from "./support.js";
import { violations } from "./axe.js";

const { open } = setUp({ before, after });

const missing = (file) => (page, context) =>
  context.route(`**/${file}`, (route) => route.fulfill({ status: 404, body: "not found" }));

const hearErrors = (page) =>
  page.addInitScript(() => {
    globalThis.heard = [];
    addEventListener("whosaid-error", ({ detail }) => heard.push({ ...detail, error: detail.error.message }));
  });

describe("without the weights", () => {
  test("the page marks by rules and says so", async () => {
    const page = await open("/", { prepare: missing("weights.bin") });
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await expectCount(speakers(page), 2);
    await expectText(page.locator("#problem"), /did not load\. Quotations are marked by rules alone/);
    assert.equal(await page.getByRole("status").filter({ hasText: "by rules alone" }).count(), 1);
    assert.equal(await textbox(page).inputValue(), ARTICLE);
    assert.deepEqual(await violations(page, { landmarks: true }), []);
  });

  test("that are cut off the page marks by rules and says so", async () => {
    const page = await open("/", { prepare: (page, context) => context.route("**/weights.bin", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.body()).subarray(0, 1000) });
    }) });
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await expectText(page.locator("#problem"), /Quotations are marked by rules alone/);
    assert.equal(await textbox(page).inputValue(), ARTICLE);
  });

  test("the element marks by rules and says so, once", async () => {
    const page = await open("/pages/embed.html", {
      prepare: async (page, context) => {
        await missing("weights.bin")(page, context);
        await hearErrors(page);
      },
    });
    await page.waitForFunction(() => document.querySelector("who-said").analysis);
    await expectText(page.getByRole("status"), /marked by rules alone/);
    await expectText(page.getByRole("list", { name: "Speakers" }).getByRole("listitem").first(), /Ada Quist/);
    await page.evaluate(() => document.querySelector("who-said").refresh());
    const heard = await page.evaluate(() => heard);
    assert.equal(heard.length, 1);
    assert.equal(heard[0].marked, true);
    assert.match(heard[0].message, /by rules alone/);
    assert.match(heard[0].error, /weights could not be loaded.*404/);
    assert.deepEqual(await violations(page), []);
  });
});

describe("without the core", () => {
  test("the element says that nothing is marked, and marks once the file is back", async () => {
    const page = await open("/pages/embed.html", {
      prepare: async (page, context) => {
        await missing("core_bg.wasm")(page, context);
        await hearErrors(page);
      },
    });
    await expectText(page.getByRole("status"), /cannot be marked right now\. The article itself is complete/);
    const [{ marked, message, error }] = await page.evaluate(() => heard);
    assert.equal(marked, false);
    assert.match(message, /cannot be marked/);
    assert.match(error, /could not be loaded.*404/);
    assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
    assert.deepEqual(await violations(page), []);

    await page.context().unroute("**/core_bg.wasm");
    await page.evaluate(() => document.querySelector("who-said").refresh());
    await page.getByRole("status").waitFor({ state: "hidden" });
    assert.ok((await page.evaluate(() => CSS.highlights.size)) > 0);
  });
});
