/**
 * A bookmark that marks the page one is reading: a link to drag to the
 * browser's bookmarks, and the same to copy.
 *
 * It loads the element from this site into that page. So this site must let
 * other pages load its files (`Access-Control-Allow-Origin`), and that page
 * must let scripts of other sites in: many forbid it by their content security policy.
 */

import { build, button, copy } from "../build.js";

/** The bookmark's address, for the element at `define`, the address of `define.js`. */
export function bookmarklet(define) {
  return `javascript:${encodeURIComponent(`(${mark})(${JSON.stringify(define)})`)}`;
}

// Runs in the page that is read: nothing from here is known there.
function mark(define) {
  const old = document.querySelector("who-said[data-bookmark]");
  if (old) {
    old.remove();
    document.querySelector("[data-whosaid-place]")?.removeAttribute("data-whosaid-place");
    return;
  }
  const length = (element) => element.textContent.length;
  const articles = [...document.querySelectorAll("article")].sort((a, b) => length(b) - length(a));
  const place = articles[0] ?? document.querySelector("main, [role=main]") ?? document.body;
  import(define).then(
    () => {
      const element = document.createElement("who-said");
      element.dataset.bookmark = "";
      place.dataset.whosaidPlace = "";
      element.setAttribute("for", "[data-whosaid-place]");
      if (place === document.body) {
        place.prepend(element);
      } else {
        place.before(element);
      }
    },
    () => alert("This page does not let whosaid in. Copy its article and paste it into whosaid instead."),
  );
}

/** The section that offers it. */
export function bookmarkletSection() {
  const address = bookmarklet(new URL("../../whosaid/define.js", import.meta.url).href);
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
