/**
 * What goes along into the next page of the same tab: the text of a page that
 * could not start (`start.js` puts it there), or all of one that loads its new version.
 */

const TEXT = "whosaid-carried";
const BESIDE = "whosaid-carried-beside";

/** Lets `{ text, ...beside }`, all strings, go along; false where the browser cannot: it forbids it, or the text is too long. */
export function carry({ text, ...beside }) {
  try {
    sessionStorage.setItem(TEXT, text);
    sessionStorage.setItem(BESIDE, JSON.stringify(beside));
    return true;
  } catch {
    carried();
    return false;
  }
}

/** What went along, once: it is not kept any longer. `{ text, beside }`, or null; no `beside` from a page that could not start. */
export function carried() {
  try {
    const [text, beside] = [TEXT, BESIDE].map((key) => sessionStorage.getItem(key));
    sessionStorage.removeItem(TEXT);
    sessionStorage.removeItem(BESIDE);
    return text || beside ? { text: text ?? "", beside: JSON.parse(beside) } : null;
  } catch {
    return null;
  }
}
