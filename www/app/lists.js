/** The lists beside the article: quotations, and what is odd. */

import { certaintyOf, voiceOf } from "../whosaid/voices.js";
import { certaintyInWords, diagnosticInWords, kindInWords, piecesInWords, speakerInWords } from "../whosaid/words.js";
import { build } from "./build.js";
import { KeptNodes } from "./kept-nodes.js";
import { chipOf } from "./plan.js";
import { actionsPlace } from "./output/actions.js";

// As much of the text as makes a place recognisable.
const CONTEXT = 40;

// From here on, what is out of sight is not laid out.
const LONG_LIST = 60;

/** The list of quotations. */
export class QuotationList {
  #list;
  #items;
  #buttons = [];

  constructor(list) {
    this.#list = list;
    this.#items = new KeptNodes(list);
  }

  /** Fills the list with an item a quotation, terms aside; resolves to false if a later drawing overtook this one. */
  draw(text, analysis, initials) {
    const buttons = [];
    this.#buttons = buttons;
    const items = analysis.quotations.flatMap((quotation, index) =>
      quotation.kind === "term" ? [] : [planItem(index, quotation, text, analysis, initials)],
    );
    this.#list.classList.toggle("long", items.length > LONG_LIST);
    return this.#items.draw(items, {
      make: quotationItem,
      onNode: (item, { index, speaker }) => {
        const button = item.firstElementChild;
        // What is kept may have another place than before.
        if (button.dataset.quotation !== String(index)) {
          button.dataset.quotation = index;
        }
        button.dataset.speaker = speaker ?? "";
        buttons[index] = button;
      },
    });
  }

  /** The button of the quotation with this index. */
  button(index) {
    return this.#buttons[index];
  }
}

function planItem(index, quotation, text, analysis, initials) {
  const certainty = certaintyOf(quotation);
  const nobody = quotation.speaker === null;
  const look = {
    className: `quotation ${quotation.kind} ${certainty} ${nobody ? "nobody" : voiceClass(quotation.speaker)}`,
    chip: chipOf(quotation, initials, certainty),
    name: speakerInWords(quotation, analysis),
    facts: [
      ...(quotation.kind === "direct" ? [] : [kindInWords(quotation)]),
      ...(certainty === "likely" || certainty === "unsure" ? [certaintyInWords(quotation, certainty)] : []),
    ].join(" · "),
    pieces: piecesInWords(quotation, text),
  };
  return { index, speaker: quotation.speaker, look, key: JSON.stringify(look) };
}

function quotationItem({ look: { className, chip: initials, name, facts, pieces } }) {
  const button = build("button", { type: "button", class: className });
  const words = build("span", { class: "words" });
  pieces.forEach((piece, at) => words.append(...(at > 0 ? [" … "] : []), piece));
  const head = build("span", { class: "head" });
  head.append(chip(initials), build("span", { class: "name" }, name));
  if (facts) {
    head.append(" ", build("span", { class: "facts" }, facts));
  }
  button.append(head, " ", words);
  return build("li", {}, button, actionsPlace());
}

/** Fills `list` with an item an oddity; `onGo` gets the index of the one to show. */
export function drawDiagnostics(list, text, { diagnostics }, onGo) {
  list.replaceChildren(
    ...diagnostics.map((diagnostic, index) => {
      const start = Math.max(0, diagnostic.start - CONTEXT / 2);
      const words = text.slice(start, diagnostic.end + CONTEXT).replace(/\s+/g, " ").trim();
      const what = build("span", { class: "what" }, diagnosticInWords(diagnostic));
      const where = build("span", { class: "where" }, `… ${words} …`);
      return build("li", {}, build("button", { type: "button", class: "note", onclick: () => onGo(index) }, what, " ", where));
    }),
  );
}

/** The classes that give an element the colour and the line of a speaker. */
export function voiceClass(speaker) {
  const { hue, line } = voiceOf(speaker);
  return `hue-${hue} line-${line}`;
}

// Repeats what stands beside it, for the eye only.
export function chip(initials) {
  return build("span", { class: "chip", "aria-hidden": "true" }, initials);
}
