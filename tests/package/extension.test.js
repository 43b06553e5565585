/** A browser extension of Manifest V3 with the package in it, loaded into Chromium. */

import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { expectText } from "../browser/expect.js";
import { launchWithExtension } from "../browser/support.js";
import { HERE, INSTALLED, NAMES, folder, marksBeside, serve, watched, works } from "./support.js";

test("an extension", async (t) => {
  const extension = await folder(t);
  // Its own page is the one that needs no bundler.
  await cp(join(HERE, "static"), extension, { recursive: true });
  await cp(join(HERE, "extension"), extension, { recursive: true });
  await cp(INSTALLED, join(extension, "whosaid"), { recursive: true });
  const context = await launchWithExtension(extension);
  t.after(() => context.close());

  await t.test("marks a page of its own", async () => {
    const [background] = context.serviceWorkers();
    const { host } = new URL((background ?? (await context.waitForEvent("serviceworker"))).url());
    const page = await watched(context);
    await page.goto(`chrome-extension://${host}/index.html`);
    await works(page);
  });

  await t.test("marks another site's page, and has it read by its service worker", async () => {
    const server = await serve(join(HERE, "plain"));
    t.after(server.close);
    const page = await watched(context);
    await page.goto(`${server.url}story.html`);
    await marksBeside(page);
    await expectText(page.locator("#background"), NAMES);
    assert.deepEqual(page.troubles, []);
  });
});
