/** `index.js` and `analyzer.js`, as another script uses them. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eventually } from "./expect.js";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });
const SAID = "“We have to be ready,” said Ada Quist.";

/** Runs `script` with the module's exports in a page that has nothing else. */
async function withModule(script, argument = SAID) {
  const page = await open("/pages/empty.html");
  return page.evaluate(
    async ([body, value]) => {
      const whosaid = await import("/whosaid/index.js");
      const caught = async (run) => {
        try {
          await run();
          return null;
        } catch (error) {
          return `${error.name}: ${error.message}`;
        }
      };
      return new Function("whosaid", "caught", "value", `return (async () => { ${body} })()`)(whosaid, caught, value);
    },
    [script, argument],
  );
}

describe("init", () => {
  test("loads once, however often it is called", async () => {
    const page = await open("/pages/empty.html");
    const asked = [];
    page.on("request", (request) => request.url().endsWith(".wasm") && asked.push(request.url()));
    const kinds = await page.evaluate(async (text) => {
      const { init, analyze } = await import("/whosaid/index.js");
      await Promise.all([init(), init()]);
      await init();
      return analyze(text).quotations.map(({ kind }) => kind);
    }, SAID);
    assert.deepEqual(kinds, ["direct"]);
    assert.equal(asked.length, 1);
  });

  test("takes a string, a URL, a request, a response, a promise, bytes and a module", async () => {
    const page = await open("/pages/empty.html");
    const inputs = [
      "url", "new URL(url, parent.location)", "new Request(url)", "await fetch(url)", "fetch(url)", "await bytes()",
      "new Uint8Array(await bytes())", "await WebAssembly.compile(await bytes())", "new Response(await bytes())",
    ];
    const counts = await page.evaluate(
      async ([forms, text]) => {
        // A frame has modules of its own, which have yet to load.
        const inFrame = async (form) => {
          const frame = document.body.appendChild(document.createElement("iframe"));
          return frame.contentWindow.eval(`(async () => {
            const url = parent.location.origin + "/whosaid/core_bg.wasm";
            const bytes = async () => (await fetch(url)).arrayBuffer();
            const { init, analyze } = await import(parent.location.origin + "/whosaid/index.js");
            await init(${form});
            return analyze(${JSON.stringify(text)}).quotations.length;
          })()`);
        };
        const counts = {};
        for (const form of forms) {
          counts[form] = await inFrame(form).catch(({ message }) => message);
        }
        return counts;
      },
      [inputs, SAID],
    );
    assert.deepEqual(counts, Object.fromEntries(inputs.map((form) => [form, 1])));
  });

  test("does without weights that are missing or broken, and says so", async () => {
    const answers = await withModule(`
      const whole = new Uint8Array(await (await fetch("/whosaid/weights.bin")).arrayBuffer());
      const altered = (at) => whole.map((byte, index) => (index === at ? byte ^ 1 : byte));
      const address = (bytes) => URL.createObjectURL(new Blob([bytes]));
      const answers = [];
      for (const weights of [
        "/whosaid/none.bin", new Uint8Array(40), "/whosaid/index.js",
        address(whole.slice(0, 1000)), address(altered(8)), address(altered(5000)),
      ]) {
        const frame = document.body.appendChild(document.createElement("iframe"));
        frame.contentWindow.weights = weights;
        answers.push(await frame.contentWindow.eval(\`(async () => {
          const { init, analyze } = await import(parent.location.origin + "/whosaid/index.js");
          const { problem } = await init(undefined, { weights });
          return [problem.message, analyze(\${JSON.stringify(value)}).quotations.length];
        })()\`));
      }
      return answers;
    `);
    assert.deepEqual(answers.map(([, count]) => count), answers.map(() => 1));
    // Which file, what was found in it, and what was expected.
    const expected = [
      /weights could not be loaded.*404 for .*none\.bin/,
      /no file of weights: it begins with "(\\x00){8}", and "whosaid\\n" is expected/,
      /index\.js: this is no file of weights: it begins with "\/\*\*\\n \* w", and "whosaid\\n" is expected/,
      /blob:.*: the weights have 1000 bytes, and \d{6,} are expected/,
      /blob:.*: the weights are of version \d+, and version \d+ is expected/,
      /blob:.*: the weights have been altered: their check sum is [0-9a-f]{8}, and [0-9a-f]{8} is expected/,
    ];
    answers.forEach(([message], index) => assert.match(message, expected[index]));
  });

  test("says nothing of weights that are whole", async () => {
    const problem = await withModule("return (await whosaid.init()).problem;");
    assert.equal(problem, null);
  });

  test("says what failed, and can be tried again", async () => {
    const [first, then] = await withModule(`
      const first = await caught(() => whosaid.init("/whosaid/none.wasm"));
      await whosaid.init();
      return [first, whosaid.analyze(value).quotations.length];
    `);
    assert.match(first, /^Error: whosaid: the analysis could not be loaded \(404 for .*none\.wasm\)$/);
    assert.equal(then, 1);
  });
});

describe("analyze", () => {
  test("asks for init first, and for a string", async () => {
    const errors = await withModule(`
      const errors = [await caught(() => whosaid.analyze(value))];
      await whosaid.init();
      for (const wrong of [undefined, null, 7, {}]) {
        errors.push(await caught(() => whosaid.analyze(wrong)));
      }
      return errors;
    `);
    assert.deepEqual(errors, [
      "Error: whosaid: analyze() was called before init() was done",
      "TypeError: whosaid: analyze() takes a string, not undefined",
      "TypeError: whosaid: analyze() takes a string, not null",
      "TypeError: whosaid: analyze() takes a string, not number",
      "TypeError: whosaid: analyze() takes a string, not object",
    ]);
  });

  test("has an answer for any string, with spans inside it", async () => {
    const strings = ["", " ", "“", "”", "‘’\"'", "“\u0000”", "\ud83d", "“\ude00 lone,” said \ud83dAda Quist.", "”“".repeat(2000), "\u202e“x”", "😀 “😀,” said Ada Quist."];
    const wrong = await withModule(
      `
      await whosaid.init();
      return value.filter((text) => {
        const { offsets, quotations } = whosaid.analyze(text);
        return offsets !== "utf16" || !quotations.every(({ content, cue, source }) =>
          [...content, ...cue, ...source].every(({ start, end }) => 0 <= start && start < end && end <= text.length));
      });
    `,
      strings,
    );
    assert.deepEqual(wrong, []);
  });

  test("counts UTF-16 units", async () => {
    const words = await withModule(
      `
      await whosaid.init();
      const [{ content: [{ start, end }] }] = whosaid.analyze(value).quotations;
      return value.slice(start, end);
    `,
      `😀😀 e\u0301\u00a0${SAID}`,
    );
    assert.equal(words, "“We have to be ready,”");
  });
});

describe("Analyzer", () => {
  test("gives the newest analysis, and null for those it overtook", async () => {
    const page = await open("/pages/empty.html");
    const answers = await page.evaluate(async (text) => {
      const { Analyzer } = await import("/whosaid/analyzer.js");
      const analyzer = new Analyzer();
      const all = await Promise.all([text, "", text + text, text].map((version) => analyzer.analyze(version)));
      const cancelled = analyzer.analyze(text);
      analyzer.cancel();
      return [...all, await cancelled].map((analysis) => analysis && analysis.quotations.length);
    }, SAID);
    assert.deepEqual(answers, [null, null, null, 1, null]);
  });

  test("works off the main thread", async () => {
    const page = await open("/pages/empty.html");
    const started = page.waitForEvent("worker");
    const count = page.evaluate(async (text) => {
      const { Analyzer } = await import("/whosaid/analyzer.js");
      return (await new Analyzer().analyze(text)).quotations.length;
    }, SAID);
    assert.match((await started).url(), /\/whosaid\/worker\.js$/);
    assert.equal(await count, 1);
  });

  test("stops the worker for what is cancelled, and still answers others", async () => {
    const page = await open("/pages/empty.html");
    let started = 0;
    page.on("worker", () => started++);
    const answers = await page.evaluate(async (text) => {
      const { Analyzer } = await import("/whosaid/analyzer.js");
      const [long, other] = [new Analyzer(), new Analyzer()];
      await other.analyze(text);
      const all = [long.analyze(text.repeat(30_000)), other.analyze(text)];
      long.cancel();
      all.push(long.analyze(text + text));
      return (await Promise.all(all)).map((analysis) => analysis && analysis.quotations.length);
    }, `${SAID}\n`);
    assert.deepEqual(answers, [null, 1, 2]);
    assert.equal(started, 2);
    await eventually(() => page.workers().length, (count) => assert.equal(count, 1));
  });

  test("rejects while the WebAssembly is missing, and recovers", async () => {
    const page = await open("/pages/empty.html", {
      prepare: (page, context) => context.route("**/core_bg.wasm", (route) => route.fulfill({ status: 404 })),
    });
    const analyse = () =>
      page.evaluate(async (text) => {
        const { Analyzer } = await import("/whosaid/analyzer.js");
        globalThis.analyzer ??= new Analyzer();
        return analyzer.analyze(text).then(({ quotations }) => quotations.length, ({ message }) => message);
      }, SAID);
    assert.match(await analyse(), /could not be loaded \(404/);
    await page.context().unroute("**/core_bg.wasm");
    assert.equal(await analyse(), 1);
  });
});
