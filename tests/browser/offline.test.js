/** The page asks for its own files and for nothing else; then it needs no network, and a new version comes whole. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { FORMATS } from "../../www/whosaid/export/index.js";
import { violations } from "./axe.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { ARTICLE, article, launch, paste, quotations, serve, speakers, textbox } from "./support.js";

const LIST = await readFile(new URL("../../www/files.js", import.meta.url), "utf8");
const listed = () => {
  const self = {};
  new Function("self", LIST)(self);
  return self.FILES;
};

// On this machine itself the service worker asks the server first; elsewhere it does not.
const HOSTS = { "on a site": "whosaid.example", "while it is worked on": "127.0.0.1" };

/** A page with a service worker, on a server that counts: gives what the server was asked for, and what else happened. */
async function visit(host, { change } = {}) {
  const asked = [];
  const server = await serve({ hear: (path) => asked.push(path), change });
  const url = `http://${host}:${server.port}`;
  const browser = await launch({ args: ["--host-resolver-rules=MAP whosaid.example 127.0.0.1", `--unsafely-treat-insecure-origin-as-secure=${url}`] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: url });
  const elsewhere = [];
  context.on("request", (request) => request.url().startsWith(url) || request.url().startsWith("blob:") || elsewhere.push(request.url()));
  const open = async (path = "/") => {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.troubles = [];
    page.on("pageerror", (error) => page.troubles.push(error.message));
    await page.goto(url + path);
    return page;
  };
  const end = async () => {
    await browser.close();
    server.vanish();
  };
  return { asked, elsewhere, open, context, url, vanish: server.vanish, end };
}

const isKept = (page) => page.evaluate(async () => {
  await navigator.serviceWorker.ready;
  await new Promise((resolve) => (navigator.serviceWorker.controller ? resolve() : navigator.serviceWorker.addEventListener("controllerchange", resolve)));
});

const openFile = async (page, name, content) => {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Open file…" }).click()]);
  await chooser.setFiles({ name, mimeType: "", buffer: Buffer.from(content) });
};

/** Uses what the page can do, as a reader would. */
async function useAll(page) {
  await page.getByRole("button", { name: "Example" }).click();
  await quotations(page).nth(9).waitFor();
  await openFile(page, "a.md", "# Snow\n\n“Yes,” said **Ada Quist**.");
  await expectText(quotations(page).first(), /Ada Quist/);
  await openFile(page, "a.html", "<article><h1>Snow</h1><p>“No,” said Ruth Pell.</p></article>");
  await expectText(quotations(page).first(), /Ruth Pell/);
  await paste(page, ARTICLE);
  await expectCount(quotations(page), 3);
  await speakers(page).first().getByRole("button").click();
  await page.getByRole("button", { name: "Show all" }).click();
  for (const name of ["Voices", "Reporting words", "Legend"]) {
    await page.getByRole("button", { name, exact: true }).click();
  }
  await page.getByRole("button", { name: "Next" }).click();
  await article(page).getByRole("group").nth(1).focus();
  await page.keyboard.press("e");
  await page.getByLabel("Who said it").selectOption("Nobody is known");
  await page.getByRole("button", { name: "Save" }).click();
  await expectText(quotations(page).nth(1), /Unattributed/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expectText(quotations(page).nth(1), /Okafor/);
  await page.getByRole("button", { name: "Export…" }).click();
  for (const { id } of FORMATS) {
    await page.getByRole("dialog", { name: "Export" }).getByLabel("Format").selectOption(id);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download", exact: true }).click()]);
    assert.ok((await readFile(await download.path())).length > 100, id);
  }
  await page.getByRole("button", { name: "Copy link with the text" }).click();
  await page.getByText(/^Copied: /).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Theme: system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await page.getByRole("button", { name: "Theme: dark" }).click();
  return link;
}

for (const [name, host] of Object.entries(HOSTS)) {
  test(`a whole visit asks for the page's own files alone, and then needs no network (${name})`, async () => {
    const { asked, elsewhere, open, vanish, end } = await visit(host);
    try {
      const page = await open();
      await isKept(page);
      await useAll(page);
      const own = new Set(["/index.html", "/files.js", "/service-worker.js", ...Object.keys(listed()).map((path) => `/${path}`)]);
      assert.deepEqual([...new Set(asked)].filter((path) => !own.has(path)), []);
      assert.deepEqual(elsewhere, []);
      assert.deepEqual(page.troubles, []);
      assert.deepEqual(await page.evaluate(() => [Object.keys(localStorage).filter((key) => key !== "whosaid-theme"), sessionStorage.length, document.cookie]), [[], 0, ""]);

      vanish();
      const before = asked.length;
      const link = await useAll(page);
      const again = await open();
      await useAll(again);
      const linked = await open(link.slice(link.indexOf("/#")));
      await expectCount(quotations(linked), 3);
      assert.equal(await textbox(linked).inputValue(), ARTICLE);
      assert.equal(asked.length, before);
      assert.deepEqual([...page.troubles, ...again.troubles, ...linked.troubles], []);
    } finally {
      await end();
    }
  });
}

test("all files that the page is made of are listed with their digests", async () => {
  for (const [path, digest] of Object.entries(listed())) {
    const body = await readFile(new URL(`../../www/${path}`, import.meta.url));
    assert.equal(digest, `sha256-${createHash("sha256").update(body).digest("base64")}`, path);
  }
});

describe("a new version", () => {
  const TITLE = "<title>whosaid";
  const index = readFileSync(new URL("../../www/index.html", import.meta.url));
  const second = Buffer.from(String(index).replace(TITLE, `${TITLE} 2`));
  const digestOfSecond = `sha256-${createHash("sha256").update(second).digest("base64")}`;
  const offer = (page) => page.getByText("A new version of this page is here");
  const versions = (page) => page.evaluate(async () => (await caches.keys()).length);

  /** A visit to a site whose version is the first, the second, or half of the second. */
  async function visitVersions() {
    const site = { stage: "first" };
    const change = (path, body) => {
      if (path === "/index.html" && site.stage === "second") {
        return second;
      }
      if (path === "/files.js" && site.stage !== "first") {
        const changed = String(body).replace(/self\.VERSION = "/, "$&2");
        return changed.replace(/("index\.html": ")[^"]*/, (_, start) => `${start}${digestOfSecond}`);
      }
      return body;
    };
    return Object.assign(site, await visit("whosaid.example", { change }));
  }

  test("comes whole or not at all, and not into a page that is open", async () => {
    const site = await visitVersions();
    const update = (page) => page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const worker = registration.installing ?? registration.waiting;
      if (!worker) {
        return "none";
      }
      while (worker.state === "installing") {
        await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
      }
      return worker.state;
    });
    try {
      const page = await site.open();
      await isKept(page);
      assert.equal(await versions(page), 1);

      site.stage = "half";
      assert.equal(await update(page), "redundant");
      assert.equal(await versions(page), 1);
      assert.equal(await offer(page).count(), 0);

      site.stage = "second";
      assert.equal(await update(page), "installed");
      assert.equal(await versions(page), 2);
      await page.reload();
      assert.doesNotMatch(await page.title(), /whosaid 2/);
      await paste(page, ARTICLE);
      await expectCount(quotations(page), 3);
      await openFile(page, "a.md", "“Yes,” said **Ada Quist**.");
      await expectText(quotations(page).first(), /Ada Quist/);
      await offer(page).waitFor();
      await page.getByRole("button", { name: "Later" }).click();
      await offer(page).waitFor({ state: "hidden" });

      await page.goto("about:blank");
      await eventually(async () => {
        const next = await site.open();
        const title = await next.title();
        const kept = await versions(next);
        await next.goto("about:blank");
        return [title, kept];
      }, ([title, kept]) => {
        assert.match(title, /whosaid 2/);
        assert.equal(kept, 1);
      });
    } finally {
      await site.end();
    }
  });

  test("is offered, and loaded into all tabs of the page, each with what is in it", async () => {
    const site = await visitVersions();
    try {
      const page = await site.open("/#text=Linked.");
      await isKept(page);
      await openFile(page, "a.md", `# Snow\n\n${ARTICLE}`);
      await expectCount(quotations(page), 3);
      await article(page).getByRole("group").nth(1).focus();
      await page.keyboard.press("e");
      await page.getByLabel("Who said it").selectOption("Nobody is known");
      await page.getByRole("button", { name: "Save" }).click();
      await expectText(quotations(page).nth(1), /Unattributed/);
      const other = await site.open();
      await paste(other, "“Nobody has told the drivers anything,” said Ruth Pell.");
      await other.getByRole("textbox", { name: "Second article’s text" }).fill("Pell said: “Nobody has told the drivers anything.”");
      await expectCount(other.getByRole("list", { name: "Shared remarks" }).getByRole("listitem"), 1);

      site.stage = "second";
      // Who comes back to the page after a while.
      await page.clock.setFixedTime(Date.now() + 2 * 60 * 60 * 1000);
      await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      await Promise.all([page, other].map((tab) => offer(tab).waitFor()));
      assert.deepEqual(await violations(page, { landmarks: true }), []);
      assert.doesNotMatch(await page.title(), /whosaid 2/);
      await page.getByRole("button", { name: "Load it" }).click();
      for (const tab of [page, other]) {
        await eventually(() => tab.title().catch(() => ""), (title) => assert.match(title, /whosaid 2/));
        assert.equal(await offer(tab).count(), 0);
      }
      assert.equal(await versions(page), 1);
      await expectText(quotations(page).nth(1), /Unattributed/);
      assert.match(await textbox(page).inputValue(), /^Snow\n/);
      await article(page).getByRole("heading", { name: "Snow", exact: true }).waitFor();
      await expectText(quotations(other).first(), /Ruth Pell/);
      await expectCount(other.getByRole("list", { name: "Shared remarks" }).getByRole("listitem"), 1);
      assert.deepEqual(await page.evaluate(() => [sessionStorage.length, Object.keys(localStorage)]), [0, []]);
      assert.deepEqual([...page.troubles, ...other.troubles], []);
    } finally {
      await site.end();
    }
  });

  test("does not come over a text that the browser cannot take along", async () => {
    const site = await visitVersions();
    try {
      const page = await site.open();
      await isKept(page);
      await paste(page, ARTICLE);
      site.stage = "second";
      await page.evaluate(async () => {
        Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
        await (await navigator.serviceWorker.ready).update();
      });
      await page.getByRole("button", { name: "Load it" }).click();
      await page.getByRole("status").getByText(/cannot take your text along/).waitFor();
      assert.equal(await textbox(page).inputValue(), ARTICLE);
      assert.equal(await versions(page), 2);
      assert.doesNotMatch(await page.title(), /whosaid 2/);
    } finally {
      await site.end();
    }
  });
});

test("one button deletes all that is kept: the text, the theme, the page's files", async () => {
  const { open, end } = await visit("whosaid.example");
  try {
    const page = await open();
    await isKept(page);
    await paste(page, ARTICLE);
    await page.getByRole("checkbox", { name: "Keep my text in this browser" }).check();
    await page.getByRole("button", { name: "Theme: system" }).click();
    const kept = () => page.evaluate(async () => ({
      stored: Object.keys(localStorage).sort(),
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    await eventually(kept, (found) => assert.deepEqual(found, { stored: ["whosaid-beside", "whosaid-text", "whosaid-theme"], caches: 1, workers: 1 }));
    await page.getByRole("contentinfo").getByRole("button", { name: "Delete all that is kept" }).click();
    await page.getByText("Nothing of this page is kept").waitFor();
    assert.deepEqual(await kept(), { stored: [], caches: 0, workers: 0 });
    await page.getByRole("button", { name: "Theme: system" }).waitFor();
    assert.equal(await textbox(page).inputValue(), ARTICLE);
    // What is typed afterwards is not kept either.
    await textbox(page).focus();
    await page.keyboard.type("More.");
    await page.reload();
    assert.notEqual(await textbox(page).inputValue(), `${ARTICLE}More.`);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    assert.deepEqual(await violations(page, { landmarks: true }), []);
  } finally {
    await end();
  }
});

test("the page can be installed: its manifest has a name, an address and icons that are there", async () => {
  const { open, context, url, end } = await visit("127.0.0.1");
  try {
    const page = await open();
    const session = await context.newCDPSession(page);
    const { data, errors } = await session.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    const { icons, start_url: start } = JSON.parse(data);
    assert.equal(new URL(start, url).href, `${url}/`);
    for (const { src, sizes } of icons) {
      const size = await page.evaluate(async (src) => {
        const image = Object.assign(new Image(), { src });
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      assert.ok(sizes === "any" || sizes === size, src);
    }
    await isKept(page);
    assert.deepEqual((await session.send("Page.getInstallabilityErrors")).installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"), []);
  } finally {
    await end();
  }
});
