/** What `<who-said>` shows above the article: its speakers, the way from quotation to quotation and back from a correction, what is wrong. */

import { stepOf } from "./keys.js";
import { colorOf } from "./paint.js";
import { part, partButton } from "./part.js";
import { certaintyOf, voiceOf } from "./voices.js";
import { countInWords } from "./words.js";

export class Panel {
  /** The panel itself. */
  element = document.createElement("div");
  #heading = document.createElement("slot");
  #legend = document.createElement("ul");
  #steps;
  #undo;
  #problem = document.createElement("p");
  #items = [];

  /** `step(by)` goes to the next or the previous quotation; `undo()` takes the last correction back. */
  constructor({ step, undo }) {
    this.element.className = "panel";
    this.element.lang = "en";
    this.#heading.name = "heading";
    this.#legend.className = "legend";
    this.#legend.part = "legend";
    this.#legend.setAttribute("role", "list");
    this.#legend.setAttribute("aria-label", "Speakers");
    this.#steps = stepButtons(step);
    this.#undo = partButton("undo", "Undo correction", undo);
    this.#problem.className = "problem";
    this.#problem.part = "problem";
    this.#problem.setAttribute("role", "status");
    this.element.append(this.#heading, this.#legend, this.#steps, this.#undo, this.#problem);
    this.clear();
  }

  /** Shows the speakers of the quotations in `marked`; `goTo` is given those of one speaker. */
  show(analysis, { marked, lang, isLegendHidden, canUndo, goTo }) {
    this.#items = legendItems(analysis, marked, lang, goTo);
    this.#legend.replaceChildren(...this.#items.map(({ item }) => item));
    this.#legend.hidden = this.#items.length === 0 || isLegendHidden;
    this.#heading.hidden = this.#legend.hidden;
    this.#steps.hidden = marked.length === 0;
    this.#undo.hidden = !canUndo;
    this.element.classList.toggle("bare", this.#legend.hidden);
  }

  clear() {
    this.#items = [];
    this.#legend.replaceChildren();
    for (const child of this.element.children) {
      child.hidden = true;
    }
    this.element.classList.add("bare");
  }

  /** Shows whose the quotation `index` is; -1 for none. */
  choose(index) {
    for (const { button, own } of this.#items) {
      if (own.includes(index)) {
        button.setAttribute("aria-current", "true");
      } else {
        button.removeAttribute("aria-current");
      }
    }
  }

  /** Gives the focus to what is there: the way back from a correction, or the way to the next quotation. */
  focus() {
    (this.#undo.hidden ? this.#steps.lastElementChild : this.#undo).focus({ preventScroll: true });
  }

  /** Tells readers what is wrong, or with "" that nothing is. */
  tell(words) {
    this.#problem.hidden = words === "";
    this.#problem.textContent = words;
  }
}

// An item a speaker of a quotation in `marked`, then one for what nobody is named for.
function legendItems({ speakers, quotations }, marked, lang, goTo) {
  const of = (speaker) => marked.filter((at) => quotations[at].speaker === speaker && quotations[at].kind !== "term");
  const items = speakers.map(({ name }, index) => ({ name, lang, voice: voiceOf(index), own: of(index) }));
  items.push({ name: "Unattributed", lang: "en", voice: null, own: of(null) });
  return items.filter(({ own }) => own.length > 0).map((item) => legendItem(item, quotations, goTo));
}

function legendItem({ name, lang, voice, own }, quotations, goTo) {
  const button = document.createElement("button");
  button.type = "button";
  button.part = "speaker";
  button.title = `Next of ${countInWords(own.length, "quotation")}`;
  const label = part("span", "name", name);
  label.lang = lang;
  label.style.textDecorationLine = "underline";
  label.style.textDecorationStyle = voice ? voice.line : "wavy";
  label.style.textDecorationColor = voice ? colorOf(voice.hue) : "var(--whosaid-none, #777)";
  button.append(label, " ", part("span", "count", String(own.length)));
  const guesses = own.filter((at) => certaintyOf(quotations[at]) === "unsure").length;
  if (guesses > 0) {
    button.append(" ", part("span", "doubt", guesses === own.length ? "a guess" : `${guesses} guessed`));
  }
  button.addEventListener("click", () => goTo(own));
  const item = document.createElement("li");
  item.append(button);
  return { item, button, own };
}

// With the focus on them, the keys of a list work too.
function stepButtons(step) {
  const group = document.createElement("div");
  group.className = "steps";
  group.part = "steps";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Quotations");
  for (const [name, by] of [["previous", -1], ["next", 1]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.part = `step ${name}`;
    button.title = `${name === "next" ? "Next" : "Previous"} quotation`;
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", () => step(by));
    group.append(button);
  }
  group.addEventListener("keydown", (event) => {
    const by = stepOf(event);
    if (by !== 0) {
      event.preventDefault();
      // A page may have keys of its own.
      event.stopPropagation();
      step(by);
    }
  });
  return group;
}
