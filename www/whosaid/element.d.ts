import type { WhoSaidCompareEventMap } from "./compare-element.js";
import type { Correction } from "./corrections.js";
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

/** `whosaid-correct`: something was put right, or taken back; `corrections` has all that holds, in order. */
export interface WhoSaidCorrectDetail {
  correction: Correction;
  corrections: Correction[];
}

/** `whosaid-error`: something is missing or wrong; the article stays as it is. */
export interface WhoSaidErrorDetail {
  error: Error;
  /** The same in plain words, as readers are told. */
  message: string;
  /** Whether quotations are marked nevertheless: the weights alone are missing. */
  marked: boolean;
}

export interface WhoSaidEventMap {
  "whosaid-analysis": CustomEvent<WhoSaidAnalysisDetail>;
  "whosaid-select": CustomEvent<WhoSaidSelectDetail>;
  "whosaid-correct": CustomEvent<WhoSaidCorrectDetail>;
  "whosaid-error": CustomEvent<WhoSaidErrorDetail>;
}

/** The events of both elements, as those around them hear them: of a comparison, what is chosen has a `pair`. */
export interface WhoSaidBubblingEventMap extends Omit<WhoSaidEventMap & WhoSaidCompareEventMap, "whosaid-select"> {
  "whosaid-select": WhoSaidEventMap["whosaid-select"] | WhoSaidCompareEventMap["whosaid-select"];
}

/**
 * `<who-said>`: marks the quotations of the article inside it, or of the one
 * that `for` selects, and shows who speaks.
 */
export class WhoSaidElement extends HTMLElement {
  /** Registers the element under `tag` ("who-said"). */
  static define(tag?: string, registry?: CustomElementRegistry): typeof WhoSaidElement;

  /** The last analysis, corrected, or null before the first; its spans count in `text`. */
  readonly analysis: Analysis | null;

  /** The article's text as it was read. */
  readonly text: string;

  /** The index of the quotation that the reader has chosen, or -1. */
  readonly chosen: number;

  /** A selector: the article stands elsewhere, in this tree or the document; "" where it stands inside. */
  for: string;

  /** Which kinds to mark, parted by spaces: "direct mixed indirect" unless given; also "term". */
  kinds: string;

  /** A selector: what of the article is not read. */
  skip: string;

  /** Whether the legend is left out. */
  hiddenLegend: boolean;

  /** Whether readers are offered nothing to correct with. */
  readOnly: boolean;

  /** What was put right, in order. Each analysis of the article is corrected so. */
  corrections: Correction[];

  /** Reads the article again and marks it anew; done when the marks are there. */
  refresh(): Promise<void>;

  /**
   * Chooses the quotation with this index in the analysis, as a reader does:
   * brings it into view and shows its card. `null` chooses none.
   */
  choose(index: number | null): void;

  /** Chooses the next marked quotation; with -1 the previous one. The ends meet. */
  step(by?: 1 | -1): void;

  /** Puts one thing right: marks the article anew and fires `whosaid-correct`. */
  correct(correction: Correction): void;

  /**
   * Takes back what `correct` or a reader put right last, and fires
   * `whosaid-correct`; null where there is nothing. What was set as
   * `corrections` stays.
   */
  undo(): Correction | null;

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
  // The events bubble, so that documents and windows hear them too.
  interface HTMLElementEventMap extends WhoSaidBubblingEventMap {}
  interface DocumentEventMap extends WhoSaidBubblingEventMap {}
  interface WindowEventMap extends WhoSaidBubblingEventMap {}
}
