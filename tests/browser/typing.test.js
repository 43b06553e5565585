/** Typing into a long article: the page keeps up, and what an edit leaves alone stays where it is. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectCount, expectText, eventually } from "./expect.js";
import { ARTICLE, article, paste, quotations, setUp, speakers, textbox } from "./support.js";

const { open } = setUp({ before, after });

const LONG_BYTES = 50 * 1024;

/** A made-up article of 50 KB, with hundreds of quotations. */
function longArticle() {
  const first = ["Ada", "Ruth", "Tomas", "Ines", "Karl", "Mona", "Peter", "Lena", "Oscar", "Vera"];
  const last = ["Quist", "Pell", "Okafor", "Varga", "Brandt"];
  let text = "Snow closes the Harrow pass\n\n";
  for (let n = 0; text.length < LONG_BYTES; n++) {
    const name = `${first[n % 10]} ${last[n % 5]}`;
    text +=
      `“We have to be ready before snow number ${n} comes down,” said Mayor ${name}. The pass closed on Monday, and ` +
      `the road will stay shut until spring.\n\n“Nobody has told the drivers anything,” ${name} told the council. ` +
      "“They read it in the paper, all of them.”\n\n";
  }
  return text;
}

test("the caret stays where one types into 50 KB, and the longest task is told", async (t) => {
  const page = await open();
  const text = longArticle();
  await paste(page, text);
  await eventually(() => quotations(page).count(), (count) => assert.ok(count > 300));
  const caret = text.indexOf("The pass closed", LONG_BYTES / 2) + "The pass".length;
  await textbox(page).evaluate((box, at) => box.setSelectionRange(at, at), caret);
  await page.waitForTimeout(1000);

  const words = " on a hill, he said, “where it is cold,”";
  const longest = await longestTask(page, async () => {
    await page.keyboard.type(words, { delay: 60 });
    await expectText(article(page), /on a hill, he said, “where it is cold,”/);
  });
  // No bound: a busy machine takes longer.
  t.diagnostic(`the longest task takes ${longest} ms of the main thread`);
  assert.equal(await textbox(page).evaluate((box) => box.selectionStart), caret + words.length);
});

/** The time of the main thread, in ms, that the longest task takes while `act` is under way. */
async function longestTask(page, act) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ["toplevel"] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const renderers = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const main = new Set(renderers.map(({ pid, tid }) => `${pid} ${tid}`));
  // Not the clock's time: a thread that waits for its turn is not the page's doing.
  const tasks = traceEvents.filter(({ pid, tid, ph, tdur }) => ph === "X" && tdur && main.has(`${pid} ${tid}`));
  assert.ok(tasks.length > 0, "the trace holds tasks");
  return Math.max(...tasks.map(({ tdur }) => tdur / 1000));
}

test("only the paragraph that one types into is drawn again", async () => {
  const page = await open();
  await paste(page, ARTICLE);
  await expectCount(quotations(page), 3);
  await page.evaluate(() => {
    const nodes = document.querySelectorAll("[aria-label='Marked article'] > *, [aria-label='Quotations'] > *, [aria-label='Speakers'] > *");
    nodes.forEach((node) => (node.seenBefore = true));
  });
  const fresh = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("[aria-label='Marked article'] > *, [aria-label='Quotations'] > *, [aria-label='Speakers'] > *")]
        .filter((node) => !node.seenBefore)
        .map((node) => node.textContent.trim()),
    );
  const at = ARTICLE.indexOf("Monday");
  await textbox(page).evaluate((box, at) => box.setSelectionRange(at, at), at);
  await page.keyboard.type("a cold ");
  await expectText(article(page), /closed on a cold Monday/);
  const drawn = await fresh();
  assert.equal(drawn.length, 1, String(drawn));
  assert.match(drawn[0], /^“We have to be ready/);
});

test("a quotation that comes first leaves the others' nodes, and they keep their place in the order", async () => {
  const page = await open();
  await paste(page, ARTICLE);
  await expectCount(quotations(page), 3);
  await article(page).getByText("“It will be a long winter,”").evaluate((words) => (words.seenBefore = true));
  await textbox(page).evaluate((box) => box.setSelectionRange(0, 0));
  await page.keyboard.insertText("“Shut the gate,” said Ada Quist.\n\n");
  await expectCount(quotations(page), 4);
  const last = article(page).getByText("“It will be a long winter,”");
  await eventually(() => last.evaluate((words) => words.closest(".q").dataset.quotation), (index) => assert.equal(index, "3"));
  assert.ok(await last.evaluate((words) => words.seenBefore));
  await quotations(page).last().getByRole("button").click();
  await expectText(article(page).locator(":focus"), "“It will be a long winter,”");
});

test("a choice of speakers outlives an edit, and goes with the speaker", async () => {
  const page = await open();
  await paste(page, ARTICLE);
  await expectCount(speakers(page), 2);
  await speakers(page).nth(1).getByRole("button").click();
  await textbox(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Late. ");
  await expectText(article(page), /^Late\. Snow/);
  assert.equal(await speakers(page).nth(1).getByRole("button").getAttribute("aria-pressed"), "true");
  await page.getByText("Tomas Okafor: 1 quotation").waitFor();
  await paste(page, "“It is cold,” said Ruth Pell.");
  await expectCount(speakers(page), 1);
  await page.getByText("Tomas Okafor: 1 quotation").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Show all" }).waitFor({ state: "hidden" });
});
