/** The browsers that the page and the element are tested in beside the tests for Chromium alone. */

import { existsSync, readdirSync } from "node:fs";
import { after, before, describe } from "node:test";
import { launchPuppeteer } from "./engines/with-puppeteer.js";
import { launchWebKit } from "./engines/webkitgtk.js";
import { serve } from "./support.js";

const LIBRARIES = "/usr/lib";

/** Where WebKitGTK keeps its MiniBrowser, or undefined. */
function miniBrowser() {
  if (process.env.MINIBROWSER) {
    return process.env.MINIBROWSER;
  }
  const folders = existsSync(LIBRARIES) ? ["", ...readdirSync(LIBRARIES).filter((name) => name.endsWith("-linux-gnu"))] : [];
  return folders.map((folder) => `${LIBRARIES}/${folder}/webkit2gtk-4.1/MiniBrowser`).find(existsSync);
}

const ENGINES = [
  { name: "Chromium", binary: process.env.CHROMIUM ?? "/usr/bin/chromium", launch: (binary) => launchPuppeteer("chrome", binary) },
  { name: "Firefox", binary: process.env.FIREFOX ?? "/usr/bin/firefox-esr", launch: (binary) => launchPuppeteer("firefox", binary) },
  { name: "WebKitGTK", binary: miniBrowser(), launch: launchWebKit, listener: true },
];

/**
 * Describes the same tests for each engine: `tests` gets `{ open, engine }`.
 * `open(path, size)` gives a page of a new profile. An engine that this machine
 * does not have is skipped, Chromium aside.
 */
export function inEachEngine(tests) {
  for (const { name, binary, launch, listener } of ENGINES) {
    const missing = name !== "Chromium" && !(binary && existsSync(binary)) && `${name} is not on this machine`;
    describe(name, { skip: missing }, () => {
      let server;
      const engine = { name };
      before(async () => {
        server = await serve({ listener });
        Object.assign(engine, await launch(binary, `${server.url}/pages/empty.html`), { url: server.url });
      });
      after(async () => {
        await engine.close?.();
        server?.close();
      });
      let page;
      const open = async (path = "/", { width = 1280, height = 900 } = {}) => {
        await page?.close();
        page = await engine.open({ width, height });
        await page.goto(engine.url + path);
        return page;
      };
      tests({ open, engine });
    });
  }
}
