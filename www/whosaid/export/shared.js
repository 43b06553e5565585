/** What several formats share. */

/** The words of `spans` on one line; "…" where words are left out between them. */
export function wordsOf(spans, text) {
  let words = "";
  spans.forEach(({ start, end }, at) => {
    if (at > 0) {
      words += text.slice(spans[at - 1].end, start).trim() === "" ? " " : " … ";
    }
    words += text.slice(start, end);
  });
  return words.replace(/\s+/g, " ").trim();
}

/** The quotations that somebody is reported to have said, each with its index and its speaker or null. */
export function saidIn({ quotations, speakers }) {
  return quotations
    .map((quotation, index) => ({ quotation, index, speaker: speakers[quotation.speaker] ?? null }))
    .filter(({ quotation }) => quotation.kind !== "term");
}

// A first line longer than this is not a headline.
const HEADLINE_LENGTH = 140;

/** The headline of `text`: its first line, if it looks like one; or null. */
export function headlineOf(text) {
  const [first = "", ...rest] = text.split(/[\r\n\u2028\u2029]+/).filter((line) => line.trim() !== "");
  const line = first.trim();
  return rest.length > 0 && line.length <= HEADLINE_LENGTH && !/[.,;:]$/.test(line) ? line : null;
}

/**
 * `address` as a link may have it: http or https, its fragment left out. Null
 * for anything else, which a page must not link to.
 */
export function linkable(address) {
  try {
    const url = new URL(address);
    if (url.protocol !== "http:" && url.protocol !== "https:") {
      return null;
    }
    url.hash = "";
    return url.href;
  } catch {
    return null;
  }
}

/** `words` as text or as an attribute's value in HTML and XML. */
export function escaped(words) {
  return words.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
}

/**
 * The text cut at every end of every piece: stretches in order, each with the
 * quotations that hold it, outermost first. So nothing crosses, whatever the
 * pieces do. `last` is the quotation that ends with the stretch, or -1.
 */
export function stretchesOf(text, quotations) {
  const pieces = quotations
    .flatMap(({ kind, content }, index) => (kind === "term" ? [] : content.map((span, at) => ({ ...span, index, last: at === content.length - 1 }))))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const cuts = [...new Set([0, text.length, ...pieces.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const stretches = [];
  let next = 0;
  let open = [];
  for (let at = 0; at + 1 < cuts.length; at++) {
    const [start, end] = [cuts[at], cuts[at + 1]];
    open = open.filter((piece) => piece.end > start);
    while (next < pieces.length && pieces[next].start <= start) {
      open.push(pieces[next++]);
    }
    // The innermost of those that end here: an outer one shows its end after it.
    const ending = open.findLast((piece) => piece.last && piece.end === end);
    stretches.push({ start, end, holders: open.map(({ index }) => index), last: ending?.index ?? -1 });
  }
  return stretches;
}
