/** The ways for a text into the textbox: rich text pasted, files opened or dropped, links. */

import { sharedText } from "../../whosaid/export/index.js";
import { tell } from "../build.js";
import { readFile } from "./files.js";
import { readHtml } from "./rich-text.js";

/**
 * Listens for texts. `onText` gets each with what else is known of it
 * (`address`), to put it in place of what is there.
 */
export function listenForTexts({ textbox, picker, open, onText }) {
  textbox.addEventListener("paste", (event) => pasteRich(event, textbox));

  open.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    const [file] = picker.files;
    picker.value = "";
    openFile(file, onText);
  });

  const hasFile = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (hasFile(event)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      textbox.classList.add("awaiting");
    }
  });
  // Its leaving one element for another is no end of it.
  addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && textbox.classList.remove("awaiting"));
  addEventListener("drop", (event) => {
    textbox.classList.remove("awaiting");
    if (hasFile(event)) {
      // The browser would go to the file.
      event.preventDefault();
      openFile(event.dataTransfer.files[0], onText);
    } else if (event.target === textbox) {
      dropRich(event, textbox);
    }
  });

  addEventListener("hashchange", async () => {
    const text = await linkedText();
    if (text !== null) {
      onText(text);
    }
  });
}

/** The text that the page's own address carries; null where it carries none, or a damaged one. */
export async function linkedText() {
  try {
    return await sharedText(location.hash);
  } catch (error) {
    tell(error.message);
    return null;
  }
}

async function openFile(file, onText) {
  if (!file) {
    return;
  }
  try {
    const { text, address } = await readFile(file);
    onText(text, { address });
  } catch (error) {
    tell(error.message);
  }
}

function pasteRich(event, textbox) {
  const text = richText(event.clipboardData);
  if (text !== null) {
    event.preventDefault();
    insert(textbox, text, "insertFromPaste");
  }
}

function dropRich(event, textbox) {
  const text = richText(event.dataTransfer);
  if (text !== null) {
    event.preventDefault();
    textbox.focus();
    insert(textbox, text, "insertFromDrop");
  }
}

/** The rich text in `data` as lines; null where there is none or it has no words. */
function richText(data) {
  const html = data?.getData("text/html");
  const text = html ? readHtml(html).text : "";
  return text === "" ? null : text;
}

/** Inserts `text` as typing does, so that it can be undone, and says which way it came. */
function insert(textbox, text, inputType) {
  const stop = (event) => event.stopImmediatePropagation();
  // This input event would be one of typing.
  addEventListener("input", stop, { capture: true });
  const inserted = document.execCommand("insertText", false, text);
  removeEventListener("input", stop, { capture: true });
  if (!inserted) {
    textbox.setRangeText(text, textbox.selectionStart, textbox.selectionEnd, "end");
  }
  textbox.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
}
