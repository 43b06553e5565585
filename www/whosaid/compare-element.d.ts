import type { WhoSaidErrorDetail } from "./element.js";
import type { Comparison, Pair } from "./index.js";

/** `whosaid-comparison`: the marks are there. Spans count in `texts`. */
export interface WhoSaidComparisonDetail {
  comparison: Comparison;
  texts: string[];
}

/** `whosaid-select` of a comparison: a reader has chosen a pair; `words` are those of its two sides. */
export interface WhoSaidCompareSelectDetail {
  index: number;
  pair: Pair;
  words: [string, string];
}

export interface WhoSaidCompareEventMap {
  "whosaid-comparison": CustomEvent<WhoSaidComparisonDetail>;
  "whosaid-select": CustomEvent<WhoSaidCompareSelectDetail>;
  "whosaid-error": CustomEvent<WhoSaidErrorDetail>;
}

/**
 * `<who-said-compare>`: marks what the articles inside it, or those that `for`
 * selects, quote alike, and lists how they differ.
 */
export class WhoSaidCompareElement extends HTMLElement {
  /** Registers the element under `tag` ("who-said-compare"). */
  static define(tag?: string, registry?: CustomElementRegistry): typeof WhoSaidCompareElement;

  /** The last comparison, or null before the first; its spans count in `texts`. */
  readonly comparison: Comparison | null;

  /** The articles' texts as they were compared, in the order of the page. */
  readonly texts: string[];

  /** The index of the pair that the reader has chosen, or -1. */
  readonly chosen: number;

  /** A selector: the articles stand elsewhere, in this tree or the document; "" where they stand inside. */
  for: string;

  /** A selector: what of the articles is not read. */
  skip: string;

  /** Reads the articles again and compares them anew; done when the marks are there. */
  refresh(): Promise<void>;

  /** Chooses the pair with this index, as a reader does: brings its passages into view. `null` chooses none. */
  choose(index: number | null): void;

  addEventListener<K extends keyof WhoSaidCompareEventMap>(
    type: K,
    listener: (this: WhoSaidCompareElement, event: WhoSaidCompareEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: WhoSaidCompareElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "who-said-compare": WhoSaidCompareElement;
  }
}
