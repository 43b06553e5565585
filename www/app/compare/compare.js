/**
 * The region "Compare": further texts beside the article, the remarks that
 * they share and how they quote them; or what a transcript has of the article's
 * quotations.
 */

import { Comparer } from "../../whosaid/analyzer.js";
import { initialsOf } from "../../whosaid/voices.js";
import { wordsOf } from "../../whosaid/export/shared.js";
import { say } from "../build.js";
import { drawAlone } from "./alone.js";
import { analysisOfTranscript, checkedOf, checkInWords, FOUND } from "./checked.js";
import { ComparisonDialog } from "./comparison-dialog.js";
import { Contexts } from "./contexts.js";
import { FIRST, SECOND, TRANSCRIPT } from "./example.js";
import { Filter } from "./filter.js";
import { titleOf } from "./names.js";
import { RemarkList } from "./remark-list.js";
import { CLASSES, remarksOf, summaryOf } from "./remarks.js";
import { united } from "./speakers.js";
import { FurtherTexts } from "./texts.js";
import { RemarkTravel } from "./remark-travel.js";
import { VoicesTable } from "./voices-table.js";

// A comparison reads all texts anew: typing waits for a pause.
const PAUSE_MS = 250;

// Shorter waits are not worth a word.
const PATIENCE_MS = 400;

const at = (id) => document.getElementById(id);

export class Compare {
  #comparer = new Comparer();
  #further;
  #list;
  #filter;
  #contexts;
  #travel;
  #voices = new VoicesTable(at("compare-voices"));
  #first = () => ({ text: "", spans: [] });
  #showFirst;
  #pausing = 0;
  #turn = 0;
  #remarks = [];
  #seen = [];
  #texts = [];
  #transcript = false;
  #answer = null;

  /**
   * `first` gives `{ text, spans }` of the article, `showFirst(spans)` goes to a
   * place in it, `replaceFirst(text)` puts another in its place; `onChange`
   * hears of each change that the reader makes in the further texts.
   */
  constructor({ first, showFirst, replaceFirst, onChange }) {
    this.#first = first;
    this.#showFirst = showFirst;
    this.#list = new RemarkList({ list: at("remarks"), onShow: (place) => this.#show(place), onChoose: (place) => this.#travel.choose(place) });
    this.#filter = new Filter({ select: at("remark-filter"), onChange: () => this.#drawList() });
    this.#contexts = new Contexts({ pane: at("contexts"), place: at("context-columns"), onChoose: (text, quotation) => this.#travel.chooseQuotation(text, quotation) });
    this.#travel = new RemarkTravel({ region: at("comparison"), list: this.#list, contexts: this.#contexts, seen: () => this.#seen });
    this.#further = new FurtherTexts({
      place: at("further"),
      another: at("another"),
      kinds: at("kinds"),
      onChange: ({ whole = true, isOwn = true } = {}) => {
        if (isOwn) {
          onChange();
        }
        this.renew({ whole });
      },
    });
    const dialog = new ComparisonDialog({
      shown: () => ({
        texts: this.#texts.map(({ text }) => text),
        titles: this.#texts.map(({ name, headline }) => headline ?? name),
        answer: this.#answer,
        transcript: this.#transcript,
      }),
    });
    at("take-out").addEventListener("click", () => dialog.open());
    at("sample").addEventListener("click", () => {
      replaceFirst(FIRST);
      this.#further.replace([this.#further.isTranscript ? TRANSCRIPT : SECOND]);
    });
  }

  /** The further texts as a string, to be kept. */
  get written() {
    return JSON.stringify({ texts: this.#further.texts, transcript: this.#further.isTranscript });
  }

  /** Puts `texts` in place of all further ones. */
  take({ texts, transcript }) {
    this.#further.replace(texts, { transcript, isOwn: false });
  }

  /** The same from what was kept, an older page's or none perhaps. */
  restore(written) {
    let kept;
    try {
      kept = JSON.parse(written);
    } catch {
      return;
    }
    const texts = Array.isArray(kept?.texts) ? kept.texts.filter((text) => typeof text === "string" && text !== "") : [];
    if (texts.length > 0) {
      this.take({ texts, transcript: kept.transcript === true });
    }
  }

  focus() {
    at("compare").scrollIntoView({ block: "start" });
    this.#further.focus();
  }

  /** The texts may have changed, by more than a letter where `whole`. */
  renew({ whole = false } = {}) {
    clearTimeout(this.#pausing);
    if (this.#further.texts.every((text) => text.trim() === "")) {
      this.#comparer.cancel();
      at("comparison").hidden = true;
    } else if (whole) {
      this.#compare();
    } else {
      this.#pausing = setTimeout(() => this.#compare(), PAUSE_MS);
    }
  }

  async #compare() {
    const { text, spans } = this.#first();
    // Before its words come: a region that shows together with them is not read out.
    at("comparison").hidden = false;
    if (text.trim() === "") {
      this.#comparer.cancel();
      say(at("comparison-summary"), "Put the first article into “Article text”, at the top of the page.");
      this.#drawNothing();
      return;
    }
    const transcript = this.#further.isTranscript;
    const used = [{ text, spans }, ...this.#further.texts.map((text, index) => ({ text, spans: this.#further.structures[index] }))];
    // An empty one between others keeps its place, so that the names stay right.
    const filled = used.slice(0, transcript ? 2 : 1 + used.findLastIndex(({ text }) => text.trim() !== ""));
    const texts = filled.map(({ text }) => text);
    const turn = ++this.#turn;
    const waiting = setTimeout(() => say(at("comparison-summary"), "Comparing…"), PATIENCE_MS);
    at("comparison").setAttribute("aria-busy", "true");
    try {
      const answer = transcript ? await this.#comparer.check(...texts) : await this.#comparer.compare(texts);
      clearTimeout(waiting);
      if (answer) {
        this.#draw(filled, answer, transcript);
      }
    } catch (error) {
      say(at("comparison-summary"), `The texts cannot be compared right now. What the browser says: ${error.message}`);
      this.#drawNothing();
    } finally {
      clearTimeout(waiting);
    }
    if (turn === this.#turn) {
      at("comparison").removeAttribute("aria-busy");
    }
  }

  #drawNothing() {
    at("comparison").classList.add("bare");
  }

  #draw(filled, answer, transcript) {
    const texts = filled.map(({ text }) => text);
    this.#answer = answer;
    this.#transcript = transcript;
    at("comparison").classList.remove("bare");
    at("comparison").classList.toggle("checking", transcript);
    const { analyses, initials } = transcript
      ? { analyses: [answer.analysis, analysisOfTranscript(answer)], initials: initialsOf(answer.analysis.speakers) }
      : united(answer);
    this.#remarks = (transcript ? checkedOf(answer, texts) : remarksOf(answer, texts)).map((remark, index) => ({ ...remark, number: index + 1 }));
    this.#texts = filled.map(({ text, spans }, index) => ({
      ...(transcript ? { name: index === 0 ? "Article" : "Transcript", headline: null } : titleOf(text, index)),
      text,
      spans,
      analysis: analyses[index],
      initials,
      badges: badgesOf(this.#remarks, index),
    }));
    say(at("comparison-summary"), transcript ? checkInWords(this.#remarks) : summaryOf(this.#remarks, texts.length));
    at("remarks-title").textContent = transcript ? "Quotations in the transcript" : "Shared remarks";
    at("remarks").setAttribute("aria-label", transcript ? "Checked against the transcript" : "Shared remarks");
    this.#filter.renew(this.#remarks, transcript ? FOUND : CLASSES);
    this.#drawList();
    for (const id of ["alone-part", "voices-part"]) {
      at(id).hidden = transcript;
    }
    if (!transcript) {
      drawAlone(at("alone"), this.#texts, answer.alone);
      this.#voices.draw(this.#texts);
    }
    this.#contexts.renew(this.#texts);
  }

  #drawList() {
    this.#seen = this.#remarks.filter((remark) => this.#filter.lets(remark));
    this.#travel.choose(-1);
    at("remarks").hidden = this.#seen.length === 0;
    this.#list.draw(this.#seen.map((remark) => this.#itemOf(remark)));
  }

  #itemOf(remark) {
    const names = this.#transcript ? FOUND : CLASSES;
    return {
      number: remark.number,
      name: names.get(remark.class),
      className: remark.class,
      facts: [...(remark.indirect ? ["by report"] : []), ...(remark.outOfOrder ? ["out of order"] : [])],
      columns: remark.columns.map((column) => this.#columnOf(column, remark)),
      told: remark.told,
      show: remark.columns[0].text === 0 ? "Show in the article" : "Show in the texts",
      again: remark.again.map(({ text, spans }) => ({ where: this.#texts[text].name, words: wordsOf(spans, this.#texts[text].text) })),
    };
  }

  #columnOf({ text, quotation, spans, runs, class: wording }, { columns }) {
    const { name, analysis, initials } = this.#texts[text];
    const { speaker, kind } = analysis.quotations[quotation];
    const found = !(this.#transcript && text === 1);
    const wide = columns.length > 2;
    return {
      where: name,
      who: found ? (speaker === null ? "Unattributed" : this.#nameIn(text, quotation)) : "",
      initials: initials[speaker] ?? "?",
      speaker: found ? speaker : null,
      kind: found ? kind : "heard",
      note: wide ? (wording ? CLASSES.get(wording) : "the fullest") : null,
      // What is quoted in part has its marks among its words, where all of it is shown.
      quoted: this.#transcript ? text === 0 && kind === "direct" : kind !== "indirect",
      runs: spans.length === 0 ? [] : runs.map(({ kind, words, ellipsis, ahead }) => ({ kind, words, ...(kind === "gap" && { ellipsis, ahead, full: wide }) })),
    };
  }

  /** A speaker as this text names them. */
  #nameIn(text, quotation) {
    const { analyses, analysis } = this.#answer;
    const { quotations, speakers } = (analyses ?? [analysis])[text];
    return speakers[quotations[quotation].speaker].name;
  }

  #show(place) {
    this.#travel.choose(place);
    const first = this.#seen[place].columns.find(({ text }) => text === 0);
    if (first) {
      this.#showFirst(first.spans, () => this.#list.button(place)?.focus());
      return;
    }
    // The article has no part in it: the texts side by side do.
    at("contexts").open = true;
    at("contexts").scrollIntoView({ block: "nearest" });
  }
}

/** For each quotation of a text the numbers of the remarks that it reports. */
function badgesOf(remarks, text) {
  const badges = new Map();
  for (const { number, columns, again } of remarks) {
    for (const place of [...columns, ...again]) {
      if (place.text === text && place.spans.length > 0) {
        badges.set(place.quotation, [...new Set([...(badges.get(place.quotation) ?? []), number])]);
      }
    }
  }
  return new Map([...badges].map(([quotation, numbers]) => [quotation, numbers.join(", ")]));
}

