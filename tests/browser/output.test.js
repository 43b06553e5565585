/** Getting it out of the page, and putting it right, by the names and keys that a reader has. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { expectCount, expectText } from "./expect.js";
import { ARTICLE, article, paste, quotations, setUp, speakers } from "./support.js";

const { open } = setUp({ before, after });
const ADDRESS = "https://news.example/pass";

async function withArticle(options) {
  const page = await open("/", options);
  await paste(page, ARTICLE);
  await expectCount(quotations(page), 3);
  return page;
}

const dialog = (page, name) => page.getByRole("dialog", { name });
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Unfolds the actions of the quotation at `index` in the list. */
async function actions(page, index) {
  await quotations(page).nth(index).locator("summary").focus();
  await page.keyboard.press("Enter");
  return quotations(page).nth(index);
}

async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, name)]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path(), "utf8") };
}

describe("the export", () => {
  test("shows, copies and saves each format, with the article's address", async () => {
    const page = await withArticle();
    await press(page, "Export…");
    const box = dialog(page, "Export");
    await box.getByLabel("Article address").fill(ADDRESS);
    for (const [format, start, name] of [
      ["JSON:", /^\{\s+"offsets": "utf16"/, "snow-closes-the-harrow-pass-we.json"],
      ["CSV", /^\ufeff?id,quotation,/, "snow-closes-the-harrow-pass-we.csv"],
      ["Markdown", /^# Snow closes.*\n\nSource: <https:\/\/news.example\/pass>/, "snow-closes-the-harrow-pass-we.md"],
      ["HTML", /^<!doctype html>/, "snow-closes-the-harrow-pass-we.html"],
      ["Web Annotation", /"AnnotationPage"/, "snow-closes-the-harrow-pass-we.jsonld"],
      ["TEI", /^<\?xml/, "snow-closes-the-harrow-pass-we.xml"],
      ["schema.org", /"https:\/\/schema.org"/, "snow-closes-the-harrow-pass-we.jsonld"],
    ]) {
      const select = box.getByLabel("Format");
      const value = await select.locator("option", { hasText: format }).getAttribute("value");
      await select.selectOption(value);
      assert.match(await box.getByLabel("Preview").inputValue(), start);
      await press(page, "Copy");
      await page.getByText("Copied.").waitFor();
      assert.match(await clipboard(page), start);
      const file = await saved(page, "Download");
      assert.match(file.content, start);
      assert.equal(file.name, name);
    }
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Export…", "the focus is back where it was");
    assert.deepEqual(page.troubles, []);
  });

  test("copies a link that opens the text elsewhere", async () => {
    const page = await withArticle();
    await press(page, "Export…");
    await press(page, "Copy link with the text");
    await page.getByText(/Copied: \d+ characters\. Any program opens it\./).waitFor();
    const link = new URL(await clipboard(page));
    assert.match(link.hash, /^#text=~/);
  });
});

describe("one quotation", () => {
  test("is copied with its speaker from the list, and by key", async () => {
    const page = await withArticle();
    const item = await actions(page, 1);
    await item.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByText("Quotation copied.").waitFor();
    assert.equal(await clipboard(page), "“Nobody has told the drivers anything,” … “They read it in the paper.” — Tomas Okafor");
    await article(page).locator(".q").first().focus();
    await page.keyboard.press("c");
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("Ada Quist, Mayor"));
  });

  test("has a link once the article's address is known, which is asked for", async () => {
    const page = await withArticle();
    const item = await actions(page, 2);
    await item.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("A link needs the article’s address first.").waitFor();
    await page.keyboard.type(ADDRESS);
    await page.keyboard.press("Escape");
    await item.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Link copied.").waitFor();
    assert.equal(await clipboard(page), `${ADDRESS}#:~:text=It%20will%20be%20a%20long%20winter`);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  });
});

describe("correcting", () => {
  /** Opens the dialog for the quotation at `index`, by key. */
  async function correct(page, index) {
    await quotations(page).nth(index).getByRole("button").first().focus();
    await page.keyboard.press("e");
    await dialog(page, "Correct this quotation").waitFor();
    return dialog(page, "Correct this quotation");
  }

  test("gives a quotation to somebody else, in the list, the article and what is exported", async () => {
    const page = await withArticle();
    await page.evaluate(() => {
      globalThis.heard = [];
      document.addEventListener("whosaid-correct", ({ detail }) => heard.push(detail.correction.do));
    });
    const box = await correct(page, 2);
    await box.getByLabel("Who said it").selectOption({ label: "Somebody else…" });
    await box.getByLabel("Name").fill("Ruth Pell");
    await page.keyboard.press("Enter");
    await expectText(quotations(page).nth(2), /Ruth Pell/);
    await expectCount(speakers(page), 3);
    await expectCount(article(page).getByLabel("Ruth Pell, direct quotation"), 1);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.quotation), "2", "the focus stays with the quotation");
    await press(page, "Undo");
    await expectText(quotations(page).nth(2), /Ada Quist/);
    await press(page, "Redo");
    await expectText(quotations(page).nth(2), /Ruth Pell/);
    assert.deepEqual(await page.evaluate(() => heard), ["speaker", "speaker", "speaker"]);
    assert.deepEqual(page.troubles, []);
  });

  test("merges speakers, moves an end, and takes a quotation out", async () => {
    const page = await withArticle();
    let box = await correct(page, 1);
    await box.getByLabel("Is the same as").selectOption({ label: "Ada Quist" });
    await box.getByRole("button", { name: "Save" }).click();
    await expectCount(speakers(page), 1);
    await expectText(speakers(page).first(), /Ada Quist.*3 quotations/);
    box = await correct(page, 2);
    await box.getByRole("button", { name: "One word less" }).click();
    await box.getByRole("button", { name: "One word less" }).click();
    await box.getByRole("button", { name: "One word more" }).click();
    await box.getByRole("button", { name: "Save" }).click();
    await expectText(article(page).locator(".q").last(), "“It will be a long");
    const item = await actions(page, 0);
    await item.getByRole("button", { name: "Correct…" }).click();
    await dialog(page, "Correct this quotation").getByRole("button", { name: "Not a quotation" }).click();
    await expectCount(quotations(page), 2);
    assert.deepEqual(page.troubles, []);
  });

  test("outlives typing into the article, and goes with another article", async () => {
    const page = await withArticle();
    const box = await correct(page, 2);
    await box.getByLabel("Who said it").selectOption({ label: "Tomas Okafor" });
    await box.getByRole("button", { name: "Save" }).click();
    await page.getByRole("textbox", { name: "Article text" }).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("Late: ");
    await expectText(article(page), /^Late: Snow/);
    await expectText(quotations(page).nth(2), /Tomas Okafor/);
    await paste(page, "“Nothing is the same here,” said Ines Varga on the first day of the year.");
    await expectCount(quotations(page), 1);
    await expectCount(page.getByRole("button", { name: "Undo" }), 0);
  });

  test("is saved and replayed, and a file that is something else is refused in words", async () => {
    const page = await withArticle();
    let box = await correct(page, 0);
    await box.getByLabel("Who said it").selectOption({ label: "Nobody is known" });
    await box.getByRole("button", { name: "Save" }).click();
    await expectText(quotations(page).first(), /Unattributed/);
    await press(page, "Export…");
    const file = await saved(page, "Download corrections");
    assert.match(file.name, /\.corrections\.json$/);

    const other = await withArticle();
    await press(other, "Export…");
    const replay = async (content) => {
      const [chooser] = await Promise.all([other.waitForEvent("filechooser"), press(other, "Replay corrections…")]);
      await chooser.setFiles({ name: "c.json", mimeType: "application/json", buffer: Buffer.from(content) });
    };
    await replay('{"quotations": []}');
    await other.getByText("This is not a file of corrections from whosaid.").waitFor();
    await replay(file.content);
    await other.getByText("1 correction replayed.").waitFor();
    await other.keyboard.press("Escape");
    await expectText(quotations(other).first(), /Unattributed/);
    assert.deepEqual(other.troubles, []);
  });
});

describe("no rule of axe-core is broken", () => {
  for (const [colorScheme, viewport] of [["light", { width: 360, height: 700 }], ["dark", { width: 1280, height: 900 }]]) {
    test(`in ${colorScheme}`, async () => {
      const page = await withArticle({ colorScheme, viewport });
      const item = await actions(page, 0);
      assert.deepEqual(await violations(page, { landmarks: true }), [], "actions unfolded");
      await item.getByRole("button", { name: "Correct…" }).click();
      assert.deepEqual(await violations(page, { landmarks: true }), [], "correcting");
      await page.keyboard.press("Escape");
      await press(page, "Export…");
      await dialog(page, "Export").getByRole("button", { name: "Copy", exact: true }).click();
      await page.getByText("Copied.").waitFor();
      assert.deepEqual(await violations(page, { landmarks: true }), [], "exporting");
    });
  }
});

test("on paper speakers are told apart without colour", async () => {
  const page = await withArticle();
  await page.emulateMedia({ media: "print" });
  const looks = await article(page).locator(".q").evaluateAll((marks) =>
    marks.map((mark) => {
      const said = getComputedStyle(mark.querySelector(".said") ?? mark);
      const chip = mark.querySelector(".initials");
      return {
        background: getComputedStyle(mark).backgroundColor,
        line: said.textDecorationStyle,
        color: said.textDecorationColor,
        chip: chip && getComputedStyle(chip, "::after").color,
      };
    }),
  );
  assert.equal(new Set(looks.map(({ line }) => line)).size, 2);
  looks.forEach(({ background, color, chip }) => {
    assert.deepEqual([background, color, chip ?? "rgb(0, 0, 0)"], ["rgba(0, 0, 0, 0)", "rgb(0, 0, 0)", "rgb(0, 0, 0)"]);
  });
  assert.equal(await page.getByRole("button", { name: "Export…" }).count(), 0);
});

describe("the bookmark", () => {
  /** The bookmark's code, as the page offers it. */
  async function bookmark() {
    const page = await open();
    await press(page, "Export…");
    await press(page, "Copy its address");
    const address = await clipboard(page);
    assert.equal(await page.getByRole("link", { name: "Who said?" }).getAttribute("href"), address);
    return decodeURIComponent(address.replace(/^javascript:/, ""));
  }

  /** Another site with an article. This one's files are as they are; a browser lets no invented site reach this machine. */
  const elsewhere = (policy = "") => async (page) => {
    await page.route("**/whosaid/**", async (route) => route.fulfill({ response: await route.fetch() }));
    await page.route("http://localhost:9/**", (route) =>
      route.fulfill({
        contentType: "text/html",
        headers: policy && { "content-security-policy": policy },
        body: `<!doctype html><meta charset="utf-8"><nav>Menu</nav><article>${ARTICLE.replace(/(.+)/g, "<p>$1</p>")}</article>`,
      }),
    );
  };

  test("marks an article elsewhere, and takes the marks away", async () => {
    const code = await bookmark();
    const page = await open("/pages/empty.html", { prepare: elsewhere() });
    await page.goto("http://localhost:9/story");
    await page.evaluate(code);
    await page.getByRole("button", { name: /Ada Quist/ }).waitFor();
    await page.evaluate(code);
    await expectCount(page.getByRole("button", { name: /Ada Quist/ }), 0);
  });

  test("says so where the page forbids it", async () => {
    const code = await bookmark();
    const page = await open("/pages/empty.html", { prepare: elsewhere("script-src 'self'") });
    await page.goto("http://localhost:9/story");
    const said = page.waitForEvent("dialog").then(async (alert) => {
      await alert.dismiss();
      return alert.message();
    });
    await page.evaluate(code);
    assert.match(await said, /does not let whosaid in/);
  });
});
