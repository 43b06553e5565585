/**
 * The corrections of the article that is shown: applied to each new analysis
 * of it, taken back and made again, saved and replayed.
 */

import { CorrectionHistory, readCorrections, replay, writeCorrections } from "../../whosaid/corrections.js";
import { countInWords } from "../../whosaid/words.js";
import { build, button, download, fileName, tell } from "../build.js";
import { sharedPart } from "../input/change.js";

// A file of corrections that is larger was not made by hand.
const MOST_BYTES = 4_000_000;

// As much of a text stays the same while one types; what shares less is another article.
const LEAST_SHARED = 0.5;

export class Corrections {
  #history = new CorrectionHistory();
  #text = "";
  #found = null;
  #region;
  #redraw;
  #onChange;
  #undo;
  #redo;
  #count;

  /** `redraw` shows the analysis again after a change; `onChange` is called after each; events leave from `region`. */
  constructor({ region, redraw, onChange, buttons }) {
    this.#region = region;
    this.#redraw = redraw;
    this.#onChange = onChange;
    this.#undo = button("Undo", () => this.#step("undo"));
    this.#redo = button("Redo", () => this.#step("redo"));
    buttons.prepend(this.#undo, this.#redo);
    this.#count = build("p", { class: "remark" });
    this.#drawButtons();
  }

  /** The analysis of `text` with what was corrected in it; without arguments, of the last text. */
  applied(text = this.#text, found = this.#found) {
    if (this.#history.canUndo && text.trim() !== "" && sharedPart(text, this.#text) < LEAST_SHARED) {
      this.#history.reset();
      this.#onChange();
    }
    if (text.trim() !== "") {
      this.#text = text;
    }
    this.#found = found;
    this.#drawButtons();
    return replay(found, this.#history.list, text).analysis;
  }

  /** The corrections as a file holds them. */
  get written() {
    return writeCorrections(this.#history.list);
  }

  /** Takes up the corrections of `text` that were `written` when it was read last. */
  restore(written, text) {
    try {
      this.#history.reset(readCorrections(written));
      this.#text = text;
    } catch {
      // What is no longer to be read was kept for the reader's ease alone.
    }
  }

  /** Makes corrections, all of them one after the other. */
  add(...corrections) {
    for (const correction of corrections) {
      this.#history.add(correction);
      this.#changed(correction);
    }
    this.#redraw();
  }

  /** A section for the dialog "Export". */
  section() {
    const file = build("input", { type: "file", accept: ".json,application/json", hidden: true, onchange: () => this.#replayFile(file) });
    return build(
      "section",
      {},
      build("h3", {}, "Corrections"),
      this.#count,
      build(
        "p",
        { class: "buttons" },
        button("Download corrections", () => this.#download(), "strong"),
        button("Replay corrections…", () => file.click(), "strong"),
        file,
      ),
    );
  }

  #step(way) {
    const correction = this.#history[way]();
    if (!correction) {
      return;
    }
    this.#changed(correction);
    this.#redraw();
    tell(way === "undo" ? "Correction taken back." : "Correction made again.");
  }

  #changed(correction) {
    this.#onChange();
    this.#region.dispatchEvent(
      new CustomEvent("whosaid-correct", { bubbles: true, composed: true, detail: { correction, corrections: this.#history.list } }),
    );
  }

  #download() {
    download(this.written, fileName(this.#text, "corrections.json"), "application/json");
    tell("Corrections saved.");
  }

  async #replayFile(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) {
      return;
    }
    let corrections;
    try {
      if (file.size > MOST_BYTES) {
        throw new Error("This file is too large for corrections.");
      }
      corrections = readCorrections(await file.text());
    } catch (error) {
      tell(error.message);
      return;
    }
    const { unplaced } = replay(this.#found, [...this.#history.list, ...corrections], this.#text);
    // What fits nothing would only be in the way of undoing.
    const before = this.#history.list.length;
    const fitting = corrections.filter((_, index) => !unplaced.includes(before + index));
    this.add(...fitting);
    const lost = corrections.length - fitting.length;
    tell(`${countInWords(fitting.length, "correction")} replayed${lost > 0 ? `; ${lost} did not fit this text` : ""}.`);
  }

  // Not disabled but only said to be: a disabled button loses the focus.
  #drawButtons() {
    const { canUndo, canRedo, list } = this.#history;
    this.#undo.hidden = this.#redo.hidden = !canUndo && !canRedo;
    this.#undo.setAttribute("aria-disabled", String(!canUndo));
    this.#redo.setAttribute("aria-disabled", String(!canRedo));
    this.#count.textContent = list.length === 0
      ? "You have corrected nothing yet. Corrections can be replayed on the same text later."
      : `${countInWords(list.length, "correction")}. They can be replayed on the same text later.`;
  }
}
