/** How much each voice has in each text, side by side. */

import { countInWords } from "../../whosaid/words.js";
import { build } from "../build.js";
import { KeptNodes } from "../kept-nodes.js";
import { chip, voiceClass } from "../lists.js";
import { sharesOf, shareInWords } from "../shares.js";

export class VoicesTable {
  #head;
  #rows;

  /** `table` has a row for the head and a body. */
  constructor(table) {
    this.#head = table.querySelector("thead tr");
    this.#rows = new KeptNodes(table.querySelector("tbody"));
  }

  /** Draws the voices of `texts`, each with an analysis that has the same speakers as the others. */
  draw(texts) {
    const head = ["Speaker", ...texts.map(({ name }) => name)];
    this.#head.replaceChildren(...head.map((words) => build("th", { scope: "col" }, words)));
    const rows = new Map();
    texts.forEach(({ text, analysis }, column) => {
      for (const { speaker, quotations, words, share } of sharesOf(analysis, text)) {
        const row = rows.get(speaker) ?? { speaker, cells: texts.map(() => null), words: 0 };
        row.cells[column] = { quotations: quotations.length, words, share: shareInWords(share), width: Math.round(share * 100) };
        row.words += words;
        rows.set(speaker, row);
      }
    });
    const [{ analysis, initials }] = texts;
    const items = [...rows.values()]
      .sort((a, b) => (a.speaker === null) - (b.speaker === null) || b.words - a.words)
      .map((row) => ({ ...row, name: analysis.speakers[row.speaker]?.name ?? "Unattributed", initials: initials[row.speaker] ?? "?" }));
    return this.#rows.draw(
      items.map((item) => ({ ...item, key: JSON.stringify(item) })),
      { make: voiceRow },
    );
  }
}

function voiceRow({ speaker, name, initials, cells }) {
  const row = build("tr", { class: speaker === null ? "nobody" : voiceClass(speaker) });
  row.append(build("th", { scope: "row" }, chip(initials), " ", build("span", { class: "name" }, name)), ...cells.map(cell));
  return row;
}

function cell(voice) {
  if (!voice) {
    return build("td", { class: "soft" }, "not heard");
  }
  const { quotations, words, share, width } = voice;
  const filled = build("span");
  filled.style.width = `${width}%`;
  const length = build("span", { class: "length", "aria-hidden": "true" }, filled);
  return build("td", { class: "part" }, length, words > 0 ? `${share} · ${countInWords(words, "word")} · ` : "", countInWords(quotations, "quotation"));
}
