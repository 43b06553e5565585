/**
 * TEI P5: the text with each quotation as `<said>`, its speaker in `@who`, and
 * the speakers as a list in the header. A quotation of several pieces, or one
 * that runs over paragraphs, is several elements, chained by `@next` and `@prev`.
 */

import { escaped, headlineOf, linkable, saidIn, stretchesOf } from "./shared.js";

// Whether the words stand in quotation marks; in part is neither yes nor no.
const DIRECT = { direct: "true", indirect: "false", mixed: "unknown" };

/** The document. */
export function toTei(text, analysis, { title, address, lang = "en" } = {}) {
  const url = linkable(address);
  const paragraphs = paragraphsOf(text, analysis);
  const chains = chainsOf(paragraphs);
  const body = paragraphs.map(({ parts }) => `        <p>${written(parts, analysis, chains)}</p>\n`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="${xml(lang)}">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>${xml(title || headlineOf(text) || "An article")}</title>
      </titleStmt>
      <publicationStmt>
        <p>Not published.</p>
      </publicationStmt>
      <sourceDesc>
        <p>${url ? `<ref target="${xml(url)}">${xml(url)}</ref>` : "A text that a reader pasted."}</p>
      </sourceDesc>
    </fileDesc>
    <encodingDesc>
      <p>Quotations and speakers were found by whosaid; cert says how likely a speaker is right.</p>
    </encodingDesc>
${people(analysis)}  </teiHeader>
  <text>
    <body>
${body || "        <p/>\n"}    </body>
  </text>
</TEI>
`;
}

/** The lines that are not blank, each a list of words and of `said` that hold such lists. */
function paragraphsOf(text, { quotations }) {
  const stretches = stretchesOf(text, quotations);
  const paragraphs = [];
  let from = 0;
  for (const { 0: line, index: start } of text.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    const end = start + line.length;
    while (stretches[from]?.end <= start) {
      from++;
    }
    if (line.trim() === "") {
      continue;
    }
    const root = { parts: [], index: -1 };
    const stack = [root];
    for (let at = from; at < stretches.length && stretches[at].start < end; at++) {
      const { holders } = stretches[at];
      let depth = 0;
      while (depth < holders.length && stack[depth + 1]?.index === holders[depth]) {
        depth++;
      }
      stack.length = depth + 1;
      for (const index of holders.slice(depth)) {
        const said = { parts: [], index };
        stack.at(-1).parts.push(said);
        stack.push(said);
      }
      stack.at(-1).parts.push(text.slice(Math.max(start, stretches[at].start), Math.min(end, stretches[at].end)));
    }
    paragraphs.push(root);
  }
  return paragraphs;
}

/** For each `said` element its id and those before and after it in its quotation. */
function chainsOf(paragraphs) {
  const elements = new Map();
  const walk = ({ parts, index }, self) => {
    if (index >= 0) {
      elements.set(index, [...(elements.get(index) ?? []), self]);
    }
    parts.forEach((part) => typeof part === "object" && walk(part, part));
  };
  paragraphs.forEach((root) => walk(root, root));
  const chains = new Map();
  for (const [index, chain] of elements) {
    const id = (at) => (at === 0 ? `q${index}` : `q${index}.${at}`);
    chain.forEach((element, at) => {
      chains.set(element, { id: id(at), prev: at > 0 ? id(at - 1) : null, next: at + 1 < chain.length ? id(at + 1) : null });
    });
  }
  return chains;
}

function written(parts, analysis, chains) {
  return parts
    .map((part) => {
      if (typeof part === "string") {
        return xml(part);
      }
      const { kind, speaker, confidence } = analysis.quotations[part.index];
      const { id, prev, next } = chains.get(part);
      const attributes = [
        `xml:id="${id}"`,
        ...(speaker === null ? [] : [`who="#s${speaker}"`, `cert="${confidence.toFixed(2)}"`]),
        `direct="${DIRECT[kind] ?? "unknown"}"`,
        ...(prev ? [`prev="#${prev}"`] : []),
        ...(next ? [`next="#${next}"`] : []),
      ];
      return `<said ${attributes.join(" ")}>${written(part.parts, analysis, chains)}</said>`;
    })
    .join("");
}

function people(analysis) {
  const speaking = new Set(saidIn(analysis).map(({ quotation }) => quotation.speaker));
  const entries = analysis.speakers.flatMap((speaker, index) => (speaking.has(index) ? [entry(speaker, `s${index}`)] : []));
  return entries.length === 0
    ? ""
    : `    <profileDesc>
      <particDesc>
        <listPerson>
${entries.join("")}        </listPerson>
      </particDesc>
    </profileDesc>
`;
}

function entry({ name, kind, description }, id) {
  const note = description ? `<note>${xml(description)}</note>` : "";
  return kind === "person" || kind === "unnamed"
    ? `          <person xml:id="${id}"><persName>${xml(name)}</persName>${note}</person>\n`
    : `          <org xml:id="${id}" role="${xml(kind)}"><orgName>${xml(name)}</orgName>${note}</org>\n`;
}

// What XML cannot hold at all, not even escaped.
const IMPOSSIBLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function xml(words) {
  return escaped(words.replace(IMPOSSIBLE, "\ufffd"));
}
