/** Whatever breaks, the reader is told in words, the text is kept, and another try works. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { ARTICLE, article, launch, paste, quotations, serve, setUp, textbox } from "./support.js";

const site = setUp({ before, after });
const { open } = site;

const alert = (page) => page.getByRole("alert");
const retry = (page) => page.getByRole("button", { name: "Try again" });
const shows = async (page, count = 3) => {
  await expectCount(quotations(page), count);
  await alert(page).waitFor({ state: "hidden" });
};
const isKept = async (page) => assert.equal(await textbox(page).inputValue(), ARTICLE);

/** Puts `source` before what `file` has, for as long as `broken()` says. */
const begin = (file, source, broken = () => true) => (page, context) =>
  context.route(`**/${file}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (broken() ? source : "") + (await response.text()) });
  });

describe("the worker", () => {
  test("that traps is replaced, and the same text works", async () => {
    let broken = true;
    const page = await open("/", {
      // As the core does where memory has run out.
      prepare: begin("whosaid/core.js", `
        const { instantiateStreaming, instantiate } = WebAssembly;
        const trap = () => { throw new WebAssembly.RuntimeError("unreachable"); };
        const trapping = (result) => {
          const { instance = result, module } = result;
          return { instance: { exports: { ...instance.exports, analyzeEdited: trap } }, module };
        };
        WebAssembly.instantiateStreaming = async (...given) => trapping(await instantiateStreaming.apply(WebAssembly, given));
        WebAssembly.instantiate = async (...given) => trapping(await instantiate.apply(WebAssembly, given));
      `, () => broken),
    });
    await paste(page, ARTICLE);
    await alert(page).getByText(/text is kept.*broke off.*unreachable/).waitFor();
    await isKept(page);
    await expectText(article(page), /long winter/);
    broken = false;
    await retry(page).click();
    await shows(page);
    await isKept(page);
  });

  test("that fails by an error of its own is replaced", async () => {
    let broken = true;
    const page = await open("/", { prepare: begin("whosaid/worker.js", `addEventListener("message", ({ data }) => { if (data.texts) throw new Error("gone"); });`, () => broken) });
    await alert(page).getByText(/broke off.*gone/).waitFor();
    broken = false;
    await retry(page).click();
    await quotations(page).nth(9).waitFor();
    await alert(page).waitFor({ state: "hidden" });
  });

  // What the worker does with the article, and with nothing else.
  const atWinter = (act) => `addEventListener("message", (event) => { if (event.data.texts?.[0].includes("winter")) { event.stopImmediatePropagation(); ${act} } });`;

  test("that ends without a word is told, and replaced", async () => {
    let broken = true;
    const page = await open("/", { prepare: begin("whosaid/worker.js", atWinter("close();"), () => broken) });
    await quotations(page).nth(9).waitFor();
    await paste(page, ARTICLE);
    await alert(page).getByText(/text is kept.*broke off.*the worker ended/).waitFor();
    await isKept(page);
    await expectText(article(page), /long winter/);
    broken = false;
    await retry(page).click();
    await shows(page);
  });

  test("that ends while nothing is asked of it is replaced, and nobody need know", async () => {
    const page = await open("/", { prepare: begin("whosaid/worker.js", `const post = postMessage; globalThis.postMessage = (said) => { post(said); if (said.answer) setTimeout(close); };`) });
    await quotations(page).nth(9).waitFor();
    await eventually(() => page.workers().length, (count) => assert.equal(count, 0));
    await paste(page, ARTICLE);
    await shows(page);
    assert.deepEqual(page.troubles, []);
  });

  for (const [name, button] of Object.entries({ "can be called off, and the next text works": "Cancel", "is told of, and can be started again": "Start again" })) {
    test(`that never ends ${name}`, async () => {
      let broken = true;
      const page = await open("/", { prepare: async (page, context) => {
        await page.clock.install();
        await begin("whosaid/worker.js", atWinter("for (;;);"), () => broken)(page, context);
      } });
      await quotations(page).nth(9).waitFor();
      await paste(page, ARTICLE);
      await page.clock.fastForward(5_000);
      await page.getByRole("button", { name: "Cancel" }).waitFor();
      assert.ok(!(await page.getByRole("button", { name: "Start again" }).isVisible()));
      await page.clock.fastForward(10_000);
      await page.getByRole("status").getByText(/longer than it should. Your text is kept/).waitFor();
      assert.deepEqual(await violations(page, { landmarks: true }), []);
      broken = false;
      await page.getByRole("button", { name: button }).click();
      if (button === "Cancel") {
        await expectText(page.locator("#summary"), /^Called off/);
        await isKept(page);
        await textbox(page).focus();
        await page.keyboard.press("Control+End");
        await page.keyboard.type("It snowed.");
      }
      await shows(page);
      await page.getByText(/longer than it should/).waitFor({ state: "hidden" });
    });
  }

  test("that memory runs out in does not take the page along", async () => {
    const server = await serve();
    // Room for the core and an article, not for a book.
    const browser = await launch({ args: ["--js-flags=--wasm-max-mem-pages=160"] });
    try {
      const page = await browser.newPage();
      await page.goto(server.url);
      await quotations(page).nth(9).waitFor();
      const long = ARTICLE.repeat(1_500);
      const put = (text) => textbox(page).evaluate((box, text) => {
        box.value = text;
        box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
      }, text);
      await put(long);
      await alert(page).getByText(/text is kept.*broke off/).waitFor({ timeout: 120_000 });
      assert.equal((await textbox(page).inputValue()).length, long.length);
      await put(ARTICLE);
      await shows(page);
    } finally {
      await browser.close();
      server.close();
    }
  });
});

describe("a file", () => {
  const troubles = {
    "is missing": { status: 404, body: "not found" },
    "has the wrong type": { contentType: "text/plain", body: "export const nothing = 0;" },
    "does not answer": null,
    "is cut off": { contentType: "text/javascript", body: "import { a } from" },
  };
  for (const [name, answer] of Object.entries(troubles)) {
    test(`of the page that ${name} is told, and another try takes the text along`, async () => {
      let broken = true;
      const page = await open("/", {
        prepare: (page, context) =>
          context.route("**/app/lists.js", (route) => (!broken ? route.continue() : answer ? route.fulfill(answer) : route.abort())),
      });
      await alert(page).getByText(/Your text is kept/).waitFor();
      await expectText(page.locator("#summary"), "The page could not start");
      assert.deepEqual(await violations(page, { landmarks: true }), []);
      await textbox(page).fill(ARTICLE);
      broken = false;
      await retry(page).click();
      await shows(page);
      await isKept(page);
      assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    });
  }

  for (const file of ["whosaid/core.js", "whosaid/core_bg.wasm", "whosaid/starting.js"]) {
    for (const [name, answer] of Object.entries({ "is missing": troubles["is missing"], "is damaged": { contentType: file.endsWith("wasm") ? "application/wasm" : "text/javascript", body: "\0damaged" } })) {
      test(`of the core that ${name} (${file}) is told, and another try works`, async () => {
        let broken = true;
        const page = await open("/", {
          prepare: (page, context) => context.route(`**/${file}`, (route) => (broken ? route.fulfill(answer) : route.continue())),
        });
        await alert(page).getByText(/text is kept.*did not load/i).waitFor();
        await paste(page, ARTICLE);
        await expectText(article(page), /long winter/);
        broken = false;
        await retry(page).click();
        // What a browser has once failed to import it may only import in a new page.
        if (file !== "whosaid/core_bg.wasm" && (await alert(page).isVisible())) {
          await page.reload();
          await paste(page, ARTICLE);
        }
        await shows(page);
      });
    }
  }

  test("of the core under the wrong type works all the same", async () => {
    const page = await open("/", {
      prepare: (page, context) => context.route(/core_bg\.wasm|weights\.bin/, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), "content-type": "text/html" } });
      }),
    });
    await paste(page, ARTICLE);
    await shows(page);
  });
});

describe("a browser without", () => {
  const without = (script) => ({ prepare: async (page, context) => {
    await page.addInitScript(script);
    await begin("whosaid/worker.js", `(${script})();`)(page, context);
  } });

  test("WebAssembly is told so, and shows the text", async () => {
    const page = await open("/", without(() => delete globalThis.WebAssembly));
    await alert(page).getByText(/text is kept.*WebAssembly/).waitFor();
    await paste(page, ARTICLE);
    await expectText(article(page), /long winter/);
    await isKept(page);
  });

  for (const [name, script] of Object.entries({
    "custom highlights": () => { delete CSS.highlights; delete globalThis.Highlight; },
    "workers": () => delete globalThis.Worker,
    "service workers": () => delete Navigator.prototype.serviceWorker,
    "storage": () => Object.defineProperty(globalThis, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } }),
  })) {
    test(`${name} reads and marks`, async () => {
      const page = await open("/", { prepare: (page) => page.addInitScript(script) });
      await paste(page, ARTICLE);
      await shows(page);
      await article(page).getByRole("group").first().hover();
      await page.getByRole("button", { name: "Delete all that is kept" }).click();
      await isKept(page);
      assert.deepEqual(page.troubles, []);
    });
  }

  test("compression makes longer links, and says what it cannot open", async () => {
    const page = await open("/", { prepare: (page) => page.addInitScript(() => { delete globalThis.CompressionStream; delete globalThis.DecompressionStream; }) });
    await paste(page, ARTICLE);
    await shows(page);
    await page.getByRole("button", { name: "Export…" }).click();
    await page.getByRole("button", { name: "Copy link with the text" }).click();
    await page.getByText(/^Copied: /).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await open(link.slice(link.indexOf("/#")));
    await shows(other);
    await isKept(other);
    await page.evaluate(() => void (location.hash = "#text=~AAAA"));
    await page.getByText(/too old for this link/).waitFor();
    await isKept(page);
  });
});
