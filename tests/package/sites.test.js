/** Pages that are built from the package, each on a static host that knows nothing, below a path. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { build as buildWithEsbuild } from "esbuild";
import { build as buildWithVite, createServer } from "vite";
import webpack from "webpack";
import { launch } from "../browser/support.js";
import esbuildConfig from "./bundled/esbuild.config.js";
import webpackConfig from "./bundled/webpack.config.js";
import { HERE, INSTALLED, folder, serve, watched, works } from "./support.js";

const SOURCE = join(HERE, "bundled");
const copyPage = (out) => cp(join(SOURCE, "index.html"), join(out, "index.html"));

/** What makes a site in the folder `out`. */
const MAKERS = {
  async "no bundler"(out) {
    await cp(join(HERE, "static"), out, { recursive: true });
    await cp(INSTALLED, join(out, "whosaid"), { recursive: true });
  },
  async Vite(out) {
    await buildWithVite({ root: SOURCE, logLevel: "warn", build: { outDir: out, emptyOutDir: true } });
  },
  async webpack(out) {
    const stats = await promisify(webpack)({ ...webpackConfig, context: SOURCE, output: { ...webpackConfig.output, path: out } });
    assert.deepEqual(stats.toJson({ all: false, errors: true }).errors, []);
    await copyPage(out);
  },
  async esbuild(out) {
    const { warnings } = await buildWithEsbuild({ ...esbuildConfig, absWorkingDir: SOURCE, outdir: out });
    assert.deepEqual(warnings, []);
    await copyPage(out);
  },
};

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

async function visit(url) {
  const page = await watched(await browser.newContext());
  await page.goto(url);
  return page;
}

for (const [name, make] of Object.entries(MAKERS)) {
  test(name, async (t) => {
    const out = await folder(t);
    await make(out);
    const server = await serve(out);
    t.after(server.close);
    await works(await visit(`${server.url}index.html`));
    assert.deepEqual(server.missed, []);
    assert.deepEqual(await coresIn(out), await coresIn(INSTALLED), "for browsers with vectors, and without");
  });
}

/** The WebAssembly in `folder`, whatever its name there. */
async function coresIn(folder) {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(".wasm"));
  const digests = await Promise.all(paths.map(async (path) => createHash("sha256").update(await readFile(join(folder, path))).digest("hex")));
  return [...new Set(digests)].sort();
}

test("Vite's development server", async (t) => {
  const server = await createServer({ root: SOURCE, logLevel: "warn", cacheDir: await folder(t), server: { host: "127.0.0.1", port: 0, watch: null } });
  t.after(() => server.close());
  await server.listen();
  await works(await visit(`http://127.0.0.1:${server.httpServer.address().port}/`));
});
