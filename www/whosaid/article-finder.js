/** Which element holds the article of a `<who-said>`, and what in it is not read: as its attributes say. */

import { ElementAttributes } from "./element-attributes.js";

/** The author has asked for what cannot be. */
export class SetUpError extends Error {}

export class ArticleFinder {
  #element;
  #observer;

  /** `onChange` is called where the article may have come or gone. */
  constructor(element, onChange) {
    this.#element = element;
    this.#observer = new MutationObserver(onChange);
  }

  /** The element that holds the article now, or null. */
  get found() {
    const element = this.#element;
    if (element.for === "") {
      return element;
    }
    return element.getRootNode().querySelector(element.for) ?? element.ownerDocument.querySelector(element.for);
  }

  /** The same, and watches whether it stays; it must be there, and the selectors must be such. */
  find() {
    const element = this.#element;
    let found;
    try {
      found = this.found;
      element.matches(element.skip || "*");
    } catch (cause) {
      throw new SetUpError(`whosaid: “for” or “skip” is not a selector (${cause.message})`, { cause });
    }
    if (element.for !== "") {
      this.#observer.observe(element.getRootNode(), { childList: true, subtree: true });
    }
    if (!found) {
      throw new SetUpError(`whosaid: nothing matches for="${element.for}"`);
    }
    return found;
  }

  /** Watches no more. */
  stop() {
    this.#observer.disconnect();
  }

  /** Whether `part` of the article is not read. */
  isLeftOut(part) {
    const isOurs = part.parentNode === this.#element && part.slot !== "";
    // Articles within the article that others mark, under any tag.
    const isAnothers = part instanceof ElementAttributes || part.localName === "who-said";
    return isOurs || isAnothers || (this.#element.skip !== "" && part.matches(this.#element.skip));
  }
}
