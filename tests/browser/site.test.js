/**
 * The folder that `cargo xtask build --site` makes, on a plain server of static
 * files, below a path. `cargo xtask test browser` makes one and names it in
 * WHOSAID_SITE.
 */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { expectCount, expectText } from "./expect.js";
import { ARTICLE, launch, paste, quotations, serve, textbox } from "./support.js";

const FOLDER = process.env.WHOSAID_SITE;
const UNDER = "/deep/down/";

describe("the site", { skip: !FOLDER && "make one by `cargo xtask build --site` and name it in WHOSAID_SITE" }, () => {
  let server;
  let browser;
  let asked = [];
  before(async () => {
    [server, browser] = await Promise.all([serve({ root: FOLDER, under: UNDER, hear: (path, status) => asked.push({ path, status }) }), launch()]);
  });
  after(async () => {
    await browser?.close();
    server?.vanish();
  });

  async function open(path, { serviceWorkers = "block", ...options } = {}) {
    asked = [];
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers, ...options });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
    const page = await context.newPage();
    page.troubles = [];
    page.on("pageerror", (error) => page.troubles.push(error.message));
    page.on("console", (message) => message.type() === "error" && page.troubles.push(message.text()));
    await page.goto(server.url + path);
    return page;
  }

  /** Nothing was asked for that is not there, or not of the site. */
  const asksForItsOwn = () => assert.deepEqual(asked.filter(({ path, status }) => status !== 200 || !path.startsWith(UNDER)), []);

  async function works(page) {
    await quotations(page).nth(9).waitFor();
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Open file…" }).click()]);
    await chooser.setFiles({ name: "a.md", mimeType: "", buffer: Buffer.from("“Yes,” said **Ada Quist**.") });
    await expectText(quotations(page).first(), /Ada Quist/);
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
  }

  test("works below a path, and afterwards without a network", async () => {
    const page = await open(UNDER, { serviceWorkers: "allow" });
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    assert.equal(scope, server.url + UNDER);
    await works(page);
    asksForItsOwn();
    assert.deepEqual(page.troubles, []);
    await page.context().setOffline(true);
    await page.reload();
    await works(page);
    assert.deepEqual(page.troubles, []);
  });

  for (const name of readdirSync(new URL("../../www/examples/", import.meta.url)).filter((name) => name.endsWith(".html"))) {
    test(`has the example ${name}`, async () => {
      const page = await open(`${UNDER}examples/${name}`);
      await page.waitForFunction(() => {
        const { analysis, comparison } = document.querySelector("who-said, who-said-compare");
        return analysis?.quotations.length > 0 || comparison?.pairs.length > 0;
      });
      asksForItsOwn();
      assert.deepEqual(page.troubles, []);
    });
  }

  const PHONE = { viewport: { width: 360, height: 640 }, colorScheme: "dark" };
  for (const [path, options] of Object.entries({ nothing: {}, "examples/a/b/c/": PHONE })) {
    test(`has a page for addresses where nothing is, that leads home (${path})`, async () => {
      const page = await open(`${UNDER}${path}#text=${encodeURIComponent("“Yes,” said Ada Quist.")}`, options);
      await page.getByRole("heading", { name: "There is no page at this address" }).waitFor();
      await page.waitForFunction((home) => new URL(document.querySelector("a").href).pathname === home, UNDER);
      assert.deepEqual(page.troubles.filter((words) => !/status of 404/.test(words)), []);
      assert.deepEqual(await violations(page, { landmarks: true }), []);
      await page.getByRole("link", { name: "To whosaid" }).click();
      await expectText(quotations(page).first(), /Ada Quist/);
      assert.equal(await textbox(page).inputValue(), "“Yes,” said Ada Quist.");
    });
  }

  test("has icons, a manifest, a picture for links and a word for robots", async () => {
    const page = await open(UNDER);
    const found = await page.evaluate(async () => {
      const links = [...document.querySelectorAll("link[rel~=icon], link[rel=apple-touch-icon]")].map(({ href, sizes }) => ({ href, sizes: sizes.value || "180x180" }));
      const manifest = document.querySelector("link[rel=manifest]").href;
      const { start_url: start, scope, icons } = await (await fetch(manifest)).json();
      const social = (name) => document.querySelector(`meta[property="og:image${name}"]`).content;
      const pictures = [
        ...links,
        ...icons.map(({ src, sizes }) => ({ href: new URL(src, manifest).href, sizes })),
        { href: new URL(social(""), document.baseURI).href, sizes: `${social(":width")}x${social(":height")}` },
      ];
      const sizesOf = async ({ href, sizes }) => {
        const image = Object.assign(new Image(), { src: href });
        await image.decode();
        return { href, wanted: sizes, found: sizes === "any" ? "any" : `${image.naturalWidth}x${image.naturalHeight}` };
      };
      return { start: new URL(start, manifest).pathname, scope: new URL(scope, manifest).pathname, pictures: await Promise.all(pictures.map(sizesOf)) };
    });
    assert.equal(found.start, UNDER);
    assert.equal(found.scope, UNDER);
    assert.ok(found.pictures.length >= 7);
    found.pictures.forEach(({ href, wanted, found }) => assert.equal(found, wanted, href));
    assert.ok(found.pictures.some(({ wanted }) => wanted === "1200x630"));
    const robots = await (await page.request.get(`${server.url}${UNDER}robots.txt`)).text();
    assert.match(robots, /^User-agent: \*/);
    asksForItsOwn();
  });

  test("has the licences, and no address that begins at the root of a host", () => {
    const names = readdirSync(FOLDER, { recursive: true });
    assert.ok(["LICENSE-MIT", "LICENSE-APACHE", ".nojekyll"].every((name) => names.includes(name)));
    for (const name of names.filter((name) => /\.(html|css|webmanifest)$/.test(name))) {
      const source = readFileSync(`${FOLDER}/${name}`, "utf8");
      assert.doesNotMatch(source, /(?:href|src|action|content|url\(|_url"|"scope"|"id")\s*[=:]?\s*["'(]?\/(?!\/)/, name);
    }
  });
});
