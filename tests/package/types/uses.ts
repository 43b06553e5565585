// Each name of the package as TypeScript sees it; what is wrong here must be an error.
import { type Analysis, analyze, compare, init } from "whosaid";
import { Analyzer } from "whosaid/analyzer";
import type { WhoSaidCompareElement } from "whosaid/compare-element";
import { type Correction, anchorOf, apply } from "whosaid/corrections";
import { WhoSaidElement } from "whosaid/define";
import { inWords } from "whosaid/differences";
import type { WhoSaidAnalysisDetail } from "whosaid/element";
import { toCsv } from "whosaid/export";
import "whosaid/inline";
import { initialsOf } from "whosaid/voices";
import type { WorkerRequest } from "whosaid/worker";

const { problem }: { problem: Error | null } = await init();
const analysis: Analysis = analyze("“Yes,” said Ada Quist.");
const rows: string = toCsv("“Yes,” said Ada Quist.", analysis);
const correction: Correction = { do: "remove", at: anchorOf(rows, analysis, 0) };
const later: Promise<Analysis | null> = new Analyzer().analyze(apply(analysis, [correction], rows).offsets);
const words: string = inWords(compare("", "").pairs[0], ["", ""], ["", ""]);
const initials: string[] = initialsOf(analysis.speakers);
const request: WorkerRequest = { id: 1, call: "check", texts: [words, ...initials] };

const element: WhoSaidElement = document.createElement("who-said");
const comparing: WhoSaidCompareElement = document.createElement("who-said-compare");
element.addEventListener("whosaid-analysis", ({ detail }) => {
  const { text }: WhoSaidAnalysisDetail = detail;
  comparing.for = text;
});

// @ts-expect-error: a text is needed
analyze();
// @ts-expect-error: no such kind
analysis.quotations.filter(({ kind }) => kind === "shouted");

export { later, problem, request };
