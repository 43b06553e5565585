/** What an analysis can be written as, each read back by something that is not ours. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { EXAMPLE } from "../../www/app/example.js";
import { analyze, init } from "../../www/whosaid/index.js";
import {
  FORMATS, lengthInWords, quotationAddress, quotationInMarkdown, shareLink, sharedText, textFragment,
  toCsv, toHtml, toJson, toMarkdown, toSchemaOrg, toTei, toWebAnnotation,
} from "../../www/whosaid/export/index.js";
import { ARTICLE, setUp } from "./support.js";

const { open } = setUp({ before, after });
await init();
const ADDRESS = "https://news.example/a?b=1&c=2";
const HOSTILE = "A title\n\n😀 “<b onclick=x>Tags</b> & \u0001 ]]> `code`,” said Ada Quist. “=1+1,” she said. She said that the pass is shut.\n\n“One.\n\n“Two,” said Ruth Pell, “and ‘three’, too.”\n";

/** A page to try what needs a browser; the function runs in it. */
async function inPage(work, argument) {
  const page = await open("/pages/empty.html");
  try {
    return await page.evaluate(work, argument);
  } finally {
    await page.context().close();
  }
}

test("every format takes every text", () => {
  for (const text of ["", "\n", "“", "\ud800 “a,” said \udc00.", EXAMPLE, HOSTILE]) {
    for (const { write } of FORMATS) {
      assert.equal(typeof write(text, analyze(text)), "string");
    }
  }
});

test("JSON is the analysis", () => {
  assert.deepEqual(JSON.parse(toJson(EXAMPLE, analyze(EXAMPLE))), analyze(EXAMPLE));
});

describe("CSV", () => {
  test("has a row a quotation for a parser of its own", () => {
    const analysis = analyze(HOSTILE);
    const rows = parse(toCsv(HOSTILE, analysis, { title: "a, \"b\"\nc" }), { columns: true });
    assert.equal(rows.length, analysis.quotations.length);
    rows.forEach((row, index) => {
      const { content, kind, speaker } = analysis.quotations[index];
      assert.equal(row.id, "a, \"b\"\nc");
      assert.equal(row.kind, kind);
      assert.equal(row.speaker, analysis.speakers[speaker]?.name ?? "");
      assert.equal(Number(row.start), content[0].start);
    });
    assert.match(rows[0].text, /<b onclick=x>Tags<\/b> & \u0001 \]\]> `code`,/);
  });

  test("has no cell that a spreadsheet would run", () => {
    const text = "x";
    for (const name of ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", " =1"]) {
      const speaker = { name, kind: "person", description: null, mentions: [], quotations: [0] };
      const quotation = { kind: "direct", content: [{ start: 0, end: 1 }], cue: [], source: [], speaker: 0, confidence: 1, why: "cue", parent: null };
      const [row] = parse(toCsv(text, { offsets: "utf16", quotations: [quotation], speakers: [speaker], diagnostics: [] }), { columns: true });
      assert.equal(row.speaker, `'${name}`);
    }
  });
});

describe("Markdown", () => {
  test("has each quotation with its speaker, and links where the address is known", () => {
    const markdown = toMarkdown(ARTICLE, analyze(ARTICLE), { address: ADDRESS });
    assert.match(markdown, /^# Snow closes the Harrow pass\n\nSource: <https:\/\/news\.example\/a\?b=1&c=2>\n\n> “We have to be ready/);
    assert.match(markdown, /> — \*\*Ada Quist\*\*, Mayor · \[in the article\]\(<https:\/\/news\.example\/a\?b=1&c=2#:~:text=We%20have/);
    assert.equal(markdown.match(/^> “/gm).length, 3);
  });

  test("takes no words for its own marks", () => {
    assert.match(quotationInMarkdown(HOSTILE, analyze(HOSTILE), 0), /\\<b onclick=x\\>Tags\\<\/b\\> \\& .* \\`code\\`/);
  });
});

test("HTML stands alone, holds the whole text, and runs nothing", async () => {
  const html = toHtml(HOSTILE, analyze(HOSTILE), { address: ADDRESS });
  const found = await inPage((source) => {
    const page = new DOMParser().parseFromString(source, "text/html");
    const article = page.querySelector("article");
    return {
      text: article.textContent,
      marks: [...article.querySelectorAll("mark")].map((mark) => mark.title),
      nested: article.querySelectorAll("mark mark").length,
      loads: page.querySelectorAll("script, link, img, iframe, [src], b").length,
      speakers: [...page.querySelectorAll("li mark")].map((mark) => mark.textContent),
    };
  }, html);
  assert.equal(found.text, HOSTILE);
  assert.match(found.marks[0], /^Ada Quist, direct quotation\. The text says so/);
  assert.equal(found.nested + found.loads, 0);
  assert.deepEqual(found.speakers, ["Ada Quist", "Ruth Pell"]);
});

test("Web Annotations have what the W3C's model requires, and find their words by both selectors", () => {
  const analysis = analyze(HOSTILE);
  const characters = [...HOSTILE];
  for (const address of [undefined, ADDRESS, "javascript:alert(1)"]) {
    const page = JSON.parse(toWebAnnotation(HOSTILE, analysis, { address }));
    assert.equal(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert.equal(page.type, "AnnotationPage");
    assert.equal(page.items.length, analysis.quotations.filter(({ kind }) => kind !== "term").length);
    const ids = new Set([page.id]);
    for (const { id, type, motivation, body, target } of page.items) {
      assert.match(new URL(id).protocol, /^(https|urn):$/);
      ids.add(id);
      assert.equal(type, "Annotation");
      assert.ok(["identifying", "highlighting"].includes(motivation));
      body.forEach((part) => assert.deepEqual([part.type, part.format], ["TextualBody", "text/plain"]));
      assert.ok(target.length > 0);
      for (const { type, source, selector: [quote, position] } of target) {
        assert.equal(type, "SpecificResource");
        assert.equal(source.startsWith("javascript"), false);
        assert.ok(new URL(source));
        assert.equal(quote.type, "TextQuoteSelector");
        assert.ok(HOSTILE.includes(quote.prefix + quote.exact + quote.suffix));
        assert.equal(position.type, "TextPositionSelector");
        assert.equal(characters.slice(position.start, position.end).join(""), quote.exact);
      }
    }
    assert.equal(ids.size, page.items.length + 1);
  }
});

test("TEI is well formed, has only what TEI knows there, and holds every word", async () => {
  // Each element with the children and attributes that TEI P5 allows, as far as they are used.
  const ALLOWED = {
    TEI: [["teiHeader", "text"], ["xml:lang"]],
    teiHeader: [["fileDesc", "encodingDesc", "profileDesc"], []],
    fileDesc: [["titleStmt", "publicationStmt", "sourceDesc"], []],
    titleStmt: [["title"], []],
    publicationStmt: [["p"], []],
    sourceDesc: [["p"], []],
    encodingDesc: [["p"], []],
    profileDesc: [["particDesc"], []],
    particDesc: [["listPerson"], []],
    listPerson: [["person", "org"], []],
    person: [["persName", "note"], ["xml:id"]],
    org: [["orgName", "note"], ["xml:id", "role"]],
    title: [[], []], persName: [[], []], orgName: [[], []], note: [[], []],
    ref: [[], ["target"]],
    text: [["body"], []],
    body: [["p"], []],
    p: [["said", "ref"], []],
    said: [["said"], ["xml:id", "who", "cert", "direct", "prev", "next"]],
  };
  for (const text of [HOSTILE, EXAMPLE, ""]) {
    const tei = toTei(text, analyze(text), { address: ADDRESS });
    const found = await inPage((source) => {
      const page = new DOMParser().parseFromString(source, "application/xml");
      const describe = (element) => ({
        name: element.nodeName,
        namespace: element.namespaceURI,
        children: [...element.children].map(describe),
        attributes: Object.fromEntries([...element.attributes].filter(({ name }) => name !== "xmlns").map(({ name, value }) => [name, value])),
      });
      return { root: describe(page.documentElement), words: [...page.querySelectorAll("body p")].map((p) => p.textContent) };
    }, tei);
    assert.deepEqual(
      found.words.filter(Boolean),
      text.split("\n").filter((line) => line.trim()).map((line) => line.replace("\u0001", "\ufffd")),
    );
    const ids = new Set();
    const pointers = [];
    const check = ({ name, namespace, children, attributes }) => {
      assert.equal(namespace, "http://www.tei-c.org/ns/1.0");
      const [elements, names] = ALLOWED[name] ?? assert.fail(`no element of ours: ${name}`);
      children.forEach((child) => assert.ok(elements.includes(child.name), `${child.name} in ${name}`));
      Object.keys(attributes).forEach((attribute) => assert.ok(names.includes(attribute), `${attribute} on ${name}`));
      if (attributes["xml:id"]) {
        assert.match(attributes["xml:id"], /^[a-z][\w.]*$/);
        assert.equal(ids.has(attributes["xml:id"]), false, "an id is there once");
        ids.add(attributes["xml:id"]);
      }
      if (name === "said") {
        assert.match(attributes.direct, /^(true|false|unknown)$/);
      }
      pointers.push(...["who", "prev", "next"].flatMap((pointer) => attributes[pointer] ?? []));
      children.forEach(check);
    };
    check(found.root);
    pointers.forEach((pointer) => assert.ok(ids.has(pointer.slice(1)), `${pointer} leads somewhere`));
  }
});

test("schema.org has the article, its speakers and what they are quoted with", () => {
  const analysis = analyze(HOSTILE);
  const { "@context": context, "@graph": graph } = JSON.parse(toSchemaOrg(HOSTILE, analysis, { address: ADDRESS }));
  assert.equal(context, "https://schema.org");
  const ids = new Set(graph.map((node) => node["@id"]));
  assert.equal(ids.size, graph.length);
  const said = graph.filter((node) => node["@type"] === "Quotation");
  assert.equal(said.length, analysis.quotations.filter(({ kind }) => kind === "direct" || kind === "mixed").length);
  said.forEach(({ text, creator, isPartOf }) => {
    assert.ok(text);
    assert.ok(ids.has(creator["@id"]) && ids.has(isPartOf["@id"]));
  });
  assert.equal(graph.find((node) => node["@type"] === "Article").url, ADDRESS);
});

describe("a link to a quotation", () => {
  const LINES = [
    "“Nobody knows,” said Ada Quist.",
    ...Array.from({ length: 60 }, (_, at) => `The pass stayed shut on day ${at}.`),
    "“Nobody knows,” said Ruth Pell – “not on this side, and not-so-surely, 50% & more.”",
    ...Array.from({ length: 60 }, (_, at) => `The snow fell on day ${at}.`),
    `“${"It was a long and bitter winter in the hills, ".repeat(4)}and it is over now,” said Tomas Okafor.`,
    ...Array.from({ length: 60 }, (_, at) => `The thaw went on, day ${at}.`),
  ];
  const TEXT = LINES.join("\n");

  test("brings Chromium to the very place", async () => {
    const { quotations } = analyze(TEXT);
    const html = LINES.map((line) => `<p>${line.replaceAll("&", "&amp;").replace("bitter", "<em>bitter</em>")}</p>`).join("");
    for (const [words, speaker] of [["a long and", "Okafor"], ["not on this side", "Pell"]]) {
      const quotation = quotations.find(({ content }) => content.some(({ start, end }) => TEXT.slice(start, end).includes(words)));
      const page = await open(`/pages/empty.html`, {
        prepare: (page) => page.route("**/story.html", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><meta charset="utf-8">${html}` })),
      });
      await page.goto(quotationAddress(new URL("/story.html", page.url()).href, TEXT, quotation));
      const place = page.locator("p", { hasText: speaker });
      await page.waitForFunction(() => scrollY > 0, null, { timeout: 5000 });
      const seen = await place.evaluate((p) => {
        const { top, bottom } = p.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
      assert.ok(seen, speaker);
      await page.context().close();
    }
  });

  test("takes words beside it where it stands twice", () => {
    const text = "He said “never again” once. Ada Quist said “never again” twice.";
    const at = text.lastIndexOf("“never");
    const quotation = { content: [{ start: at, end: at + "“never again”".length }] };
    assert.equal(textFragment(text, quotation), ":~:text=Quist%20said%20%E2%80%9C-,never%20again");
    const lines = "“Never again,” said Ada.\n“Never again,” said Ruth.";
    const second = { content: [{ start: lines.lastIndexOf("“"), end: lines.lastIndexOf("”") + 1 }] };
    assert.equal(textFragment(lines, second), ":~:text=Never%20again,-%2C%E2%80%9D%20said%20Ruth");
  });

  test("escapes what means something there, and is none where there is no web address", () => {
    const text = "“a-b, c & d”";
    const quotation = { content: [{ start: 0, end: text.length }] };
    assert.equal(quotationAddress("https://x.example/#old", text, quotation), "https://x.example/#:~:text=a%2Db%2C%20c%20%26%20d");
    for (const address of ["", null, undefined, "javascript:alert(1)", "nowhere"]) {
      assert.equal(quotationAddress(address, text, quotation), null);
    }
    assert.equal(textFragment("“…”", { content: [{ start: 0, end: 3 }] }), null);
  });
});

describe("a link with a text", () => {
  test("carries any text there and back", async () => {
    for (const text of ["", "a", EXAMPLE, HOSTILE, "~plain", "€ 😀\r\n"]) {
      const link = await shareLink("https://who.example/?q#x", text);
      assert.match(link, /^https:\/\/who\.example\/\?q#text=~[\w-]*$/);
      assert.equal(await sharedText(new URL(link).hash), text);
    }
    const link = await shareLink("https://who.example/", EXAMPLE);
    assert.ok(link.length < EXAMPLE.length, `${link.length} characters`);
  });

  test("may be written by hand", async () => {
    assert.equal(await sharedText("#text=%E2%80%9CYes%2C%E2%80%9D%20said%20Ada"), "“Yes,” said Ada");
    assert.equal(await sharedText("#text=100% sure & more"), "100% sure & more");
    assert.equal(await sharedText("#other"), null);
    assert.equal(await sharedText(""), null);
  });

  test("that is damaged or unfolds without end says so", async () => {
    await assert.rejects(sharedText("#text=~AAAAAAAAA"), /damaged/);
    await assert.rejects(sharedText("#text=~A"), /damaged/);
    const cut = new URL(await shareLink("https://who.example/", EXAMPLE)).hash.slice(0, -40);
    await assert.rejects(sharedText(cut), /damaged/);
    const bomb = new URL(await shareLink("https://who.example/", "a".repeat(8_000_000))).hash;
    await assert.rejects(sharedText(bomb), /too long/);
  });

  test("is measured in words", () => {
    assert.match(lengthInWords("x".repeat(100)), /Any program/);
    assert.match(lengthInWords("x".repeat(5_000)), /some chat and mail programs cut/);
    assert.equal(lengthInWords("x".repeat(2_000_000)), null);
  });
});
