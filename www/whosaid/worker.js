/** The worker that `analyzer.js` starts: texts in, answers out, in order. */

import { analyzeEdited, check, compare, init } from "./index.js";

const CALLS = { analyzeEdited, check, compare };

addEventListener("message", async ({ data: { id, call, texts, wasm, life } }) => {
  if (life) {
    holdForLife(life);
  }
  let problem;
  try {
    ({ problem } = await init(wasm));
  } catch (error) {
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
