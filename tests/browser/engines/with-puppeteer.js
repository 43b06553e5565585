/** Chromium and Firefox, driven by Puppeteer: the one by its own protocol, the other by WebDriver BiDi. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { ReaderPage } from "./reader-page.js";

// A proxy that nobody is behind, for all but this machine: the browser cannot
// talk to anybody of its own accord.
const NOWHERE = ["127.0.0.1", 9];

const LAUNCHING = {
  chrome: (downloads, binary) => ({
    executablePath: process.env.CHROMIUM ?? binary,
    downloadBehavior: { policy: "allow", downloadPath: downloads },
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
      `--proxy-server=${NOWHERE.join(":")}`, "--proxy-bypass-list=127.0.0.1",
    ],
  }),
  firefox: (downloads, binary) => ({
    executablePath: process.env.FIREFOX ?? binary,
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.http": NOWHERE[0],
      "network.proxy.http_port": NOWHERE[1],
      "network.proxy.ssl": NOWHERE[0],
      "network.proxy.ssl_port": NOWHERE[1],
      "network.proxy.no_proxies_on": "127.0.0.1",
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
    },
  }),
};

/** Starts `browser`, "chrome" or "firefox", found at `binary`. */
export async function launchPuppeteer(browser, binary) {
  const downloads = await mkdtemp(join(tmpdir(), "whosaid-"));
  const running = await puppeteer.launch({ browser, headless: true, ...LAUNCHING[browser](downloads, binary) });
  return {
    downloads,
    /** A page of a new profile. */
    async open({ width, height }) {
      const context = await running.createBrowserContext({ downloadBehavior: { policy: "allow", downloadPath: downloads } });
      const page = await context.newPage();
      await page.setViewport({ width, height });
      return new ReaderPage(new PuppeteerPage(page, context));
    },
    async close() {
      await running.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}

class PuppeteerPage {
  #page;
  #context;
  #troubles = [];

  constructor(page, context) {
    this.#page = page;
    this.#context = context;
    page.on("console", (message) => message.type() === "error" && this.#troubles.push(message.text()));
    page.on("pageerror", (error) => this.#troubles.push(error.message));
  }

  goto = (address) => this.#page.goto(address);
  evaluate = (work, argument) => this.#page.evaluate(work, argument);
  type = (words) => this.#page.keyboard.type(words);
  move = ({ x, y }) => this.#page.mouse.move(x, y);
  click = ({ x, y }) => this.#page.mouse.click(x, y);
  screenshot = async () => Buffer.from(await this.#page.screenshot());
  close = () => this.#context.close();
  troubles = async () => this.#troubles;

  async press(modifiers, key) {
    for (const modifier of modifiers) {
      await this.#page.keyboard.down(modifier);
    }
    await this.#page.keyboard.press(key === "Space" ? " " : key);
    for (const modifier of modifiers.toReversed()) {
      await this.#page.keyboard.up(modifier);
    }
  }

  async choose(selector, path) {
    const input = await this.#page.$(selector);
    await input.uploadFile(path);
  }
}
