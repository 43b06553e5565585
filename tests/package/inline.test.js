/** The one file, taken from another site by its digest. */

import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { eventually } from "../browser/expect.js";
import { launch } from "../browser/support.js";
import { HERE, INSTALLED, folder, marksBeside, serve, watched } from "./support.js";

test("marks a page, unless it is not the file that was meant", async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const elsewhere = await folder(t);
  await cp(join(INSTALLED, "embed.js"), join(elsewhere, "embed.js"));
  const host = await serve(elsewhere, { "access-control-allow-origin": "*" });
  t.after(host.close);
  const { "embed.js": digest } = JSON.parse(await readFile(join(INSTALLED, "integrity.json"), "utf8"));
  const script = `<script src="${host.url}embed.js" integrity="${digest}" crossorigin="anonymous"></script>`;
  const site = await folder(t);
  const story = await readFile(join(HERE, "plain", "story.html"), "utf8");
  await writeFile(join(site, "story.html"), story.replace("</head>", `${script}</head>`));
  const server = await serve(site);
  t.after(server.close);
  const visit = async () => {
    const page = await watched(await browser.newContext());
    await page.goto(`${server.url}story.html`);
    return page;
  };

  const page = await visit();
  await marksBeside(page);
  assert.deepEqual(page.troubles, []);

  await writeFile(join(elsewhere, "embed.js"), `${await readFile(join(INSTALLED, "embed.js"), "utf8")}//`);
  const refused = await visit();
  await eventually(() => refused.troubles, (troubles) => assert.match(troubles.join(), /digest.*integrity/));
  assert.equal(await refused.getByRole("region", { name: "Who said?" }).count(), 0);
});
