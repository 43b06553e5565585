/**
 * `<who-said-compare>`: marks what several articles quote alike, and shows how they differ.
 *
 *     <script type="module" src="./whosaid/define.js"></script>
 *     <who-said-compare><article>…</article><article>…</article></who-said-compare>
 *
 * What authors can rely on is told in `custom-elements.json`. The articles are
 * read as `<who-said>` reads one, and never changed; both may mark one article.
 */

import { Comparer } from "./analyzer.js";
import { ArticlesFinder, SetUpError } from "./article-finder.js";
import { compareSheet } from "./compare-style.js";
import { ComparedReading } from "./compared-reading.js";
import { SKIPPED, takeOver } from "./element-attributes.js";
import { NOTHING_COMPARED, RULES_ALONE } from "./problems.js";
import { Settling } from "./settling.js";

// Where there is no document, as on a server, an import is no error.
export class WhoSaidCompareElement extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ["for", "skip"];

  /** Registers the element. */
  static define(tag = "who-said-compare", registry = customElements) {
    registry.define(tag, this);
    return this;
  }

  #comparer = new Comparer();
  #settling = new Settling(() => this.#settle());
  #finder = new ArticlesFinder(this, () => this.#lookAgain());
  #comparison = null;
  // Of this and before: who moves the element in the page asks for nothing new.
  #known = { texts: [], comparison: null };
  #reading = new ComparedReading(this.attachShadow({ mode: "open" }), {
    isLeftOut: (element) => this.#finder.isLeftOut(element),
    onChange: () => this.#settling.soon(),
    onSelect: (index) => this.#tellSelected(index),
  });

  /** A selector: the articles stand elsewhere; "" where they stand inside. */
  get for() {
    return this.getAttribute("for") ?? "";
  }

  set for(selector) {
    this.setAttribute("for", selector);
  }

  /** A selector: what of the articles is not read. */
  get skip() {
    return this.getAttribute("skip") ?? SKIPPED;
  }

  set skip(selector) {
    this.setAttribute("skip", selector);
  }

  /** The last comparison, or null before the first; its spans count in `texts`. */
  get comparison() {
    return this.#comparison;
  }

  /** The articles' texts as they were compared. */
  get texts() {
    return this.#comparison ? [...this.#known.texts] : [];
  }

  /** The index of the pair that the reader has chosen, or -1. */
  get chosen() {
    return this.#reading.chosen;
  }

  connectedCallback() {
    takeOver(this, ["for", "skip"]);
    const { defaultView, readyState } = this.ownerDocument;
    if (!defaultView) {
      return;
    }
    this.shadowRoot.adoptedStyleSheets = [compareSheet(defaultView)];
    if (readyState === "loading") {
      // Its articles are still to come.
      this.ownerDocument.addEventListener("DOMContentLoaded", () => this.isConnected && this.refresh(), { once: true });
    } else {
      this.refresh();
    }
  }

  disconnectedCallback() {
    this.#settling.stop();
    this.#comparer.cancel();
    this.#finder.stop();
    this.#letGo();
  }

  attributeChangedCallback(name, before, after) {
    if (this.isConnected && before !== after) {
      this.#finder.stop();
      this.#letGo();
      this.#settling.soon();
    }
  }

  /** Reads the articles again and compares them anew; done when the marks are there. */
  async refresh() {
    this.#settling.stop();
    try {
      this.#reading.take(this.#finder.find());
      const texts = this.#reading.read();
      const known = isSame(texts, this.#known.texts) ? this.#known.comparison : null;
      if (known) {
        this.#comparer.cancel();
      }
      const found = known ?? (await this.#comparer.compare(texts));
      if (!found || this.#reading.contents.length === 0) {
        return;
      }
      if (!isSame(this.#reading.read(), texts)) {
        // The page changed meanwhile; these spans belong to what it was.
        this.#settling.soon();
        return;
      }
      this.#comparison = found;
      this.#known = { texts, comparison: found };
      this.#reading.show(found, texts);
      this.#tell("whosaid-comparison", { comparison: found, texts: this.texts });
      this.#tellProblem(this.#comparer.problem, RULES_ALONE, { marked: true, isNew: !known });
    } catch (error) {
      this.#letGo();
      const isOurs = !(error instanceof SetUpError);
      this.#tellProblem(error, isOurs ? NOTHING_COMPARED : error.message, { marked: false, isShown: isOurs });
    }
  }

  /** Chooses the pair with this index, as a reader does: brings its passages into view. `null` chooses none. */
  choose(index) {
    this.#reading.choose(index);
  }

  #lookAgain() {
    const { found } = this.#finder;
    if (!isSame(found, this.#reading.contents)) {
      if (found.length < 2) {
        this.#letGo();
      } else {
        this.#settling.soon();
      }
    }
  }

  #letGo() {
    this.#comparer.cancel();
    this.#reading.letGo();
    this.#comparison = null;
  }

  /** The page has changed, and is quiet now; much of what changes does not matter. */
  #settle() {
    if (!this.#comparison || !isSame(this.#finder.found, this.#reading.contents) || !this.#reading.isAsMarked()) {
      this.refresh();
    }
  }

  #tellSelected(index) {
    const pair = this.#comparison.pairs[index];
    const words = pair.sides.map(({ text, spans }) => spans.map(({ start, end }) => this.#known.texts[text].slice(start, end)).join(" … "));
    this.#tell("whosaid-select", { index, pair, words });
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

const isSame = (some, others) => some.length === others.length && some.every((one, index) => one === others[index]);
