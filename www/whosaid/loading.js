/**
 * Loads what the core is made of: its WebAssembly, compiled while it comes, and
 * the weights, side by side. Once a page: what is compiled runs in its worker too.
 */

import { hasVectors } from "./vectors.js";

let last = null;

/**
 * The parts of the core as promises: `core`, a module, and `weights`, their
 * bytes and where these are `from`. Each comes from what is given, or from
 * beside this file. What was asked for last is not loaded again, unless it failed.
 */
export function partsOf(input, weights) {
  if (!last || last.input !== input || last.weights !== weights) {
    const asked = { input, weights, parts: { core: compiled(input), weights: bytesOf(weights) } };
    last = asked;
    Promise.all(Object.values(asked.parts)).catch(() => {
      last = last === asked ? null : last;
    });
  }
  return last.parts;
}

/** The error for a core that could not be loaded because of `cause`. */
export const notLoaded = (cause) => failure("the analysis could not be loaded", cause);

/** `what` went wrong because of `cause`, as an error. */
export function failure(what, cause) {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`whosaid: ${what} (${why})`, { cause });
}

async function compiled(input) {
  // The literal URLs stay in this very form: bundlers look for it.
  const source = await fetched(input ?? (hasVectors() ? new URL("./core_bg.wasm", import.meta.url) : new URL("./core_plain_bg.wasm", import.meta.url)));
  if (Object.prototype.toString.call(source) === "[object WebAssembly.Module]") {
    return source;
  }
  // Many static hosts do not know the type that streaming compilation
  // insists on; bytes compile under any name.
  if (isA(source, "Response") && WebAssembly.compileStreaming && /^application\/wasm\s*(;|$)/i.test(source.headers.get("content-type") ?? "")) {
    return WebAssembly.compileStreaming(source);
  }
  return WebAssembly.compile(isA(source, "Response") ? await source.arrayBuffer() : source);
}

async function bytesOf(input) {
  const given = input ?? new URL("./weights.bin", import.meta.url);
  const source = await fetched(given);
  const bytes = isA(source, "Response") ? await source.arrayBuffer() : source;
  return {
    bytes: ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes),
    from: typeof given === "string" || given instanceof URL ? String(given) : given.url,
  };
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

// Workers and Node versions differ in which of these globals they have.
function isA(value, name) {
  const type = globalThis[name];
  return typeof type === "function" && value instanceof type;
}
