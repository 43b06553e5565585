/**
 * What the README, the package's and `docs/` show runs as it stands there, in a page beside
 * `whosaid/`: HTML as a page, JavaScript as a module. A comment behind a
 * statement says what its expression comes to.
 */

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { marked } from "./element-support.js";
import { eventually } from "./expect.js";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });

const ROOT = new URL("../../", import.meta.url);

/** What a snippet of the README may use without saying where it comes from. */
const GIVEN = {
  text: JSON.stringify([..."012345"].map((at) => `“It burns. They said ${at}.” Ruth Pell said.`).join("\n\n")),
  one: '"“The brigade arrived far too late,” said Ada Quist."',
  other: '"“The brigade arrived much too late,” said Ada Quist."',
  article: "one",
  transcript: '"The brigade arrived far too late."',
  analysis: "whosaid.analyze(text)",
};

/** A line that says what its expression comes to. */
const TOLD = /^(?!const |let )(\S.*); \/\/ (["[{\d].*|null|true|false)$/;

/** The snippets of a document in `language`: the code, and the heading above it. */
function snippets(document, language) {
  const found = [];
  let heading = "";
  for (const [, title, tongue, code] of document.matchAll(/^#+ (.*)$|^```(\w*)\n([^]*?)^```$/gm)) {
    heading = title ?? heading;
    if (tongue === language) {
      found.push({ heading, code });
    }
  }
  return found;
}

/** `code` with what it takes for given before it, and its comments about values as checks. */
function runnable(code) {
  const mentions = (name) => new RegExp(`\\b${name}\\b`).test(code);
  const declares = (name) => new RegExp(`\\b(?:const|let)\\b[^=;]*\\b${name}\\b[^=]*=`).test(code);
  const wanted = new Set();
  const want = (name) => {
    Object.keys(GIVEN).filter((inner) => inner !== name && new RegExp(`\\b${inner}\\b`).test(GIVEN[name])).forEach(want);
    wanted.add(name);
  };
  Object.keys(GIVEN).filter((name) => mentions(name) && !declares(name)).forEach(want);
  const given = [...wanted].filter((name) => !declares(name)).map((name) => `const ${name} = ${GIVEN[name]};\n`);
  const imports = [...code.matchAll(/^import .*;$/gm)].map(([line]) => line);
  const needs = new Set([...code.matchAll(/\b(analyze|compare|check)\(/g)].map(([, name]) => name));
  const hidden = [...needs].filter((name) => !imports.some((line) => line.includes(name)) && !code.includes(`.${name}(`));
  const body = code.split("\n").filter((line) => !imports.includes(line)).map((line) => line.replace(TOLD, "same($1, $2);"));
  return [
    'import * as whosaid from "./whosaid/index.js";',
    ...imports,
    ...hidden.map((name) => `const { ${name} } = whosaid;`),
    "await whosaid.init();",
    "const same = (found, told) => results.push([JSON.stringify(found), JSON.stringify(told)]);",
    "const results = [];",
    ...given,
    ...body,
    "window.results = results;",
  ].join("\n");
}

const DEFINE = '<script type="module" src="./whosaid/define.js"></script>';
const STORY = "<article><h1>A fire</h1><p>“It burns from one end to the other,” said Ruth Pell, who had rung the bell.</p></article>";

/** `html` with what the words around it take for given. */
const whole = (html) => `${/<who-said/.test(html) && !html.includes("define.js") ? DEFINE : ""}${/<article|<who-said/.test(html) ? "" : STORY}${html}`;

/** The names of the npm package, as the files that they lead to. */
const { exports: names } = JSON.parse(await readFile(new URL("www/whosaid/package.json", ROOT), "utf8"));
const imports = Object.fromEntries(Object.entries(names).map(([name, file]) => [`whosaid${name.slice(1)}`, `./whosaid/${file.slice(2)}`]));
const MAP = `<script type="importmap">${JSON.stringify({ imports })}</script>`;

const page = (body, code = "") => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Snippet</title><link rel="icon" href="icon.svg">${MAP}${body}${code && `<script type="module">${code}</script>`}`;

/** A page of its own, with `html` for what the server would give. */
const show = (html) =>
  open("/snippet.html", { prepare: (page) => page.route("**/snippet.html", (route) => route.fulfill({ contentType: "text/html", body: html })) });

const documents = ["README.md", "www/whosaid/README.md", ...(await readdir(new URL("docs/", ROOT))).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
let count = 0;

for (const name of documents) {
  const document = await readFile(new URL(name, ROOT), "utf8");
  describe(name, () => {
    for (const { heading, code } of snippets(document, "js")) {
      count += 1;
      test(`${heading}: JavaScript`, async () => {
        const shown = await show(page("", runnable(code)));
        await eventually(() => shown.evaluate(() => Boolean(window.results)), (done) => assert.ok(done || shown.troubles.length > 0));
        assert.deepEqual(shown.troubles, []);
        const told = code.split("\n").filter((line) => TOLD.test(line)).length;
        const results = await shown.evaluate(() => window.results);
        assert.equal(results.length, told);
        for (const [found, wanted] of results) {
          assert.equal(found, wanted);
        }
      });
    }
    for (const { heading, code } of snippets(document, "html")) {
      count += 1;
      test(`${heading}: HTML`, async () => {
        const shown = await show(page(whole(code)));
        await marked(shown);
        if (code.includes("embed.js")) {
          await shown.getByRole("list", { name: "Speakers" }).waitFor();
        }
        if (/“[^]*<\/who-said/.test(code)) {
          await eventually(() => shown.evaluate(() => [...CSS.highlights.keys()].some((name) => name.startsWith("whosaid"))), assert.ok);
        }
        assert.deepEqual(shown.troubles, []);
      });
    }
  });
}

test("snippets were found", () => assert.ok(count > 15, String(count)));

test("what the documents link to is there", async () => {
  for (const name of documents) {
    const document = await readFile(new URL(name, ROOT), "utf8");
    for (const [, target] of document.replace(/^```[^]*?^```$/gm, "").matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)) {
      await assert.doesNotReject(readFile(new URL(target, new URL(name, ROOT))), `${name} links to ${target}`);
    }
  }
});
