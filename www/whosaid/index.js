/**
 * whosaid: the quotations of a text, and who said them.
 *
 *     import { init, analyze } from "./whosaid/index.js";
 *     await init();
 *     const { quotations, speakers } = analyze(text);
 *
 * Runs on the calling thread; `analyzer.js` does the same in a worker.
 */

import instantiate, { analyze as analyzeInCore } from "./core.js";

let loading = null;
let loaded = false;

/**
 * Makes `analyze` ready. Nothing loads twice: later calls wait for the first.
 * After a failure the next call starts afresh.
 */
export function init(input) {
  loading ??= load(input).then(
    () => {
      loaded = true;
    },
    (cause) => {
      loading = null;
      throw cause instanceof Error && cause.message.startsWith("whosaid:")
        ? cause
        : new Error(`whosaid: the analysis could not be loaded (${describe(cause)})`, { cause });
    },
  );
  return loading;
}

/** The quotations of `text` and who said them. Any string has an answer. */
export function analyze(text) {
  if (typeof text !== "string") {
    throw new TypeError(`whosaid: analyze() takes a string, not ${text === null ? "null" : typeof text}`);
  }
  if (!loaded) {
    throw new Error("whosaid: analyze() was called before init() was done");
  }
  return analyzeInCore(text);
}

async function load(input) {
  let source = await input;
  // The literal URL stays in this very form: bundlers look for it.
  source ??= new URL("./core_bg.wasm", import.meta.url);
  if (typeof source === "string" || source instanceof URL || isA(source, "Request")) {
    source = await fetch(source);
  }
  if (isA(source, "Response")) {
    if (!source.ok) {
      throw new Error(`whosaid: the analysis could not be loaded (${source.status} for ${source.url})`);
    }
    // Many static hosts do not know the type that streaming compilation
    // insists on; bytes compile under any name.
    if (!/^application\/wasm\b/i.test(source.headers.get("content-type") ?? "")) {
      source = await source.arrayBuffer();
    }
  }
  await instantiate({ module_or_path: source });
}

// Workers and Node versions differ in which of these globals they have.
function isA(value, name) {
  const type = globalThis[name];
  return typeof type === "function" && value instanceof type;
}

function describe(cause) {
  return cause instanceof Error ? cause.message : String(cause);
}
