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

/**
 * Where the WebAssembly comes from. Where nothing is given, from beside this
 * module: `core_bg.wasm`, or `core_plain_bg.wasm` where WebAssembly has no vectors.
 */
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

/**
 * How two reports of a remark differ: in case, punctuation and brackets at the
 * most (`verbatim`), by words that one leaves out (`abridged`), by other words
 * (`reworded`), because one makes a single quotation of what the other has as
 * several apart (`spliced`), or by who speaks, whatever the words do.
 */
export type Wording = "verbatim" | "abridged" | "reworded" | "spliced";
export type PairClass = Wording | "different-speaker";

/**
 * How a stretch of words differs. `left-out` are words that only the longer
 * side has, or for which the other shows an ellipsis; `added` all others that
 * only one side has; `inserted` those in brackets; `case` and `punctuation`
 * differ in nothing else.
 */
export type Edit = "same" | "changed" | "left-out" | "added" | "inserted" | "case" | "punctuation";

/** A stretch of two texts, in reading order. */
export interface Aligned {
  kind: Edit;
  /** Where it stands on each side; null where it does not. */
  spans: [Span | null, Span | null];
  /** Of what is left out: whether an ellipsis shows it. */
  ellipsis?: boolean;
}

/** A quotation of one of several texts. */
export interface Place {
  /** The index of the text. */
  text: number;
  /** The index of the quotation in its analysis. */
  quotation: number;
}

/** How one text reports a remark. */
export interface PairSide extends Place {
  /** The sentences of the quotation that report it, in pieces where something stands between. */
  spans: Span[];
}

/** Two quotations of two texts that report one remark. */
export interface Pair {
  /** That of the earlier text first. */
  sides: [PairSide, PairSide];
  /** How sure it is the same remark, from 0 to 1. */
  score: number;
  class: PairClass;
  /** The class if the speaker were the same. */
  wording: Wording;
  /** The side with more words; null where both have as many. */
  longer: 0 | 1 | null;
  /** Whether a side is matched by reported speech without marks. */
  indirect: boolean;
  /** All words of both sides. */
  alignment: Aligned[];
}

/** How several texts quote the same remarks. */
export interface Comparison {
  offsets: "utf16";
  /** The analysis of each text, in order. */
  analyses: Analysis[];
  /** In the order of their sides. */
  pairs: Pair[];
  /** For each text the quotations that are in no pair, terms aside. */
  alone: number[][];
  /** The quotations that report one remark, for each that several texts have. */
  remarks: Place[][];
}

/** What a transcript has of one quotation. */
export interface Checked {
  /** The index of the quotation in the analysis. */
  quotation: number;
  /**
   * Word for word (`verbatim`), otherwise (`altered`), in pieces that stand
   * far from one another or in another order (`spliced`), or not at all.
   */
  found: "verbatim" | "altered" | "spliced" | "absent";
  /** How sure it is that these are its words, from 0 to 1; 0 where it is absent. */
  score: number;
  /** Where it stands in the transcript, in the quotation's order. */
  spans: Span[];
  /** Spans of the article and of the transcript; words that only the article has are `added`. */
  alignment: Aligned[];
  /** Whether its pieces stand in another order in the transcript. */
  outOfOrder: boolean;
}

/** What a transcript has of an article's quotations. */
export interface Check {
  offsets: "utf16";
  /** The analysis of the article. */
  analysis: Analysis;
  /** Each quotation, terms aside. */
  quotations: Checked[];
}

/**
 * How the texts quote the same remarks. Any strings have an answer; what one
 * text says twice is no pair.
 *
 * @throws Error before `init()` is done
 * @throws TypeError for what is not a string
 */
export function compare(...texts: string[]): Comparison;

/**
 * What `transcript` has of the quotations of `article`: all its words count,
 * in quotation marks or not.
 *
 * @throws Error before `init()` is done
 * @throws TypeError for what is not a string
 */
export function check(article: string, transcript: string): Check;
