/** Which remarks the list shows: all, those that differ, or one class. */

import { build } from "../build.js";

const ALL = "all";
const DIFFERENT = "different";

export class Filter {
  #select;

  constructor({ select, onChange }) {
    this.#select = select;
    select.addEventListener("change", onChange);
  }

  /** Offers what `remarks` have, of `classes` in words; the choice stays where it can. */
  renew(remarks, classes) {
    const chosen = this.#select.value;
    const count = (wanted) => remarks.filter(wanted).length;
    const options = [
      [ALL, "All", remarks.length],
      [DIFFERENT, "Differences only", count(isDifferent)],
      ...[...classes].map(([id, words]) => [id, words.charAt(0).toUpperCase() + words.slice(1), count((remark) => remark.class === id)]),
    ].filter(([id, , number]) => id === ALL || number > 0);
    this.#select.replaceChildren(...options.map(([id, words, number]) => build("option", { value: id }, `${words} (${number})`)));
    this.#select.value = options.some(([id]) => id === chosen) ? chosen : ALL;
  }

  /** Whether the reader wants to see `remark`. */
  lets(remark) {
    const { value } = this.#select;
    return value === ALL || (value === DIFFERENT ? isDifferent(remark) : remark.class === value);
  }
}

const isDifferent = (remark) => remark.class !== "verbatim";
