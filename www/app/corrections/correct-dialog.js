/** The dialog "Correct": who said it, where it ends, and whether it is a quotation at all. */

import { anchorOf } from "../../whosaid/corrections.js";
import { build, button, field, makeDialog } from "../build.js";

const NOBODY = "nobody";
const SOMEBODY_ELSE = "else";
// As much after the end as shows where it could end instead.
const AFTER = 120;

export class CorrectDialog {
  #dialog;
  #shown;
  #make;
  #index = -1;
  #start = 0;
  #end = 0;
  #words;
  #after;
  #who;
  #name;
  #nameField;
  #same;
  #sameField;

  /** `make` gets the corrections that the reader makes, and the place where their quotation starts. */
  constructor({ shown, make }) {
    this.#shown = shown;
    this.#make = make;
    this.#words = build("span", { class: "kept" });
    this.#after = build("span", { class: "after" });
    this.#who = build("select", { onchange: () => this.#whoChanged() });
    this.#name = build("input", { type: "text", autocomplete: "off", spellcheck: "false", required: true });
    this.#nameField = field("Name", this.#name);
    this.#same = build("select");
    this.#sameField = field("Is the same as", this.#same, "All quotations of both then have one speaker.");
    const form = build(
      "form",
      { method: "dialog", onsubmit: (event) => this.#save(event) },
      build("p", { class: "ending", "aria-live": "polite" }, this.#words, this.#after),
      build(
        "p",
        { class: "buttons", role: "group", "aria-label": "Where it ends" },
        button("One word less", () => this.#move(-1)),
        button("One word more", () => this.#move(1)),
      ),
      field("Who said it", this.#who),
      this.#nameField,
      this.#sameField,
      build(
        "p",
        { class: "buttons last" },
        build("button", { class: "strong" }, "Save"),
        button("Not a quotation", () => this.#remove()),
      ),
    );
    this.#dialog = makeDialog("Correct this quotation", form);
  }

  /** Opens for the quotation with this index. */
  open(index) {
    const { text, analysis } = this.#shown;
    const quotation = analysis.quotations[index];
    if (!quotation) {
      return;
    }
    this.#index = index;
    this.#start = quotation.content[0].start;
    this.#end = quotation.content.at(-1).end;
    const others = analysis.speakers.map(({ name }, speaker) => build("option", { value: speaker }, name));
    this.#who.replaceChildren(
      ...others,
      build("option", { value: SOMEBODY_ELSE }, "Somebody else…"),
      build("option", { value: NOBODY }, "Nobody is known"),
    );
    this.#who.value = quotation.speaker ?? NOBODY;
    this.#name.value = "";
    this.#same.replaceChildren(
      build("option", { value: "" }, "Nobody else here"),
      ...analysis.speakers.flatMap(({ name }, speaker) => (speaker === quotation.speaker ? [] : [build("option", { value: speaker }, name)])),
    );
    this.#whoChanged();
    this.#drawEnding(text);
    this.#dialog.showModal();
    this.#who.focus();
  }

  #whoChanged() {
    const { speaker } = this.#shown.analysis.quotations[this.#index];
    const isElse = this.#who.value === SOMEBODY_ELSE;
    this.#nameField.hidden = !isElse;
    this.#name.disabled = !isElse;
    // Two speakers become one only as they stand.
    this.#sameField.hidden = speaker === null || this.#who.value !== String(speaker) || this.#same.length < 2;
    if (isElse) {
      this.#name.focus();
    }
  }

  /** Moves the end by a word; it stays in the quotation's paragraph or one that it reaches already. */
  #move(by) {
    const { text } = this.#shown;
    if (by > 0) {
      const [more = ""] = /^[^\S\r\n\u2028\u2029]*[^\s]+/u.exec(text.slice(this.#end)) ?? [];
      this.#end += more.length;
    } else {
      const less = text.slice(this.#start, this.#end).replace(/\s*\S+\s*$/u, "");
      if (less.trim() !== "") {
        this.#end = this.#start + less.length;
      }
    }
    this.#drawEnding(text);
  }

  #drawEnding(text) {
    this.#words.textContent = text.slice(this.#start, this.#end);
    const [after] = /^[^\r\n\u2028\u2029]*/.exec(text.slice(this.#end, this.#end + AFTER));
    this.#after.textContent = after;
  }

  #save(event) {
    event.preventDefault();
    const { text, analysis } = this.#shown;
    const quotation = analysis.quotations[this.#index];
    const at = anchorOf(text, analysis, this.#index);
    const corrections = [];
    const name = this.#who.value === NOBODY ? null : this.#who.value === SOMEBODY_ELSE ? this.#name.value.trim() : analysis.speakers[this.#who.value].name;
    if (name === "") {
      this.#name.focus();
      return;
    }
    if (name !== (analysis.speakers[quotation.speaker]?.name ?? null)) {
      corrections.push({ do: "speaker", at, speaker: name });
    } else if (!this.#sameField.hidden && this.#same.value !== "") {
      corrections.push({ do: "merge", speaker: name, into: analysis.speakers[this.#same.value].name });
    }
    if (this.#end !== quotation.content.at(-1).end) {
      corrections.push({ do: "end", at, words: text.slice(this.#start, this.#end) });
    }
    this.#made(corrections);
  }

  #remove() {
    const { text, analysis } = this.#shown;
    this.#made([{ do: "remove", at: anchorOf(text, analysis, this.#index) }]);
  }

  // A dialog that closes gives the focus back; only then can it go on to what was corrected.
  #made(corrections) {
    this.#dialog.close();
    if (corrections.length > 0) {
      this.#make(corrections, this.#start);
    }
  }
}
