/** What each line of the marked article holds, and how it looks: no nodes yet. */

import { certaintyOf, voiceOf } from "../whosaid/voices.js";
import { certaintyInWords, diagnosticInWords, kindInWords, speakerInWords } from "../whosaid/words.js";
import { inContainers, Sweep, headingOf, stressed } from "./structured.js";

// A first line longer than this is not a headline.
const HEADLINE_LENGTH = 140;

// An edit further up moves a line on; that alone does not change how it looks.
const PLACES = new Set(["index", "end"]);

/**
 * What each line holds: plain parts and marked ones, nested. Lines come as
 * `spans`, the structure of the text, has them: in lists and block quotes.
 * `badges` are words that quotations carry beside the initials, by index.
 */
export function plan(text, analysis, initials, terms, spans = [], badges = null) {
  const stretches = stretchesOf(analysis, initials, terms, badges);
  const structure = new Sweep(spans);
  const hasHeadings = spans.some(({ tag }) => /^h\d$/.test(tag));
  const lines = [];
  let next = 0;
  let open = [];
  let isFirst = true;
  for (const { 0: whole, 1: words, index: start } of text.matchAll(/([^\r\n\u2028\u2029]*)(?:\r\n|[\r\n\u2028\u2029]|$)/g)) {
    if (whole === "") {
      break;
    }
    const end = start + words.length;
    while (next < stretches.length && stretches[next].start < end) {
      open.push(stretches[next++]);
    }
    open = open.filter((stretch) => stretch.end > start);
    const { blocks, inline } = structure.at(start, end);
    const parts = stressed(nest(text, start, end, open), start, inline);
    const ending = whole.slice(words.length);
    const blank = words.trim() === "";
    const heading = blank ? null : headingOf(blocks);
    const headline = isFirst && !blank && !heading && blocks.length === 0 && !hasHeadings && isHeadline(text, start, end);
    isFirst &&= blank;
    lines.push({ start, blank, heading, headline, blocks, parts: [...parts, ...(ending ? [ending] : [])], key: null });
  }
  for (const line of lines) {
    const { headline, heading, parts } = line;
    line.key = `${heading ?? headline}${JSON.stringify(parts, (name, value) => (PLACES.has(name) ? undefined : value))}`;
  }
  return inContainers(lines);
}

function isHeadline(text, start, end) {
  return end - start <= HEADLINE_LENGTH && !/[.,;:]\s*$/.test(text.slice(start, end)) && end < text.length;
}

/** Every marked stretch with how it looks, outer ones before what they hold. */
function stretchesOf(analysis, initials, terms, badges) {
  const stretches = [];
  analysis.quotations.forEach((quotation, index) => {
    const isTerm = quotation.kind === "term";
    if (isTerm && !terms) {
      return;
    }
    const voice = quotation.speaker === null ? null : voiceOf(quotation.speaker);
    const certainty = certaintyOf(quotation);
    const badge = badges?.get(index);
    const look = {
      index,
      className: [
        "q",
        quotation.kind,
        certainty,
        ...(badge ? ["badged"] : []),
        voice ? `hue-${voice.hue} line-${voice.line}` : "nobody",
      ].join(" "),
      label: [labelOf(quotation, analysis, certainty), ...(badge ? [`remark ${badge}`] : [])].join(", "),
      who: isTerm ? "" : speakerInWords(quotation, analysis),
      speaker: quotation.speaker,
    };
    quotation.content.forEach(({ start, end }, piece) => {
      const isLast = piece === quotation.content.length - 1;
      const chip = isLast && !isTerm ? [chipOf(quotation, initials, certainty), ...(badge ? [badge] : [])].join(" · ") : "";
      stretches.push({ start, end, first: piece === 0, chip, look });
    });
  });
  analysis.diagnostics.forEach((diagnostic, index) => {
    stretches.push({ ...diagnostic, odd: { index, label: diagnosticInWords(diagnostic) } });
  });
  return stretches.sort((a, b) => a.start - b.start || b.end - a.end);
}

function labelOf(quotation, analysis, certainty) {
  if (quotation.kind === "term") {
    return kindInWords(quotation);
  }
  const doubt = certainty === "sure" ? [] : [certaintyInWords(quotation, certainty)];
  return [speakerInWords(quotation, analysis), kindInWords(quotation), ...doubt].join(", ");
}

/** Initials; a guess asks. */
export function chipOf({ speaker }, initials, certainty) {
  return speaker === null ? "?" : `${initials[speaker]}${certainty === "unsure" ? "?" : ""}`;
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
