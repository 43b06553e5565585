// What an analyser keeps and takes in Node.js:
// `node --expose-gc memory.mjs [MODULE [TEXT]]` prints a line of JSON,
// {"wasm", "heap"}: the bytes of the core's memory (null for another module),
// and the most that were in use in the heap of JavaScript. With no TEXT the
// module is only loaded.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { GCProfiler } from "node:v8";

const [module, file] = process.argv.slice(2);
const text = file && readFileSync(file, "utf8");
const load = async () => (await import(pathToFileURL(module))).default;

const analyze = module && (await load());
globalThis.gc();
const collections = new GCProfiler();
collections.start();
if (text) {
  analyze(text);
}
// The heap grows until it is collected.
const heaps = collections.stop().statistics.map(({ beforeGC }) => beforeGC.heapStatistics.usedHeapSize);
const heap = Math.max(process.memoryUsage().heapUsed, ...heaps);
const wasm = module?.endsWith("/whosaid.js") ? await bytesOfCore() : null;
console.log(JSON.stringify({ wasm, heap }));

async function bytesOfCore() {
  // What has been instantiated is given again.
  const { default: instantiate } = await import("../../www/whosaid/core.js");
  return (await instantiate()).memory.buffer.byteLength;
}
