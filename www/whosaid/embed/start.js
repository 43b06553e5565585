/**
 * What the one file `embed.js` does in the page that it is run in: it marks
 * the main text, and run again, or closed, it takes all of it away.
 */

import { WhoSaidElement } from "../element.js";
import { Beside } from "./beside.js";
import { NOT_THE_TEXT, mainText } from "./main-text.js";

// Here each run of the file finds the one before.
const RUNNING = Symbol.for("whosaid.embed");

/** Opens it, or closes what an earlier run has opened; `onClose` is called once it is closed. */
export function toggle(onClose) {
  if (document[RUNNING]) {
    document[RUNNING]();
    onClose();
    return;
  }
  const waiting = new AbortController();
  let close = () => waiting.abort();
  document[RUNNING] = () => {
    delete document[RUNNING];
    close();
    onClose();
  };
  const start = () => (close = open(document[RUNNING]));
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start, { signal: waiting.signal });
  } else {
    start();
  }
}

/** Marks the main text and shows who speaks; the returned function takes it away. */
function open(onClose) {
  const beside = new Beside(onClose);
  const place = mainText(document);
  if (!place) {
    beside.say("There is no article to be found on this page.");
    return () => beside.remove();
  }
  const name = freeName("who-said-embed", (tag) => customElements.get(tag));
  const mark = freeName("data-whosaid-text", (attribute) => document.querySelector(`[${attribute}]`));
  WhoSaidElement.define(name);
  const element = document.createElement(name);
  element.for = `[${mark}]`;
  element.skip = `${element.skip}, ${NOT_THE_TEXT}`;
  place.setAttribute(mark, "");
  beside.show(element);
  return () => {
    beside.remove();
    place.removeAttribute(mark);
  };
}

/** `name`, or with a number behind it where it is taken. */
function freeName(name, isTaken) {
  let free = name;
  for (let number = 2; isTaken(free); number++) {
    free = `${name}-${number}`;
  }
  return free;
}
