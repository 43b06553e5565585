/** Draws the page's icons from `www/icon.svg`: `npm run icons`. */

import { readFile, writeFile } from "node:fs/promises";
import { launch } from "./support.js";

const WWW = new URL("../../www/", import.meta.url);

// Systems that cut icons into a shape of their own want no corners and no
// transparency; those that mask them want room around the sign as well.
const ICONS = [
  { name: "icon-32", size: 32 },
  { name: "icon-192", size: 192 },
  { name: "icon-512", size: 512 },
  { name: "apple-touch-icon", size: 180, square: true },
  { name: "icon-maskable-512", size: 512, square: true, scale: 0.8 },
];

const icon = await readFile(new URL("icon.svg", WWW), "utf8");
const [, paper] = icon.match(/<rect[^>]* fill="(#[0-9a-f]+)"/);

const browser = await launch();
try {
  const page = await browser.newPage();
  for (const { name, size, square = false, scale = 1 } of ICONS) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<body style="margin:0;${square ? `background:${paper};` : ""}">${icon}`);
    await page.locator("svg").evaluate((svg, style) => Object.assign(svg.style, style), {
      display: "block", width: `${size}px`, height: `${size}px`, transform: `scale(${scale})`,
    });
    await writeFile(new URL(`icons/${name}.png`, WWW), await page.screenshot({ omitBackground: !square }));
  }
} finally {
  await browser.close();
}
