/**
 * Draws children one below the other and keeps the nodes of those that have
 * not changed: what a reader points at, has selected or hears stays as it is,
 * and the browser lays out little. Long drawings come a slice at a time.
 */

import { slices } from "./slices.js";

export class KeptNodes {
  #parent;
  #keys = new WeakMap();
  #drawing = 0;

  constructor(parent) {
    this.#parent = parent;
  }

  /**
   * Makes the children be what `items` say, each with a `key` that tells all
   * of how it looks. `make(item)` gives a new node, `onNode(node, item, index)`
   * gets every node in order, `onPause` is told of each slice. Resolves to
   * false if a later drawing overtook this one.
   */
  async draw(items, { make, onNode = () => {}, onPause = () => {} }) {
    const drawing = ++this.#drawing;
    const kept = this.#match(items);
    let cursor = this.#parent.firstElementChild;
    const slice = slices();
    for (const [index, item] of items.entries()) {
      let node = kept[index];
      if (!node) {
        node = make(item);
        this.#keys.set(node, item.key);
      }
      if (node === cursor) {
        cursor = cursor.nextElementSibling;
      } else {
        this.#parent.insertBefore(node, cursor);
      }
      onNode(node, item, index);
      if (slice.due()) {
        onPause();
        await slice.pause();
        if (drawing !== this.#drawing) {
          return false;
        }
      }
    }
    return true;
  }

  /** The node that each item finds here already, or undefined; the others leave. */
  #match(items) {
    const old = [...this.#parent.children];
    const key = (node) => this.#keys.get(node);
    const kept = new Array(items.length);
    let start = 0;
    while (start < old.length && start < items.length && key(old[start]) === items[start].key) {
      kept[start] = old[start];
      start++;
    }
    let [oldEnd, end] = [old.length, items.length];
    while (oldEnd > start && end > start && key(old[oldEnd - 1]) === items[end - 1].key) {
      kept[--end] = old[--oldEnd];
    }
    const between = new Map();
    for (const node of old.slice(start, oldEnd).reverse()) {
      between.set(key(node), [...(between.get(key(node)) ?? []), node]);
    }
    for (let index = start; index < end; index++) {
      kept[index] = between.get(items[index].key)?.pop();
    }
    between.forEach((left) => left.forEach((node) => node.remove()));
    return kept;
  }
}
