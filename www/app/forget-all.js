/** The foot of the page: what this browser keeps, and a button that deletes all of it. */

import { build, button, tell } from "./build.js";
import { forgetFiles } from "./offline.js";

const PREFIX = "whosaid-";

/** `before` is called first: whoever keeps something stops it. */
export function offerToForgetAll({ before }) {
  const forget = async () => {
    before();
    try {
      Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
    } catch {
      // A browser that forbids it has kept nothing.
    }
    dispatchEvent(new CustomEvent("whosaid-forgotten"));
    try {
      await forgetFiles();
      tell("Nothing of this page is kept in this browser any more. What you see stays until you close it.");
    } catch {
      tell("Your text and choices are deleted. This browser does not let go of the page’s own files.");
    }
  };
  document.body.append(
    build(
      "footer",
      { class: "foot" },
      build("p", {}, "This browser keeps the page’s own files, so that it works without a network, and the theme you choose; your text only if you say so."),
      button("Delete all that is kept", forget),
    ),
  );
}
