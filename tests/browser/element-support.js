/** What the tests of `<who-said>` and `<who-said-compare>` share. */

/** Opens a page whose body is `html`, with the element defined, and waits until each article in it is marked. */
export async function embed(open, html, options) {
  const page = await open("/pages/empty.html", options);
  await page.evaluate(async (markup) => {
    document.documentElement.lang = "en";
    document.body.innerHTML = markup;
    await import("/whosaid/define.js");
  }, html);
  await marked(page);
  return page;
}

/** Waits until each element of the document has an analysis, or a comparison. */
export const marked = (page) =>
  page.waitForFunction(() => [...document.querySelectorAll("who-said, who-said-compare")].every(({ analysis, comparison }) => analysis ?? comparison));

/** What the page's highlights hold whose names begin so, in the order of the page: the words of each stretch. */
export const painted = (page, beginning = "whosaid-") =>
  page.evaluate((wanted) => {
    const ranges = [...CSS.highlights].filter(([name]) => name.startsWith(wanted)).flatMap(([, ranges]) => [...ranges]);
    const inOrder = (a, b) =>
      a.startContainer === b.startContainer
        ? a.startOffset - b.startOffset
        : a.startContainer.compareDocumentPosition(b.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    return ranges
      .sort(inOrder)
      .map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset));
  }, beginning);

/** The text that the first element, or the one that `selector` finds, has read. */
export const textOf = (page, selector = "who-said") => page.evaluate((found) => document.querySelector(found).text, selector);

export const QUIST = "“We have to be ready,” said Mayor Ada Quist.";
export const OKAFOR = "“Nobody has told the drivers anything,” Tomas Okafor said.";
