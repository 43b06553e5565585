/**
 * The text that stays in this browser, if the reader allows it, with its
 * structure and what was corrected in it: off at first, and forgotten as soon
 * as it is switched off.
 */

import { tell } from "../build.js";

const TEXT = "whosaid-text";
const BESIDE = "whosaid-beside";
// Typing is not stored letter by letter.
const PAUSE_MS = 400;

export class KeptText {
  #checkbox;
  #forget;
  #read;
  #pausing = 0;

  /** `read` gives `{ text, ...beside }` as they stand: the text, and strings that belong to it. */
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
    return stored(TEXT);
  }

  /** What was kept beside the text: an object, that of an older page perhaps. */
  get beside() {
    try {
      return Object(JSON.parse(stored(BESIDE)));
    } catch {
      return {};
    }
  }

  /** The text has changed, or what stands beside it. */
  changed() {
    clearTimeout(this.#pausing);
    this.#pausing = this.#checkbox.checked ? setTimeout(() => this.#keep(), PAUSE_MS) : 0;
  }

  /** Keeps nothing from now on. */
  stop() {
    clearTimeout(this.#pausing);
    this.#pausing = 0;
    this.#checkbox.checked = false;
    this.#draw();
  }

  #keep() {
    clearTimeout(this.#pausing);
    this.#pausing = 0;
    try {
      const { text, ...beside } = this.#read();
      localStorage.setItem(TEXT, text);
      localStorage.setItem(BESIDE, JSON.stringify(beside));
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
      localStorage.removeItem(TEXT);
      localStorage.removeItem(BESIDE);
    } catch {}
    tell(words);
    this.#draw();
  }

  #draw() {
    this.#forget.hidden = !this.#checkbox.checked;
  }
}

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
