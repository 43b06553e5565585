// How soon a reader sees marks, in headless Chromium: `node loading.mjs TEXT`
// prints for each page with the article in the file TEXT a line of JSON, {"name",
// "files", "bytes", "cold", "warm"}: how many files a first visit asks for until
// there are marks, how many bytes they are as sent, and the median milliseconds [to the first paint, to the
// first marks] from the start of the navigation, with a new profile and on later visits.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { launchWithProfile } from "../../tests/browser/support.js";
import { PROJECT, serve } from "./server.mjs";
import { median } from "./timing.js";

const PROFILES = 5;
// After as many visits the browser keeps what it has compiled, too.
const VISITS_BEFORE = 2;
const WARM_VISITS = 3;

const text = await readFile(process.argv[2], "utf8");

const PAGES = [
  ["<who-said> in a page", "/examples/article.html"],
  ["embed.js in a page", "/examples/unprepared.html"],
  ["the page itself", `/#text=${encodeURIComponent(text)}`],
];

let asked = [];
const server = await serve(
  { "/": join(PROJECT, "www/") },
  { find: (path) => path.replace("unprepared", "article"), change: withArticle, hear: (path, bytes) => asked.push(bytes) },
);
try {
  for (const [name, path] of PAGES) {
    const [cold, warm] = [[], []];
    let first;
    for (let profile = 0; profile < PROFILES; profile++) {
      const visits = await visit(server.url + path);
      first = visits.first;
      cold.push(visits.cold);
      warm.push(...visits.warm);
    }
    const bytes = first.reduce((sum, size) => sum + size, 0);
    const medians = (visits) => [0, 1].map((of) => median(visits.map((visit) => visit[of])));
    console.log(JSON.stringify({ name, files: first.length, bytes, cold: medians(cold), warm: medians(warm) }));
  }
} finally {
  server.close();
}

/** The example with our article in it; `unprepared` without the element. */
function withArticle(path, body) {
  if (!path.startsWith("/examples/")) {
    return body;
  }
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const paragraphs = escaped.split("\n\n").map((paragraph) => `<p>${paragraph}</p>`).join("\n");
  const html = String(body).replace(/(?<=<article>).*(?=<\/article>)/s, () => paragraphs);
  return path.includes("unprepared")
    ? html.replace(/<script .*define.js">/, '<script src="../whosaid/embed.js">').replaceAll(/<\/?who-said>|<h2 slot.*<\/h2>/g, "")
    : html;
}

/** Visits `url` with a new profile, and again: `{ first, cold, warm }`, the sizes of what is sent at first, and the times. */
async function visit(url) {
  const folder = await mkdtemp(join(tmpdir(), "whosaid-"));
  const context = await launchWithProfile(folder);
  try {
    await context.addInitScript(watch);
    asked = [];
    const visits = [await seen(context, url)];
    const first = [...asked];
    while (visits.length < 1 + VISITS_BEFORE + WARM_VISITS) {
      // The browser may still be writing what it keeps.
      await setTimeout(500);
      await context.pages().at(-1).close();
      visits.push(await seen(context, url));
    }
    return { first, cold: visits[0], warm: visits.slice(-WARM_VISITS) };
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** When, after the navigation to `url` began, something was painted, and marks were. */
async function seen(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  return page.evaluate(async () => {
    const marks = await globalThis.marksSeen;
    return [performance.getEntriesByName("first-contentful-paint")[0].startTime, marks];
  });
}

/** Looks at each frame, in the page: a quotation is an element there, or painted by the browser. */
function watch() {
  globalThis.marksSeen = new Promise((resolve) => {
    const look = () => {
      if (document.querySelector("#article .q") || [...CSS.highlights.values()].some((highlight) => highlight.size > 0)) {
        // Behind the painting of this frame.
        setTimeout(() => resolve(performance.now()));
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  });
}
