/** The page without a network: its own files stay in this browser, and nothing of the reader's with them. */

import { serviceWorkerAddress } from "./trusted.js";

const PREFIX = "whosaid-page-";

/** Whether somebody works on the page here: `service-worker.js` asks the same. */
export const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);

/**
 * Has the page's files kept, once it has loaded and nothing else is waiting.
 * Gives the registration of the service worker; nothing where that cannot be,
 * and the page needs its network.
 */
export async function keepOffline() {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  return navigator.serviceWorker?.register(serviceWorkerAddress(), { updateViaCache: "none" }).catch(() => {});
}

/** Forgets the page's files. */
export async function forgetFiles() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.unregister();
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith(PREFIX)).map((name) => caches.delete(name)));
}
