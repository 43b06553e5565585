/**
 * Marks stretches of text nodes in the page: by the CSS Custom Highlight API,
 * which changes nothing in the document, or by `<mark>` elements where that is
 * missing, taken out again without a trace.
 */

import { HUES, LINES } from "./voices.js";

/** Whether the browser highlights without changing the document. */
const paintsWithoutMarks = (view) => typeof view.Highlight === "function" && "highlights" in (view.CSS ?? {});

/** A painter for this browser, of what the window `view` shows. */
export function painter(view = globalThis) {
  return paintsWithoutMarks(view) ? new HighlightPainter(view) : new MarkPainter();
}

/** The name of the look of a quotation: what to paint it under. */
export function lookOf(voice, kind, certainty) {
  const who = voice ? `${voice.hue}-${voice.line}` : "none";
  const sure = certainty === "unsure" || certainty === "likely" ? `-${certainty}` : "";
  return `whosaid-${who}${kind === "indirect" ? "-indirect" : ""}${sure}`;
}

/** The look of the quotation that the reader has chosen. */
export const CHOSEN = "whosaid-chosen";

/** The looks of the chosen pair of a comparison: its passages, and the words in them that differ. */
export const PAIR_CHOSEN = "whosaid-pair-chosen";
export const PAIR_DIFFERS = "whosaid-pair-differs";

// Below the highlights of others, who have 0 unless they say so: what a reader
// searches for shows through.
const PRIORITY = -3;

// What is painted over the marks.
const OVER = new Map([[PAIR_CHOSEN, -2], [PAIR_DIFFERS, -1], [CHOSEN, -1]]);

class HighlightPainter {
  /** Whether painting changes the document. */
  invasive = false;
  #view;
  #own = new Map();

  constructor(view) {
    this.#view = view;
  }

  /** Paints `stretches` under `name`, beside what is painted already. */
  paint(name, stretches) {
    const { CSS } = this.#view;
    let highlight = CSS.highlights.get(name);
    if (!highlight) {
      highlight = new this.#view.Highlight();
      highlight.priority = OVER.get(name) ?? PRIORITY;
      CSS.highlights.set(name, highlight);
    }
    let own = this.#own.get(name);
    if (!own) {
      own = [];
      this.#own.set(name, own);
    }
    for (const { node, start, end } of stretches) {
      // Static: live ranges would slow down every change to the page.
      const range = new this.#view.StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end });
      highlight.add(range);
      own.push(range);
    }
  }

  /** Makes what was painted show. */
  commit() {}

  /** Takes away what this painter has painted: all of it, or what is chosen. */
  clear(name) {
    const { CSS } = this.#view;
    for (const own of name ? [name] : [...this.#own.keys()]) {
      const highlight = CSS.highlights.get(own);
      this.#own.get(own)?.forEach((range) => highlight?.delete(range));
      this.#own.delete(own);
      // Others may paint under the same name: another element, another copy
      // of this module.
      if (highlight?.size === 0) {
        CSS.highlights.delete(own);
      }
    }
  }

  /** Whether all that was painted is still there. */
  get isWhole() {
    return [...this.#own].every(([name, ranges]) => ranges.every((range) => this.#view.CSS.highlights.get(name)?.has(range)));
  }
}

class MarkPainter {
  invasive = true;
  // Which marks, and which text nodes cut off, belong to a text node that was
  // there before.
  #cuts = new Map();
  #planned = [];

  paint(name, stretches) {
    if (OVER.has(name)) {
      // Wrapping again for what is chosen would invalidate the stretches.
      return;
    }
    for (const stretch of stretches) {
      this.#planned.push({ ...stretch, name });
    }
  }

  /** Wraps what is planned. Stretches count in the text nodes as they were before. */
  commit() {
    const ofNode = Map.groupBy
      ? Map.groupBy(this.#planned, ({ node }) => node)
      : this.#planned.reduce((map, item) => map.set(item.node, [...(map.get(item.node) ?? []), item]), new Map());
    this.#planned = [];
    for (const [node, items] of ofNode) {
      this.#wrap(node, items);
    }
  }

  #wrap(node, items) {
    const whole = node.data;
    const bounds = [...new Set(items.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
    const added = [];
    // From the end, so that what stands before keeps its offsets.
    for (let index = bounds.length - 2; index >= 0; index--) {
      const [start, end] = [bounds[index], bounds[index + 1]];
      // What stands inside was planned after what it stands inside.
      const top = items.findLast((item) => item.start <= start && item.end >= end);
      if (!top) {
        continue;
      }
      const rest = end < node.length ? node.splitText(end) : null;
      const mark = node.ownerDocument.createElement("mark");
      mark.className = top.name;
      mark.textContent = node.data.slice(start);
      node.data = node.data.slice(0, start);
      node.after(mark);
      added.unshift(mark, ...(rest ? [rest] : []));
    }
    this.#cuts.set(node, { whole, added });
  }

  get isWhole() {
    return [...this.#cuts].every(([node, { added }]) => [node, ...added].every(({ isConnected }) => isConnected));
  }

  clear(name) {
    if (OVER.has(name)) {
      return;
    }
    this.#planned = [];
    for (const [node, { whole, added }] of this.#cuts) {
      const now = node.data + added.map((part) => part.textContent).join("");
      const whereItWas = node.parentNode && added.every((part) => part.parentNode === node.parentNode);
      if (whereItWas && now === whole) {
        added.forEach((part) => part.remove());
        node.data = whole;
      } else {
        // Somebody has changed the page meanwhile: only the marks go.
        for (const part of added) {
          if (part.nodeName === "MARK") {
            part.replaceWith(...part.childNodes);
          }
        }
      }
    }
    this.#cuts.clear();
  }
}

const COLORS = ["#2f6fd0", "#b5620f", "#1a8a5a", "#b83f86", "#7b5cd1", "#8a7a12", "#0f8794", "#c0473f"];

// In percent, how strong the tint behind quoted words, that behind reported
// ones, and the line below them are: the less, the less sure the speaker is.
// No tint is 0, for WebKitGTK paints no lines of highlights.
const STRENGTHS = { "": [18, 7, 100], "-likely": [9, 5, 100], "-unsure": [4, 3, 60] };

/** The rules for the looks. `::highlight()` reaches only its own tree, so every root needs them. */
export function looksSheet(invasive) {
  const select = (name) => (invasive ? `mark.${name}` : `::highlight(${name})`);
  const rules = invasive ? [`mark[class^="whosaid-"] { color: inherit; background: none; }`] : [];
  const add = (name, color, line) => {
    const faint = (percent) => `color-mix(in srgb, ${color} ${percent}%, transparent)`;
    for (const [sure, [tint, paler, strength]] of Object.entries(STRENGTHS)) {
      // In parts, for WebKit's `text-decoration` takes the line alone.
      const underline = `text-decoration-line: underline; text-decoration-style: ${line}; text-decoration-color: ${faint(strength)}; text-underline-offset: 0.2em`;
      rules.push(`${select(`${name}${sure}`)} { ${underline}; text-decoration-thickness: 0.12em; background-color: ${faint(tint)}; }`);
      rules.push(`${select(`${name}-indirect${sure}`)} { ${underline}; text-decoration-thickness: 0.07em; background-color: ${faint(paler)}; }`);
    }
  };
  for (let hue = 0; hue < HUES; hue++) {
    for (const line of LINES) {
      add(`whosaid-${hue}-${line}`, `var(--whosaid-${hue + 1}, ${COLORS[hue]})`, line);
    }
  }
  add("whosaid-none", "var(--whosaid-none, #777)", "wavy");
  rules.push(`${select(CHOSEN)} { background-color: color-mix(in srgb, var(--whosaid-chosen, #f2b705) 38%, transparent); }`);
  return rules.join("\n");
}

/** The colour of a hue, as a CSS value; authors change it by `--whosaid-1` to `--whosaid-8`. */
export const colorOf = (hue) => `var(--whosaid-${hue + 1}, ${COLORS[hue]})`;

const adopted = new WeakMap();

/** Gives `root` (a document or shadow root) the rules that `sheet` writes; the returned function takes them back. */
export function adoptLooks(root, invasive, sheet = looksSheet) {
  const entries = adopted.get(root) ?? new Map();
  adopted.set(root, entries);
  const entry = entries.get(sheet) ?? { count: 0, rules: null };
  entries.set(sheet, entry);
  if (entry.count++ === 0) {
    // A document takes style sheets of its own window alone.
    entry.rules = new (root.ownerDocument ?? root).defaultView.CSSStyleSheet();
    entry.rules.replaceSync(sheet(invasive));
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, entry.rules];
  }
  let done = false;
  return () => {
    if (!done && --entry.count === 0) {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((rules) => rules !== entry.rules);
    }
    done = true;
  };
}
