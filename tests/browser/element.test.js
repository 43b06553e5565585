/** `<who-said>` in somebody else's page. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eventually, expectCount, expectText } from "./expect.js";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });

/** Opens the page with the element in it; resolves when its marks are there. */
async function embed(options) {
  const page = await open("/pages/embed.html", options);
  await page.waitForFunction(() => document.querySelector("who-said").analysis);
  return page;
}

/** What the page's highlights hold: their words, by name. */
const painted = (page) =>
  page.evaluate(() => {
    const words = (range) => range.startContainer.data.slice(range.startOffset, range.endOffset);
    return Object.fromEntries([...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map(words)]));
  });

const content = (page) => page.evaluate(() => document.querySelector("who-said").innerHTML);

const withoutHighlights = (page) =>
  page.addInitScript(() => {
    delete globalThis.Highlight;
    delete CSS.highlights;
  });

/** The content before any script has run, and how many text nodes it has. */
async function untouched() {
  const page = await open("/pages/embed.html", { javaScriptEnabled: false });
  return { content: await content(page), nodes: await page.evaluate(countTexts) };
}

/** How many text nodes `element` has. Runs in the page. */
function countTexts(element = document.querySelector("who-said")) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode()) {
    count++;
  }
  return count;
}

describe("the article", () => {
  test("is read as a reader sees it", async () => {
    const page = await embed();
    assert.equal(
      await page.evaluate(() => document.querySelector("who-said").text),
      [
        "Snow closes the pass",
        "“We have to be ready before the first snow,” said Mayor Ada Quist.\nThe film of 1987 is titled “The White Door”.",
        "Tomas Okafor said that the drivers had been told nothing.",
      ].join("\n\n"),
    );
  });

  test("is marked through inline markup, each speaker by its own look", async () => {
    const page = await embed();
    const highlights = await painted(page);
    const looks = Object.keys(highlights);
    assert.equal(looks.length, 2);
    const direct = looks.find((name) => !name.endsWith("-indirect"));
    const indirect = looks.find((name) => name.endsWith("-indirect"));
    assert.equal(highlights[direct].join("").replace(/\s+/g, " "), "“We have to be ready before the first snow,”");
    assert.equal(highlights[direct].length, 5);
    assert.match(highlights[indirect].join(""), /^(that )?the drivers had been told nothing$/);
  });

  test("shows its marks", async () => {
    const page = await embed();
    const pixels = () => page.locator("who-said em").screenshot();
    const marked = await pixels();
    await page.evaluate(() => document.querySelector("who-said").setAttribute("kinds", "term"));
    await eventually(pixels, (plain) => assert.ok(!plain.equals(marked)));
  });

  test("keeps its markup, its text and its selection", async () => {
    const page = await embed();
    assert.equal(await content(page), (await untouched()).content);
    assert.deepEqual(page.troubles, []);
  });

  test("may change: the marks follow", async () => {
    const page = await embed();
    await page.evaluate(() => {
      const added = document.createElement("p");
      added.textContent = "“The road is open again,” said Ines Varga.";
      document.querySelector("who-said article").append(added);
    });
    await eventually(
      async () => Object.values(await painted(page)).flat(),
      (words) => assert.ok(words.includes("“The road is open again,”"), words.join(" | ")),
    );
  });

  test("may stand elsewhere, by `for`", async () => {
    const page = await embed();
    await page.evaluate(() => document.querySelector("who-said").setAttribute("for", "#elsewhere"));
    await eventually(
      () => painted(page),
      (highlights) => assert.deepEqual(Object.values(highlights), [["“It will be a long winter,”"]]),
    );
  });
});

describe("the attributes", () => {
  test("`kinds` chooses what is marked, terms too", async () => {
    const page = await embed();
    await page.evaluate(() => document.querySelector("who-said").setAttribute("kinds", "term indirect"));
    await eventually(
      async () => Object.values(await painted(page)).flat().join(" | "),
      (words) => {
        assert.match(words, /“The White Door”/);
        assert.match(words, /the drivers/);
        assert.doesNotMatch(words, /We have to be/);
      },
    );
  });

  test("`hidden-legend` leaves the legend out", async () => {
    const page = await embed();
    const legend = page.getByRole("list", { name: "Speakers" });
    await expectCount(legend.getByRole("listitem"), 2);
    await expectText(legend.getByRole("listitem").first(), "Ada Quist 1");
    await page.evaluate(() => document.querySelector("who-said").setAttribute("hidden-legend", ""));
    await legend.waitFor({ state: "hidden" });
  });
});

describe("the events", () => {
  test("tell of the analysis, the choice and the error, through shadow roots", async () => {
    const page = await open("/pages/embed.html", {
      prepare: (page) =>
        page.addInitScript(() => {
          globalThis.heard = [];
          for (const type of ["whosaid-analysis", "whosaid-select", "whosaid-error"]) {
            addEventListener(type, ({ detail }) => heard.push({ type, detail: { ...detail, error: String(detail.error) } }));
          }
        }),
    });
    await page.getByRole("button", { name: "Ada Quist" }).click();
    await page.evaluate(() => document.querySelector("who-said").setAttribute("for", "#nowhere"));
    await page.waitForFunction(() => heard.some(({ type }) => type === "whosaid-error"));
    const [analysis, select, error] = await page.evaluate(() => heard);
    assert.equal(analysis.type, "whosaid-analysis");
    const { quotations } = analysis.detail.analysis;
    assert.ok(quotations.length >= 2);
    assert.ok(analysis.detail.text.startsWith("Snow closes"));
    assert.equal(select.type, "whosaid-select");
    assert.equal(select.detail.speaker.name, "Ada Quist");
    assert.equal(select.detail.text, "“We have to be ready before the first snow,”");
    assert.deepEqual(select.detail.quotation, quotations[select.detail.index]);
    assert.match(error.detail.error, /nothing matches for="#nowhere"/);
  });
});

describe("the card", () => {
  test("shows who speaks where the pointer is, and goes by Escape", async () => {
    const page = await embed();
    await page.getByText("ready", { exact: true }).hover();
    const card = page.locator("who-said").getByRole("status");
    await expectText(card, /^Ada Quist/);
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "hidden" });
    await page.getByRole("heading", { name: "Snow closes" }).hover();
    await page.getByText("Tomas Okafor said that the drivers").hover({ position: { x: 220, y: 8 } });
    await expectText(card, /Tomas Okafor/);
  });

  test("shows after a choice in the legend, by the keyboard", async () => {
    const page = await embed();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expectText(page.locator("who-said").getByRole("status"), /^Ada Quist.*direct quotation/);
    assert.ok("whosaid-chosen" in (await painted(page)));
  });
});

describe("when it leaves", () => {
  test("nothing of its own stays, and nothing of others goes", async () => {
    const page = await embed();
    const left = await page.evaluate(() => {
      const range = new StaticRange({
        startContainer: document.querySelector("h1").firstChild, startOffset: 0,
        endContainer: document.querySelector("h1").firstChild, endOffset: 3,
      });
      CSS.highlights.set("somebody-elses", new Highlight(range));
      const element = document.querySelector("who-said");
      element.remove();
      return { names: [...CSS.highlights.keys()], sheets: document.adoptedStyleSheets.length, content: element.innerHTML };
    });
    assert.deepEqual(left.names, ["somebody-elses"]);
    assert.equal(left.sheets, 0);
    assert.equal(left.content, (await untouched()).content);
  });

  test("and comes back, it marks again", async () => {
    const page = await embed();
    const before = await painted(page);
    await page.evaluate(() => {
      const element = document.querySelector("who-said");
      element.remove();
      document.body.append(element);
    });
    await eventually(() => painted(page), (now) => assert.deepEqual(now, before));
  });

  test("another of the same article keeps its marks", async () => {
    const page = await embed();
    const counts = await page.evaluate(async () => {
      const other = document.createElement("who-said");
      other.innerHTML = "<p>“It will be a long winter,” said Ada Quist.</p>";
      const marked = new Promise((resolve) => other.addEventListener("whosaid-analysis", resolve, { once: true }));
      document.body.append(other);
      await marked;
      const count = () => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0);
      const both = count();
      document.querySelector("#inside").remove();
      return [both, count()];
    });
    assert.equal(counts[1], 1);
    assert.ok(counts[0] > 1);
  });
});

describe("without the Custom Highlight API", () => {
  test("words are wrapped, and read the same", async () => {
    const page = await embed({ prepare: withoutHighlights });
    await expectCount(page.locator("who-said mark"), 6);
    const marks = await page.locator("who-said mark").allTextContents();
    assert.equal(marks.slice(0, 5).join("").replace(/\s+/g, " "), "“We have to be ready before the first snow,”");
    assert.match(marks[5], /the drivers had been told nothing/);
    const styled = await page.locator("who-said mark").first().evaluate((mark) => getComputedStyle(mark).textDecorationLine);
    assert.equal(styled, "underline");
  });

  test("and unwrapped without a trace", async () => {
    const page = await embed({ prepare: withoutHighlights });
    await expectCount(page.locator("who-said mark"), 6);
    const removed = await page.evaluateHandle(() => {
      const element = document.querySelector("who-said");
      element.remove();
      return element;
    });
    assert.deepEqual(
      { content: await removed.evaluate(({ innerHTML }) => innerHTML), nodes: await removed.evaluate(countTexts) },
      await untouched(),
    );
  });

  test("a change of the article is still followed", async () => {
    const page = await embed({ prepare: withoutHighlights });
    await page.evaluate(() => {
      document.querySelector("who-said h2").textContent = "“The road is open again,” said Ines Varga.";
    });
    await expectText(page.locator("who-said h2 mark"), "“The road is open again,”");
  });
});

describe("in a shadow root", () => {
  test("its marks show there too", async () => {
    const page = await embed();
    const sheets = await page.evaluate(async () => {
      const host = document.body.appendChild(document.createElement("div"));
      const root = host.attachShadow({ mode: "open" });
      const marked = new Promise((resolve) => host.addEventListener("whosaid-analysis", resolve, { once: true }));
      root.innerHTML = "<who-said><p>“It will be a long winter,” said Ruth Pell.</p></who-said>";
      await marked;
      const before = root.adoptedStyleSheets.length;
      root.querySelector("who-said").remove();
      return [before, root.adoptedStyleSheets.length];
    });
    assert.deepEqual(sheets, [1, 0]);
  });
});

describe("defining", () => {
  test("twice is forgiven, another tag is possible", async () => {
    const page = await embed();
    const made = await page.evaluate(async () => {
      const { WhoSaidElement } = await import("/whosaid/define.js?again");
      class Other extends WhoSaidElement {}
      Other.define("said-who");
      return [customElements.get("who-said") === WhoSaidElement, document.createElement("said-who") instanceof WhoSaidElement];
    });
    assert.deepEqual(made, [true, true]);
  });
});
