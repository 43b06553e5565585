// A server of static files as hosts of pages are: it packs what it sends, and
// lets browsers keep it for ten minutes.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** The folder of the whole project. */
export const PROJECT = fileURLToPath(new URL("../../", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
};

const HEADERS = { "content-encoding": "gzip", "cache-control": "max-age=600" };

/**
 * Serves `folders`, each by the beginning of the paths that are looked for in
 * it, the longest first, with `headers` beside those of all hosts. `find` gives
 * the path of the file for one that is asked for, `change` what is sent of it;
 * `hear` gets each path and how many bytes it took.
 */
export async function serve(folders, { find = (path) => path, change = (path, body) => body, headers = {}, hear = () => {} } = {}) {
  const packed = new Map();
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname).replace(/\/$/, "/index.html");
    const start = Object.keys(folders).filter((start) => path.startsWith(start)).sort((a, b) => b.length - a.length)[0];
    try {
      if (!packed.has(path)) {
        const file = join(folders[start], find(path).slice(start.length));
        packed.set(path, gzipSync(change(path, await readFile(file)), { level: 9 }));
      }
      const body = packed.get(path);
      hear(path, body.length);
      response.writeHead(200, { ...HEADERS, ...headers, "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => (server.close(), server.closeAllConnections()) };
}
