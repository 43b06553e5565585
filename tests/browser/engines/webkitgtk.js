/** WebKitGTK: its MiniBrowser on a screen of its own, driven by WebDriver. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Builder, By, Capabilities, Key, Origin } from "selenium-webdriver";
import { ReaderPage } from "./reader-page.js";

const SCREEN = "1700x1300x24";

const OPTIONS = ["--automation", "--javascript-can-open-windows-automatically=true"];

const KEYS = {
  Control: Key.CONTROL, Shift: Key.SHIFT, Tab: Key.TAB, Enter: Key.ENTER, Escape: Key.ESCAPE, Space: Key.SPACE,
  ArrowLeft: Key.ARROW_LEFT, ArrowRight: Key.ARROW_RIGHT, ArrowUp: Key.ARROW_UP, ArrowDown: Key.ARROW_DOWN,
  Home: Key.HOME, End: Key.END, Backspace: Key.BACK_SPACE,
};

/** Starts the driver; `blank` is the address of an empty page, `binary` where MiniBrowser is. */
export async function launchWebKit(binary, blank) {
  const home = await mkdtemp(join(tmpdir(), "whosaid-"));
  const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
  const [display] = await once(screen.stdout, "data");
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", ["--host=127.0.0.1", `--port=${port}`], {
    cwd: home,
    env: {
      PATH: process.env.PATH, LANG: process.env.LANG ?? "C.UTF-8", HOME: home, DISPLAY: `:${String(display).trim()}`,
      GSETTINGS_BACKEND: "memory", NO_AT_BRIDGE: "1",
    },
    stdio: "ignore",
  });
  const server = `http://127.0.0.1:${port}`;
  await answers(server);
  const capabilities = new Capabilities({
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary, args: OPTIONS },
  });
  let last = null;
  return {
    downloads: home,
    /** A page of a new profile. The driver has one at a time: the one before is closed. */
    async open({ width, height }) {
      await last?.close();
      const session = await new Builder().usingServer(server).withCapabilities(capabilities).build();
      last = new WebKitPage(session);
      await last.open(blank, { width, height });
      return new ReaderPage(last);
    },
    async close() {
      await last?.close();
      const ended = [once(driver, "exit"), once(screen, "exit")];
      driver.kill();
      screen.kill();
      await Promise.all(ended);
      await rm(home, { recursive: true, force: true });
    },
  };
}

class WebKitPage {
  #session;
  #open = true;

  constructor(session) {
    this.#session = session;
  }

  /** Opens a window without bars, which can be as narrow as a phone. */
  async open(blank, { width, height }) {
    await this.#session.get(blank);
    const [first] = await this.#session.getAllWindowHandles();
    // In the middle of the screen, where the pointer is: without a window
    // manager, the window under the pointer has the focus.
    await this.#session.executeScript(
      ([width, height]) => {
        const [left, top] = [(screen.width - width) / 2, (screen.height - height) / 2].map(Math.round);
        setTimeout(() => window.open("", "", `popup,width=${width},height=${height},left=${left},top=${top}`));
      },
      [width, height],
    );
    const second = await this.#session.wait(async () => (await this.#session.getAllWindowHandles()).find((handle) => handle !== first));
    await this.#session.switchTo().window(second);
  }

  goto = (address) => this.#session.get(address);
  type = (words) => this.#session.actions().sendKeys(words).perform();
  move = ({ x, y }) => this.#session.actions().move({ x, y, origin: Origin.VIEWPORT, duration: 0 }).perform();
  click = ({ x, y }) => this.#session.actions().move({ x, y, origin: Origin.VIEWPORT, duration: 0 }).click().perform();
  choose = (selector, path) => this.#session.findElement(By.css(selector)).sendKeys(path);
  screenshot = async () => Buffer.from(await this.#session.takeScreenshot(), "base64");

  async evaluate(work, argument) {
    const { value, error } = await this.#session.executeAsyncScript(
      `const [argument, done] = arguments;
      (async () => (${work})(argument))().then((value) => done({ value }), (error) => done({ error: String(error) }));`,
      argument,
    );
    if (error) {
      throw new Error(error);
    }
    return value ?? undefined;
  }

  async press(modifiers, key) {
    const code = (name) => KEYS[name] ?? name.toLowerCase();
    const actions = this.#session.actions();
    modifiers.forEach((modifier) => actions.keyDown(code(modifier)));
    actions.keyDown(code(key)).keyUp(code(key));
    modifiers.toReversed().forEach((modifier) => actions.keyUp(code(modifier)));
    await actions.perform();
  }

  // Its console is closed to all, so each page listens to itself.
  troubles = () => this.evaluate(() => globalThis.troubles);

  async close() {
    if (this.#open) {
      this.#open = false;
      await this.#session.quit();
    }
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Waits until something answers at `address`. */
async function answers(address) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      await fetch(`${address}/status`);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
