/** The page without a network: its own files stay in this browser, and nothing of the reader's with them. */

import { serviceWorkerAddress } from "./trusted.js";

const PREFIX = "whosaid-page-";

/** Has the page's files kept, once it has loaded and nothing else is waiting. Where that cannot be, the page needs its network. */
export function keepOffline() {
  const begin = () => navigator.serviceWorker?.register(serviceWorkerAddress(), { updateViaCache: "none" }).catch(() => {});
  if (document.readyState === "complete") {
    begin();
  } else {
    addEventListener("load", begin, { once: true });
  }
}

/** Forgets the page's files. */
export async function forgetFiles() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.unregister();
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith(PREFIX)).map((name) => caches.delete(name)));
}
