/**
 * Links to a quotation in the page it comes from, by its words: text fragments
 * (`#:~:text=`), which Chromium, Safari and Firefox scroll to and highlight.
 *
 * A page may set its quotation marks otherwise than the pasted text, so the
 * outer marks are left out. Words that stand more than once are told apart by
 * some of the words beside them.
 */

import { linkable } from "./shared.js";

// Longer ones are named by their first and last words.
const LONGEST = 120;
const EDGE_WORDS = 5;
const MOST_EDGE_WORDS = 12;
const MOST_CONTEXT_WORDS = 8;
// In characters: more than those words take.
const CONTEXT_LENGTH = 200;

/** The address of `quotation` in the page at `address`; null where that is no web address. */
export function quotationAddress(address, text, quotation) {
  const url = linkable(address);
  const fragment = url && textFragment(text, quotation);
  return fragment ? `${url}#${fragment}` : null;
}

/** The text fragment of `quotation`, without "#": a directive for each of its pieces. Null if it has no words. */
export function textFragment(text, quotation) {
  const known = { text, plain: folded(text) };
  const directives = quotation.content.flatMap((span) => directive(known, span) ?? []);
  return directives.length > 0 ? `:~:${directives.join("&")}` : null;
}

function directive(known, span) {
  const { text } = known;
  const lines = linesOf(text, span);
  if (lines.length === 0) {
    return null;
  }
  const [first, last] = [lines[0], lines.at(-1)];
  if (lines.length === 1 && first.end - first.start <= LONGEST) {
    const { before, after } = contextOf(known, first);
    return encode([before && `${term(before)}-`, term(text.slice(first.start, first.end)), after && `-${term(after)}`]);
  }
  const end = lastWords(text, last);
  const start = firstWords(known, first, end.start);
  const { before } = contextOf(known, start, { afterToo: false });
  return encode([before && `${term(before)}-`, term(text.slice(start.start, start.end)), term(text.slice(end.start, end.end))]);
}

function encode(parts) {
  return `text=${parts.filter(Boolean).join(",")}`;
}

// Dashes, commas and ampersands have meanings of their own here.
function term(words) {
  const clean = words.replace(/\s+/g, " ").trim().toWellFormed();
  return encodeURIComponent(clean).replace(/[-!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The words of `span` line by line, marks and spaces at their ends left out. */
function linesOf(text, { start, end }) {
  return [...text.slice(start, end).matchAll(/[^\r\n\u2028\u2029]+/g)].flatMap(({ 0: line, index }) => {
    const words = line.match(/[\p{L}\p{N}](?:.*[\p{L}\p{N}\p{M}])?/su);
    return words ? [{ start: start + index + words.index, end: start + index + words.index + words[0].length }] : [];
  });
}

/** The first words of a line: so many that they stand nowhere else, if that is to be had before `limit`. */
function firstWords({ text, plain }, { start, end }, limit) {
  const words = [...text.slice(start, Math.min(end, limit)).matchAll(/\S+/g)];
  let until = end;
  for (let count = Math.min(EDGE_WORDS, words.length); count >= 1 && count <= Math.min(words.length, MOST_EDGE_WORDS); count++) {
    const { 0: word, index } = words[count - 1];
    until = start + index + trimmedEnd(word);
    if (occurrences(plain, folded(text.slice(start, until))) <= 1) {
      break;
    }
  }
  return { start, end: until };
}

function lastWords(text, { start, end }) {
  const words = text.slice(start, end).match(/\S+/g).slice(-EDGE_WORDS);
  const tail = text.slice(start, end);
  let at = tail.length;
  for (let index = words.length - 1; index >= 0; index--) {
    at = tail.lastIndexOf(words[index], at - words[index].length);
  }
  const letter = tail.slice(at).search(/[\p{L}\p{N}]/u);
  return { start: start + at + Math.max(letter, 0), end };
}

function trimmedEnd(words) {
  return words.replace(/[^\p{L}\p{N}\p{M}]+$/u, "").length || words.trimEnd().length;
}

/**
 * As few words of its line, before `span` or else after it, as make it the only
 * place; nothing where none are needed, all that may be where none suffice.
 */
function contextOf({ text, plain }, { start, end }, { afterToo = true } = {}) {
  const words = folded(text.slice(start, end));
  if (occurrences(plain, words) <= 1) {
    return {};
  }
  let before;
  for (const wider of wordsBefore(text, start)) {
    before = wider;
    if (occurrences(plain, folded(before) + words) <= 1) {
      return { before };
    }
  }
  let after;
  for (const wider of afterToo ? wordsAfter(text, end) : []) {
    after = wider;
    if (occurrences(plain, words + folded(after)) <= 1) {
      return { after };
    }
  }
  return { before, after };
}

/** The words of the line before `start`, one more each time. */
function* wordsBefore(text, start) {
  const line = /[^\r\n\u2028\u2029]*$/.exec(text.slice(Math.max(0, start - CONTEXT_LENGTH), start))[0];
  const words = [...line.matchAll(/\S*[\p{L}\p{N}]\S*/gu)].slice(-MOST_CONTEXT_WORDS);
  for (const { 0: word, index } of words.reverse()) {
    yield line.slice(index + word.search(/[\p{L}\p{N}]/u));
  }
}

/** The words of the line after `end`, one more each time. */
function* wordsAfter(text, end) {
  const line = /^[^\r\n\u2028\u2029]*/.exec(text.slice(end, end + CONTEXT_LENGTH))[0];
  for (const { 0: word, index } of [...line.matchAll(/\S*[\p{L}\p{N}]\S*/gu)].slice(0, MOST_CONTEXT_WORDS)) {
    yield line.slice(0, index + trimmedEnd(word));
  }
}

function occurrences(plain, words) {
  const first = plain.indexOf(words);
  return first < 0 ? 0 : plain.indexOf(words, first + 1) < 0 ? 1 : 2;
}

/** As a browser compares: neither case nor the kind of space counts. */
function folded(text) {
  return text.replace(/\s+/g, " ").toLowerCase();
}
