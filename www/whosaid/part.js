/** Pieces of what is shown: each is a class for our styles and a part for an author's. */

/** An element `tag` with `words`, named `name`; where `isPart` is false, it is a class alone. */
export function part(tag, name, words, isPart = true) {
  const element = document.createElement(tag);
  element.className = name;
  if (isPart) {
    element.part = name;
  }
  element.textContent = words;
  return element;
}

/** A button, as `part` makes it, that does `work` when it is pressed. */
export function partButton(name, words, work, isPart = true) {
  const button = part("button", name, words, isPart);
  button.type = "button";
  button.addEventListener("click", work);
  return button;
}
