/** One of the articles that a `<who-said-compare>` marks: the passages that others have too. */

import { PAIR_CHOSEN, PAIR_DIFFERS } from "./paint.js";
import { PaintedArticle } from "./painted-article.js";
import { pairLook, pairsSheet } from "./pair-looks.js";

export class ComparedArticle extends PaintedArticle {
  /** Its passages, in the order of the pairs: `{ pair, number, spans }`. */
  passages = [];

  /** `isLeftOut` and `onChange` are those of PaintedArticle. */
  constructor({ isLeftOut, onChange }) {
    super({ isLeftOut, onChange, sheet: pairsSheet });
  }

  unmark() {
    super.unmark();
    this.passages = [];
  }

  /** Marks `passages`, of the text as it is now. */
  mark(passages) {
    this.paint(passages.map(({ number, spans }) => ({ look: pairLook(number), spans })));
    this.passages = passages;
  }

  /** Shows `spans` as chosen, and the words of `differing` in them; nothing where they are empty. */
  choose(spans = [], differing = []) {
    this.paintOver(PAIR_CHOSEN, spans);
    this.paintOver(PAIR_DIFFERS, differing);
  }

  /** The index of the pair whose passage is under the pointer, or null. */
  pairAt(event) {
    const offset = this.offsetAt(event);
    return this.passages.find(({ spans }) => spans.some(({ start, end }) => start <= offset && offset < end))?.pair ?? null;
  }

  /** What readers call it: what its author has named it, or its heading; "" where it has none. */
  get name() {
    const { content } = this;
    const ids = content.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
    const labels = ids.map((id) => content.getRootNode().getElementById?.(id)?.textContent ?? "");
    const heading = content.querySelector("h1, h2, h3, h4, h5, h6")?.textContent ?? "";
    const names = [labels.join(" "), content.getAttribute("aria-label") ?? "", heading].map((words) => words.replace(/\s+/g, " ").trim());
    return names.find((words) => words !== "") ?? "";
  }

  /** The language of its words. */
  get lang() {
    return this.content.closest("[lang]")?.lang ?? "";
  }
}
