/**
 * Rich text as plain lines, with its structure beside them: headings,
 * paragraphs, items and rows each a line, links as their words. Scripts, styles
 * and what is hidden are dropped. The HTML is parsed into a document that runs
 * and loads nothing.
 */

import { inertDocument } from "../trusted.js";
import { Lines } from "./lines.js";
import { safeAddress } from "./structure.js";

const DROPPED = new Set([
  "SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "HEAD", "TITLE", "META", "LINK", "SVG", "MATH", "IFRAME", "OBJECT", "CANVAS", "AUDIO", "VIDEO",
  "BUTTON", "INPUT", "SELECT", "TEXTAREA", "DIALOG",
]);

// Around an article rather than in it. In what a reader selected they were meant.
const FURNITURE = new Set(["NAV", "FOOTER", "ASIDE", "FORM"]);

// Blank lines around them; the others that break a line only break it.
const APART = new Set([
  "P", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "DL", "BLOCKQUOTE", "PRE", "TABLE", "FIGURE", "ARTICLE", "SECTION", "HEADER", "FOOTER", "ASIDE",
]);
const BREAKING = new Set([...APART, "DIV", "LI", "DT", "DD", "TR", "FIGCAPTION", "MAIN", "ADDRESS", "DETAILS", "SUMMARY", "CAPTION", "HR", "BODY", "NAV", "FORM"]);

// What stays known of an element. Browsers and office programs say the same with styles, see `stressOf`.
const BLOCKS = new Set(["H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "BLOCKQUOTE"]);
const STRESS = new Map([["EM", "em"], ["I", "em"], ["STRONG", "strong"], ["B", "strong"]]);

/**
 * The text of `html`, its structure as spans, and the address of its article
 * where it says so. `isPage`: a whole page, of which the article counts.
 */
export function readHtml(html, { isPage = false } = {}) {
  const page = inertDocument(html);
  const articles = page.querySelectorAll("article");
  const root = (isPage && (articles.length === 1 ? articles[0] : page.querySelector("main, [role=main]"))) || page.body;
  const address = isPage ? addressOf(page) : null;
  const writer = new Lines();
  write(root, writer, { isPage, address });
  return { ...writer.written, address };
}

function addressOf(page) {
  const address = page.querySelector("link[rel=canonical]")?.getAttribute("href") ?? page.querySelector("meta[property='og:url']")?.getAttribute("content");
  return /^https?:\/\//i.test(address ?? "") ? address : null;
}

// A stack of its own: a page may nest deeper than calls can.
function write(root, writer, { isPage, address }) {
  const steps = [{ enter: root }];
  while (steps.length > 0) {
    const { enter: node, leave } = steps.pop();
    if (leave) {
      leave();
    } else if (node.nodeType === Node.TEXT_NODE) {
      writer.add(isMeantAsSpace(node) ? " " : node.data);
    } else if (node.nodeType === Node.ELEMENT_NODE && !isDropped(node, isPage)) {
      steps.push({ leave: opened(node, writer, address) });
      for (let child = node.lastChild; child; child = child.previousSibling) {
        steps.push({ enter: child });
      }
    }
  }
}

// WebKit copies the spaces beside an element as no-break spaces, and says so.
function isMeantAsSpace({ data, parentElement }) {
  return data === "\u00a0" && parentElement.className === "Apple-converted-space";
}

/** Begins `element`; what it returns ends it. */
function opened(element, writer, page) {
  const end = begun(element, writer);
  const spans = spansOf(element, page).map((span) => writer.open(span));
  return () => {
    spans.forEach((span) => writer.close(span));
    end();
  };
}

/** What is to be kept of `element`: the tags of spans, and where a link leads. */
function spansOf(element, page) {
  const name = element.nodeName;
  if (BLOCKS.has(name)) {
    return [{ tag: name.toLowerCase() }];
  }
  if (name === "A") {
    const to = element.getAttribute("href") ?? "#";
    const address = to.startsWith("#") ? null : safeAddress(to, page);
    return address ? [{ tag: "a", address }] : [];
  }
  return stressOf(element).map((tag) => ({ tag }));
}

function stressOf(element) {
  const style = element.getAttribute("style") ?? "";
  const weight = /(?:^|;)\s*font-weight\s*:\s*(\w+)/i.exec(style)?.[1];
  const slant = /(?:^|;)\s*font-style\s*:\s*(\w+)/i.exec(style)?.[1];
  const own = STRESS.get(element.nodeName);
  const isInline = own || element.nodeName === "SPAN";
  const strong = weight ? isInline && (/^bold/i.test(weight) || Number(weight) >= 600) : own === "strong";
  const em = slant ? isInline && /^(italic|oblique)$/i.test(slant) : own === "em";
  return [...(strong ? ["strong"] : []), ...(em ? ["em"] : [])];
}

/** Begins the lines of `element`; what it returns ends them. */
function begun(element, writer) {
  const name = element.nodeName;
  if (name === "BR") {
    writer.breakLine();
    return () => {};
  }
  if (name === "Q") {
    // The browser draws these marks; they are not in its text.
    writer.add("“");
    return () => writer.add("”");
  }
  if (name === "PRE") {
    writer.breakApart();
    writer.verbatim++;
    return () => {
      writer.verbatim--;
      writer.breakApart();
    };
  }
  if (name === "TD" || name === "TH") {
    writer.add(" ");
    return () => writer.add(" ");
  }
  if (!BREAKING.has(name)) {
    return () => {};
  }
  const end = () => (APART.has(name) && !isListInList(element) ? writer.breakApart() : writer.breakLine());
  end();
  if (name === "LI") {
    writer.prefix(bulletOf(element));
  }
  return end;
}

function bulletOf(item) {
  const list = item.parentElement;
  return list?.nodeName === "OL" ? `${(Number(list.getAttribute("start")) || 1) + [...list.children].filter(({ nodeName }) => nodeName === "LI").indexOf(item)}. ` : "• ";
}

function isListInList({ nodeName, parentElement }) {
  return (nodeName === "UL" || nodeName === "OL") && parentElement?.nodeName === "LI";
}

function isDropped(element, isPage) {
  return (
    DROPPED.has(element.nodeName.toUpperCase()) ||
    (isPage && FURNITURE.has(element.nodeName)) ||
    element.hasAttribute("hidden") ||
    element.getAttribute("aria-hidden") === "true" ||
    /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute("style") ?? "")
  );
}
