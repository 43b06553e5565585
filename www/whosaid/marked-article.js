/** The article that one `<who-said>` marks: its quotations in the looks of their speakers. It knows nothing of legends and cards. */

import { CHOSEN, looksSheet, lookOf } from "./paint.js";
import { PaintedArticle } from "./painted-article.js";
import { certaintyOf, voiceOf } from "./voices.js";

export class MarkedArticle extends PaintedArticle {
  /** The indices of the marked quotations. */
  marked = [];
  #analysis = null;

  /** `isLeftOut` and `onChange` are those of PaintedArticle. */
  constructor({ isLeftOut, onChange }) {
    super({ isLeftOut, onChange, sheet: looksSheet });
  }

  unmark() {
    super.unmark();
    this.#analysis = null;
    this.marked = [];
  }

  /** Marks the quotations of `analysis`, one of the text as it is now, that are of these kinds. */
  mark(analysis, kinds) {
    const indices = analysis.quotations.flatMap(({ kind }, index) => (kinds.has(kind) ? [index] : []));
    this.paint(indices.map((index) => {
      const quotation = analysis.quotations[index];
      const voice = quotation.speaker === null ? null : voiceOf(quotation.speaker);
      return { look: lookOf(voice, quotation.kind, certaintyOf(quotation)), spans: quotation.content };
    }));
    this.#analysis = analysis;
    this.marked = indices;
  }

  /** Shows the quotation `index` as chosen; -1 for none. */
  choose(index) {
    this.paintOver(CHOSEN, index >= 0 ? this.#analysis.quotations[index].content : []);
  }

  /** The innermost marked quotation under the pointer, or null. */
  quotationAt(event) {
    const offset = this.offsetAt(event);
    const isThere = ({ start, end }) => start <= offset && offset < end;
    // Later ones stand inside earlier ones, or after them.
    for (const index of this.marked.toReversed?.() ?? [...this.marked].reverse()) {
      if (this.#analysis.quotations[index].content.some(isThere)) {
        return index;
      }
    }
    return null;
  }

  /** Where the quotation `index` begins in the page; null where it is no more. */
  rangeOf(index) {
    return this.#analysis ? super.rangeOf(this.#analysis.quotations[index].content[0]) : null;
  }

  /** The words of the quotation `index`. */
  wordsOf(index) {
    return this.#analysis.quotations[index].content.map(({ start, end }) => this.text.slice(start, end)).join(" … ");
  }
}
