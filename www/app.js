/**
 * The page: reads what is in the textbox, has it analysed in a worker, and
 * shows the article, its speakers and its quotations.
 */

import { Analyzer } from "./whosaid/analyzer.js";
import { RULES_ALONE } from "./whosaid/problems.js";
import { initialsOf } from "./whosaid/voices.js";
import { countInWords } from "./whosaid/words.js";
import { Article } from "./app/article.js";
import { CardOver } from "./app/card-over.js";
import { EXAMPLE } from "./app/example.js";
import { QuotationList, drawDiagnostics, drawSpeakers } from "./app/lists.js";
import { Travel } from "./app/travel.js";

// Shorter waits are not worth a word.
const PATIENCE_MS = 250;

// From here on, what is out of sight is not laid out.
const LONG_TEXT = 100_000;

// In a long text every letter costs a while, so typing waits for a pause.
const PAUSE_MS = 300;

const NOTHING = { offsets: "utf16", quotations: [], speakers: [], diagnostics: [] };

const at = (id) => document.getElementById(id);
const textbox = at("text");
const region = at("article");
const summary = at("summary");

const analyzer = new Analyzer();
const article = new Article(region);
const list = new QuotationList(at("quotations"));
const shown = { text: "", analysis: NOTHING };
const travel = new Travel({ region, list: at("quotations"), article, button: (index) => list.button(index), shown });
new CardOver({ card: at("card"), region, shown });

let isExample = true;

async function show(text) {
  at("clear").disabled = textbox.value === "";
  const waiting = setTimeout(() => {
    summary.textContent = "Finding quotations…";
    at("read").setAttribute("aria-busy", "true");
  }, PATIENCE_MS);
  let analysis;
  try {
    analysis = text.trim() === "" ? (analyzer.cancel(), NOTHING) : await analyzer.analyze(text);
  } catch (error) {
    draw(text, NOTHING);
    tellTrouble(error);
    return;
  } finally {
    clearTimeout(waiting);
  }
  if (analysis) {
    at("trouble").hidden = true;
    draw(text, analysis);
    tellProblem(analyzer.problem);
  }
}

function draw(text, analysis) {
  const initials = initialsOf(analysis.speakers);
  Object.assign(shown, { text, analysis });
  region.classList.toggle("long", text.length > LONG_TEXT);
  at("read").removeAttribute("aria-busy");
  const speakers = drawSpeakers(at("speakers"), analysis, initials, (index) => spotlight(index));
  spotlight(null);
  drawDiagnostics(at("notes-list"), text, analysis, (index) => travel.goToOddity(index));
  at("notes").hidden = analysis.diagnostics.length === 0;
  const quotations = analysis.quotations.filter(({ kind }) => kind !== "term").length;
  summary.textContent = summaryOf(text, quotations, speakers);
  at("travel").hidden = quotations === 0;
  at("hint").hidden = quotations === 0;
  at("found").classList.toggle("none", quotations === 0 && text.trim() !== "");
  article.draw(text, analysis, initials);
  list.draw(text, analysis, initials);
}

function summaryOf(text, quotations, speakers) {
  if (text.trim() === "") {
    return "Nothing to read yet";
  }
  const found = quotations === 0 ? "No quotations found" : `${countInWords(quotations, "quotation")}, ${countInWords(speakers, "speaker")}`;
  return isExample ? `An example: ${found}` : found;
}

function tellTrouble(error) {
  summary.textContent = "The quotations cannot be found right now";
  at("trouble-words").textContent =
    `Your text is kept, but the part of this page that reads it did not load. What the browser says: ${error.message}`;
  at("trouble").hidden = false;
  at("found").classList.remove("none");
}

/** What is wrong although the quotations were found. */
function tellProblem(problem) {
  at("problem").textContent = problem ? RULES_ALONE : "";
  at("problem").hidden = !problem;
}

/** Dims all speakers but one; again, or null, brings them back. */
function spotlight(index) {
  const next = index === null || region.dataset.spotlight === String(index) ? null : String(index);
  for (const place of [region, at("quotations")]) {
    place.classList.toggle("spotlit", next !== null);
    place.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
    if (next !== null) {
      place.querySelectorAll(`[data-speaker="${next}"]`).forEach((element) => element.classList.add("lit"));
    }
  }
  region.toggleAttribute("data-spotlight", next !== null);
  if (next !== null) {
    region.dataset.spotlight = next;
  }
  at("speakers")
    .querySelectorAll("button")
    .forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.speaker === next)));
}

let pausing = 0;

textbox.addEventListener("input", (event) => {
  isExample = false;
  clearTimeout(pausing);
  if (textbox.textLength > LONG_TEXT && event.inputType === "insertText") {
    pausing = setTimeout(() => show(textbox.value), PAUSE_MS);
  } else {
    show(textbox.value);
  }
  if (event.inputType === "insertFromPaste" || event.inputType === "insertFromDrop") {
    if (textbox.selectionEnd === textbox.textLength) {
      // One begins to read at the beginning.
      textbox.scrollTop = 0;
    }
    bringResultIntoView();
  }
});

/** Where the result stands below the text, a paste should not leave it out of sight. */
function bringResultIntoView() {
  const read = at("read");
  if (read.getBoundingClientRect().top < textbox.getBoundingClientRect().bottom) {
    return;
  }
  if (matchMedia("(pointer: coarse)").matches) {
    // Takes the keyboard off the screen.
    textbox.blur();
  }
  read.scrollIntoView({ block: "start" });
}

at("example").addEventListener("click", () => {
  clearTimeout(pausing);
  textbox.value = EXAMPLE;
  textbox.scrollTop = 0;
  isExample = true;
  show(EXAMPLE);
});

at("clear").addEventListener("click", () => {
  clearTimeout(pausing);
  textbox.value = "";
  isExample = false;
  show("");
  textbox.focus();
});

at("retry").addEventListener("click", () => show(shown.text));
at("previous").addEventListener("click", () => travel.step(-1));
at("next").addEventListener("click", () => travel.step(1));

// A browser that goes back to this page may bring its text along.
isExample = textbox.value === "";
show(textbox.value || EXAMPLE);
