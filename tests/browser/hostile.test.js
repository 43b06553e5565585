/** The page stays the page, whatever it is given: nothing of it runs, loads, leads away or restyles, and its words are read. */

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { anchorOf } from "../../www/whosaid/corrections.js";
import { FORMATS, shareLink, toCsv, toHtml } from "../../www/whosaid/export/index.js";
import { analyze, init } from "../../www/whosaid/index.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { FILES, NAMES, SAMPLES, SPEAKER, WORDS } from "./hostile.js";
import { ARTICLE, article, paste, quotations, setUp, speakers, textbox } from "./support.js";

const site = setUp({ before, after });
const WWW = new URL("../../www/", import.meta.url);

await init();

// What a sample may not change: how the page looks, what it is made of.
const state = () => {
  const styleOf = (selector) => {
    const { display, position, color, backgroundColor, backgroundImage, fontFamily, zIndex, visibility } = getComputedStyle(document.querySelector(selector));
    return { display, position, color, backgroundColor, backgroundImage, fontFamily, zIndex, visibility };
  };
  const own = "script, style, link, meta, base, iframe, frame, object, embed, form, template, svg, math, img, video, audio, who-said";
  return {
    ran: globalThis.ran,
    title: document.title,
    base: document.baseURI.split("#")[0],
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    own: [...document.querySelectorAll(own)].map((element) => element.outerHTML),
    handlers: [...document.querySelectorAll("*")].flatMap((element) => element.getAttributeNames()).filter((name) => /^on|^srcdoc$|^ping$/.test(name)),
    styled: document.querySelectorAll("#article [style], #quotations [style], #notes [style]").length,
    links: [...document.querySelectorAll("main a[href]")].map(({ protocol }) => protocol).filter((protocol) => !["http:", "https:", "mailto:"].includes(protocol)),
    duplicates: [...document.querySelectorAll("[id]")].map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at),
    styles: ["html", "body", ".brand", "textarea", "#speakers", "#article", "#quotations"].map(styleOf),
    prototype: Object.keys(Object.prototype).concat(Object.keys(Array.prototype)),
    cookie: document.cookie,
    kept: Object.keys(localStorage).length,
  };
};

/** A page, and a list of all that should not happen to it, from when it has loaded. */
async function watched(path = "/", options = {}) {
  const events = [];
  const page = await site.open(path, {
    ...options,
    prepare: async (page, context) => {
      await context.addInitScript(() => addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => console.error(`violates ${violatedDirective} by ${blockedURI}`)));
      await options.prepare?.(page, context);
    },
  });
  await quotations(page).first().waitFor();
  const known = new Set(["vendor/marked.js", "icon.svg"].map((file) => `${site.url}/${file}`));
  page.on("request", (request) => known.has(request.url()) || events.push(`asks for ${request.url().slice(0, 200)}`));
  page.on("framenavigated", (frame) => [`${site.url}/`, "about:blank"].includes(frame.url().split("#")[0]) || events.push(`goes to ${frame.url()}`));
  page.on("dialog", (dialog) => (events.push(`asks ${dialog.message()}`), dialog.dismiss()));
  page.on("download", () => events.push("downloads"));
  page.context().on("page", () => events.push("opens a window"));
  const calm = () => {
    assert.deepEqual([...events, ...page.troubles], []);
    assert.deepEqual(page.frames().map((frame) => frame.url().split("#")[0]), [`${site.url}/`]);
  };
  return { page, calm };
}

/** The words have been read, in place of those before. */
async function isRead(page) {
  await eventually(
    () => quotations(page).allTextContents(),
    (items) => assert.ok(items.some((words) => words.includes(WORDS) && words.includes(SPEAKER)), items.join(" | ").slice(0, 500)),
  );
}

/** Goes through all samples by `bring`; after each, the page is as it was and has read its words. */
async function goThrough(bring, options) {
  const { page, calm } = await watched("/", options);
  // What the first text brings about is no sample's doing.
  await paste(page, ARTICLE);
  await expectCount(quotations(page), 3);
  const before = await page.evaluate(state);
  for (const sample of SAMPLES) {
    await page.getByRole("button", { name: "Clear" }).click();
    await expectCount(quotations(page), 0);
    await bring(page, sample);
    try {
      await isRead(page);
      assert.deepEqual(await page.evaluate(state), before);
      calm();
    } catch (error) {
      error.message = `${sample.name}: ${error.message}`;
      throw error;
    }
  }
}

async function pasteRich(page, html) {
  await page.evaluate((html) => {
    const give = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", "the plain form");
    };
    addEventListener("copy", give, { once: true, capture: true });
    document.execCommand("copy");
  }, html);
  await textbox(page).focus();
  await page.keyboard.press("Control+V");
}

async function openFile(page, name, content) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Open file…" }).click()]);
  // With this character a file is no text.
  await chooser.setFiles({ name, mimeType: "", buffer: Buffer.from(content.replaceAll("\0", "")) });
}

const follow = (page, hash) => page.evaluate((hash) => void (location.hash = hash), hash);

describe("hostile texts change nothing and are read", () => {
  const ways = {
    "pasted as words": (page, { html }) => paste(page, html),
    "pasted as rich text": (page, { html }) => pasteRich(page, html),
    "opened as a page": (page, { html }) => openFile(page, "a.html", `<!doctype html><title>t</title><body>${html}`),
    "opened as Markdown": (page, { html }) => openFile(page, "a.md", html),
    "opened as words": (page, { html }) => openFile(page, "a.txt", html),
    "in a link": (page, { html }) => follow(page, `#text=${encodeURIComponent(html.toWellFormed())}`),
    "packed in a link": async (page, { html }) => follow(page, new URL(await shareLink(`${site.url}/`, html)).hash),
  };
  for (const [name, bring] of Object.entries(ways)) {
    test(name, () => goThrough(bring));
  }

  test("in a link that is not encoded, as somebody may have sent it", async () => {
    const { page, calm } = await watched(`/#text=${WORDS} said ${SPEAKER}. <img src=x onerror="globalThis.ran = true"><script>globalThis.ran = true</script>`);
    await isRead(page);
    assert.equal(await page.evaluate(() => globalThis.ran), undefined);
    calm();
  });

  test("kept in this browser, with a structure and corrections of any kind", async () => {
    const spans = [
      { start: 0, end: 5, tag: "a", address: "javascript:globalThis.ran = true" }, { start: 0, end: 5, tag: "a", address: ["https://x.example"] },
      { start: 0, end: 5, tag: "script" }, { start: 0, end: 5, tag: "a onclick=x" }, { start: -1, end: 1e308, tag: "em" }, { start: 5, end: 0, tag: "b" },
      { start: 0, end: 5, tag: "__proto__" }, null, 7, [], { start: 0, end: 4, tag: "strong", __proto__: null },
    ];
    const kept = [
      [JSON.stringify(spans), FILES["an own prototype"][0]], ["[".repeat(100_000), "null"], ["{}", "7"], [`"x"`, FILES["a huge place"][0]],
    ];
    for (const [structure, corrections] of kept) {
      for (const beside of [JSON.stringify({ structure, corrections }), JSON.stringify({ structure: { toString: 1 }, corrections: [1] }), "null", `"x"`, "{"]) {
        const { page, calm } = await watched("/", {
          prepare: (page) => page.addInitScript(([text, beside]) => {
            localStorage.setItem("whosaid-text", text);
            localStorage.setItem("whosaid-beside", beside);
            localStorage.setItem("whosaid-theme", "\"><script>globalThis.ran = true</script>");
          }, [SAMPLES[0].html, beside]),
        });
        await isRead(page);
        const { ran, links, handlers, prototype } = await page.evaluate(state);
        assert.deepEqual({ ran, links, handlers, prototype }, { ran: undefined, links: [], handlers: [], prototype: [] });
        assert.equal(await page.locator("#theme").textContent(), "Theme: system");
        calm();
        await page.context().close();
      }
    }
  });
});

describe("hostile corrections", () => {
  const replayed = async (page, json) => {
    const dialog = page.getByRole("dialog", { name: "Export" });
    await page.getByRole("button", { name: "Export…" }).click();
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), dialog.getByRole("button", { name: "Replay corrections…" }).click()]);
    await chooser.setFiles({ name: "c.json", mimeType: "application/json", buffer: Buffer.from(json) });
    const notice = page.locator(".notice");
    await eventually(() => notice.textContent(), (words) => assert.notEqual(words, ""));
    const words = await notice.textContent();
    await dialog.getByRole("button", { name: "Close" }).click();
    await notice.evaluate((notice) => void (notice.textContent = ""));
    return words;
  };

  test("are refused in words, and change nothing", async () => {
    const { page, calm } = await watched();
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    const shown = await quotations(page).allTextContents();
    const before = await page.evaluate(state);
    for (const [name, [json, said]] of Object.entries(FILES)) {
      assert.match(await replayed(page, json), said instanceof RegExp ? said : new RegExp(said), name);
      assert.deepEqual(await quotations(page).allTextContents(), shown, name);
      assert.deepEqual(await page.evaluate(state), before, name);
    }
    calm();
  });

  test("of speakers are names, whatever they say", async () => {
    const analysis = analyze(ARTICLE);
    const { page, calm } = await watched();
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    const before = await page.evaluate(state);
    for (const name of NAMES) {
      const corrections = [{ do: "speaker", at: anchorOf(ARTICLE, analysis, 0), speaker: name }];
      assert.match(await replayed(page, JSON.stringify({ format: "whosaid-corrections", version: 1, corrections })), /^1 correction replayed/);
      await eventually(() => speakers(page).allTextContents(), (items) => assert.ok(items.some((words) => words.toWellFormed().includes(name.slice(0, 100).toWellFormed())), items.join(" | ").slice(0, 500)));
      await article(page).getByRole("group").first().hover();
      assert.deepEqual(await page.evaluate(state), before);
      calm();
    }
  });
});

test("an exported page with hostile words runs and loads nothing", async () => {
  const page = await site.open("/pages/empty.html");
  const events = [];
  page.on("request", (request) => events.push(request.url()));
  page.on("dialog", (dialog) => (events.push(dialog.message()), dialog.dismiss()));
  for (const { name, html } of SAMPLES) {
    const written = toHtml(html, analyze(html), { title: html.slice(0, 500), address: `javascript:alert(1)//${html.slice(0, 100)}`, lang: `"><script>ran = 1</script>` });
    await page.setContent(written);
    assert.deepEqual(events.filter((address) => !address.startsWith(site.url)), [], name);
    assert.deepEqual(await page.evaluate(() => [globalThis.ran, document.querySelectorAll("script, img, svg, iframe, [onerror], [onload]").length]), [undefined, 0], name);
    await expectText(page.locator("article"), new RegExp(WORDS));
    for (const { write } of FORMATS) {
      assert.equal(typeof write(html, analyze(html), {}), "string", name);
    }
  }
});

test("no cell of an exported table is a formula, whatever it begins with", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\t=", "\r\n+", "\u00a0@", "\ufeff=", "\u0000=", "＝", "＋", "－", "＠", "\u3000＝"]) {
    for (const rest of ["1+1", 'HYPERLINK("http://hostile.example","x")', "cmd|' /C calc'!A0", '"a",b']) {
      const words = start + rest;
      const span = { start: 0, end: words.length };
      const analysis = {
        quotations: [{ kind: "direct", content: [span], cue: [span], source: [span], speaker: 0, confidence: 1, why: "cue", parent: null }],
        speakers: [{ name: words, kind: "person", description: null, mentions: [], quotations: [0] }],
      };
      const [, row] = parse(toCsv(words, analysis, { title: words }), { relax_column_count: true });
      for (const cell of row) {
        // What is left of white space and invisible characters is what a spreadsheet goes by.
        assert.doesNotMatch(cell.replace(/^[\s\0]+/u, ""), /^[=+\-@＝＋－＠]/u, JSON.stringify([words, cell]));
        assert.doesNotMatch(cell, /^[\t\r\n]/, JSON.stringify([words, cell]));
      }
    }
  }
});

describe("Trusted Types", () => {
  test("are asked for, and the page's own policies let nothing else through", async () => {
    const { page, calm } = await watched();
    calm();
    const passed = await page.evaluate(async () => {
      // What a test runs may do more, but not what it runs later.
      await new Promise((resolve) => setTimeout(resolve));
      const tries = {
        "a string as markup": () => { document.body.innerHTML = "<b>x</b>"; },
        "a string to parse": () => new DOMParser().parseFromString("<b>x</b>", "text/html"),
        "a string as a worker": () => new Worker("./whosaid/worker.js"),
        "a string as a script's address": () => { document.createElement("script").src = "./app.js"; },
        "a string as a script": () => { document.createElement("script").text = "1"; },
        "a string as a frame's document": () => { document.createElement("iframe").srcdoc = "x"; },
        "a string to run": () => (0, eval)("1"),
        "a string to run later": () => setTimeout("1"),
        "another policy": () => trustedTypes.createPolicy("other", { createHTML: (html) => html }),
        "the same policy again": () => trustedTypes.createPolicy("whosaid-page", { createHTML: (html) => html }),
        "the element's policy again": () => trustedTypes.createPolicy("whosaid", { createScriptURL: (address) => address }),
        "the policy for all": () => trustedTypes.createPolicy("default", { createHTML: (html) => html }),
      };
      return Object.entries(tries).filter(([, run]) => {
        try {
          run();
          return true;
        } catch {
          return false;
        }
      }).map(([name]) => name);
    });
    assert.deepEqual(passed, []);
  });

  const host = (policy) => ({
    prepare: (page, context) => context.route("**/pages/embed.html", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
    }),
  });
  const marked = (page) => page.waitForFunction(() => document.querySelector("who-said").analysis);
  const open = async (policy) => {
    const workers = [];
    const { prepare } = host(policy);
    const page = await site.open("/pages/embed.html", {
      prepare: async (page, context) => {
        page.on("worker", (worker) => workers.push(worker.url()));
        await prepare(page, context);
      },
    });
    await marked(page);
    return { page, workers };
  };

  test("in a page that names our policy, the element starts its worker", async () => {
    const { page, workers } = await open("require-trusted-types-for 'script'; trusted-types whosaid");
    assert.deepEqual(workers, [`${site.url}/whosaid/worker.js`]);
    assert.deepEqual(page.troubles, []);
  });

  test("in a page that asks for types of any policy, too", async () => {
    const { page, workers } = await open("require-trusted-types-for 'script'");
    assert.equal(workers.length, 1);
    assert.deepEqual(page.troubles, []);
  });

  test("in a page that forbids our policy, the element works without a worker", async () => {
    const { workers } = await open("require-trusted-types-for 'script'; trusted-types 'none'");
    assert.deepEqual(workers, []);
  });
});

test("no source of the project writes text as HTML or as a script", async () => {
  // What is known here, and why it is safe, stands in SECURITY.md.
  const known = new Map([["app/trusted.js", ["parseFromString", "parseFromString"]], ["service-worker.js", ["importScripts"]]]);
  const sinks = /\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe|parseHTMLUnsafe|srcdoc|importScripts)\b|document\.write|\beval\s*\(|\bnew Function\b|\bset(?:Timeout|Interval)\s*\(\s*["'`]/g;
  const files = (await readdir(WWW, { recursive: true })).filter((name) => /\.(?:m?js|html)$/.test(name) && !/^vendor\/|core\.js$|embed\.js$/.test(name));
  assert.ok(files.includes("app.js") && files.includes("whosaid/element.js") && files.includes("index.html"));
  for (const name of files) {
    const found = [...(await readFile(new URL(name, WWW), "utf8")).matchAll(sinks)].map(([sink]) => sink);
    assert.deepEqual(found, known.get(name) ?? [], name);
  }
});
