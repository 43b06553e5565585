/** The quotations one after the other, each with its speaker, as Markdown. */

import { roleInWords, speakerInWords } from "../words.js";
import { headlineOf, linkable, saidIn, wordsOf } from "./shared.js";
import { quotationAddress } from "./text-fragment.js";

/** The document. */
export function toMarkdown(text, analysis, { title, address } = {}) {
  const heading = title || headlineOf(text) || "Who said what";
  const url = linkable(address);
  const blocks = [
    `# ${marked(heading)}`,
    ...(url ? [`Source: <${url}>`] : []),
    ...saidIn(analysis).map(({ index }) => quotationInMarkdown(text, analysis, index, { address })),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** One quotation with its speaker; with a link to it where the address of the article is known. */
export function quotationInMarkdown(text, analysis, index, { address } = {}) {
  const quotation = analysis.quotations[index];
  const speaker = analysis.speakers[quotation.speaker];
  const role = speaker ? roleInWords(speaker) : "";
  const link = quotationAddress(address, text, quotation);
  const facts = [
    `**${marked(speakerInWords(quotation, analysis))}**${role ? `, ${marked(role)}` : ""}`,
    ...(quotation.kind === "indirect" ? ["reported, not quoted"] : []),
    ...(link ? [`[in the article](<${link}>)`] : []),
  ];
  return `> ${marked(wordsOf(quotation.content, text))}\n>\n> — ${facts.join(" · ")}`;
}

/**
 * `words` without what Markdown would take for marks of its own; at the start
 * of a line also what would begin a list, a heading or a rule.
 */
export function marked(words) {
  return words
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]<>|~&]/g, "\\$&")
    .replace(/^([#+\-=]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}
