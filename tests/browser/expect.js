/** Assertions that wait for what a page shows. */

import assert from "node:assert/strict";

const PATIENCE_MS = 30_000;

/** Waits until `locator` finds `count` elements. */
export const expectCount = (locator, count) =>
  eventually(
    () => locator.count(),
    (found) => assert.equal(found, count),
  );

/** Waits until the text of `locator` matches: a RegExp, or the whole of it. */
export const expectText = (locator, wanted) =>
  eventually(
    () => locator.textContent(),
    (found) => (wanted instanceof RegExp ? assert.match(found, wanted) : assert.equal(found, wanted)),
  );

/** Waits until what `read` gives passes `check`. */
export async function eventually(read, check) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await read();
    try {
      check(found);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
