/** Tells the reader what is wrong, and what is kept. */

import { RULES_ALONE } from "../whosaid/problems.js";

const at = (id) => document.getElementById(id);

/** Tells that nothing was found, because of `error`. */
export function tellTrouble(error) {
  at("summary").textContent = "The quotations cannot be found right now";
  at("trouble-words").textContent = `Your text is kept, but the part of this page that reads it ${
    error.brokeOff || error.name === "RuntimeError" ? "broke off; a shorter text may help" : "did not load"
  }. What the browser says: ${error.message}`;
  at("trouble").hidden = false;
  at("found").classList.remove("none");
}

/** The quotations were found, after all; tells what `problem` there was all the same, if any. */
export function tellFound(problem) {
  at("trouble").hidden = true;
  at("problem").textContent = problem ? RULES_ALONE : "";
  at("problem").hidden = !problem;
}
