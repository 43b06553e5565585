/** What a reader puts right from the card of `<who-said>`: by mouse, finger and keyboard. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { embed, OKAFOR, QUIST } from "./element-support.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { setUp } from "./support.js";

const { open } = setUp({ before, after });

const HTML = `<meta name="viewport" content="width=device-width"><who-said><p>${QUIST}</p><p>${OKAFOR}</p></who-said><p><a href="#on">On</a></p>`;

const card = (page) => page.locator("who-said").getByRole("status");
const form = (page) => page.getByRole("dialog", { name: "Correct this quotation" });
const button = (page, name) => page.getByRole("button", { name, exact: true });
const names = (page) => page.getByRole("list", { name: "Speakers" }).getByRole("listitem").allTextContents();
const expectNames = (page, wanted) => eventually(() => names(page), (found) => assert.deepEqual(found, wanted));

/** The name of what has the focus. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
    return element.ariaLabel ?? (element.labels?.[0]?.firstChild ?? element).textContent;
  });

/** Collects what the element tells of corrections. */
const listen = (page) =>
  page.evaluate(() => {
    globalThis.heard = [];
    addEventListener("whosaid-correct", ({ detail }) => heard.push([detail.correction.do, detail.correction.speaker, detail.corrections.length]));
  });

test("by keyboard: another speaker, a new name, nobody, and back, with the focus always somewhere", async () => {
  const page = await embed(open, HTML);
  await listen(page);
  await button(page, "Next quotation").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Correct…");
  await page.keyboard.press("Enter");
  await form(page).waitFor();
  assert.equal(await focused(page), "Who said it");
  assert.deepEqual(await form(page).getByRole("option").allTextContents(), ["Ada Quist", "Tomas Okafor", "Somebody else…", "Nobody is known"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Save");
  await page.keyboard.press("Enter");
  await expectText(card(page), /^Tomas Okafor.*A reader put it so\.Quotation 1 of 2/);
  assert.equal(await focused(page), "Correct…");
  await expectNames(page, ["Tomas Okafor 2"]);

  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Name");
  // Nothing is saved without a name.
  await page.keyboard.press("Enter");
  assert.ok(await form(page).isVisible());
  await page.keyboard.type("Ruth Pell");
  await page.keyboard.press("Enter");
  await expectNames(page, ["Ruth Pell 1", "Tomas Okafor 1"]);

  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expectText(card(page), /^Unattributed/);

  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Undo correction");
  await page.keyboard.press("Enter");
  await expectText(card(page), /^Ruth Pell/);
  for (let left = 2; left > 0; left--) {
    assert.equal(await focused(page), "Correct…");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
  }
  await expectNames(page, ["Ada Quist 1", "Tomas Okafor 1"]);
  await expectCount(button(page, "Undo correction"), 0);
  assert.deepEqual(await page.evaluate(() => heard), [
    ["speaker", "Tomas Okafor", 1], ["speaker", "Ruth Pell", 2], ["speaker", null, 3],
    ["speaker", null, 2], ["speaker", "Ruth Pell", 1], ["speaker", "Tomas Okafor", 0],
  ]);
  // Out of the card the way leads on through the page.
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "On");
  await card(page).waitFor({ state: "hidden" });
});

test("Escape leaves the form, then the card, and the focus goes back each time", async () => {
  const page = await embed(open, HTML);
  await listen(page);
  await button(page, "Tomas Okafor 1").focus();
  await page.keyboard.press("Enter");
  for (const step of ["Previous quotation", "Next quotation", "Correct…"]) {
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), step);
  }
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  await form(page).waitFor({ state: "hidden" });
  await eventually(() => focused(page), (name) => assert.equal(name, "Correct…"));
  await expectText(card(page), /^Tomas Okafor/);
  await page.keyboard.press("Escape");
  await card(page).waitFor({ state: "hidden" });
  assert.equal(await focused(page), "Next quotation");
  assert.deepEqual(await page.evaluate(() => heard), []);
});

test("by mouse: what is no quotation goes, and comes back", async () => {
  const page = await embed(open, HTML);
  await page.getByText(QUIST).hover({ position: { x: 40, y: 8 } });
  await button(page, "Correct…").click();
  await expectText(form(page), /“We have to be ready,”/);
  await form(page).getByRole("button", { name: "Not a quotation" }).click();
  await expectNames(page, ["Tomas Okafor 1"]);
  await eventually(() => focused(page), (name) => assert.equal(name, "Undo correction"));
  await button(page, "Undo correction").click();
  await expectNames(page, ["Ada Quist 1", "Tomas Okafor 1"]);
  await expectText(card(page), /^Ada Quist/);
  // What is left as it is is no correction.
  await listen(page);
  await button(page, "Correct…").click();
  await form(page).getByRole("button", { name: "Save" }).click();
  await form(page).waitFor({ state: "hidden" });
  await button(page, "Correct…").click();
  await form(page).getByRole("button", { name: "Cancel" }).click();
  await form(page).waitFor({ state: "hidden" });
  assert.deepEqual(await page.evaluate(() => heard), []);
});

test("by touch: everything is large enough and on the screen", async () => {
  const page = await embed(open, HTML, { hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } });
  await page.getByText(OKAFOR).tap({ position: { x: 60, y: 8 } });
  await button(page, "Correct…").tap();
  await form(page).getByLabel("Who said it").selectOption({ label: "Somebody else…" });
  const inside = [...(await form(page).getByRole("button").all()), form(page).getByLabel("Who said it"), form(page).getByLabel("Name")];
  for (const control of inside) {
    const { x, width, height } = await control.boundingBox();
    assert.ok(x >= 0 && x + width <= 360 && Math.round(width) >= 44 && Math.round(height) >= 44, `${x} ${width} × ${height}`);
  }
  await form(page).getByLabel("Name").fill("Ruth Pell");
  await form(page).getByRole("button", { name: "Save" }).tap();
  await expectText(card(page), /^Ruth Pell/);
  await button(page, "Undo correction").last().tap();
  await expectText(card(page), /^Tomas Okafor/);
});

test("what is typed into the form reaches no key of the page", async () => {
  const page = await embed(open, HTML);
  await page.evaluate(() => {
    globalThis.pressed = [];
    addEventListener("keydown", ({ key }) => pressed.push(key));
  });
  await button(page, "Ada Quist 1").click();
  await button(page, "Correct…").click();
  await form(page).getByLabel("Who said it").selectOption({ label: "Somebody else…" });
  await form(page).getByLabel("Name").focus();
  await page.keyboard.type("jk");
  assert.equal(await form(page).getByLabel("Name").inputValue(), "jk");
  assert.deepEqual(await page.evaluate(() => pressed), []);
});

describe("the page decides", () => {
  test("with `readonly` nothing is offered, and scripts correct all the same", async () => {
    const page = await embed(open, HTML.replace("<who-said>", "<who-said readonly>"));
    await button(page, "Ada Quist 1").click();
    await expectText(card(page), /^Ada Quist/);
    await expectCount(button(page, "Correct…"), 0);
    const correct = () =>
      page.evaluate(async () => {
        const { anchorOf } = await import("/whosaid/corrections.js");
        const element = document.querySelector("who-said");
        element.correct({ do: "speaker", at: anchorOf(element.text, element.analysis, 0), speaker: "Ruth Pell" });
      });
    await correct();
    await expectNames(page, ["Ruth Pell 1", "Tomas Okafor 1"]);
    await expectCount(button(page, "Undo correction"), 0);
    await page.evaluate(() => (document.querySelector("who-said").readOnly = false));
    await expectCount(button(page, "Undo correction"), 1);
  });

  test("what it has set itself cannot be taken back", async () => {
    const page = await embed(open, HTML);
    const undone = await page.evaluate(async () => {
      const { anchorOf } = await import("/whosaid/corrections.js");
      const element = document.querySelector("who-said");
      const { text, analysis } = element;
      element.corrections = [{ do: "speaker", at: anchorOf(text, analysis, 0), speaker: "Ruth Pell" }];
      element.correct({ do: "speaker", at: anchorOf(text, analysis, 1), speaker: "Ines Varga" });
      return [element.undo()?.speaker, element.undo(), element.corrections.length];
    });
    assert.deepEqual(undone, ["Ines Varga", null, 1]);
    await expectNames(page, ["Ruth Pell 1", "Tomas Okafor 1"]);
  });
});

test("an element that leaves while the form is open comes back without it", async () => {
  const page = await embed(open, HTML);
  await button(page, "Ada Quist 1").click();
  await button(page, "Correct…").click();
  await page.evaluate(() => {
    const element = document.querySelector("who-said");
    element.remove();
    document.body.append(element);
  });
  await expectNames(page, ["Ada Quist 1", "Tomas Okafor 1"]);
  await expectCount(form(page), 0);
  assert.deepEqual(page.troubles, []);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe-core finds nothing in ${colorScheme}: the card, the form, corrected`, async () => {
    const page = await embed(open, `<meta name="color-scheme" content="light dark"><title>A page</title><main><h1>Snow</h1><who-said><p>${QUIST}</p><p>${OKAFOR}</p></who-said></main>`, { colorScheme });
    await button(page, "Ada Quist 1").click();
    assert.deepEqual(await violations(page), [], "card");
    await button(page, "Correct…").click();
    await form(page).getByLabel("Who said it").selectOption({ label: "Somebody else…" });
    assert.deepEqual(await violations(page), [], "form");
    await form(page).getByLabel("Name").fill("Ruth Pell");
    await page.keyboard.press("Enter");
    await expectText(card(page), /^Ruth Pell/);
    assert.deepEqual(await violations(page), [], "corrected");
  });
}
