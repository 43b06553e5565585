/** How the shadow parts of `<who-said-compare>` look, unless an author says otherwise by `::part()`. */

import { sheetOf } from "./style-sheet.js";

// What is drawn here is selected by itself: who copies the articles copies the articles.
const CSS_TEXT = `
:host { display: block; }
:host([hidden]) { display: none; }
[hidden] { display: none !important; }
.panel { font: 0.9rem/1.45 system-ui, sans-serif; user-select: none; -webkit-user-select: none; margin-block-end: 1.5rem; }
.summary { margin: 0 0 0.5rem; font-weight: 600; }
.problem { margin: 0 0 0.75rem; padding: 0.5rem 0.8rem; border-inline-start: 0.25rem solid currentcolor;
  background: color-mix(in srgb, currentcolor 7%, transparent); overflow-wrap: anywhere; }
.key { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; margin: 0 0 0.75rem; padding: 0; list-style: none; font-size: 0.92em; }
.pairs, .alone ul { margin: 0; padding: 0; list-style: none; }
.pair { padding: 0.6rem 0.8rem; margin-block-end: 0.6rem; border-radius: 0.6rem;
  border: 1px solid color-mix(in srgb, currentcolor 25%, transparent); overflow-wrap: anywhere; }
.pair.chosen { border-color: currentcolor; box-shadow: 0 0 0 1px currentcolor; }
button, summary { font: inherit; color: inherit; cursor: pointer; box-sizing: border-box; }
button { background: none; border: 0; border-radius: 0.4rem; min-height: 2rem; padding: 0.2rem 0.4rem; margin-inline: -0.4rem; text-align: start; overflow-wrap: anywhere; }
button:hover { background: color-mix(in srgb, currentcolor 8%, transparent); }
:is(button, summary):focus-visible { outline: 2px solid currentcolor; outline-offset: 2px; }
.choose { display: flex; gap: 0.6em; align-items: center; width: calc(100% + 0.8rem); font-weight: 600; }
.number { flex: none; box-sizing: border-box; display: inline-block; min-width: 1.7em; padding: 0 0.3em; border: 2px solid; border-radius: 0.9em;
  background: canvas; color: canvastext; font: 600 0.85em/1.4 system-ui, sans-serif; text-align: center; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); column-gap: 1.5rem; }
/* The words begin at one height, however long what stands above them is. */
.side { display: grid; grid-row: span 2; grid-template-rows: subgrid; margin: 0 0 0.4rem; min-width: 0; }
.side .words { margin: 0.1rem 0 0; align-self: start; padding-inline-start: 0.7rem; border-inline-start: 2px solid color-mix(in srgb, currentcolor 30%, transparent);
  font-size: 1.1em; line-height: 1.65; }
.article { text-decoration-line: underline; text-decoration-color: color-mix(in srgb, currentcolor 45%, transparent); text-underline-offset: 0.2em; }
p.article { margin: 0.75rem 0 0.25rem; text-decoration-line: none; font-weight: 600; }
figcaption { display: flex; flex-wrap: wrap; align-content: start; align-items: baseline; column-gap: 0.9em; }
.side .speaker { font-weight: 600; }
figcaption .article { font-size: 0.92em; }
.differences { margin: 0.5rem 0 0; }
/* By their lines alone one tells them apart; the tint only leads the eye. In parts, for WebKit's text-decoration takes the line alone. */
:where(del, ins, .key span) { text-decoration-line: underline; text-underline-offset: 0.2em; border-radius: 0.15em; padding-inline: 0.1em;
  box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.left-out, .added { text-decoration-style: wavy; text-decoration-thickness: 1px; background: color-mix(in srgb, #b5620f 16%, transparent); }
.changed { text-decoration-style: double; text-decoration-thickness: 1.5px; font-weight: 650; background: color-mix(in srgb, #2f6fd0 16%, transparent); }
.inserted { text-decoration-style: dashed; text-decoration-thickness: 1.5px; font-style: italic; }
.case, .punctuation { text-decoration-style: dotted; text-decoration-thickness: 2px; }
.alone { margin-block-start: 0.25rem; }
.alone summary { padding: 0.4rem 0; width: fit-content; }
.alone-quotation { display: block; width: calc(100% + 0.8rem); }
.alone-quotation .speaker { font-weight: 600; }
.articles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.5rem 2.5rem; align-items: start; }
.articles ::slotted(*) { min-width: 0; }
.numbers { position: relative; height: 0; user-select: none; -webkit-user-select: none; pointer-events: none; }
.numbers .number { position: absolute; z-index: 1; translate: -40% -78%; min-width: 1.5em; padding: 0 0.25em; border-width: 1.5px; font-size: 0.66rem; line-height: 1.25; }
@media (pointer: coarse) { button, summary { min-height: 44px; } }
@media print { .numbers, .problem { display: none !important; } .pair { break-inside: avoid; } }
`;

/** The style sheet, one for all elements of the page in the window `view`. */
export const compareSheet = sheetOf(CSS_TEXT);
