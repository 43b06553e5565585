/** What comparisons and checks can be written as, read back by something that is not ours, and links with several texts. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { check, compare, init } from "../../www/whosaid/index.js";
import {
  COMPARISON_FORMATS, comparisonToCsv, comparisonToJson, comparisonToMarkdown, shareLink, sharedText, sharedTexts,
} from "../../www/whosaid/export/index.js";

await init();
const ONE = "“The brigade arrived far too late,” said Ada Quist.\n\n“=HYPERLINK(1) is all I say,” said Tomas Okafor.";
const TWO = "“The brigade arrived | much too late,” said *Ada Quist*.";
const THREE = "Ada Quist said: “The brigade arrived far too late.”";
const TRANSCRIPT = "The brigade arrived far too late, all of it.";

const tableOf = (...given) => parse(comparisonToCsv(...given), { columns: true });

describe("a comparison", () => {
  test("as a table has a row a pair and a row a quotation of one text alone", () => {
    const texts = [ONE, TWO];
    const [pair, alone, ...rest] = tableOf(texts, compare(...texts), { titles: ["@one", "two"] });
    assert.deepEqual(rest, []);
    assert.equal(pair.class, "reworded");
    assert.equal(pair.first_speaker, "Ada Quist");
    assert.equal(ONE.slice(Number(pair.first_start), Number(pair.first_end)), pair.first_text);
    assert.match(pair.differences, /“much”/);
    assert.equal(alone.class, "alone");
    assert.equal(alone.second_text, "");
    // Nothing that a spreadsheet would run.
    assert.equal(pair.first, "'@one");
    for (const row of [pair, alone]) {
      for (const value of Object.values(row)) {
        assert.doesNotMatch(value, /^[\s]*[=+\-@]/);
      }
    }
  });

  test("of three texts names them in every row", () => {
    const texts = [ONE, TWO, THREE];
    const rows = tableOf(texts, compare(...texts)).filter((row) => row.class !== "alone");
    assert.deepEqual(rows.map((row) => `${row.first}, ${row.second}`), ["text 1, text 2", "text 1, text 3", "text 2, text 3"]);
    assert.match(comparisonToMarkdown(texts, compare(...texts)), /_text 1_: \*\*Ada Quist\*\*/);
  });

  test("in Markdown is a table that no word breaks", () => {
    const texts = [ONE, TWO];
    const lines = comparisonToMarkdown(texts, compare(...texts), { titles: ["One | other", "Two"] }).split("\n");
    const table = lines.filter((line) => line.startsWith("|"));
    assert.equal(table.length, 3);
    for (const line of table) {
      assert.equal(line.replaceAll("\\|", "").split("|").length, 6, line);
    }
    assert.ok(lines.includes("## Only in One \\| other"));
  });
});

test("a check has a row a quotation, whether it was found or not", () => {
  const texts = [ONE, TRANSCRIPT];
  const rows = tableOf(texts, check(...texts));
  assert.deepEqual(rows.map((row) => row.class), ["verbatim", "absent"]);
  assert.equal(rows[0].second_text, "The brigade arrived far too late");
  assert.equal(rows[1].second_text, "");
  assert.match(comparisonToMarkdown(texts, check(...texts)), /\| absent \| .*HYPERLINK.* \| — \|/);
});

test("JSON is the answer itself", () => {
  const answer = compare(ONE, TWO);
  assert.deepEqual(JSON.parse(comparisonToJson([ONE, TWO], answer)), answer);
});

test("every format takes every text", () => {
  for (const text of ["", "\n", "“", "\ud800 “a,” said \udc00.", ONE]) {
    for (const { write } of COMPARISON_FORMATS) {
      assert.equal(typeof write([text, TWO], compare(text, TWO)), "string");
      assert.equal(typeof write([text, TWO], check(text, TWO)), "string");
    }
  }
});

describe("a link", () => {
  const through = async (...given) => sharedTexts(new URL(await shareLink("https://who.example/", ...given)).hash);

  test("carries all texts, and what they are", async () => {
    assert.deepEqual(await through(ONE), { text: ONE, further: [], transcript: false });
    assert.deepEqual(await through(ONE, { further: [TWO, ""] }), { text: ONE, further: [TWO, ""], transcript: false });
    assert.deepEqual(await through(ONE, { further: [TRANSCRIPT], transcript: true }), { text: ONE, further: [TRANSCRIPT], transcript: true });
  });

  test("gives its first text to whoever asks for one", async () => {
    const link = await shareLink("https://who.example/", ONE, { further: [TWO] });
    assert.equal(await sharedText(new URL(link).hash), ONE);
  });

  test("that somebody typed is one text, whatever signs are in it", async () => {
    assert.deepEqual(await sharedTexts("#text=a&with=~b"), { text: "a&with=~b", further: [], transcript: false });
  });

  test("that is damaged says so", async () => {
    const link = await shareLink("https://who.example/", ONE, { further: [TWO] });
    await assert.rejects(sharedTexts(new URL(link).hash.slice(0, -9)), /damaged/);
  });
});
