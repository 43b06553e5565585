// How long an analyser takes in headless Chromium, on the thread of a page:
// `node chromium.mjs MODULE TEXT...` prints what `speed.mjs` prints. A module
// from outside of the project has all that it imports in it.

import { readFileSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { launch } from "../../tests/browser/support.js";
import { PROJECT, serve } from "./server.mjs";

const [module, ...files] = process.argv.slice(2);
const path = relative(PROJECT, resolve(module));
const texts = files.map((file) => readFileSync(file, "utf8"));

// Only pages that are alone in their process get exact times.
const headers = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
const server = await serve({ "/": PROJECT, "/module/": dirname(module) }, { headers });
const browser = await launch();
try {
  const page = await browser.newPage();
  page.on("console", (message) => message.type() === "error" && console.error(message.text()));
  await page.exposeFunction("tell", (ms) => console.log(JSON.stringify(ms)));
  await page.goto(`${server.url}/xtask/bench/empty.html`);
  const address = path.startsWith("..") ? `/module/${basename(module)}` : `/${path}`;
  await page.evaluate(
    async ([address, texts]) => {
      const [{ default: analyze }, { measure }] = await Promise.all([import(address), import("/xtask/bench/timing.js")]);
      measure(analyze, texts, tell);
    },
    [address, texts],
  );
} finally {
  await browser.close();
  server.close();
}
