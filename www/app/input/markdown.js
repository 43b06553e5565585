/** Markdown, by way of the HTML that it stands for. */

import { readHtml } from "./rich-text.js";

/** The text of `markdown` and its spans. */
export async function readMarkdown(markdown) {
  // Few open such files, so only they load it.
  const { marked } = await import("../../vendor/marked.js");
  // What stands between dashes at the very top is about the file.
  const { text, spans } = readHtml(marked.parse(markdown.replace(/^\ufeff?---\r?\n[\s\S]*?\n---\r?\n/, "")));
  return { text, spans, address: null };
}
