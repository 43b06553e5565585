/**
 * schema.org Quotations, as JSON-LD. Reported speech is left out: its words
 * are the article's and not the speaker's.
 */

import { headlineOf, linkable, saidIn, wordsOf } from "./shared.js";

const TYPES = { person: "Person", unnamed: "Person", organization: "Organization", group: "Organization", document: "CreativeWork" };

/** The graph: the article, its speakers and their quotations. */
export function toSchemaOrg(text, analysis, { title, address } = {}) {
  const url = linkable(address);
  const headline = title || headlineOf(text);
  const said = saidIn(analysis).filter(({ quotation }) => quotation.kind !== "indirect");
  const speaking = new Set(said.map(({ quotation }) => quotation.speaker));
  const graph = [
    { "@type": "Article", "@id": "#article", ...(headline && { headline }), ...(url && { url }) },
    ...analysis.speakers.flatMap(({ name, kind, description }, index) =>
      speaking.has(index) ? [{ "@type": TYPES[kind] ?? "Person", "@id": `#speaker-${index}`, name, ...(description && { description }) }] : [],
    ),
    ...said.map(({ quotation, index, speaker }) => ({
      "@type": "Quotation",
      "@id": `#quotation-${index}`,
      text: wordsOf(quotation.content, text),
      ...(speaker && credit(speaker.kind, { "@id": `#speaker-${quotation.speaker}` })),
      isPartOf: { "@id": "#article" },
    })),
  ];
  return `${JSON.stringify({ "@context": "https://schema.org", "@graph": graph }, null, 2)}\n`;
}

// Somebody creates words; from a document they are taken.
function credit(kind, speaker) {
  return kind === "document" ? { isBasedOn: speaker } : { creator: speaker, spokenByCharacter: speaker };
}
