/** The worker that `analyzer.js` starts: texts in, analyses out, in order. */

import { analyzeEdited, init } from "./index.js";

addEventListener("message", async ({ data: { id, text, wasm } }) => {
  let problem;
  try {
    ({ problem } = await init(wasm));
  } catch (error) {
    postMessage({ id, error: error.message });
    return;
  }
  if (text === undefined) {
    return;
  }
  try {
    postMessage({ id, analysis: analyzeEdited(text), problem: problem?.message ?? null });
  } catch (error) {
    // A trap leaves the module's memory in an unknown state.
    postMessage({ id, error: error.message, broken: true });
  }
});

// Says that the module, its imports included, has loaded: before this, an
// error means that workers of this kind do not run here.
postMessage({ ready: true });
