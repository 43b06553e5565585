/** Copies links that hold texts. */

import { lengthInWords, shareLink } from "../../whosaid/export/index.js";
import { build, button, copy, tell } from "../build.js";

/** A section with a button that copies a link; `texts` gives the text and what it is compared with. */
export function shareSection({ title, hint, label, texts }) {
  return build(
    "section",
    {},
    build("h3", {}, title),
    build("p", { class: "remark" }, hint),
    build("p", { class: "buttons" }, button(label, () => share(texts()), "strong")),
  );
}

async function share({ text, ...compared }) {
  const link = await shareLink(location.href, text, compared);
  const opens = lengthInWords(link);
  if (opens) {
    copy(link, `Copied: ${link.length.toLocaleString("en")} characters. ${opens}`);
  } else {
    tell(`The link would be ${link.length.toLocaleString("en")} characters long, more than browsers open. Send the text as a file.`);
  }
}
