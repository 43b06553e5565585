/** The form of `<who-said>` by which a reader puts one quotation right: a dialog in its shadow root. */

import { part, partButton } from "./part.js";

const NOBODY = "nobody";
const SOMEBODY_ELSE = "else";

// Enough to know the quotation by.
const WORDS_SHOWN = 160;

export class CorrectForm {
  /** The dialog itself. */
  element = document.createElement("dialog");
  #words = part("p", "quoted", "", false);
  #who = document.createElement("select");
  #name = document.createElement("input");
  #nameField;
  #remove;
  #at = null;
  #names = [];
  #now = null;
  #correction = null;
  #answer = null;

  constructor() {
    this.element.className = "form";
    this.element.part = "form";
    this.element.lang = "en";
    this.element.setAttribute("aria-label", "Correct this quotation");
    this.#who.addEventListener("change", () => this.#whoChanged());
    this.#name.type = "text";
    this.#name.autocomplete = "off";
    this.#name.spellcheck = false;
    this.#name.required = true;
    this.#nameField = field("Name", this.#name);
    const save = part("button", "save", "Save", false);
    this.#remove = partButton("remove", "Not a quotation", () => this.#finish({ do: "remove", at: this.#at }), false);
    const cancel = partButton("cancel", "Cancel", () => this.dismiss(), false);
    const actions = document.createElement("div");
    actions.className = "actions";
    actions.append(save, this.#remove, cancel);
    const form = document.createElement("form");
    form.append(part("p", "title", "Correct this quotation", false), this.#words, field("Who said it", this.#who), this.#nameField, actions);
    form.addEventListener("submit", (event) => this.#save(event));
    this.element.append(form);
    this.element.addEventListener("close", () => this.#answered());
    // A page may have keys of its own; what is typed here is none of them.
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
  }

  /**
   * Asks about the quotation that stands `at`, which has these words; gives a
   * correction, or null where the reader leaves it as it is.
   */
  ask({ at, quotation: { kind, speaker }, analysis, words }) {
    this.#at = at;
    this.#names = analysis.speakers.map(({ name }) => name);
    this.#now = this.#names[speaker] ?? null;
    this.#words.textContent = words.length > WORDS_SHOWN ? `${words.slice(0, WORDS_SHOWN)}…` : words;
    this.#who.replaceChildren(
      ...this.#names.map((name, place) => new Option(name, String(place))),
      new Option("Somebody else…", SOMEBODY_ELSE),
      new Option("Nobody is known", NOBODY),
    );
    this.#who.value = speaker === null ? NOBODY : String(speaker);
    this.#name.value = "";
    this.#remove.hidden = kind === "term";
    this.#whoChanged();
    this.#correction = null;
    this.element.showModal();
    this.#who.focus();
    return new Promise((resolve) => (this.#answer = resolve));
  }

  /** Closes it, as if the reader had left it. */
  dismiss() {
    this.element.close();
    // Outside a document no event tells of it.
    if (!this.element.isConnected) {
      this.#answered();
    }
  }

  #whoChanged() {
    const isElse = this.#who.value === SOMEBODY_ELSE;
    this.#nameField.hidden = !isElse;
    // What is not shown is not asked for.
    this.#name.disabled = !isElse;
  }

  #save(event) {
    event.preventDefault();
    const { value } = this.#who;
    const name = value === NOBODY ? null : value === SOMEBODY_ELSE ? this.#name.value.trim() : this.#names[value];
    if (name === "") {
      this.#name.focus();
      return;
    }
    this.#finish(name === this.#now ? null : { do: "speaker", at: this.#at, speaker: name });
  }

  #finish(correction) {
    this.#correction = correction;
    this.element.close();
  }

  #answered() {
    this.#answer?.(this.#correction);
    this.#answer = null;
  }
}

function field(name, control) {
  const label = document.createElement("label");
  label.append(name, control);
  return label;
}
