/** The examples run as they stand: marked, reachable, without a complaint of the browser or of axe-core. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { marked, painted } from "./element-support.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { setUp } from "./support.js";

const site = setUp({ before, after });
const { open } = site;

const legend = (page) => page.getByRole("list", { name: "Speakers" });

async function chooseQuotation(page) {
  await legend(page).first().getByRole("button").first().click();
  await page.getByRole("status").filter({ hasText: "Quotation 1 of" }).waitFor();
}

async function chooseRemark(page) {
  await page.getByRole("list", { name: "Shared remarks" }).getByRole("button", { name: /^2 / }).click();
  await page.getByRole("listitem").and(page.locator(".chosen")).waitFor();
}

// What a reader does there.
const EXAMPLES = { article: chooseQuotation, blog: chooseQuotation, "strict-csp": chooseQuotation, compare: chooseRemark };

/** Opens an example; what it asks for that does not come, or from elsewhere, is one of its troubles. */
async function example(name, { prepare, ...options } = {}) {
  const page = await open(`/examples/${name}.html`, {
    ...options,
    prepare: (page) => {
      page.on("request", (request) => request.url().startsWith(site.url) || page.troubles.push(`asks for ${request.url()}`));
      page.on("response", (response) => response.ok() || page.troubles.push(`${response.status()} ${response.url()}`));
      prepare?.(page);
    },
  });
  await marked(page);
  return page;
}

for (const [name, choose] of Object.entries(EXAMPLES)) {
  describe(name, () => {
    for (const [colorScheme, width] of [["light", 1280], ["dark", 360]]) {
      test(`breaks no rule in ${colorScheme}, ${width} px wide`, async () => {
        const page = await example(name, { colorScheme, viewport: { width, height: 800 } });
        assert.deepEqual(await violations(page, { landmarks: true }), []);
        await choose(page);
        assert.deepEqual(await violations(page, { landmarks: true }), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
        assert.deepEqual(page.troubles, []);
      });
    }

    test("has the same markup without the script as with it", async () => {
      const article = (page) => page.locator("main article").first().innerHTML();
      const plain = await open(`/examples/${name}.html`, { javaScriptEnabled: false });
      assert.match(await plain.locator("main").innerText(), /“/);
      assert.equal(await article(await example(name)), await article(plain));
    });

    test("is linked from the README", async () => {
      assert.match(await readFile(new URL("../../README.md", import.meta.url), "utf8"), new RegExp(`www/examples/${name}\\.html`));
    });
  });
}

test("the article's marks run through its markup, and its notes, captions and pull quotes are not read", async () => {
  const page = await example("article");
  const words = await painted(page);
  assert.ok(words.includes("building") && words.includes("Give me a ladder and ten volunteers,"), words.join(" | "));
  const text = await page.evaluate(() => document.querySelector("who-said").text);
  assert.doesNotMatch(text, /Closed on Mondays|”1|Voices in this/);
  assert.equal(text.match(/love does not keep/gi).length, 1);
  await legend(page).getByRole("button", { name: /^Ines Varga \d/ }).waitFor();
});

test("the blog has a legend a post that says something, and older posts join in", async () => {
  const page = await example("blog");
  await expectCount(legend(page), 2);
  await page.getByRole("button", { name: "Older posts" }).click();
  await expectCount(legend(page), 3);
  await expectText(legend(page).last(), /Ines Varga/);
  assert.deepEqual(await violations(page, { landmarks: true }), []);
  const colors = await page.evaluate(() => {
    const element = document.querySelector("who-said");
    const range = [...CSS.highlights.keys()].find((name) => /^whosaid-0-/.test(name));
    return getComputedStyle(element.querySelector("p"), `::highlight(${range})`).textDecorationColor;
  });
  assert.match(colors, /11, 122, 117|0\.043.* 0\.478.* 0\.458/);
});

test("under the strict policy a worker analyses, and the page hears of it", async () => {
  const workers = [];
  const page = await example("strict-csp", { prepare: (page) => page.on("worker", (worker) => workers.push(worker.url())) });
  assert.equal(workers.length, 1);
  const told = page.locator("#told");
  await expectText(told, /^\d quotations of \d speakers\.$/);
  await page.getByRole("button", { name: "Next quotation" }).click();
  await expectText(told, "Femi Adeyemi: “The rock is good,” … “The money is the soft part.”");
  await eventually(() => painted(page), (words) => assert.ok(words.length > 4));
});
