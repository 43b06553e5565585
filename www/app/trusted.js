/**
 * The only places of the page where a string becomes more than words. Its
 * content security policy asks for Trusted Types, and its policy is known
 * here alone; nothing else can make HTML or an address of a script.
 */

import { hasVectors } from "../whosaid/vectors.js";

const policy = globalThis.trustedTypes?.createPolicy("whosaid-page", {
  createHTML: (html) => html,
  createScriptURL: (address) => {
    if (address !== SERVICE_WORKER) {
      throw new TypeError(`no script of this page (${address})`);
    }
    return address;
  },
});

// Each browser needs one of the two cores, and keeps that one alone.
const SERVICE_WORKER = new URL(`../service-worker.js${hasVectors() ? "" : "?plain"}`, import.meta.url).href;

let parser;

/**
 * `html` as a document of its own: no script in it runs, nothing in it loads,
 * and it is never shown. Names and ids are left out.
 */
export function inertDocument(html) {
  parser ??= parserWithoutWindow();
  const page = parser.parseFromString(policy?.createHTML(html) ?? html, "text/html");
  // A field named "nodeName" would be what its form's `nodeName` is, and an
  // image named "body" the document's `body`: until they are gone, nothing can be asked of either.
  for (const element of Document.prototype.querySelectorAll.call(page, "[name], [id]")) {
    Element.prototype.removeAttribute.call(element, "name");
    Element.prototype.removeAttribute.call(element, "id");
  }
  return page;
}

// Handlers and styles never work in a parsed document, yet with the parser of a
// window Chromium complains of each of them. Where the window is gone, nobody does.
function parserWithoutWindow() {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  try {
    document.documentElement.append(frame);
    const parser = new frame.contentWindow.DOMParser();
    frame.remove();
    parser.parseFromString(policy?.createHTML("") ?? "", "text/html");
    return parser;
  } catch {
    // Not every browser has such a parser.
    frame.remove();
    return new DOMParser();
  }
}

/** HTML that stands for `words` and has no tag. */
export function wordsAsHtml(words) {
  const html = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return policy?.createHTML(html) ?? html;
}

/** The address of the page's service worker. */
export function serviceWorkerAddress() {
  return policy?.createScriptURL(SERVICE_WORKER) ?? SERVICE_WORKER;
}
