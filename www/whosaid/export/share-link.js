/**
 * Links that carry a text in their fragment, which browsers send to no server:
 * `#text=~` and the text deflated, as base64url; or `#text=` and the text
 * itself, percent-encoded. What it is compared with follows the former:
 * `&with=~` for each further text, or `&transcript=~`.
 */

/** What a link may unfold to, in characters: a small one can hold a very large text. */
export const MOST_CHARACTERS = 2_000_000;

// More than a page shows side by side.
const MOST_FURTHER = 5;

// What is still opened by: chat and mail programs (as far as known), Safari, Firefox.
const LENGTHS = [
  [2_000, "Any program opens it."],
  [8_000, "Browsers open it; some chat and mail programs cut links of this length."],
  [64_000, "Browsers open it; most chat and mail programs cut links of this length."],
  [1_000_000, "Chromium and Firefox open it, other browsers may not. A file is safer."],
];

/**
 * The address of `page` with `text` in its fragment, and the texts `further`
 * that it is compared with; with `transcript` the first of these is one.
 */
export async function shareLink(page, text, { further = [], transcript = false } = {}) {
  const url = new URL(page);
  url.hash = "";
  if (!globalThis.CompressionStream) {
    // One text goes unpacked; more would make the address too long for most.
    return `${url.href}#text=${encodeURIComponent(text.toWellFormed?.() ?? text)}`;
  }
  const [first, ...others] = await Promise.all([text, ...further].map(packed));
  const rest = transcript ? others.slice(0, 1).map((words) => `&transcript=~${words}`) : others.map((words) => `&with=~${words}`);
  return `${url.href}#text=~${first}${rest.join("")}`;
}

async function packed(text) {
  return base64url(await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text), Infinity));
}

/** Who can open a link of this length, in words; null where nobody surely can. */
export function lengthInWords(link) {
  return LENGTHS.find(([most]) => link.length <= most)?.[1] ?? null;
}

/**
 * The text in `hash`, a location's; null where there is none.
 *
 * @throws Error, in words for readers, where the link is damaged or its text too long
 */
export async function sharedText(hash) {
  return (await sharedTexts(hash))?.text ?? null;
}

/**
 * What `hash` carries: `{ text, further, transcript }`; null where there is no text.
 *
 * @throws Error, in words for readers, where the link is damaged or its texts too long
 */
export async function sharedTexts(hash) {
  const carried = /^#?text=(.*)$/s.exec(hash)?.[1];
  if (carried === undefined) {
    return null;
  }
  // Anything else is a text that somebody typed, whatever signs are in it.
  const [, first, rest] = /^~([\w-]*)((?:&(?:with|transcript)=~[\w-]*)*)$/.exec(carried) ?? [];
  if (first === undefined) {
    const text = decoded(carried);
    if (text.length > MOST_CHARACTERS) {
      throw tooLong();
    }
    return { text, further: [], transcript: false };
  }
  const others = [...rest.matchAll(/=~([\w-]*)/g)].slice(0, MOST_FURTHER).map(([, letters]) => letters);
  const [text, ...further] = await Promise.all([first, ...others].map(unpacked));
  return { text, further, transcript: rest.startsWith("&transcript=") };
}

async function unpacked(letters) {
  if (!globalThis.DecompressionStream) {
    throw new Error("This browser is too old for this link: it cannot unpack the text in it.");
  }
  try {
    const bytes = await through(new DecompressionStream("deflate-raw"), fromBase64url(letters), MOST_CHARACTERS * 3);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw error instanceof RangeError ? tooLong() : new Error("The link is damaged: the text in it cannot be read. Was it cut off?");
  }
}

// A link that somebody typed may have a per cent sign that means itself.
function decoded(words) {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

function tooLong() {
  return new Error("The text in the link is too long to open: over two million characters.");
}

/** `bytes` sent through `stream`; a RangeError where more than `most` come out. */
async function through(stream, bytes, most) {
  const writer = stream.writable.getWriter();
  // What goes wrong shows at the end that is read.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const chunks = [];
  let length = 0;
  for await (const chunk of chunksOf(stream.readable)) {
    length += chunk.length;
    if (length > most) {
      throw new RangeError("too long");
    }
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

// Not every browser lets one go over a stream by itself.
async function* chunksOf(readable) {
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function base64url(bytes) {
  let letters = "";
  // As many at once as a call takes arguments everywhere.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64url(letters) {
  return Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
