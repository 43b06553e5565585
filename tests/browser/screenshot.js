/** Takes the picture of the page in the README: `npm run screenshot`. */

import { fileURLToPath } from "node:url";
import { article, launch, quotations, serve } from "./support.js";

const FILE = fileURLToPath(new URL("../../docs/screenshot.png", import.meta.url));

const server = await serve();
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  await page.goto(server.url);
  await quotations(page).nth(9).waitFor();
  await article(page).getByText("We are not saving a building").hover();
  await page.getByRole("tooltip").waitFor();
  await page.screenshot({ path: FILE });
} finally {
  await browser.close();
  server.close();
}
