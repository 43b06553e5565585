import type { Analysis, Quotation, Speaker } from "./index.js";

/** `whosaid-analysis`: the marks are there. Spans count in `text`. */
export interface WhoSaidAnalysisDetail {
  analysis: Analysis;
  text: string;
}

/** `whosaid-select`: a reader has chosen a quotation; `text` is its words. */
export interface WhoSaidSelectDetail {
  index: number;
  quotation: Quotation;
  speaker: Speaker | null;
  text: string;
}

/** `whosaid-error`: nothing could be marked; the article stays as it is. */
export interface WhoSaidErrorDetail {
  error: unknown;
}

export interface WhoSaidEventMap {
  "whosaid-analysis": CustomEvent<WhoSaidAnalysisDetail>;
  "whosaid-select": CustomEvent<WhoSaidSelectDetail>;
  "whosaid-error": CustomEvent<WhoSaidErrorDetail>;
}

/**
 * `<who-said>`: marks the quotations of the article inside it, or of the one
 * that `for` selects, and shows who speaks.
 */
export class WhoSaidElement extends HTMLElement {
  /** Registers the element under `tag` ("who-said"). */
  static define(tag?: string, registry?: CustomElementRegistry): typeof WhoSaidElement;

  /** The last analysis, or null before the first; its spans count in `text`. */
  readonly analysis: Analysis | null;

  /** The article's text as it was read. */
  readonly text: string;

  /** Reads the article again and marks it anew; done when the marks are there. */
  refresh(): Promise<void>;

  addEventListener<K extends keyof WhoSaidEventMap>(
    type: K,
    listener: (this: WhoSaidElement, event: WhoSaidEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: WhoSaidElement, event: HTMLElementEventMap[K]) => unknown,
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
    "who-said": WhoSaidElement;
  }
  interface GlobalEventHandlersEventMap extends WhoSaidEventMap {}
}
