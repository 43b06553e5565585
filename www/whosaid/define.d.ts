/** Registers `<who-said>` and `<who-said-compare>`, unless the page has them already. */
export { WhoSaidCompareElement } from "./compare-element.js";
export { WhoSaidElement } from "./element.js";
