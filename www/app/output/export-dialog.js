/** The dialog "Export": formats to copy and download, a link with the text, and corrections. */

import { FORMATS } from "../../whosaid/export/index.js";
import { build, field, makeDialog, tell } from "../build.js";
import { Formats } from "./formats.js";
import { shareSection } from "./share.js";

export class ExportDialog {
  #dialog;
  #formats;
  #address;

  /** `more` are further sections; `onaddress` hears of each new address. */
  constructor({ shown, onaddress = () => {}, more = [] }) {
    this.#formats = new Formats({
      formats: FORMATS,
      write: ({ write }) => write(shown.text, shown.analysis, { address: this.address }),
      text: () => shown.text,
    });
    this.#address = build("input", {
      type: "url",
      autocomplete: "off",
      placeholder: "https://",
      oninput: () => {
        this.#formats.draw();
        onaddress(this.address);
      },
    });
    this.#dialog = makeDialog(
      "Export",
      ...this.#formats.parts(field("Article address", this.#address, "If you know where the article stands, quotations get links to their place in it.")),
      shareSection({
        title: "Link with the text",
        hint: "The link holds the whole text. No server gets to see it; whoever has the link can read it.",
        label: "Copy link with the text",
        texts: () => ({ text: shown.text }),
      }),
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
    this.#formats.draw();
    this.#dialog.showModal();
    this.#formats.rewind();
  }

  /** Opens where the reader can give the address that something else waits for. */
  askForAddress() {
    this.open();
    this.#address.focus();
    tell("A link needs the article’s address first.");
  }
}
