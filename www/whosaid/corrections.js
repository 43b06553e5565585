/**
 * What a reader puts right, kept apart from the analysis: a list of plain
 * objects that can be undone, stored as JSON and applied to a later analysis
 * of the same text.
 *
 *     { do: "speaker", at, speaker: "Ada Quist" }   who said it; null: nobody is known
 *     { do: "merge", speaker: "Quist", into: "Ada Quist" }
 *     { do: "remove", at }                          nobody said this
 *     { do: "end", at, words: "“It burns.”" }       all of the quotation's words, from its start to its new end
 *
 * `at` is the quotation as it stood when it was corrected: where it starts and
 * its words up to its end. So a correction finds it again where the text before it has changed.
 */

const FORMAT = "whosaid-corrections";
const VERSION = 1;

// More than anybody makes by hand.
const MOST_CORRECTIONS = 10_000;

/** How a correction names the quotation with this index. */
export function anchorOf(text, analysis, index) {
  const { start, end } = extent(analysis.quotations[index]);
  return { start, words: text.slice(start, end) };
}

/** A new analysis with `corrections` applied in order; those that fit nothing are passed over. */
export function apply(analysis, corrections, text) {
  return replay(analysis, corrections, text).analysis;
}

/** As `apply`, and the indices of the corrections that no longer fit the text. */
export function replay(analysis, corrections, text) {
  let corrected = analysis;
  const unplaced = [];
  corrections.forEach((correction, index) => {
    const next = OPERATIONS[correction.do](corrected, correction, text);
    if (next) {
      corrected = ordered(next);
    } else {
      unplaced.push(index);
    }
  });
  return { analysis: corrected, unplaced };
}

// Each gives a new analysis, or null where it fits nothing.
const OPERATIONS = {
  speaker(analysis, { at, speaker: name }, text) {
    const index = find(analysis, at, text);
    if (index < 0) {
      return null;
    }
    const known = name === null ? -1 : analysis.speakers.findIndex((speaker) => speaker.name === name);
    const made = name !== null && known < 0;
    const speakers = made
      ? [...analysis.speakers, { name, kind: "person", description: null, mentions: [], quotations: [] }]
      : analysis.speakers;
    const speaker = name === null ? null : made ? speakers.length - 1 : known;
    const { kind } = analysis.quotations[index];
    return {
      ...analysis,
      speakers,
      quotations: changed(analysis.quotations, index, {
        // What somebody said is no mere term.
        kind: kind === "term" && speaker !== null ? "direct" : kind,
        speaker,
        confidence: 1,
        why: speaker === null ? "none" : "corrected",
      }),
    };
  },

  merge(analysis, { speaker: name, into }) {
    const from = analysis.speakers.findIndex((speaker) => speaker.name === name);
    const to = analysis.speakers.findIndex((speaker) => speaker.name === into);
    if (from < 0 || to < 0 || from === to) {
      return null;
    }
    const mentions = [...analysis.speakers[to].mentions, ...analysis.speakers[from].mentions].sort((a, b) => a.start - b.start);
    const description = analysis.speakers[to].description ?? analysis.speakers[from].description;
    return {
      ...analysis,
      speakers: changed(analysis.speakers, to, { mentions, description }),
      quotations: analysis.quotations.map((quotation) => (quotation.speaker === from ? { ...quotation, speaker: to } : quotation)),
    };
  },

  remove(analysis, { at }, text) {
    const index = find(analysis, at, text);
    if (index < 0) {
      return null;
    }
    const { kind, parent } = analysis.quotations[index];
    if (kind === "direct") {
      // Words in quotation marks that nobody said stay known as such.
      const term = { kind: "term", cue: [], source: [], speaker: null, confidence: 1, why: "none" };
      return { ...analysis, quotations: changed(analysis.quotations, index, term) };
    }
    const quotations = analysis.quotations
      .map((quotation) => (quotation.parent === index ? { ...quotation, parent } : quotation))
      .filter((_, other) => other !== index)
      .map((quotation) => (quotation.parent > index ? { ...quotation, parent: quotation.parent - 1 } : quotation));
    return { ...analysis, quotations };
  },

  end(analysis, { at, words }, text) {
    const index = find(analysis, at, text);
    if (index < 0) {
      return null;
    }
    const quotation = analysis.quotations[index];
    const { start } = extent(quotation);
    if (!text.startsWith(words, start)) {
      return null;
    }
    const end = start + words.length;
    const content = quotation.content.filter((span) => span.start < end);
    content[content.length - 1] = { ...content.at(-1), end };
    const outside = (span) => content.every((piece) => span.end <= piece.start || span.start >= piece.end);
    const quotations = changed(analysis.quotations, index, {
      content,
      cue: quotation.cue.filter(outside),
      source: quotation.source.filter(outside),
    }).map((other) =>
      // One that now stands beyond its end stands inside it no more.
      other.parent === index && extent(other).end > end ? { ...other, parent: quotation.parent } : other,
    );
    return { ...analysis, quotations };
  },
};

function changed(list, index, changes) {
  return list.map((item, at) => (at === index ? { ...item, ...changes } : item));
}

function extent({ content }) {
  return { start: content[0].start, end: content.at(-1).end };
}

/** The quotation that `at` names, as near as may be to where it stood; or -1. */
function find({ quotations }, { start, words }, text) {
  let best = -1;
  let least = Infinity;
  quotations.forEach((quotation, index) => {
    const place = extent(quotation);
    const away = Math.abs(place.start - start);
    if (away < least && place.end - place.start === words.length && text.startsWith(words, place.start)) {
      [best, least] = [index, away];
    }
  });
  return best;
}

/** `analysis` as every analysis is: speakers by their first quotation, and none without. */
function ordered(analysis) {
  const order = [...new Set(analysis.quotations.map(({ speaker }) => speaker).filter((speaker) => speaker !== null))];
  const place = new Map(order.map((speaker, at) => [speaker, at]));
  const quotations = analysis.quotations.map((quotation) => ({ ...quotation, speaker: place.get(quotation.speaker) ?? null }));
  const speakers = order.map((speaker, at) => ({
    ...analysis.speakers[speaker],
    quotations: quotations.flatMap((quotation, index) => (quotation.speaker === at ? [index] : [])),
  }));
  return { ...analysis, quotations, speakers };
}

/** The corrections of one text, with a way back and forth. */
export class CorrectionHistory {
  #done = [];
  #undone = [];

  /** Those that count, oldest first. */
  get list() {
    return [...this.#done];
  }

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  add(correction) {
    this.#done.push(correction);
    this.#undone = [];
  }

  /** Takes the last correction back; gives it, or undefined. */
  undo() {
    const last = this.#done.pop();
    if (last) {
      this.#undone.push(last);
    }
    return last;
  }

  /** Makes the correction again that was taken back last; gives it, or undefined. */
  redo() {
    const next = this.#undone.pop();
    if (next) {
      this.#done.push(next);
    }
    return next;
  }

  /** Begins again with `corrections`. */
  reset(corrections = []) {
    this.#done = [...corrections];
    this.#undone = [];
  }
}

/** `corrections` as a file holds them. */
export function writeCorrections(corrections) {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, corrections }, null, 2)}\n`;
}

/**
 * The corrections in a file. It may come from anybody, so nothing in it is
 * taken on trust.
 *
 * @throws Error, in words for readers, that says what is wrong and where
 */
export function readCorrections(json) {
  let file;
  try {
    file = JSON.parse(json);
  } catch {
    throw new Error("This is not a file of corrections: it is not JSON.");
  }
  if (file?.format !== FORMAT || !Array.isArray(file.corrections)) {
    throw new Error("This is not a file of corrections from whosaid.");
  }
  if (file.version !== VERSION) {
    throw new Error(`These corrections are of version ${JSON.stringify(file.version) ?? "unknown"}; only version ${VERSION} can be read.`);
  }
  if (file.corrections.length > MOST_CORRECTIONS) {
    throw new Error(`There are ${file.corrections.length} corrections in this file; at most ${MOST_CORRECTIONS} can be read.`);
  }
  return file.corrections.map((correction, index) => {
    const wrong = (what) => new Error(`Correction ${index + 1} ${what}.`);
    if (!Object.hasOwn(FIELDS, correction?.do)) {
      throw wrong("does nothing that is known here");
    }
    const fields = FIELDS[correction.do];
    for (const [name, [fits, what]] of Object.entries(fields)) {
      if (!fits(correction[name])) {
        throw wrong(`has no ${what}`);
      }
    }
    // Only what is known is kept.
    const read = { do: correction.do };
    for (const name of Object.keys(fields)) {
      read[name] = name === "at" ? { start: correction.at.start, words: correction.at.words } : correction[name];
    }
    return read;
  });
}

const isWords = (value) => typeof value === "string" && value.trim() !== "";
const AT = [(at) => Number.isSafeInteger(at?.start) && at.start >= 0 && isWords(at.words), "place of a quotation (“at” with “start” and “words”)"];
const NAME = (what) => [isWords, `${what}, which must be words`];
const FIELDS = {
  speaker: { at: AT, speaker: [(name) => name === null || isWords(name), "speaker, which must be words or null"] },
  merge: { speaker: NAME("speaker"), into: NAME("speaker to merge into (“into”)") },
  remove: { at: AT },
  end: { at: AT, words: NAME("words up to the new end (“words”)") },
};
