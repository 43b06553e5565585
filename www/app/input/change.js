/** What one edit has changed in a text. */

/** The edit that makes `after` of `before`: from `start` to `end` (in `before`) now stand `inserted` characters. */
export function changeBetween(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) {
    start++;
  }
  let same = 0;
  while (same < most - start && before.at(-1 - same) === after.at(-1 - same)) {
    same++;
  }
  return { start, end: before.length - same, inserted: after.length - same - start };
}

/** How much of the shorter text is the same at both ends, from 0 to 1. */
export function sharedPart(before, after) {
  const { start, end } = changeBetween(before, after);
  const most = Math.min(before.length, after.length);
  return most === 0 ? 0 : (start + before.length - end) / most;
}
