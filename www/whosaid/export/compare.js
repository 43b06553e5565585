/** Comparisons and checks as files: `texts` are those that `compare` or `check` got, `answer` what it gave. */

import { inWords } from "../differences.js";
import { speakerInWords } from "../words.js";
import { guarded, tableOf } from "./cells.js";
import { marked } from "./markdown.js";
import { saidIn, wordsOf } from "./shared.js";

const isCheck = (answer) => "analysis" in answer;

const HEADER = [
  "class", "by_report", "score",
  "first", "first_quotation", "first_speaker", "first_text", "first_start", "first_end",
  "second", "second_quotation", "second_speaker", "second_text", "second_start", "second_end",
  "differences",
];

/** The answer itself. */
export function comparisonToJson(texts, answer) {
  return `${JSON.stringify(answer, null, 2)}\n`;
}

/** A row a pair of quotations, and one a quotation that is in none, of class "alone"; of a check a row a quotation. */
export function comparisonToCsv(texts, answer, { titles = titlesOf(texts, answer) } = {}) {
  const rows = rowsOf(texts, answer).map(({ kind, indirect, score, sides, told }) => [
    kind,
    indirect ? "yes" : "no",
    score === null ? "" : score.toFixed(3),
    ...[0, 1].flatMap((at) => (sides[at] ? cellsOf(sides[at], titles) : ["", "", "", "", "", ""])),
    guarded(told),
  ]);
  return tableOf([HEADER, ...rows]);
}

function cellsOf({ text, quotation, speaker, words, spans }, titles) {
  return [guarded(titles[text]), quotation ?? "", guarded(speaker), guarded(words), spans[0]?.start ?? "", spans.at(-1)?.end ?? ""];
}

/** A table with a row a pair, or a quotation of a check, and below it what only one text quotes. */
export function comparisonToMarkdown(texts, answer, { titles = titlesOf(texts, answer) } = {}) {
  const rows = rowsOf(texts, answer);
  const pairs = rows.filter(({ kind }) => kind !== "alone");
  const head = ["How", "First", "Second", "Differences"];
  if (isCheck(answer) || texts.length === 2) {
    head.splice(1, 2, ...titles);
  }
  const named = texts.length > 2;
  const table = [
    row(head.map(marked)),
    row(head.map(() => "---")),
    ...pairs.map(({ kind, indirect, sides, told }) =>
      row([
        `${kind.replace("-", " ")}${indirect ? ", by report" : ""}`,
        ...[0, 1].map((at) => (sides[at]?.words ? inTable(sides[at], named ? titles : null) : "—")),
        marked(told),
      ]),
    ),
  ];
  const alone = titles.flatMap((title, text) => {
    const own = rows.filter(({ kind, sides }) => kind === "alone" && sides[0].text === text);
    return own.length === 0 ? [] : [`\n## Only in ${marked(title)}\n`, ...own.map(({ sides: [side] }) => `- ${inTable(side, null)}`)];
  });
  return `${[`# ${isCheck(answer) ? "Quotations in the transcript" : "Shared remarks"}\n`, ...table, ...alone].join("\n")}\n`;
}

const row = (cells) => `| ${cells.join(" | ")} |`;

function inTable({ text, speaker, words }, titles) {
  return [...(titles ? [`_${marked(titles[text])}_`] : []), ...(speaker ? [`**${marked(speaker)}**`] : []), marked(words)].join(": ");
}

function titlesOf(texts, answer) {
  return isCheck(answer) ? ["article", "transcript"] : texts.map((text, index) => `text ${index + 1}`);
}

/** All rows: `{ kind, indirect, score, sides, told }`, a side `{ text, quotation, speaker, words, spans }`. */
function rowsOf(texts, answer) {
  return isCheck(answer) ? checkedRows(texts, answer) : comparedRows(texts, answer);
}

function comparedRows(texts, { analyses, pairs, alone }) {
  const labels = texts.map((text, index) => `text ${index + 1}`);
  const sideOf = ({ text, quotation, spans = analyses[text].quotations[quotation].content }) => ({
    text,
    quotation,
    spans,
    speaker: speakerInWords(analyses[text].quotations[quotation], analyses[text]),
    words: wordsOf(spans, texts[text]),
  });
  return [
    ...pairs.map((pair) => ({
      kind: pair.class,
      indirect: pair.indirect,
      score: pair.score,
      sides: pair.sides.map(sideOf),
      told: inWords(pair, texts, labels),
    })),
    ...alone.flatMap((quotations, text) =>
      quotations.map((quotation) => ({
        kind: "alone",
        indirect: analyses[text].quotations[quotation].kind === "indirect",
        score: null,
        sides: [sideOf({ text, quotation })],
        told: "",
      })),
    ),
  ];
}

function checkedRows(texts, { analysis, quotations }) {
  const checked = new Map(quotations.map((one) => [one.quotation, one]));
  return saidIn(analysis).map(({ quotation, index }) => {
    const { found, score, spans, alignment, outOfOrder } = checked.get(index);
    const sides = [{ text: 0, quotation: index, spans: quotation.content }, { text: 1, quotation: null, spans }];
    const differences = found === "absent" ? [] : [inWords({ sides, alignment, wording: found }, texts, ["the article", "the transcript"])];
    return {
      kind: found,
      indirect: quotation.kind === "indirect",
      score,
      sides: sides.map((side) => ({
        ...side,
        speaker: side.text === 0 ? speakerInWords(quotation, analysis) : "",
        words: wordsOf(side.spans, texts[side.text]),
      })),
      told: [...(outOfOrder ? ["Its pieces stand in another order in the transcript."] : []), ...differences].join(" "),
    };
  });
}

/** The formats, as a reader chooses among them; each `write` takes the texts and their comparison or check. */
export const COMPARISON_FORMATS = [
  { id: "json", name: "JSON: the whole comparison", ending: "json", type: "application/json", write: comparisonToJson },
  { id: "csv", name: "CSV: a table for spreadsheets", ending: "csv", type: "text/csv", write: comparisonToCsv },
  { id: "markdown", name: "Markdown: a table", ending: "md", type: "text/markdown", write: comparisonToMarkdown },
];
