/** The choice of a format, with a preview, to copy or to save. */

import { build, button, copy, download, field, fileName, tell } from "../build.js";

// A preview shows what it is, not all of it.
const PREVIEW_LENGTH = 10_000;

// Spreadsheets take a table for another encoding without it.
const BYTE_ORDER_MARK = "\ufeff";

export class Formats {
  #formats;
  #write;
  #text;
  #format;
  #preview;

  /** `write` gives the words for one of `formats`, `text` the text that a file is named after. */
  constructor({ formats, write, text }) {
    this.#formats = formats;
    this.#write = write;
    this.#text = text;
    this.#format = build("select", { onchange: () => this.draw() }, ...formats.map(({ id, name }) => build("option", { value: id }, name)));
    this.#preview = build("textarea", { readonly: true, rows: 9, spellcheck: "false" });
  }

  /** What a dialog shows of it; `between` stands before the preview. */
  parts(...between) {
    return [
      field("Format", this.#format),
      ...between,
      field("Preview", this.#preview),
      build("p", { class: "buttons" }, button("Copy", () => copy(this.#written(), "Copied."), "strong"), button("Download", () => this.#download(), "strong")),
    ];
  }

  /** Brings the preview up to date. */
  draw() {
    const written = this.#written();
    this.#preview.value = written.length > PREVIEW_LENGTH ? `${written.slice(0, PREVIEW_LENGTH)}\n…` : written;
  }

  /** Shows the beginning of the preview. */
  rewind() {
    this.#preview.scrollTop = 0;
  }

  get #chosen() {
    return this.#formats.find(({ id }) => id === this.#format.value);
  }

  #written() {
    return this.#write(this.#chosen);
  }

  #download() {
    const { id, ending, type } = this.#chosen;
    const name = fileName(this.#text(), ending);
    download((id === "csv" ? BYTE_ORDER_MARK : "") + this.#written(), name, type);
    tell(`Saved as ${name}.`);
  }
}
