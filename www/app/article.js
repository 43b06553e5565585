/**
 * The marked article: the text exactly as it was given, a paragraph a line, in
 * the headings, lists and quotes that its structure has, each quotation a place
 * that the keyboard can reach.
 *
 * Lines that have not changed keep their nodes, and long texts are drawn a
 * slice at a time, so that typing and scrolling stay smooth.
 */

import { build } from "./build.js";
import { KeptNodes } from "./kept-nodes.js";
import { plan } from "./plan.js";

// Where each line begins in the text.
const starts = new WeakMap();

/** The marked article in `region`. */
export class Article {
  #drawing;
  #lines = [];
  #pieces = new Map();
  #oddities = new Map();

  constructor(region) {
    this.#drawing = new KeptNodes(region);
  }

  /**
   * Draws `text` as `analysis` has it, with its terms or without, with
   * `spans` for its structure, and `badges` that quotations carry; resolves to
   * false if a later drawing overtook this one.
   */
  draw(text, analysis, initials, { terms = false, spans = [], badges = null } = {}) {
    const lines = [];
    const pieces = new Map();
    const oddities = new Map();
    const publish = () => {
      this.#lines = lines;
      this.#pieces = pieces;
      this.#oddities = oddities;
    };
    return this.#drawing
      .draw(plan(text, analysis, initials, terms, spans, badges), {
        make: (item) => (item.children ? container(item) : drawLine(item)),
        onNode: (node, { children, parts, start }) => {
          if (!children) {
            lines.push(node);
            starts.set(node, start);
            collect(node, parts, pieces, oddities);
          }
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
    const lines = this.#lines;
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      [low, high] = starts.get(lines[middle]) <= start ? [middle + 1, high] : [low, middle];
    }
    for (let next = Math.max(low - 1, 0); next < lines.length && starts.get(lines[next]) < end; next++) {
      const line = lines[next];
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

// A list without bullets of its own is none to some screen readers.
const container = ({ tag }) => build(tag, { role: /^[ou]l$/.test(tag) && "list" });

function drawLine({ parts, blank, heading, headline }) {
  const isBare = !parts.some((part) => part.look);
  const look = blank ? "blank" : heading ? "line heading" : headline ? "headline" : "line";
  const line = build(heading ?? "p", { class: `${look}${isBare ? " bare" : ""}` });
  // Words that nobody is quoted with can be left out of what shows.
  drawParts(line, isBare ? parts : parts.map((part) => (part.look || part.odd ? part : { plain: part })));
  return line;
}

function drawParts(parent, parts) {
  for (const part of parts) {
    if (typeof part === "string") {
      parent.append(part);
    } else if (part.plain) {
      drawParts(parent.appendChild(build("span", { class: "plain" })), [part.plain]);
    } else if (part.tag) {
      drawParts(parent.appendChild(part.address ? link(part) : build(part.tag)), part.parts);
    } else {
      drawMarked(parent, part);
    }
  }
}

// The keyboard stops once at a link, however a quotation cuts it.
function link({ address, isRest, goesOn }) {
  return build("a", {
    href: address,
    target: "_blank",
    rel: "noopener noreferrer",
    class: goesOn && "goes-on",
    tabindex: isRest ? -1 : null,
  });
}

function drawMarked(parent, { look, stop, odd, chip, parts }) {
  const element = parent.appendChild(document.createElement("span"));
  if (look) {
    element.className = look.className;
    if (stop) {
      element.tabIndex = 0;
      element.setAttribute("role", "group");
      element.setAttribute("aria-roledescription", "quotation");
      element.setAttribute("aria-label", look.label);
      element.dataset.who = look.who;
    }
  } else {
    element.className = "odd";
    element.title = odd.label;
    element.tabIndex = -1;
  }
  // The line under the words would run on under the chip.
  const words = chip ? element.appendChild(document.createElement("span")) : element;
  words.classList.add("said");
  drawParts(words, parts);
  if (chip) {
    element.append(build("span", { class: "initials", "data-chip": chip }));
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
  return parts.flatMap((part) => (typeof part === "string" ? [] : [...(part.tag ? [] : [part]), ...flatten(part.parts)]));
}

/** Writes to the page only what is new there. */
function tag(element, name, value) {
  if (element.dataset[name] !== String(value)) {
    element.dataset[name] = value;
  }
}
