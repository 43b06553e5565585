/** The texts side by side, with what they share marked and numbered, so that each remark can be read where it stands. */

import { Article, quotationAt } from "../article.js";
import { build } from "../build.js";

const CHOSEN = "whosaid-remark";

export class Contexts {
  #pane;
  #place;
  #columns = [];
  #texts = [];
  #isDrawn = false;
  #places = null;

  /** `pane` is the `<details>`, `place` gets a column a text; `onChoose` gets a text and a quotation of it. */
  constructor({ pane, place, onChoose }) {
    this.#pane = pane;
    this.#place = place;
    pane.addEventListener("toggle", () => pane.open && this.#draw());
    place.addEventListener("click", ({ target }) => this.#onPoint(target, onChoose));
    place.addEventListener("focusin", ({ target }) => this.#onPoint(target, onChoose));
  }

  /** Shows `texts`: `{ name, headline, text, analysis, initials, spans, badges }`. Drawn only where they can be seen. */
  renew(texts) {
    this.#texts = texts;
    this.#isDrawn = false;
    this.light(null);
    return this.#pane.open ? this.#draw() : undefined;
  }

  /** Lights `places`, of one remark: `{ text, quotation, spans }`. Columns scroll there, the page does not. */
  light(places) {
    this.#places = places;
    this.#place.querySelectorAll(".q.chosen").forEach((piece) => piece.classList.remove("chosen"));
    const ranges = [];
    for (const { text, quotation, spans } of places ?? []) {
      const column = this.#columns[text];
      if (!column || !this.#isDrawn) {
        continue;
      }
      const pieces = column.article.pieces(quotation);
      pieces.forEach((piece) => piece.classList.add("chosen"));
      ranges.push(...spans.flatMap((span) => column.article.ranges(span)));
      scrollWithin(column.region, pieces[0]);
    }
    // Where the browser has none of these, the quotation alone is lit.
    if (globalThis.Highlight) {
      CSS.highlights.set(CHOSEN, new Highlight(...ranges));
    }
  }

  /** The element that the keyboard reaches for a quotation of a text. */
  stop(text, quotation) {
    return this.#columns[text]?.article.pieces(quotation)[0];
  }

  /** The text whose column holds `node`, or -1. */
  textOf(node) {
    return this.#columns.findIndex(({ region }) => region.contains(node) && region !== node);
  }

  #onPoint(target, onChoose) {
    const text = this.textOf(target);
    const quotation = quotationAt(target);
    if (text >= 0 && quotation >= 0) {
      onChoose(text, quotation);
    }
  }

  async #draw() {
    if (this.#isDrawn) {
      return;
    }
    while (this.#columns.length > this.#texts.length) {
      this.#columns.pop().box.remove();
    }
    while (this.#columns.length < this.#texts.length) {
      this.#columns.push(this.#column());
    }
    this.#place.style.setProperty("--columns", Math.min(this.#texts.length, 3));
    this.#isDrawn = true;
    await Promise.all(
      this.#texts.map(({ name, headline, text, analysis, initials, spans, badges }, index) => {
        const { heading, region, article } = this.#columns[index];
        heading.textContent = headline ? `${name}: ${headline}` : name;
        region.setAttribute("aria-label", `${name}, with remarks marked`);
        return article.draw(text, analysis, initials, { spans, badges });
      }),
    );
    this.light(this.#places);
  }

  #column() {
    const heading = build("h4");
    const region = build("section", { class: "article context", tabindex: 0, lang: "en" });
    const box = build("div", {}, heading, region);
    this.#place.append(box);
    return { box, heading, region, article: new Article(region) };
  }
}

function scrollWithin(region, piece) {
  if (!piece) {
    return;
  }
  const [frame, place] = [region.getBoundingClientRect(), piece.getBoundingClientRect()];
  if (place.top < frame.top || place.bottom > frame.bottom) {
    region.scrollTop += place.top - frame.top - frame.height / 3;
  }
}
