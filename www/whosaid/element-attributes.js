/** The attributes of `<who-said>`, and the same as properties. */

const KINDS_MARKED = "direct mixed indirect";

/**
 * What is not read unless an author says otherwise: a caption may name the
 * speaker of the quotation above it; the number of a note would tear its
 * sentence apart.
 */
export const SKIPPED =
  'nav, aside, pre, figure:not(:has(blockquote)) > figcaption, [role="doc-noteref"], sup:has(> a[href*="#"])';

// Where there is no document, as on a server, an import is no error.
export class ElementAttributes extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ["for", "kinds", "lang", "skip", "hidden-legend", "readonly"];

  /** A selector: the article stands elsewhere; "" where it stands inside. */
  get for() {
    return this.getAttribute("for") ?? "";
  }

  set for(selector) {
    this.setAttribute("for", selector);
  }

  /** Which kinds are marked, parted by spaces. */
  get kinds() {
    return this.getAttribute("kinds")?.trim() || KINDS_MARKED;
  }

  set kinds(kinds) {
    this.setAttribute("kinds", kinds);
  }

  /** A selector: what of the article is not read. */
  get skip() {
    return this.getAttribute("skip") ?? SKIPPED;
  }

  set skip(selector) {
    this.setAttribute("skip", selector);
  }

  /** Whether the legend is left out. */
  get hiddenLegend() {
    return this.hasAttribute("hidden-legend");
  }

  set hiddenLegend(hidden) {
    this.toggleAttribute("hidden-legend", Boolean(hidden));
  }

  /** Whether readers are offered nothing to correct with. */
  get readOnly() {
    return this.hasAttribute("readonly");
  }

  set readOnly(readOnly) {
    this.toggleAttribute("readonly", Boolean(readOnly));
  }
}

/** Hands on the properties that a framework has set before `element` was defined. */
export function takeOver(element, names) {
  for (const name of names) {
    if (Object.hasOwn(element, name)) {
      const value = element[name];
      delete element[name];
      element[name] = value;
    }
  }
}
