/** What a comparison shows: the shared remarks in reading order, each with all who report it. Knows no document. */

import { inWords } from "../../whosaid/differences.js";
import { countInWords } from "../../whosaid/words.js";
import { labelsOf } from "./names.js";
import { runsOf } from "./runs.js";
import { sidesInWords } from "./speakers.js";

/** The classes, the gravest first, in words. */
export const CLASSES = new Map([
  ["different-speaker", "another speaker"],
  ["reworded", "in other words"],
  ["spliced", "made from two remarks"],
  ["abridged", "abridged"],
  ["verbatim", "word for word"],
]);

const GRAVITY = [...CLASSES.keys()];

/**
 * The shared remarks of `comparison`:
 * `{ class, indirect, columns, told, again }`, a column a text that reports it:
 * `{ text, quotation, spans, runs, class }`. With two texts the runs are the
 * words of each; with more, those of the fullest report stand as they are and
 * the others against it. `told` says in sentences how they differ; `again` are
 * further places of the same texts.
 */
export function remarksOf(comparison, texts) {
  return pairsByRemark(comparison)
    .map((pairs) => remarkOf(pairs, comparison, texts))
    .sort((a, b) => a.columns[0].text - b.columns[0].text || a.columns[0].spans[0].start - b.columns[0].spans[0].start);
}

function pairsByRemark({ pairs, remarks }) {
  const groups = remarks.map((places) => ({ places: new Set(places.map(keyOf)), pairs: [] }));
  const others = [];
  for (const pair of pairs) {
    // A long quotation may stand in several remarks.
    const [home] = groups
      .filter(({ places }) => pair.sides.every((side) => places.has(keyOf(side))))
      .sort((a, b) => a.places.size - b.places.size);
    if (home) {
      home.pairs.push(pair);
    } else {
      others.push({ pairs: [pair] });
    }
  }
  return [...groups, ...others].map((group) => group.pairs).filter((together) => together.length > 0);
}

const keyOf = ({ text, quotation }) => `${text} ${quotation}`;

function remarkOf(pairs, comparison, texts) {
  const best = [...pairs].sort((a, b) => b.score - a.score || shared(b) - shared(a) || lengthOf(b) - lengthOf(a) || graveness(b) - graveness(a));
  const wide = new Set(pairs.flatMap(({ sides }) => sides.map(({ text }) => text))).size > 2;
  const main = wide ? aroundFullest(best) : best.slice(0, 1);
  const labels = labelsOf(texts.length);
  const columns = wide ? columnsAgainst(main, texts) : main[0].sides.map((side, at) => column(side, runsOf(main[0], at, texts)));
  const gravest = main.map((pair) => pair.class).sort((a, b) => GRAVITY.indexOf(a) - GRAVITY.indexOf(b))[0];
  return {
    class: gravest,
    indirect: main.some(({ indirect }) => indirect),
    columns: columns.sort((a, b) => a.text - b.text),
    told: main.flatMap((pair) => toldOf(pair, comparison, texts, labels)),
    again: placesBeside(columns, pairs),
  };
}

function column({ text, quotation, spans }, runs, wording = null) {
  return { text, quotation, spans, runs, class: wording };
}

/** For each text but one its best pair with that one, which has the fullest report; where there is none, its best with any. */
function aroundFullest(best) {
  const sides = best.flatMap((pair) => pair.sides);
  const full = sides.reduce((most, side) => (extent(side) > extent(most) ? side : most));
  const isFull = ({ text, quotation }) => text === full.text && quotation === full.quotation;
  const texts = [...new Set(sides.map(({ text }) => text))].filter((text) => text !== full.text);
  const of = (text) => best.filter(({ sides }) => sides.some((side) => side.text === text));
  return texts.map((text) => of(text).find((pair) => pair.sides.some(isFull)) ?? of(text)[0]);
}

function columnsAgainst(main, texts) {
  const full = main.flatMap(({ sides }) => sides).reduce((most, side) => (extent(side) > extent(most) ? side : most));
  const columns = new Map();
  for (const pair of main) {
    const at = pair.sides.findIndex(({ text, quotation }) => text === full.text && quotation === full.quotation);
    const own = at < 0 ? pair.sides.findIndex(({ text }) => !columns.has(text)) : 1 - at;
    const side = pair.sides[own];
    columns.set(side.text, column(side, runsOf(pair, own, texts, { missing: true }), pair.class));
  }
  const words = full.spans.flatMap(({ start, end }, piece) => [
    ...(piece > 0 ? [{ kind: "between", words: " … " }] : []),
    { kind: "same", words: texts[full.text].slice(start, end) },
  ]);
  columns.set(full.text, column(full, words));
  return [...columns.values()];
}

function toldOf(pair, comparison, texts, labels) {
  const told = sidesInWords(pair, comparison, labels);
  if (pair.indirect) {
    const reporting = pair.sides.filter(({ text, quotation }) => comparison.analyses[text].quotations[quotation].kind === "indirect");
    return [...told, `${capital(reporting.map(({ text }) => labels[text]).join(" and ") || "one")} only ${reporting.length > 1 ? "report" : "reports"} it, without quotation marks.`];
  }
  if (pair.wording === "verbatim" && texts.length > 2) {
    return told;
  }
  return [...told, inWords(pair, texts, labels)];
}

function placesBeside(columns, pairs) {
  const seen = new Set(columns.map(keyOf));
  return pairs
    .flatMap(({ sides }) => sides)
    .filter((side) => !seen.has(keyOf(side)) && seen.add(keyOf(side)))
    .sort((a, b) => a.text - b.text || a.spans[0].start - b.spans[0].start);
}

// Of two that share as many words, that with the same letters.
const SHARED = new Map([["same", 1], ["case", 0.9], ["punctuation", 0.9]]);
const width = (span) => (span ? span.end - span.start : 0);
const shared = ({ alignment }) => alignment.reduce((sum, { kind, spans }) => sum + (SHARED.get(kind) ?? 0) * width(spans[0]), 0);
const extent = ({ spans }) => spans.reduce((sum, span) => sum + width(span), 0);
const lengthOf = ({ sides }) => extent(sides[0]) + extent(sides[1]);
const graveness = (pair) => GRAVITY.indexOf(pair.class);
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/** "4 remarks are in both: 2 word for word, 2 in other words." */
export function summaryOf(remarks, count) {
  const where = count > 2 ? "in two texts or more" : "in both";
  if (remarks.length === 0) {
    return `No remark is ${where}.`;
  }
  const counts = [...CLASSES].reverse().flatMap(([id, words]) => {
    const number = remarks.filter((remark) => remark.class === id).length;
    return number > 0 ? [`${number} ${words}`] : [];
  });
  return `${countInWords(remarks.length, "remark")} ${remarks.length === 1 ? "is" : "are"} ${where}: ${counts.join(", ")}.`;
}
