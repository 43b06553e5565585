/** How the structure of a text shows in the marked article: which lines stand in lists and quotes, which words are links. */

import { isBlock } from "./input/structure.js";

const LISTS = new Set(["ul", "ol"]);

// Above the article stand two headings of the page.
const PAGE_HEADINGS = 2;
const LEAST_HEADING = 6;

/** Finds the spans of one line after the other. */
export class Sweep {
  #spans;
  #next = 0;
  #open = [];

  /** `spans` in order of their starts. */
  constructor(spans) {
    this.#spans = spans;
  }

  /** The spans of the line from `start` to `end`; lines are to be asked for in order. */
  at(start, end) {
    while (this.#next < this.#spans.length && this.#spans[this.#next].start <= end) {
      this.#open.push(this.#spans[this.#next++]);
    }
    this.#open = this.#open.filter((span) => span.end > start);
    return {
      blocks: this.#open.filter((span) => isBlock(span) && holds(span, start, end)),
      inline: this.#open.filter((span) => !isBlock(span) && span.start < end),
    };
  }
}

/** A block holds a line that is half its own, and an empty line between lines of its own. */
function holds(span, start, end) {
  const shared = Math.min(span.end, end) - Math.max(span.start, start);
  return start === end ? span.start < start : shared * 2 >= end - start;
}

/** The name of the heading that a line in these blocks is, or null. */
export function headingOf(blocks) {
  const heading = blocks.findLast(({ tag }) => /^h\d$/.test(tag));
  return heading ? `h${Math.min(Number(heading.tag[1]) + PAGE_HEADINGS, LEAST_HEADING)}` : null;
}

/** `lines` in the lists and quotes that their `blocks` say: items with a `tag` and `children`. */
export function inContainers(lines) {
  const previous = new Map();
  const made = new WeakMap();
  const around = ({ blocks }) => {
    const path = [];
    blocks.forEach((span) => {
      if (span.tag === "li" ? LISTS.has(path.at(-1)?.tag) : !/^h/.test(span.tag)) {
        if (span.tag !== "li") {
          fillList(path, previous, made);
        }
        path.push(span);
      }
    });
    fillList(path, previous, made);
    path.forEach((span, at) => span.tag === "li" && previous.set(path[at - 1], span));
    return path;
  };
  const tree = gathered(lines, around, ({ tag }, children) => ({ tag, children, key: null }));
  tree.forEach(keyed);
  return tree;
}

/** In a list stand items alone: what stands between them is of the one before. */
function fillList(path, previous, made) {
  const list = path.at(-1);
  if (!LISTS.has(list?.tag)) {
    return;
  }
  if (!previous.has(list) && !made.has(list)) {
    made.set(list, { tag: "li" });
  }
  path.push(previous.get(list) ?? made.get(list));
}

function keyed(item) {
  if (item.children) {
    item.key = `${item.tag}(${item.children.map(keyed).join()})`;
  }
  return item.key;
}

/** `parts` of a line that begins at `start`, with links and stress in the words that have them. */
export function stressed(parts, start, inline) {
  return inline.length === 0 ? parts : dress(parts, start, inline).parts;
}

function dress(parts, start, inline) {
  let at = start;
  const dressed = parts.flatMap((part) => {
    if (typeof part !== "string") {
      const within = dress(part.parts, at, inline);
      at = within.at;
      return [{ ...part, parts: within.parts }];
    }
    const from = at;
    at += part.length;
    return words(part, from, inline);
  });
  return { parts: dressed, at };
}

/** The words from `start` on as strings and parts with a `tag`, nested. */
function words(string, start, inline) {
  const end = start + string.length;
  const over = inline.filter((span) => span.start < end && span.end > start);
  const cuts = over.flatMap((span) => [span.start, span.end]).filter((place) => place > start && place < end);
  const places = [...new Set([start, ...cuts, end])].sort((a, b) => a - b);
  const pieces = places.slice(1).map((to, at) => ({ from: places[at], to }));
  return gathered(
    pieces,
    // A link of a space alone would have no name.
    ({ from, to }) => over.filter((span) => span.start <= from && span.end > from && (!span.address || string.slice(from - start, to - start).trim() !== "")),
    ({ tag, address, start: begins, end: ends }, parts, { from }) => ({ tag, parts, ...(address && { address, isRest: begins < from, goesOn: ends > end }) }),
    ({ from, to }) => string.slice(from - start, to - start),
  );
}

/**
 * A tree of `items`: each in what `around` says, outermost first, and in one
 * node with the item before as far as both say the same. `make` gives a node
 * for what is around, its children and the first item in it.
 */
function gathered(items, around, make, leaf = (item) => item) {
  const tree = [];
  let path = [];
  for (const item of items) {
    const wanted = around(item);
    let depth = 0;
    while (depth < path.length && path[depth].span === wanted[depth]) {
      depth++;
    }
    path = path.slice(0, depth);
    for (const span of wanted.slice(depth)) {
      const children = [];
      (path.at(-1)?.children ?? tree).push(make(span, children, item));
      path.push({ span, children });
    }
    (path.at(-1)?.children ?? tree).push(leaf(item));
  }
  return tree;
}
