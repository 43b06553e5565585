/** Which elements hold the articles of a `<who-said>` or a `<who-said-compare>`, and what in them is not read: as attributes say. */

import { ElementAttributes } from "./element-attributes.js";

/** The author has asked for what cannot be. */
export class SetUpError extends Error {}

/** What both elements look for in one way; `found` and `watched` are their own. */
class Finder {
  #observer;

  /** `onChange` is called where what is looked for may have come or gone. */
  constructor(element, onChange) {
    this.element = element;
    this.#observer = new MutationObserver(onChange);
  }

  /** What is `found`, and watches whether it stays; the selectors must be such. */
  find() {
    let found;
    try {
      found = this.found;
      this.element.matches(this.element.skip || "*");
    } catch (cause) {
      throw new SetUpError(`whosaid: “for” or “skip” is not a selector (${cause.message})`, { cause });
    }
    if (this.watched) {
      this.#observer.observe(this.watched, { childList: true, subtree: true });
    }
    return found;
  }

  /** Watches no more. */
  stop() {
    this.#observer.disconnect();
  }

  /** Whether the author has `part` not read. */
  isSkipped(part) {
    return this.element.skip !== "" && part.matches(this.element.skip);
  }
}

export class ArticleFinder extends Finder {
  /** The element that holds the article now, or null. */
  get found() {
    const { element } = this;
    if (element.for === "") {
      return element;
    }
    return element.getRootNode().querySelector(element.for) ?? element.ownerDocument.querySelector(element.for);
  }

  get watched() {
    return this.element.for === "" ? null : this.element.getRootNode();
  }

  /** As `found`, which must be there, and watches whether it stays. */
  find() {
    const found = super.find();
    if (!found) {
      throw new SetUpError(`whosaid: nothing matches for="${this.element.for}"`);
    }
    return found;
  }

  /** Whether `part` of the article is not read. */
  isLeftOut(part) {
    const isOurs = part.parentNode === this.element && part.slot !== "";
    // Articles within the article that others mark, under any tag.
    const isAnothers = part instanceof ElementAttributes || part.localName === "who-said";
    return isOurs || isAnothers || this.isSkipped(part);
  }
}

export class ArticlesFinder extends Finder {
  /** The elements that hold the articles now, in the order of the page; none stands in another. */
  get found() {
    const all = this.element.for === "" ? [...this.element.querySelectorAll("article")] : this.#selected();
    return all.filter((one) => !all.some((other) => other !== one && other.contains(one)));
  }

  #selected() {
    const { element } = this;
    const near = [...element.getRootNode().querySelectorAll(element.for)];
    return near.length > 0 ? near : [...element.ownerDocument.querySelectorAll(element.for)];
  }

  get watched() {
    return this.element.for === "" ? this.element : this.element.getRootNode();
  }

  /** As `found`, of which there must be two, and watches whether they stay. */
  find() {
    const found = super.find();
    if (found.length < 2) {
      const where = this.element.for === "" ? "stands in it" : `matches for="${this.element.for}"`;
      throw new SetUpError(`whosaid: two articles are needed to compare; ${found.length === 0 ? "none" : "only one"} ${where}`);
    }
    return found;
  }

  /** Whether `part` of an article is not read. */
  isLeftOut(part) {
    // A heading of the list of speakers is no word of the article.
    const isAnothers = part.slot !== "" && part.parentNode instanceof ElementAttributes;
    return isAnothers || part.localName === "who-said-compare" || this.isSkipped(part);
  }
}
