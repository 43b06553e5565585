/**
 * The marked article: the text exactly as it was given, a paragraph a line,
 * each quotation a place that the keyboard can reach.
 *
 * Lines that have not changed keep their nodes, and long texts are drawn a
 * slice at a time, so that typing and scrolling stay smooth.
 */

import { KeptNodes } from "./kept-nodes.js";
import { plan } from "./plan.js";

// Where each line begins in the text.
const starts = new WeakMap();

/** The marked article in `region`. */
export class Article {
  #region;
  #lines;
  #pieces = new Map();
  #oddities = new Map();

  constructor(region) {
    this.#region = region;
    this.#lines = new KeptNodes(region);
  }

  /** Draws `text` as `analysis` has it, with its terms or without; resolves to false if a later drawing overtook this one. */
  draw(text, analysis, initials, { terms = false } = {}) {
    const pieces = new Map();
    const oddities = new Map();
    const publish = () => {
      this.#pieces = pieces;
      this.#oddities = oddities;
    };
    return this.#lines
      .draw(plan(text, analysis, initials, terms), {
        make: ({ parts, headline }) => drawLine(parts, headline),
        onNode: (node, { parts, start }) => {
          starts.set(node, start);
          collect(node, parts, pieces, oddities);
        },
        // What is drawn so far can be travelled already.
        onPause: publish,
      })
      .then((whole) => {
        if (whole) {
          publish();
        }
        return whole;
      });
  }

  /** The stretches of text nodes that show the text from `start` to `end`. */
  ranges({ start, end }) {
    const ranges = [];
    const lines = this.#region.children;
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      [low, high] = starts.get(lines[middle]) <= start ? [middle + 1, high] : [low, middle];
    }
    for (let line = lines[low - 1]; line && starts.get(line) < end; line = line.nextElementSibling) {
      let at = starts.get(line);
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node && at < end; node = walker.nextNode()) {
        const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.length)];
        if (from < to) {
          ranges.push(new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to }));
        }
        at += node.length;
      }
    }
    return ranges;
  }

  /** The elements that show the quotation with this index, in order. */
  pieces(index) {
    return this.#pieces.get(index) ?? [];
  }

  /** The element that shows the diagnostic with this index. */
  oddity(index) {
    return this.#oddities.get(index);
  }
}

/** The index of the innermost quotation that `node` stands in, or -1. */
export function quotationAt(node) {
  const piece = node?.closest?.(".q");
  return piece ? Number(piece.dataset.quotation) : -1;
}

function drawLine(parts, headline) {
  const line = document.createElement("p");
  const blank = parts.every((part) => typeof part === "string" && part.trim() === "");
  const bare = parts.some((part) => part.look) ? "" : " bare";
  line.className = `${blank ? "blank" : headline ? "headline" : "line"}${bare}`;
  // Words that nobody is quoted with can be left out of what shows.
  drawParts(line, bare ? parts : parts.map((part) => (typeof part === "string" ? { plain: part } : part)));
  return line;
}

function drawParts(parent, parts) {
  for (const part of parts) {
    if (typeof part === "string") {
      parent.append(part);
      continue;
    }
    const element = document.createElement("span");
    if (part.plain) {
      element.className = "plain";
      parent.append(element);
      element.append(part.plain);
      continue;
    }
    if (part.look) {
      element.className = part.look.className;
      if (part.stop) {
        element.tabIndex = 0;
        element.setAttribute("role", "group");
        element.setAttribute("aria-roledescription", "quotation");
        element.setAttribute("aria-label", part.look.label);
        element.dataset.who = part.look.who;
      }
    } else {
      element.className = "odd";
      element.title = part.odd.label;
      element.tabIndex = -1;
    }
    // The line under the words would run on under the chip.
    const words = part.chip ? element.appendChild(document.createElement("span")) : element;
    words.classList.add("said");
    drawParts(words, part.parts);
    if (part.chip) {
      const chip = element.appendChild(document.createElement("span"));
      chip.className = "initials";
      chip.dataset.chip = part.chip;
    }
    parent.append(element);
  }
}

// A line that is kept may belong to quotations with other indices than before.
function collect(line, parts, pieces, oddities) {
  const marked = flatten(parts);
  if (marked.length === 0) {
    return;
  }
  line.querySelectorAll(".q, .odd").forEach((element, at) => {
    const { look, odd } = marked[at];
    if (odd) {
      oddities.set(odd.index, element);
      return;
    }
    tag(element, "quotation", look.index);
    tag(element, "speaker", look.speaker ?? "");
    const together = pieces.get(look.index) ?? [];
    together.push(element);
    pieces.set(look.index, together);
  });
}

function flatten(parts) {
  return parts.flatMap((part) => (typeof part === "string" ? [] : [part, ...flatten(part.parts)]));
}

/** Writes to the page only what is new there. */
function tag(element, name, value) {
  if (element.dataset[name] !== String(value)) {
    element.dataset[name] = value;
  }
}
