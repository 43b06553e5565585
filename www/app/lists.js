/** The lists beside the article: quotations, and what is odd. */

import { certaintyOf, voiceOf } from "../whosaid/voices.js";
import { certaintyInWords, diagnosticInWords, kindInWords, piecesInWords, speakerInWords } from "../whosaid/words.js";
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
  const button = element("button", className);
  button.type = "button";
  const words = element("span", "words");
  pieces.forEach((piece, at) => words.append(...(at > 0 ? [" … "] : []), piece));
  const head = element("span", "head");
  head.append(chip(initials), element("span", "name", name));
  if (facts) {
    head.append(" ", element("span", "facts", facts));
  }
  button.append(head, " ", words);
  const item = element("li");
  item.append(button, actionsPlace());
  return item;
}

/** Fills `list` with an item an oddity; `onGo` gets the index of the one to show. */
export function drawDiagnostics(list, text, { diagnostics }, onGo) {
  list.replaceChildren(
    ...diagnostics.map((diagnostic, index) => {
      const button = element("button", "note");
      button.type = "button";
      const start = Math.max(0, diagnostic.start - CONTEXT / 2);
      const words = text.slice(start, diagnostic.end + CONTEXT).replace(/\s+/g, " ").trim();
      button.append(element("span", "what", diagnosticInWords(diagnostic)), " ", element("span", "where", `… ${words} …`));
      button.addEventListener("click", () => onGo(index));
      const item = element("li");
      item.append(button);
      return item;
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
  const mark = element("span", "chip", initials);
  mark.setAttribute("aria-hidden", "true");
  return mark;
}

export function element(name, className = "", words = "") {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (words) {
    made.textContent = words;
  }
  return made;
}
