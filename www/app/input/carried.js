/** The text that was in the textbox when the page could not start and the reader tried again; `start.js` puts it there. */

const CARRIED = "whosaid-carried";

/** The text, once: it is not kept any longer. "" where there is none. */
export function carriedText() {
  try {
    const text = sessionStorage.getItem(CARRIED) ?? "";
    sessionStorage.removeItem(CARRIED);
    return text;
  } catch {
    return "";
  }
}
