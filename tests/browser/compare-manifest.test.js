/** `custom-elements.json` tells what `<who-said-compare>` really has: nothing less, nothing more. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });

const source = (file) => readFile(new URL(`../../www/whosaid/${file}`, import.meta.url), "utf8");
const manifest = JSON.parse(await source("custom-elements.json"));
const element = manifest.modules.find(({ path }) => path === "compare-element.js").declarations[0];

const named = (items) => items.map(({ name }) => name).sort();
const sorted = (names) => [...new Set(names)].sort();

// Both leave something out, change, add, put in brackets, differ in a letter and in a stop, and each has something of its own.
const FIRST =
  "“The old bridge at the harbour is safe today and I walk over it every single morning of the week in May, before work,” said Ada Quist. “Nobody asked the shops,” said Ruth Pell.";
const SECOND =
  "“the old bridge [of Linden] at the quay is safe today and I walk over it slowly, every morning in May before work,” said Ada Quist.";

/** Attributes, members, slots, parts and what the style sheets read. Runs in the page. */
async function facts(texts) {
  const { WhoSaidCompareElement } = await import("/whosaid/define.js");
  const { pairsSheet } = await import("/whosaid/pair-looks.js");
  const [element, ...articles] = ["who-said-compare", "article", "article"].map((tag) => document.createElement(tag));
  articles.forEach((article, index) => (article.textContent = texts[index]));
  element.append(...articles);
  const compared = new Promise((done) => element.addEventListener("whosaid-comparison", done, { once: true }));
  document.body.append(element);
  await compared;
  const own = Object.entries(Object.getOwnPropertyDescriptors(WhoSaidCompareElement.prototype)).filter(([name]) => name !== "constructor" && !/Callback$/.test(name));
  const { shadowRoot } = element;
  const rules = [pairsSheet(false), ...shadowRoot.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText))].join("\n");
  const fresh = document.createElement("who-said-compare");
  const { skip } = fresh;
  Object.assign(fresh, { for: "p", skip: "q" });
  return {
    skip,
    reflected: [fresh.getAttribute("for"), fresh.for, fresh.getAttribute("skip"), fresh.skip],
    rules,
    attributes: WhoSaidCompareElement.observedAttributes,
    fields: own.filter(([, { get }]) => get).map(([name, { set }]) => (set ? name : `readonly ${name}`)),
    methods: own.filter(([, { value }]) => value).map(([name]) => name),
    slots: [...shadowRoot.querySelectorAll("slot")].map(({ name }) => name),
    parts: [...shadowRoot.querySelectorAll("[part]")].flatMap(({ part }) => [...part]),
    kinds: element.comparison.pairs.flatMap(({ alignment }) => alignment.map(({ kind }) => kind)),
  };
}

test("attributes, properties, methods, slots, parts and custom properties", async () => {
  const real = await (await open("/pages/empty.html")).evaluate(facts, [FIRST, SECOND]);
  // What is shown has every kind of difference.
  assert.deepEqual(sorted(real.kinds), ["added", "case", "changed", "inserted", "left-out", "punctuation", "same"]);
  assert.deepEqual(named(element.attributes), sorted(real.attributes));
  const fields = element.members.filter(({ kind }) => kind === "field");
  assert.deepEqual(fields.map(({ name, readonly }) => (readonly ? `readonly ${name}` : name)).sort(), sorted(real.fields));
  assert.deepEqual(named(element.members.filter(({ kind, static: isStatic }) => kind === "method" && !isStatic)), sorted(real.methods));
  assert.deepEqual(named(element.slots), sorted(real.slots));
  assert.deepEqual(named(element.cssParts), sorted(real.parts));
  const used = Object.fromEntries([...real.rules.matchAll(/var\((--whosaid-[a-z0-9]+), (#[0-9a-f]+)\)/g)].map(([, name, value]) => [name, value]));
  assert.deepEqual(Object.fromEntries(element.cssProperties.map((property) => [property.name, property.default])), used);
  assert.deepEqual(real.reflected, ["p", "p", "q", "q"]);
  assert.equal(JSON.stringify(real.skip), fields.find(({ name }) => name === "skip").default);
});

test("events and types", async () => {
  const code = await source("compare-element.js");
  assert.deepEqual(named(element.events), sorted([...code.matchAll(/"(whosaid-[a-z]+)"/g)].map(([, name]) => name)));
  const types = await source("compare-element.d.ts");
  for (const { name, type } of element.events) {
    assert.ok(types.includes(`"${name}": ${type.text};`), name);
  }
  for (const { kind, name, readonly, static: isStatic } of element.members) {
    const told = kind === "field" ? `  ${readonly ? "readonly " : ""}${name}: ` : `  ${isStatic ? "static " : ""}${name}(`;
    assert.ok(types.includes(told), told);
  }
});
