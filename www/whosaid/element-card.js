/** The card of `<who-said>`: shown beside one quotation, in the top layer, until the reader turns elsewhere. */

import { fillCard, placeCard } from "./card.js";

// Leaves time to move the pointer into the card.
const HIDE_MS = 200;

const WORDS_READ_OUT = 200;

export class ElementCard {
  /** The card itself. */
  element = document.createElement("div");
  /** The index of the quotation that it is about, or -1. */
  index = -1;
  #rect = null;
  #hiding = 0;
  #listening = null;
  #onDismiss;

  /** `onDismiss` is called where the reader closes the card. */
  constructor(onDismiss) {
    this.#onDismiss = onDismiss;
    this.element.className = "card";
    this.element.part = "card";
    this.element.lang = "en";
    this.element.setAttribute("role", "status");
    // In the top layer no ancestor can clip it.
    this.element.popover = "manual";
    this.element.addEventListener("pointerenter", () => clearTimeout(this.#hiding));
    this.element.addEventListener("pointerleave", () => this.hideSoon());
  }

  /** Shows what there is to say about the quotation `index`; `rect()` is where it stands now, or null. */
  show(index, { analysis, text, place, of, words, rect }) {
    clearTimeout(this.#hiding);
    this.#rect = rect;
    if (this.index !== index) {
      if (this.index < 0) {
        this.#listen();
      }
      this.index = index;
      this.element.classList.add("shown");
      if (!this.element.matches(":popover-open")) {
        this.element.showPopover?.();
      }
      fillCard(this.element, { quotation: analysis.quotations[index], analysis, text });
      // Whoever sees the page sees the words in place; whoever hears it hears them here.
      this.element.append(line("position", `Quotation ${place} of ${of}`), line("words", shortened(words)));
    }
    this.#place();
  }

  /** Hides the card, unless the pointer moves into it or onto another quotation. */
  hideSoon() {
    clearTimeout(this.#hiding);
    this.#hiding = setTimeout(() => this.hide(), HIDE_MS);
  }

  hide() {
    clearTimeout(this.#hiding);
    if (this.index < 0) {
      return;
    }
    this.index = -1;
    this.#listening.abort();
    this.element.classList.remove("shown");
    this.element.hidePopover?.();
    this.element.replaceChildren();
  }

  #place() {
    const rect = this.#rect?.();
    if (rect) {
      placeCard(this.element, rect);
    } else {
      this.hide();
    }
  }

  // Only while the card is shown: a page may have many of these elements.
  #listen() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const dismiss = () => {
      this.hide();
      this.#onDismiss();
    };
    document.addEventListener("keydown", ({ key }) => key === "Escape" && dismiss(), { signal });
    document.addEventListener("scroll", () => this.#place(), { signal, passive: true, capture: true });
    document.addEventListener("pointerdown", (event) => {
      // Fingers have no other way to put it away.
      if (!event.composedPath().includes(this.element.getRootNode().host)) {
        dismiss();
      }
    }, { signal });
    addEventListener("resize", () => this.#place(), { signal });
  }
}

function shortened(words) {
  return words.length > WORDS_READ_OUT ? `${words.slice(0, WORDS_READ_OUT)}…` : words;
}

function line(part, words) {
  const element = document.createElement("p");
  element.className = part;
  if (part !== "words") {
    element.part = part;
  }
  element.textContent = words;
  return element;
}
