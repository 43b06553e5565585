/** Travel from quotation to quotation, by key and button, in the article and in its list. */

import { stepOf } from "../whosaid/keys.js";
import { quotationAt } from "./article.js";

export class Travel {
  #region;
  #list;
  #article;
  #button;
  #shown;
  #stops;
  #chosen = -1;

  /** `stops` says whether the reader wants to see the quotation with an index. */
  constructor({ region, list, article, button, shown, stops = () => true }) {
    this.#region = region;
    this.#list = list;
    this.#article = article;
    this.#button = button;
    this.#shown = shown;
    this.#stops = stops;

    region.addEventListener("focusin", ({ target }) => this.#choose(quotationAt(target)));
    region.addEventListener("click", ({ target }) => {
      const index = quotationAt(target);
      // A click that ends a selection, or follows a link, is not a choice.
      if (index >= 0 && !target.closest("a") && (getSelection()?.isCollapsed ?? true)) {
        this.goTo(index, { scroll: false });
      }
    });
    region.addEventListener("keydown", (event) => this.#onKey(event, (index) => this.goTo(index)));
    list.addEventListener("keydown", (event) => this.#onKey(event, (index) => this.#button(index)?.focus()));
    list.addEventListener("focusin", ({ target }) => this.#choose(quotationOf(target)));
    // Enter on a button is a click.
    list.addEventListener("click", ({ target }) => {
      const index = quotationOf(target);
      if (index >= 0) {
        this.goTo(index);
      }
    });
  }

  /** Goes `by` quotations forth or back. */
  step(by) {
    const { length } = this.#shown.analysis.quotations;
    const next = this.#neighbour(this.#chosen < 0 && by < 0 ? length : this.#chosen, by);
    if (next >= 0) {
      this.goTo(next);
    }
  }

  /** Moves the focus to a quotation in the article. */
  goTo(index, { scroll = true } = {}) {
    const [first] = this.#article.pieces(index);
    if (first) {
      first.focus({ preventScroll: true });
      if (scroll) {
        first.scrollIntoView({ block: "center" });
      }
    }
  }

  /** Moves the focus to what is odd. */
  goToOddity(index) {
    const element = this.#article.oddity(index);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "center" });
  }

  #onKey(event, go) {
    const from = Math.max(quotationAt(event.target), quotationOf(event.target));
    const by = stepOf(event);
    if (by === 0 || from < 0) {
      return;
    }
    event.preventDefault();
    const next = this.#neighbour(from, by);
    if (next >= 0) {
      go(next);
    }
  }

  /** The next quotation that is wanted and no term, or -1. */
  #neighbour(from, by) {
    const { quotations } = this.#shown.analysis;
    let index = from + by;
    while (quotations[index] && (quotations[index].kind === "term" || !this.#stops(index))) {
      index += by;
    }
    return quotations[index] ? index : -1;
  }

  #choose(index) {
    for (const place of [this.#region, this.#list]) {
      place.querySelectorAll(".chosen").forEach((element) => element.classList.remove("chosen"));
    }
    this.#chosen = index;
    if (index < 0) {
      return;
    }
    this.#article.pieces(index).forEach((piece) => piece.classList.add("chosen"));
    const button = this.#button(index);
    button?.classList.add("chosen");
    if (button && this.#list.scrollHeight > this.#list.clientHeight) {
      // Only the list scrolls, never the page under the reader.
      const { top, bottom } = button.getBoundingClientRect();
      const frame = this.#list.getBoundingClientRect();
      if (top < frame.top || bottom > frame.bottom) {
        this.#list.scrollTop += top - frame.top - (frame.height - (bottom - top)) / 2;
      }
    }
  }
}

function quotationOf(node) {
  const button = node?.closest?.("button[data-quotation]");
  return button ? Number(button.dataset.quotation) : -1;
}
