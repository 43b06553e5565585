/** Goes from a remark to its place in the article, and back by Escape. */

import { quotationAt } from "../article.js";
import { tell } from "../build.js";

const PASSAGE = "whosaid-passage";

export class ShowInArticle {
  #region;
  #article;
  #back = null;

  constructor({ region, article }) {
    this.#region = region;
    this.#article = article;
    region.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && this.#back) {
        this.#back();
        this.#forget();
      }
    });
    // Whoever leaves by another way does not want to be taken back.
    region.addEventListener("focusout", ({ relatedTarget }) => this.#region.contains(relatedTarget) || this.#forget());
  }

  /** Lights `spans` of the article's text and moves the focus there; `back` brings it where it was. */
  show(spans, back) {
    const ranges = spans.flatMap((span) => this.#article.ranges(span));
    const place = ranges[0]?.startContainer.parentElement;
    if (!place) {
      return;
    }
    // Corrections of the reader may have taken the quotation away.
    const index = quotationAt(place);
    const stop = index < 0 ? null : this.#article.pieces(index)[0];
    stop?.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
    if (globalThis.Highlight) {
      CSS.highlights.set(PASSAGE, new Highlight(...ranges));
    }
    if (stop) {
      this.#back = back;
      tell("Escape goes back to the comparison.");
    }
  }

  #forget() {
    this.#back = null;
    globalThis.CSS?.highlights?.delete(PASSAGE);
  }
}
