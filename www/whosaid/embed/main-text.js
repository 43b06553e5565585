/** Where a page that nobody has prepared for this holds its main text. */

// What stands beside a text.
const BESIDE =
  'nav, aside, footer, form, dialog, menu, template, noscript, script, style, [hidden], [aria-hidden="true"], [role="navigation"], [role="complementary"], [role="contentinfo"]';

// What readers have written below it.
const COMMENTS = '#comments, .comments, .comment, .comment-list, [itemprop="comment"], #disqus_thread';

/** A selector: what of the main text is not read, besides what `<who-said>` leaves out anyway. */
export const NOT_THE_TEXT = `footer, form, ${COMMENTS}`;

// Shorter lines are headings, bylines, labels.
const LEAST_CHARACTERS = 40;

// Below this share of the page's prose, an article is one of many.
const ONE_OF_MANY = 1 / 3;

// A part that holds so much of its whole is the text, and the rest its frame.
const MOST_OF_IT = 0.75;

/** The element that holds the main text of `document`, its headline with it where the page says so; null where there is none. */
export function mainText({ body }) {
  const prose = proseOf(body);
  const most = (elements) =>
    [...elements].filter((element) => prose.has(element)).reduce((best, element) => (prose.get(element) > (prose.get(best) ?? 0) ? element : best), null);
  // A page's own word for it, the closest first.
  for (const named of ['article, [role="article"], [itemprop="articleBody"]', 'main, [role="main"]']) {
    const element = most(body.querySelectorAll(named));
    if (element && prose.get(element) >= prose.get(body) * ONE_OF_MANY) {
      return element;
    }
  }
  let around = prose.has(body) ? body : null;
  for (let inner = around; inner; inner = most(around.children)) {
    if (inner.localName === "p" || prose.get(inner) < prose.get(around) * MOST_OF_IT) {
      break;
    }
    around = inner;
  }
  return around;
}

/** How many characters of prose stand in each element that has any. */
function proseOf(body) {
  const prose = new Map();
  const walk = (element) => {
    if (element.matches(`${BESIDE}, ${COMMENTS}`)) {
      return 0;
    }
    const characters = element.localName === "p" ? proseIn(element) : [...element.children].reduce((sum, child) => sum + walk(child), ownProseOf(element));
    if (characters > 0) {
      prose.set(element, characters);
    }
    return characters;
  };
  walk(body);
  return prose;
}

// A line of links is no prose.
function proseIn(paragraph) {
  const links = [...paragraph.querySelectorAll("a")].reduce((sum, { textContent }) => sum + textContent.length, 0);
  const characters = paragraph.textContent.trim().length - links;
  return characters >= LEAST_CHARACTERS ? characters : 0;
}

// Some pages part their paragraphs by <br>, or make them of <div>.
function ownProseOf({ childNodes }) {
  const characters = [...childNodes].reduce((sum, { nodeType, data }) => sum + (nodeType === Node.TEXT_NODE ? data.trim().length : 0), 0);
  return characters >= LEAST_CHARACTERS ? characters : 0;
}
