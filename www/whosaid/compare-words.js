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

/** How much is shared, in one sentence. */
export function summaryInWords({ pairs, analyses }) {
  const who = analyses.length > 2 ? "more than one of them" : "both";
  if (pairs.length === 0) {
    return `No remark is quoted in ${who}.`;
  }
  const differing = pairs.filter((pair) => pair.class !== "verbatim").length;
  const how = differing === 0 ? "word for word" : differing === pairs.length ? "with differences" : `${pairs.length - differing} word for word, ${differing} with differences`;
  const count = countInWords(pairs.length, "remark");
  return `${count} ${pairs.length === 1 ? "is" : "are"} quoted in ${who}: ${how}.`;
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
