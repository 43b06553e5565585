/** What a check against a transcript shows, in the form that remarks have: what was not found first. Knows no document. */

import { inWords } from "../../whosaid/differences.js";
import { countInWords } from "../../whosaid/words.js";
import { runsOf } from "./runs.js";

/** What a transcript can have of a quotation, the gravest first, in words. */
export const FOUND = new Map([
  ["absent", "not found"],
  ["spliced", "made from distant places"],
  ["altered", "altered"],
  ["verbatim", "word for word"],
]);

const ORDER = [...FOUND.keys()];
const LABELS = ["the article", "the transcript"];

/** The quotations of `check`, each as a remark with a column for the article and, where it was found, for the transcript. */
export function checkedOf({ analysis, quotations }, texts) {
  return quotations
    .map((checked) => checkedRemark(checked, analysis, texts))
    .sort((a, b) => ORDER.indexOf(a.class) - ORDER.indexOf(b.class) || a.indirect - b.indirect);
}

function checkedRemark({ quotation, found, spans, alignment, outOfOrder }, { quotations }, texts) {
  const { kind, content } = quotations[quotation];
  const indirect = kind === "indirect";
  const sides = [{ text: 0, quotation, spans: kind === "direct" ? content.map((span) => withoutMarks(span, texts[0])) : content }, { text: 1, quotation, spans }];
  const pair = { sides, alignment, wording: found === "spliced" ? "spliced" : "" };
  const columns = sides.map((side, at) => ({ ...side, class: null, runs: found === "absent" ? plain(side, texts[side.text]) : runsOf(pair, at, texts) }));
  return { class: found, indirect, outOfOrder, columns, told: toldOf(pair, found, indirect, outOfOrder, texts), again: [] };
}

// Marks are drawn around the whole.
function withoutMarks({ start, end }, text) {
  const [open] = /^["“„«‘']*/.exec(text.slice(start, end));
  const [close] = /,?["”»’']*$/.exec(text.slice(start + open.length, end));
  return { start: start + open.length, end: end - close.length };
}

function plain({ spans }, text) {
  return spans.flatMap(({ start, end }, piece) => [
    ...(piece > 0 ? [{ kind: "between", words: " … " }] : []),
    { kind: "same", words: text.slice(start, end) },
  ]);
}

function toldOf(pair, found, indirect, outOfOrder, texts) {
  if (found === "absent") {
    return [indirect ? "No words like these were found in the transcript; the article only reports them." : "These words were not found in the transcript."];
  }
  const order = outOfOrder ? ["Its pieces stand in another order in the transcript."] : [];
  // Reported speech is in the writer's words anyhow.
  return found === "verbatim" || indirect ? order : [...order, inWords(pair, texts, LABELS)];
}

/** The analysis that marks in the transcript what was found: as if each were a quotation of its speaker. */
export function analysisOfTranscript({ analysis, quotations }) {
  const found = new Map(quotations.map((checked) => [checked.quotation, checked.spans]));
  return {
    ...analysis,
    diagnostics: [],
    quotations: analysis.quotations.map((quotation, index) => ({ ...quotation, content: found.get(index) ?? [], parent: null })),
  };
}

/** "12 quotations checked: 3 not found, 9 word for word." */
export function checkInWords(remarks) {
  if (remarks.length === 0) {
    return "The article has no quotation to check.";
  }
  const counts = [...FOUND].flatMap(([id, words]) => {
    const number = remarks.filter((remark) => remark.class === id).length;
    return number > 0 ? [`${number} ${words}`] : [];
  });
  return `${countInWords(remarks.length, "quotation")} checked: ${counts.join(", ")}.`;
}
