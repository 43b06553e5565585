/**
 * The text of a piece of a page, as a reader sees it, and the way back from
 * its offsets to the page's text nodes.
 *
 * White space collapses as it does on screen; blocks and `<br>` become line
 * breaks; a slot is read as what is slotted into it; the marks that a browser
 * draws around `<q>` are there. What nobody reads as prose (scripts, controls,
 * drawings, what is hidden) is left out. Nothing in the page is changed.
 */

const NOT_READ = new Set([
  "SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TITLE", "HEAD", "IFRAME", "OBJECT", "CANVAS", "AUDIO", "VIDEO", "SVG",
  "RT", "RP", "TEXTAREA", "SELECT", "DATALIST", "BUTTON", "INPUT", "LABEL", "LEGEND", "OUTPUT", "METER", "PROGRESS",
]);

const INNER_MARKS = ["‘", "’"];
const OUTER_MARKS = ["“", "”"];

/** Reads `root`, an element, with all that stands in it; `isLeftOut` tells which elements to pass over. */
export class DomText {
  /** The text. */
  text = "";

  /** What was read besides `root` and is not below it: what slots in it show. */
  slotted = [];

  // Runs of characters that text and page share one for one, in order.
  #runs = [];
  #runOfNode = new Map();

  constructor(root, isLeftOut = () => false) {
    const reader = new Reader(this.#runs, this.slotted, isLeftOut);
    reader.element(root, true);
    this.text = reader.parts.join("");
    this.#runs.forEach(({ node }, index) => {
      if (!this.#runOfNode.has(node)) {
        this.#runOfNode.set(node, index);
      }
    });
  }

  /** Whether `other` read the same words in the same places. */
  equals(other) {
    return (
      this.text === other.text &&
      this.#runs.length === other.#runs.length &&
      this.#runs.every(({ at, node, offset, length }, index) => {
        const run = other.#runs[index];
        return at === run.at && node === run.node && offset === run.offset && length === run.length;
      })
    );
  }

  /** The trees that hold the text nodes: a document, shadow roots. */
  get trees() {
    return new Set([...this.#runOfNode.keys()].map((node) => node.getRootNode()));
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

  /** The first of the stretches from `start` to `end` as a range; null where the page holds it no more. */
  rangeOf(span) {
    const [first] = this.stretches(span);
    if (!first?.node.isConnected || first.end > first.node.length) {
      return null;
    }
    const range = first.node.ownerDocument.createRange();
    range.setStart(first.node, first.start);
    range.setEnd(first.node, first.end);
    return range;
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
  #slotted;
  #isLeftOut;
  #length = 0;
  #break = "";
  // A space at a line's start, or after another, is not drawn.
  #afterSpace = true;
  #depthOfQ = 0;

  constructor(runs, slotted, isLeftOut) {
    this.#runs = runs;
    this.#slotted = slotted;
    this.#isLeftOut = isLeftOut;
  }

  element(element, isRoot = false) {
    if (!isRoot && (NOT_READ.has(element.tagName.toUpperCase()) || element.getAttribute("aria-hidden") === "true" || this.#isLeftOut(element))) {
      return;
    }
    if (element.tagName === "BR") {
      this.#break ||= "\n";
      return;
    }
    const style = getComputedStyle(element);
    // The root is read even where a page has not laid it out yet. Without any
    // display: in no slot of the shadow root around it.
    if (!isRoot && (style.display === "none" || style.display === "" || isUnseen(style))) {
      return;
    }
    const block = !/^(inline|contents|ruby|none)/.test(style.display);
    if (block) {
      this.#break = "\n\n";
    }
    const marks = this.#marksAround(element);
    this.#draw(marks?.[0]);
    this.#depthOfQ += marks ? 1 : 0;
    const visible = style.visibility === "visible";
    const keepsSpace = /^(pre|break-spaces)/.test(style.whiteSpace) || /^(preserve|break)/.test(style.whiteSpaceCollapse ?? "");
    for (const child of this.#childrenOf(element)) {
      if (child.nodeType === Node.TEXT_NODE) {
        if (visible) {
          this.#text(child, keepsSpace);
        }
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        this.element(child);
      }
    }
    this.#depthOfQ -= marks ? 1 : 0;
    this.#draw(marks?.[1]);
    if (block) {
      this.#break = "\n\n";
    }
  }

  #childrenOf(element) {
    if (element.tagName === "SLOT") {
      const assigned = element.assignedNodes({ flatten: true });
      if (assigned.length > 0) {
        this.#slotted.push(...assigned.filter((node) => !element.contains(node)));
        return assigned;
      }
    }
    if (element.tagName === "DETAILS" && !element.open) {
      return [...element.children].filter(({ tagName }) => tagName === "SUMMARY").slice(0, 1);
    }
    return element.childNodes;
  }

  /** The marks that the browser draws around a `<q>`; an author may have written them out and taken the drawn ones away. */
  #marksAround(element) {
    if (element.tagName !== "Q" || !/quote|["'“‘«„]/.test(getComputedStyle(element, "::before").content)) {
      return null;
    }
    return this.#depthOfQ % 2 === 0 ? OUTER_MARKS : INNER_MARKS;
  }

  /** Characters that the reader sees and no text node holds. */
  #draw(characters) {
    if (characters) {
      this.#put(characters);
      this.#afterSpace = false;
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
    this.#put("");
    const last = this.#runs.at(-1);
    if (last?.node === node && last.offset + last.length === offset && last.at + last.length === this.#length) {
      last.length += words.length;
    } else {
      this.#runs.push({ at: this.#length, node, offset, length: words.length });
    }
    this.#put(words);
  }

  /** Adds `words` to the text, after the break that is due. */
  #put(words) {
    const due = this.#length > 0 ? this.#break : "";
    this.#break = "";
    for (const part of [due, words]) {
      if (part !== "") {
        this.parts.push(part);
        this.#length += part.length;
      }
    }
  }
}

// Words for screen readers alone ("opens in a new window") are clipped away.
function isUnseen({ position, clip, clipPath, contentVisibility }) {
  const clipped = (position === "absolute" || position === "fixed") && ((clip !== "auto" && clip !== "") || clipPath === "inset(50%)");
  return clipped || contentVisibility === "hidden";
}
