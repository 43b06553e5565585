/** Where WebAssembly has no vectors, the other core is loaded, and it alone. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { expectCount, expectText } from "./expect.js";
import { ARTICLE, launch, paste, quotations, serve } from "./support.js";

let browser;
// V8 does without vectors where the processor has none of this kind.
before(async () => (browser = await launch({ args: ["--js-flags=--no-enable-sse4-1"] })));
after(() => browser?.close());

/** A page at `path`; `asked` has what its server was asked for, and how it answered. */
async function open(test, path, { change } = {}) {
  const asked = [];
  const server = await serve({ change, hear: (path, status) => asked.push(`${path} ${status}`) });
  test.after(() => server.vanish());
  const context = await browser.newContext();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.troubles = [];
  page.on("pageerror", (error) => page.troubles.push(error.message));
  // Other processors have others, which V8 knows no flag for.
  await page.addInitScript(() => (WebAssembly.validate = () => false));
  await page.goto(server.url + path);
  return { page, server, cores: () => asked.filter((path) => path.includes(".wasm")) };
}

test("the page works, and afterwards without a network", async (t) => {
  const { page, server, cores } = await open(t, "/");
  await quotations(page).nth(9).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  server.vanish();
  await page.reload();
  await paste(page, ARTICLE);
  await expectCount(quotations(page), 3);
  assert.deepEqual([...new Set(cores())], ["/whosaid/core_plain_bg.wasm 200"]);
  assert.deepEqual(page.troubles, []);
});

const panel = (page) => page.getByRole("region", { name: "Who said?" });

// A page has no say in where the core comes from.
const STORY = `<!doctype html><title>Snow</title><body><img name="currentScript" src="http://localhost:9/" alt="">
  <article><p>“We have to be ready before the first snow,” said Mayor Ada Quist, who has asked the county for two more ploughs.</p></article>
  <script src="/whosaid/embed.js"></script>`;
const asStory = (path, body) => (path === "/pages/empty.html" ? STORY : body);

test("embed.js takes the core from beside itself", async (t) => {
  const { page, cores } = await open(t, "/pages/empty.html", { change: asStory });
  await expectText(panel(page).getByRole("list", { name: "Speakers" }), "Ada Quist 1");
  assert.deepEqual(cores(), ["/whosaid/core_plain_bg.wasm 200"]);
  assert.deepEqual(page.troubles, []);
});

test("embed.js says what is missing where it is alone", async (t) => {
  const change = (path, body) => {
    assert.doesNotMatch(path, /plain/);
    return asStory(path, body);
  };
  const { page } = await open(t, "/pages/empty.html", { change });
  const status = panel(page).getByRole("status").first();
  await expectText(status, /another, core_plain_bg\.wasm, has to lie beside it; it did not load/);

  const source = await readFile(new URL("../../www/whosaid/embed.js", import.meta.url), "utf8");
  const { page: extended } = await open(t, "/pages/empty.html", { change: (path, body) => asStory(path, body).toString().replace(/<script.*script>/, "") });
  // As an extension runs it, where no script has an address.
  await extended.evaluate(source);
  await expectText(panel(extended).getByRole("status").first(), /core_plain_bg\.wasm, has to lie beside it/);
});
