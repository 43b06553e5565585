/** The worker that `analyzer.js` starts: texts in, answers out, in order. */

import * as whosaid from "./index.js";

addEventListener("message", async ({ data: { id, call, texts, wasm } }) => {
  let problem;
  try {
    ({ problem } = await whosaid.init(wasm));
  } catch (error) {
    postMessage({ id, error: error.message });
    return;
  }
  if (call === undefined) {
    return;
  }
  try {
    postMessage({ id, answer: whosaid[call](...texts), problem: problem?.message ?? null });
  } catch (error) {
    // A trap leaves the module's memory in an unknown state.
    postMessage({ id, error: error.message, broken: true });
  }
});

// Says that the module, its imports included, has loaded: before this, an
// error means that workers of this kind do not run here.
postMessage({ ready: true });
