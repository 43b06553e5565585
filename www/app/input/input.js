/** The ways for a text into the textbox: rich text pasted, files opened or dropped, links. */

import { sharedTexts } from "../../whosaid/export/index.js";
import { tell } from "../build.js";
import { wordsAsHtml } from "../trusted.js";
import { readFile } from "./files.js";
import { readHtml } from "./rich-text.js";

/**
 * Listens for texts. `onText` gets each with what else is known of it
 * (`address`, `spans`, `compared`), to put it in place of what is there. `structure` hears
 * of every edit.
 */
export function listenForTexts({ textbox, picker, open, onText, structure }) {
  listenToTextbox(textbox, structure);

  open.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    const [file] = picker.files;
    picker.value = "";
    openFile(file, onText);
  });

  const hasFile = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (hasFile(event)) {
      // Another textbox may take it.
      textbox.classList.toggle("awaiting", !event.defaultPrevented);
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    }
  });
  // Its leaving one element for another is no end of it.
  addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && textbox.classList.remove("awaiting"));
  addEventListener("drop", (event) => {
    textbox.classList.remove("awaiting");
    if (hasFile(event) && !event.defaultPrevented) {
      // The browser would go to the file.
      event.preventDefault();
      openFile(event.dataTransfer.files[0], onText);
    }
  });

  addEventListener("hashchange", async () => {
    const linked = await linkedText();
    if (linked !== null) {
      onText(linked.text, linked);
    }
  });
}

/** Takes rich text that is pasted or dropped into `textbox`; `structure` hears of every edit, before others do. */
export function listenToTextbox(textbox, structure) {
  // Whether the edit under way puts plain words in place of all that is there.
  let whole = false;
  textbox.addEventListener("beforeinput", ({ inputType }) => {
    whole = inputType.startsWith("insert") && textbox.selectionStart === 0 && textbox.selectionEnd === textbox.textLength;
  });
  textbox.addEventListener("input", () => {
    structure.edit(textbox.value, { whole });
    whole = false;
  });
  const insertRich = (event, data, inputType) => {
    const html = data?.getData("text/html");
    const { text, spans } = html ? readHtml(html) : { text: "" };
    if (text === "") {
      return;
    }
    event.preventDefault();
    textbox.focus();
    const { selectionStart: start, selectionEnd: end } = textbox;
    insert(textbox, text);
    structure.insert(start, end, text, spans);
    whole = false;
    textbox.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
  };
  textbox.addEventListener("paste", (event) => insertRich(event, event.clipboardData, "insertFromPaste"));
  textbox.addEventListener("drop", (event) => event.dataTransfer?.types.includes("Files") || insertRich(event, event.dataTransfer, "insertFromDrop"));
}

/**
 * The text that the page's own address carries, and what it is `compared` with
 * if anything; null where it carries none, or a damaged one.
 */
export async function linkedText() {
  try {
    const shared = await sharedTexts(location.hash);
    const { text, further: texts, transcript } = shared ?? {};
    return shared && { text, compared: texts.length > 0 ? { texts, transcript } : null };
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
    const { text, ...known } = await readFile(file);
    onText(text, known);
  } catch (error) {
    tell(error.message);
  }
}

/** Inserts `text` as typing does, so that it can be undone; nobody else hears of it. */
function insert(textbox, text) {
  const { selectionStart, selectionEnd } = textbox;
  const stop = (event) => event.stopImmediatePropagation();
  // This input event would be one of typing.
  addEventListener("input", stop, { capture: true });
  // As HTML a long text is there at once; as text it comes line by line, each laid out.
  const inserted = document.execCommand("insertHTML", false, wordsAsHtml(text)) || document.execCommand("insertText", false, text);
  removeEventListener("input", stop, { capture: true });
  if (!inserted) {
    textbox.setRangeText(text, selectionStart, selectionEnd, "end");
  }
}
