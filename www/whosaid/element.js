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
import { ArticleFinder, SetUpError } from "./article-finder.js";
import { CorrectedAnalysis } from "./corrected-analysis.js";
import { ElementAttributes, takeOver } from "./element-attributes.js";
import { shadowSheet } from "./element-style.js";
import { NOTHING_MARKED, RULES_ALONE } from "./problems.js";
import { Reading } from "./reading.js";
import { Settling } from "./settling.js";

export class WhoSaidElement extends ElementAttributes {
  /** Registers the element. */
  static define(tag = "who-said", registry = customElements) {
    registry.define(tag, this);
    return this;
  }

  #analyzer = new Analyzer();
  #settling = new Settling(() => this.#settle());
  #finder = new ArticleFinder(this, () => this.#lookAgain());
  #known = new CorrectedAnalysis();
  #reading = new Reading(this.attachShadow({ mode: "open" }), {
    isLeftOut: (element) => this.#finder.isLeftOut(element),
    onChange: () => this.#settling.soon(),
    onSelect: (index) => this.#tellSelected(index),
    correct: (correction) => this.correct(correction),
    undo: () => this.undo(),
  });

  /** The last analysis, corrected, or null before the first; its spans count in `text`. */
  get analysis() {
    return this.#known.analysis;
  }

  /** What was put right, in order. Each analysis of the article is corrected so. */
  get corrections() {
    return this.#known.corrections;
  }

  set corrections(corrections) {
    this.#known.corrections = corrections;
    this.#showIfKnown();
  }

  /** The article's text as it was read. */
  get text() {
    return this.#reading.article.text;
  }

  /** The index of the quotation that the reader has chosen, or -1. */
  get chosen() {
    return this.#reading.chosen;
  }

  connectedCallback() {
    takeOver(this, ["for", "kinds", "skip", "hiddenLegend", "readOnly", "corrections"]);
    const { defaultView } = this.ownerDocument;
    if (defaultView) {
      // Again each time, for the element may have come from another document.
      this.shadowRoot.adoptedStyleSheets = [shadowSheet(defaultView)];
      this.refresh();
    }
  }

  disconnectedCallback() {
    this.#settling.stop();
    this.#analyzer.cancel();
    this.#finder.stop();
    this.#letGo();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || before === after) {
      return;
    }
    if (name === "for" || name === "skip") {
      this.#finder.stop();
      this.#letGo();
      this.#settling.soon();
    } else {
      this.#showIfKnown();
    }
  }

  /** Reads the article again and marks it anew; done when the marks are there. */
  async refresh() {
    this.#settling.stop();
    try {
      this.#reading.take(this.#finder.find());
      const { text } = this.#reading.article.read();
      const known = this.#known.foundIn(text);
      if (known) {
        this.#analyzer.cancel();
      }
      const found = known ?? (await this.#analyzer.analyze(text));
      if (!found || !this.#reading.article.content) {
        return;
      }
      if (this.#reading.article.read().text !== text) {
        // The page changed meanwhile; these spans belong to what it was.
        this.#settling.soon();
        return;
      }
      this.#known.take(text, found);
      this.#show();
      this.#tell("whosaid-analysis", { analysis: this.analysis, text });
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
    this.#reading.choose(index);
  }

  /** Chooses the next marked quotation; with -1 the previous one. The ends meet. */
  step(by = 1) {
    this.#reading.step(by);
  }

  /** Puts one thing right, and tells of it; `corrections.js` says how a correction looks. */
  correct(correction) {
    this.#known.add(correction);
    this.#tellCorrected(correction);
  }

  /** Takes back what `correct` did last, and tells of it; gives the correction, or null where there is none. */
  undo() {
    const correction = this.#known.undo();
    if (correction) {
      this.#tellCorrected(correction);
    }
    return correction;
  }

  #tellCorrected(correction) {
    this.#showIfKnown();
    this.#tell("whosaid-correct", { correction, corrections: this.corrections });
  }

  #lookAgain() {
    const found = this.#finder.found;
    if (found && found !== this.#reading.article.content) {
      this.#settling.soon();
    } else if (!found && this.#reading.article.content) {
      this.#letGo();
    }
  }

  #letGo() {
    this.#reading.letGo();
    this.#known.letGo();
  }

  /** The page has changed, and is quiet now; much of what changes does not matter. */
  #settle() {
    if (!this.analysis || this.#finder.found !== this.#reading.article.content || !this.#reading.article.isAsMarked()) {
      this.refresh();
    }
  }

  #showIfKnown() {
    if (this.analysis) {
      this.#show();
    }
  }

  #show() {
    this.#reading.show(this.#known, {
      kinds: new Set(this.kinds.split(/[\s,]+/)),
      lang: this.closest("[lang]")?.lang ?? "",
      isLegendHidden: this.hiddenLegend,
      readOnly: this.readOnly,
    });
  }

  #tellSelected(index) {
    const { quotations, speakers } = this.analysis;
    const quotation = quotations[index];
    const speaker = quotation.speaker === null ? null : speakers[quotation.speaker];
    this.#tell("whosaid-select", { index, quotation, speaker, text: this.#reading.article.wordsOf(index) });
  }

  #tellProblem(error, message, { marked, isNew = true, isShown = true }) {
    this.#reading.tell(error && isShown ? message : "");
    if (error && isNew) {
      this.#tell("whosaid-error", { error, message, marked });
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}
