/** What the browser tests share: a static server, a browser, and what a reader does with the page. */

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const HERE = dirname(fileURLToPath(import.meta.url));
const WWW = join(HERE, "..", "..", "www");
const PAGES = join(HERE, "pages");
const LIBRARY = join(HERE, "node_modules");

const LISTENER = '<script src="/pages/listen.js"></script>';

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
};

/**
 * Serves `www/`, or another folder `root`, under the path `under`; `tests/browser/pages/` under `/pages/` and what the
 * tests load under `/library/`. Where nothing is, it answers as hosts of static files do, with the folder's page for that.
 * With `listener`, each page has `pages/listen.js` in it. `hear` gets the path of each request and the answer's status,
 * `change` a path and what is there, to give what is answered instead.
 */
export async function serve({ root = WWW, under = "/", listener = false, hear = () => {}, change = (path, body) => body } = {}) {
  const server = createServer(async (request, response) => {
    let path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    path = path.endsWith("/") ? `${path}index.html` : path;
    const file = fileOf(path, root, under);
    try {
      const body = change(path, await readFile(file));
      hear(path, 200);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(listener && file.endsWith(".html") ? String(body).replace('<meta charset="utf-8">', `$&${LISTENER}`) : body);
    } catch {
      hear(path, 404);
      response.writeHead(404, { "content-type": TYPES[".html"] }).end(path.startsWith(under) ? await readFile(join(root, "404.html")) : "not found");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () => server.close(),
    /** Ends it at once, connections that are open included. */
    vanish: () => (server.close(), server.closeAllConnections()),
  };
}

function fileOf(path, root, under) {
  for (const [prefix, folder] of [["/pages/", PAGES], ["/library/", LIBRARY]]) {
    if (path.startsWith(prefix)) {
      return join(folder, path.slice(prefix.length));
    }
  }
  return join(root, path.startsWith(under) ? path.slice(under.length) : "outside of the site");
}

/** Headless Chromium with a new profile, that speaks to nobody of its own accord. */
export const launch = ({ args = [] } = {}) => chromium.launch(settings(args));

/** The same with the extension in `folder`, as the only context that it has. */
export function launchWithExtension(folder) {
  const args = [`--disable-extensions-except=${folder}`, `--load-extension=${folder}`];
  return chromium.launchPersistentContext("", { ...settings(args), ignoreDefaultArgs: ["--disable-extensions"] });
}

/** The same with the profile in `folder`, as the only context that it has. */
export const launchWithProfile = (folder) => chromium.launchPersistentContext(folder, settings([]));

function settings(args) {
  return {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", ...args,
    ],
  };
}

/** One server and one browser for a test file: `setUp(test)` gives `open(path, options)`. */
export function setUp({ before, after }) {
  let server;
  let browser;
  before(async () => {
    [server, browser] = await Promise.all([serve(), launch()]);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
  return {
    /** A page of a new profile at `path`; what goes wrong in it is in `page.troubles`. */
    async open(path = "/", { prepare, ...options } = {}) {
      // A service worker would answer what a test wants to see asked for, or to hold back.
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block", ...options });
      await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      page.troubles = [];
      page.on("pageerror", (error) => page.troubles.push(error.message));
      page.on("console", (message) => message.type() === "error" && page.troubles.push(message.text()));
      await prepare?.(page, context);
      await page.goto(server.url + path);
      return page;
    },
    get url() {
      return server.url;
    },
  };
}

export const textbox = (page) => page.getByRole("textbox", { name: "Article text" });
export const article = (page) => page.getByRole("region", { name: "Marked article" });
export const quotations = (page) => page.getByRole("list", { name: "Quotations" }).getByRole("listitem");
export const speakers = (page) => page.getByRole("list", { name: "Speakers" }).getByRole("listitem");

/** Pastes `text` as a reader does: from the clipboard, by key, over whatever is there. */
export async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await textbox(page).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
}

/** A short article with plain attributions; the town and its people are invented. */
export const ARTICLE = [
  "Snow closes the Harrow pass",
  "",
  "“We have to be ready before the first snow,” said Mayor Ada Quist. The pass closed on Monday.",
  "",
  "“Nobody has told the drivers anything,” Tomas Okafor said. “They read it in the paper.”",
  "",
  "“It will be a long winter,” Quist said.",
  "",
].join("\n");
