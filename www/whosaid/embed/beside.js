/** The small panel beside a page that `embed.js` was run in: who speaks there, what is wrong, and how to close it. */

import { part, partButton } from "../part.js";
import { countInWords } from "../words.js";

const FORBIDDEN =
  "This page’s own policy does not let whosaid work here. Copy the article and paste it into whosaid instead.";

// How browsers say that a policy forbids WebAssembly.
const POLICY = /content security policy|unsafe-eval|\bCSP\b/i;

const TOO_OLD =
  "This browser cannot run the part of whosaid that is in embed.js. For such browsers another, core_plain_bg.wasm, has to lie beside it; it did not load.";

// What is asked for there, and by name in what goes wrong with it.
const PLAIN = /core_plain_bg\.wasm/;

const CSS_TEXT = `
section { all: initial; color-scheme: light dark; position: fixed; inset: auto 1rem 1rem auto; box-sizing: border-box;
  width: min(22rem, calc(100vw - 1rem)); max-height: min(24rem, 45vh); overflow: auto; padding: 0.5rem 0.8rem; z-index: 2147483647;
  font: 15px/1.4 system-ui, sans-serif; background: canvas; color: canvastext; border-radius: 0.7rem;
  border: 1px solid color-mix(in srgb, canvastext 25%, transparent); box-shadow: 0 6px 28px rgb(0 0 0 / 0.25); }
[hidden] { display: none !important; }
.head { display: flex; align-items: center; justify-content: space-between; gap: 0.6rem; }
.fold { border-color: transparent; padding-inline: 0; font-weight: 600; }
.fold::after { content: "\\25be" / ""; margin-inline-start: 0.5em; }
.fold[aria-expanded="false"]::after { content: "\\25b8" / ""; }
p { margin: 0.2rem 0 0.6rem; overflow-wrap: anywhere; }
button { font: inherit; color: inherit; background: none; cursor: pointer; min-height: 2rem; padding: 0.2rem 0.7rem; border-radius: 1rem;
  border: 1px solid color-mix(in srgb, currentcolor 30%, transparent); }
button:hover { background: color-mix(in srgb, currentcolor 8%, transparent); }
:is(section, button):focus-visible { outline: 2px solid currentcolor; outline-offset: 2px; }
.body > :last-child:not(p) { margin-block-end: -0.5rem; }
@media (max-width: 30rem) { section { inset: auto 0.5rem 0.5rem; width: auto; max-height: 38vh; } }
@media (pointer: coarse) { button { min-height: 44px; min-width: 44px; border-radius: 22px; } }
@media print { section { display: none; } }
`;

export class Beside {
  // No rule of a page is made for an element of this name.
  #host = document.createElement("whosaid-beside");
  #panel = document.createElement("section");
  #body = document.createElement("div");
  #status = part("p", "status", "", false);
  #focused = document.activeElement;
  // What the reader goes to must not come to stand behind the panel.
  #room = new CSSStyleSheet();
  #measure = new ResizeObserver(() =>
    this.#room.replaceSync(`:root { scroll-padding-block-end: ${this.#panel.offsetHeight + 16}px !important; }`),
  );

  /** Shows the panel; `onClose` is called where the reader closes it. */
  constructor(onClose) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS_TEXT);
    const shadow = this.#host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    this.#panel.setAttribute("aria-label", "Who said?");
    this.#panel.lang = "en";
    this.#panel.dir = "ltr";
    this.#panel.tabIndex = -1;
    const fold = partButton("fold", "Who said?", () => {
      this.#body.hidden = !this.#body.hidden;
      fold.setAttribute("aria-expanded", String(!this.#body.hidden));
    }, false);
    fold.setAttribute("aria-expanded", "true");
    const head = document.createElement("div");
    head.className = "head";
    head.append(fold, partButton("close", "Close", onClose, false));
    this.#body.className = "body";
    this.#status.setAttribute("role", "status");
    this.#body.append(this.#status);
    this.#panel.append(head, this.#body);
    shadow.append(this.#panel);
    document.documentElement.append(this.#host);
    // In the top layer nothing of the page covers it.
    this.#panel.popover = "manual";
    this.#panel.showPopover?.();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#room];
    this.#measure.observe(this.#panel);
    // A page that is still loading has not been asked by its reader.
    if (document.readyState === "complete") {
      this.#panel.focus({ preventScroll: true });
    }
  }

  /** Shows `element`, a `<who-said>`, and tells how far it is. */
  show(element) {
    this.say("Reading the article…");
    element.addEventListener("whosaid-analysis", ({ detail: { analysis } }) => {
      const said = analysis.quotations.filter(({ kind }) => kind !== "term").length;
      this.say(said === 0 ? "Nobody is quoted here." : `${countInWords(said, "quotation")}, ${countInWords(analysis.speakers.length, "speaker")}`);
    });
    element.addEventListener("whosaid-error", ({ detail: { error, marked } }) => {
      if (!marked) {
        this.say(POLICY.test(error.message) ? FORBIDDEN : PLAIN.test(error.message) ? TOO_OLD : "");
      }
    });
    this.#body.append(element);
  }

  /** Tells the reader something. */
  say(words) {
    this.#status.textContent = words;
    this.#status.hidden = words === "";
  }

  /** Takes the panel away, with all that is in it. */
  remove() {
    const hadFocus = document.activeElement === this.#host;
    this.#measure.disconnect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#room);
    this.#host.remove();
    if (hadFocus) {
      this.#focused?.focus?.({ preventScroll: true });
    }
  }
}
