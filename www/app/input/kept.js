/**
 * The text that stays in this browser, if the reader allows it: off at first,
 * and forgotten as soon as it is switched off.
 */

import { tell } from "../build.js";

const KEY = "whosaid-text";
// Typing is not stored letter by letter.
const PAUSE_MS = 400;

export class KeptText {
  #checkbox;
  #forget;
  #read;
  #pausing = 0;

  /** `read` gives the text as it stands. */
  constructor({ checkbox, forget, read }) {
    this.#checkbox = checkbox;
    this.#forget = forget;
    this.#read = read;
    checkbox.checked = this.text !== null;
    this.#draw();
    checkbox.addEventListener("change", () => {
      if (checkbox.checked) {
        this.#keep();
      } else {
        this.#drop();
      }
    });
    forget.addEventListener("click", () => {
      checkbox.checked = false;
      this.#drop();
      checkbox.focus();
    });
    // What was typed last should not be lost with the page.
    addEventListener("pagehide", () => this.#pausing && this.#keep());
  }

  /** The text that was kept; null where none is, or the browser forbids it. */
  get text() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  /** The text has changed. */
  changed() {
    clearTimeout(this.#pausing);
    this.#pausing = this.#checkbox.checked ? setTimeout(() => this.#keep(), PAUSE_MS) : 0;
  }

  #keep() {
    clearTimeout(this.#pausing);
    this.#pausing = 0;
    try {
      localStorage.setItem(KEY, this.#read());
    } catch {
      this.#checkbox.checked = false;
      this.#drop("This browser cannot keep the text: it forbids it, or the text is too long.");
      return;
    }
    this.#draw();
  }

  #drop(words = "The text is no longer kept in this browser.") {
    clearTimeout(this.#pausing);
    this.#pausing = 0;
    try {
      localStorage.removeItem(KEY);
    } catch {}
    tell(words);
    this.#draw();
  }

  #draw() {
    this.#forget.hidden = !this.#checkbox.checked;
  }
}
