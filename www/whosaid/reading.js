/**
 * What a reader of one `<who-said>` sees, chooses and corrects: the marked
 * article with the panel above it, the card beside a quotation and the form.
 */

import { CorrectForm } from "./correct-form.js";
import { anchorOf } from "./corrections.js";
import { ElementCard } from "./element-card.js";
import { MarkedArticle } from "./marked-article.js";
import { Panel } from "./panel.js";
import { bringIntoView } from "./pointing.js";

export class Reading {
  /** The article, read, painted and watched. */
  article;
  /** The index of the quotation that the reader has chosen, or -1. */
  chosen = -1;
  #panel;
  #card;
  #form = new CorrectForm();
  #shadow;
  #known = null;
  #readOnly = false;
  #onSelect;
  #correct;
  #undo;

  /**
   * Shows itself in `shadow`. `isLeftOut` and `onChange` are MarkedArticle's;
   * `onSelect` gets the index of what is chosen, `correct` what the reader
   * puts right, and `undo` takes the last of it back and gives it.
   */
  constructor(shadow, { isLeftOut, onChange, onSelect, correct, undo }) {
    this.#shadow = shadow;
    this.#onSelect = onSelect;
    this.#correct = correct;
    this.#undo = undo;
    this.article = new MarkedArticle({ isLeftOut, onChange });
    this.#panel = new Panel({ step: (by) => this.step(by), undo: () => this.#takeBack() });
    this.#card = new ElementCard({
      onDismiss: () => this.choose(null),
      onCorrect: (index) => this.#ask(index),
      onUndo: () => this.#takeBack(),
    });
    // The card comes before the article: Tab leads into it from the panel.
    shadow.append(this.#panel.element, this.#card.element, document.createElement("slot"), this.#form.element);
    shadow.addEventListener("focusout", ({ relatedTarget }) => {
      if (!shadow.contains(relatedTarget)) {
        this.choose(null);
      }
    });
  }

  /** Takes the article in hand that `content` holds, unless it is there already. */
  take(content) {
    if (content !== this.article.content) {
      this.letGo();
      this.article.take(content, {
        click: (event) => this.#onClick(event),
        pointermove: (event) => this.#onPointerMove(event),
        pointerleave: () => this.#card.hideSoon(),
      });
    }
  }

  /** Lets go of the article; nothing is shown any more. */
  letGo() {
    this.choose(null);
    this.#form.dismiss();
    this.article.letGo();
    this.#known = null;
    this.#panel.clear();
  }

  /** Marks the quotations of `known`, a CorrectedAnalysis, that are of these kinds, and shows who speaks. */
  show(known, { kinds, lang, isLegendHidden, readOnly }) {
    this.choose(null);
    this.#known = known;
    this.#readOnly = readOnly;
    this.article.mark(known.analysis, kinds);
    this.#panel.show(known.analysis, {
      marked: this.article.marked,
      lang,
      isLegendHidden,
      canUndo: known.canUndo && !readOnly,
      goTo: (own) => this.choose(own.find((at) => at > this.chosen) ?? own[0]),
    });
  }

  /** Tells the reader what is wrong, or with "" that nothing is. */
  tell(words) {
    this.#panel.tell(words);
  }

  /** Chooses the quotation with this index; `null` chooses none. */
  choose(index) {
    if (index === null || !this.article.marked.includes(index)) {
      this.#card.hide();
      this.#setChosen(-1);
      return;
    }
    this.#setChosen(index);
    const range = this.article.rangeOf(index);
    if (range) {
      bringIntoView(range);
    }
    this.#showCard(index);
    this.#onSelect(index);
  }

  /** Chooses the next marked quotation; with -1 the previous one. The ends meet. */
  step(by) {
    const { marked } = this.article;
    if (marked.length > 0) {
      const at = marked.indexOf(this.chosen);
      const start = at < 0 && by < 0 ? 0 : at;
      this.choose(marked[(start + by + marked.length) % marked.length]);
    }
  }

  /** Asks the reader what is wrong with the quotation `index`, and leads back to it. */
  async #ask(index) {
    const { analysis } = this.#known;
    const at = anchorOf(this.article.text, analysis, index);
    const words = this.article.wordsOf(index);
    this.#card.hide();
    const correction = await this.#form.ask({ at, quotation: analysis.quotations[index], analysis, words });
    if (correction) {
      this.#correct(correction);
    }
    this.#leadTo(at);
  }

  #takeBack() {
    this.#leadTo(this.#undo()?.at);
  }

  // Where there is no such quotation any more, the panel has the way on.
  #leadTo(at) {
    const index = this.article.marked.find((marked) => this.#known.isAt(marked, at)) ?? -1;
    if (index >= 0) {
      this.choose(index);
      this.#card.focus();
    } else if (this.#known) {
      this.#panel.focus();
    }
  }

  #onClick(event) {
    // Who has selected words wants these words.
    if (!this.#isOwn(event) && (this.#shadow.ownerDocument.getSelection()?.isCollapsed ?? true)) {
      this.choose(this.article.quotationAt(event));
    }
  }

  #onPointerMove(event) {
    if (event.pointerType !== "mouse" || event.buttons !== 0 || this.#isOwn(event) || this.#card.isInUse) {
      return;
    }
    const index = this.article.quotationAt(event);
    if (index === null) {
      this.#card.hideSoon();
    } else {
      this.#showCard(index);
    }
  }

  // What is shown here stands inside the content where the content is the element.
  #isOwn(event) {
    return this.#shadow.contains(event.composedPath()[0]);
  }

  #setChosen(index) {
    this.chosen = index;
    this.article.choose(index);
    this.#panel.choose(index);
  }

  #showCard(index) {
    const { marked, text } = this.article;
    this.#card.show(index, {
      analysis: this.#known.analysis,
      text,
      place: marked.indexOf(index) + 1,
      of: marked.length,
      words: this.article.wordsOf(index),
      rect: () => this.article.rangeOf(index)?.getBoundingClientRect(),
      canCorrect: !this.#readOnly,
      canUndo: this.#known.canUndoAt(index),
    });
  }
}
