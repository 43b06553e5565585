/** Reporting words as a lens: a button for each thing that they suggest. */

import { build } from "./build.js";
import { KeptNodes } from "./kept-nodes.js";

// So many words show what a group is about.
const WORDS_SHOWN = 4;

export class VerbsPanel {
  #group;
  #items;

  /** `onToggle` gets the id of the group whose button is pressed. */
  constructor({ group, onToggle }) {
    this.#group = group;
    this.#items = new KeptNodes(group);
    group.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-group]");
      if (button) {
        onToggle(button.dataset.group);
      }
    });
  }

  draw(verbs) {
    this.#items.draw(
      verbs.map((group) => ({ ...group, key: JSON.stringify([group.id, group.quotations.length, group.words]) })),
      { make: groupButton },
    );
  }

  /** Shows which group is chosen. */
  press(chosen) {
    for (const button of this.#group.children) {
      button.setAttribute("aria-pressed", String(button.dataset.group === chosen));
    }
  }
}

function groupButton({ id, name, hint, quotations, words }) {
  const shown = words.slice(0, WORDS_SHOWN).map(([word, count]) => (count > 1 ? `${word} ${count}` : word));
  const examples = [...shown, ...(words.length > WORDS_SHOWN ? ["…"] : [])].join(", ");
  return build(
    "button",
    { type: "button", class: "verb", "data-group": id, "aria-pressed": "false" },
    build("span", { class: "name" }, name), " ", build("span", { class: "count" }, String(quotations.length)), " ",
    build("span", { class: "hint-words" }, hint),
    ...(examples ? [" ", build("span", { class: "examples" }, examples)] : []),
  );
}
