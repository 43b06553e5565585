/** What only one of the texts quotes. */

import { piecesInWords, speakerInWords } from "../../whosaid/words.js";
import { build } from "../build.js";
import { chip, voiceClass } from "../lists.js";

// So few are worth their room at once.
const FEW = 8;

/** Fills `place` with a folded list a text; `texts` as the contexts have them, `alone` the indices of their quotations. */
export function drawAlone(place, texts, alone) {
  const wasOpen = [...place.children].map(({ open }) => open);
  place.style.setProperty("--columns", Math.min(texts.length, 3));
  place.replaceChildren(
    ...texts.map((text, index) => {
      const title = `Only in the ${text.name.toLowerCase()}`;
      const items = alone[index].map((quotation) => aloneItem(text, text.analysis.quotations[quotation]));
      return build(
        "details",
        { class: "alone", open: wasOpen[index] ?? items.length <= FEW },
        build("summary", {}, `${title} (${items.length})`),
        items.length > 0 ? build("ul", { role: "list", "aria-label": title }, ...items) : build("p", { class: "soft" }, "Nothing."),
      );
    }),
  );
}

function aloneItem({ text, analysis, initials }, quotation) {
  const { speaker, kind } = quotation;
  const name = speakerInWords(quotation, analysis);
  const words = piecesInWords(quotation, text).join(" … ");
  return build(
    "li",
    { class: speaker === null ? "nobody" : voiceClass(speaker) },
    chip(initials[speaker] ?? "?"),
    " ",
    build("span", { class: "name" }, name),
    kind === "indirect" ? build("span", { class: "fact" }, "by report") : "",
    build("span", { class: "only-words" }, words),
  );
}
