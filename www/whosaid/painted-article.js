/**
 * An article of the page that words are marked in: read, painted and watched.
 * It does not know what the marks mean, and leaves no trace once it is let go.
 */

import { DomText } from "./dom-text.js";
import { adoptLooks, painter } from "./paint.js";
import { offsetUnder } from "./pointing.js";

// What changes of these can change what a reader sees.
const WATCHED = {
  childList: true, characterData: true, subtree: true,
  attributes: true, attributeFilter: ["hidden", "aria-hidden", "class", "style", "open", "role", "slot"],
};

export class PaintedArticle {
  /** The element that holds the article, or null. */
  content = null;
  #dom = null;
  #painter = painter();
  #looks = new Map();
  #sheet;
  #isLeftOut;
  #onChange;
  #observer;
  #listening = null;

  /**
   * `isLeftOut(element)` tells what is not read; `onChange` is called where
   * the page may read differently; `sheet(invasive)` is the CSS of the looks.
   */
  constructor({ isLeftOut, onChange, sheet }) {
    this.#isLeftOut = isLeftOut;
    this.#onChange = onChange;
    this.#sheet = sheet;
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

  /** Paints the article as it is now: `marks` are `{ look, spans }`. Later ones stand inside earlier ones, or after them. */
  paint(marks) {
    this.unmark();
    this.#dom = this.read();
    this.#adopt();
    for (const { look, spans } of marks) {
      this.#painter.paint(look, this.#stretchesOf(spans));
    }
    this.#painter.commit();
    if (this.#painter.invasive) {
      this.#dom = this.read();
    }
    this.#watch();
  }

  /** Paints `spans` over the marks under `look`, one for what the reader chooses; none take it away. */
  paintOver(look, spans) {
    this.#painter.clear(look);
    if (this.#dom && spans.length > 0) {
      this.#painter.paint(look, this.#stretchesOf(spans));
    }
  }

  /** The offset in the text of the character under the pointer; -1 where none is. */
  offsetAt(event) {
    return this.#dom ? offsetUnder(this.#dom, event) : -1;
  }

  /** Where `span` begins in the page; null where it is no more. */
  rangeOf(span) {
    return this.#dom?.rangeOf(span) ?? null;
  }

  #stretchesOf(spans) {
    return spans.flatMap((span) => this.#dom.stretches(span));
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
        this.#looks.set(tree, adoptLooks(tree, this.#painter.invasive, this.#sheet));
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
