/**
 * How shared passages are marked in articles: a tint and a line of the same
 * remark everywhere, so that colour is never the only sign.
 */

import { PAIR_CHOSEN, PAIR_DIFFERS, colorOf } from "./paint.js";
import { HUES, LINES, voiceOf } from "./voices.js";

/** The number of each of `pairs`, from 0: pairs whose passages overlap report one remark, and share it. */
export function numbersOf(pairs) {
  const numbers = [];
  let next = 0;
  pairs.forEach((pair, index) => {
    const before = pairs.slice(0, index).findIndex((other) => overlap(pair, other));
    numbers.push(before >= 0 ? numbers[before] : next++);
  });
  return numbers;
}

const overlap = (pair, other) =>
  pair.sides.some((side) => other.sides.some(({ text, spans }) => text === side.text && spans.some((a) => side.spans.some((b) => a.start < b.end && b.start < a.end))));

/** The hue and the line of the remark with this number. */
export const lookOfNumber = voiceOf;

/** The name under which its passages are painted. */
export function pairLook(number) {
  const { hue, line } = lookOfNumber(number);
  return `whosaid-pair-${hue}-${line}`;
}

/** The rules for these looks, as `looksSheet` of `paint.js` has those for quotations. */
export function pairsSheet(invasive) {
  const select = (name) => (invasive ? `mark.${name}` : `::highlight(${name})`);
  const rules = invasive ? [`mark[class^="whosaid-pair-"] { color: inherit; background: none; }`] : [];
  for (let hue = 0; hue < HUES; hue++) {
    for (const line of LINES) {
      // Below the line of the speaker, for the article may have both.
      const underline = `text-decoration-line: underline; text-decoration-style: ${line}; text-decoration-color: ${colorOf(hue)}; text-decoration-thickness: 0.14em; text-underline-offset: 0.3em`;
      rules.push(`${select(`whosaid-pair-${hue}-${line}`)} { ${underline}; background-color: color-mix(in srgb, ${colorOf(hue)} 14%, transparent); }`);
    }
  }
  rules.push(`${select(PAIR_CHOSEN)} { background-color: color-mix(in srgb, var(--whosaid-chosen, #f2b705) 34%, transparent); }`);
  rules.push(`${select(PAIR_DIFFERS)} { text-decoration-line: underline; text-decoration-style: solid; text-decoration-color: currentcolor; text-decoration-thickness: 0.2em; text-underline-offset: 0.1em; }`);
  return rules.join("\n");
}
