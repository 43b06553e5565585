/** Registers `<who-said>`, unless the page has it already. */
export { WhoSaidElement } from "./element.js";
