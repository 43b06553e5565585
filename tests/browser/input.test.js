/** The ways for a text into the page: rich text, files, links, and what this browser keeps. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { EXAMPLE } from "../../www/app/example.js";
import { shareLink } from "../../www/whosaid/export/index.js";
import { violations } from "./axe.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { ARTICLE, article, paste, quotations, setUp, textbox } from "./support.js";

const site = setUp({ before, after });
const { open } = site;
const is = (page, text) => eventually(() => textbox(page).inputValue(), (found) => assert.equal(found, text));

/** Pastes rich text from the clipboard, by key, over whatever is there. */
async function pasteRich(page, html, plain = "the plain form") {
  await page.evaluate(
    ([html, plain]) => {
      addEventListener(
        "copy",
        (event) => {
          event.preventDefault();
          event.clipboardData.setData("text/html", html);
          event.clipboardData.setData("text/plain", plain);
        },
        { once: true, capture: true },
      );
      document.execCommand("copy");
    },
    [html, plain],
  );
  await textbox(page).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
}

describe("rich text", () => {
  test("keeps headings, paragraphs, lists and links as lines, and drops what is not text", async () => {
    const page = await open();
    await page.evaluate(() => {
      globalThis.ran = false;
    });
    await pasteRich(
      page,
      `<style>p { color: red }</style><h1>Snow closes
        the pass</h1><p>“We have to be <em>ready</em>,” said <a href="https://x.example">Mayor Ada Quist</a>.</p>
      <script>globalThis.ran = true</script><img src="x" onerror="globalThis.ran = true"><p hidden>not this</p><p style="display:none">nor this</p>
      <ul><li>One</li><li>Two<ul><li>Three</li></ul></li></ul><ol start="3"><li>Four</li></ol>
      <div>A<br>B</div><blockquote><p><q>It burns</q></p></blockquote><pre>a  b
c</pre><table><tr><td>x</td><td>y</td></tr></table>`,
    );
    await is(
      page,
      "Snow closes the pass\n\n“We have to be ready,” said Mayor Ada Quist.\n\n• One\n• Two\n• Three\n\n3. Four\n\nA\nB\n\n“It burns”\n\na  b\nc\n\nx y",
    );
    await expectText(quotations(page).first(), /Ada Quist/);
    assert.equal(await page.evaluate(() => globalThis.ran), false);
    // The page's policy reports even what could never have run.
    assert.deepEqual(page.troubles.filter((words) => !/Content Security Policy/.test(words)), []);
  });

  test("goes where the caret is, and can be undone", async () => {
    const page = await open();
    await paste(page, "before after");
    await textbox(page).evaluate((box) => box.setSelectionRange(7, 7));
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/html", "<b>between</b> ");
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await is(page, "before betweenafter");
    await expectText(article(page), "before betweenafter");
    await page.keyboard.press("Control+Z");
    await is(page, "before after");
  });

  test("however deep it nests", async () => {
    const page = await open();
    await pasteRich(page, `${"<div>".repeat(20_000)}deep`);
    await is(page, "deep");
  });
});

describe("a file", () => {
  const choose = async (page, name, content) => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Open file…" }).click()]);
    await chooser.setFiles({ name, mimeType: "", buffer: Buffer.from(content) });
  };

  test("of text is shown as it is", async () => {
    const page = await open();
    await choose(page, "a.txt", ARTICLE);
    await is(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await choose(page, "old.txt", Uint8Array.from([0x93, 0x59, 0x65, 0x73, 0x94]));
    await is(page, "“Yes”");
  });

  test("of Markdown loses its marks", async () => {
    const page = await open();
    await choose(page, "a.md", "---\nlayout: x\n---\n# Snow *closes* the pass\n\n> “We are **ready**,” said [Ada Quist](https://x.example).\n\n- one_two_three\n- `code`\n\n***\n5 * 3 * 2");
    await is(page, "Snow closes the pass\n\n“We are ready,” said Ada Quist.\n\n• one_two_three\n• code\n\n5 * 3 * 2");
  });

  test("of a page gives its article and its address", async () => {
    const page = await open();
    await choose(page, "a.html", `<link rel="canonical" href="https://news.example/pass"><nav>Menu</nav><article><h1>Snow</h1><p>“Yes,” said Ada Quist.</p><aside>Read more</aside></article><footer>About</footer>`);
    await is(page, "Snow\n\n“Yes,” said Ada Quist.");
    await page.getByRole("button", { name: "Export…" }).click();
    assert.equal(await page.getByLabel("Article address").inputValue(), "https://news.example/pass");
  });

  test("that is no text is refused in words", async () => {
    const page = await open();
    await choose(page, "a.png", "\0\x89PNG");
    await page.getByText("“a.png” is not a text.").waitFor();
    await is(page, "");
  });

  test("can be dropped anywhere", async () => {
    const page = await open();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "a.txt", { type: "text/plain" }));
      for (const type of ["dragover", "drop"]) {
        document.querySelector("main").dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    }, ARTICLE);
    await is(page, ARTICLE);
    await expectCount(quotations(page), 3);
  });
});

describe("a link", () => {
  test("opens its text, packed or plain, and goes nowhere near a server", async () => {
    const asked = [];
    const prepare = (page) => page.on("request", (request) => asked.push(request.url()));
    const packed = await open(new URL(await shareLink(`${site.url}/`, ARTICLE)).hash.replace(/^/, "/"), { prepare });
    await is(packed, ARTICLE);
    await expectCount(quotations(packed), 3);
    const plain = await open(`/#text=${encodeURIComponent("“Light the lamp,” said Ruth Pell.")}`, { prepare });
    await expectText(quotations(plain).first(), /Ruth Pell/);
    assert.ok(asked.every((address) => !address.includes("lamp")), "fragments stay here");
    assert.deepEqual([...packed.troubles, ...plain.troubles], []);
  });

  test("that is damaged says so, and leaves the page usable", async () => {
    const page = await open("/#text=~AAAAAAAAA");
    await page.getByText("The link is damaged").waitFor();
    await expectText(article(page), EXAMPLE);
  });

  test("that is followed in the open page opens there", async () => {
    const page = await open();
    await quotations(page).first().waitFor();
    await page.evaluate(() => {
      location.hash = "#text=%E2%80%9CYes,%E2%80%9D said Ruth Pell.";
    });
    await is(page, "“Yes,” said Ruth Pell.");
  });
});

describe("the text that this browser keeps", () => {
  const keep = (page) => page.getByRole("checkbox", { name: "Keep my text in this browser" });

  test("is none unless the reader says so", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    assert.equal(await keep(page).isChecked(), false);
    await page.reload();
    await expectText(article(page), EXAMPLE);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  });

  test("is there again, until it is forgotten", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await keep(page).check();
    await textbox(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("It snowed.");
    await page.goto("about:blank");
    await page.goto(site.url);
    await is(page, `${ARTICLE}It snowed.`);
    await expectCount(quotations(page), 3);
    assert.equal(await keep(page).isChecked(), true);
    assert.deepEqual(await violations(page, { landmarks: true }), []);
    await page.getByRole("button", { name: "Forget it" }).click();
    await page.getByText("no longer kept").waitFor();
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    assert.equal(await keep(page).isChecked(), false);
  });

  test("has its structure and its corrections again", async () => {
    const page = await open();
    await pasteRich(page, `<h2>Snow</h2><p>“Yes,” said <a href="https://x.example/">Ada Quist</a>.</p><p>“No,” said Ruth Pell.</p>`);
    await expectCount(quotations(page), 2);
    await keep(page).check();
    await article(page).getByRole("group", { name: "Ruth Pell" }).focus();
    await page.keyboard.press("e");
    await page.getByLabel("Who said it").selectOption("Nobody is known");
    await page.getByRole("button", { name: "Save" }).click();
    await expectText(quotations(page).last(), /Unattributed/);
    const again = async () => {
      await page.goto("about:blank");
      await page.goto(site.url);
      await expectText(quotations(page).last(), /Unattributed.*“No,”/);
      await article(page).getByRole("link", { name: "Ada Quist" }).waitFor();
    };
    await again();
    await expectCount(article(page).getByRole("heading", { level: 4 }), 1);
    // What is kept is typed on, and can be put right further.
    await textbox(page).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("Late ");
    await again();
    await expectText(article(page).getByRole("heading", { level: 4 }), /^Late Snow\s*$/);
    await page.getByRole("button", { name: "Undo" }).click();
    await expectText(quotations(page).last(), /Ruth Pell/);
    await page.goto("about:blank");
    await page.goto(site.url);
    await expectText(quotations(page).last(), /Ruth Pell/);
  });

  test("is taken on trust in nothing beside its words", async () => {
    const page = await open("/", {
      prepare: (page) =>
        page.addInitScript((text) => {
          localStorage.setItem("whosaid-text", text);
          localStorage.setItem("whosaid-beside", JSON.stringify({ structure: '[{"start":0,"end":4,"tag":"a","address":"javascript:1"}]', corrections: "{" }));
        }, ARTICLE),
    });
    await expectCount(quotations(page), 3);
    await expectCount(article(page).getByRole("link"), 0);
    assert.deepEqual(page.troubles, []);
  });

  test("is not what a link brought, however it is corrected, until the reader changes it", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await keep(page).check();
    await page.goto("about:blank");
    await page.goto(`${site.url}/#text=${encodeURIComponent("“Light the lamp,” said Ruth Pell.")}`);
    await article(page).getByRole("group", { name: "Ruth Pell" }).focus();
    await page.keyboard.press("e");
    await page.getByRole("button", { name: "Not a quotation" }).click();
    await expectCount(quotations(page), 0);
    await page.goto("about:blank");
    await page.goto(site.url);
    await is(page, ARTICLE);
    await expectCount(quotations(page), 3);
  });
});

test("a long text says that it takes a while, and can be called off", async () => {
  const page = await open("/", {
    // A worker that never answers.
    prepare: (page) => page.route("**/worker.js", (route) => route.fulfill({ contentType: "text/javascript", body: "postMessage({ ready: true });" })),
  });
  await paste(page, ARTICLE);
  await page.getByRole("progressbar", { name: "Finding quotations" }).waitFor();
  // The bar moves for as long as it is there.
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.cancel()));
  assert.deepEqual(await violations(page, { landmarks: true }), []);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expectText(page.getByRole("status"), /^Called off\./);
  assert.equal(await page.getByRole("progressbar").count(), 0);
});
