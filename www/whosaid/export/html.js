/** A page of its own: the article with its quotations in `<mark>`, and its speakers. It loads nothing. */

import { initialsOf, voiceOf } from "../voices.js";
import { countInWords, kindInWords, roleInWords, speakerInWords, whyInWords } from "../words.js";
import { escaped, headlineOf, linkable, saidIn, stretchesOf } from "./shared.js";

// The hues of the page, as degrees of oklch.
const HUES = [257, 52, 155, 350, 300, 100, 205, 25];

const STYLE = `
:root { color-scheme: light dark; --soft: light-dark(#585d68, #a3a9b5); }
body { margin: 2rem auto; padding: 0 1rem; max-width: 42rem; background: light-dark(#fff, #16181d);
  color: light-dark(#23262d, #dfe1e6); font: 1.0625rem/1.6 Georgia, "Times New Roman", serif; }
h1, h2 { font-size: 1.25rem; line-height: 1.3; }
a { color: light-dark(#2a5298, #9db9ee); }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { color: inherit; background: light-dark(oklch(0.945 0.036 var(--hue)), oklch(0.315 0.055 var(--hue)));
  text-decoration-line: underline; text-decoration-style: var(--line); text-decoration-thickness: 0.1em;
  text-decoration-color: light-dark(oklch(0.56 0.15 var(--hue)), oklch(0.74 0.12 var(--hue))); text-underline-offset: 0.24em; }
mark[data-kind="indirect"], mark.nobody { background: none; }
mark.nobody { text-decoration-style: wavy; text-decoration-color: var(--soft); text-decoration-thickness: 0.08em; }
mark[data-by]::after, li[data-by]::before { content: attr(data-by); margin-inline: 0.3em; padding: 0.1em 0.4em;
  border: 1px solid; border-radius: 1em; font: 600 0.625rem/1 system-ui, sans-serif; vertical-align: 0.2em; }
ul { padding: 0; list-style: none; }
footer, .role { color: var(--soft); }
${HUES.map((hue, at) => `.hue-${at} { --hue: ${hue}; }`).join(" ")}
${["solid", "dashed", "dotted", "double"].map((line) => `.line-${line} { --line: ${line}; }`).join(" ")}
`;

/** The page. */
export function toHtml(text, analysis, { title, address, lang = "en" } = {}) {
  const heading = title || headlineOf(text) || "Who said what";
  const url = linkable(address);
  const initials = initialsOf(analysis.speakers);
  return `<!doctype html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escaped(heading)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(heading)}</h1>
${url ? `<p>Source: <a href="${escaped(url)}">${escaped(url)}</a></p>\n` : ""}<article class="text">${article(text, analysis, initials)}</article>
<h2>Speakers</h2>
<ul>
${speakers(analysis, initials)}</ul>
</main>
<footer><p>Quotations and speakers found by whosaid. It can be wrong.</p></footer>
</body>
</html>
`;
}

function article(text, analysis, initials) {
  return stretchesOf(text, analysis.quotations)
    .map(({ start, end, holders, last }) => {
      const words = escaped(text.slice(start, end));
      if (holders.length === 0) {
        return words;
      }
      // Marks in marks would draw lines over lines: the innermost counts.
      const index = holders.at(-1);
      const quotation = analysis.quotations[index];
      const { speaker, kind } = quotation;
      const title = `${speakerInWords(quotation, analysis)}, ${kindInWords(quotation)}. ${whyInWords(quotation, text)}`;
      const by = last === index ? ` data-by="${escaped(speaker === null ? "?" : initials[speaker])}"` : "";
      return `<mark class="${voice(speaker)}" data-kind="${kind}" data-quotation="${index}"${by} title="${escaped(title)}">${words}</mark>`;
    })
    .join("");
}

function speakers(analysis, initials) {
  const counts = new Map();
  saidIn(analysis).forEach(({ quotation: { speaker } }) => counts.set(speaker, (counts.get(speaker) ?? 0) + 1));
  return analysis.speakers
    .map((speaker, index) => {
      const role = roleInWords(speaker);
      return counts.has(index)
        ? `<li data-by="${escaped(initials[index])}"><mark class="${voice(index)}">${escaped(speaker.name)}</mark>${role ? ` <span class="role">${escaped(role)}</span>` : ""}, ${countInWords(counts.get(index), "quotation")}</li>\n`
        : "";
    })
    .join("");
}

function voice(speaker) {
  if (speaker === null) {
    return "nobody";
  }
  const { hue, line } = voiceOf(speaker);
  return `hue-${hue} line-${line}`;
}
