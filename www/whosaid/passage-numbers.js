/** The numbers of shared remarks beside their passages: drawn over the articles, for nothing may be put into them. */

import { colorOf } from "./paint.js";
import { lookOfNumber } from "./pair-looks.js";
import { part } from "./part.js";

export class PassageNumbers {
  /** What holds the numbers; it takes no room. */
  element = part("div", "numbers", "", false);
  #items = [];
  #listening = null;
  #sizes = new ResizeObserver(() => this.#soon());
  #frame = 0;

  constructor() {
    // The list of remarks says the same to those who hear the page.
    this.element.setAttribute("aria-hidden", "true");
  }

  /** Draws a number at each of `passages`, `{ number, range() }`, of the articles that `contents` hold. */
  show(passages, contents) {
    this.clear();
    this.#items = passages.map(({ number, range }) => {
      const badge = part("span", "number", String(number + 1));
      const { hue, line } = lookOfNumber(number);
      badge.style.borderColor = colorOf(hue);
      badge.style.borderStyle = line;
      return { badge, range };
    });
    this.element.replaceChildren(...this.#items.map(({ badge }) => badge));
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const { ownerDocument } = this.element;
    // An article may scroll by itself.
    ownerDocument.addEventListener("scroll", ({ target }) => target !== ownerDocument && this.#soon(), { signal, passive: true, capture: true });
    ownerDocument.addEventListener("toggle", () => this.#soon(), { signal, capture: true });
    [...contents, this.element, ownerDocument.documentElement].forEach((content) => this.#sizes.observe(content));
    ownerDocument.fonts.ready.then(() => this.#soon());
    this.#place();
  }

  /** Draws none any more. */
  clear() {
    this.#sizes.disconnect();
    this.#listening?.abort();
    cancelAnimationFrame(this.#frame);
    this.#items = [];
    this.element.replaceChildren();
  }

  #soon() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#place());
  }

  // All is measured before anything moves.
  #place() {
    const origin = this.element.getBoundingClientRect();
    const places = this.#items.map(({ badge, range }) => {
      const found = range();
      const rect = found?.getClientRects()[0];
      return { badge, rect: rect && isSeen(found, rect) ? rect : null };
    });
    for (const { badge, rect } of places) {
      badge.hidden = !rect;
      if (rect) {
        badge.style.left = `${rect.left - origin.left}px`;
        badge.style.top = `${rect.top - origin.top}px`;
      }
    }
  }
}

/** Whether nothing around `range` that scrolls or clips has its start, at `rect`, out of sight. */
function isSeen(range, { left, top }) {
  const { body } = range.startContainer.ownerDocument;
  for (let around = range.startContainer.parentElement; around && around !== body; around = around.parentElement) {
    if (getComputedStyle(around).overflowY !== "visible") {
      const box = around.getBoundingClientRect();
      if (top < box.top || top > box.bottom || left < box.left || left > box.right) {
        return false;
      }
    }
  }
  return true;
}
