/** The speakers of several texts together: who is the same person in another text. */

import { initialsOf } from "../../whosaid/voices.js";

/**
 * The analyses of `comparison` with one list of speakers for all of them, so
 * that somebody has the same colour everywhere, and their initials. Two are
 * one where they have the same name or the core took a remark of one for that
 * of the other; never two of one text.
 */
export function united({ analyses, pairs }) {
  const home = analyses.map(({ speakers }, text) => speakers.map((speaker, index) => new Set([`${text} ${index}`])));
  const unite = (a, b) => {
    const [one, two] = [home[a.text][a.speaker], home[b.text][b.speaker]];
    const texts = [...one, ...two].map((member) => member.split(" ")[0]);
    if (one === two || new Set(texts).size < texts.length) {
      return;
    }
    for (const member of two) {
      const [text, speaker] = member.split(" ").map(Number);
      one.add(member);
      home[text][speaker] = one;
    }
  };
  const named = new Map();
  analyses.forEach(({ speakers }, text) =>
    speakers.forEach(({ name, kind }, speaker) => {
      if (kind !== "unnamed") {
        const first = named.get(name) ?? { text, speaker };
        named.set(name, first);
        unite(first, { text, speaker });
      }
    }),
  );
  for (const { sides, class: kind } of pairs) {
    const [a, b] = sides.map(({ text, quotation }) => ({ text, speaker: analyses[text].quotations[quotation].speaker }));
    if (kind !== "different-speaker" && a.speaker !== null && b.speaker !== null) {
      unite(a, b);
    }
  }
  const order = [...new Set(home.flat())];
  const place = new Map(order.map((members, index) => [members, index]));
  const speakers = order.map((members) => fullest([...members].map((member) => at(analyses, member))));
  return {
    speakers,
    initials: initialsOf(speakers),
    analyses: analyses.map((analysis, text) => ({
      ...analysis,
      speakers,
      quotations: analysis.quotations.map((quotation) => ({
        ...quotation,
        speaker: quotation.speaker === null ? null : place.get(home[text][quotation.speaker]),
      })),
    })),
  };
}

function at(analyses, member) {
  const [text, speaker] = member.split(" ").map(Number);
  return analyses[text].speakers[speaker];
}

const fullest = (speakers) => speakers.reduce((most, speaker) => (partsOf(speaker) > partsOf(most) ? speaker : most));
const partsOf = ({ name, kind }) => (kind === "unnamed" ? 0 : name.split(/\s+/).length);

/** Whom each side of `pair` gives the remark to, where that is not the same. */
export function sidesInWords(pair, { analyses }, labels) {
  if (pair.class !== "different-speaker") {
    return [];
  }
  const given = pair.sides.map(({ text, quotation }) => {
    const { speaker } = analyses[text].quotations[quotation];
    return `${labels[text]} gives it to ${speaker === null ? "nobody" : analyses[text].speakers[speaker].name}`;
  });
  const words = `${given.join(", ")}.`;
  return [words.charAt(0).toUpperCase() + words.slice(1)];
}
