/** The dialog "Export": formats to copy and download, a link with the text, and corrections. */

import { FORMATS, lengthInWords, shareLink } from "../../whosaid/export/index.js";
import { build, button, copy, download, field, fileName, makeDialog, tell } from "../build.js";

// A preview shows what it is, not all of it.
const PREVIEW_LENGTH = 10_000;

// Spreadsheets take a table for another encoding without it.
const BYTE_ORDER_MARK = "\ufeff";

export class ExportDialog {
  #dialog;
  #shown;
  #format;
  #address;
  #preview;

  /** `more` are further sections; `onaddress` hears of each new address. */
  constructor({ shown, onaddress = () => {}, more = [] }) {
    this.#shown = shown;
    this.#format = build(
      "select",
      { onchange: () => this.#draw() },
      ...FORMATS.map(({ id, name }) => build("option", { value: id }, name)),
    );
    this.#address = build("input", {
      type: "url",
      autocomplete: "off",
      placeholder: "https://",
      oninput: () => {
        this.#draw();
        onaddress(this.address);
      },
    });
    this.#preview = build("textarea", { readonly: true, rows: 9, spellcheck: "false" });
    this.#dialog = makeDialog(
      "Export",
      field("Format", this.#format),
      field("Article address", this.#address, "If you know where the article stands, quotations get links to their place in it."),
      field("Preview", this.#preview),
      build("p", { class: "buttons" }, button("Copy", () => this.#copy(), "strong"), button("Download", () => this.#download(), "strong")),
      build(
        "section",
        {},
        build("h3", {}, "Link with the text"),
        build("p", { class: "remark" }, "The link holds the whole text. No server gets to see it; whoever has the link can read it."),
        build("p", { class: "buttons" }, button("Copy link with the text", () => this.#share(), "strong")),
      ),
      ...more,
    );
  }

  /** Where the article stands, as the reader gave it. */
  get address() {
    return this.#address.value.trim();
  }

  set address(address) {
    this.#address.value = address;
  }

  open() {
    this.#draw();
    this.#dialog.showModal();
    this.#preview.scrollTop = 0;
  }

  /** Opens where the reader can give the address that something else waits for. */
  askForAddress() {
    this.open();
    this.#address.focus();
    tell("A link needs the article’s address first.");
  }

  #chosen() {
    return FORMATS.find(({ id }) => id === this.#format.value);
  }

  #written() {
    const { text, analysis } = this.#shown;
    return this.#chosen().write(text, analysis, { address: this.address });
  }

  #draw() {
    const written = this.#written();
    this.#preview.value = written.length > PREVIEW_LENGTH ? `${written.slice(0, PREVIEW_LENGTH)}\n…` : written;
  }

  #copy() {
    copy(this.#written(), "Copied.");
  }

  #download() {
    const { id, ending, type } = this.#chosen();
    const name = fileName(this.#shown.text, ending);
    download((id === "csv" ? BYTE_ORDER_MARK : "") + this.#written(), name, type);
    tell(`Saved as ${name}.`);
  }

  async #share() {
    const link = await shareLink(location.href, this.#shown.text);
    const opens = lengthInWords(link);
    if (opens) {
      copy(link, `Copied: ${link.length.toLocaleString("en")} characters. ${opens}`);
    } else {
      tell(`The link would be ${link.length.toLocaleString("en")} characters long, more than browsers open. Send the text as a file.`);
    }
  }
}
