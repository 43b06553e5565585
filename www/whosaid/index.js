/**
 * whosaid: the quotations of a text, and who said them.
 *
 *     import { init, analyze } from "./whosaid/index.js";
 *     await init();
 *     const { quotations, speakers } = analyze(text);
 *
 * Runs on the calling thread; `analyzer.js` does the same in a worker.
 */

import instantiate, {
  analyze as analyzeInCore,
  analyzeEdited as analyzeEditedInCore,
  check as checkInCore,
  compare as compareInCore,
  loadWeights,
} from "./core.js";
import { hasVectors } from "./vectors.js";

let loading = null;
let loaded = false;

/**
 * Makes `analyze` ready. Nothing loads twice: later calls wait for the first.
 * After a failure the next call starts afresh.
 *
 * Without its weights the core still works, by rules alone and less well:
 * what went wrong with them is the answer's `problem`.
 */
export function init(input, { weights } = {}) {
  loading ??= load(input, weights).then(
    (problem) => {
      loaded = true;
      return { problem };
    },
    (cause) => {
      loading = null;
      throw failure("the analysis could not be loaded", cause);
    },
  );
  return loading;
}

/** The quotations of `text` and who said them. Any string has an answer. */
export function analyze(text) {
  ready("analyze", text);
  return analyzeInCore(text);
}

/**
 * The same, for a text that changes: what an edit since the last call leaves
 * alone is not computed again, and what is known of that text stays in memory.
 */
export function analyzeEdited(text) {
  ready("analyzeEdited", text);
  return analyzeEditedInCore(text);
}

/** How the texts quote the same remarks. Any strings have an answer. */
export function compare(...texts) {
  ready("compare", ...texts);
  return compareInCore(texts);
}

/** What `transcript` has of the quotations of `article`. Any strings have an answer. */
export function check(article, transcript) {
  ready("check", article, transcript);
  return checkInCore(article, transcript);
}

/** Throws where `name` cannot be called with `texts`, or not yet. */
function ready(name, ...texts) {
  for (const text of texts) {
    if (typeof text !== "string") {
      throw new TypeError(`whosaid: ${name}() takes a string, not ${text === null ? "null" : typeof text}`);
    }
  }
  if (!loaded) {
    throw new Error(`whosaid: ${name}() was called before init() was done`);
  }
}

async function load(input, weights) {
  // The literal URLs stay in this very form: bundlers look for it.
  const learntFrom = weights ?? new URL("./weights.bin", import.meta.url);
  const learnt = bytesOf(learntFrom).catch((cause) => cause);
  let source = await fetched(input ?? (hasVectors() ? new URL("./core_bg.wasm", import.meta.url) : new URL("./core_plain_bg.wasm", import.meta.url)));
  // Many static hosts do not know the type that streaming compilation
  // insists on; bytes compile under any name.
  if (isA(source, "Response") && !/^application\/wasm\b/i.test(source.headers.get("content-type") ?? "")) {
    source = await source.arrayBuffer();
  }
  await instantiate({ module_or_path: source });
  try {
    const bytes = await learnt;
    if (bytes instanceof Error) {
      throw bytes;
    }
    readWeights(bytes, learntFrom);
    return null;
  } catch (cause) {
    const problem = failure("the weights could not be loaded, so that rules alone are at work", cause);
    console.warn(problem.message);
    return problem;
  }
}

/** Has the core read `bytes` that came from `input`; what it throws names the file, where it is one. */
function readWeights(bytes, input) {
  try {
    loadWeights(bytes);
  } catch (cause) {
    const file = typeof input === "string" || input instanceof URL ? String(input) : input.url;
    throw file ? new Error(`${file}: ${cause.message}`, { cause }) : cause;
  }
}

/** What `input` stands for, fetched if it is an address. */
async function fetched(input) {
  const source = await input;
  if (typeof source !== "string" && !(source instanceof URL) && !isA(source, "Request")) {
    return checked(source);
  }
  const path = String(source.url ?? source);
  // Node fetches no files; elsewhere there are none.
  return path.startsWith("file:") && globalThis.process?.getBuiltinModule
    ? process.getBuiltinModule("node:fs").promises.readFile(new URL(path))
    : checked(await fetch(source).catch((cause) => {
        throw new Error(`${cause.message}: ${path}`, { cause });
      }));
}

function checked(source) {
  if (isA(source, "Response") && !source.ok) {
    throw new Error(`${source.status} for ${source.url}`);
  }
  return source;
}

async function bytesOf(input) {
  const source = await fetched(input);
  const bytes = isA(source, "Response") ? await source.arrayBuffer() : source;
  return ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
}

// Workers and Node versions differ in which of these globals they have.
function isA(value, name) {
  const type = globalThis[name];
  return typeof type === "function" && value instanceof type;
}

function failure(what, cause) {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`whosaid: ${what} (${why})`, { cause });
}
