/** The package in Node.js, and what it says of itself. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { build } from "esbuild";
import { HERE, INSTALLED } from "./support.js";

const TEXT = "“We have to be ready before the first snow,” said Mayor Ada Quist.";
const json = async (file) => JSON.parse(await readFile(join(INSTALLED, file), "utf8"));
const manifest = await json("package.json");
const files = (await readdir(INSTALLED, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(INSTALLED.length + 1));

describe("in Node.js", () => {
  test("wasm and weights come from the package's own files", async (t) => {
    const fetched = t.mock.method(globalThis, "fetch", () => Promise.reject(new Error("nothing is to be fetched")));
    const { analyze, compare, init } = await import("whosaid");
    assert.equal((await init()).problem, null);
    const { quotations, speakers } = analyze(TEXT);
    assert.deepEqual(quotations.map(({ speaker }) => speakers[speaker].name), ["Ada Quist"]);
    assert.equal(compare(TEXT, TEXT).pairs.length, 1);
    assert.equal(fetched.mock.callCount(), 0);
  });

  test("what needs no document works without one", async () => {
    const { analyze, init } = await import("whosaid");
    const { toCsv } = await import("whosaid/export");
    const { anchorOf, apply } = await import("whosaid/corrections");
    await init();
    const analysis = analyze(TEXT);
    assert.match(toCsv(TEXT, analysis), /Ada Quist/);
    const corrected = apply(analysis, [{ do: "speaker", at: anchorOf(TEXT, analysis, 0), speaker: "Ruth Pell" }], TEXT);
    assert.deepEqual(corrected.speakers.map(({ name }) => name), ["Ruth Pell"]);
  });

  test("a server may import what its pages use", async () => {
    const { WhoSaidElement, WhoSaidCompareElement } = await import("whosaid/define");
    assert.deepEqual([WhoSaidElement.name, WhoSaidCompareElement.name], ["WhoSaidElement", "WhoSaidCompareElement"]);
  });
});

describe("the manifest", () => {
  test("every name leads to a file that is there, every file of ours with its types", () => {
    const missing = Object.entries(manifest.exports).flatMap(([name, target]) => {
      const file = target.slice(2);
      const types = name !== "./inline" && file.endsWith(".js") ? [file.replace(/\.js$/, ".d.ts")] : [];
      return [file, ...types].filter((needed) => !files.includes(needed));
    });
    assert.deepEqual(missing, []);
    for (const needed of [manifest.main, manifest.types, manifest.customElements, ...manifest.sideEffects]) {
      assert.ok(files.includes(needed.replace(/^\.\//, "")), needed);
    }
  });

  test("licences and a description for readers are in it, and nothing that is not meant for it", () => {
    for (const needed of ["LICENSE-MIT", "LICENSE-APACHE", "README.md"]) {
      assert.ok(files.includes(needed), needed);
    }
    const others = files.filter((file) => !/^(export\/)?[a-z-]+(\.js|\.d\.ts)$/.test(file));
    assert.deepEqual(others.sort(), [
      "LICENSE-APACHE", "LICENSE-MIT", "README.md", "core_bg.wasm", "core_bg.wasm.d.ts", "core_plain_bg.wasm",
      "custom-elements.json", "integrity.json", "package.json", "weights.bin",
    ]);
  });

  test("the digests are those of all that a browser loads", async () => {
    const digests = await json("integrity.json");
    assert.deepEqual(Object.keys(digests), files.filter((file) => /\.(js|wasm|bin)$/.test(file)).sort());
    for (const [file, digest] of Object.entries(digests)) {
      assert.equal(digest, `sha384-${createHash("sha384").update(await readFile(join(INSTALLED, file))).digest("base64")}`, file);
    }
  });

  test("the elements' manifest names modules of the package", async () => {
    const { modules, readme } = await json(manifest.customElements);
    for (const file of [readme, ...modules.map(({ path }) => path)]) {
      assert.ok(files.includes(file), file);
    }
  });

  test("a bundler drops what is imported and not used, and keeps what registers elements", async () => {
    const bytesOf = async (contents) => {
      const { metafile } = await build({
        stdin: { contents, resolveDir: HERE },
        bundle: true, format: "esm", metafile: true, write: false, logLevel: "silent",
      });
      const [{ inputs }] = Object.values(metafile.outputs);
      return Object.entries(inputs).filter(([path, { bytesInOutput }]) => path.includes("whosaid/") && bytesInOutput > 0).map(([path]) => path.split("whosaid/").at(-1));
    };
    assert.deepEqual(await bytesOf('import "whosaid/element"; import { toCsv } from "whosaid/export"; import { init } from "whosaid";'), []);
    assert.ok((await bytesOf('import "whosaid/define";')).includes("element.js"));
    assert.deepEqual(
      (await bytesOf('import { toCsv } from "whosaid/export"; toCsv("", {});')).filter((file) => !file.startsWith("export/")),
      [],
    );
  });
});
