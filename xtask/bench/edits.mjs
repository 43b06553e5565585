// How long the core takes to follow somebody who types:
// `node edits.mjs TEXT...` prints for each of the files TEXT a line of JSON,
// {"whole", "middle": [median, slowest], "end": [median, slowest]}, in milliseconds.

import { readFileSync } from "node:fs";
import { analyzeEdited } from "../../www/whosaid/index.js";
import { measure, median, once } from "./timing.js";
import analyze from "./whosaid.js";

// It is typed letter by letter. On the way its mark stands unclosed, and its speaker is not there yet.
const TYPED = " “We are two days behind, and the ferry will not wait for us,” said Ruth Pell, the engineer. She left.";

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  const typing = { middle: typed(text, middle(text)), end: typed(text, text.length) };
  const [whole] = measure(analyze, [text]);
  console.log(JSON.stringify({ ...typing, whole }));
}

/** The median and the slowest of what each letter takes that is typed into `text` at `place`, once the engine is warm. */
function typed(text, place) {
  let times;
  for (let round = 0; round < 3; round++) {
    analyzeEdited(text);
    times = [...TYPED].map((_, at) => {
      const edited = text.slice(0, place) + TYPED.slice(0, at + 1) + text.slice(place);
      return once(() => analyzeEdited(edited));
    });
  }
  return [median(times), Math.max(...times)];
}

/** Where the sentence ends that is in the middle of `text`. */
function middle(text) {
  const half = text.length >> 1;
  const sentence = text.slice(half).search(/(?<=[a-z]\.) /);
  return half + Math.max(sentence, 0);
}
