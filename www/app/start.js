/**
 * Tells the reader where the page does not start: a file is missing or damaged,
 * or the browser is too old. Written so that old browsers can read it, and on
 * its own, since it is the others that may be missing.
 */
(function () {
  "use strict";

  // `input/carried.js` takes it up.
  var CARRIED = "whosaid-carried";

  function hasStarted() {
    return document.documentElement.hasAttribute("data-started");
  }

  function tell(words) {
    if (hasStarted()) {
      return;
    }
    if (!document.getElementById("retry")) {
      document.addEventListener("DOMContentLoaded", function () {
        tell(words);
      });
      return;
    }
    document.getElementById("summary").textContent = "The page could not start";
    document.getElementById("trouble-words").textContent = words;
    document.getElementById("trouble").hidden = false;
    document.getElementById("retry").addEventListener("click", again);
  }

  // Only a new page asks for a missing file again; the text goes along.
  function again() {
    if (hasStarted()) {
      return;
    }
    try {
      sessionStorage.setItem(CARRIED, document.getElementById("text").value);
    } catch (error) {
      // A browser that forbids it may still bring the text along.
    }
    location.reload();
  }

  function onError(event) {
    var isFile = event.target && event.target.nodeName === "SCRIPT";
    var what = event.message || (event.reason && event.reason.message);
    if (isFile || what) {
      tell(
        isFile
          ? "A part of this page did not load. Your text is kept; try again."
          : "This page does not run in this browser; it may be too old. Your text is kept. What the browser says: " + what
      );
    }
  }

  // What goes wrong with a file is told to its element alone, on the way there.
  addEventListener("error", onError, true);
  addEventListener("unhandledrejection", onError);
  if (!("noModule" in document.createElement("script"))) {
    tell("This browser is too old for this page. A current Chrome, Edge, Firefox or Safari shows it.");
  }
})();
