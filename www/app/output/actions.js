/**
 * What can be done with one quotation: copy it, copy a link to it, correct it.
 * Each item of the list unfolds these; with the quotation in focus they are keys.
 */

import { roleInWords } from "../../whosaid/words.js";
import { wordsOf } from "../../whosaid/export/shared.js";
import { quotationAddress } from "../../whosaid/export/index.js";
import { quotationAt } from "../article.js";
import { build, button, copy } from "../build.js";

/** The place of the actions in an item of the list. Filled when it is unfolded: there may be thousands. */
export function actionsPlace() {
  const summary = build("summary", { "aria-label": "Actions", title: "Copy or correct" }, build("span", { "aria-hidden": "true" }, "⋯"));
  return build("details", { class: "actions" }, summary);
}

export class QuotationActions {
  #list;
  #shown;
  #address;
  #needAddress;
  #correct;

  /**
   * `address` gives the article's address, `needAddress` asks for it,
   * `correct` gets the index of a quotation.
   */
  constructor({ list, region, shown, address, needAddress, correct }) {
    this.#list = list;
    this.#shown = shown;
    this.#address = address;
    this.#needAddress = needAddress;
    this.#correct = correct;
    // Unfolding does not bubble.
    list.addEventListener("toggle", ({ target, newState }) => newState !== "closed" && target.open && this.#unfold(target), true);
    list.addEventListener("keydown", (event) => {
      const place = event.target.closest("details.actions[open]");
      if (event.key === "Escape" && place) {
        place.open = false;
        place.querySelector("summary").focus();
      }
    });
    for (const place of [list, region]) {
      place.addEventListener("keydown", (event) => this.#onKey(event));
    }
  }

  copy(index) {
    return copy(quotationInWords(this.#shown, index, this.#address()), "Quotation copied.");
  }

  copyLink(index) {
    const { text, analysis } = this.#shown;
    const link = quotationAddress(this.#address(), text, analysis.quotations[index]);
    if (link) {
      copy(link, "Link copied.");
    } else {
      this.#needAddress();
    }
  }

  #unfold(place) {
    this.#list.querySelectorAll("details.actions[open]").forEach((other) => {
      other.open = other === place;
    });
    if (place.children.length > 1) {
      return;
    }
    // An item may come to show another quotation than the one it was made for.
    const index = () => Number(place.closest("li").querySelector("button[data-quotation]").dataset.quotation);
    place.append(
      build(
        "p",
        { class: "buttons" },
        button("Copy", () => this.copy(index())),
        button("Copy link", () => this.copyLink(index())),
        button("Correct…", () => this.#correct(index())),
      ),
    );
  }

  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
      return;
    }
    const item = event.target.closest("button[data-quotation]");
    const index = item ? Number(item.dataset.quotation) : quotationAt(event.target);
    const action = { e: () => this.#correct(index), c: () => this.copy(index) }[event.key];
    if (index >= 0 && action) {
      event.preventDefault();
      action();
    }
  }
}

/** “Words”, said by whom, and where they stand. */
function quotationInWords({ text, analysis }, index, address) {
  const quotation = analysis.quotations[index];
  const speaker = analysis.speakers[quotation.speaker];
  const role = speaker ? roleInWords(speaker) : "";
  const who = speaker ? ` — ${speaker.name}${role ? `, ${role}` : ""}${quotation.kind === "indirect" ? " (reported)" : ""}` : "";
  const link = quotationAddress(address, text, quotation);
  return `${wordsOf(quotation.content, text)}${who}${link ? `\n${link}` : ""}`;
}
