/**
 * The page: reads what is in the textbox, has it analysed in a worker, and
 * shows the article, its speakers and its quotations.
 */

import { Analyzer } from "./whosaid/analyzer.js";
import { initialsOf } from "./whosaid/voices.js";
import { countInWords } from "./whosaid/words.js";
import { Article } from "./app/article.js";
import { say } from "./app/build.js";
import { CardOver } from "./app/card-over.js";
import { Compare } from "./app/compare/compare.js";
import { ShowInArticle } from "./app/compare/show-in-article.js";
import { CorrectDialog } from "./app/corrections/correct-dialog.js";
import { Corrections } from "./app/corrections/corrections.js";
import { CueLight } from "./app/cue-light.js";
import { EXAMPLE } from "./app/example.js";
import { offerToForgetAll } from "./app/forget-all.js";
import { carried, carry } from "./app/input/carried.js";
import { linkedText, listenForTexts } from "./app/input/input.js";
import { bringIntoView } from "./app/input/into-view.js";
import { KeptText } from "./app/input/kept.js";
import { Progress } from "./app/input/progress.js";
import { Structure, readSpans } from "./app/input/structure.js";
import { QuotationList, drawDiagnostics } from "./app/lists.js";
import { offerNewVersion } from "./app/new-version.js";
import { keepOffline } from "./app/offline.js";
import { QuotationActions } from "./app/output/actions.js";
import { bookmarkletSection } from "./app/output/bookmarklet.js";
import { ExportDialog } from "./app/output/export-dialog.js";
import { panes } from "./app/panes.js";
import { Spotlight } from "./app/spotlight.js";
import { Travel } from "./app/travel.js";
import { tellFound, tellTrouble } from "./app/troubles.js";
import { verbsOf } from "./app/verbs.js";
import { VerbsPanel } from "./app/verbs-panel.js";
import { VoicesPanel } from "./app/voices-panel.js";

// Shorter waits are not worth a word.
const PATIENCE_MS = 250;

// From here on, what is out of sight is not laid out.
const LONG_TEXT = 20_000;

// In a very long text every letter costs a while, so typing waits for a pause.
const VERY_LONG_TEXT = 100_000;
const PAUSE_MS = 300;

const NOTHING = { offsets: "utf16", quotations: [], speakers: [], diagnostics: [] };

const at = (id) => document.getElementById(id);
const textbox = at("text");
const region = at("article");
const summary = at("summary");

const analyzer = new Analyzer();
const article = new Article(region);
const list = new QuotationList(at("quotations"));
const structure = new Structure();
const shown = { text: "", analysis: NOTHING, initials: [], spans: [] };
const cueLight = new CueLight(article);
const spotlight = new Spotlight({ places: [region, at("quotations")], onChange: showChoice });
const verbs = new VerbsPanel({ group: at("verb-groups"), onToggle: (id) => spotlight.toggleGroup(id) });
const voices = new VoicesPanel({
  list: at("speakers"), nobody: at("unattributed"), unfold: at("unfold"), bar: at("shares"), numbers: at("numbers"),
  onToggle: (index) => (index === null ? spotlight.toggleNobody() : spotlight.toggleSpeaker(index)),
  onGo: (index) => travel.goTo(index),
});
const travel = new Travel({
  region, list: at("quotations"), article, button: (index) => list.button(index), shown,
  stops: (index) => spotlight.shows(index),
});
new CardOver({ card: at("card"), region, shown, onShow: (quotation) => cueLight.show(quotation) });
const corrections = new Corrections({
  region,
  buttons: at("out"),
  redraw: () => draw(shown.text, corrections.applied()),
  // A text that came by a link is not kept before the reader changes it.
  onChange: () => kept.text === textbox.value && kept.changed(),
});
const correcting = new CorrectDialog({
  shown,
  make: (made, start) => {
    corrections.add(...made);
    list.button(shown.analysis.quotations.findIndex(({ content }) => content[0].start === start))?.focus();
  },
});
const exporting = new ExportDialog({ shown, more: [corrections.section(), bookmarkletSection()] });
new QuotationActions({
  list: at("quotations"),
  region,
  shown,
  address: () => exporting.address,
  needAddress: () => exporting.askForAddress(),
  correct: (index) => correcting.open(index),
});

const showInArticle = new ShowInArticle({ region, article });
const compare = new Compare({
  first: () => ({ text: textbox.value, spans: structure.spans }),
  showFirst: (spans, back) => showInArticle.show(spans, back),
  replaceFirst: (text) => replaceText(text, { example: true }),
  onChange: () => kept.text === textbox.value && kept.changed(),
});
at("to-compare").addEventListener("click", () => compare.focus());

const progress = new Progress({
  place: at("progress"),
  cancel: at("cancel"),
  tooLong: at("too-long"),
  words: at("too-long-words"),
  again: at("again"),
  onAgain: () => {
    analyzer.cancel();
    show(asked);
    textbox.focus();
  },
  onCancel: () => {
    analyzer.cancel();
    at("read").removeAttribute("aria-busy");
    summary.textContent = "Called off. What is shown is the text before; change the text to try again.";
    textbox.focus();
  },
});

let isExample = true;
let asked = "";

async function show(text) {
  asked = text;
  at("clear").disabled = textbox.value === "";
  const { spans } = structure;
  const waiting = setTimeout(() => {
    summary.textContent = "Finding quotations…";
    at("read").setAttribute("aria-busy", "true");
  }, PATIENCE_MS);
  const done = progress.begin(text.length);
  let analysis;
  try {
    analysis = text.trim() === "" ? (analyzer.cancel(), NOTHING) : await analyzer.analyze(text);
  } catch (error) {
    draw(text, NOTHING, spans);
    tellTrouble(error);
    return;
  } finally {
    clearTimeout(waiting);
    done();
  }
  if (analysis) {
    draw(text, corrections.applied(text, analysis), spans);
    tellFound(analyzer.problem);
  }
}

function draw(text, analysis, spans = shown.spans) {
  const initials = initialsOf(analysis.speakers);
  Object.assign(shown, { text, analysis, initials, spans });
  region.classList.toggle("long", text.length > LONG_TEXT);
  at("read").removeAttribute("aria-busy");
  const speakers = voices.draw(text, analysis, initials);
  shown.verbs = verbsOf(analysis, text);
  verbs.draw(shown.verbs);
  drawDiagnostics(at("notes-list"), text, analysis, (index) => travel.goToOddity(index));
  at("notes").hidden = analysis.diagnostics.length === 0;
  const quotations = analysis.quotations.filter(({ kind }) => kind !== "term").length;
  say(summary, summaryOf(text, quotations, speakers));
  at("travel").hidden = quotations === 0;
  at("hint").hidden = quotations === 0;
  at("lenses").hidden = analysis.quotations.length === 0;
  at("found").classList.toggle("none", quotations === 0 && text.trim() !== "");
  drawArticle();
  list.draw(text, analysis, initials).then(() => spotlight.paint());
  spotlight.renew(analysis, shown.verbs);
}

async function drawArticle() {
  const { text, analysis, initials, spans } = shown;
  if (await article.draw(text, analysis, initials, { terms: at("terms").checked, spans })) {
    spotlight.paint();
    lightCues();
  }
}

function summaryOf(text, quotations, speakers) {
  if (text.trim() === "") {
    return "Nothing to read yet";
  }
  const found = quotations === 0 ? "No quotations found" : `${countInWords(quotations, "quotation")}, ${countInWords(speakers, "speaker")}`;
  return isExample ? `An example: ${found}` : found;
}

/** Says what is chosen, and how to see all again. */
function showChoice() {
  voices.press(spotlight.speakers, spotlight.nobody);
  verbs.press(spotlight.group);
  lightCues();
  const { lit } = spotlight;
  const { speakers } = shown.analysis;
  const group = shown.verbs.find(({ id }) => id === spotlight.group);
  const names = [...[...spotlight.speakers].map((index) => speakers[index].name), ...(spotlight.nobody ? ["Unattributed"] : [])];
  const what = [names.join(", "), group?.name].filter(Boolean).join(" · ");
  at("show-all").hidden = lit === null;
  say(at("choice"), lit ? `${what}: ${countInWords(lit.size, "quotation")}` : "");
}

function lightCues() {
  const { analysis } = shown;
  cueLight.lens(spotlight.group ? analysis.quotations.filter((quotation, index) => spotlight.shows(index) && quotation.kind !== "term") : []);
}

let pausing = 0;

const kept = new KeptText({
  checkbox: at("keep"),
  forget: at("forget"),
  read,
});

/** All that the reader has put in, as strings. */
function read() {
  return {
    text: textbox.value,
    structure: JSON.stringify(structure.spans),
    corrections: corrections.written,
    compared: compare.written,
  };
}

// Before the page hears of an edit, the structure has taken it up.
listenForTexts({
  textbox,
  picker: at("picker"),
  open: at("open"),
  structure,
  onText: (text, { address, spans, compared } = {}) => {
    replaceText(text, { address, spans });
    if (compared) {
      compare.take(compared);
    }
    bringIntoView(at("read"), textbox);
  },
});

textbox.addEventListener("input", (event) => {
  isExample = false;
  kept.changed();
  compare.renew({ whole: event.inputType !== "insertText" });
  clearTimeout(pausing);
  if (textbox.textLength > VERY_LONG_TEXT && event.inputType === "insertText") {
    pausing = setTimeout(() => show(textbox.value), PAUSE_MS);
  } else {
    show(textbox.value);
  }
  if (event.inputType === "insertFromPaste" || event.inputType === "insertFromDrop") {
    // WebKit scrolls to the caret once this event is over.
    setTimeout(() => {
      if (textbox.selectionEnd === textbox.textLength) {
        // One begins to read at the beginning.
        textbox.scrollTop = 0;
      }
      bringIntoView(at("read"), textbox);
    });
  }
});

/** Puts `text` in place of what is there. */
function replaceText(text, { address = "", spans = [], example = false, keep = true } = {}) {
  clearTimeout(pausing);
  textbox.value = text;
  // A textbox has its own mind about line ends.
  structure.replace(textbox.value, textbox.value === text ? spans : []);
  textbox.scrollTop = 0;
  isExample = example;
  exporting.address = address ?? "";
  if (keep) {
    kept.changed();
  }
  compare.renew({ whole: true });
  show(text);
}

at("example").addEventListener("click", () => replaceText(EXAMPLE, { example: true }));

at("clear").addEventListener("click", () => {
  replaceText("");
  textbox.focus();
});

panes([...at("lenses").querySelectorAll("[aria-controls]")], (id) => id === "numbers" && voices.showNumbers());
at("terms").addEventListener("change", drawArticle);
at("only").addEventListener("change", ({ target }) => region.classList.toggle("only", target.checked));
at("show-all").addEventListener("click", () => {
  spotlight.showAll();
  // The button is gone, and with it the place of the keyboard.
  (at("speakers").querySelector("button") ?? at("unattributed")).focus({ preventScroll: true });
});

offerToForgetAll({ before: () => kept.stop() });
offerNewVersion({ registration: keepOffline(), carry: () => carry(read()) });

at("export").addEventListener("click", () => exporting.open());
at("retry").addEventListener("click", () => show(shown.text));
at("previous").addEventListener("click", () => travel.step(-1));
at("next").addEventListener("click", () => travel.step(1));

const along = carried();
textbox.value ||= along?.text ?? "";

// A link brought what the reader has changed since.
const linked = along ? null : await linkedText();
if (linked !== null) {
  // A link is no reason to lose what the reader has kept.
  replaceText(linked.text, { keep: false });
  if (linked.compared) {
    compare.take(linked.compared);
  }
} else {
  takeUp(along?.beside ? along.text : (kept.text ?? ""), along?.beside ?? kept.beside);
  isExample = textbox.value === "";
  show(textbox.value || EXAMPLE);
}

document.documentElement.dataset.started = "";

function takeUp(text, { structure: spans = "", corrections: written = "", compared = "" }) {
  // A browser that goes back to this page may bring its text along.
  textbox.value ||= text;
  if (text !== "" && textbox.value === text) {
    structure.replace(text, readSpans(spans, text.length));
    corrections.restore(written, text);
  }
  compare.restore(compared);
}
