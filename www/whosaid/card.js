/**
 * The card that says who speaks: built here, placed beside a quotation, and
 * styled by whoever shows it.
 */

import { part } from "./part.js";
import { freeHeight } from "./pointing.js";
import { certaintyInWords, cueInWords, kindInWords, othersInWords, roleInWords, speakerInWords, whyInWords } from "./words.js";
import { certaintyOf } from "./voices.js";

const GAP = 8;

/** Fills `card`, an element, with what there is to say about one quotation. */
export function fillCard(card, { quotation, analysis, text }) {
  const speaker = quotation.speaker === null ? null : analysis.speakers[quotation.speaker];
  const certainty = certaintyOf(quotation);
  const role = speaker ? roleInWords(speaker) : "";
  const isTerm = quotation.kind === "term";
  const cue = cueInWords(quotation, text);
  const others = othersInWords(quotation, analysis, text);
  card.replaceChildren(
    part("p", "name", speakerInWords(quotation, analysis)),
    ...(role ? [part("p", "role", role)] : []),
    part("p", "facts", isTerm ? kindInWords(quotation) : `${kindInWords(quotation)} · ${certaintyInWords(quotation, certainty)}`),
    ...(cue ? [part("p", "cue", `Reported with “${cue}”`)] : []),
    part("p", "why", whyInWords(quotation, text)),
    ...(others.length > 0 ? [part("p", "others", `${speaker ? "Or perhaps" : "Perhaps"}: ${others.join(", ")}`)] : []),
  );
  card.dataset.certainty = certainty;
}

/** Places `card` (position: fixed) under `rect`, or above where there is no room. */
export function placeCard(card, rect) {
  const { offsetWidth: width, offsetHeight: height } = card;
  const { documentElement, defaultView } = card.ownerDocument;
  const free = freeHeight(defaultView);
  const below = rect.bottom + GAP;
  const above = rect.top - height - GAP;
  // Over a bar that stands still rather than over the words.
  const lowest = documentElement.clientHeight - height - GAP;
  const isBelow = below + height <= free.bottom - GAP || (above < free.top && below <= lowest);
  const left = Math.max(GAP, Math.min(rect.left, documentElement.clientWidth - width - GAP));
  card.style.top = `${Math.round(isBelow ? below : Math.max(above, GAP))}px`;
  card.style.left = `${Math.round(left)}px`;
}
