/** The further texts of a comparison: a textbox each, for plain and rich paste, typing and files. */

import { build, button, tell } from "../build.js";
import { readFile } from "../input/files.js";
import { listenToTextbox } from "../input/input.js";
import { Structure } from "../input/structure.js";
import { MOST_TEXTS, nameOf } from "./names.js";

export class FurtherTexts {
  #place;
  #another;
  #kinds;
  #onChange;
  #boxes = [];

  /**
   * `place` gets the textboxes, the button `another` adds one; `kinds` holds
   * the choice between articles and a transcript. `onChange` hears of each
   * change: whether a whole text has come, and whether it is the reader's own doing.
   */
  constructor({ place, another, kinds, onChange }) {
    this.#place = place;
    this.#another = another;
    this.#kinds = kinds;
    this.#onChange = onChange;
    another.addEventListener("click", () => this.#add().textbox.focus());
    kinds.addEventListener("change", () => {
      this.#name();
      onChange();
    });
    this.#add();
  }

  /** The texts as they stand, empty ones too. */
  get texts() {
    return this.#boxes.map(({ textbox }) => textbox.value);
  }

  /** The structure of each text, as spans. */
  get structures() {
    return this.#boxes.map(({ structure }) => structure.spans);
  }

  /** Whether the second text is a transcript. */
  get isTranscript() {
    return this.#kinds.querySelector("input:checked").value === "transcript";
  }

  /** Puts `texts` in place of all that is there; `isOwn`: the reader asked for it here. */
  replace(texts, { transcript = this.isTranscript, isOwn = true } = {}) {
    this.#boxes.splice(0).forEach(({ box }) => box.remove());
    const wanted = transcript ? texts.slice(0, 1) : texts.slice(0, MOST_TEXTS - 1);
    for (const text of wanted.length > 0 ? wanted : [""]) {
      this.#fill(this.#add(), text);
    }
    this.#kinds.querySelector(`input[value="${transcript ? "transcript" : "article"}"]`).checked = true;
    this.#name();
    this.#onChange({ whole: true, isOwn });
  }

  /** Moves the keyboard to the first of them. */
  focus() {
    this.#boxes[0].textbox.focus({ preventScroll: true });
  }

  #add() {
    const textbox = build("textarea", { spellcheck: "false", autocomplete: "off", autocapitalize: "off", id: `further-${(made += 1)}` });
    const label = build("label", { for: textbox.id });
    const remove = button("Remove", () => this.#remove(entry));
    const box = build("div", { class: "further-text" }, build("div", { class: "row" }, build("h3", {}, label), remove), textbox);
    const entry = { box, textbox, label, remove, structure: new Structure() };
    listenToTextbox(textbox, entry.structure);
    textbox.addEventListener("input", ({ inputType }) => {
      this.#name();
      if (inputType === "insertFromPaste" && textbox.selectionEnd === textbox.textLength) {
        // One begins to read at the beginning. WebKit scrolls to the caret once this event is over.
        setTimeout(() => textbox.scrollTo(0, 0));
      }
      this.#onChange({ whole: inputType !== "insertText" });
    });
    this.#takeFiles(entry);
    this.#boxes.push(entry);
    this.#place.append(box);
    this.#name();
    return entry;
  }

  #takeFiles(entry) {
    const { box, textbox } = entry;
    const hasFile = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
    box.addEventListener("dragover", (event) => {
      if (hasFile(event)) {
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        textbox.classList.add("awaiting");
      }
    });
    box.addEventListener("dragleave", ({ relatedTarget }) => box.contains(relatedTarget) || textbox.classList.remove("awaiting"));
    box.addEventListener("drop", async (event) => {
      textbox.classList.remove("awaiting");
      if (!hasFile(event)) {
        return;
      }
      event.preventDefault();
      try {
        const { text, spans } = await readFile(event.dataTransfer.files[0]);
        this.#fill(entry, text, spans);
        this.#name();
        this.#onChange({ whole: true });
      } catch (error) {
        tell(error.message);
      }
    });
  }

  #fill({ textbox, structure }, text, spans = []) {
    textbox.value = text;
    textbox.scrollTop = 0;
    // A textbox has its own mind about line ends.
    structure.replace(textbox.value, textbox.value === text ? spans : []);
  }

  #remove(entry) {
    if (this.#boxes.length > 1) {
      this.#boxes.splice(this.#boxes.indexOf(entry), 1);
      entry.box.remove();
    } else {
      this.#fill(entry, "");
    }
    this.#name();
    this.focus();
    this.#onChange({ whole: true });
  }

  #name() {
    const transcript = this.isTranscript;
    this.#boxes.forEach(({ label, textbox, remove }, index) => {
      const name = transcript ? "Transcript’s text" : `${nameOf(index + 1)} article’s text`;
      if (label.textContent !== name) {
        label.textContent = name;
        remove.setAttribute("aria-label", `Remove the ${transcript ? "transcript" : `${nameOf(index + 1).toLowerCase()} text`}`);
        textbox.placeholder = transcript ? "Paste the transcript or speech here." : "Paste an article about the same event here.";
      }
      remove.hidden = this.#boxes.length === 1 && textbox.textLength === 0;
    });
    this.#another.disabled = transcript || this.#boxes.length >= MOST_TEXTS - 1;
    this.#kinds.querySelector("input[value=transcript]").disabled = this.#boxes.length > 1;
  }
}

let made = 0;
