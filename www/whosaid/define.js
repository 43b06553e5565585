/** Registers `<who-said>` and `<who-said-compare>`, unless the page has them already, or there is none. */

import { WhoSaidCompareElement } from "./compare-element.js";
import { WhoSaidElement } from "./element.js";

const registry = globalThis.customElements;

// A page may load the elements twice: once by its author, once by a widget.
for (const [tag, element] of [["who-said", WhoSaidElement], ["who-said-compare", WhoSaidCompareElement]]) {
  if (registry && !registry.get(tag)) {
    element.define();
  }
}

export { WhoSaidCompareElement, WhoSaidElement };
