/** `custom-elements.json` tells what the element really has: nothing less, nothing more. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { embed, OKAFOR, QUIST } from "./element-support.js";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });

const source = (file) => readFile(new URL(`../../www/whosaid/${file}`, import.meta.url), "utf8");
const manifest = JSON.parse(await source("custom-elements.json"));
const [element] = manifest.modules[0].declarations;

const named = (items) => items.map(({ name }) => name).sort();
const sorted = (names) => [...new Set(names)].sort();

/** Attributes, members and slots of the class itself. Runs in the page. */
async function facts() {
  const { WhoSaidElement } = await import("/whosaid/define.js");
  const members = [];
  for (let of = WhoSaidElement.prototype; of !== HTMLElement.prototype; of = Object.getPrototypeOf(of)) {
    members.push(...Object.entries(Object.getOwnPropertyDescriptors(of)));
  }
  const own = members.filter(([name]) => name !== "constructor" && !/Callback$/.test(name));
  const shadow = document.querySelector("who-said").shadowRoot;
  return {
    attributes: WhoSaidElement.observedAttributes,
    fields: own.filter(([, { get }]) => get).map(([name, { set }]) => (set ? name : `readonly ${name}`)),
    methods: own.filter(([, { value }]) => value).map(([name]) => name),
    statics: Object.entries(Object.getOwnPropertyDescriptors(WhoSaidElement))
      .filter(([name, { value }]) => typeof value === "function" && name !== "prototype")
      .map(([name]) => name),
    slots: [...shadow.querySelectorAll("slot")].map(({ name }) => name),
    parts: [...shadow.querySelectorAll("[part]")].flatMap(({ part }) => [...part]),
    isA: document.querySelector("who-said") instanceof WhoSaidElement,
  };
}

test("its shape is that of schema 1.0.0", () => {
  assert.equal(manifest.schemaVersion, "1.0.0");
  assert.deepEqual(
    manifest.modules.map(({ kind, path }) => [kind, path]),
    ["element.js", "compare-element.js", "define.js"].map((path) => ["javascript-module", path]),
  );
  assert.deepEqual(
    [element.kind, element.customElement, element.tagName, element.name, element.superclass.name],
    ["class", true, "who-said", "WhoSaidElement", "HTMLElement"],
  );
  const told = ["attributes", "members", "events", "slots", "cssParts", "cssProperties"].flatMap((list) => element[list]);
  for (const { name, description } of told) {
    assert.ok(typeof name === "string" && description?.endsWith("."), name);
  }
  const exported = manifest.modules.flatMap(({ exports }) => exports.map(({ kind, name }) => `${kind} ${name}`));
  const inDefine = ["custom-element-definition who-said", "js WhoSaidElement", "custom-element-definition who-said-compare", "js WhoSaidCompareElement"];
  assert.deepEqual(exported, ["js WhoSaidElement", "js WhoSaidCompareElement", ...inDefine]);
});

test("attributes, properties, methods, slots and parts", async () => {
  // A speaker whom the text names, one whom it does not, and a description: every part shows.
  const page = await embed(open, `<who-said><p>${QUIST}</p><p>${OKAFOR}</p></who-said>`);
  await page.getByRole("button", { name: "Ada Quist" }).click();
  const real = await page.evaluate(facts);
  assert.ok(real.isA);
  assert.deepEqual(named(element.attributes), sorted(real.attributes));
  const ofKind = (kind, isStatic = false) => element.members.filter((member) => member.kind === kind && Boolean(member.static) === isStatic);
  assert.deepEqual(ofKind("field").map(({ name, readonly }) => (readonly ? `readonly ${name}` : name)).sort(), sorted(real.fields));
  assert.deepEqual(named(ofKind("method")), sorted(real.methods));
  assert.deepEqual(named(ofKind("method", true)), sorted(real.statics));
  assert.deepEqual(named(element.slots), sorted(real.slots));
  // Doubt is rare; its parts are seen in the code that makes them.
  const doubt = [["panel.js", 'part("span", "doubt"', "doubt"], ["card.js", 'part("p", "others"', "others"]];
  for (const [file, code, part] of doubt) {
    if ((await source(file)).includes(code)) {
      real.parts.push(part);
    }
  }
  assert.deepEqual(named(element.cssParts), sorted(real.parts));
});

test("attributes reflect properties, and the defaults are true", async () => {
  const page = await embed(open, `<who-said><p>${QUIST}</p></who-said>`);
  const defaults = await page.evaluate(() => {
    const { kinds, skip, hiddenLegend, readOnly } = document.querySelector("who-said");
    return { kinds, skip, hiddenLegend, readOnly };
  });
  for (const { name, default: told } of element.members.filter((member) => member.default)) {
    assert.equal(JSON.stringify(defaults[name]), told, name);
  }
  for (const { name, attribute, type } of element.members.filter((member) => member.attribute)) {
    const value = type.text === "boolean" ? true : "p";
    const seen = await page.evaluate(
      ([property, as, given]) => {
        const fresh = document.createElement("who-said");
        fresh[property] = given;
        return [fresh.getAttribute(as), fresh[property]];
      },
      [name, attribute, value],
    );
    assert.deepEqual(seen, [value === true ? "" : value, value], name);
    assert.ok(element.attributes.some((one) => one.name === attribute && one.fieldName === name), attribute);
  }
});

test("events and custom properties", async () => {
  const code = await source("element.js");
  assert.deepEqual(named(element.events), sorted([...code.matchAll(/"(whosaid-[a-z]+)"/g)].map(([, name]) => name)));
  const types = await source("element.d.ts");
  for (const { name, type } of element.events) {
    assert.ok(types.includes(`"${name}": ${type.text};`), name);
  }
  const page = await embed(open, `<who-said><p>${QUIST}</p></who-said>`);
  const sheets = await page.evaluate(async () => {
    const { looksSheet } = await import("/whosaid/paint.js");
    const { shadowRoot } = document.querySelector("who-said");
    return [looksSheet(false), ...shadowRoot.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText))].join("\n");
  });
  const used = Object.fromEntries([...sheets.matchAll(/var\((--whosaid-[a-z0-9]+), (#[0-9a-f]+)\)/g)].map(([, name, value]) => [name, value]));
  assert.deepEqual(Object.fromEntries(element.cssProperties.map((property) => [property.name, property.default])), used);
});

test("the types tell every member", async () => {
  const types = await source("element.d.ts");
  for (const { kind, name, readonly, static: isStatic } of element.members) {
    const told = kind === "field" ? `  ${readonly ? "readonly " : ""}${name}: ` : `  ${isStatic ? "static " : ""}${name}(`;
    assert.ok(types.includes(told), told);
  }
});
