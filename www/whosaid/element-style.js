/** How the shadow parts of `<who-said>` look, unless an author says otherwise by `::part()`. */

import { sheetOf } from "./style-sheet.js";

// Nothing here can be selected: who copies the article copies the article.
const CSS_TEXT = `
:host { display: block; }
:host([hidden]) { display: none; }
[hidden] { display: none !important; }
.panel, .card, .form { font: 0.85rem/1.4 system-ui, sans-serif; user-select: none; -webkit-user-select: none; }
.panel { display: flex; flex-wrap: wrap; align-items: start; gap: 0.5rem; margin: 0 0 1rem; }
.panel.bare { margin: 0; }
.legend { display: flex; flex-wrap: wrap; flex: 1 1 12rem; gap: 0.4rem; margin: 0; padding: 0; list-style: none; min-width: 0; }
button { font: inherit; color: inherit; background: none; cursor: pointer; box-sizing: border-box; min-height: 2rem;
  padding: 0.2rem 0.7rem; border: 1px solid color-mix(in srgb, currentcolor 30%, transparent); border-radius: 1rem;
  text-align: start; overflow-wrap: anywhere; }
button:hover { background: color-mix(in srgb, currentcolor 8%, transparent); }
button[aria-current] { border-color: currentcolor; box-shadow: 0 0 0 1px currentcolor; }
button:focus-visible { outline: 2px solid currentcolor; outline-offset: 2px; }
.name { text-underline-offset: 0.2em; text-decoration-thickness: 0.14em; }
.count { margin-inline-start: 0.3em; }
.doubt { margin-inline-start: 0.1em; font-style: italic; }
.steps { display: flex; gap: 0.4rem; }
.steps button { min-width: 2rem; padding-inline: 0.4rem; text-align: center; }
/* Drawn, so that a search in the page does not find them. */
.previous::before { content: "\\2190" / ""; }
.next::before { content: "\\2192" / ""; }
.bare .steps:not(:focus-within) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.problem { flex-basis: 100%; margin: 0; padding: 0.5rem 0.8rem; border-inline-start: 0.25rem solid currentcolor;
  background: color-mix(in srgb, currentcolor 7%, transparent); overflow-wrap: anywhere; }
.bare .problem { margin-block-end: 1rem; }
.card { position: fixed; inset: auto; z-index: 2147483647; box-sizing: border-box; margin: 0; width: max-content;
  max-width: min(22rem, calc(100vw - 1rem)); padding: 0.7em 0.9em; overflow-wrap: anywhere; text-align: start;
  border: 1px solid color-mix(in srgb, canvastext 20%, transparent); border-radius: 0.6em;
  background: canvas; color: canvastext; box-shadow: 0 6px 24px rgb(0 0 0 / 0.18); }
.card:not(.shown) { display: none; }
.card p { margin: 0; }
.card .name { font-weight: 600; font-size: 1.05em; }
.card .facts, .card .why, .card .position { margin-top: 0.25em; }
.card .position { font-size: 0.92em; }
.card .words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.actions { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-top: 0.6em; }
.form { box-sizing: border-box; width: min(24rem, calc(100vw - 1rem)); max-height: calc(100dvh - 1rem); overflow: auto; margin: auto;
  padding: 1.1em 1.2em; text-align: start; border: 1px solid color-mix(in srgb, canvastext 20%, transparent); border-radius: 0.6em;
  background: canvas; color: canvastext; box-shadow: 0 6px 24px rgb(0 0 0 / 0.18); }
.form::backdrop { background: rgb(0 0 0 / 0.35); }
.form p { margin: 0 0 0.8em; overflow-wrap: anywhere; }
.form .title { font-weight: 600; font-size: 1.05em; margin-bottom: 0.3em; }
.form label { display: block; margin-bottom: 0.8em; }
.form select, .form input { display: block; box-sizing: border-box; width: 100%; min-height: 2.2rem; margin-top: 0.2em; padding: 0.2rem 0.5rem;
  font: inherit; font-size: max(1em, 1rem); color: inherit; background: canvas; border: 1px solid color-mix(in srgb, canvastext 55%, transparent); border-radius: 0.4em;
  user-select: text; -webkit-user-select: text; }
.form :is(select, input):focus-visible { outline: 2px solid currentcolor; outline-offset: 1px; }
.form .save { background: canvastext; color: canvas; border-color: canvastext; }
.form .save:hover { background: color-mix(in srgb, canvastext 85%, canvas); }
@media (pointer: coarse) {
  button, .steps button { min-height: 44px; min-width: 44px; border-radius: 22px; }
  .form select, .form input { min-height: 44px; }
}
@media print { .steps, .undo, .card, .form { display: none !important; } }
`;

/** The style sheet, one for all elements of the page in the window `view`. */
export const shadowSheet = sheetOf(CSS_TEXT);
