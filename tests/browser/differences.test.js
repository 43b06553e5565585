/** How two reports of a remark differ, in runs and in words: of what the core really finds. */

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { classInWords, inWords, sidesOf } from "../../www/whosaid/differences.js";
import { compare, init } from "../../www/whosaid/index.js";

const LABELS = ["the Courier", "the Herald"];

before(() => init());

/** Both texts, and the one pair of them. */
function only(first, second) {
  const texts = [first, second];
  const { pairs } = compare(...texts);
  assert.equal(pairs.length, 1);
  return { texts, pair: pairs[0] };
}

const shown = ({ pair, texts }) =>
  sidesOf(pair, texts).map(({ runs }) => runs.map(({ kind, words }) => (kind === "same" ? words : `{${kind}: ${words}}`)).join(""));

const FULL = "“The old ferry will cross the bay until the last day of March, I promise you that,” said Mayor Ada Quist.";

test("the same words are one run", () => {
  const it = only(FULL, `The town was told. ${FULL}`);
  assert.deepEqual(shown(it), Array(2).fill("The old ferry will cross the bay until the last day of March, I promise you that"));
  assert.equal(inWords(it.pair, it.texts, LABELS), "Both have the same words.");
  assert.equal(classInWords(it.pair, LABELS), "Word for word");
});

test("words left out, with and without an ellipsis", () => {
  const silent = only(FULL, "“The old ferry will cross the bay until the last day of March,” said Mayor Ada Quist.");
  assert.deepEqual(shown(silent), [
    "The old ferry will cross the bay until the last day of March, {left-out: I promise you that}",
    "The old ferry will cross the bay until the last day of March",
  ]);
  assert.equal(inWords(silent.pair, silent.texts, LABELS), "The Herald leaves out “I promise you that”.");
  assert.equal(classInWords(silent.pair, LABELS), "Shortened in the Herald");
  const open = only("“The old ferry will cross the bay ... until the last day of March, I promise you that,” said Mayor Ada Quist.",
    "“The old ferry, built here by my grandfather, will cross the bay every single morning until the last day of March, I promise you that,” said Mayor Ada Quist.");
  assert.equal(
    inWords(open.pair, open.texts, LABELS),
    "The Courier leaves out “built here by my grandfather”; the Courier leaves out “every single morning” and shows it by an ellipsis.",
  );
  assert.equal(classInWords(open.pair, LABELS), "Shortened in the Courier");
});

test("other words, words in brackets, letters and stops", () => {
  const it = only(
    FULL,
    "“the old boat will cross the bay [of Linden] until the last day of March; I promise you that,” said Mayor Ada Quist.",
  );
  assert.deepEqual(shown(it), [
    "{case: The} old {changed: ferry} will cross the bay until the last day of {punctuation: March,} I promise you that",
    "{case: the} old {changed: boat} will cross the bay {inserted: [of Linden]} until the last day of {punctuation: March;} I promise you that",
  ]);
  assert.equal(
    inWords(it.pair, it.texts, LABELS),
    "Capital letters differ in “The” and “the”; the Herald has “boat” where the Courier has “ferry”; " +
      "the Herald inserts “[of Linden]” in brackets; punctuation differs in “March,” and “March;”.",
  );
  assert.equal(classInWords(it.pair, LABELS), "In other words");
});

test("runs are slices of their texts, in order; what stands between two pieces is none of the words", () => {
  const it = only(
    "“The old ferry will cross the bay,” said Mayor Ada Quist, “until the last day of March.”",
    "“The old ferry will cross the bay until the last day of March,” said Mayor Ada Quist.",
  );
  assert.match(shown(it)[0], /^The old ferry will cross the bay,?”?\{between:  … \}/);
  for (const { text, runs } of sidesOf(it.pair, it.texts)) {
    let at = runs[0].start;
    for (const { kind, words, start, end } of runs) {
      assert.equal(start, at);
      assert.equal(words, kind === "between" ? " … " : it.texts[text].slice(start, end));
      at = end;
    }
  }
});

test("what one side leaves out, or adds, is told together", () => {
  const it = only(
    "“The ferry, which is old, will cross the bay slowly until the last day of the month of March,” said Mayor Ada Quist.",
    "“The ferry will cross the wide bay until the last day of March,” said Mayor Ada Quist.",
  );
  assert.equal(inWords(it.pair, it.texts, LABELS), "The Herald leaves out “which is old”, “slowly” and “the month of”; the Herald adds “wide”.");
});

test("long stretches and long lists are shortened", () => {
  const span = (start, end) => ({ start, end });
  const texts = ["one two three four five six seven eight nine ten eleven twelve thirteen fourteen", ""];
  const sides = [{ text: 0, quotation: 0, spans: [span(0, texts[0].length)] }, { text: 1, quotation: 0, spans: [] }];
  const item = (start, end) => ({ kind: "left-out", spans: [span(start, end), null], ellipsis: false });
  assert.equal(
    inWords({ sides, wording: "abridged", alignment: [item(0, texts[0].length)] }, texts, LABELS),
    "The Herald leaves out “one two three four five … ten eleven twelve thirteen fourteen”.",
  );
  const items = [...texts[0].matchAll(/\w+/g)].slice(0, 8).map(({ 0: word, index }) => item(index, index + word.length));
  assert.equal(
    inWords({ sides, wording: "abridged", alignment: items }, texts, LABELS),
    "The Herald leaves out “one”, “two”, “three”, “four”, “five”, “six” and 2 more.",
  );
  const other = { kind: "changed", spans: [span(0, 3), span(0, 0)] };
  assert.match(inWords({ sides, wording: "reworded", alignment: Array(8).fill(other) }, texts, LABELS), /where the Courier has “one”; and 2 more differences\.$/);
});

test("different speakers, and what is put together, are told by the class", () => {
  const it = only(FULL, FULL.replace("said Mayor Ada Quist", "said the engineer Tomas Okafor"));
  assert.equal(classInWords(it.pair, LABELS), "Given to different speakers");
  assert.equal(inWords(it.pair, it.texts, LABELS), "Both have the same words.");
  assert.equal(classInWords({ ...it.pair, class: "spliced" }, LABELS), "Put together from several quotations");
  assert.equal(inWords({ ...it.pair, wording: "spliced" }, it.texts, LABELS), "One joins what stands apart in the other.");
});
