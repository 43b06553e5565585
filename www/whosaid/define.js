/** Registers `<who-said>`, unless the page has it already. */

import { WhoSaidElement } from "./element.js";

// A page may load the element twice: once by its author, once by a widget.
if (!customElements.get("who-said")) {
  WhoSaidElement.define();
}

export { WhoSaidElement };
