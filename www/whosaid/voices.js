/**
 * How speakers are told apart: a hue, a line under the words and initials,
 * so that colour is never the only sign.
 */

/** How many hues there are; more speakers share them under different lines. */
export const HUES = 8;

/** The lines under the words, as CSS `text-decoration-style` has them. */
export const LINES = ["solid", "dashed", "dotted", "double"];

/** The hue and the line of the speaker with this index: 32 pairs, neighbours differ in both. */
export function voiceOf(speaker) {
  const round = Math.floor(speaker / HUES);
  return { hue: speaker % HUES, line: LINES[(speaker + round) % LINES.length] };
}

const SMALL_WORDS = new Set(["the", "of", "for", "and", "de", "la", "van", "von", "a", "an", "in", "on"]);

/** Short initials for each speaker, all different. */
export function initialsOf(speakers) {
  const taken = new Set();
  return speakers.map(({ name }) => {
    const wanted = initials(name);
    let given = wanted;
    for (let n = 2; taken.has(given); n++) {
      given = `${wanted}${n}`;
    }
    taken.add(given);
    return given;
  });
}

function initials(name) {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’']*/gu) ?? [];
  const telling = words.filter((word) => !SMALL_WORDS.has(word.toLowerCase()));
  const [first = "?", ...rest] = telling.length > 0 ? telling : words;
  if (rest.length === 0) {
    // An acronym or a single name: two letters tell more than one.
    return [...first].slice(0, 2).join("");
  }
  return (letter(first) + letter(rest.at(-1))).toUpperCase();
}

// By code point: a letter outside the basic plane stays whole.
function letter(word) {
  return [...word][0];
}

/**
 * How sure an attribution is, in three steps that a reader can tell apart.
 * Confidence is calibrated, so the bounds are what they say: four in five, and
 * better than even.
 */
export function certaintyOf({ speaker, confidence }) {
  if (speaker === null) {
    return "none";
  }
  if (confidence >= 0.8) {
    return "sure";
  }
  return confidence >= 0.5 ? "likely" : "unsure";
}
