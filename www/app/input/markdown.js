/** Markdown as plain lines: its marks go, its words and lines stay. */

/** The words of `markdown`. */
export function readMarkdown(markdown) {
  let fenced = false;
  const lines = [];
  // What stands between dashes at the very top is about the file.
  for (const line of markdown.replace(/^---\r?\n[\s\S]*?\n---\r?\n/, "").split(/\r\n|[\r\n]/)) {
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced;
    } else if (fenced) {
      lines.push(line);
    } else if (!/^\s*(?:={3,}|-{3,}|\*{3,}|_{3,}|\[[^\]]+\]:\s.*)\s*$/.test(line)) {
      lines.push(words(line));
    }
  }
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

function words(line) {
  return line
    .replace(/^\s*(?:>\s?)+/, "")
    .replace(/^\s*#{1,6}\s+(.*?)\s*#*\s*$/, "$1")
    .replace(/^\s*[-*+]\s+/, "• ")
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replace(/<(https?:[^>\s]+)>/g, "$1")
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}\\])([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/`([^`]+)`/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+\-.!<>|~&=])/g, "$1")
    .trimEnd();
}
