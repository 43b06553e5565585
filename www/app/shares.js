/** How much each voice of an article has: quotations, quoted words, a share of them, and where it is heard first. */

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu;

// Marks that open, and those that close what they open.
const PAIRS = new Map([["“", "”"], ["„", "“”"], ["«", "»"], ["»", "«"], ["‘", "’"], ['"', '"'], ["'", "'"]]);

/**
 * A voice each: `{ speaker, quotations, words, share, first }`, the unattributed
 * ones last, under `null`. `first` is the index of the first quotation, terms aside.
 */
export function sharesOf({ quotations, speakers }, text) {
  const voices = new Map([...speakers.keys(), null].map((speaker) => [speaker, { speaker, quotations: [], words: 0, share: 0 }]));
  const inside = new Map();
  quotations.forEach((quotation) => {
    if (quotation.parent !== null && quotation.kind !== "term") {
      inside.set(quotation.parent, [...(inside.get(quotation.parent) ?? []), ...quotation.content]);
    }
  });
  quotations.forEach((quotation, index) => {
    if (quotation.kind !== "term") {
      const voice = voices.get(quotation.speaker);
      voice.quotations.push(index);
      voice.words += quotedWords(quotation, inside.get(index) ?? [], text);
    }
  });
  const heard = [...voices.values()].filter((voice) => voice.quotations.length > 0);
  const all = heard.reduce((sum, { words }) => sum + words, 0);
  return heard.map((voice) => ({ ...voice, first: voice.quotations[0], share: all === 0 ? 0 : voice.words / all }));
}

/** Words in quotation marks; those of somebody quoted inside are theirs. */
function quotedWords({ kind, content }, inside, text) {
  if (kind === "indirect") {
    return 0;
  }
  const stretches = content.flatMap(({ start, end }) => {
    const words = blank(text, start, end, inside);
    return kind === "mixed" ? inMarks(words) : [words];
  });
  return stretches.reduce((sum, words) => sum + countWords(words), 0);
}

function blank(text, start, end, holes) {
  let words = "";
  let at = start;
  for (const hole of [...holes].sort((a, b) => a.start - b.start)) {
    if (hole.start < end && hole.end > at) {
      words += `${text.slice(at, Math.max(at, hole.start))} `;
      at = Math.min(end, hole.end);
    }
  }
  return words + text.slice(at, end);
}

/** The stretches of `words` that stand in quotation marks, or all of it where no mark is found. */
function inMarks(words) {
  const stretches = [];
  let open = -1;
  let closing = "";
  for (let at = 0; at < words.length; at++) {
    const mark = words[at];
    if (open >= 0 && closing.includes(mark) && !isApostrophe(words, at)) {
      stretches.push(words.slice(open, at));
      open = -1;
    } else if (open < 0 && PAIRS.has(mark) && !isApostrophe(words, at)) {
      open = at + 1;
      closing = PAIRS.get(mark);
    }
  }
  if (open >= 0) {
    stretches.push(words.slice(open));
  }
  return stretches.length > 0 ? stretches : [words];
}

function isApostrophe(words, at) {
  return /[’']/.test(words[at]) && /\p{L}\p{M}*$/u.test(words.slice(Math.max(0, at - 4), at)) && /^\p{L}/u.test(words.slice(at + 1, at + 3));
}

/** How many words `text` has. */
export function countWords(text) {
  return text.match(WORD)?.length ?? 0;
}

/** "45 %"; what is there at all is never "0 %". */
export function shareInWords(share) {
  return share > 0 && share < 0.01 ? "under 1 %" : `${Math.round(share * 100)} %`;
}
