/** Where the result stands below the text, a paste should not leave it out of sight. */
export function bringIntoView(result, textbox) {
  if (result.getBoundingClientRect().top < textbox.getBoundingClientRect().bottom) {
    return;
  }
  if (matchMedia("(pointer: coarse)").matches) {
    // Takes the keyboard off the screen.
    textbox.blur();
  }
  result.scrollIntoView({ block: "start" });
}
