/**
 * What the tests do inside a page: find its parts by role and accessible
 * name, in shadow roots too, and look at them. A `path` is a list of steps
 * `{ role, name or pattern, index }`, each inside the one before.
 */

// The page asks for Trusted Types; it has a policy, and lets no other in.
import { inertDocument } from "/app/trusted.js";

import { computeAccessibleName, getRole, isInaccessible } from "/library/dom-accessibility-api/dist/index.mjs";

const FRAME = 20;
const STEADY = 3;

const inOneLine = (words) => words.replace(/\s+/g, " ").trim();

/** All elements under `root`, those in open shadow roots included. */
function* elements(root) {
  if (root.shadowRoot) {
    yield* elements(root.shadowRoot);
  }
  for (const element of root.children ?? []) {
    yield element;
    yield* elements(element);
  }
}

function matches(element, { role, name, pattern }) {
  if (getRole(element) !== role || !element.checkVisibility({ visibilityProperty: true }) || isInaccessible(element)) {
    return false;
  }
  const own = inOneLine(computeAccessibleName(element));
  return (name === undefined || own === name) && (pattern === undefined || new RegExp(pattern.source, pattern.flags).test(own));
}

function findAll(path) {
  let found = [document];
  for (const step of path) {
    found = found.flatMap((root) => [...elements(root)].filter((element) => matches(element, step)));
    found = step.index === undefined ? found : found.slice(step.index, step.index + 1);
  }
  return found;
}

const find = ({ path }) => findAll(path)[0];

export const count = ({ path }) => findAll(path).length;
export const texts = ({ path }) => findAll(path).map(({ textContent }) => textContent);
export const text = (asked) => find(asked).textContent;
export const value = (asked) => find(asked).value;
export const attribute = (asked) => find(asked).getAttribute(asked.argument);
export const focus = (asked) => find(asked).focus();

/** The middle of a part, scrolled into view. */
export const place = (asked) =>
  steady(() => {
    const part = find(asked);
    part.scrollIntoView({ block: "center", behavior: "instant" });
    return middle(part.getBoundingClientRect());
  });

/** Chooses an option as a reader does: the page hears of it. */
export function select(asked) {
  const part = find(asked);
  change(part, [...part.options].find(({ label }) => label.startsWith(asked.argument)).value);
}

/** Puts words into a textbox; the page hears of it. */
export const put = (asked) => change(find(asked), asked.argument);

function change(part, value) {
  part.value = value;
  part.dispatchEvent(new InputEvent("input", { bubbles: true }));
  part.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Where words of the page stand, scrolled into view. */
export const placeOfWords = (words) =>
  steady(() => {
    const range = rangeOfWords(words);
    range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    return middle(range.getClientRects()[0]);
  });

function rangeOfWords(words) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.data.indexOf(words);
    if (start >= 0 && node.parentElement.checkVisibility()) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, start + words.length);
      return range;
    }
  }
  throw new Error(`nowhere on the page: ${words}`);
}

/** The place that `measure` gives once it stays the same: what is drawn in the meantime moves what is below it. */
async function steady(measure) {
  let place = measure();
  for (let same = 0; same < STEADY; ) {
    await new Promise((resolve) => setTimeout(resolve, FRAME));
    const now = measure();
    same = now.x === place.x && now.y === place.y ? same + 1 : 0;
    place = now;
  }
  return place;
}

const middle = ({ left, top, width, height }) => ({ x: Math.round(left + width / 2), y: Math.round(top + height / 2) });

/** The text, name and selection of what has the focus. */
export function focused() {
  let part = document.activeElement;
  while (part.shadowRoot?.activeElement) {
    part = part.shadowRoot.activeElement;
  }
  return { text: inOneLine(part.textContent), name: inOneLine(computeAccessibleName(part)), value: part.value ?? null, caret: part.selectionStart ?? null };
}

let offered;

/** Selects `text` in a textbox of its own, to be copied or pasted over by key. */
export function offerToCopy(text) {
  offered = document.createElement("textarea");
  offered.style.position = "fixed";
  // What is modal keeps the focus to itself.
  (document.querySelector("dialog:modal") ?? document.body).append(offered);
  offered.value = text;
  offered.focus();
  offered.select();
}

/** Selects what `html` shows, to be copied by key. */
export function offerRichText(html) {
  offered = document.createElement("div");
  offered.append(...inertDocument(html).body.childNodes);
  document.body.append(offered);
  document.activeElement.blur();
  getSelection().selectAllChildren(offered);
}

/** Takes away what was offered; gives what is in it. */
export function stopOffering() {
  const { value } = offered;
  offered.remove();
  return value;
}
