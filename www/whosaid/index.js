/**
 * whosaid: the quotations of a text, and who said them.
 *
 *     import { init, analyze } from "./whosaid/index.js";
 *     await init();
 *     const { quotations, speakers } = analyze(text);
 *
 * Runs on the calling thread; `analyzer.js` does the same in a worker.
 */

import {
  analyze as analyzeInCore,
  analyzeEdited as analyzeEditedInCore,
  check as checkInCore,
  compare as compareInCore,
} from "./core.js";
import { partsOf } from "./loading.js";
import { start } from "./starting.js";

let starting = null;
let started = false;

/**
 * Makes `analyze` ready. Nothing loads twice: later calls wait for the first.
 * After a failure the next call starts afresh.
 *
 * Without its weights the core still works, by rules alone and less well:
 * what went wrong with them is the answer's `problem`.
 */
export function init(input, { weights } = {}) {
  starting ??= start(partsOf(input, weights)).then(
    (answer) => {
      started = true;
      return answer;
    },
    (error) => {
      starting = null;
      throw error;
    },
  );
  return starting;
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
  if (!started) {
    throw new Error(`whosaid: ${name}() was called before init() was done`);
  }
}
