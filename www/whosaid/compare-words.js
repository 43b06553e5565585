/** What `<who-said-compare>` says of a comparison, in plain English words. */

import { countInWords } from "./words.js";

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/** What the article with this index is called in a sentence: "the second". */
export function articleInWords(index) {
  return index < ORDINALS.length ? `the ${ORDINALS[index]}` : `article ${index + 1}`;
}

/** The same before its name: "Second". */
export function articleHeading(index) {
  const words = articleInWords(index).replace(/^the /, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How much is shared, in one sentence; `numbers` are those of the remarks that the pairs report. */
export function summaryInWords({ pairs, analyses }, numbers) {
  const who = analyses.length > 2 ? "more than one of them" : "both";
  if (pairs.length === 0) {
    return `No remark is quoted in ${who}.`;
  }
  const all = new Set(numbers).size;
  const differing = new Set(numbers.filter((_, index) => pairs[index].class !== "verbatim")).size;
  const how = differing === 0 ? "word for word" : differing === all ? "with differences" : `${all - differing} word for word, ${differing} with differences`;
  return `${countInWords(all, "remark")} ${all === 1 ? "is" : "are"} quoted in ${who}: ${how}.`;
}

/** Which of the pairs that report one remark the pair `index` is; "" where it is the only one. */
export function placeInWords(index, numbers) {
  const own = numbers.flatMap((number, at) => (number === numbers[index] ? [at] : []));
  return own.length > 1 ? `${own.indexOf(index) + 1} of ${own.length}` : "";
}

/** What each kind of run is, for the key. Those that look the same are one. */
export const KINDS_IN_WORDS = {
  "left-out": "only here",
  added: "only here",
  changed: "other words",
  inserted: "in brackets",
  case: "capital letters",
  punctuation: "punctuation",
};
