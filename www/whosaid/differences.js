/**
 * How two reports of one remark differ, ready to be shown: the words of each
 * side in runs, and the differences in words. Pure functions of a pair of a
 * comparison and the texts; they know no document.
 */

/**
 * The words of both sides of `pair` in reading order: for each side
 * `{ text, quotation, runs }`. `texts` are those that were compared.
 *
 * A run is `{ kind, words, start, end }`: the stretch from `start` to `end` of
 * its text, and what to show of it. `kind` is that of the alignment ("same",
 * "changed", "left-out", "added", "inserted", "case", "punctuation"), or
 * "between" for what stands between two pieces of a quotation and is no part
 * of it; its `words` are " … ". So the words of all runs in a row are the remark.
 */
export function sidesOf(pair, texts) {
  return pair.sides.map(({ text, quotation, spans }, side) => ({ text, quotation, runs: runsOf(pair, side, spans, texts[text]) }));
}

function runsOf({ alignment }, side, pieces, text) {
  const runs = [];
  const add = (kind, start, end) => {
    const last = runs.at(-1);
    if (end <= start) {
      return;
    }
    if (last?.kind === "same" && kind === "same") {
      last.end = end;
      last.words = text.slice(last.start, end);
    } else {
      runs.push({ kind, words: kind === "between" ? " … " : text.slice(start, end), start, end });
    }
  };
  let at = pieces[0]?.start ?? 0;
  for (const { kind, spans } of alignment) {
    const span = spans[side];
    if (!span) {
      continue;
    }
    const piece = pieces.find(({ start, end }) => start <= span.start && span.start < end);
    if (piece && at < piece.start) {
      add("between", at, piece.start);
      at = piece.start;
    }
    // What stands between two words belongs to neither.
    add("same", at, span.start);
    at = kind === "punctuation" ? endOfStops(text, span.end, piece?.end ?? span.end) : span.end;
    add(kind, span.start, at);
  }
  return runs;
}

/** Where the punctuation right behind a word ends, for that is what differs. */
function endOfStops(text, start, end) {
  return start + text.slice(start, Math.max(start, end)).search(/\s|$/);
}

/** The class of `pair` in a few words. `labels` name the texts, in order. */
export function classInWords(pair, labels) {
  const [first, second] = pair.sides.map(({ text }) => labels[text]);
  switch (pair.class) {
    case "verbatim":
      return "Word for word";
    case "abridged":
      return pair.longer === null ? "Shortened" : `Shortened in ${pair.longer === 0 ? second : first}`;
    case "reworded":
      return "In other words";
    case "spliced":
      return "Put together from several quotations";
    case "different-speaker":
      return "Given to different speakers";
    default:
      return pair.class;
  }
}

// More than these are for the eye; a sentence would not end.
const MOST_TOLD = 6;

/** How the sides of `pair` differ, in one sentence. `texts` are those that were compared, `labels` name them, in order. */
export function inWords(pair, texts, labels) {
  const told = differencesOf(pair, texts, labels);
  const start = pair.wording === "spliced" ? ["one joins what stands apart in the other"] : [];
  if (told.length === 0 && start.length === 0) {
    return "Both have the same words.";
  }
  const more = told.length - MOST_TOLD;
  const rest = more > 0 ? [`and ${more} more ${more === 1 ? "difference" : "differences"}`] : [];
  return `${capital([...start, ...told.slice(0, MOST_TOLD), ...rest].join("; "))}.`;
}

/** The differences of `pair` in words, in reading order; what one side leaves out, or adds, is told together. */
function differencesOf(pair, texts, labels) {
  const names = pair.sides.map(({ text }) => labels[text]);
  const runs = sidesOf(pair, texts).map((side) => new Map(side.runs.map((run) => [run.start, run])));
  const told = new Map();
  pair.alignment.forEach(({ kind, spans, ellipsis }, at) => {
    const words = spans.map((span, side) => span && quoted((runs[side].get(span.start) ?? wordsAt(span, texts[pair.sides[side].text])).words));
    const own = spans[0] ? 0 : 1;
    const tell = (say, some = words[own], key = at) => told.set(key, { say, all: [...(told.get(key)?.all ?? []), some] });
    switch (kind) {
      case "changed":
        return tell((all) => `${names[1]} has ${all}`, `${words[1]} where ${names[0]} has ${words[0]}`);
      case "left-out":
        return tell((all) => `${names[1 - own]} leaves out ${all}${ellipsis ? " and shows it by an ellipsis" : ""}`, words[own], `${own} ${kind} ${ellipsis}`);
      case "added":
        return tell((all) => `${names[own]} adds ${all}`, words[own], `${own} ${kind}`);
      case "inserted":
        return tell((all) => `${names[own]} inserts ${all} in brackets`, words[own], `${own} ${kind}`);
      case "case":
        return tell((all) => `capital letters differ in ${all}`, `${words[0]} and ${words[1]}`);
      case "punctuation":
        return tell((all) => `punctuation differs in ${all}`, `${words[0]} and ${words[1]}`);
      default:
        return undefined;
    }
  });
  return [...told.values()].map(({ say, all }) => say(listed(all)));
}

/** "A", "A and B", "A, B and C"; of many, so many of the first. */
function listed(all) {
  const shown = all.length > MOST_TOLD ? [...all.slice(0, MOST_TOLD), `${all.length - MOST_TOLD} more`] : all;
  return shown.length === 1 ? shown[0] : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

const wordsAt = ({ start, end }, text) => ({ words: text.slice(start, end) });

// Of longer stretches, so many words of their beginning and end are told.
const MOST_WORDS = 12;
const ENDS = 5;

function quoted(words) {
  const all = words.trim().split(/\s+/);
  const short = all.length > MOST_WORDS ? [...all.slice(0, ENDS), "…", ...all.slice(-ENDS)] : all;
  return `“${short.join(" ")}”`;
}

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
