import type { Analysis } from "./index.js";

/** A quotation as it stood when it was corrected: where it starts, and its words up to its end. */
export interface Anchor {
  start: number;
  words: string;
}

/** One thing put right. */
export type Correction =
  | { do: "speaker"; at: Anchor; speaker: string | null }
  | { do: "merge"; speaker: string; into: string }
  | { do: "remove"; at: Anchor }
  | { do: "end"; at: Anchor; words: string };

/** How a correction names the quotation with this index. */
export function anchorOf(text: string, analysis: Analysis, index: number): Anchor;

/** A new analysis with `corrections` applied in order; those that fit nothing are passed over. */
export function apply(analysis: Analysis, corrections: Correction[], text: string): Analysis;

/** As `apply`, and the indices of the corrections that no longer fit the text. */
export function replay(analysis: Analysis, corrections: Correction[], text: string): { analysis: Analysis; unplaced: number[] };

/** The corrections of one text, with a way back and forth. */
export class CorrectionHistory {
  readonly list: Correction[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  add(correction: Correction): void;
  undo(): Correction | undefined;
  redo(): Correction | undefined;
  reset(corrections?: Correction[]): void;
}

/** `corrections` as a file holds them. */
export function writeCorrections(corrections: Correction[]): string;

/** The corrections in a file. @throws Error that says in words what is wrong with it */
export function readCorrections(json: string): Correction[];
