/**
 * The article that one `<who-said>` marks: read, painted and watched. It knows
 * nothing of legends and cards, and leaves no trace once it is let go.
 */

import { DomText } from "./dom-text.js";
import { CHOSEN, adoptLooks, lookOf, painter } from "./paint.js";
import { offsetUnder } from "./pointing.js";
import { certaintyOf, voiceOf } from "./voices.js";

// What changes of these can change what a reader sees.
const WATCHED = {
  childList: true, characterData: true, subtree: true,
  attributes: true, attributeFilter: ["hidden", "aria-hidden", "class", "style", "open", "role", "slot"],
};

export class MarkedArticle {
  /** The element that holds the article, or null. */
  content = null;
  /** The indices of the marked quotations. */
  marked = [];
  #dom = null;
  #analysis = null;
  #painter = painter();
  #looks = new Map();
  #isLeftOut;
  #onChange;
  #observer;
  #listening = null;

  /** `isLeftOut(element)` tells what is not read; `onChange` is called where the page may read differently. */
  constructor({ isLeftOut, onChange }) {
    this.#isLeftOut = isLeftOut;
    this.#onChange = onChange;
    this.#observer = new MutationObserver(onChange);
  }

  /** The text as it was marked. */
  get text() {
    return this.#dom?.text ?? "";
  }

  /** Takes `content` in hand; `listeners` are by the type of event. */
  take(content, listeners) {
    this.letGo();
    this.content = content;
    this.#painter = painter(content.ownerDocument.defaultView);
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const [type, listener] of Object.entries(listeners)) {
      content.addEventListener(type, listener, { signal, passive: true });
    }
    content.addEventListener("slotchange", this.#onChange, { signal });
  }

  /** Lets go of the article, as if nothing had ever been there. */
  letGo() {
    this.unmark();
    this.#observer.disconnect();
    this.#looks.forEach((disown) => disown());
    this.#looks.clear();
    this.#listening?.abort();
    this.content = null;
  }

  /** Takes the marks away. */
  unmark() {
    this.#painter.clear();
    this.#dom = null;
    this.#analysis = null;
    this.marked = [];
  }

  /** The article's text as it is now. */
  read() {
    return new DomText(this.content, this.#isLeftOut);
  }

  /** Whether the page still reads as it was marked, and the marks are there. */
  isAsMarked() {
    if (!this.#dom || !this.#painter.isWhole) {
      return false;
    }
    const now = this.read();
    // Another who wraps words of this article has cut the text nodes anew.
    if (this.#painter.invasive && now.text === this.text) {
      this.#dom = now;
      return true;
    }
    return now.equals(this.#dom);
  }

  /** Marks the quotations of `analysis`, one of the text as it is now, that are of these kinds. */
  mark(analysis, kinds) {
    this.unmark();
    this.#analysis = analysis;
    this.#dom = this.read();
    this.#adopt();
    analysis.quotations.forEach((quotation, index) => {
      if (!kinds.has(quotation.kind)) {
        return;
      }
      this.marked.push(index);
      const voice = quotation.speaker === null ? null : voiceOf(quotation.speaker);
      this.#painter.paint(lookOf(voice, quotation.kind, certaintyOf(quotation)), this.#stretchesOf(index));
    });
    this.#painter.commit();
    if (this.#painter.invasive) {
      this.#dom = this.read();
    }
    this.#watch();
  }

  /** Shows the quotation `index` as chosen; -1 for none. */
  choose(index) {
    this.#painter.clear(CHOSEN);
    if (index >= 0) {
      this.#painter.paint(CHOSEN, this.#stretchesOf(index));
    }
  }

  /** The innermost marked quotation under the pointer, or null. */
  quotationAt(event) {
    const offset = this.#dom ? offsetUnder(this.#dom, event) : -1;
    const isThere = ({ start, end }) => start <= offset && offset < end;
    // Later ones stand inside earlier ones, or after them.
    for (const index of this.marked.toReversed?.() ?? [...this.marked].reverse()) {
      if (this.#analysis.quotations[index].content.some(isThere)) {
        return index;
      }
    }
    return null;
  }

  /** Where the quotation `index` begins in the page; null where it is no more. */
  rangeOf(index) {
    return this.#dom?.rangeOf(this.#analysis.quotations[index].content[0]) ?? null;
  }

  /** The words of the quotation `index`. */
  wordsOf(index) {
    return this.#analysis.quotations[index].content.map(({ start, end }) => this.text.slice(start, end)).join(" … ");
  }

  #stretchesOf(index) {
    return this.#analysis.quotations[index].content.flatMap((span) => this.#dom.stretches(span));
  }

  /** Gives the looks to the trees where the words are, and takes them back from others. */
  #adopt() {
    const { trees } = this.#dom;
    for (const [tree, disown] of this.#looks) {
      if (!trees.has(tree)) {
        disown();
        this.#looks.delete(tree);
      }
    }
    for (const tree of trees) {
      if (!this.#looks.has(tree)) {
        this.#looks.set(tree, adoptLooks(tree, this.#painter.invasive));
      }
    }
  }

  // Anew each time: what is slotted into the article changes, and one's own
  // marks are no change.
  #watch() {
    this.#observer.disconnect();
    for (const node of [this.content, ...this.#dom.slotted]) {
      this.#observer.observe(node, WATCHED);
    }
  }
}
