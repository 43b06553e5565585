/**
 * The text of a piece of a page, as a reader sees it, and the way back from
 * its offsets to the page's text nodes.
 *
 * White space collapses as it does on screen; blocks and `<br>` become line
 * breaks; what is not read (scripts, controls, hidden parts) is left out.
 * Nothing in the page is changed.
 */

const NOT_READ = new Set([
  "SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TITLE", "HEAD", "TEXTAREA", "SELECT", "BUTTON", "INPUT",
  "IFRAME", "OBJECT", "CANVAS", "AUDIO", "VIDEO", "RT", "RP",
]);

/** Reads `root`, an element, with all that stands in it. */
export class DomText {
  /** The text. */
  text = "";

  // Runs of characters that text and page share one for one, in order.
  #runs = [];
  #runOfNode = new Map();

  constructor(root) {
    const reader = new Reader(this.#runs);
    reader.element(root, true);
    this.text = reader.parts.join("");
    this.#runs.forEach(({ node }, index) => {
      if (!this.#runOfNode.has(node)) {
        this.#runOfNode.set(node, index);
      }
    });
  }

  /** Where the page holds the text from `start` to `end`: a stretch a text node. */
  stretches({ start, end }) {
    const found = [];
    for (let index = this.#runAt(start); index < this.#runs.length; index++) {
      const run = this.#runs[index];
      if (run.at >= end) {
        break;
      }
      const from = run.offset + Math.max(start - run.at, 0);
      const to = run.offset + Math.min(end - run.at, run.length);
      const last = found.at(-1);
      if (last?.node === run.node) {
        last.end = to;
      } else if (to > from) {
        found.push({ node: run.node, start: from, end: to });
      }
    }
    return found;
  }

  /** The offset in the text of a place in the page, or -1 where the text does not hold it. */
  offsetOf(node, offset) {
    for (let index = this.#runOfNode.get(node) ?? this.#runs.length; this.#runs[index]?.node === node; index++) {
      const run = this.#runs[index];
      if (offset < run.offset + run.length) {
        return offset < run.offset ? -1 : run.at + offset - run.offset;
      }
    }
    return -1;
  }

  // The first run that ends after `offset`.
  #runAt(offset) {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const run = this.#runs[middle];
      if (run.at + run.length <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

class Reader {
  parts = [];
  #runs;
  #length = 0;
  #break = "";
  // A space at a line's start, or after another, is not drawn.
  #afterSpace = true;

  constructor(runs) {
    this.#runs = runs;
  }

  element(element, isRoot = false) {
    if (NOT_READ.has(element.tagName)) {
      return;
    }
    if (element.tagName === "BR") {
      this.#break ||= "\n";
      return;
    }
    const style = getComputedStyle(element);
    // The root is read even where a page has not laid it out yet.
    if (style.display === "none" && !isRoot) {
      return;
    }
    const block = !/^(inline|contents|ruby|none)/.test(style.display);
    if (block) {
      this.#break = "\n\n";
    }
    const visible = style.visibility === "visible";
    const keepsSpace = /^(pre|break-spaces)/.test(style.whiteSpace) || /^(preserve|break)/.test(style.whiteSpaceCollapse ?? "");
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE) {
        if (visible) {
          this.#text(child, keepsSpace);
        }
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        this.element(child);
      }
    }
    if (block) {
      this.#break = "\n\n";
    }
  }

  #text(node, keepsSpace) {
    const { data } = node;
    if (keepsSpace) {
      this.#emit(node, 0, data);
      this.#afterSpace = false;
      return;
    }
    for (const { 0: word, index } of data.matchAll(/[ \t\n\r\f]+|[^ \t\n\r\f]+/g)) {
      const isSpace = /^[ \t\n\r\f]/.test(word);
      if (!isSpace) {
        this.#emit(node, index, word);
      } else if (!this.#afterSpace && this.#break === "") {
        this.#emit(node, index, " ");
      }
      this.#afterSpace = isSpace;
    }
  }

  #emit(node, offset, words) {
    if (words === "") {
      return;
    }
    if (this.#break !== "" && this.#length > 0) {
      this.parts.push(this.#break);
      this.#length += this.#break.length;
    }
    this.#break = "";
    const last = this.#runs.at(-1);
    if (last?.node === node && last.offset + last.length === offset && last.at + last.length === this.#length) {
      last.length += words.length;
    } else {
      this.#runs.push({ at: this.#length, node, offset, length: words.length });
    }
    this.parts.push(words);
    this.#length += words.length;
  }
}
