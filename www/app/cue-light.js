/**
 * Shows in the article what attributes a quotation: its cue words and whom
 * they name, and the reporting words under the lens. Painted over the text,
 * which stays as it is; where a browser cannot, the card says the same.
 */

const CUE = "whosaid-cue";
const SOURCE = "whosaid-source";
const LENS = "whosaid-lens";

export class CueLight {
  #article;

  constructor(article) {
    this.#article = article;
  }

  /** Shows what attributes `quotation`; null shows nothing. */
  show(quotation) {
    this.#paint(CUE, quotation?.cue ?? []);
    this.#paint(SOURCE, quotation?.source ?? []);
  }

  /** Shows the cues of `quotations`. */
  lens(quotations) {
    this.#paint(LENS, quotations.flatMap(({ cue }) => cue));
  }

  #paint(name, spans) {
    const { highlights } = globalThis.CSS ?? {};
    if (!highlights || typeof Highlight !== "function") {
      return;
    }
    const ranges = spans.flatMap((span) => this.#article.ranges(span));
    if (ranges.length > 0) {
      highlights.set(name, new Highlight(...ranges));
    } else {
      highlights.delete(name);
    }
  }
}
