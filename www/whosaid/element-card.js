/** The card of `<who-said>`: shown beside one quotation, in the top layer, until the reader turns elsewhere. */

import { fillCard, placeCard } from "./card.js";
import { part, partButton } from "./part.js";

// Leaves time to move the pointer into the card.
const HIDE_MS = 200;

const WORDS_READ_OUT = 200;

export class ElementCard {
  /** The card itself. */
  element = document.createElement("div");
  /** The index of the quotation that it is about, or -1. */
  index = -1;
  #facts = document.createElement("div");
  #actions = document.createElement("div");
  #correct;
  #undo;
  #rect = null;
  #hiding = 0;
  #listening = null;
  #cameFrom = null;
  #onDismiss;

  /**
   * `onDismiss` is called where the reader closes the card, `onCorrect` with
   * the index of the quotation that is wrong, `onUndo` to take a correction back.
   */
  constructor({ onDismiss, onCorrect, onUndo }) {
    this.#onDismiss = onDismiss;
    this.element.className = "card";
    this.element.part = "card";
    this.element.lang = "en";
    // In the top layer no ancestor can clip it.
    this.element.popover = "manual";
    this.element.addEventListener("pointerenter", () => clearTimeout(this.#hiding));
    this.element.addEventListener("pointerleave", () => this.hideSoon());
    this.element.addEventListener("focusin", ({ relatedTarget }) => {
      if (!this.element.contains(relatedTarget)) {
        this.#cameFrom = relatedTarget;
      }
    });
    // Read out as it changes; what can be pressed stands outside.
    this.#facts.setAttribute("role", "status");
    this.#correct = partButton("correct", "Correct…", () => onCorrect(this.index));
    this.#correct.setAttribute("aria-haspopup", "dialog");
    this.#undo = partButton("undo", "Undo correction", () => {
      // A button that goes takes the focus with it.
      this.focus();
      onUndo();
    });
    this.#actions.className = "actions";
    this.#actions.append(this.#correct, this.#undo);
    this.element.append(this.#facts, this.#actions);
  }

  /** Whether the reader is in it by keyboard: then no pointer takes it away. */
  get isInUse() {
    return this.element.querySelector(":focus-visible") !== null;
  }

  /** Shows what there is to say about the quotation `index`; `rect()` is where it stands now, or null. */
  show(index, { analysis, text, place, of, words, rect, canCorrect, canUndo }) {
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
      fillCard(this.#facts, { quotation: analysis.quotations[index], analysis, text });
      // Whoever sees the page sees the words in place; whoever hears it hears them here.
      this.#facts.append(part("p", "position", `Quotation ${place} of ${of}`), part("p", "words", shortened(words), false));
      this.#actions.hidden = !canCorrect;
      this.#undo.hidden = !canUndo;
    }
    this.#place();
  }

  /** Gives the focus to what can be done here, if anything can. */
  focus() {
    this.#correct.focus({ preventScroll: true });
  }

  /** Hides the card, unless the pointer moves into it or onto another quotation. */
  hideSoon() {
    clearTimeout(this.#hiding);
    if (!this.isInUse) {
      this.#hiding = setTimeout(() => this.hide(), HIDE_MS);
    }
  }

  hide() {
    clearTimeout(this.#hiding);
    if (this.index < 0) {
      return;
    }
    this.index = -1;
    this.#listening.abort();
    if (this.isInUse) {
      this.#cameFrom?.focus({ preventScroll: true });
    }
    this.element.classList.remove("shown");
    this.element.hidePopover?.();
    this.#facts.replaceChildren();
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
    const { ownerDocument } = this.element;
    const dismiss = () => {
      this.hide();
      this.#onDismiss();
    };
    ownerDocument.addEventListener("keydown", ({ key }) => key === "Escape" && dismiss(), { signal });
    ownerDocument.addEventListener("scroll", () => this.#place(), { signal, passive: true, capture: true });
    ownerDocument.addEventListener("pointerdown", (event) => {
      // Fingers have no other way to put it away.
      if (!event.composedPath().includes(this.element.getRootNode().host)) {
        dismiss();
      }
    }, { signal });
    ownerDocument.defaultView.addEventListener("resize", () => this.#place(), { signal });
  }
}

function shortened(words) {
  return words.length > WORDS_READ_OUT ? `${words.slice(0, WORDS_READ_OUT)}…` : words;
}
