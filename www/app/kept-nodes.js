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
   * of how it looks; one with `children`, which are items too, holds those.
   * `make(item)` gives a new node, `onNode(node, item)` gets every node in
   * order, `onPause` is told of each slice. Resolves to false if a later
   * drawing overtook this one.
   */
  draw(items, { make, onNode = () => {}, onPause = () => {} }) {
    const drawing = ++this.#drawing;
    const isOvertaken = () => drawing !== this.#drawing;
    return this.#drawInto(this.#parent, items, { make, onNode, onPause, slice: slices(), isOvertaken });
  }

  async #drawInto(parent, items, work) {
    const { make, onNode, onPause, slice, isOvertaken } = work;
    const kept = this.#match(parent, items);
    let cursor = parent.firstElementChild;
    for (const [index, item] of items.entries()) {
      const node = kept[index] ?? make(item);
      // One that holds others may be kept although they have changed.
      this.#keys.set(node, item.key);
      if (node === cursor) {
        cursor = cursor.nextElementSibling;
      } else {
        parent.insertBefore(node, cursor);
      }
      onNode(node, item);
      if (item.children && !(await this.#drawInto(node, item.children, work))) {
        return false;
      }
      if (slice.due()) {
        onPause();
        await slice.pause();
        if (isOvertaken()) {
          return false;
        }
      }
    }
    return true;
  }

  /** The node that each item finds in `parent` already, or undefined; the others leave. */
  #match(parent, items) {
    const old = [...parent.children];
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
    const left = new Set(old.slice(start, oldEnd));
    kept.forEach((node) => left.delete(node));
    // A list that has lost an item is still that list.
    for (let index = start; index < end; index++) {
      if (!kept[index] && items[index].children) {
        kept[index] = [...left].find((node) => node.localName === items[index].tag);
        left.delete(kept[index]);
      }
    }
    left.forEach((node) => node.remove());
    return kept;
  }
}
