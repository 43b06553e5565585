/** The analysis of one article with what was put right in it: by the page, then by a reader, who can take it back. */

import { anchorOf, apply } from "./corrections.js";

export class CorrectedAnalysis {
  /** The analysis, corrected, or null. */
  analysis = null;
  #found = null;
  #text = "";
  #corrections = [];
  #made = 0;

  /** What was found in `text` before anything was put right, if `text` is the one that is known; or null. */
  foundIn(text) {
    return this.#text === text ? this.#found : null;
  }

  /** Takes what was found in `text`. */
  take(text, found) {
    this.#text = text;
    this.#found = found;
    this.analysis = apply(found, this.#corrections, text);
  }

  /** There is no article any more; the corrections are for the next. */
  letGo() {
    this.analysis = null;
  }

  /** What was put right, in order. */
  get corrections() {
    return [...this.#corrections];
  }

  set corrections(corrections) {
    this.#corrections = [...corrections];
    this.#made = 0;
    this.#correct();
  }

  /** Whether anything was put right since the page set `corrections`. */
  get canUndo() {
    return this.#made > 0;
  }

  add(correction) {
    this.#corrections.push(correction);
    this.#made++;
    this.#correct();
  }

  /** Takes back what was added last; gives it, or null where there is nothing. */
  undo() {
    if (!this.canUndo) {
      return null;
    }
    this.#made--;
    const correction = this.#corrections.pop();
    this.#correct();
    return correction;
  }

  /** Whether the last correction is about the quotation `index`, and can be taken back. */
  canUndoAt(index) {
    return this.canUndo && this.isAt(index, this.#corrections.at(-1).at);
  }

  /** Whether the quotation `index` is the one that `at` names. */
  isAt(index, at) {
    const { start, words } = anchorOf(this.#text, this.analysis, index);
    return start === at?.start && words === at?.words;
  }

  #correct() {
    if (this.analysis) {
      this.take(this.#text, this.#found);
    }
  }
}
