/**
 * What an analysis can be written as. Each function takes the text, its
 * analysis and `{ title, address, lang }`, all of them optional, and gives a string:
 *
 *     import { toCsv } from "./whosaid/export/index.js";
 *     const table = toCsv(text, analyze(text));
 *
 * None of them needs a document, so they work in workers and in Node too.
 */

import { toCsv } from "./csv.js";
import { toHtml } from "./html.js";
import { toJson } from "./json.js";
import { toMarkdown } from "./markdown.js";
import { toSchemaOrg } from "./schema-org.js";
import { toTei } from "./tei.js";
import { toWebAnnotation } from "./web-annotation.js";

export { toCsv, toHtml, toJson, toMarkdown, toSchemaOrg, toTei, toWebAnnotation };
export { quotationInMarkdown } from "./markdown.js";
export { COMPARISON_FORMATS, comparisonToCsv, comparisonToJson, comparisonToMarkdown } from "./compare.js";
export { lengthInWords, sharedText, sharedTexts, shareLink } from "./share-link.js";
export { quotationAddress, textFragment } from "./text-fragment.js";

/** The formats, as a reader chooses among them. */
export const FORMATS = [
  { id: "json", name: "JSON: the whole analysis", ending: "json", type: "application/json", write: toJson },
  { id: "csv", name: "CSV: a table for spreadsheets", ending: "csv", type: "text/csv", write: toCsv },
  { id: "markdown", name: "Markdown: quotations with speakers", ending: "md", type: "text/markdown", write: toMarkdown },
  { id: "html", name: "HTML: the marked article", ending: "html", type: "text/html", write: toHtml },
  { id: "web-annotation", name: "Web Annotation (JSON-LD)", ending: "jsonld", type: "application/ld+json", write: toWebAnnotation },
  { id: "tei", name: "TEI (XML)", ending: "xml", type: "application/tei+xml", write: toTei },
  { id: "schema-org", name: "schema.org Quotation (JSON-LD)", ending: "jsonld", type: "application/ld+json", write: toSchemaOrg },
];
