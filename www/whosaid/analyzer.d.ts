import type { Analysis, WasmSource } from "./index.js";

/**
 * Analyses, in a worker shared by the page, of one text that changes: only
 * the newest version counts. Where workers cannot run, the main thread does
 * the work.
 */
export class Analyzer {
  /** `wasm`: where the WebAssembly comes from, if not beside these files; must be cloneable. */
  constructor(options?: { wasm?: Exclude<WasmSource, Request | Response> });

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
