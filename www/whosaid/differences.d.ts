import type { Edit, Pair } from "./index.js";

/** A stretch of one side of a pair, and what to show of it. */
export interface Run {
  /** How it differs; `between` is what stands between two pieces of a quotation and is no part of it. */
  kind: Edit | "between";
  /** The words, punctuation behind them included; " … " for `between`. */
  words: string;
  /** Where it stands in its text. */
  start: number;
  end: number;
}

/** One side of a pair in runs, in reading order. */
export interface SideInRuns {
  /** The index of the text. */
  text: number;
  /** The index of the quotation in its analysis. */
  quotation: number;
  runs: Run[];
}

/** The words of both sides of `pair`; `texts` are those that were compared. */
export function sidesOf(pair: Pair, texts: readonly string[]): [SideInRuns, SideInRuns];

/** The class of `pair` in a few words; `labels` name the texts, in order. */
export function classInWords(pair: Pair, labels: readonly string[]): string;

/** How the sides of `pair` differ, in one sentence; `labels` name the texts, in order. */
export function inWords(pair: Pair, texts: readonly string[], labels: readonly string[]): string;
