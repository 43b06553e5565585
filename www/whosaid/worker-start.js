/**
 * Starts the worker. Pages that ask for Trusted Types take a worker's address
 * from a policy alone; theirs may name ours, "whosaid". It lets one address
 * pass, that of the worker beside this file.
 */

let own = null;
let policy;

/**
 * The worker of this folder, started.
 *
 * @throws Error where the page does not let it start
 */
export function startWorker() {
  own = String(new URL("./worker.js", import.meta.url));
  // A bundler puts the worker elsewhere; it looks for the form below.
  const isUnbundled = own.startsWith("blob:") || new URL(own).pathname.endsWith("/worker.js");
  if (globalThis.trustedTypes && isUnbundled) {
    policy ??= trustedTypes.createPolicy("whosaid", { createScriptURL: ownAlone });
    return new Worker(policy.createScriptURL(own), { type: "module" });
  }
  return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
}

function ownAlone(address) {
  if (address !== own) {
    throw new TypeError(`whosaid: no script of its own (${address})`);
  }
  return address;
}
