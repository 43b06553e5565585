/**
 * What a text has beside its words: headings, lists, block quotes, links and
 * stress, as spans that stand off from it. The text stays plain; an edit of it
 * moves the spans along.
 *
 *     { start, end, tag, address }
 *
 * `tag` is the element's name: h1 to h6, ul, ol, li, blockquote, a, em or
 * strong; links alone have an `address`.
 */

import { changeBetween, sharedPart } from "./change.js";

const BLOCKS = new Set(["h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote"]);
const INLINE = new Set(["a", "em", "strong"]);

const BREAK = /[\r\n\u2028\u2029]/;

// Where less of a text is left than this, it is another one.
const LEAST_LEFT = 0.1;

// More than any article has.
const MOST_SPANS = 100_000;

/** Whether `span` takes whole lines. */
export const isBlock = ({ tag }) => BLOCKS.has(tag);

/** `address` as a link may have it, made whole by that of its page; null where it leads elsewhere than to a page or to a mailbox. */
export function safeAddress(address, page = undefined) {
  try {
    const { protocol, href } = new URL(address.trim(), page ?? undefined);
    return ["http:", "https:", "mailto:"].includes(protocol) ? href : null;
  } catch {
    return null;
  }
}

/** The structure of the text in a textbox. */
export class Structure {
  #text = "";
  #spans = [];
  #lost = null;

  /** The spans, outer ones before what they hold. They are never changed, only replaced. */
  get spans() {
    return this.#spans;
  }

  /** `text` has come in place of what was there. */
  replace(text, spans = []) {
    // What was there may be brought back.
    if (this.#spans.length > 0) {
      this.#lost = { text: this.#text, spans: this.#spans };
    }
    this.#text = text;
    this.#spans = spans;
  }

  /** `words` with `spans` of their own have come in place of what stood from `start` to `end`. */
  insert(start, end, words, spans) {
    const whole = end - start === this.#text.length;
    const text = this.#text.slice(0, start) + words + this.#text.slice(end);
    if (whole) {
      this.replace(text, spans);
      return;
    }
    // What is inserted among the lines of a block belongs to it, what stands at its ends does not.
    const carried = carry(this.#spans, { start, end, inserted: words.length, breaks: true });
    this.#text = text;
    this.#spans = ordered([...carried, ...spans.map((span) => ({ ...span, start: span.start + start, end: span.end + start }))]);
  }

  /** The text has become `text` by typing, or another edit that brings plain words; `whole`: in place of all that was there. */
  edit(text, { whole = false } = {}) {
    if (this.#lost?.text === text && !whole) {
      // Taken back.
      const { spans } = this.#lost;
      this.replace(text, spans);
    } else if (this.#spans.length === 0) {
      this.#text = text;
    } else if (whole || sharedPart(this.#text, text) < LEAST_LEFT) {
      this.replace(text);
    } else if (text !== this.#text) {
      const { start, end, inserted } = changeBetween(this.#text, text);
      const breaks = BREAK.test(this.#text.slice(start, end)) || BREAK.test(text.slice(start, start + inserted));
      this.#spans = carry(this.#spans, { start, end, inserted, breaks });
      this.#text = text;
    }
  }
}

/** `spans` after an edit. */
function carry(spans, { start, end, inserted, breaks }) {
  const by = inserted - (end - start);
  return spans.flatMap((span) => {
    if (span.end < start || (span.end === start && (breaks || !isBlock(span)))) {
      return [span];
    }
    const isLost = start <= span.start && end >= span.end && end > start;
    if (isLost) {
      return [];
    }
    // Words typed at either end of a line are of the block that the line is of.
    const grows = isBlock(span) && !breaks && end >= span.start;
    const from = grows ? Math.min(span.start, start) : span.start >= end ? span.start + by : span.start < start ? span.start : start + inserted;
    const to = grows ? Math.max(span.end, end) + by : span.end > end || span.start >= end ? span.end + by : start;
    return to > from ? [{ ...span, start: from, end: to }] : [];
  });
}

/** `spans`, outer ones before what they hold. */
export function ordered(spans) {
  return spans.sort((a, b) => a.start - b.start || b.end - a.end || depth(a) - depth(b));
}

// What holds what, where both have the same words.
const DEPTHS = ["blockquote", "ul", "ol", "li"];
const depth = ({ tag }) => (DEPTHS.includes(tag) ? DEPTHS.indexOf(tag) : DEPTHS.length);

/** The spans that `json` holds for a text of `length`; what does not belong there is left out. */
export function readSpans(json, length) {
  let read;
  try {
    read = JSON.parse(json);
  } catch {
    return [];
  }
  if (!Array.isArray(read)) {
    return [];
  }
  const isPlace = (place) => Number.isSafeInteger(place) && place >= 0 && place <= length;
  return ordered(
    read.slice(0, MOST_SPANS).flatMap((span) => {
      const { start, end, tag } = span ?? {};
      if (!isPlace(start) || !isPlace(end) || end <= start || !(BLOCKS.has(tag) || INLINE.has(tag))) {
        return [];
      }
      const address = tag === "a" && typeof span.address === "string" ? safeAddress(span.address) : null;
      return tag === "a" && address === null ? [] : [{ start, end, tag, ...(address && { address }) }];
    }),
  );
}
