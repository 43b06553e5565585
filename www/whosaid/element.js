/**
 * `<who-said>`: marks the quotations of an article in place and shows who speaks.
 *
 *     <script type="module" src="./whosaid/define.js"></script>
 *     <who-said><article>…</article></who-said>
 *
 * What authors can rely on is told in `custom-elements.json`: attributes,
 * properties, methods, events, slots, parts and custom properties.
 *
 * The article is read and never changed; only where a browser has no CSS
 * Custom Highlight API are words wrapped in `<mark>`, until the element leaves.
 */

import { Analyzer } from "./analyzer.js";
import { apply } from "./corrections.js";
import { ElementAttributes, takeOver } from "./element-attributes.js";
import { ElementCard } from "./element-card.js";
import { shadowSheet } from "./element-style.js";
import { MarkedArticle } from "./marked-article.js";
import { Panel } from "./panel.js";
import { bringIntoView } from "./pointing.js";
import { NOTHING_MARKED, RULES_ALONE } from "./problems.js";
import { Settling } from "./settling.js";

/** The author has asked for what cannot be. */
class SetUpError extends Error {}

export class WhoSaidElement extends ElementAttributes {
  /** Registers the element. */
  static define(tag = "who-said", registry = customElements) {
    registry.define(tag, this);
    return this;
  }

  #panel = new Panel((by) => this.step(by));
  #card = new ElementCard(() => this.choose(null));
  #analyzer = new Analyzer();
  #settling = new Settling(() => this.#settle());
  #article = new MarkedArticle({
    isLeftOut: (element) => this.#isLeftOut(element),
    onChange: () => this.#settling.soon(),
  });
  // Sees an article come, or go, that `for` selects.
  #finder = new MutationObserver(() => this.#lookAgain());
  #analysis = null;
  #known = null;
  #corrections = [];
  #chosen = -1;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [shadowSheet()];
    shadow.append(this.#panel.element, document.createElement("slot"), this.#card.element);
    shadow.addEventListener("focusout", ({ relatedTarget }) => {
      if (!shadow.contains(relatedTarget)) {
        this.choose(null);
      }
    });
  }

  /** The last analysis, corrected, or null before the first; its spans count in `text`. */
  get analysis() {
    return this.#analysis;
  }

  /** What was put right, in order. Each analysis of the article is corrected so. */
  get corrections() {
    return [...this.#corrections];
  }

  set corrections(corrections) {
    this.#corrections = [...corrections];
    this.#correctAndShow();
  }

  /** The article's text as it was read. */
  get text() {
    return this.#article.text;
  }

  /** The index of the quotation that the reader has chosen, or -1. */
  get chosen() {
    return this.#chosen;
  }

  connectedCallback() {
    takeOver(this, ["for", "kinds", "skip", "hiddenLegend", "corrections"]);
    this.refresh();
  }

  disconnectedCallback() {
    this.#settling.stop();
    this.#analyzer.cancel();
    this.#finder.disconnect();
    this.#letGo();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || before === after) {
      return;
    }
    if (name === "for" || name === "skip") {
      this.#finder.disconnect();
      this.#letGo();
      this.#settling.soon();
    } else if (this.#analysis) {
      this.#show();
    }
  }

  /** Reads the article again and marks it anew; done when the marks are there. */
  async refresh() {
    this.#settling.stop();
    try {
      this.#find();
      const { text } = this.#article.read();
      const known = this.#known?.text === text ? this.#known : null;
      if (known) {
        this.#analyzer.cancel();
      }
      const analysis = known?.analysis ?? (await this.#analyzer.analyze(text));
      if (!analysis || !this.#article.content) {
        return;
      }
      if (this.#article.read().text !== text) {
        // The page changed meanwhile; these spans belong to what it was.
        this.#settling.soon();
        return;
      }
      this.#known = { text, analysis };
      this.#analysis = apply(analysis, this.#corrections, text);
      this.#show();
      this.#tell("whosaid-analysis", { analysis: this.#analysis, text });
      this.#tellProblem(this.#analyzer.problem, RULES_ALONE, { marked: true, isNew: !known });
    } catch (error) {
      this.#letGo();
      const isOurs = !(error instanceof SetUpError);
      this.#tellProblem(error, isOurs ? NOTHING_MARKED : error.message, { marked: false, isShown: isOurs });
    }
  }

  /**
   * Chooses the quotation with this index in the analysis, as a reader does:
   * brings it into view and shows its card. `null` chooses none.
   */
  choose(index) {
    if (index === null || !this.#article.marked.includes(index)) {
      this.#card.hide();
      this.#setChosen(-1);
      return;
    }
    this.#setChosen(index);
    const range = this.#article.rangeOf(index);
    if (range) {
      bringIntoView(range);
    }
    this.#showCard(index);
    const quotation = this.#analysis.quotations[index];
    const speaker = quotation.speaker === null ? null : this.#analysis.speakers[quotation.speaker];
    this.#tell("whosaid-select", { index, quotation, speaker, text: this.#article.wordsOf(index) });
  }

  /** Chooses the next marked quotation; with -1 the previous one. The ends meet. */
  step(by = 1) {
    const { marked } = this.#article;
    if (marked.length > 0) {
      const at = marked.indexOf(this.#chosen);
      const start = at < 0 && by < 0 ? 0 : at;
      this.choose(marked[(start + by + marked.length) % marked.length]);
    }
  }

  /** Puts one thing right, and tells of it; `corrections.js` says how a correction looks. */
  correct(correction) {
    this.#corrections.push(correction);
    this.#correctAndShow();
    this.#tell("whosaid-correct", { correction, corrections: this.corrections });
  }

  #correctAndShow() {
    if (this.#analysis) {
      this.#analysis = apply(this.#known.analysis, this.#corrections, this.#known.text);
      this.#show();
    }
  }

  #isLeftOut(element) {
    const isOurs = element.parentNode === this && element.slot !== "";
    // Articles within the article that others mark, under any tag.
    const isAnothers = element instanceof WhoSaidElement || element.localName === "who-said";
    return isOurs || isAnothers || (this.skip !== "" && element.matches(this.skip));
  }

  #target() {
    if (this.for === "") {
      return this;
    }
    return this.getRootNode().querySelector(this.for) ?? this.ownerDocument.querySelector(this.for);
  }

  #find() {
    let found;
    try {
      found = this.#target();
      this.matches(this.skip || "*");
    } catch (cause) {
      throw new SetUpError(`whosaid: “for” or “skip” is not a selector (${cause.message})`, { cause });
    }
    if (this.for !== "") {
      this.#finder.observe(this.getRootNode(), { childList: true, subtree: true });
    }
    if (!found) {
      throw new SetUpError(`whosaid: nothing matches for="${this.for}"`);
    }
    if (found !== this.#article.content) {
      this.#letGo();
      this.#article.take(found, {
        click: (event) => this.#onClick(event),
        pointermove: (event) => this.#onPointerMove(event),
        pointerleave: () => this.#card.hideSoon(),
      });
    }
  }

  #lookAgain() {
    const found = this.#target();
    if (found && found !== this.#article.content) {
      this.#settling.soon();
    } else if (!found && this.#article.content) {
      this.#letGo();
    }
  }

  #letGo() {
    this.choose(null);
    this.#article.letGo();
    this.#analysis = null;
    this.#panel.clear();
  }

  /** The page has changed, and is quiet now; much of what changes does not matter. */
  #settle() {
    if (!this.#analysis || this.#target() !== this.#article.content || !this.#article.isAsMarked()) {
      this.refresh();
    }
  }

  #show() {
    this.choose(null);
    this.#article.mark(this.#analysis, new Set(this.kinds.split(/[\s,]+/)));
    this.#panel.show(this.#analysis, {
      marked: this.#article.marked,
      lang: this.closest("[lang]")?.lang ?? "",
      isLegendHidden: this.hiddenLegend,
      goTo: (own) => this.choose(own.find((at) => at > this.#chosen) ?? own[0]),
    });
  }

  #onClick(event) {
    // Who has selected words wants these words.
    if (!this.#isOwn(event) && (this.ownerDocument.getSelection()?.isCollapsed ?? true)) {
      this.choose(this.#article.quotationAt(event));
    }
  }

  #onPointerMove(event) {
    if (event.pointerType !== "mouse" || event.buttons !== 0 || this.#isOwn(event)) {
      return;
    }
    const index = this.#article.quotationAt(event);
    if (index === null) {
      this.#card.hideSoon();
    } else {
      this.#showCard(index);
    }
  }

  // The panel and the card stand inside the content where the content is this element.
  #isOwn(event) {
    const path = event.composedPath();
    return path.includes(this.#panel.element) || path.includes(this.#card.element);
  }

  #setChosen(index) {
    this.#chosen = index;
    this.#article.choose(index);
    this.#panel.choose(index);
  }

  #showCard(index) {
    const { marked, text } = this.#article;
    this.#card.show(index, {
      analysis: this.#analysis,
      text,
      place: marked.indexOf(index) + 1,
      of: marked.length,
      words: this.#article.wordsOf(index),
      rect: () => this.#article.rangeOf(index)?.getBoundingClientRect(),
    });
  }

  #tellProblem(error, message, { marked, isNew = true, isShown = true }) {
    this.#panel.tell(error && isShown ? message : "");
    if (error && isNew) {
      this.#tell("whosaid-error", { error, message, marked });
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}
