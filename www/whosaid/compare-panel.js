/** What `<who-said-compare>` shows of a comparison: the shared remarks with their differences, and what one article alone quotes. */

import { KINDS_IN_WORDS, articleHeading, articleInWords, placeInWords, summaryInWords } from "./compare-words.js";
import { classInWords, inWords, sidesOf } from "./differences.js";
import { isPlain, stepOf } from "./keys.js";
import { colorOf } from "./paint.js";
import { lookOfNumber } from "./pair-looks.js";
import { part, partButton } from "./part.js";
import { countInWords, piecesInWords, speakerInWords } from "./words.js";

export class ComparePanel {
  /** The panel itself. */
  element = document.createElement("div");
  #heading = document.createElement("slot");
  #summary = part("p", "summary", "");
  #key = part("ul", "key", "");
  #pairs = part("ol", "pairs", "");
  #alone = part("details", "alone", "");
  #problem = part("p", "problem", "");
  #items = [];
  #actions;

  /**
   * What readers do: `choose(index)` goes to a pair, null to none; `touch(index)`
   * chooses it and stays in the list; `show(index, side)` goes to one side of it;
   * `showAlone(place)` to a quotation that only one article has.
   */
  constructor(actions) {
    this.#actions = actions;
    this.element.className = "panel";
    this.element.lang = "en";
    this.#heading.name = "heading";
    this.#summary.setAttribute("role", "status");
    this.#problem.setAttribute("role", "status");
    this.#key.setAttribute("role", "list");
    this.#key.setAttribute("aria-label", "How differences are marked");
    this.#pairs.setAttribute("role", "list");
    this.#pairs.setAttribute("aria-label", "Shared remarks");
    this.#pairs.addEventListener("keydown", (event) => this.#onKey(event));
    this.element.append(this.#heading, this.#summary, this.#problem, this.#key, this.#pairs, this.#alone);
    this.clear();
  }

  /** Shows `comparison` of `texts`; `articles` are their `{ name, lang }`, `numbers` those of the pairs. */
  show(comparison, { texts, articles, numbers }) {
    const labels = texts.map((_, index) => articleInWords(index));
    const told = { comparison, texts, articles, labels };
    this.#summary.textContent = summaryInWords(comparison, numbers);
    this.#items = comparison.pairs.map((pair, index) => this.#item(pair, index, numbers, told));
    this.#pairs.replaceChildren(...this.#items.map(({ item }) => item));
    this.#showKey(comparison.pairs);
    this.#showAlone(told);
    this.#heading.hidden = false;
    this.#summary.hidden = false;
    this.#pairs.hidden = this.#items.length === 0;
  }

  clear() {
    this.#items = [];
    this.#pairs.replaceChildren();
    this.#alone.replaceChildren();
    for (const child of this.element.children) {
      child.hidden = true;
    }
  }

  /** Shows the pair `index` as chosen; -1 for none. */
  choose(index) {
    this.#items.forEach(({ item, button, ways }, at) => {
      item.classList.toggle("chosen", at === index);
      if (at === index) {
        button.setAttribute("aria-current", "true");
      } else {
        button.removeAttribute("aria-current");
      }
      // Tab leads past the articles of all others.
      ways.forEach((way) => (way.tabIndex = at === index ? 0 : -1));
    });
  }

  /** Tells readers what is wrong, or with "" that nothing is. */
  tell(words) {
    this.#problem.hidden = words === "";
    this.#problem.textContent = words;
  }

  #item(pair, index, numbers, { comparison, texts, articles, labels }) {
    const { hue, line } = lookOfNumber(numbers[index]);
    const badge = part("span", "number", String(numbers[index] + 1));
    badge.style.borderColor = colorOf(hue);
    badge.style.borderStyle = line;
    const label = [classInWords(pair, labels), pair.indirect ? "reported speech" : "", placeInWords(index, numbers)].filter(Boolean).join(", ");
    const button = partButton("choose", "", () => this.#actions.choose(index));
    button.append(badge, " ", part("span", "class", label));
    const sentence = part("p", "differences", inWords(pair, texts, labels));
    sentence.id = `differences-${index}`;
    button.setAttribute("aria-describedby", sentence.id);
    const sides = part("div", "sides", "", false);
    const drawn = sidesOf(pair, texts).map((side, at) => {
      const way = partButton("article", nameOf(side.text, articles), () => this.#actions.show(index, at));
      way.title = "Show it in the article";
      way.tabIndex = -1;
      sides.append(sideOf(side, at, way, { analysis: comparison.analyses[side.text], lang: articles[side.text].lang }));
      return way;
    });
    const item = part("li", "pair", "");
    item.append(button, sides, sentence);
    return { item, button, ways: drawn };
  }

  #showKey(pairs) {
    const kinds = Object.keys(KINDS_IN_WORDS).filter((kind) => pairs.some(({ alignment }) => alignment.some((aligned) => aligned.kind === kind)));
    const samples = new Map(kinds.map((kind) => [KINDS_IN_WORDS[kind], kind]));
    this.#key.replaceChildren(...[...samples].map(([words, kind]) => {
      const item = document.createElement("li");
      item.append(part("span", kind, words));
      return item;
    }));
    this.#key.hidden = samples.size === 0;
  }

  #showAlone({ comparison: { alone, analyses }, texts, articles }) {
    const count = alone.flat().length;
    this.#alone.replaceChildren(part("summary", "alone-count", `${countInWords(count, "quotation")} in one article alone`));
    alone.forEach((quotations, text) => {
      if (quotations.length === 0) {
        return;
      }
      const list = part("ul", "alone-list", "", false);
      list.setAttribute("role", "list");
      list.setAttribute("aria-label", `Only in ${articleInWords(text)}`);
      list.append(...quotations.map((quotation) => {
        const item = document.createElement("li");
        const analysis = analyses[text];
        const button = partButton("alone-quotation", "", () => this.#actions.showAlone({ text, quotation }));
        const words = part("span", "words", piecesInWords(analysis.quotations[quotation], texts[text]).join(" … "), false);
        words.lang = articles[text].lang;
        button.append(part("span", "speaker", speakerInWords(analysis.quotations[quotation], analysis)), " ", words);
        item.append(button);
        return item;
      }));
      this.#alone.append(part("p", "article", nameOf(text, articles)), list);
    });
    this.#alone.hidden = count === 0;
  }

  #onKey(event) {
    const at = this.#items.findIndex(({ item }) => item.contains(event.target));
    const by = stepOf(event);
    if (by !== 0) {
      const next = (at + by + this.#items.length) % this.#items.length;
      this.#actions.touch(next);
      this.#items[next].button.focus();
    } else if (event.key === "Escape" && isPlain(event)) {
      this.#actions.choose(null);
    } else {
      return;
    }
    event.preventDefault();
    // A page may have keys of its own.
    event.stopPropagation();
  }
}

const nameOf = (text, articles) => [articleHeading(text), articles[text].name].filter(Boolean).join(": ");

/** One side of a pair; `way` is the button that leads to it. */
function sideOf({ quotation, runs }, at, way, { analysis, lang }) {
  const figure = part("figure", "side", "");
  const caption = document.createElement("figcaption");
  caption.append(part("span", "speaker", speakerInWords(analysis.quotations[quotation], analysis)), " ", way);
  const words = part("blockquote", "words", "");
  words.lang = lang;
  // From the first report to the second, words go and words come.
  const tag = at === 0 ? "del" : "ins";
  words.append(...runs.map((run) => (run.kind === "same" || run.kind === "between" ? run.words : part(tag, run.kind, run.words))));
  figure.append(caption, words);
  return figure;
}
