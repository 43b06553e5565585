/** What an analysis says, in plain English words. */

const KINDS = {
  direct: "direct quotation",
  mixed: "partly quoted",
  indirect: "reported speech",
  term: "words in quotation marks",
};

const ROLES = { person: "", organization: "organisation", group: "group", document: "document", unnamed: "not named" };

/** The kind of a quotation: "direct quotation". */
export function kindInWords({ kind }) {
  return KINDS[kind] ?? kind;
}

/** Who speaks: a name, or that nobody is named, or that nobody speaks. */
export function speakerInWords({ kind, speaker }, { speakers }) {
  if (kind === "term") {
    return "Nobody’s words";
  }
  return speaker === null ? "Unattributed" : speakers[speaker].name;
}

/** What a speaker is: what the text says, or else what sort of speaker it is. */
export function roleInWords({ description, kind }) {
  return description ?? ROLES[kind] ?? "";
}

// More would be a list to study, not a doubt to know about.
const MOST_OTHERS = 3;

/**
 * Who else it might be, the likeliest first: `["Tomas Okafor (12 %)"]`. An
 * analysis need not say; two mentions of one speaker are one.
 */
export function othersInWords({ speaker, candidates }, { speakers }, text) {
  const others = new Map();
  for (const { speaker: other, source, confidence } of candidates ?? []) {
    const name = speakers[other]?.name ?? (source ? text.slice(source.start, source.end).replace(/\s+/g, " ") : "");
    if (name && (speaker === null || name !== speakers[speaker]?.name)) {
      others.set(name, (others.get(name) ?? 0) + confidence);
    }
  }
  return [...others]
    .sort((a, b) => b[1] - a[1])
    .map(([name, confidence]) => [name, Math.round(confidence * 100)])
    .filter(([, percent]) => percent > 0)
    .slice(0, MOST_OTHERS)
    .map(([name, percent]) => `${name} (${percent} %)`);
}

/** The words that report the quotation, as the text has them: "said"; empty where none do. */
export function cueInWords({ cue }, text) {
  return cue.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, " ")).join(" … ");
}

/** The quotation's own words, a piece at a time. */
export function piecesInWords({ content }, text) {
  return content.map(({ start, end }) => text.slice(start, end));
}

/** Why the quotation has its speaker, or none, in one sentence. */
export function whyInWords(quotation, text) {
  if (quotation.kind === "term") {
    return "A title, a name or a set phrase: the text does not report that anybody says it.";
  }
  const said = [...quotation.source, ...quotation.cue]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => text.slice(start, end).replace(/\s+/g, " "))
    .join(" ");
  if (quotation.speaker === null) {
    return said ? `The text says only “${said}”.` : "The text does not say who.";
  }
  switch (quotation.why) {
    case "cue":
      return said ? `The text says so: “${said}”.` : "The words beside it say so.";
    case "colon":
      return said ? `It follows “${said}”.` : "It follows the speaker’s name.";
    case "continued":
      return "It goes on from an attributed piece beside it.";
    case "carried":
      return "The quotation before it has this speaker.";
    case "turn":
      return "Speakers take turns here, and it is this one’s.";
    case "nearby":
      return "The likeliest of those named nearby.";
    case "corrected":
      return "A reader put it so.";
    default:
      return "";
  }
}

/** How sure the attribution is: "sure", "likely, 72 %". */
export function certaintyInWords({ confidence }, certainty) {
  const percent = `${Math.round(confidence * 100)} %`;
  return { sure: "sure", likely: `likely, ${percent}`, unsure: `a guess, ${percent}`, none: "no speaker found" }[certainty];
}

/** What is odd in the text. */
export function diagnosticInWords({ kind }) {
  return {
    "unclosed-mark": "A quotation mark opens here and is never closed.",
    "unopened-mark": "A quotation mark closes here and was never opened.",
  }[kind] ?? kind;
}

/** "1 quotation", "12 quotations". */
export function countInWords(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
