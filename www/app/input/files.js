/** Files as text: .txt, .md and .html, opened or dropped. */

import { readMarkdown } from "./markdown.js";
import { readHtml } from "./rich-text.js";

const MOST_BYTES = 10_000_000;

/**
 * The text of `file`, its structure as `spans`, and its article's `address` where the file tells it.
 *
 * @throws Error, in words for readers
 */
export async function readFile(file) {
  if (file.size > MOST_BYTES) {
    throw new Error(`“${file.name}” is too large: over ${MOST_BYTES / 1_000_000} MB.`);
  }
  const isHtml = /\.x?html?$/i.test(file.name) || file.type === "text/html";
  const isText = isHtml || /\.(txt|text|md|markdown)$/i.test(file.name) || file.type.startsWith("text/");
  const content = decoded(await file.arrayBuffer(), isHtml);
  if (!isText || content.includes("\0")) {
    throw new Error(`“${file.name}” is not a text. Files that can be opened end in .txt, .md or .html.`);
  }
  if (isHtml) {
    return readHtml(content, { isPage: true });
  }
  return /\.(md|markdown)$/i.test(file.name) ? readMarkdown(content) : { text: content, spans: [], address: null };
}

/** UTF-8 or UTF-16 by their marks, else what the page says of itself, else UTF-8, else what Windows wrote for long. */
function decoded(bytes, isHtml) {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return new TextDecoder(first === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  }
  const start = new TextDecoder("latin1").decode(bytes.slice(0, 1024));
  const said = isHtml && /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1];
  for (const encoding of [said, "utf-8"].filter(Boolean)) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // An encoding that is unknown, or not the one it is in.
    }
  }
  return new TextDecoder("windows-1252").decode(bytes);
}
