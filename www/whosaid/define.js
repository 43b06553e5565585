/** Registers `<who-said>` and `<who-said-compare>`, unless the page has them already. */

import { WhoSaidCompareElement } from "./compare-element.js";
import { WhoSaidElement } from "./element.js";

// A page may load the elements twice: once by its author, once by a widget.
for (const [tag, element] of [["who-said", WhoSaidElement], ["who-said-compare", WhoSaidCompareElement]]) {
  if (!customElements.get(tag)) {
    element.define();
  }
}

export { WhoSaidCompareElement, WhoSaidElement };
