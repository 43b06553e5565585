/**
 * A bookmark that marks the page one is reading: a link to drag to the
 * browser's bookmarks, and the same to copy.
 *
 * It runs this site's `embed.js` in that page, a script as any other: no
 * header of this site is needed. Some pages forbid scripts of other sites by
 * their content security policy; then the reader is told.
 */

import { build, button, copy } from "../build.js";

/** The bookmark's address, for the script at `embed`, the address of `embed.js`. */
export function bookmarklet(embed) {
  return `javascript:${encodeURIComponent(`(${run})(${JSON.stringify(embed)})`)}`;
}

// Runs in the page that is read: nothing from here is known there.
function run(embed) {
  const script = document.createElement("script");
  const forbidden = () => {
    script.remove();
    alert("This page does not let whosaid in. Copy its article and paste it into whosaid instead.");
  };
  script.addEventListener("error", forbidden);
  script.addEventListener("load", () => script.remove());
  try {
    // Run again, it takes away what it has brought.
    script.src = embed;
    document.documentElement.append(script);
  } catch {
    // Trusted types alone: not even an address may be set.
    forbidden();
  }
}

/** The section that offers it. */
export function bookmarkletSection() {
  const address = bookmarklet(new URL("../../whosaid/embed.js", import.meta.url).href);
  const link = build("a", { href: address, class: "strong", draggable: "true" }, "Who said?");
  // Here there is no page to read.
  link.addEventListener("click", (event) => event.preventDefault());
  return build(
    "section",
    {},
    build("h3", {}, "Mark the page you are reading"),
    build(
      "p",
      { class: "remark" },
      "Drag this link to your bookmarks, or make a bookmark of its address. On a page with an article it marks the quotations; a second time takes the marks away. Some pages forbid it: then copy the article and paste it here.",
    ),
    build("p", { class: "buttons" }, link, button("Copy its address", () => copy(address, "Address of the bookmark copied."), "strong")),
  );
}
