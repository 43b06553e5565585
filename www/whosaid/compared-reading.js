/** What a reader of one `<who-said-compare>` sees and does: the marked articles, the numbers in them and the panel above. */

import { ComparePanel } from "./compare-panel.js";
import { ComparedArticle } from "./compared-article.js";
import { sidesOf } from "./differences.js";
import { numbersOf } from "./pair-looks.js";
import { part } from "./part.js";
import { PassageNumbers } from "./passage-numbers.js";
import { bringAllIntoView } from "./pointing.js";

export class ComparedReading {
  /** The index of the pair that the reader has chosen, or -1. */
  chosen = -1;
  #articles = [];
  #comparison = null;
  #texts = [];
  #numbers = new PassageNumbers();
  #panel;
  #shadow;
  #isLeftOut;
  #onChange;
  #onSelect;

  /** Shows itself in `shadow`. `isLeftOut` and `onChange` are those of PaintedArticle; `onSelect` gets the index of the pair that is chosen. */
  constructor(shadow, { isLeftOut, onChange, onSelect }) {
    this.#shadow = shadow;
    this.#isLeftOut = isLeftOut;
    this.#onChange = onChange;
    this.#onSelect = onSelect;
    this.#panel = new ComparePanel({
      choose: (index) => this.choose(index),
      touch: (index) => this.#select(index),
      show: (index, side) => this.#show(index, side),
      showAlone: (place) => this.#showAlone(place),
    });
    const articles = part("div", "articles", "");
    articles.append(document.createElement("slot"));
    shadow.append(this.#panel.element, this.#numbers.element, articles);
  }

  /** The elements that hold the articles. */
  get contents() {
    return this.#articles.map(({ content }) => content);
  }

  /** Takes the articles in hand that `contents` hold, unless they are there already. */
  take(contents) {
    const own = this.contents;
    if (contents.length === own.length && contents.every((content, index) => content === own[index])) {
      return;
    }
    this.letGo();
    this.#articles = contents.map((content) => {
      const article = new ComparedArticle({ isLeftOut: this.#isLeftOut, onChange: this.#onChange });
      article.take(content, { click: (event) => this.#onClick(event, article) });
      return article;
    });
  }

  /** Lets go of the articles; nothing is shown any more. */
  letGo() {
    this.#setChosen(-1);
    this.#numbers.clear();
    this.#articles.forEach((article) => article.letGo());
    this.#articles = [];
    this.#comparison = null;
    this.#panel.clear();
  }

  /** The texts of the articles as they are now. */
  read() {
    return this.#articles.map((article) => article.read().text);
  }

  /** Whether the page still reads as it was marked, and the marks are there. */
  isAsMarked() {
    return this.#articles.every((article) => article.isAsMarked());
  }

  /** Marks the pairs of `comparison`, of `texts` as they are now, and lists them. */
  show(comparison, texts) {
    this.#setChosen(-1);
    this.#comparison = comparison;
    this.#texts = texts;
    const numbers = numbersOf(comparison.pairs);
    this.#articles.forEach((article, text) => {
      article.mark(comparison.pairs.flatMap(({ sides }, pair) =>
        sides.filter((side) => side.text === text).map(({ spans }) => ({ pair, number: numbers[pair], spans }))));
    });
    const articles = this.#articles.map(({ name, lang }) => ({ name, lang }));
    this.#panel.show(comparison, { texts, articles, numbers });
    this.#numbers.show(this.#articles.flatMap(startsOf), this.contents);
  }

  /** Tells the reader what is wrong, or with "" that nothing is. */
  tell(words) {
    this.#panel.tell(words);
  }

  /** Chooses the pair with this index and brings both passages into view; `null` chooses none. */
  choose(index) {
    if (this.#select(index)) {
      this.#bring([0, 1]);
    }
  }

  #show(index, side) {
    if (this.#select(index)) {
      this.#bring([side]);
    }
  }

  #showAlone({ text, quotation }) {
    this.#setChosen(-1);
    const article = this.#articles[text];
    const { content } = this.#comparison.analyses[text].quotations[quotation];
    article.choose(content);
    bringAllIntoView([article.rangeOf(content[0])].filter(Boolean));
  }

  /** Chooses the pair with this index, and scrolls nowhere; whether there is one. */
  #select(index) {
    const there = this.#comparison?.pairs[index] !== undefined;
    this.#setChosen(there ? index : -1);
    if (there) {
      this.#onSelect(index);
    }
    return there;
  }

  #setChosen(index) {
    this.chosen = index;
    this.#panel.choose(index);
    this.#articles.forEach((article) => article.choose());
    const pair = this.#comparison?.pairs[index];
    if (pair) {
      sidesOf(pair, this.#texts).forEach(({ text, runs }, side) => {
        const differing = runs.filter(({ kind }) => kind !== "same" && kind !== "between");
        this.#articles[text].choose(pair.sides[side].spans, differing);
      });
    }
  }

  /** Brings these sides of the chosen pair into view, the first of them above all. */
  #bring(sides) {
    const pair = this.#comparison.pairs[this.chosen];
    bringAllIntoView(sides.map((side) => pair.sides[side]).map(({ text, spans }) => this.#articles[text].rangeOf(spans[0])).filter(Boolean));
  }

  #onClick(event, article) {
    // What is shown here may stand inside the article; and who has selected words wants these words.
    if (this.#shadow.contains(event.composedPath()[0]) || this.#shadow.ownerDocument.getSelection()?.isCollapsed === false) {
      return;
    }
    const index = article.pairAt(event);
    if (this.#select(index)) {
      const own = this.#comparison.pairs[index].sides.findIndex(({ text }) => this.#articles[text] === article);
      this.#bring([own, 1 - own]);
    }
  }
}

/** Where the remarks begin in `article`: one place a number, for several pairs may have it. */
function startsOf(article) {
  const starts = new Map(article.passages.map(({ number, spans: [span] }) => [`${number} ${span.start}`, { number, range: () => article.rangeOf(span) }]));
  return [...starts.values()];
}
