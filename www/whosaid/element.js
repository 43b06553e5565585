/**
 * `<who-said>`: marks the quotations of an article in place and shows who speaks.
 *
 *     <script type="module" src="./whosaid/define.js"></script>
 *     <who-said><article>…</article></who-said>
 *
 * @tag who-said
 *
 * @slot - The article, any HTML. It is read and never changed; only where a
 *   browser has no CSS Custom Highlight API are words wrapped in `<mark>`,
 *   until the element leaves.
 *
 * @attr {string} for - A selector: the article stands elsewhere, in this tree or the document.
 * @attr {string} kinds - Which kinds to mark, parted by spaces: `direct mixed indirect` unless given; also `term`.
 * @attr {string} lang - The article's language. English is read so far; the element's own words stay English.
 * @attr {boolean} hidden-legend - Leaves the legend out.
 *
 * @prop {Analysis | null} analysis - The last analysis; its spans count in `text`.
 * @prop {string} text - The article's text as it was read.
 *
 * @fires whosaid-analysis - The marks are there: `{ analysis, text }`.
 * @fires whosaid-select - A reader has chosen a quotation: `{ index, quotation, speaker, text }`.
 * @fires whosaid-error - What went wrong: `{ error }`. The article stays as it is.
 *
 * @csspart legend - The list of speakers.
 * @csspart speaker - A speaker in it.
 * @csspart card - What shows beside a quotation.
 *
 * @cssprop --whosaid-1 - The colours of the speakers, up to `--whosaid-8`.
 * @cssprop --whosaid-none - The colour of what nobody is named for.
 * @cssprop --whosaid-chosen - The colour of the chosen quotation.
 */

import { Analyzer } from "./analyzer.js";
import { fillCard, placeCard } from "./card.js";
import { DomText } from "./dom-text.js";
import { CHOSEN, adoptLooks, colorOf, lookOf, painter } from "./paint.js";
import { certaintyOf, voiceOf } from "./voices.js";
import { countInWords } from "./words.js";

const KINDS_MARKED = ["direct", "mixed", "indirect"];

// Several changes of a page in a row are one change to the reader.
const SETTLE_MS = 50;

const HIDE_MS = 200;

const SHADOW_CSS = `
:host { display: block; }
:host([hidden]) { display: none; }
.legend { display: flex; flex-wrap: wrap; gap: 0.35em 0.5em; margin: 0 0 1em; padding: 0; list-style: none;
  font: 0.85em/1.3 system-ui, sans-serif; }
.legend[hidden] { display: none; }
button { font: inherit; color: inherit; background: none; cursor: pointer; padding: 0.3em 0.7em; min-height: 24px;
  border: 1px solid color-mix(in srgb, currentcolor 25%, transparent); border-radius: 1em; }
button:hover { background: color-mix(in srgb, currentcolor 8%, transparent); }
button:focus-visible { outline: 2px solid currentcolor; outline-offset: 2px; }
.name { text-underline-offset: 0.2em; text-decoration-thickness: 0.14em; }
.count { opacity: 0.8; margin-inline-start: 0.3em; }
.card { position: fixed; inset: auto; z-index: 2147483647; box-sizing: border-box; margin: 0; max-width: min(22rem, calc(100vw - 1rem));
  padding: 0.7em 0.9em; border: 1px solid color-mix(in srgb, canvastext 20%, transparent); border-radius: 0.6em;
  background: canvas; color: canvastext; font: 0.85rem/1.4 system-ui, sans-serif;
  box-shadow: 0 6px 24px rgb(0 0 0 / 0.18); }
.card:not(.shown) { display: none; }
.card p { margin: 0; }
.card .name { font-weight: 600; font-size: 1.05em; }
.card .facts, .card .why { margin-top: 0.25em; }
`;

let shadowSheet = null;

export class WhoSaidElement extends HTMLElement {
  static observedAttributes = ["for", "kinds", "lang", "hidden-legend"];

  /** Registers the element. */
  static define(tag = "who-said", registry = customElements) {
    registry.define(tag, this);
    return this;
  }

  #legend = document.createElement("ul");
  #card = document.createElement("div");
  #analyzer = new Analyzer();
  #painter = painter();
  #observer = new MutationObserver(() => this.#soon());
  #content = null;
  #dom = null;
  #analysis = null;
  #chosen = -1;
  #settling = 0;
  #hiding = 0;
  #listening = null;
  #disown = null;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    if (!shadowSheet) {
      shadowSheet = new CSSStyleSheet();
      shadowSheet.replaceSync(SHADOW_CSS);
    }
    shadow.adoptedStyleSheets = [shadowSheet];
    this.#legend.className = "legend";
    this.#legend.part = "legend";
    this.#legend.lang = "en";
    this.#legend.setAttribute("role", "list");
    this.#legend.setAttribute("aria-label", "Speakers");
    this.#legend.hidden = true;
    this.#card.className = "card";
    this.#card.part = "card";
    this.#card.lang = "en";
    this.#card.setAttribute("role", "status");
    // In the top layer no ancestor can clip it.
    this.#card.popover = "manual";
    shadow.append(this.#legend, document.createElement("slot"), this.#card);
  }

  /** The last analysis, or null before the first; its spans count in `text`. */
  get analysis() {
    return this.#analysis;
  }

  /** The article's text as it was read. */
  get text() {
    return this.#dom?.text ?? "";
  }

  connectedCallback() {
    this.#listening = new AbortController();
    this.refresh();
  }

  disconnectedCallback() {
    clearTimeout(this.#settling);
    this.#analyzer.cancel();
    this.#leave();
    this.#listening?.abort();
    this.#listening = null;
    this.#analysis = null;
    this.#dom = null;
    this.#legend.replaceChildren();
    this.#legend.hidden = true;
  }

  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || before === after) {
      return;
    }
    if (name === "for") {
      this.#leave();
      this.#soon();
    } else if (this.#analysis) {
      this.#show();
    }
  }

  /** Reads the article again and marks it anew; done when the marks are there. */
  async refresh() {
    clearTimeout(this.#settling);
    try {
      this.#find();
      const dom = this.#read();
      const analysis = await this.#analyzer.analyze(dom.text);
      if (!analysis || !this.isConnected) {
        return;
      }
      if (this.#read().text !== dom.text) {
        // The page changed meanwhile; these spans belong to what it was.
        this.#soon();
        return;
      }
      this.#analysis = analysis;
      this.#show();
      this.#tell("whosaid-analysis", { analysis, text: this.text });
    } catch (error) {
      this.#tell("whosaid-error", { error });
    }
  }

  #soon() {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.refresh(), SETTLE_MS);
  }

  #find() {
    const selector = this.getAttribute("for");
    const found = selector
      ? (this.getRootNode().querySelector(selector) ?? this.ownerDocument.querySelector(selector))
      : this;
    if (!found) {
      this.#leave();
      throw new Error(`whosaid: nothing matches for="${selector}"`);
    }
    if (found === this.#content) {
      return;
    }
    this.#leave();
    this.#content = found;
    this.#disown = adoptLooks(found.getRootNode(), this.#painter.invasive);
    this.#listen(found);
  }

  /** Lets go of the article, as if this element had never been there. */
  #leave() {
    this.#unchoose();
    this.#observer.disconnect();
    this.#painter.clear();
    this.#disown?.();
    this.#disown = null;
    this.#content = null;
    this.#listening?.abort();
    this.#listening = new AbortController();
  }

  #read() {
    // One's own marks are not part of what is read.
    this.#observer.disconnect();
    if (this.#painter.invasive) {
      this.#painter.clear();
    }
    const dom = new DomText(this.#content);
    this.#watch();
    return dom;
  }

  #watch() {
    this.#observer.observe(this.#content, { childList: true, characterData: true, subtree: true });
  }

  #show() {
    this.#unchoose();
    this.#painter.clear();
    this.#dom = this.#read();
    this.#observer.disconnect();
    const kinds = this.#kinds();
    for (const quotation of this.#analysis.quotations) {
      if (kinds.has(quotation.kind)) {
        const voice = quotation.speaker === null ? null : voiceOf(quotation.speaker);
        const look = lookOf(voice, quotation.kind, certaintyOf(quotation));
        for (const span of quotation.content) {
          this.#painter.paint(look, this.#dom.stretches(span));
        }
      }
    }
    this.#painter.commit();
    this.#chosen = -1;
    if (this.#painter.invasive) {
      this.#dom = new DomText(this.#content);
    }
    this.#watch();
    this.#showLegend(kinds);
  }

  #kinds() {
    const given = (this.getAttribute("kinds") ?? "").split(/[\s,]+/).filter(Boolean);
    return new Set(given.length > 0 ? given : KINDS_MARKED);
  }

  #showLegend(kinds) {
    const { speakers, quotations } = this.#analysis;
    const items = speakers.flatMap((speaker, index) => {
      const marked = speaker.quotations.filter((at) => kinds.has(quotations[at].kind));
      return marked.length > 0 ? [this.#legendItem(speaker, index, marked)] : [];
    });
    const nameless = quotations.flatMap((quotation, at) =>
      quotation.speaker === null && quotation.kind !== "term" && kinds.has(quotation.kind) ? [at] : [],
    );
    if (nameless.length > 0) {
      items.push(this.#legendItem({ name: "Unattributed" }, -1, nameless));
    }
    this.#legend.replaceChildren(...items);
    this.#legend.hidden = items.length === 0 || this.hasAttribute("hidden-legend");
  }

  #legendItem({ name }, index, marked) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.part = "speaker";
    button.title = `Next of ${countInWords(marked.length, "quotation")}`;
    const label = document.createElement("span");
    label.className = "name";
    label.textContent = name;
    label.lang = this.closest("[lang]")?.lang ?? "";
    const voice = index < 0 ? null : voiceOf(index);
    label.style.textDecoration = voice
      ? `underline ${voice.line} ${colorOf(voice.hue)}`
      : "underline wavy var(--whosaid-none, #777)";
    const count = document.createElement("span");
    count.className = "count";
    count.textContent = String(marked.length);
    button.append(label, " ", count);
    button.addEventListener("click", () => {
      const next = marked.find((at) => at > this.#chosen) ?? marked[0];
      this.#choose(next, { scroll: true });
    });
    item.append(button);
    return item;
  }

  #listen(content) {
    const { signal } = this.#listening;
    content.addEventListener("click", (event) => {
      if (this.#isOwn(event)) {
        return;
      }
      const at = this.#quotationAt(event);
      if (at < 0) {
        this.#unchoose();
      } else if (this.ownerDocument.getSelection()?.isCollapsed ?? true) {
        this.#choose(at);
      }
    }, { signal });
    content.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse" && event.buttons === 0 && !this.#isOwn(event)) {
        const at = this.#quotationAt(event);
        if (at < 0) {
          this.#hideSoon();
        } else {
          this.#showCard(at);
        }
      }
    }, { signal, passive: true });
    content.addEventListener("pointerleave", () => this.#hideSoon(), { signal });
    this.#card.addEventListener("pointerenter", () => clearTimeout(this.#hiding), { signal });
    this.#card.addEventListener("pointerleave", () => this.#hideSoon(), { signal });
    this.shadowRoot.addEventListener("focusout", () => this.#unchoose(), { signal });
    const document = this.ownerDocument;
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.#unchoose(), { signal });
    document.addEventListener("scroll", () => this.#moveCard(), { signal, passive: true, capture: true });
  }

  // The legend and the card stand inside the content where the content is this element.
  #isOwn(event) {
    const path = event.composedPath();
    return path.includes(this.#legend) || path.includes(this.#card);
  }

  /** The innermost marked quotation under the pointer, or -1. */
  #quotationAt({ clientX, clientY }) {
    if (!this.#analysis || !this.#dom) {
      return -1;
    }
    const caret = caretAt(this.#content.getRootNode(), clientX, clientY);
    if (!caret || caret.node.nodeType !== Node.TEXT_NODE) {
      return -1;
    }
    // The caret stands before or after the character under the pointer.
    for (const offset of [caret.offset, caret.offset - 1]) {
      if (offset >= 0 && isUnder(caret.node, offset, clientX, clientY)) {
        return this.#quotationOver(this.#dom.offsetOf(caret.node, offset));
      }
    }
    return -1;
  }

  #quotationOver(offset) {
    const kinds = this.#kinds();
    // Later ones stand inside earlier ones, or after them.
    return this.#analysis.quotations.findLastIndex(
      ({ kind, content }) => kinds.has(kind) && content.some(({ start, end }) => start <= offset && offset < end),
    );
  }

  #choose(index, { scroll = false } = {}) {
    const quotation = this.#analysis.quotations[index];
    const stretches = quotation.content.flatMap((span) => this.#dom.stretches(span));
    this.#chosen = index;
    this.#painter.clear(CHOSEN);
    this.#painter.paint(CHOSEN, stretches, 1);
    if (scroll && stretches.length > 0) {
      stretches[0].node.parentElement?.scrollIntoView({ block: "nearest" });
    }
    this.#showCard(index);
    const speaker = quotation.speaker === null ? null : this.#analysis.speakers[quotation.speaker];
    const text = quotation.content.map(({ start, end }) => this.text.slice(start, end)).join(" … ");
    this.#tell("whosaid-select", { index, quotation, speaker, text });
  }

  #showCard(index) {
    clearTimeout(this.#hiding);
    if (this.#card.dataset.index !== String(index)) {
      fillCard(this.#card, { quotation: this.#analysis.quotations[index], analysis: this.#analysis, text: this.text });
      this.#card.dataset.index = index;
      this.#card.classList.add("shown");
      this.#card.showPopover?.();
    }
    this.#moveCard();
  }

  #moveCard() {
    const index = this.#card.dataset.index;
    if (index === undefined) {
      return;
    }
    const [first] = this.#dom.stretches(this.#analysis.quotations[index].content[0]);
    if (!first) {
      this.#hideCard();
      return;
    }
    const range = this.ownerDocument.createRange();
    range.setStart(first.node, first.start);
    range.setEnd(first.node, first.end);
    placeCard(this.#card, range.getBoundingClientRect());
  }

  // Leaves time to move the pointer into the card.
  #hideSoon() {
    clearTimeout(this.#hiding);
    this.#hiding = setTimeout(() => this.#hideCard(), HIDE_MS);
  }

  #hideCard() {
    clearTimeout(this.#hiding);
    if (this.#card.dataset.index !== undefined) {
      delete this.#card.dataset.index;
      this.#card.classList.remove("shown");
      this.#card.hidePopover?.();
    }
  }

  #unchoose() {
    this.#hideCard();
    this.#painter.clear(CHOSEN);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}

// Two names for one thing; Safari has only the second.
function caretAt(root, x, y) {
  const document = root.ownerDocument ?? root;
  if (document.caretPositionFromPoint) {
    const shadowRoots = root instanceof ShadowRoot ? [root] : [];
    const position = document.caretPositionFromPoint(x, y, { shadowRoots });
    return position && { node: position.offsetNode, offset: position.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

function isUnder(node, offset, x, y) {
  if (offset >= node.length) {
    return false;
  }
  const range = node.ownerDocument.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  return [...range.getClientRects()].some(
    ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom,
  );
}
