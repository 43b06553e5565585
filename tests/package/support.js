/** What the package's tests share: folders to build into, a plain static host, and what each site must show. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { painted } from "../browser/element-support.js";
import { eventually, expectText } from "../browser/expect.js";

export const HERE = fileURLToPath(new URL(".", import.meta.url));
/** The package as npm has installed it. */
export const INSTALLED = join(HERE, "node_modules", "whosaid");

/** A new folder; the tests' end removes it. */
export async function folder(test) {
  const path = await mkdtemp(join(tmpdir(), "whosaid-package-"));
  test.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

// As a host has them that has never heard of wasm.
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript" };

/** Serves `root` below a path, and nothing else; `missed` has what was asked for in vain. */
export async function serve(root, headers = {}) {
  const missed = [];
  const server = createServer(async (request, response) => {
    const [, file] = /^\/a\/path\/([^?#]*)/.exec(request.url) ?? [];
    try {
      const body = await readFile(join(root, file));
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers }).end(body);
    } catch {
      missed.push(request.url);
      response.writeHead(404).end("not found");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/a/path/`, missed, close: () => server.close() };
}

/** A page of `context` whose `troubles` are all that it complains of. */
export async function watched(context) {
  const page = await context.newPage();
  page.troubles = [];
  page.on("pageerror", (error) => page.troubles.push(error.message));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.troubles.push(message.text()));
  await page.addInitScript(() => addEventListener("whosaid-error", ({ detail }) => console.error(detail.error.message)));
  return page;
}

/** Who speaks in the article of every page here. */
export const NAMES = "Ada Quist, Tomas Okafor";
const SPEAKERS = ["Ada Quist 1", "Tomas Okafor 1"];
const WORDS = ["“We have to be ready before the first snow,”", "“Nobody has told the drivers anything,”"];

/** The page marks its quotations and speakers by element and by module, here and in workers. */
export async function works(page) {
  await marks(page);
  await expectText(page.locator("#here"), NAMES);
  await expectText(page.locator("#worker"), NAMES);
  assert.equal(page.workers().length, 2, "the page's own worker and the element's");
  assert.deepEqual(page.troubles, []);
}

/** The page that was not prepared is marked, with a panel beside it. */
export const marksBeside = (page) => marks(page, page.getByRole("region", { name: "Who said?" }));

async function marks(page, place = page) {
  const speakers = place.getByRole("list", { name: "Speakers" }).getByRole("listitem");
  await eventually(() => speakers.allTextContents(), (found) => assert.deepEqual(found, SPEAKERS));
  assert.deepEqual(await painted(page), WORDS);
}
