/** `<who-said>` among others: many on a page, content that changes, frameworks, and what is left when it goes. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { embed, marked, painted, textOf, OKAFOR, QUIST } from "./element-support.js";
import { eventually, expectCount } from "./expect.js";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });

const ARTICLE = `<h2>Snow</h2><p>${QUIST}</p><p>${OKAFOR.replace("drivers", "<em>drivers</em>")}</p>`;
const WORDS = ["“We have to be ready,”", "“Nobody has told the ", "drivers", " anything,”"];

/** Counts the analyses that the page's elements tell of. */
const countAnalyses = (page) =>
  page.evaluate(() => {
    globalThis.analyses = 0;
    addEventListener("whosaid-analysis", () => analyses++);
  });

const quiet = (page) => page.evaluate(() => new Promise((done) => setTimeout(done, 700)));

describe("many on a page", () => {
  test("share one worker, and each has its own marks", async () => {
    const page = await open("/pages/empty.html");
    const workers = [];
    page.on("worker", (worker) => workers.push(worker.url()));
    await page.evaluate(async ([html, count]) => {
      document.body.innerHTML = `<who-said>${html}</who-said>`.repeat(count);
      await import("/whosaid/define.js");
    }, [ARTICLE, 20]);
    await marked(page);
    assert.equal(workers.length, 1);
    await expectCount(page.getByRole("list", { name: "Speakers" }), 20);
    assert.deepEqual(await painted(page), Array.from({ length: 20 }, () => WORDS).flat());
    // One set of looks for all of them.
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 1);
    await page.evaluate(() => document.querySelectorAll("who-said").forEach((element, index) => index % 2 && element.remove()));
    assert.equal((await painted(page)).length, 10 * WORDS.length);
  });

  test("one inside another marks its own part alone", async () => {
    const page = await embed(open, `<who-said id="outer"><p>${QUIST}</p><who-said id="inner"><p>${OKAFOR}</p></who-said></who-said>`);
    assert.equal(await textOf(page, "#outer"), QUIST);
    assert.equal(await textOf(page, "#inner"), OKAFOR);
    assert.equal((await painted(page)).length, 2);
  });

  test("two of one article let go of it one by one", async () => {
    const page = await embed(open, `<main><p>${QUIST}</p></main><who-said for="main"></who-said><who-said for="main"></who-said>`);
    await page.evaluate(() => document.querySelector("who-said").remove());
    assert.deepEqual(await painted(page), ["“We have to be ready,”"]);
    await page.evaluate(() => document.querySelector("who-said").remove());
    assert.deepEqual(await painted(page), []);
  });
});

describe("content that changes", () => {
  test("is read once for many changes in a row, and never for its own marks", async () => {
    const page = await embed(open, `<who-said>${ARTICLE}</who-said>`);
    await countAnalyses(page);
    await page.evaluate(() => {
      for (let index = 0; index < 50; index++) {
        document.querySelector("who-said h2").textContent = `Snow, day ${index}`;
      }
    });
    await eventually(() => textOf(page), (text) => assert.match(text, /^Snow, day 49/));
    await quiet(page);
    assert.equal(await page.evaluate(() => analyses), 1);
  });

  test("that never rests is followed all the same", async () => {
    const page = await embed(open, `<who-said>${ARTICLE}</who-said>`);
    await page.evaluate(() => {
      let day = 0;
      setInterval(() => (document.querySelector("who-said h2").firstChild.data = `Day ${++day}`), 20);
    });
    await eventually(() => textOf(page), (text) => assert.match(text, /^Day \d/));
    await eventually(() => painted(page), (words) => assert.equal(words.length, WORDS.length));
  });

  test("attributes that come and go change nothing, unless they hide words", async () => {
    const page = await embed(open, `<who-said>${ARTICLE}</who-said>`);
    await countAnalyses(page);
    await page.evaluate(() => {
      for (const element of document.querySelectorAll("who-said *")) {
        element.className = "touched";
        element.style.color = "black";
        element.dataset.key = "1";
      }
    });
    await quiet(page);
    assert.equal(await page.evaluate(() => analyses), 0);
    await page.evaluate(() => (document.querySelector("who-said p").style.display = "none"));
    await eventually(() => painted(page), (words) => assert.deepEqual(words, WORDS.slice(1)));
  });

  for (const invasive of [false, true]) {
    test(`a framework puts the same words in new nodes${invasive ? ", where words must be wrapped" : ""}`, async () => {
      const page = await embed(open, `<who-said>${ARTICLE}</who-said>`, {
        prepare: (page) =>
          page.addInitScript((gone) => {
            if (gone) {
              delete globalThis.Highlight;
              delete CSS.highlights;
            }
          }, invasive),
      });
      await page.evaluate((html) => {
        const element = document.querySelector("who-said");
        element.innerHTML = html;
        element.setAttribute("kinds", "direct mixed");
        element.setAttribute("kinds", "direct mixed indirect");
      }, ARTICLE);
      const words = () =>
        invasive ? page.locator("who-said mark").allTextContents() : painted(page);
      await eventually(words, (found) => assert.deepEqual(found, WORDS));
      await countAnalyses(page);
      await quiet(page);
      assert.ok((await page.evaluate(() => analyses)) <= 1);
      assert.deepEqual(await words(), WORDS);
    });
  }

  test("two that wrap words of one article do not chase each other", async () => {
    const page = await open("/pages/empty.html", {
      prepare: (page) =>
        page.addInitScript(() => {
          delete globalThis.Highlight;
          delete CSS.highlights;
        }),
    });
    await page.evaluate(async (html) => {
      document.body.innerHTML = `<main>${html}</main><who-said for="main"></who-said><who-said for="main"></who-said>`;
      await import("/whosaid/define.js");
    }, ARTICLE);
    await marked(page);
    await quiet(page);
    await countAnalyses(page);
    await quiet(page);
    assert.equal(await page.evaluate(() => analyses), 0);
    await page.evaluate(() => document.querySelectorAll("who-said").forEach((element) => element.remove()));
    assert.equal(await page.evaluate(() => document.querySelector("main").innerHTML), ARTICLE);
  });

  test("an article that `for` selects may come late, go and be replaced", async () => {
    const page = await open("/pages/empty.html");
    await page.evaluate(async () => {
      document.body.innerHTML = `<who-said for="main"></who-said>`;
      await import("/whosaid/define.js");
    });
    await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", `<main>${html}</main>`), ARTICLE);
    await eventually(() => painted(page), (words) => assert.deepEqual(words, WORDS));
    await page.evaluate((words) => {
      document.querySelector("main").outerHTML = `<div><main><p>${words}</p></main></div>`;
    }, QUIST);
    await eventually(() => painted(page), (words) => assert.deepEqual(words, WORDS.slice(0, 1)));
    await page.evaluate(() => document.querySelector("main").remove());
    await eventually(() => painted(page), (words) => assert.deepEqual(words, []));
  });

  test("moving the element keeps its marks, and asks for no new analysis", async () => {
    const page = await embed(open, `<who-said>${ARTICLE}</who-said><div id="there"></div>`);
    const before = await page.evaluateHandle(() => document.querySelector("who-said").analysis);
    await page.evaluate(() => document.querySelector("#there").append(document.querySelector("who-said")));
    await eventually(() => painted(page), (words) => assert.deepEqual(words, WORDS));
    assert.ok(await page.evaluate((analysis) => document.querySelector("who-said").analysis === analysis, before));
  });

  test("properties set before the element is defined are taken over", async () => {
    const page = await open("/pages/empty.html");
    await page.evaluate(async (words) => {
      document.body.innerHTML = `<main><p>${words}</p></main><who-said></who-said>`;
      Object.assign(document.querySelector("who-said"), { for: "main", hiddenLegend: true });
      await import("/whosaid/define.js");
    }, QUIST);
    await marked(page);
    assert.equal(await textOf(page), QUIST);
    assert.equal(await page.evaluate(() => document.querySelector("who-said").hasAttribute("hidden-legend")), true);
  });
});

describe("a reader's copy, search and selection", () => {
  /** What a reader takes from the page. Runs in it. */
  async function taken() {
    const article = document.querySelector("article");
    const found = (words) => {
      getSelection().removeAllRanges();
      let count = 0;
      while (count < 9 && window.find(words)) {
        count++;
      }
      return count;
    };
    const searches = ["Ada Quist", "We have to be ready", "told the drivers anything", "Unattributed", "Next quotation"].map(found);
    getSelection().selectAllChildren(document.body);
    const selected = getSelection().toString();
    document.execCommand("copy");
    const clipboard = await navigator.clipboard.readText();
    const range = document.createRange();
    range.selectNodeContents(article);
    const nodes = document.createTreeWalker(article, NodeFilter.SHOW_ALL);
    let count = 0;
    while (nodes.nextNode()) {
      count++;
    }
    return {
      count, searches, selected, clipboard, range: range.toString(),
      text: article.textContent, html: article.innerHTML, inner: article.innerText, outer: document.querySelector("who-said").outerHTML,
    };
  }

  for (const attributes of ["", "hidden-legend"]) {
    test(`notice nothing${attributes ? " without the legend" : ""}`, async () => {
      const page = await open("/pages/empty.html");
      await page.evaluate((html) => (document.body.innerHTML = html), `<who-said ${attributes}><article>${ARTICLE}</article></who-said>`);
      const before = await page.evaluate(taken);
      await page.evaluate(() => import("/whosaid/define.js"));
      await marked(page);
      const after = await page.evaluate(taken);
      if (!attributes) {
        // The legend is there to be seen, and found.
        before.searches = after.searches = [];
      }
      assert.deepEqual(after, before);
      assert.match(after.clipboard, /^Snow\s+“We have to be ready,” said Mayor Ada Quist\.\s+“Nobody has told the drivers anything,” Tomas Okafor said\.\s*$/);
    });
  }

  test("a selection outlives the marks", async () => {
    const page = await embed(open, `<who-said><article>${ARTICLE}</article></who-said>`);
    await page.evaluate(() => getSelection().selectAllChildren(document.querySelector("who-said p")));
    await page.evaluate(() => document.querySelector("who-said").refresh());
    assert.equal(await page.evaluate(() => getSelection().toString()), QUIST);
  });
});

describe("when it leaves", () => {
  test("it takes its listeners, observers, marks and looks, and nobody else's", async () => {
    const page = await open("/pages/empty.html", {
      prepare: (page) =>
        page.addInitScript(() => {
          // Who of the project's files listens where, less who has stopped.
          globalThis.listening = new Map();
          const isOurs = () => new Error().stack.includes("/whosaid/");
          const { addEventListener, removeEventListener } = EventTarget.prototype;
          const change = (target, type, by) => {
            if (isOurs() && (target === document || target === window || target.matches?.("article"))) {
              const key = `${target.nodeName ?? "window"} ${type}`;
              listening.set(key, (listening.get(key) ?? 0) + by);
            }
          };
          EventTarget.prototype.addEventListener = function (type, listener, options) {
            change(this, type, 1);
            if (options?.signal && type !== "abort") {
              options.signal.addEventListener("abort", () => change(this, type, -1));
            }
            return addEventListener.call(this, type, listener, options);
          };
          EventTarget.prototype.removeEventListener = function (type, ...rest) {
            change(this, type, -1);
            return removeEventListener.call(this, type, ...rest);
          };
          globalThis.observers = new Set();
          const { observe, disconnect } = MutationObserver.prototype;
          MutationObserver.prototype.observe = function (...given) {
            if (isOurs()) {
              observers.add(this);
            }
            return observe.apply(this, given);
          };
          MutationObserver.prototype.disconnect = function () {
            observers.delete(this);
            return disconnect.call(this);
          };
        }),
    });
    await page.evaluate(async (html) => {
      document.body.innerHTML = `<h1>The Harrow Courier</h1><article>${html}</article><who-said for="article"></who-said>`;
      const theirs = new CSSStyleSheet();
      document.adoptedStyleSheets = [theirs];
      const range = document.createRange();
      range.selectNodeContents(document.querySelector("article p"));
      CSS.highlights.set("search-result", new Highlight(range));
      await import("/whosaid/define.js");
    }, ARTICLE);
    await marked(page);
    await page.getByRole("button", { name: "Ada Quist" }).click();
    const during = await page.evaluate(() => ({ highlights: [...CSS.highlights.keys()].length, listening: [...listening.keys()], observers: observers.size }));
    assert.ok(during.highlights > 2 && during.observers === 2 && during.listening.includes("#document keydown"), JSON.stringify(during));
    const left = await page.evaluate(() => {
      document.querySelector("who-said").remove();
      return {
        highlights: [...CSS.highlights].map(([name, { size, priority }]) => [name, size, priority]),
        sheets: document.adoptedStyleSheets.length,
        listening: [...listening].filter(([, count]) => count !== 0),
        observers: observers.size,
        html: document.querySelector("article").innerHTML,
      };
    });
    assert.deepEqual(left, { highlights: [["search-result", 1, 0]], sheets: 1, listening: [], observers: 0, html: ARTICLE });
  });

  test("another script's highlights show above its own", async () => {
    const page = await embed(open, `<who-said><p>${QUIST}</p></who-said>`);
    await page.getByRole("button", { name: "Ada Quist" }).click();
    const priorities = await page.evaluate(() => [...CSS.highlights.values()].map(({ priority }) => priority));
    assert.ok(priorities.length === 2 && priorities.every((priority) => priority < 0), String(priorities));
  });

  test("a script that takes everybody's highlights away does not stop it", async () => {
    const page = await embed(open, `<who-said><p>${QUIST}</p></who-said>`);
    await page.evaluate((words) => {
      CSS.highlights.clear();
      document.querySelector("who-said").insertAdjacentHTML("beforeend", `<p>${words}</p>`);
    }, OKAFOR);
    await eventually(() => painted(page), (words) => assert.equal(words.length, 2));
    assert.deepEqual(page.troubles, []);
  });
});
