/** How the core comes into a page: what is asked for, what is compiled, and how often. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, expectCount } from "./expect.js";
import { launch, quotations, serve, textbox } from "./support.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const SAID = "“We have to be ready before the first snow,” said Mayor Ada Quist.";
const OTHER = "“All of us have to be ready before the first snow,” said Mayor Ada Quist.";
const MANY = `<!doctype html><title>Snow</title><link rel="icon" href="data:,">
  <who-said><p>${SAID}</p></who-said>
  <who-said><p>“Nobody has told the drivers anything,” Tomas Okafor said.</p></who-said>
  <who-said-compare><article><p>${SAID}</p></article><article><p>${OTHER}</p></article></who-said-compare>
  <script type="module" src="/whosaid/define.js"></script>
  <script type="module">
    import { init, analyze } from "/whosaid/index.js";
    await init();
    document.title = analyze("${SAID}").speakers[0].name;
  </script>`;

const areMarked = () => [...document.querySelectorAll("who-said, who-said-compare")].every(({ analysis, comparison }) => analysis?.quotations.length || comparison?.pairs.length);

/** A page at `path`, which is `html` where that is given; `loads` tells what its server was asked for how often, the page's `calls` what was compiled. */
async function open(test, path, { html, headers, wasm = "application/wasm" } = {}) {
  const asked = [];
  const server = await serve({ hear: (path) => asked.push(path.split("/").at(-1)), change: (at, body) => (html && at === path ? html : body) });
  test.after(() => server.vanish());
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.troubles = [];
  page.on("pageerror", (error) => page.troubles.push(error.message));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.troubles.push(message.text()));
  const answer = async (route, headers) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
  };
  if (wasm !== "application/wasm") {
    await context.route("**/*.wasm", (route) => answer(route, { "content-type": wasm }));
  }
  if (headers) {
    await page.route(server.url + path, (route) => answer(route, headers));
  }
  await page.addInitScript(() => {
    globalThis.calls = [];
    for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]) {
      const own = WebAssembly[name];
      WebAssembly[name] = function (source, ...rest) {
        calls.push(`${name} ${source instanceof WebAssembly.Module ? "a module" : "bytes"}`);
        return own.call(this, source, ...rest);
      };
    }
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message.parts !== undefined) {
        calls.push(`hand over ${message.parts?.core instanceof WebAssembly.Module ? "a module" : "nothing"}`);
      }
      return postMessage.call(this, message, ...rest);
    };
  });
  await page.goto(server.url + path);
  const times = (file) => asked.filter((name) => name === file).length;
  return { page, loads: () => Object.fromEntries(["core_bg.wasm", "weights.bin", "worker.js"].map((file) => [file, times(file)])) };
}

const ONCE = { "core_bg.wasm": 1, "weights.bin": 1, "worker.js": 1 };

for (const [wasm, compile] of [["application/wasm", "compileStreaming"], ["application/octet-stream", "compile"]]) {
  test(`elements, module and worker of a page share one core, as ${wasm}`, async (t) => {
    const { page, loads } = await open(t, "/pages/empty.html", { html: MANY, wasm });
    await page.waitForFunction(areMarked);
    await eventually(() => page.title(), (title) => assert.equal(title, "Ada Quist"));
    assert.deepEqual(loads(), ONCE);
    assert.deepEqual((await page.evaluate(() => calls)).sort(), [`${compile} bytes`, "hand over a module", "instantiate a module"]);

    // A worker in place of one that was stopped runs what is there.
    const found = await page.evaluate(async (text) => {
      const { Analyzer } = await import("/whosaid/analyzer.js");
      const analyzer = new Analyzer();
      const long = analyzer.analyze(text.repeat(30_000));
      analyzer.cancel();
      return [await long, (await analyzer.analyze(text)).quotations.length];
    }, SAID);
    assert.deepEqual(found, [null, 1]);
    assert.deepEqual(loads(), { ...ONCE, "worker.js": 2 });
    assert.equal((await page.evaluate(() => calls)).filter((call) => /bytes/.test(call)).length, 1);
    assert.deepEqual(page.troubles, []);
  });
}

test("the page loads its core once, for all that it does", async (t) => {
  const { page, loads } = await open(t, "/");
  await quotations(page).nth(9).waitFor();
  await textbox(page).fill(SAID);
  await page.getByRole("textbox", { name: "Second article’s text" }).fill(OTHER);
  await expectCount(page.getByRole("list", { name: "Shared remarks" }).getByRole("listitem"), 1);
  assert.deepEqual(loads(), ONCE);
  assert.deepEqual((await page.evaluate(() => calls)).sort(), ["compileStreaming bytes", "hand over a module"]);
});

test("where a page's policy keeps it from the core, its worker loads it", async (t) => {
  const policy = "default-src 'self'; connect-src 'none'; img-src data:";
  const { page, loads } = await open(t, "/pages/empty.html", { html: MANY.replace(/<script type="module">[^]*/, ""), headers: { "content-security-policy": policy } });
  await page.waitForFunction(areMarked);
  assert.deepEqual(loads(), ONCE);
  assert.deepEqual(await page.evaluate(() => calls), ["hand over nothing"]);
});
