/** What `<who-said>` reads of an article, and what it leaves out. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { embed, marked, painted, textOf, OKAFOR, QUIST } from "./element-support.js";
import { eventually } from "./expect.js";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });

const read = async (html) => textOf(await embed(open, `<who-said>${html}</who-said>`));

describe("quotations in the page's own markup", () => {
  test("run through emphasis, links and the marks of notes", async () => {
    const page = await embed(
      open,
      `<who-said><p>“We <em>have</em> to be <a href="#x">rea<b>dy</b></a><sup><a href="#note-1">1</a></sup>
        now,” said <span>Mayor</span> Ada Quist.</p><p id="note-1">A note.</p></who-said>`,
    );
    assert.match(await textOf(page), /^“We have to be ready now,” said Mayor Ada Quist\./);
    assert.deepEqual((await painted(page)).map((words) => words.replace(/\s+/g, " ")), ["“We ", "have", " to be ", "rea", "dy", " now,”"]);
  });

  test("run over paragraphs and items of lists", async () => {
    const page = await embed(
      open,
      `<who-said><p>Mayor Ada Quist said: “The pass is closed.</p><p>“It will be closed for weeks.</p>
        <div><div>“We have to be ready.”</div></div></who-said>`,
    );
    assert.deepEqual(await painted(page), ["“The pass is closed.", "“It will be closed for weeks.", "“We have to be ready.”"]);
    const speakers = await page.evaluate(() => document.querySelector("who-said").analysis.quotations.map(({ speaker }) => speaker));
    assert.deepEqual([...new Set(speakers)], [0]);
  });

  test("have the marks that the browser draws around <q>, nested ones too", async () => {
    const page = await embed(open, `<who-said><p><q>He told me <q>never</q> and left,</q> said Ada Quist.</p></who-said>`);
    assert.equal(await textOf(page), "“He told me ‘never’ and left,” said Ada Quist.");
    // The inner one is a quotation of its own.
    assert.deepEqual([...new Set(await painted(page))], ["He told me ", "never", " and left,"]);
    assert.equal(await read(`<style>q::before, q::after { content: none }</style><p><q>“Never,”</q> she said.</p>`), "“Never,” she said.");
  });
});

describe("what is not article", () => {
  test("is left out", async () => {
    const text = await read(`
      <nav>“Nav,” said A.</nav><aside>“Aside,” said B.</aside><pre>“Pre,” said C.</pre>
      <script type="text/plain">“Script,” said D.</script><style>/* “Style,” said E. */</style><template>“Template,” said F.</template>
      <figure><svg><text>“Svg,” said G.</text></svg><figcaption>“Caption,” said H.</figcaption></figure>
      <p hidden>“Hidden,” said I.</p><p aria-hidden="true">“Aria,” said J.</p><p style="display: none">“None,” said K.</p>
      <p style="visibility: hidden">“Invisible,” said L.</p><p hidden="until-found">“Until found,” said M.</p>
      <span style="position: absolute; clip-path: inset(50%)">“Clipped,” said N.</span>
      <details><summary>More</summary>“Closed,” said O.</details>
      <form><label>“Label,” said P. <input value="“Input,” said Q."></label><textarea>“Area,” said R.</textarea>
        <select><option>“Option,” said S.</select><button>“Button,” said T.</button></form>
      <p>${QUIST}</p>`);
    assert.equal(text, `More\n\n${QUIST}`);
  });

  test("may be chosen by the author", async () => {
    const page = await embed(open, `<who-said skip=".ad, code"><p class="ad">${OKAFOR}</p><pre>${QUIST}</pre></who-said>`);
    assert.equal(await textOf(page), QUIST);
    await page.evaluate(() => (document.querySelector("who-said").skip = ""));
    await eventually(() => textOf(page), (text) => assert.equal(text, `${OKAFOR}\n\n${QUIST}`));
  });

  test("a caption below a block of quotation is read: it names the speaker", async () => {
    const caption = "<figcaption>— Ada Quist</figcaption>";
    assert.match(await read(`<figure><blockquote>“We wait.”</blockquote>${caption}</figure>`), /— Ada Quist/);
  });

  test("shows up once it is to be seen", async () => {
    const page = await embed(open, `<who-said><details><summary>More</summary><p>${QUIST}</p></details><p class="x" hidden>${OKAFOR}</p></who-said>`);
    assert.equal(await textOf(page), "More");
    await page.getByText("More").click();
    await eventually(() => textOf(page), (text) => assert.equal(text, `More\n\n${QUIST}`));
    await page.evaluate(() => (document.querySelector(".x").hidden = false));
    await eventually(() => painted(page), (words) => assert.equal(words.length, 2));
  });
});

describe("in the shadow root of another component", () => {
  const component = (page) =>
    page.evaluate(async () => {
      customElements.define("news-story", class extends HTMLElement {
        constructor() {
          super();
          this.attachShadow({ mode: "open" }).innerHTML = `<who-said><h2>A story</h2><slot></slot></who-said>`;
        }
      });
    });
  const inner = (page, property) => page.evaluate((name) => document.querySelector("news-story").shadowRoot.querySelector("who-said")[name], property);

  test("what is slotted is read, marked where it stands, and followed", async () => {
    const page = await embed(open, `<news-story><p>${QUIST}</p></news-story>`);
    await component(page);
    await eventually(() => painted(page), (words) => assert.deepEqual(words, ["“We have to be ready,”"]));
    assert.equal(await inner(page, "text"), `A story\n\n${QUIST}`);
    // The looks are where the words are.
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 1);
    await page.evaluate((words) => document.querySelector("news-story").insertAdjacentHTML("beforeend", `<p>${words}</p>`), OKAFOR);
    await eventually(() => painted(page), (words) => assert.equal(words.length, 2));
    await page.evaluate(() => (document.querySelector("news-story p").firstChild.data = "“We wait,” said Ada Quist."));
    await eventually(() => painted(page), (words) => assert.equal(words[0], "“We wait,”"));
    await page.getByText("“We wait,”").hover({ position: { x: 20, y: 8 } });
    await page.getByRole("status").filter({ hasText: "Ada Quist" }).waitFor();
    await page.evaluate(() => document.querySelector("news-story").remove());
    assert.deepEqual(await page.evaluate(() => [CSS.highlights.size, document.adoptedStyleSheets.length]), [0, 0]);
  });
});

describe("a heading for the legend", () => {
  test("shows with it and is not read", async () => {
    const page = await embed(open, `<who-said><h3 slot="heading">Voices</h3><p>${QUIST}</p></who-said>`);
    assert.equal(await textOf(page), QUIST);
    await page.getByRole("heading", { name: "Voices" }).waitFor();
    await page.evaluate(() => (document.querySelector("who-said").hiddenLegend = true));
    await page.getByRole("heading", { name: "Voices" }).waitFor({ state: "hidden" });
    await marked(page);
  });
});
