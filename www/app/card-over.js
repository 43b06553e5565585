/** Shows the card over the quotation that is pointed at or focused. */

import { fillCard, placeCard } from "../whosaid/card.js";
import { quotationAt } from "./article.js";

// Time to reach the card with the pointer.
const HIDE_MS = 200;

export class CardOver {
  #card;
  #shown;
  #onShow;
  #on = null;
  #hiding = 0;

  /** `onShow` gets the quotation that the card is about, or null once it is gone. */
  constructor({ card, region, shown, onShow = () => {} }) {
    this.#card = card;
    this.#shown = shown;
    this.#onShow = onShow;

    region.addEventListener("focusin", ({ target }) => this.#show(target));
    region.addEventListener("focusout", () => this.#hide());
    region.addEventListener("pointerover", ({ target, pointerType, buttons }) => {
      if (pointerType === "mouse" && buttons === 0) {
        if (quotationAt(target) >= 0) {
          this.#show(target);
        } else {
          this.#hideSoon();
        }
      }
    });
    region.addEventListener("pointerleave", () => this.#hideSoon());
    card.addEventListener("pointerenter", () => clearTimeout(this.#hiding));
    card.addEventListener("pointerleave", () => this.#hideSoon());
    addEventListener("keydown", ({ key }) => key === "Escape" && this.#hide());
    addEventListener("scroll", () => this.#place(), { passive: true, capture: true });
    addEventListener("resize", () => this.#place());
  }

  #show(target) {
    const index = quotationAt(target);
    const quotation = this.#shown.analysis.quotations[index];
    if (!quotation) {
      this.#hide();
      return;
    }
    clearTimeout(this.#hiding);
    this.#on?.removeAttribute("aria-describedby");
    this.#on = target.closest(".q");
    this.#on.setAttribute("aria-describedby", this.#card.id);
    fillCard(this.#card, { quotation, ...this.#shown });
    this.#card.classList.add("shown");
    this.#place();
    this.#onShow(quotation);
  }

  #place() {
    if (!this.#on?.isConnected) {
      this.#hide();
    } else {
      placeCard(this.#card, this.#on.getBoundingClientRect());
    }
  }

  #hideSoon() {
    clearTimeout(this.#hiding);
    this.#hiding = setTimeout(() => this.#hide(), HIDE_MS);
  }

  #hide() {
    clearTimeout(this.#hiding);
    if (this.#on) {
      this.#onShow(null);
    }
    this.#card.classList.remove("shown");
    this.#on?.removeAttribute("aria-describedby");
    this.#on = null;
  }
}
