/** The page as a reader meets it, by the names that assistive technology has for its parts. */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { expectCount, expectText } from "./expect.js";
import { ARTICLE, article, paste, quotations, setUp, speakers, textbox } from "./support.js";

const { open } = setUp({ before, after });

describe("a first visit", () => {
  test("shows an example, of several kinds and speakers, and an empty textbox", async () => {
    const page = await open();
    await quotations(page).nth(9).waitFor();
    assert.equal(await textbox(page).inputValue(), "");
    assert.ok((await speakers(page).count()) >= 4);
    await article(page).getByText("Town votes to move its lighthouse").waitFor();
    await expectText(page.getByRole("status"), /^An example: /);
    assert.deepEqual(page.troubles, []);
  });
});

describe("a paste", () => {
  test("shows each quotation with its speaker, in order", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    const items = await quotations(page).allTextContents();
    const wanted = [
      ["“We have to be ready before the first snow,”", "Ada Quist"],
      ["“Nobody has told the drivers anything,”", "Tomas Okafor"],
      ["“It will be a long winter,”", "Ada Quist"],
    ];
    wanted.forEach(([words, name], index) => {
      assert.ok(items[index].includes(words), `${items[index]} holds ${words}`);
      assert.ok(items[index].includes(name), `${items[index]} names ${name}`);
    });
    assert.ok(items[1].includes("“They read it in the paper.”"), "a piece after the attribution belongs to it");
    const names = await speakers(page).allTextContents();
    assert.equal(names.length, 2);
    assert.match(names[0], /Ada Quist.*2 quotations/);
    assert.match(names[1], /Tomas Okafor.*1 quotation$/);
    assert.deepEqual(page.troubles, []);
  });

  test("keeps the text of the article as it was given, to the character", async () => {
    const page = await open();
    const text = `${ARTICLE}\n\u00a0\u00a0<b>“Tags & all,”</b> said   Ruth Pell.\u2028\n\n😀 e\u0301`;
    await paste(page, text);
    await expectText(article(page), text);
    assert.equal(await textbox(page).inputValue(), text);
  });

  test("names Rex Tillerson for every quoted passage of the reference articles", async (t) => {
    for (const name of ["rapprochement", "chemistry"]) {
      const folder = new URL("../../../shared/articles/", import.meta.url);
      if (!existsSync(new URL(`${name}.txt`, folder))) {
        t.skip("the reference articles are not here");
        return;
      }
      const text = readFileSync(new URL(`${name}.txt`, folder), "utf8");
      const segments = readFileSync(new URL("speakers.jsonl", folder), "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line))
        .find(({ id }) => id === name).segments;
      const page = await open();
      await paste(page, text);
      await article(page).getByText(text.split("\n")[0].slice(0, 20)).first().waitFor();
      await expectText(page.getByRole("status"), /^\d+ quotations, /);
      const items = await quotations(page).allTextContents();
      for (const { span: [start, end] } of segments) {
        const words = [...text].slice(start, end).join("");
        const item = items.find((candidate) => candidate.includes(words));
        assert.ok(item, `${name}: listed: ${words}`);
        assert.ok(item.includes("Rex Tillerson"), `${name}: said by Rex Tillerson: ${item}`);
      }
    }
  });

  test("brings the result into sight on a small screen", async () => {
    const page = await open("/", { viewport: { width: 360, height: 640 } });
    await quotations(page).first().waitFor();
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector("[aria-label='Speakers']").getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  });
});

describe("typing", () => {
  test("shows a quotation as soon as it is there, and lets the caret be", async () => {
    const page = await open();
    await textbox(page).focus();
    await page.keyboard.type("“Light the lamp,” said Ada Quist.");
    await expectCount(quotations(page), 1);
    await expectText(quotations(page).first(), /Ada Quist.*“Light the lamp,”/);
    await page.keyboard.press("Home");
    await page.keyboard.type("Late. ");
    await expectText(article(page), /^Late. “Light the lamp,” said Ada Quist\.$/);
    assert.equal(await textbox(page).evaluate((box) => box.selectionStart), "Late. ".length);
  });

  test("ends at the last version, however fast it comes", async () => {
    const page = await open();
    await textbox(page).evaluate((box) => {
      for (const name of ["Ada Quist", "Ruth Pell", "Tomas Okafor", "Ines Varga"]) {
        box.value = `“Light the lamp tonight,” said ${name}.`;
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }
    });
    await expectText(quotations(page).first(), /Ines Varga/);
    await expectCount(speakers(page), 1);
  });
});

describe("the keyboard", () => {
  test("reaches each quotation in the article by Tab", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    const reached = [];
    for (let presses = 0; presses < 40 && reached.length < 3; presses++) {
      await page.keyboard.press("Tab");
      const words = await page.evaluate(() =>
        document.activeElement.closest("[aria-label='Marked article']") ? document.activeElement.textContent : null,
      );
      if (words !== null) {
        reached.push(words);
      }
    }
    assert.deepEqual(reached, [
      "“We have to be ready before the first snow,”",
      "“Nobody has told the drivers anything,”",
      "“It will be a long winter,”",
    ]);
  });

  test("goes to the next and the previous by j, k and the arrows", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    await article(page).getByRole("group", { name: "Ada Quist" }).first().focus();
    for (const [key, words] of [
      ["j", /drivers/], ["ArrowDown", /long winter/], ["j", /long winter/], ["k", /drivers/], ["ArrowLeft", /first snow/],
      ["ArrowRight", /drivers/], ["ArrowUp", /first snow/],
    ]) {
      await page.keyboard.press(key);
      assert.match(await focused(), words, `after ${key}`);
    }
  });

  test("goes from the list to the article by Enter, and says there who speaks", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await quotations(page).first().getByRole("button").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const focused = article(page).locator(":focus");
    await expectText(focused, "“Nobody has told the drivers anything,”");
    await expectText(page.getByRole("tooltip"), /Tomas Okafor.*direct quotation/);
    assert.match(await focused.getAttribute("aria-label"), /Tomas Okafor/);
    await page.keyboard.press("Escape");
    await page.getByRole("tooltip").waitFor({ state: "hidden" });
  });

  test("leaves letters alone while one writes", async () => {
    const page = await open();
    await textbox(page).focus();
    await page.keyboard.type("jk");
    assert.equal(await textbox(page).inputValue(), "jk");
  });

  test("chooses a speaker, and lets go again", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await expectCount(speakers(page), 2);
    const quist = speakers(page).first().getByRole("button");
    await quist.focus();
    await page.keyboard.press("Enter");
    assert.equal(await quist.getAttribute("aria-pressed"), "true");
    await page.keyboard.press("Enter");
    assert.equal(await quist.getAttribute("aria-pressed"), "false");
  });
});

describe("other states", () => {
  test("nothing found is said, and what is odd is shown", async () => {
    const page = await open();
    await paste(page, "The pass closed on Monday. “It was never opened");
    await page.getByText("A quotation mark opens here and is never closed.").waitFor();
    await paste(page, "The pass closed on Monday.");
    await expectText(page.getByRole("status"), "No quotations found");
    await expectCount(quotations(page), 0);
    await expectText(article(page), "The pass closed on Monday.");
  });

  test("Clear empties the page, Example fills it", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await page.getByRole("button", { name: "Clear" }).click();
    await expectCount(quotations(page), 0);
    await expectText(article(page), "");
    assert.equal(await textbox(page).inputValue(), "");
    await page.getByRole("button", { name: "Example" }).click();
    await quotations(page).nth(9).waitFor();
    assert.match(await textbox(page).inputValue(), /^Town votes/);
  });

  test("without the WebAssembly the text is kept, the trouble told, and Try again tries again", async () => {
    const page = await open("/", {
      prepare: (page, context) => context.route("**/core_bg.wasm", (route) => route.fulfill({ status: 404 })),
    });
    await page.getByRole("alert").getByText(/did not load.*404/).waitFor();
    await paste(page, ARTICLE);
    await expectText(article(page), /long winter/);
    await expectCount(quotations(page), 0);
    await page.context().unroute("**/core_bg.wasm");
    await page.getByRole("button", { name: "Try again" }).click();
    await expectCount(quotations(page), 3);
    await page.getByRole("alert").waitFor({ state: "hidden" });
  });

  for (const [name, script] of [
    ["do not exist", () => delete globalThis.Worker],
    ["may not start", () => {
      globalThis.Worker = class {
        constructor() {
          throw new DOMException("refused", "SecurityError");
        }
      };
    }],
    ["cannot be modules", () => {
      const Classic = globalThis.Worker;
      globalThis.Worker = class extends Classic {
        constructor(url) {
          super(url);
        }
      };
    }],
  ]) {
    test(`works where workers ${name}`, async () => {
      const page = await open("/", { prepare: (page) => page.addInitScript(script) });
      await paste(page, ARTICLE);
      await expectCount(quotations(page), 3);
    });
  }
});

describe("the network", () => {
  test("is not used once the page has loaded, and the policy of the page forbids it", async () => {
    const page = await open();
    await quotations(page).first().waitFor();
    const asked = [];
    page.context().on("request", (request) => asked.push(request.url()));
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await page.getByRole("button", { name: "Example" }).click();
    await quotations(page).nth(9).waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: /^Theme/ }).click();
    assert.deepEqual(asked, []);
    const refused = await page.evaluate(() => fetch("http://192.0.2.1/").then(() => false, () => true));
    assert.ok(refused);
    assert.ok(page.troubles.some((words) => /Content Security Policy/.test(words)), String(page.troubles));
  });
});

describe("the window", () => {
  for (const width of [320, 360, 768, 1024, 1600]) {
    test(`has no sideways scroll at ${width} px`, async () => {
      const page = await open("/", { viewport: { width, height: 800 } });
      await paste(page, `${ARTICLE}\n${"unbroken".repeat(60)} said “${"wide".repeat(60)}”.`);
      await expectText(article(page), /unbrokenunbroken/);
      const [inner, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
      assert.equal(scroll, inner);
    });
  }

  test("follows the system to dark, and the reader to light", async () => {
    const page = await open("/", { colorScheme: "dark" });
    const lightness = () =>
      page.evaluate(() => {
        const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
        return (r + g + b) / 3;
      });
    assert.ok((await lightness()) < 60);
    const button = page.getByRole("button", { name: /^Theme/ });
    await button.click();
    await expectText(button, "Theme: light");
    assert.ok((await lightness()) > 200);
    await page.reload();
    await expectText(button, "Theme: light");
    assert.ok((await lightness()) > 200);
  });
});
