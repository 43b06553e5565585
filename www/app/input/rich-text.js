/**
 * Rich text as plain lines: headings, paragraphs, items and rows each a line,
 * links as their words. Scripts, styles and what is hidden are dropped. The
 * HTML is parsed into a document that runs and loads nothing.
 */

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

/** The text of `html`, and the address of its article where it says so. `isPage`: a whole page, of which the article counts. */
export function readHtml(html, { isPage = false } = {}) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const articles = page.querySelectorAll("article");
  const root = (isPage && (articles.length === 1 ? articles[0] : page.querySelector("main, [role=main]"))) || page.body;
  const writer = new Lines();
  write(root, writer, isPage);
  return { text: writer.text, address: isPage ? addressOf(page) : null };
}

function addressOf(page) {
  const address = page.querySelector("link[rel=canonical]")?.getAttribute("href") ?? page.querySelector("meta[property='og:url']")?.getAttribute("content");
  return /^https?:\/\//i.test(address ?? "") ? address : null;
}

// A stack of its own: a page may nest deeper than calls can.
function write(root, writer, isPage) {
  const steps = [{ enter: root }];
  while (steps.length > 0) {
    const { enter: node, leave } = steps.pop();
    if (leave) {
      leave();
    } else if (node.nodeType === Node.TEXT_NODE) {
      writer.add(isMeantAsSpace(node) ? " " : node.data);
    } else if (node.nodeType === Node.ELEMENT_NODE && !isDropped(node, isPage)) {
      steps.push({ leave: opened(node, writer) });
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
function opened(element, writer) {
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

/** Lines as they grow: spaces run together, and blank lines at most one by one. */
class Lines {
  #lines = [];
  #line = "";
  #prefix = "";
  verbatim = 0;

  add(words) {
    if (this.verbatim > 0) {
      const [first, ...rest] = words.split(/\r\n|[\r\n]/);
      this.#line += first;
      for (const line of rest) {
        this.breakLine();
        this.#line = line;
      }
      return;
    }
    // A no-break space is one that its writer meant.
    const plain = words.replace(/[ \t\n\r\f]+/g, " ");
    this.#line += this.#line === "" || this.#line.endsWith(" ") ? plain.replace(/^ /, "") : plain;
  }

  /** What the next line begins with, if it has any words. */
  prefix(bullet) {
    this.#prefix = bullet;
  }

  breakLine() {
    const line = this.#line.trimEnd();
    this.#line = "";
    if (line.trim() !== "") {
      this.#lines.push(this.#prefix + line);
      this.#prefix = "";
    }
  }

  breakApart() {
    this.breakLine();
    if (this.#lines.length > 0 && this.#lines.at(-1) !== "") {
      this.#lines.push("");
    }
  }

  get text() {
    this.breakLine();
    return this.#lines.join("\n").trim();
  }
}
