/**
 * Keeps the page usable without a network. A version of the page is kept whole
 * or not at all: each file must have the digest that the build wrote down. The
 * pages that are open stay with their version; the next one comes once they
 * are closed, or once the reader asks for it: then they all load again.
 */

// The build writes it: VERSION, and FILES with a digest of each.
importScripts("./files.js");

// The core that this browser does not run; the page knows it (`app/trusted.js`).
delete self.FILES[self.location.search === "?plain" ? "whosaid/core_bg.wasm" : "whosaid/core_plain_bg.wasm"];

const PREFIX = "whosaid-page-";
const NAME = `${PREFIX}${self.VERSION}`;
const SCOPE = new URL("./", self.location.href);

// On the machine of whoever works on the page its files change without a build,
// and what was kept counts only where the server does not answer.
const IS_LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(self.location.hostname);

addEventListener("install", (event) => event.waitUntil(keepAll()));

async function keepAll() {
  const isFirst = !(await caches.keys()).some((name) => name.startsWith(PREFIX) && name !== NAME);
  const cache = await caches.open(NAME);
  try {
    await Promise.all(Object.entries(self.FILES).map(async ([path, integrity]) => {
      const address = new URL(path, SCOPE);
      const response = await fetch(address, { cache: "no-cache", integrity: IS_LOCAL ? "" : integrity });
      if (!response.ok) {
        throw new Error(`${response.status} for ${address}`);
      }
      await cache.put(address, response);
    }));
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
  if (IS_LOCAL || isFirst) {
    await self.skipWaiting();
  }
}

addEventListener("message", (event) => event.data === "load" && event.waitUntil(self.skipWaiting()));

addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(older.map((name) => caches.delete(name)));
  // A page that came before its first service worker is of the same version.
  await self.clients.claim();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  // What is not of the page goes its own way: the examples, links, other sites.
  if (request.method === "GET" && path !== null) {
    event.respondWith(IS_LOCAL ? fromServer(request, path) : fromCache(request, path));
  }
});

/** The name of the page's file at `address`; null where it is none. */
function pathOf(address) {
  const { origin, pathname } = new URL(address);
  if (origin !== SCOPE.origin || !pathname.startsWith(SCOPE.pathname)) {
    return null;
  }
  const path = pathname.slice(SCOPE.pathname.length) || "index.html";
  return Object.hasOwn(self.FILES, path) ? path : null;
}

async function kept(path) {
  const cache = await caches.open(NAME);
  return cache.match(new URL(path, SCOPE));
}

async function fromCache(request, path) {
  return (await kept(path)) ?? fetch(request);
}

async function fromServer(request, path) {
  try {
    return await fetch(request);
  } catch (error) {
    const response = await kept(path);
    if (!response) {
      throw error;
    }
    return response;
  }
}
