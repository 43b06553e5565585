/** `embed.js`, the one file: run in pages that know nothing of it. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { painted } from "./element-support.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { setUp } from "./support.js";

const server = setUp({ before, after });
const SITE = "http://localhost:9";

const STORY = `
  <h1>Snow closes the Harrow pass</h1>
  <p>The road over the pass was closed on Monday, and it may stay so for the rest of the week.</p>
  <p>“We have to be ready before the first snow,” said Mayor Ada Quist, who has asked the county for two more ploughs.</p>
  <p>“Nobody has told the drivers anything,” Tomas Okafor said. “They read it in the paper, as they always do.”</p>`;

const COMMENTS = `
  <section id="comments"><h2>What readers say</h2>
    <article class="comment"><p>“Close it for good and be done with it,” said my neighbour Ines Varga, and she is right about that.</p></article>
  </section>`;

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <title>The Harrow Courier</title><link rel="icon" href="data:,">
  <style>div, section { border: 1px dotted silver } body > * { margin: 1rem } p { color: #222; background: #fff }</style>
  <nav><ul><li><a href="#news">News</a></li><li><a href="#sport">Sport</a></li></ul></nav>
  <main>
    <aside><p>“Our summer sale has begun and will not wait for you,” says Ben Castell of the Castell furniture house.</p></aside>
    <article>${STORY}</article>
    ${COMMENTS}
  </main>
  <footer><p>The Harrow Courier has been printed in the valley since the railway came over the pass.</p></footer></html>`;

/** A page of another site, with this one's `embed.js` at `/embed.js` there. */
async function reading(html = PAGE, { policy = "", ...options } = {}) {
  const asked = [];
  const page = await server.open("/pages/empty.html", {
    ...options,
    prepare: async (page) => {
      await page.route(`${SITE}/**`, async (route) => {
        const { pathname } = new URL(route.request().url());
        if (pathname === "/embed.js") {
          await route.fulfill({ response: await route.fetch({ url: `${server.url}/whosaid/embed.js` }) });
        } else {
          await route.fulfill({ contentType: "text/html", headers: policy ? { "content-security-policy": policy } : {}, body: html });
        }
      });
    },
  });
  await page.goto(`${SITE}/story`);
  page.on("request", (request) => asked.push(request.url()));
  page.asked = asked;
  return page;
}

/** Runs the file as a bookmark does. */
const run = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), { src: "/embed.js" });
        script.onload = () => resolve(script.remove());
        script.onerror = () => reject(new Error("forbidden"));
        document.documentElement.append(script);
      }),
  );

const panel = (page) => page.getByRole("region", { name: "Who said?" });
const speakers = (page) => panel(page).getByRole("list", { name: "Speakers" }).getByRole("listitem");
const WORDS = ["“We have to be ready before the first snow,”", "“Nobody has told the drivers anything,”", "“They read it in the paper, as they always do.”"];

/** All that the page is made of, and all that shows on it without being part of it. Runs in it. */
const traces = () => ({
  html: document.documentElement.outerHTML,
  highlights: CSS.highlights.size,
  sheets: document.adoptedStyleSheets.length,
  properties: Reflect.ownKeys(document).map(String),
  globals: Reflect.ownKeys(globalThis).map(String).sort(),
});

describe("in a page that was not prepared", () => {
  test("it marks the main text and nothing else, and says who speaks", async () => {
    const page = await reading();
    await run(page);
    await expectText(panel(page).getByRole("status").first(), "2 quotations, 2 speakers");
    assert.deepEqual(await painted(page), WORDS);
    assert.deepEqual(await speakers(page).allTextContents(), ["Ada Quist 1", "Tomas Okafor 1"]);
    await panel(page).getByRole("button", { name: "Tomas Okafor" }).click();
    await expectText(page.locator("who-said-embed").getByRole("status"), /^Tomas Okafor.*Quotation 2 of 2/);
    assert.deepEqual(page.troubles, []);
  });

  test("it asks the network for nothing but itself", async () => {
    const page = await reading();
    await run(page);
    await expectCount(speakers(page), 2);
    assert.deepEqual(page.asked.filter((url) => !url.startsWith("blob:")), [`${SITE}/embed.js`]);
  });

  test("works in a worker, and goes from there when it is closed", async () => {
    const page = await reading();
    await run(page);
    await expectCount(speakers(page), 2);
    assert.equal(page.workers().length, 1);
    await panel(page).getByRole("button", { name: "Close" }).click();
    await eventually(() => page.workers().length, (count) => assert.equal(count, 0));
  });

  for (const [how, close] of [
    ["closed", (page) => panel(page).getByRole("button", { name: "Close" }).click()],
    ["run again", run],
  ]) {
    test(`${how}, it leaves no trace, and can come back`, async () => {
      const page = await reading();
      const before = await page.evaluate(traces);
      await run(page);
      await expectCount(speakers(page), 2);
      await panel(page).getByRole("button", { name: "Ada Quist" }).click();
      await close(page);
      await expectCount(panel(page), 0);
      assert.deepEqual(await page.evaluate(traces), before);
      await run(page);
      await expectCount(speakers(page), 2);
      assert.deepEqual(await painted(page), WORDS);
      assert.deepEqual(page.troubles, []);
    });
  }

  test("a script of the page's own loads it before there is any text", async () => {
    const page = await reading(PAGE.replace("</title>", '</title><script src="/embed.js"></script>'));
    await expectCount(speakers(page), 2);
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true, "the focus stays where it was");
  });

  test("by keyboard: the focus comes into the panel, goes on to the card, and back where it was", async () => {
    const page = await reading();
    await page.getByRole("link", { name: "Sport" }).focus();
    await run(page);
    await expectCount(speakers(page), 2);
    for (const name of ["Who said?", "Close", "Ada Quist"]) {
      await page.keyboard.press("Tab");
      assert.ok(await panel(page).getByRole("button", { name }).evaluate((button) => button.matches(":focus")), name);
    }
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Correct…" }).waitFor();
    await page.keyboard.press("Escape");
    await panel(page).getByRole("button", { name: "Who said?" }).focus();
    await page.keyboard.press("Enter");
    await expectCount(speakers(page), 0);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Sport");
  });

  test("a quotation that is gone to does not stand behind the panel", async () => {
    const filler = "<p>The plough stood in the yard all day, and the children came down from the school to look at it.</p>".repeat(30);
    const page = await reading(PAGE.replace("</article>", `${filler}<p>“It will be a long winter,” said Ruth Pell.</p>${filler}</article>`), { viewport: { width: 360, height: 640 } });
    await run(page);
    await panel(page).getByRole("button", { name: "Ruth Pell" }).click();
    const words = await page.getByText("“It will be a long winter,” said Ruth Pell.").boundingBox();
    const { y } = await panel(page).boundingBox();
    assert.ok(words.y >= 0 && words.y + words.height <= y, `${words.y} + ${words.height}, panel at ${y}`);
  });
});

describe("the main text", () => {
  const prose = (words) => `<p>${words} and so it went on for the rest of the day, until the light was gone.</p>`;
  const LONG = prose("The mayor came down the hill").repeat(8);
  const SHORT = prose("A sale");
  for (const [what, body, wanted] of [
    ["is the article with most words", `<article id="no">${SHORT}</article><article id="it">${LONG}</article>`, "it"],
    ["is what holds the articles where each is small", `<main id="it">${`<article>${SHORT}</article>`.repeat(9)}</main>`, "it"],
    ["has its headline with it", `<article id="it"><h1>Snow</h1><div itemprop="articleBody">${LONG}</div></article>`, "it"],
    ["is not what readers have written", `<main id="it">${LONG}</main><section class="comments"><article>${LONG}${LONG}</article></section>`, "it"],
    ["is not a list of links", `<main><p><a href="#">${"A headline of another day. ".repeat(80)}</a></p></main><div id="it">${LONG}</div>`, "it"],
    ["is found where nothing says so", `<div><div>${SHORT}</div><div><div id="it">${LONG}</div></div></div>`, "it"],
    ["may have no paragraphs but line breaks", `<div>Menu</div><div id="it">${"The mayor came down the hill.<br><br>".repeat(9)}</div>`, "it"],
    ["may be missing", "<nav><a href='#'>News</a></nav><p>Not found</p>", null],
  ]) {
    test(what, async () => {
      const page = await server.open("/pages/empty.html");
      const found = await page.evaluate(async (html) => {
        const { mainText } = await import("/whosaid/embed/main-text.js");
        document.body.innerHTML = html;
        return mainText(document)?.id ?? null;
      }, body);
      assert.equal(found, wanted);
    });
  }
});

describe("a page's own policy", () => {
  test("that lets scripts and no worker in is no hindrance", async () => {
    const page = await reading(PAGE, { policy: "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'; connect-src 'none'; style-src 'none'" });
    await run(page);
    await expectCount(speakers(page), 2);
    assert.deepEqual(await painted(page), WORDS);
  });

  test("that forbids WebAssembly is told in words", async () => {
    const page = await reading(PAGE, { policy: "script-src 'self'" });
    await run(page);
    await expectText(panel(page).getByRole("status").first(), /own policy does not let whosaid work here\. Copy the article/);
    await panel(page).getByRole("button", { name: "Close" }).click();
    await expectCount(panel(page), 0);
  });
});

for (const [colorScheme, viewport] of [["light", { width: 1280, height: 900 }], ["dark", { width: 360, height: 700 }]]) {
  test(`axe-core finds nothing in ${colorScheme}`, async () => {
    const page = await reading(PAGE, { colorScheme, viewport });
    await run(page);
    await expectCount(speakers(page), 2);
    assert.deepEqual(await violations(page), []);
  });
}
