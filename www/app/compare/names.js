/** What the texts that are compared are called. */

import { headlineOf } from "../../whosaid/export/shared.js";

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** So many can be compared. */
export const MOST_TEXTS = ORDINALS.length;

/** "Second". */
export const nameOf = (index) => ORDINALS[index].charAt(0).toUpperCase() + ORDINALS[index].slice(1);

/** How sentences name `count` texts: "the first", "the second". */
export const labelsOf = (count) => ORDINALS.slice(0, count).map((ordinal) => `the ${ordinal}`);

/** "First", and the headline of `text` where it has one. */
export function titleOf(text, index) {
  return { name: nameOf(index), headline: headlineOf(text) };
}
