/** Takes the picture of the page in the README, and the one that goes with links to the page: `npm run screenshot`. */

import { fileURLToPath } from "node:url";
import { article, launch, quotations, serve } from "./support.js";

const fileOf = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const server = await serve();
const browser = await launch();

async function open(options) {
  const page = await browser.newPage({ reducedMotion: "reduce", colorScheme: "light", ...options });
  await page.goto(server.url);
  await quotations(page).nth(9).waitFor();
  return page;
}

try {
  const page = await open({ viewport: { width: 1440, height: 900 } });
  await article(page).getByText("We are not saving a building").hover();
  await page.getByRole("tooltip").waitFor();
  await page.screenshot({ path: fileOf("docs/screenshot.png") });

  // Small beside a link: half as much of the page, twice as large. The textbox is empty, and nobody can press buttons there.
  const link = await open({ viewport: { width: 600, height: 315 }, deviceScaleFactor: 2 });
  await link.addStyleTag({ url: "/pages/social.css" });
  await link.screenshot({ path: fileOf("www/social.png") });
} finally {
  await browser.close();
  server.close();
}
