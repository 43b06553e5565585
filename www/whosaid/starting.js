/** Starts the core from its parts. */

import instantiate, { loadWeights } from "./core.js";
import { failure, notLoaded } from "./loading.js";

/**
 * Makes the core ready, from parts as `loading.js` gives them. Without its
 * weights it still works, by rules alone and less well: what went wrong with
 * them is the answer's `problem`, which is null otherwise.
 */
export async function start({ core, weights }) {
  try {
    await instantiate({ module_or_path: await core });
  } catch (cause) {
    throw notLoaded(cause);
  }
  try {
    readWeights(await weights);
    return { problem: null };
  } catch (cause) {
    const problem = failure("the weights could not be loaded, so that rules alone are at work", cause);
    console.warn(problem.message);
    return { problem };
  }
}

/** Has the core read `bytes`; what it throws names the file, where it is one. */
function readWeights({ bytes, from }) {
  try {
    loadWeights(bytes);
  } catch (cause) {
    throw from ? new Error(`${from}: ${cause.message}`, { cause }) : cause;
  }
}
