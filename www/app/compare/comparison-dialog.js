/** The dialog "Export comparison": formats to copy and save, and a link with all texts. */

import { COMPARISON_FORMATS } from "../../whosaid/export/index.js";
import { makeDialog } from "../build.js";
import { Formats } from "../output/formats.js";
import { shareSection } from "../output/share.js";

export class ComparisonDialog {
  #dialog;
  #formats;

  /** `shown` gives `{ texts, titles, answer, transcript }`. */
  constructor({ shown }) {
    this.#formats = new Formats({
      formats: COMPARISON_FORMATS,
      write: ({ write }) => {
        const { texts, titles, answer } = shown();
        return write(texts, answer, { titles });
      },
      text: () => shown().texts[0],
    });
    this.#dialog = makeDialog(
      "Export comparison",
      ...this.#formats.parts(),
      shareSection({
        title: "Link with the texts",
        hint: "The link holds all the texts. No server gets to see them; whoever has the link can read them.",
        label: "Copy link with the texts",
        texts: () => {
          const { texts: [text, ...further], transcript } = shown();
          return { text, further, transcript };
        },
      }),
    );
  }

  open() {
    this.#formats.draw();
    this.#dialog.showModal();
    this.#formats.rewind();
  }
}
