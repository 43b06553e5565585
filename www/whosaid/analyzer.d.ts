import type { Analysis, Check, Comparison, WasmSource } from "./index.js";

/**
 * Analyses, in a worker shared by the page, of one text that changes: only
 * the newest version counts. Where workers cannot run, the main thread does
 * the work.
 */
export class Analyzer {
  /** `wasm`: where the WebAssembly comes from, if not beside these files. */
  constructor(options?: { wasm?: WasmSource });

  /** What was wrong with the weights at the last analysis, if anything: rules alone were at work. */
  readonly problem: Error | null;

  /**
   * The analysis of `text`, or null where a newer call, or `cancel`, has
   * overtaken this one. Rejects if the analysis cannot be loaded; the next
   * call tries again.
   */
  analyze(text: string): Promise<Analysis | null>;

  /** Lets every call so far come to null, and the worker stop what it does for them. */
  cancel(): void;
}

/** Comparisons, in the same worker, of texts that change: only the newest call counts. */
export class Comparer {
  /** `wasm`: where the WebAssembly comes from, if not beside these files. */
  constructor(options?: { wasm?: WasmSource });

  /** What was wrong with the weights at the last comparison, if anything: rules alone were at work. */
  readonly problem: Error | null;

  /** How `texts`, two or more, quote the same remarks; null where a newer call, or `cancel`, has overtaken this one. */
  compare(texts: string[]): Promise<Comparison | null>;

  /** How `article` quotes `transcript`; null where a newer call, or `cancel`, has overtaken this one. */
  check(article: string, transcript: string): Promise<Check | null>;

  /** Lets every call so far come to null, and the worker stop what it does for them. */
  cancel(): void;
}

/**
 * Begins to load, and to start the worker, before there is a text. What is
 * loaded is what the first `Analyzer` or `Comparer` would.
 */
export function prepare(options?: { wasm?: WasmSource }): void;
