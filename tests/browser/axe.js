/** What axe-core finds wrong with a page as it stands. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The violations of axe-core's rules, in words; those about landmarks are the page's own affair. */
export async function violations(page, { landmarks = false } = {}) {
  // Colours on their way to others would be measured halfway.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("; ")}`);
  });
  return found.filter((words) => landmarks || !/^(region|landmark-one-main)/.test(words));
}
