/**
 * Tells that a new version of the page is there, and loads it if the reader
 * wants: in all tabs of the page at once, for one service worker serves them
 * all, and each takes along what is in it.
 */

import { build, button, say } from "./build.js";
import { isLocal } from "./offline.js";

const HERE = "A new version of this page is here. When you load it, your text stays, and other tabs of this page load it too.";
const TOO_MUCH = "This browser cannot take your text along: it forbids it, or the text is too long. Copy the text elsewhere, clear it here, then load the new version.";

// A page that stays open asks again when the reader comes back to it.
const ASK_AGAIN_MS = 60 * 60 * 1000;

/** `registration` is that of the service worker, or nothing, as a promise; `carry` takes along what is on the page, and says whether it could. */
export async function offerNewVersion({ registration: registering, carry }) {
  const { serviceWorker } = navigator;
  if (!serviceWorker || isLocal) {
    return;
  }
  let registration = null;
  const words = build("p", { role: "status" });
  const choices = build(
    "span",
    { class: "buttons" },
    button("Load it", () => load(), "strong"),
    button("Later", () => hide()),
  );
  const bar = build("div", { class: "new-version", hidden: true }, words, choices);
  const hide = () => {
    bar.hidden = true;
    say(words, "");
  };
  const show = (what) => {
    bar.hidden = false;
    say(words, what);
  };
  const offer = () => serviceWorker.controller && show(HERE);
  const load = () => {
    if (!carry()) {
      show(TOO_MUCH);
    } else if (registration?.waiting) {
      registration.waiting.postMessage("load");
    } else {
      // Another tab has called for it.
      location.reload();
    }
  };
  document.querySelector("header").after(bar);

  // The first service worker is of the version of the page; each later one is of another.
  let isFirst = !serviceWorker.controller;
  serviceWorker.addEventListener("controllerchange", () => {
    if (!isFirst) {
      load();
    }
    isFirst = false;
  });
  addEventListener("whosaid-forgotten", hide);

  registration = await registering;
  if (!registration) {
    return;
  }
  const watch = (worker) => worker?.addEventListener("statechange", () => worker.state === "installed" && offer());
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  if (registration.waiting) {
    offer();
  }

  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - asked > ASK_AGAIN_MS) {
      asked = Date.now();
      // Without a network there is nothing new.
      registration.update().catch(() => {});
    }
  });
}
