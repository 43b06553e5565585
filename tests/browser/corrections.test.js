/** What readers put right: the operations, the file, and the page's way to them. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  CorrectionHistory, anchorOf, apply, readCorrections, replay, writeCorrections,
} from "../../www/whosaid/corrections.js";
import { analyze, init } from "../../www/whosaid/index.js";
import { ARTICLE } from "./support.js";

await init();
const analysis = analyze(ARTICLE);
const at = (index, of = analysis, text = ARTICLE) => anchorOf(text, of, index);
const said = ({ quotations, speakers }) => quotations.map(({ kind, speaker }) => (kind === "term" ? "term" : (speakers[speaker]?.name ?? null)));

/** What holds of every analysis. */
function checkConsistent({ quotations, speakers }) {
  quotations.forEach(({ speaker, parent, content }, index) => {
    assert.ok(content.length > 0);
    assert.ok(speaker === null || speakers[speaker].quotations.includes(index));
    assert.ok(parent === null || quotations[parent]);
  });
  const firsts = speakers.map((speaker) => speaker.quotations[0]);
  assert.deepEqual(firsts, [...firsts].sort((a, b) => a - b));
  assert.ok(speakers.every((speaker) => speaker.quotations.length > 0));
}

describe("a correction", () => {
  const before = JSON.stringify(analysis);
  const cases = {
    "of a speaker, to one in the text": [{ do: "speaker", at: at(2), speaker: "Tomas Okafor" }, ["Ada Quist", "Tomas Okafor", "Tomas Okafor"]],
    "of a speaker, to a new one": [{ do: "speaker", at: at(0), speaker: "Ruth Pell" }, ["Ruth Pell", "Tomas Okafor", "Ada Quist"]],
    "of a speaker, to nobody": [{ do: "speaker", at: at(1), speaker: null }, ["Ada Quist", null, "Ada Quist"]],
    "that merges two speakers": [{ do: "merge", speaker: "Ada Quist", into: "Tomas Okafor" }, ["Tomas Okafor", "Tomas Okafor", "Tomas Okafor"]],
    "of what nobody said": [{ do: "remove", at: at(1) }, ["Ada Quist", "term", "Ada Quist"]],
  };
  for (const [name, [correction, wanted]] of Object.entries(cases)) {
    test(name, () => {
      const corrected = apply(analysis, [correction], ARTICLE);
      assert.deepEqual(said(corrected), wanted);
      checkConsistent(corrected);
      assert.equal(JSON.stringify(analysis), before, "the analysis stays as it is");
    });
  }

  test("of where a quotation ends", () => {
    const { start } = at(0);
    for (const words of ["“We have to be ready", "“We have to be ready before the first snow,” said Mayor Ada Quist."]) {
      const corrected = apply(analysis, [{ do: "end", at: at(0), words }], ARTICLE);
      assert.deepEqual(corrected.quotations[0].content, [{ start, end: start + words.length }]);
      checkConsistent(corrected);
    }
    assert.equal(apply(analysis, [{ do: "end", at: at(1), words: "“Nobody has" }], ARTICLE).quotations[1].content.length, 1);
  });

  test("of what stands inside another and is no quotation marks' own", () => {
    const text = "Pell said that the pilot said “never again” to her. She said that the pass was shut.";
    const analysis = analyze(text);
    analysis.quotations.forEach((_, index) => {
      const corrected = apply(analysis, [{ do: "remove", at: at(index, analysis, text) }], text);
      checkConsistent(corrected);
    });
  });

  test("finds its quotation again when the text around it has changed, and says when it cannot", () => {
    const corrections = [{ do: "speaker", at: at(2), speaker: "Ruth Pell" }, { do: "merge", speaker: "Ruth Pell", into: "Tomas Okafor" }];
    const longer = `A line that was not there.\n\n${ARTICLE}`;
    const { analysis: moved, unplaced } = replay(analyze(longer), corrections, longer);
    assert.deepEqual([said(moved).at(-1), unplaced], ["Tomas Okafor", []]);
    const other = ARTICLE.replace("long winter", "short winter");
    assert.deepEqual(replay(analyze(other), corrections, other).unplaced, [0, 1]);
  });

  test("takes the nearest of equal quotations", () => {
    const text = "“No,” said Ada Quist.\n\n“No,” said Tomas Okafor.\n\n“No,” said Ruth Pell.\n";
    const analysis = analyze(text);
    const corrected = apply(analysis, [{ do: "speaker", at: at(1, analysis, text), speaker: "Ines Varga" }], text);
    assert.deepEqual(said(corrected), ["Ada Quist", "Ines Varga", "Ruth Pell"]);
  });
});

test("a history goes back and forth", () => {
  const history = new CorrectionHistory();
  const [a, b, c] = ["A", "B", "C"].map((speaker) => ({ do: "merge", speaker, into: "X" }));
  assert.deepEqual([history.canUndo, history.canRedo, history.undo(), history.redo()], [false, false, undefined, undefined]);
  history.add(a);
  history.add(b);
  assert.equal(history.undo(), b);
  assert.deepEqual([history.list, history.canRedo], [[a], true]);
  assert.equal(history.redo(), b);
  history.undo();
  history.add(c);
  assert.deepEqual([history.list, history.canRedo], [[a, c], false]);
});

describe("a file of corrections", () => {
  const corrections = [
    { do: "speaker", at: at(0), speaker: null },
    { do: "merge", speaker: "A", into: "B" },
    { do: "remove", at: at(1) },
    { do: "end", at: at(2), words: "“It" },
  ];

  test("gives back what went in", () => {
    assert.deepEqual(readCorrections(writeCorrections(corrections)), corrections);
  });

  test("is trusted in nothing, and says what is wrong", () => {
    const file = (...list) => JSON.stringify({ format: "whosaid-corrections", version: 1, corrections: list });
    const wrong = [
      ["{", /not JSON/],
      ["null", /not a file of corrections/],
      ["[]", /not a file of corrections/],
      ['{"format":"whosaid-corrections","version":2,"corrections":[]}', /version 2; only version 1/],
      [file(null), /^Error: Correction 1 does nothing/],
      [file({ do: "constructor" }), /Correction 1 does nothing/],
      [file({ do: "__proto__" }), /Correction 1 does nothing/],
      [file(corrections[1], { do: "remove" }), /Correction 2 has no place/],
      [file({ do: "remove", at: { start: -1, words: "a" } }), /Correction 1 has no place/],
      [file({ do: "speaker", at: at(0), speaker: 7 }), /no speaker, which must be words or null/],
      [file({ do: "merge", speaker: "A", into: " " }), /no speaker to merge into/],
      [file({ do: "end", at: at(0), words: null }), /no words up to the new end/],
      [file(...Array(10_001).fill(corrections[1])), /10001 corrections/],
    ];
    for (const [json, message] of wrong) {
      assert.throws(() => readCorrections(json), message, json);
    }
    const [read] = readCorrections(file({ ...corrections[1], html: "<b>", __proto__: { x: 1 } }));
    assert.deepEqual(Object.keys(read), ["do", "speaker", "into"]);
  });
});
