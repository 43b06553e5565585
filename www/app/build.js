/** Building blocks of what the page adds by script: elements, fields, dialogs and notices. */

// As long as it takes to read a short sentence, and longer.
const NOTICE_MS = 6000;

/** An element; `properties` are attributes, or listeners for those that begin with "on". */
export function build(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children);
  return element;
}

export function button(words, onclick, className = "quiet") {
  return build("button", { type: "button", class: className, onclick }, words);
}

/** `control` with its label, and a hint that belongs to it. */
export function field(label, control, hint = null) {
  control.id ||= `field-${(fields += 1)}`;
  const children = [build("label", { for: control.id }, label), control];
  if (hint) {
    const note = build("p", { class: "remark", id: `${control.id}-hint` }, hint);
    control.setAttribute("aria-describedby", note.id);
    children.push(note);
  }
  return build("div", { class: "field" }, ...children);
}

let fields = 0;

/** A dialog with a heading and a button that closes it, not yet shown. Escape closes it too. */
export function makeDialog(title, ...children) {
  const heading = build("h2", { id: `field-${(fields += 1)}` }, title);
  const dialog = build("dialog", { class: "dialog", "aria-labelledby": heading.id });
  dialog.append(build("div", { class: "row" }, heading, button("Close", () => dialog.close())), ...children);
  // Beside the dialog there is only its backdrop.
  dialog.addEventListener("click", ({ target, clientX: x, clientY: y }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    if (target === dialog && (x < left || x > right || y < top || y > bottom)) {
      dialog.close();
    }
  });
  document.body.append(dialog);
  return dialog;
}

const notice = build("p", { class: "notice", "aria-live": "polite", hidden: true });
let forgetting = 0;

/** Says something for a moment, to the eye and to screen readers. */
export function tell(words) {
  // Beside an open dialog nothing is seen or heard.
  ([...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body).append(notice);
  notice.hidden = false;
  notice.textContent = "";
  clearTimeout(forgetting);
  // Words that are there at once are not announced.
  setTimeout(() => {
    notice.textContent = words;
  }, 20);
  forgetting = setTimeout(() => {
    notice.hidden = true;
  }, NOTICE_MS);
}

/** Changes the words of a live region. Those that are there already would be read out again. */
export function say(region, words) {
  if (region.textContent !== words) {
    region.textContent = words;
  }
}

/** Copies `words`, and tells how it went. */
export async function copy(words, done) {
  try {
    await navigator.clipboard.writeText(words);
    tell(done);
    return true;
  } catch {
    tell("The browser does not let this page copy.");
    return false;
  }
}

/** Hands `content` to the reader as a file. */
export function download(content, name, type) {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  build("a", { href: address, download: name }).click();
  // The browser has it when the click is done, but not every one reads it at once.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The name of a file for `text`: the first words of it. */
export function fileName(text, ending) {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, 6).join("-").toLowerCase().slice(0, 60) ?? "";
  return `${words || "whosaid"}.${ending}`;
}
