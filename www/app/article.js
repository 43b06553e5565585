/**
 * The marked article: the text exactly as it was given, a paragraph a line,
 * each quotation a place that the keyboard can reach.
 *
 * Lines that have not changed keep their nodes, and long texts are drawn a
 * slice at a time, so that typing and scrolling stay smooth.
 */

import { certaintyOf, voiceOf } from "../whosaid/voices.js";
import { certaintyInWords, diagnosticInWords, kindInWords, speakerInWords } from "../whosaid/words.js";
import { slices } from "./slices.js";

// A first line longer than this is not a headline.
const HEADLINE_LENGTH = 140;

/** The marked article in `region`. */
export class Article {
  #region;
  #lines = [];
  #drawing = 0;
  // Lines that stand in the page and that the drawing under way has yet to reach.
  #owed = new Set();
  #pieces = new Map();
  #oddities = new Map();

  constructor(region) {
    this.#region = region;
  }

  /** Draws `text` as `analysis` has it; resolves to false if a later drawing overtook this one. */
  async draw(text, analysis, initials) {
    const drawing = ++this.#drawing;
    this.#owed.forEach(({ node }) => node.remove());
    const plans = plan(text, analysis, initials);
    const pieces = new Map();
    const oddities = new Map();
    const old = this.#lines;
    const before = commonStart(old, plans);
    const after = commonEnd(old, plans, before);
    const replaced = old.slice(before, old.length - after);
    const kept = old.slice(old.length - after);
    this.#owed = new Set(kept);
    this.#lines = old.slice(0, before);
    replaced.forEach(({ node }) => node.remove());
    const following = kept[0]?.node ?? null;

    const slice = slices();
    for (const [index, { key, parts, headline }] of plans.entries()) {
      let line;
      if (index < before) {
        line = old[index];
      } else if (index >= plans.length - after) {
        line = kept[index - (plans.length - after)];
        this.#owed.delete(line);
        this.#lines.push(line);
      } else {
        line = { key, node: drawLine(parts, headline) };
        this.#region.insertBefore(line.node, following);
        this.#lines.push(line);
      }
      collect(line.node, parts, pieces, oddities);
      if (slice.due()) {
        // What is drawn so far can be travelled already.
        this.#pieces = pieces;
        this.#oddities = oddities;
        await slice.pause();
        if (drawing !== this.#drawing) {
          return false;
        }
      }
    }
    this.#pieces = pieces;
    this.#oddities = oddities;
    return true;
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

/** What each line holds: plain parts and marked ones, nested. */
function plan(text, analysis, initials) {
  const stretches = stretchesOf(analysis, initials);
  const lines = [];
  let next = 0;
  let open = [];
  for (const { 0: whole, 1: words, index: start } of text.matchAll(/([^\r\n\u2028\u2029]*)(?:\r\n|[\r\n\u2028\u2029]|$)/g)) {
    if (whole === "") {
      break;
    }
    const end = start + words.length;
    while (next < stretches.length && stretches[next].start < end) {
      open.push(stretches[next++]);
    }
    open = open.filter((stretch) => stretch.end > start);
    const parts = nest(text, start, end, open);
    const ending = whole.slice(words.length);
    const blank = words.trim() === "";
    const headline = lines.every(({ blank }) => blank) && !blank && isHeadline(text, start, end, parts);
    lines.push({ blank, headline, parts: [...parts, ...(ending ? [ending] : [])], key: null });
  }
  for (const line of lines) {
    line.key = `${line.headline}${JSON.stringify(line.parts, (name, value) => (name === "index" ? undefined : value))}`;
  }
  return lines;
}

function isHeadline(text, start, end, parts) {
  return end - start <= HEADLINE_LENGTH && !/[.,;:]\s*$/.test(text.slice(start, end)) && end < text.length;
}

/** Every marked stretch with how it looks, outer ones before what they hold. */
function stretchesOf(analysis, initials) {
  const stretches = [];
  analysis.quotations.forEach((quotation, index) => {
    if (quotation.kind === "term") {
      return;
    }
    const voice = quotation.speaker === null ? null : voiceOf(quotation.speaker);
    const certainty = certaintyOf(quotation);
    const look = {
      index,
      className: [
        "q",
        quotation.kind,
        certainty,
        voice ? `hue-${voice.hue} line-${voice.line}` : "nobody",
      ].join(" "),
      label: [speakerInWords(quotation, analysis), kindInWords(quotation), ...(certainty === "sure" ? [] : [certaintyInWords(quotation, certainty)])].join(", "),
      speaker: quotation.speaker,
    };
    quotation.content.forEach(({ start, end }, piece) => {
      const isLast = piece === quotation.content.length - 1;
      const chip = isLast ? (quotation.speaker === null ? "?" : initials[quotation.speaker]) : "";
      stretches.push({ start, end, first: piece === 0, chip, look });
    });
  });
  analysis.diagnostics.forEach((diagnostic, index) => {
    stretches.push({ ...diagnostic, odd: { index, label: diagnosticInWords(diagnostic) } });
  });
  return stretches.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The parts of the line from `start` to `end`: strings, and marked parts that hold parts. */
function nest(text, start, end, stretches) {
  const top = { parts: [], end };
  const stack = [top];
  let at = start;
  const write = (to) => {
    if (to > at) {
      stack.at(-1).parts.push(text.slice(at, to));
      at = to;
    }
  };
  const close = (to) => {
    while (stack.length > 1 && stack.at(-1).end <= to) {
      write(stack.at(-1).end);
      stack.pop();
    }
  };
  // One that reaches beyond what it starts in is cut there, and goes on after it.
  const queue = [...stretches];
  while (queue.length > 0) {
    const stretch = queue.shift();
    const from = Math.max(stretch.start, start);
    close(from);
    write(from);
    const limit = Math.min(stretch.end, stack.at(-1).end);
    if (limit <= from) {
      continue;
    }
    const { look, odd } = stretch;
    const ends = stretch.end === limit;
    const part = {
      parts: [],
      end: limit,
      ...(look && { look, stop: stretch.first, chip: ends ? stretch.chip : "" }),
      ...(odd && { odd }),
    };
    stack.at(-1).parts.push(part);
    stack.push(part);
    // The keyboard stops once at a quotation, however many lines it runs over.
    stretch.first = false;
    const rest = Math.min(stretch.end, end);
    if (limit < rest) {
      const later = { ...stretch, start: limit };
      const place = queue.findIndex(({ start }) => start > limit);
      queue.splice(place < 0 ? queue.length : place, 0, later);
    }
  }
  close(end);
  write(end);
  return top.parts;
}

function drawLine(parts, headline) {
  const line = document.createElement("p");
  const blank = parts.every((part) => typeof part === "string" && part.trim() === "");
  line.className = blank ? "blank" : headline ? "headline" : "line";
  drawParts(line, parts);
  return line;
}

function drawParts(parent, parts) {
  for (const part of parts) {
    if (typeof part === "string") {
      parent.append(part);
      continue;
    }
    const element = document.createElement("span");
    if (part.look) {
      element.className = part.look.className;
      if (part.stop) {
        element.tabIndex = 0;
        element.setAttribute("role", "group");
        element.setAttribute("aria-roledescription", "quotation");
        element.setAttribute("aria-label", part.look.label);
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
    element.dataset.quotation = look.index;
    element.dataset.speaker = look.speaker ?? "";
    pieces.set(look.index, [...(pieces.get(look.index) ?? []), element]);
  });
}

function flatten(parts) {
  return parts.flatMap((part) => (typeof part === "string" ? [] : [part, ...flatten(part.parts)]));
}

function commonStart(old, plans) {
  let count = 0;
  while (count < old.length && count < plans.length && old[count].key === plans[count].key) {
    count++;
  }
  return count;
}

function commonEnd(old, plans, before) {
  let count = 0;
  const most = Math.min(old.length, plans.length) - before;
  while (count < most && old.at(-1 - count).key === plans.at(-1 - count).key) {
    count++;
  }
  return count;
}
