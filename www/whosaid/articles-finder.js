/** Which elements hold the articles of a `<who-said-compare>`, and what in them is not read: as its attributes say. */

import { SetUpError } from "./article-finder.js";
import { ElementAttributes } from "./element-attributes.js";

export class ArticlesFinder {
  #element;
  #observer;

  /** `onChange` is called where articles may have come or gone. */
  constructor(element, onChange) {
    this.#element = element;
    this.#observer = new MutationObserver(onChange);
  }

  /** The elements that hold the articles now, in the order of the page; none stands in another. */
  get found() {
    const element = this.#element;
    const all = element.for === "" ? [...element.querySelectorAll("article")] : this.#selected();
    return all.filter((one) => !all.some((other) => other !== one && other.contains(one)));
  }

  #selected() {
    const element = this.#element;
    const near = [...element.getRootNode().querySelectorAll(element.for)];
    return near.length > 0 ? near : [...element.ownerDocument.querySelectorAll(element.for)];
  }

  /** The same, and watches whether they stay; there must be two, and the selectors must be such. */
  find() {
    const element = this.#element;
    let found;
    try {
      found = this.found;
      element.matches(element.skip || "*");
    } catch (cause) {
      throw new SetUpError(`whosaid: “for” or “skip” is not a selector (${cause.message})`, { cause });
    }
    this.#observer.observe(element.for === "" ? element : element.getRootNode(), { childList: true, subtree: true });
    if (found.length < 2) {
      const where = element.for === "" ? "stands in it" : `matches for="${element.for}"`;
      throw new SetUpError(`whosaid: two articles are needed to compare; ${found.length === 0 ? "none" : "only one"} ${where}`);
    }
    return found;
  }

  /** Watches no more. */
  stop() {
    this.#observer.disconnect();
  }

  /** Whether `part` of an article is not read. */
  isLeftOut(part) {
    // A heading of the list of speakers is no word of the article.
    const isAnothers = part.slot !== "" && part.parentNode instanceof ElementAttributes;
    return isAnothers || part.localName === "who-said-compare" || (this.#element.skip !== "" && part.matches(this.#element.skip));
  }
}
