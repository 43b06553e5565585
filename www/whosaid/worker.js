/** The worker that `analyzer.js` starts: texts in, answers out, in order. */

import { analyzeEdited, check, compare } from "./core.js";
import { partsOf } from "./loading.js";
import { start } from "./starting.js";

const CALLS = { analyzeEdited, check, compare: (...texts) => compare(texts) };

let wasm;
let starting = null;
// The parts that the page has loaded; nothing where it has not, and then they are loaded here.
let handed = null;
let hand = null;

addEventListener("message", async ({ data }) => {
  const { id, call, texts, life, waits, parts } = data;
  wasm = data.wasm ?? wasm;
  if (life) {
    holdForLife(life);
  }
  if (waits) {
    handed = new Promise((resolve) => (hand = resolve));
  }
  if (parts !== undefined) {
    hand(parts);
  }
  let problem;
  try {
    starting ??= ready();
    ({ problem } = await starting);
  } catch (error) {
    starting = null;
    postMessage({ id, error: error.message });
    return;
  }
  if (call === undefined) {
    return;
  }
  try {
    postMessage({ id, answer: CALLS[call](...texts), problem: problem?.message ?? null });
  } catch (error) {
    // A trap leaves the module's memory in an unknown state.
    postMessage({ id, error: error.message, broken: true });
  }
});

async function ready() {
  return start((await handed) ?? partsOf(wasm));
}

/** Holds the lock `life` until this worker is gone, and says so. Some pages may not use locks. */
function holdForLife(life) {
  const held = () => {
    postMessage({ alive: true });
    return new Promise(() => {});
  };
  navigator.locks.request(life, held).catch(() => {});
}

// Says that the module, its imports included, has loaded: before this, an
// error means that workers of this kind do not run here.
postMessage({ ready: true });
