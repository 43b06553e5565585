// How long each analyser takes for each text, in one run of Node.
//
// In: a JSON file {"artefacts": directory, "peers": directory or null,
// "texts": [text, the longest last]}. Out, as JSON: [{"name", "raw", "gzip",
// "ms": [milliseconds for each text, or null where it would take too long]}].

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

// Long enough for the engine to have compiled what is hot.
const WARM_UP_MS = 300;
const MEASURE_MS = 700;
// A single answer that takes longer is measured once, and longer texts not at all.
const PATIENCE_MS = 1000;

const { artefacts, peers, texts } = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** Calls `analyze` for `budget` milliseconds, at least once; the times of the calls. */
function times(analyze, text, budget) {
  const out = [];
  const end = performance.now() + budget;
  do {
    const start = performance.now();
    analyze(text);
    out.push(performance.now() - start);
  } while (performance.now() < end);
  return out;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function measure(analyze) {
  let patient = true;
  return texts.map(text => {
    if (!patient) return null;
    const warm = times(analyze, text, WARM_UP_MS);
    patient = Math.max(...warm) < PATIENCE_MS;
    return patient ? median(times(analyze, text, MEASURE_MS)) : warm[0];
  });
}

/** What the files weigh that a page would load. */
function weight(paths) {
  const files = paths.map(path => readFileSync(path));
  const sum = of => files.reduce((total, file) => total + of(file).length, 0);
  return { raw: sum(file => file), gzip: sum(file => gzipSync(file, { level: 9 })) };
}

async function whosaid() {
  const core = await import(pathToFileURL(`${artefacts}/core.js`));
  core.initSync({ module: readFileSync(`${artefacts}/core_bg.wasm`) });
  core.loadWeights(readFileSync(`${artefacts}/weights.bin`));
  return { name: "whosaid (wasm)", ...weight([`${artefacts}/core.js`, `${artefacts}/core_bg.wasm`, `${artefacts}/weights.bin`]), ms: measure(core.analyze) };
}

/** A package from npm, with what `prepare` makes of it: a function of a text. */
function peer(name, prepare) {
  const require = createRequire(`${peers}/package.json`);
  const before = new Set(Object.keys(require.cache));
  const analyze = prepare(require);
  const loaded = Object.keys(require.cache).filter(path => !before.has(path));
  return { name, ...weight(loaded), ms: measure(analyze) };
}

const rows = [await whosaid()];
if (peers) {
  rows.push(
    peer("compromise", require => {
      const nlp = require("compromise");
      return text => nlp(text).quotations().json();
    }),
    peer("wink-nlp", require => {
      const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"));
      return text => {
        const doc = nlp.readDoc(text);
        return [doc.sentences().out(), doc.entities().out(), doc.tokens().out(nlp.its.pos)];
      };
    }),
  );
}
console.log(JSON.stringify(rows));
