/** A page as a reader has it, whatever drives the browser: parts by role and accessible name, keys, the pointer. */

import assert from "node:assert/strict";
import { eventually } from "../expect.js";

/** Runs `task` of `in-page.js` in the page. */
const inPage = async ([task, argument]) => (await import("/pages/in-page.js"))[task](argument);

/**
 * `driven` has goto, evaluate, type, press, move, click, choose, screenshot,
 * troubles and close, as a library has them.
 */
export class ReaderPage {
  #driven;

  constructor(driven) {
    this.#driven = driven;
  }

  goto = (address) => this.#driven.goto(address);
  /** Runs a function in the page, which may be async; what it is given and gives is plain data. */
  evaluate = (work, argument) => this.#driven.evaluate(work, argument);
  /** Types words where the focus is. */
  type = (words) => this.#driven.type(words);
  /** What is seen, as the bytes of a PNG. */
  screenshot = () => this.#driven.screenshot();
  /** Gives the file at `path` to the file input that `selector` finds. */
  choose = (selector, path) => this.#driven.choose(selector, path);
  close = () => this.#driven.close();
  /** What the console and the page have told of as errors so far. */
  troubles = () => this.#driven.troubles();

  /** Presses a key, as in "Enter" or "Control+A". */
  press(keys) {
    const names = keys.split("+");
    return this.#driven.press(names.slice(0, -1), names.at(-1));
  }

  /** The part with this role and accessible name, a string or a RegExp. */
  part(role, name) {
    return new Part(this, [step(role, name)]);
  }

  /** Pastes `text` from the clipboard, by key, over whatever is in the textbox with this name. */
  paste = (name, text) => this.#pasteFrom("offerToCopy", text, name);
  /** Pastes what a reader sees of `html`, in the same way. */
  pasteRich = (name, html) => this.#pasteFrom("offerRichText", html, name);

  async #pasteFrom(task, offered, name) {
    // The clipboard is filled as a reader fills it, for each browser lets
    // scripts do so under other conditions.
    await this.in(task, offered);
    await this.press("Control+C");
    await this.in("stopOffering");
    await this.part("textbox", name).focus();
    await this.press("Control+A");
    await this.press("Control+V");
  }

  /** What is on the clipboard: pasted, by key, into a textbox made for it. */
  async clipboard() {
    await this.in("offerToCopy", "");
    await this.press("Control+V");
    return this.in("stopOffering");
  }

  /** Brings the pointer over words of the page. */
  async pointAt(words) {
    await this.#driven.move(await this.in("placeOfWords", words));
  }

  /** Clicks on words of the page. */
  async clickOn(words) {
    await this.#driven.click(await this.in("placeOfWords", words));
  }

  /** The text of what has the focus, and its accessible name. */
  focused() {
    return this.in("focused");
  }

  /** Waits until `work`, run in the page, gives something true. */
  waitFor(work, argument) {
    return eventually(() => this.evaluate(work, argument), (found) => assert.ok(found, String(work)));
  }

  in(task, argument) {
    return this.evaluate(inPage, [task, argument]);
  }

  async clickAt(place) {
    await this.#driven.click(place);
  }
}

/** What a path of roles and names leads to; looked up anew each time it is asked for anything. */
class Part {
  #page;
  #path;

  constructor(page, path) {
    this.#page = page;
    this.#path = path;
  }

  /** The parts with this role and name in this one. */
  part(role, name) {
    return new Part(this.#page, [...this.#path, step(role, name)]);
  }

  /** The part at `index` among those that this one stands for. */
  nth(index) {
    return new Part(this.#page, [...this.#path.slice(0, -1), { ...this.#path.at(-1), index }]);
  }

  count = () => this.#ask("count");
  /** The texts of all parts. */
  texts = () => this.#ask("texts");
  textContent = () => this.#ask("text");
  value = () => this.#ask("value");
  attribute = (name) => this.#ask("attribute", name);
  focus = () => this.#ask("focus");
  /** Puts words in place of what a textbox holds. */
  put = (words) => this.#ask("put", words);
  /** Chooses the option with this label. */
  select = (label) => this.#ask("select", label);

  async click() {
    await this.#page.clickAt(await this.#ask("place"));
  }

  /** Waits until the part is there, and until it is not. */
  there = () => eventually(this.count, (count) => assert.ok(count > 0, `${this} is there`));
  gone = () => eventually(this.count, (count) => assert.equal(count, 0, `${this} is gone`));

  /** Waits for the part, then does `task` with it. */
  async #ask(task, argument) {
    if (task !== "count" && task !== "texts") {
      await this.there();
    }
    return this.#page.in(task, { path: this.#path, argument });
  }

  toString() {
    return this.#path.map(({ role, name, pattern }) => `${role} ${name ?? pattern?.source ?? ""}`).join(", ");
  }
}

const step = (role, name) =>
  name instanceof RegExp ? { role, pattern: { source: name.source, flags: name.flags } } : { role, name };
