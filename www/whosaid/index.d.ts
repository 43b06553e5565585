/** A stretch of the text: `text.slice(start, end)`. Counts UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

/**
 * How much of a quotation stands in quotation marks: all of it (`direct`),
 * some of it (`mixed`), none of it (`indirect`). A `term` stands in quotation
 * marks, but nobody is reported to have said it: a title, a nickname, a scare
 * quote. It has no speaker.
 */
export type Kind = "direct" | "mixed" | "indirect" | "term";

/**
 * How a speaker was found.
 *
 * - `cue`: words beside the quotation name its source: “…,” she said
 * - `colon`: the source stands before a colon: She said: “…”
 * - `continued`: another piece of the same sentence or paragraph is attributed
 * - `carried`: the paragraph or the quotation before has the same speaker
 * - `turn`: speakers take turns, and it is this one's
 * - `nearby`: somebody named nearby is the likeliest
 * - `none`: nobody could be found, or nobody is reported to speak
 * - `corrected`: a reader said so (by `corrections.js`; never from `analyze`)
 */
export type Why = "cue" | "colon" | "continued" | "carried" | "turn" | "nearby" | "none" | "corrected";

/** One quotation. */
export interface Quotation {
  kind: Kind;
  /** Its pieces in order, quotation marks included; never empty. */
  content: Span[];
  /** The words that report it ("said", "according to"); may be empty. */
  cue: Span[];
  /** The mention that it is attributed to ("the senator", "he"); may be empty. */
  source: Span[];
  /** Who speaks: an index into `speakers`. */
  speaker: number | null;
  /** How likely the speaker is right, from 0 to 1. */
  confidence: number;
  why: Why;
  /** The quotation that this one stands inside: an index into `quotations`. */
  parent: number | null;
  /** Other mentions that it may be attributed to, the likeliest first; few, and none where nothing is in doubt. */
  candidates: Candidate[];
}

/** A mention that a quotation may be attributed to, and is not. */
export interface Candidate {
  source: Span;
  /** Who it is, if that is somebody who speaks: an index into `speakers`. */
  speaker: number | null;
  /** How likely the quotation is its own, from 0 to 1. */
  confidence: number;
}

/** What a speaker is. `unnamed` is somebody whom the text does not name ("a spokesman"). */
export type SpeakerKind = "person" | "organization" | "group" | "document" | "unnamed";

/** Somebody or something that speaks in the text. */
export interface Speaker {
  /** The fullest form that the text gives, titles left out. */
  name: string;
  kind: SpeakerKind;
  /** What the text says that it is ("Secretary of State"). */
  description: string | null;
  /** Where it is mentioned, in order. */
  mentions: Span[];
  /** Its quotations, in order: indices into `quotations`. */
  quotations: number[];
}

/** Something odd in the text, and where. */
export interface Diagnostic extends Span {
  kind: "unclosed-mark" | "unopened-mark";
}

/** Everything that was found in one text. */
export interface Analysis {
  /** What `start` and `end` count: always UTF-16 code units in JavaScript. */
  offsets: "utf16";
  /** In the order of their first content. */
  quotations: Quotation[];
  /** In the order of their first quotation. */
  speakers: Speaker[];
  diagnostics: Diagnostic[];
}

/** Where the WebAssembly comes from; `core_bg.wasm` beside this module where nothing is given. */
export type WasmSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/** Where the weights come from; `weights.bin` beside this module where nothing is given. */
export type WeightsSource = string | URL | Request | Response | BufferSource;

/**
 * Makes `analyze` ready. Safe to call again: nothing loads twice, and after a
 * failure the next call starts afresh.
 *
 * Without its weights the core still works, by rules alone and less well:
 * `problem` then says what went wrong with them, and is null otherwise.
 */
export function init(
  input?: WasmSource | Promise<WasmSource>,
  options?: { weights?: WeightsSource | Promise<WeightsSource> },
): Promise<{ problem: Error | null }>;

/**
 * The quotations of `text` and who said them. Any string has an answer,
 * however broken it is.
 *
 * @throws Error before `init()` is done
 * @throws TypeError for what is not a string
 */
export function analyze(text: string): Analysis;

/**
 * The same as `analyze`, for a text that changes: what an edit since the last
 * call leaves alone is not computed again, and what is known of that text
 * stays in memory.
 */
export function analyzeEdited(text: string): Analysis;
