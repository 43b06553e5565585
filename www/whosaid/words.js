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

/** Who speaks: a name, or that nobody is named. */
export function speakerInWords({ speaker }, { speakers }) {
  return speaker === null ? "Unattributed" : speakers[speaker].name;
}

/** What a speaker is: what the text says, or else what sort of speaker it is. */
export function roleInWords({ description, kind }) {
  return description ?? ROLES[kind] ?? "";
}

/** The quotation's own words, a piece at a time. */
export function piecesInWords({ content }, text) {
  return content.map(({ start, end }) => text.slice(start, end));
}

/** Why the quotation has its speaker, or none, in one sentence. */
export function whyInWords(quotation, text) {
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
