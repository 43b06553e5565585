/** Reading with lenses: chosen speakers, numbers, reporting words, quotations only, terms, doubt, the card. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./axe.js";
import { eventually, expectCount, expectText } from "./expect.js";
import { ARTICLE, article, paste, quotations, setUp, speakers, textbox } from "./support.js";

const { open } = setUp({ before, after });

const REPORTS = [
  "The council met on Monday.",
  "“We knew of the crack,” Ada Quist admitted. “It was small.”",
  "“There was no crack,” Tomas Okafor denied.",
  "“The tower will fall,” warned Ruth Pell. The so-called “winter road” was shut.",
  "“It will not,” Okafor said.",
  "",
].join("\n\n");

const button = (page, name) => page.getByRole("button", { name });
const focused = (page) => page.evaluate(() => document.activeElement.textContent);
const isDim = (words) => words.evaluate((node) => node.closest(".q").classList.contains("dim"));

async function reports(page) {
  await paste(page, REPORTS);
  await expectCount(speakers(page), 3);
}

describe("chosen speakers", () => {
  test("dim everything else, several at a time, and Show all brings it back", async () => {
    const page = await open();
    await reports(page);
    await speakers(page).filter({ hasText: "Ada Quist" }).getByRole("button").click();
    await speakers(page).filter({ hasText: "Ruth Pell" }).getByRole("button").click();
    await page.getByText("Ada Quist, Ruth Pell: 2 quotations").waitFor();
    assert.equal(await isDim(article(page).getByText("“The tower will fall,”")), false);
    assert.equal(await isDim(article(page).getByText("“We knew of the crack,”")), false);
    assert.equal(await isDim(article(page).getByText("“It will not,”")), true);
    await button(page, "Show all").focus();
    await page.keyboard.press("Enter");
    assert.equal(await isDim(article(page).getByText("“It will not,”")), false);
    assert.equal(await speakers(page).locator("[aria-pressed='true']").count(), 0);
    assert.match(await focused(page), /Ada Quist/);
  });

  test("are all that j, k and the buttons go to", async () => {
    const page = await open();
    await reports(page);
    await speakers(page).filter({ hasText: "Tomas Okafor" }).getByRole("button").click();
    await button(page, "Next").click();
    assert.match(await focused(page), /There was no crack/);
    await page.keyboard.press("j");
    assert.match(await focused(page), /It will not/);
    await page.keyboard.press("k");
    assert.match(await focused(page), /There was no crack/);
    await button(page, "Next").click();
    assert.match(await focused(page), /It will not/);
  });
});

describe("what nobody is named for", () => {
  const unattributed = (page) => button(page, /^Unattributed \d+ quotation/);

  test("is a choice beside the speakers, and j keeps to it", async () => {
    const page = await open();
    await reports(page);
    await unattributed(page).waitFor({ state: "hidden" });
    // Two quotations lose their speakers.
    for (const words of [/There was no crack/, /It will not/]) {
      await article(page).getByRole("group").filter({ hasText: words }).focus();
      await page.keyboard.press("e");
      await page.getByLabel("Who said it").selectOption("Nobody is known");
      await button(page, "Save").click();
    }
    await expectText(unattributed(page), /Unattributed 2 quotations/);
    assert.equal(await speakers(page).filter({ hasText: "Unattributed" }).count(), 0, "it is no speaker");
    await unattributed(page).focus();
    await page.keyboard.press("Enter");
    assert.equal(await unattributed(page).getAttribute("aria-pressed"), "true");
    await page.getByText("Unattributed: 2 quotations", { exact: true }).waitFor();
    assert.equal(await isDim(article(page).getByText("“There was no crack,”")), false);
    assert.equal(await isDim(article(page).getByText("“The tower will fall,”")), true);
    await button(page, "Previous").click();
    assert.match(await focused(page), /There was no crack/);
    await page.keyboard.press("j");
    assert.match(await focused(page), /It will not/);
    await speakers(page).filter({ hasText: "Ruth Pell" }).getByRole("button").click();
    await page.getByText("Ruth Pell, Unattributed: 3 quotations").waitFor();
    await button(page, "Show all").click();
    assert.equal(await unattributed(page).getAttribute("aria-pressed"), "false");
    assert.equal(await isDim(article(page).getByText("“The tower will fall,”")), false);
  });

  test("is let go of with the last such quotation", async () => {
    const page = await open();
    await reports(page);
    await article(page).getByRole("group").filter({ hasText: "The tower will fall" }).focus();
    await page.keyboard.press("e");
    await page.getByLabel("Who said it").selectOption("Nobody is known");
    await button(page, "Save").click();
    await unattributed(page).click();
    await button(page, "Undo").click();
    await unattributed(page).waitFor({ state: "hidden" });
    await button(page, "Show all").waitFor({ state: "hidden" });
    assert.equal(await isDim(article(page).getByText("“There was no crack,”")), false);
  });
});

describe("a long list of speakers", () => {
  const names = ["Ada Quist", "Ruth Pell", "Tomas Okafor", "Ines Varga", "Karl Brandt", "Mona Sand", "Peter Hale", "Lena Frost", "Oscar Wick", "Vera Lund", "Ivo Marsh", "Nora Tell"];
  const MANY = names.map((name, at) => `“We said so${" and so".repeat(at)},” said ${name}.`).join("\n\n");
  const list = (page) => page.getByRole("list", { name: "Speakers" });

  for (const viewport of [{ width: 360, height: 740 }, { width: 1600, height: 900 }]) {
    test(`is folded at ${viewport.width} px, by share, with every speaker in it`, async () => {
      const page = await open("/", { viewport });
      await paste(page, MANY);
      await expectCount(speakers(page), names.length);
      const all = button(page, "Show all 12 speakers");
      await all.waitFor();
      assert.equal(await all.getAttribute("aria-expanded"), "false");
      assert.equal(await all.evaluate((button) => document.getElementById(button.getAttribute("aria-controls")).getAttribute("aria-label")), "Speakers");
      assert.match(await speakers(page).first().textContent(), /Nora Tell/);
      assert.deepEqual(await violations(page, { landmarks: true }), []);
      const height = await list(page).evaluate((list) => list.clientHeight);
      assert.ok(height < 180, `${height} px`);
      // The keyboard reaches the last, and it comes into sight.
      const last = speakers(page).last().getByRole("button");
      await speakers(page).nth(10).getByRole("button").focus();
      await page.keyboard.press("Tab");
      assert.ok(await last.evaluate((button) => button === document.activeElement));
      assert.ok(await last.evaluate((button) => button.getBoundingClientRect().bottom <= button.closest("ul").getBoundingClientRect().bottom + 1));
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      const fewer = button(page, "Show fewer speakers");
      assert.equal(await fewer.getAttribute("aria-expanded"), "true");
      assert.ok(await list(page).evaluate((list) => list.scrollHeight <= list.clientHeight + 1));
      assert.deepEqual(await violations(page, { landmarks: true }), []);
      await page.keyboard.press("Space");
      await all.waitFor();
      await expectCount(speakers(page), names.length);
    });
  }

  test("has no such button where all of it fits", async () => {
    const page = await open("/", { viewport: { width: 1600, height: 900 } });
    await paste(page, MANY.split("\n\n").slice(0, 8).join("\n\n"));
    await expectCount(speakers(page), 8);
    await page.waitForTimeout(300);
    await expectCount(button(page, /speakers$/), 0);
    await page.setViewportSize({ width: 360, height: 740 });
    await button(page, "Show all 8 speakers").waitFor();
  });
});

describe("voices in numbers", () => {
  test("tell quotations, quoted words and their share, and lead to the first", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await expectCount(speakers(page), 2);
    await page.getByRole("img", { name: "Shares of the quoted words: Ada Quist 56 %, Tomas Okafor 44 %" }).waitFor();
    const opener = button(page, "Voices");
    await opener.focus();
    await page.keyboard.press("Enter");
    assert.equal(await opener.getAttribute("aria-expanded"), "true");
    const table = page.getByRole("region", { name: "Voices in numbers" }).getByRole("table");
    const row = table.getByRole("row").nth(1);
    assert.equal(await row.getByRole("rowheader", { name: "Ada Quist" }).count(), 1);
    const cells = await row.getByRole("cell").allTextContents();
    assert.deepEqual(cells.slice(0, 3), ["2", "15", "56 %"]);
    await row.getByRole("button", { name: /first quotation, Ada Quist/ }).click();
    await expectText(article(page).locator(":focus"), "“We have to be ready before the first snow,”");
  });

  test("follow the text once typing pauses, and when they are opened", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await expectCount(speakers(page), 2);
    const rows = page.getByRole("region", { name: "Voices in numbers" }).getByRole("rowheader");
    const opener = button(page, "Voices");
    await opener.click();
    await expectCount(rows, 2);
    await textbox(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("“It is cold,” said Ruth Pell.");
    await expectCount(rows, 3);
    await opener.click();
    await paste(page, "“It is cold,” said Ines Varga.");
    await expectCount(speakers(page), 1);
    await opener.click();
    await expectCount(rows, 1);
    await expectText(rows, /Ines Varga/);
  });

  test("count as the module counts", async () => {
    const { sharesOf } = await import("../../www/app/shares.js");
    const text = "“My captain said, ‘Row on,’” and that it was “a tax” on us";
    const span = (words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
    const quotation = (kind, words, speaker, parent = null) => ({ kind, content: [span(words)], speaker, parent });
    const analysis = {
      speakers: [{}, {}],
      quotations: [
        quotation("direct", "“My captain said, ‘Row on,’”", 0),
        quotation("direct", "‘Row on,’", 1, 0),
        quotation("mixed", "that it was “a tax” on us", 0),
        quotation("indirect", "that it was", null),
        quotation("term", "“a tax”", null),
      ],
    };
    assert.deepEqual(
      sharesOf(analysis, text).map(({ speaker, quotations, words }) => [speaker, quotations, words]),
      [[0, [0, 2], 5], [1, [1], 2], [null, [3], 0]],
    );
  });
});

describe("reporting words", () => {
  test("are grouped by what they suggest, and one lights its quotations", async () => {
    const page = await open();
    await reports(page);
    await button(page, "Reporting words").click();
    const group = page.getByRole("group", { name: "Reporting words" });
    await group.getByRole("button", { name: /^Admit 1 suggests that it is true admit$/ }).waitFor();
    const deny = group.getByRole("button", { name: /^Deny 1/ });
    await deny.click();
    assert.equal(await deny.getAttribute("aria-pressed"), "true");
    assert.equal(await isDim(article(page).getByText("“There was no crack,”")), false);
    assert.equal(await isDim(article(page).getByText("“The tower will fall,”")), true);
    await page.getByText("Deny: 1 quotation").waitFor();
    assert.deepEqual(await lightOn(page, "whosaid-lens"), ["denied"]);
    await deny.click();
    assert.equal(await isDim(article(page).getByText("“The tower will fall,”")), false);
  });

  test("are known in their forms", async () => {
    const { reportOf } = await import("../../www/app/verbs.js");
    for (const [words, group, lemma] of [
      ["said", "say", "say"], ["according to", "say", "according to"], ["pointed out", "say", "point out"],
      ["has denied", "deny", "deny"], ["arguing", "claim", "argue"], ["admitted", "concede", "admit"],
      ["called for", "urge", "call for"], ["said … warning", "warn", "warn"], ["praises", "praise", "praise"],
      ["", "none", ""], ["lit", "none", ""],
    ]) {
      assert.deepEqual(reportOf(words), { group, lemma }, words);
    }
  });
});

const lightOn = (page, name) =>
  page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map(({ startContainer, startOffset, endOffset }) =>
    startContainer.data.slice(startOffset, endOffset)), name);

test("Quotations only shows the quotations under their speakers, and j still goes to the next", async () => {
  const page = await open();
  await reports(page);
  const only = page.getByRole("switch", { name: "Quotations only" });
  await only.focus();
  await page.keyboard.press("Space");
  await article(page).getByText("The council met on Monday.").waitFor({ state: "hidden" });
  const shown = await article(page).evaluate((region) => region.innerText);
  assert.doesNotMatch(shown, /admitted|denied|warned/);
  assert.match(shown, /“We knew of the crack,”/);
  await article(page).getByRole("group", { name: /^Ada Quist/ }).focus();
  await page.keyboard.press("j");
  assert.match(await focused(page), /There was no crack/);
  await speakers(page).filter({ hasText: "Ruth Pell" }).getByRole("button").click();
  await article(page).getByText("“It will not,”").waitFor({ state: "hidden" });
  await only.click();
  await article(page).getByText("The council met on Monday.").waitFor();
});

test("terms are marked only when they are asked for, and say that nobody says them", async () => {
  const page = await open();
  await reports(page);
  const term = article(page).getByRole("group", { name: "words in quotation marks" });
  await expectCount(term, 0);
  await page.getByRole("switch", { name: "Show terms" }).click();
  await expectCount(term, 1);
  await expectText(term, "“winter road”");
  await term.focus();
  await expectText(page.getByRole("tooltip"), /Nobody’s words.*does not report/);
  await expectCount(quotations(page), 4);
  await page.getByRole("switch", { name: "Show terms" }).click();
  await expectCount(term, 0);
});

describe("the card", () => {
  test("says who, as what, the kind, the cue, how sure and why, and lights what attributes the words", async () => {
    const page = await open();
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await article(page).getByRole("group", { name: "Ada Quist" }).first().focus();
    await expectText(page.getByRole("tooltip"), /Ada Quist.*Mayor.*direct quotation · sure.*Reported with “said”.*The text says so: “said Mayor Ada Quist”/);
    assert.deepEqual(await lightOn(page, "whosaid-cue"), ["said"]);
    assert.deepEqual(await lightOn(page, "whosaid-source"), ["Mayor Ada Quist"]);
    await page.keyboard.press("Escape");
    await eventually(() => lightOn(page, "whosaid-cue"), (words) => assert.deepEqual(words, []));
  });

  test("opens by a tap, and closes by a tap elsewhere", async () => {
    const page = await open("/", { viewport: { width: 360, height: 740 }, hasTouch: true });
    await paste(page, ARTICLE);
    await expectCount(quotations(page), 3);
    await article(page).getByText("Nobody has told").tap();
    await expectText(page.getByRole("tooltip"), /Tomas Okafor/);
    await article(page).getByText("Snow closes").tap();
    await page.getByRole("tooltip").waitFor({ state: "hidden" });
  });

  test("names the other candidates where the analysis has them", async () => {
    const { othersInWords } = await import("../../www/whosaid/words.js");
    const text = "Quist, Okafor and the pilot";
    const analysis = { speakers: [{ name: "Ada Quist" }, { name: "Tomas Okafor" }] };
    const span = (start, end) => ({ start, end });
    const candidates = [
      { source: span(7, 13), speaker: 1, confidence: 0.1 },
      { source: span(0, 5), speaker: 0, confidence: 0.08 },
      { source: span(18, 27), speaker: null, confidence: 0.05 },
      { source: span(7, 13), speaker: 1, confidence: 0.02 },
      { source: span(18, 27), speaker: null, confidence: 0.001 },
    ];
    assert.deepEqual(othersInWords({ speaker: 0, candidates }, analysis, text), ["Tomas Okafor (12 %)", "the pilot (5 %)"]);
    assert.deepEqual(othersInWords({ speaker: null, candidates }, analysis, text).length, 3);
    assert.deepEqual(othersInWords({ speaker: 0 }, analysis, text), []);
    assert.deepEqual(othersInWords({ speaker: 0, candidates: [] }, analysis, text), []);
  });

  test("shows them", async () => {
    const page = await open();
    const words = await page.evaluate(async () => {
      const { fillCard } = await import("./whosaid/card.js");
      const card = document.createElement("div");
      const quotation = {
        kind: "direct", content: [{ start: 0, end: 4 }], cue: [], source: [], speaker: 0, confidence: 0.6, why: "nearby",
        candidates: [{ source: { start: 0, end: 4 }, speaker: 1, confidence: 0.12 }],
      };
      fillCard(card, { quotation, text: "“Go”", analysis: { speakers: [{ name: "Ada Quist" }, { name: "Tomas Okafor" }] } });
      return card.textContent;
    });
    assert.match(words, /Or perhaps: Tomas Okafor \(12 %\)$/);
  });
});

test("sure, likely, a guess and unattributed look different, without colour, and a legend says how", async () => {
  const page = await open();
  await button(page, "Legend").click();
  await page.getByText("A guess: no background, and a question mark after the initials.").waitFor();
  const looks = await page.locator(".legend .initials").evaluateAll((chips) =>
    chips.map((chip) => {
      const { borderStyle, backgroundColor } = getComputedStyle(chip, "::after");
      const { textDecorationStyle } = getComputedStyle(chip.parentElement.querySelector(".said"));
      return [chip.dataset.chip, borderStyle, backgroundColor === "rgba(0, 0, 0, 0)" ? "empty" : "filled", textDecorationStyle].join(" ");
    }),
  );
  assert.deepEqual(looks, [
    "AB solid filled solid", "AB solid empty solid", "AB dashed empty solid", "AB? dashed empty solid", "? solid empty wavy",
  ]);
});

test("in a heading no line covers the line under the words above it", async () => {
  const page = await open();
  await paste(page, "“Snow is coming and the road will close before the long week is out,” says the mayor of Harrow, Ada Quist, on a Monday\n\nThe pass closed.");
  await expectCount(quotations(page), 1);
  const [distance, ground] = await article(page).locator(".headline .q").first().evaluate((words) => {
    const rects = [...words.querySelector(".said").getClientRects()];
    return [rects[1].top - rects[0].top, rects[0].height];
  });
  assert.ok(ground <= distance + 1, `${ground} px of ground, ${distance} px from line to line`);
});
