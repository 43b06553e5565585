/**
 * A list that is long is folded: its first rows show, the others scroll, and a
 * button shows all of them. The items stay in the list for everybody.
 */

// So few fit at once wherever they are shown.
const FEW = 3;

export class Fold {
  #list;
  #button;
  #measuring = 0;

  constructor({ list, button }) {
    this.#list = list;
    this.#button = button;
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "false";
      button.setAttribute("aria-expanded", String(open));
      list.classList.toggle("folded", !open);
      list.scrollTop = 0;
      this.#say();
    });
    // Another width may have room for all.
    new ResizeObserver(() => this.#measureSoon()).observe(list);
  }

  /** The list has `count` items by now. */
  renew(count) {
    this.#list.dataset.count = count;
    const open = this.#button.getAttribute("aria-expanded") === "true";
    this.#list.classList.toggle("folded", count > FEW && !open);
    this.#say();
    this.#measureSoon();
  }

  #say() {
    const open = this.#button.getAttribute("aria-expanded") === "true";
    const words = open ? "Show fewer speakers" : `Show all ${this.#list.dataset.count} speakers`;
    if (this.#button.textContent !== words) {
      this.#button.textContent = words;
    }
  }

  // The browser lays the page out for the frame anyway.
  #measureSoon() {
    cancelAnimationFrame(this.#measuring);
    this.#measuring = requestAnimationFrame(() => {
      const open = this.#button.getAttribute("aria-expanded") === "true";
      const { scrollHeight, clientHeight, dataset } = this.#list;
      this.#button.hidden = Number(dataset.count) <= FEW || (!open && scrollHeight <= clientHeight + 1);
    });
  }
}
