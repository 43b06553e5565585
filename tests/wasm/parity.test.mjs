// The wasm answers exactly as the native command does, on the text of every
// case and on texts that crossing into wasm could break. Run by
// `cargo xtask test wasm`, which builds both and says where they are.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

const { WHOSAID_COMMAND, WHOSAID_CASES } = process.env;
assert(WHOSAID_COMMAND && WHOSAID_CASES, "run this by `cargo xtask test wasm`");

const artefacts = new URL("../../www/whosaid/", import.meta.url);
const core = await import(new URL("core.js", artefacts));
// The glue again, for the core without vectors.
const plain = await import(new URL("core.js?plain", artefacts));

const quoted = "“We will rebuild,” said Ada Quist.";

// By name, texts whose encoding, length or line ends are out of the ordinary.
const nasty = {
  "nothing": "",
  "one unit": "“",
  "NUL": `\0${quoted}\0`,
  "CRLF": `${quoted}\r\n\r\n“It will take two years,” she added.\r\n`,
  "bare CR": `${quoted}\r${quoted}`,
  "byte order mark": `\uFEFF${quoted}`,
  "ASCII alone": '"We will rebuild," said Ada Quist.',
  "ASCII, then not": `${"Nothing was said. ".repeat(100)}${quoted}`,
  "emoji before a mark": `😀😀${quoted}`,
  "emoji in a quotation": `“We 👩‍👩‍👧 will 🌉 rebuild,” said Ada Quist 😀.`,
  "the last code point": `\u{10FFFF}${quoted}\u{10FFFF}`,
  "combining marks": `“E\u0301te\u0301,” said Zoe\u0308 Quist.`,
  "line and paragraph separators": `${quoted}\u2028${quoted}\u2029${quoted}`,
  "zero width and no-break spaces": `\u200B“We\u00A0will\u200B rebuild,”\u00A0said Ada\u202FQuist.`,
  "right to left": `“שלום,” said Ada Quist. \u202E“olleh,” she added.\u202C`,
  "three bytes a unit": "「漢字」と".repeat(5000),
  "markup": '<p>"<b>We</b> will &quot;rebuild&quot;," said Ada Quist.</p>',
  "marks alone": "“”‘’\"'«»„‹›「」".repeat(200),
  "long": `${quoted}\n\n`.repeat(5000),
  "one line": `The bridge 😀 fell; ${quoted} `.repeat(2000),
  "opening marks": "“".repeat(20_000),
  "marks inside each other": `${"“‘".repeat(5000)}deep${"’”".repeat(5000)}`,
};

const cases = JSON.parse(readFileSync(WHOSAID_CASES, "utf8"));
const joined = Object.values(cases).join("\n\n");
const edited = [0, 1, 2, 3, 4].flatMap((fifth) => {
  const at = Math.floor((joined.length * fifth) / 5);
  return ["x", "“", "\n\nQuist said no.\n\n", ""].map((piece) => [`${JSON.stringify(piece)} at ${at}`, joined.slice(0, at) + piece + joined.slice(at)]);
});

/** The texts by their names, each one an edit of the one before where two have most in common. */
const texts = new Map([
  ...Object.entries(cases).map(([name, text]) => [`case: ${name}`, text]),
  ...Object.entries(nasty).map(([name, text]) => [`nasty: ${name}`, text]),
  ...edited.map(([name, text]) => [`edit: ${name}`, text]),
  ...made(200).map((text, index) => [`made: ${index}`, text]),
]);

/** Texts of what articles are made of, of broken halves of characters, and of any units; the same each time. */
function made(count) {
  const pieces = [
    "“", "”", "‘", "’", '"', "'", "\n\n", " ", ". ", ", ", "Ada Quist", "he", "said ", "told reporters that ", "we will rebuild",
    "\uD83D", "\uDE00", "😀", "e\u0301", "\0", "\u202E", "\uFEFF", quoted,
  ];
  let state = 1;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const piece = () => (random(10) === 0 ? String.fromCharCode(random(0x10000)) : pieces[random(pieces.length)]);
  return Array.from({ length: count }, () => Array.from({ length: random(60) }, piece).join(""));
}

const native = new Map();

before(() => {
  for (const [glue, file] of [[core, "core_bg.wasm"], [plain, "core_plain_bg.wasm"]]) {
    glue.initSync({ module: readFileSync(new URL(file, artefacts)) });
    glue.loadWeights(readFileSync(new URL("weights.bin", artefacts)));
  }
  // UTF-8 has no half characters: what stands for them is as long in UTF-16.
  const input = [...texts].map(([id, text]) => JSON.stringify({ id, text: text.toWellFormed() })).join("\n");
  const run = spawnSync(WHOSAID_COMMAND, ["--ndjson", "--offsets", "utf16"], { input, encoding: "utf8", maxBuffer: 2 ** 30 });
  assert.equal(run.status, 0, run.stderr);
  for (const line of run.stdout.trimEnd().split("\n")) {
    const { id, ...analysis } = JSON.parse(line);
    native.set(id, analysis);
  }
});

test("there are cases", () => {
  assert(Object.keys(cases).length > 0);
  assert.equal(native.size, texts.size);
});

for (const [name, text] of texts) {
  test(name, () => {
    assert.deepStrictEqual(core.analyze(text), native.get(name));
    assert.deepStrictEqual(core.analyzeEdited(text), native.get(name), "after the text before");
    if (!name.startsWith("edit:")) {
      assert.deepStrictEqual(plain.analyzeEdited(text), native.get(name), "without vectors");
    }
  });
}

test("one core has vectors, the other has none", { skip: process.arch !== "x64" && "this processor's vectors cannot be hidden from V8" }, () => {
  const script = `console.log(process.argv.slice(1).map((file) => WebAssembly.validate(fs.readFileSync(file))).join())`;
  const files = ["core_bg.wasm", "core_plain_bg.wasm"].map((file) => fileURLToPath(new URL(file, artefacts)));
  const run = spawnSync(process.execPath, ["--no-enable-sse4-1", "--eval", script, ...files], { encoding: "utf8" });
  assert.equal(run.stdout, "false,true\n", run.stderr);
});

test("half characters are among the texts, and quotations beside them", () => {
  const broken = [...texts].filter(([, text]) => !text.isWellFormed());
  assert(broken.length > 100);
  assert(broken.filter(([name]) => native.get(name).speakers.length > 0).length > 20);
});

// What something would run out of room for: memory, or the stack.
const huge = {
  // Each second one is read as turned the wrong way; the odd one is told of.
  "a million opening marks": "“".repeat(1_000_001),
  "five megabytes in one line": `😀 ${"snow".repeat(40)} ${quoted} `.repeat(25_000),
  "a hundred thousand paragraphs": "“Hi.”\n\n".repeat(100_000),
  "a hundred thousand marks inside each other": `${"“‘".repeat(50_000)}deep${"’”".repeat(50_000)}`,
};

for (const [name, text] of Object.entries(huge)) {
  test(name, () => {
    const { quotations, speakers, diagnostics } = core.analyze(text);
    assert(quotations.length + diagnostics.length > 0);
    const all = [
      ...quotations.flatMap(({ content, cue, source, candidates }) => [content, cue, source, candidates.map(({ source }) => source)]),
      ...speakers.map(({ mentions }) => mentions),
      diagnostics,
    ].flat();
    const inside = (at) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
    const wrong = all.filter(({ start, end }) => !(start >= 0 && start < end && end <= text.length) || inside(start) || inside(end));
    assert.deepEqual(wrong, []);
    assert(quotations.every(({ content: [{ start }] }, index) => index === 0 || quotations[index - 1].content[0].start <= start));
  });
}

test("the answer is plain data", () => {
  const analysis = core.analyze("“Yes,” said Ada Quist. The so-called “bridge” was never closed.");
  assert.deepStrictEqual(JSON.parse(JSON.stringify(analysis)), analysis);
  assert(analysis.quotations.some(quotation => quotation.speaker === null));
  assert(analysis.quotations.every(quotation => quotation.parent === null));
});

test("offsets are those of JavaScript", () => {
  const text = `😀é ${quoted}`;
  const { offsets, quotations, speakers } = core.analyze(text);
  assert.equal(offsets, "utf16");
  const [{ content, source }] = quotations;
  assert.deepEqual(content.map(({ start, end }) => text.slice(start, end)), ["“We will rebuild,”"]);
  assert.deepEqual(source.map(({ start, end }) => text.slice(start, end)), ["Ada Quist"]);
  assert.equal(speakers[0].name, "Ada Quist");
});

for (const [name, lone] of Object.entries({ high: "\uD83D", low: "\uDE00", swapped: "\uDE00\uD83D" })) {
  test(`a lone surrogate counts one unit: ${name}`, () => {
    const around = broken => `${broken} ${quoted} “It ${broken} will,” she added.${broken}`;
    const text = around(lone);
    const analysis = core.analyze(text);
    assert.deepStrictEqual(analysis, core.analyze(around("\uFFFD".repeat(lone.length))));
    const { start, end } = analysis.quotations[0].content[0];
    assert.equal(text.slice(start, end), "“We will rebuild,”");
  });
}

test("texts are compared and checked as the native command does", () => {
  const texts = ["😀 “We will … rebuild the bridge,” said Ada Quist.", "Ada Quist said: “We will surely rebuild the rotten bridge.”"];
  const directory = mkdtempSync(join(tmpdir(), "whosaid-"));
  const files = texts.map((text, index) => {
    const file = join(directory, `${index}.txt`);
    writeFileSync(file, text);
    return file;
  });
  for (const command of ["compare", "check"]) {
    const run = spawnSync(WHOSAID_COMMAND, [command, ...files, "--format", "json", "--offsets", "utf16"], { encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
    assert.deepStrictEqual(command === "compare" ? core.compare(texts) : core.check(...texts), JSON.parse(run.stdout));
  }
  rmSync(directory, { recursive: true });
  assert.equal(core.compare(texts).pairs.length, 1);
  assert.deepStrictEqual(core.compare([]).pairs, []);
});
