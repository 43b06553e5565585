/** The voices of the article: buttons that choose them, a bar of their shares, and a table of numbers. */

import { countInWords, roleInWords } from "../whosaid/words.js";
import { build } from "./build.js";
import { Fold } from "./fold.js";
import { KeptNodes } from "./kept-nodes.js";
import { chip, voiceClass } from "./lists.js";
import { sharesOf, shareInWords } from "./shares.js";

// As much of a first quotation as makes it recognisable.
const OPENING = 32;

// Narrower parts of the bar have no room for initials.
const ROOM_FOR_INITIALS = 0.06;

// Nobody reads numbers while typing, and a long table takes a while to lay out.
const PAUSE_MS = 400;

export class VoicesPanel {
  #list;
  #nobody;
  #fold;
  #bar;
  #items;
  #rows;
  #numbers;
  #drawRows = () => {};
  #pausing = 0;

  /**
   * `onToggle` gets the index of the speaker whose button is pressed, or null
   * for `nobody`, `onGo` that of a quotation to go to. `unfold` shows all of a long list.
   */
  constructor({ list, nobody, unfold, bar, numbers, onToggle, onGo }) {
    this.#list = list;
    this.#nobody = nobody;
    this.#fold = new Fold({ list, button: unfold });
    nobody.addEventListener("click", () => onToggle(null));
    this.#bar = bar;
    this.#items = new KeptNodes(list);
    this.#numbers = numbers;
    this.#rows = new KeptNodes(numbers.querySelector("tbody"));
    list.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-speaker]");
      if (button) {
        onToggle(Number(button.dataset.speaker));
      }
    });
    numbers.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-first]");
      if (button) {
        onGo(Number(button.dataset.first));
      }
    });
  }

  /** Draws the voices of `analysis`, their table only where it is open and once typing pauses; gives the number of speakers. */
  draw(text, analysis, initials) {
    const voices = sharesOf(analysis, text)
      .map((voice) => ({ ...voice, ...faceOf(voice, analysis, initials) }))
      .sort(byShare);
    const speakers = voices.filter(({ speaker }) => speaker !== null);
    this.#items
      .draw(
        speakers.map(({ speaker, name, role, initials, quotations }) => {
          const look = { speaker, name, role, initials, count: quotations.length };
          return { ...look, key: JSON.stringify(look) };
        }),
        { make: speakerItem },
      )
      .then((whole) => whole && this.#fold.renew(speakers.length));
    this.#drawNobody(voices.find(({ speaker }) => speaker === null));
    this.#drawBar(voices);
    this.#drawRows = () => this.#rows.draw(
      voices.map((voice) => {
        const row = { ...voice, opening: openingOf(analysis.quotations[voice.first], text) };
        // One word more changes all shares by a trifle.
        const look = { ...row, quotations: row.quotations.length, share: shareInWords(row.share), first: null };
        return { ...row, key: JSON.stringify(look) };
      }),
      {
        make: tableRow,
        // An earlier quotation that is new moves the places of the later ones.
        onNode: (row, { first }) => {
          row.querySelector("button").dataset.first = first;
        },
      },
    );
    clearTimeout(this.#pausing);
    this.#pausing = this.#numbers.hidden ? 0 : setTimeout(() => this.showNumbers(), PAUSE_MS);
    return speakers.length;
  }

  /** Brings the table of numbers up to date. */
  showNumbers() {
    clearTimeout(this.#pausing);
    this.#drawRows();
  }

  /** Shows which speakers are chosen, and whether what nobody is named for is. */
  press(chosen, nobody) {
    this.#nobody.setAttribute("aria-pressed", String(nobody));
    for (const button of this.#list.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(chosen.has(Number(button.dataset.speaker))));
    }
  }

  #drawNobody(voice) {
    this.#nobody.hidden = !voice;
    const count = voice?.quotations.length ?? 0;
    if (voice && this.#nobody.dataset.count !== String(count)) {
      this.#nobody.dataset.count = count;
      this.#nobody.replaceChildren(chip(voice.initials), build("span", { class: "name" }, voice.name), " ", counted(count));
    }
  }

  #drawBar(voices) {
    const heard = voices.filter(({ words }) => words > 0);
    const told = heard.map(({ name, share }) => `${name} ${shareInWords(share)}`).join(", ");
    const label = `Shares of the quoted words: ${told}`;
    this.#bar.hidden = heard.length < 2;
    if (this.#bar.getAttribute("aria-label") === label) {
      return;
    }
    this.#bar.setAttribute("aria-label", label);
    this.#bar.replaceChildren(
      ...heard.map(({ speaker, share, initials, name }) => {
        const look = { class: `share ${speaker === null ? "nobody" : voiceClass(speaker)}`, title: `${name}: ${shareInWords(share)}` };
        const part = build("span", look, share >= ROOM_FOR_INITIALS ? initials : "");
        part.style.flexGrow = share;
        return part;
      }),
    );
  }
}

// Whoever has most to say comes first, what nobody is named for last.
function byShare(a, b) {
  return (a.speaker === null) - (b.speaker === null) || b.words - a.words || b.quotations.length - a.quotations.length || a.first - b.first;
}

function faceOf({ speaker }, { speakers }, initials) {
  return speaker === null
    ? { name: "Unattributed", role: "", initials: "?" }
    : { name: speakers[speaker].name, role: roleInWords(speakers[speaker]), initials: initials[speaker] };
}

function openingOf({ content: [{ start, end }] }, text) {
  const words = text.slice(start, end).replace(/\s+/g, " ");
  return words.length > OPENING ? `${words.slice(0, words.lastIndexOf(" ", OPENING)) || words.slice(0, OPENING)} …` : words;
}

function speakerItem({ speaker, name, role, initials, count }) {
  const who = build("span", { class: "who" }, build("span", { class: "name" }, name));
  if (role) {
    who.append(" ", build("span", { class: "role" }, role));
  }
  const look = { type: "button", class: `speaker ${voiceClass(speaker)}`, "data-speaker": speaker, "aria-pressed": "false" };
  return build("li", {}, build("button", look, chip(initials), who, " ", counted(count)));
}

// Rows are laid out as grids, so that those out of sight cost nothing; the roles say that they are still rows.
function tableRow({ speaker, name, role, initials, quotations, words, share, opening }) {
  const row = build("tr", { role: "row", class: speaker === null ? "nobody" : voiceClass(speaker) });
  const head = build("th", { scope: "row", role: "rowheader" }, chip(initials), " ", build("span", { class: "name" }, name));
  if (role) {
    head.append(" ", build("span", { class: "role" }, role));
  }
  const filled = build("span");
  filled.style.width = `${share * 100}%`;
  const length = build("span", { class: "length", "aria-hidden": "true" }, filled);
  const part = build("td", { role: "cell", class: "part" }, length, build("span", { class: "number" }, shareInWords(share)));
  const label = `Go to the first quotation, ${name}: ${opening}`;
  const go = build("td", { role: "cell" }, build("button", { type: "button", class: "quiet", "aria-label": label }, opening));
  row.append(head, numberCell(quotations.length, "quotation"), numberCell(words, "word"), part, go);
  return row;
}

// Small screens have no room for the heads of columns.
function numberCell(number, noun) {
  return build("td", { role: "cell", class: "number", "data-unit": countInWords(number, noun).replace(/^\d+/, "") }, number);
}

// On small screens the number alone shows.
function counted(count) {
  const [number, noun] = countInWords(count, "quotation").split(" ");
  return build("span", { class: "count" }, number, build("span", { class: "noun" }, ` ${noun}`));
}
