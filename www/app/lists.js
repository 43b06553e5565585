/** The lists beside the article: speakers, quotations, and what is odd. */

import { certaintyOf, voiceOf } from "../whosaid/voices.js";
import {
  certaintyInWords, countInWords, diagnosticInWords, kindInWords, piecesInWords, roleInWords, speakerInWords,
} from "../whosaid/words.js";
import { actionsPlace } from "./output/actions.js";
import { slices } from "./slices.js";

// As much of the text as makes a place recognisable.
const CONTEXT = 40;

/** Fills `list` with an item a speaker; `onToggle` gets the index of the one pressed. */
export function drawSpeakers(list, analysis, initials, onToggle) {
  const spoken = analysis.speakers
    .map((speaker, index) => ({ speaker, index, count: said(analysis, speaker) }))
    .filter(({ count }) => count > 0);
  list.replaceChildren(
    ...spoken.map(({ speaker, index, count }) => {
      const button = element("button", `speaker ${voiceClass(index)}`);
      button.type = "button";
      button.dataset.speaker = index;
      button.setAttribute("aria-pressed", "false");
      const who = element("span", "who");
      who.append(element("span", "name", speaker.name));
      const role = roleInWords(speaker);
      if (role) {
        who.append(" ", element("span", "role", role));
      }
      button.append(chip(initials[index]), who, " ", counted(count));
      button.addEventListener("click", () => onToggle(index));
      const item = element("li");
      item.append(button);
      return item;
    }),
  );
  return spoken.length;
}

/** The list of quotations. */
export class QuotationList {
  #list;
  #drawing = 0;

  constructor(list) {
    this.#list = list;
  }

  /** Fills the list with an item a quotation, terms aside. */
  async draw(text, analysis, initials) {
    const drawing = ++this.#drawing;
    const slice = slices();
    const items = [];
    // One swap where the list is short; a long one grows at its end.
    let swapped = false;
    const flush = () => {
      if (swapped) {
        this.#list.append(...items);
      } else {
        this.#list.replaceChildren(...items);
      }
      swapped = true;
      items.length = 0;
    };
    for (const [index, quotation] of analysis.quotations.entries()) {
      if (quotation.kind !== "term") {
        items.push(quotationItem(index, quotation, text, analysis, initials));
      }
      if (slice.due()) {
        flush();
        await slice.pause();
        if (drawing !== this.#drawing) {
          return;
        }
      }
    }
    flush();
  }

  /** The button of the quotation with this index. */
  button(index) {
    return this.#list.querySelector(`button[data-quotation="${index}"]`);
  }
}

function quotationItem(index, quotation, text, analysis, initials) {
  const certainty = certaintyOf(quotation);
  const nobody = quotation.speaker === null;
  const button = element("button", `quotation ${quotation.kind} ${certainty} ${nobody ? "nobody" : voiceClass(quotation.speaker)}`);
  button.type = "button";
  button.dataset.quotation = index;
  button.dataset.speaker = quotation.speaker ?? "";
  const words = element("span", "words");
  piecesInWords(quotation, text).forEach((piece, at) => {
    words.append(...(at > 0 ? [" … "] : []), piece);
  });
  const head = element("span", "head");
  head.append(chip(nobody ? "?" : initials[quotation.speaker]), element("span", "name", speakerInWords(quotation, analysis)));
  const facts = [
    ...(quotation.kind === "direct" ? [] : [kindInWords(quotation)]),
    ...(certainty === "likely" || certainty === "unsure" ? [certaintyInWords(quotation, certainty)] : []),
  ];
  if (facts.length > 0) {
    head.append(" ", element("span", "facts", facts.join(" · ")));
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

/** How many quotations a speaker has, terms aside. */
function said({ quotations }, speaker) {
  return speaker.quotations.filter((index) => quotations[index].kind !== "term").length;
}

function voiceClass(speaker) {
  const { hue, line } = voiceOf(speaker);
  return `hue-${hue} line-${line}`;
}

// On small screens the number alone shows.
function counted(count) {
  const [number, noun] = countInWords(count, "quotation").split(" ");
  const whole = element("span", "count", number);
  whole.append(element("span", "noun", ` ${noun}`));
  return whole;
}

// Repeats what stands beside it, for the eye only.
function chip(initials) {
  const mark = element("span", "chip", initials);
  mark.setAttribute("aria-hidden", "true");
  return mark;
}

function element(name, className = "", words = "") {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (words) {
    made.textContent = words;
  }
  return made;
}
