/** A table with a row for each quotation, as RFC 4180 has it. */

import { guarded, tableOf } from "./cells.js";
import { wordsOf } from "./shared.js";

const HEADER = [
  "id", "quotation", "kind", "speaker", "speaker_kind", "text", "cue", "source", "confidence", "why", "parent", "start", "end",
];

/** The table; `title` stands in its column "id". */
export function toCsv(text, { quotations, speakers }, { title = "" } = {}) {
  const rows = quotations.map((quotation, index) => {
    const speaker = speakers[quotation.speaker];
    return [
      guarded(title),
      index,
      quotation.kind,
      guarded(speaker?.name ?? ""),
      speaker?.kind ?? "",
      guarded(wordsOf(quotation.content, text)),
      guarded(wordsOf(quotation.cue, text)),
      guarded(wordsOf(quotation.source, text)),
      quotation.confidence.toFixed(3),
      quotation.why,
      quotation.parent ?? "",
      quotation.content[0].start,
      quotation.content.at(-1).end,
    ];
  });
  return tableOf([HEADER, ...rows]);
}
