/** Lines as they grow: spaces run together, blank lines at most one by one, and spans that begin and end in them. */

import { isBlock, ordered } from "./structure.js";

// No more than these stand in each other: a page may nest deeper than a browser can draw.
const DEEPEST = 12;

export class Lines {
  #lines = [];
  #line = "";
  #prefix = "";
  #prefixes = [];
  #open = [];
  #spans = [];
  verbatim = 0;

  add(words) {
    if (this.verbatim > 0) {
      const [first, ...rest] = words.split(/\r\n|[\r\n]/);
      this.#line += first;
      for (const line of rest) {
        this.breakLine();
        this.#line = line;
      }
      return;
    }
    // A no-break space is one that its writer meant.
    const plain = words.replace(/[ \t\n\r\f]+/g, " ");
    this.#line += this.#line === "" || this.#line.endsWith(" ") ? plain.replace(/^ /, "") : plain;
  }

  /** Begins a span here; null where it would say nothing new. */
  open({ tag, address }) {
    const span = { tag, address };
    if (this.#open.length >= DEEPEST || (!isBlock(span) && this.#open.some((other) => other.tag === tag))) {
      return null;
    }
    // A block begins before its bullet, words after it.
    span.from = this.#place(!isBlock(span));
    this.#open.push(span);
    this.#spans.push(span);
    return span;
  }

  /** Ends what `open` gave. */
  close(span) {
    if (span) {
      span.to = this.#place(this.#line !== "");
      this.#open.splice(this.#open.indexOf(span), 1);
    }
  }

  /** What the next line begins with, if it has any words. */
  prefix(bullet) {
    this.#prefix = bullet;
  }

  breakLine() {
    const line = this.#line.trimEnd();
    this.#line = "";
    if (line.trim() !== "") {
      this.#prefixes[this.#lines.length] = this.#prefix.length;
      this.#lines.push(this.#prefix + line);
      this.#prefix = "";
    }
  }

  breakApart() {
    this.breakLine();
    if (this.#lines.length > 0 && this.#lines.at(-1) !== "") {
      this.#lines.push("");
    }
  }

  /** The text, and its spans. */
  get written() {
    this.breakLine();
    const all = this.#lines.join("\n");
    const text = all.trim();
    const before = all.length - all.trimStart().length;
    const starts = [];
    let at = -before;
    for (const line of this.#lines) {
      starts.push(at);
      at += line.length + 1;
    }
    const absolute = ({ line, column, afterPrefix }) => {
      const inLine = column + (afterPrefix ? (this.#prefixes[line] ?? 0) : 0);
      const place = (starts[line] ?? text.length) + Math.min(inLine, this.#lines[line]?.length ?? 0);
      return Math.min(Math.max(place, 0), text.length);
    };
    const spans = this.#spans.flatMap(({ tag, address, from, to }) => {
      // Spaces and breaks at its ends are no part of it.
      const [outer, end] = [absolute(from), absolute(to)];
      const words = text.slice(outer, end);
      const start = outer + words.length - words.trimStart().length;
      return words.trim() === "" ? [] : [{ start, end: start + words.trim().length, tag, ...(address && { address }) }];
    });
    return { text, spans: ordered(spans) };
  }

  #place(afterPrefix) {
    return { line: this.#lines.length, column: this.#line.length, afterPrefix };
  }
}
