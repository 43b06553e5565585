/** The words of a side of a pair in runs, with the places where it lacks words of the other. */

import { sidesOf } from "../../whosaid/differences.js";

const LACKING = new Set(["left-out", "added", "inserted"]);

/**
 * The runs of the side `at`, as `differences.js` has them, and of kind "gap"
 * where only the other side has words; these are its `words`. With `missing`
 * also those that the other has in place of its own, `ahead` of these.
 */
export function runsOf(pair, at, texts, { missing = false } = {}) {
  const runs = inOrder(sidesOf(pair, texts)[at].runs);
  const other = texts[pair.sides[1 - at].text];
  const gaps = [];
  let place = runs[0]?.start ?? 0;
  for (const { kind, spans, ellipsis } of pair.alignment) {
    const [own, theirs] = [spans[at], spans[1 - at]];
    if (theirs && (own ? missing && kind === "changed" : LACKING.has(kind))) {
      // Before what stands in its place; else right behind the word before.
      gaps.push({ kind: "gap", at: own ? own.start : place, words: other.slice(theirs.start, theirs.end), ellipsis: Boolean(ellipsis), ahead: Boolean(own) });
    }
    place = own ? own.end : place;
  }
  return gaps.reduceRight(withGap, runs);
}

/** What stands in another order than in its text is not one stretch of it. */
function inOrder(runs) {
  return runs.flatMap((run, index) => (index > 0 && run.start < runs[index - 1].end ? [{ kind: "between", words: " … ", start: run.start, end: run.start }, run] : [run]));
}

function withGap(runs, { at, ...gap }) {
  const next = runs.findIndex(({ kind, start, end }) => kind !== "gap" && (kind === "between" ? at <= start : at < end));
  if (next < 0) {
    return [...runs, gap];
  }
  const run = runs[next];
  const cut = Math.max(at - run.start, 0);
  const before = cut > 0 ? [{ ...run, words: run.words.slice(0, cut), end: at }] : [];
  return [...runs.slice(0, next), ...before, gap, { ...run, words: run.words.slice(cut), start: run.start + cut }, ...runs.slice(next + 1)];
}
