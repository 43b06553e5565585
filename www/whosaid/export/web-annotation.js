/**
 * W3C Web Annotations, as JSON-LD: a page of annotations with one for each
 * quotation. Each piece of a quotation is a target, found by its words
 * (TextQuoteSelector) or by its place (TextPositionSelector).
 */

import { linkable, saidIn } from "./shared.js";

// As much around the words as tells them apart.
const CONTEXT = 32;

/**
 * The annotations. `id` makes their addresses: it gets the index of a
 * quotation, -1 for the page of annotations; without it they are made up.
 */
export function toWebAnnotation(text, analysis, { address, id, created } = {}) {
  const url = linkable(address);
  const source = url ?? madeUp();
  const name = id ?? (url ? (index) => `${url}#whosaid-${index + 1}` : madeUp);
  const places = codePoints(text, analysis);
  const items = saidIn(analysis).map(({ quotation, index, speaker }) => ({
    id: name(index),
    type: "Annotation",
    motivation: speaker ? "identifying" : "highlighting",
    ...(created && { created }),
    body: [
      ...(speaker ? [{ type: "TextualBody", purpose: "identifying", format: "text/plain", value: speaker.name }] : []),
      { type: "TextualBody", purpose: "classifying", format: "text/plain", value: quotation.kind },
    ],
    target: quotation.content.map((span) => ({ type: "SpecificResource", source, selector: selectors(text, span, places) })),
  }));
  const page = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: name(-1),
    type: "AnnotationPage",
    generator: { type: "Software", name: "whosaid" },
    items,
  };
  return `${JSON.stringify(page, null, 2)}\n`;
}

function selectors(text, { start, end }, places) {
  return [
    {
      type: "TextQuoteSelector",
      exact: text.slice(start, end),
      prefix: text.slice(whole(text, Math.max(0, start - CONTEXT)), start),
      suffix: text.slice(end, whole(text, end + CONTEXT)),
    },
    // The standard counts characters, not units of UTF-16.
    { type: "TextPositionSelector", start: places.get(start), end: places.get(end) },
  ];
}

/** `at`, moved off the middle of a character. */
function whole(text, at) {
  return /[\udc00-\udfff]/.test(text[at] ?? "") && /[\ud800-\udbff]/.test(text[at - 1] ?? "") ? at - 1 : at;
}

/** How many characters come before each start and end of the quotations. */
function codePoints(text, { quotations }) {
  const wanted = [...new Set(quotations.flatMap(({ content }) => content.flatMap(({ start, end }) => [start, end])))];
  const places = new Map();
  let units = 0;
  let characters = 0;
  for (const at of wanted.sort((a, b) => a - b)) {
    characters += [...text.slice(units, at)].length;
    units = at;
    places.set(at, characters);
  }
  return places;
}

function madeUp() {
  return `urn:uuid:${crypto.randomUUID()}`;
}
