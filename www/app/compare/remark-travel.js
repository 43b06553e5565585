/** Travel from remark to remark, by the keys that go from quotation to quotation. */

import { stepOf } from "../../whosaid/keys.js";

export class RemarkTravel {
  #list;
  #contexts;
  #seen;
  #chosen = -1;

  /** `seen` gives the remarks that the list shows. */
  constructor({ region, list, contexts, seen }) {
    this.#list = list;
    this.#contexts = contexts;
    this.#seen = seen;
    region.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** Lights the remark at `place`, or none. */
  choose(place) {
    if (place === this.#chosen) {
      return;
    }
    this.#chosen = place;
    this.#list.mark(place);
    const remark = this.#seen()[place];
    this.#contexts.light(remark ? [...remark.columns, ...remark.again] : null);
  }

  /** Lights the remark that a quotation of a text reports: the chosen one if it does. */
  chooseQuotation(text, quotation) {
    const reports = (remark) => remark?.columns.concat(remark.again).some((place) => place.text === text && place.quotation === quotation);
    if (!reports(this.#seen()[this.#chosen])) {
      this.choose(this.#seen().findIndex(reports));
    }
  }

  #onKey(event) {
    const { target } = event;
    const by = stepOf(event);
    const text = this.#contexts.textOf(target);
    // Elsewhere the arrows scroll, and choose in lists.
    if (by === 0 || !(text >= 0 || target.closest("li.shared"))) {
      return;
    }
    event.preventDefault();
    const places = this.#seen();
    let next = this.#chosen + by;
    if (text < 0) {
      this.#list.button(next)?.focus();
      return;
    }
    while (places[next] && !places[next].columns.some((column) => column.text === text && column.spans.length > 0)) {
      next += by;
    }
    const column = places[next]?.columns.find((place) => place.text === text);
    if (column) {
      this.choose(next);
      this.#contexts.stop(text, column.quotation)?.focus({ preventScroll: true });
    }
  }
}
