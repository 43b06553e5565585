/** The list of remarks: for each the words of all who report it side by side, and how they differ. */

import { build } from "../build.js";
import { KeptNodes } from "../kept-nodes.js";
import { chip, voiceClass } from "../lists.js";

// What a run is drawn as, and what is said of it to whoever hears it only.
const LOOKS = {
  changed: { tag: "mark", before: "differs: " },
  "left-out": { tag: "mark", before: "only here: " },
  added: { tag: "ins", before: "only here: " },
  inserted: { tag: "ins", before: "in brackets only here: " },
  case: { tag: "span" },
  punctuation: { tag: "span" },
  between: { tag: "span" },
};

export class RemarkList {
  #list;
  #items;
  #buttons = [];
  #places = [];

  /** `onShow` gets the place of a remark whose button is pressed, `onChoose` that of one that is pointed at or reached. */
  constructor({ list, onShow, onChoose }) {
    this.#list = list;
    this.#items = new KeptNodes(list);
    const placeOf = ({ target }) => this.#places.indexOf(target.closest("li.shared"));
    list.addEventListener("click", (event) => {
      const place = placeOf(event);
      if (place >= 0 && event.target.closest("button.show")) {
        onShow(place);
      } else if (place >= 0 && !event.target.closest("summary")) {
        onChoose(place);
      }
    });
    list.addEventListener("focusin", (event) => onChoose(placeOf(event)));
  }

  /** Draws `items`: `{ number, name, className, facts, columns, told, again, show }`. */
  draw(items) {
    const [buttons, places] = [[], []];
    [this.#buttons, this.#places] = [buttons, places];
    return this.#items.draw(
      items.map((item) => ({ ...item, key: JSON.stringify(item) })),
      {
        make: remarkItem,
        onNode: (node) => {
          places.push(node);
          buttons.push(node.querySelector("button.show"));
        },
      },
    );
  }

  /** The button of the remark at `place`. */
  button(place) {
    return this.#buttons[place];
  }

  /** Marks the remark at `place` alone. */
  mark(place) {
    this.#list.querySelectorAll(".shared.chosen").forEach((item) => item.classList.remove("chosen"));
    this.#places[place]?.classList.add("chosen");
  }
}

let made = 0;

function remarkItem({ number, name, className, facts, columns, told, again, show: words }) {
  const id = `remark-${(made += 1)}`;
  const show = build("button", { type: "button", class: "quiet show", "aria-describedby": id }, `${words} `, build("span", { class: "unseen" }, `(remark ${number})`));
  const head = build(
    "div",
    { class: "remark-head" },
    build("span", { class: "remark-number" }, build("span", { class: "unseen" }, "Remark "), number),
    " ",
    build("strong", { class: `class ${className}` }, name),
    ...facts.map((fact) => build("span", { class: "fact" }, fact)),
    show,
  );
  const how = build("div", { class: "how", id }, ...told.map((sentence) => build("p", {}, sentence)));
  const sides = build("div", { class: `sides of-${Math.min(columns.length, 3)}` }, ...columns.map(side));
  return build("li", { class: "shared" }, head, sides, how, ...(again.length > 0 ? [elsewhere(again)] : []));
}

function side({ where, who, initials, speaker, kind, note, quoted, runs }) {
  const voice = speaker === null ? "nobody" : voiceClass(speaker);
  const source = build("p", { class: "source" }, build("span", { class: "where" }, where), ": ");
  if (who) {
    source.append(chip(initials), " ", build("span", { class: "name" }, who));
  }
  if (note) {
    source.append(" ", build("span", { class: "fact" }, note));
  }
  if (runs.length === 0) {
    return build("div", { class: "side empty" }, source, build("p", { class: "soft" }, "Not found."));
  }
  const words = build("blockquote", { class: `side-words ${kind} ${quoted ? "quoted" : ""}` });
  drawRuns(words, runs);
  return build("div", { class: `side ${voice}` }, source, words);
}

/** Writes `runs` into `parent`, differences marked for the eye and the ear. */
export function drawRuns(parent, runs) {
  for (const run of runs) {
    const { kind, words } = run;
    if (kind === "gap") {
      parent.append(...gap(run));
    } else if (LOOKS[kind]) {
      const { tag, before } = LOOKS[kind];
      const heard = before ? [build("span", { class: "unseen" }, `[${before}`)] : [];
      parent.append(build(tag, { class: `diff ${kind}` }, ...heard, words, ...(before ? [build("span", { class: "unseen" }, "]")] : [])));
    } else {
      parent.append(words);
    }
  }
}

// Where two stand side by side the other has the words.
function gap({ words, ellipsis, full, ahead }) {
  if (!full) {
    return ellipsis ? [] : [build("span", { class: "diff gap", title: `Not here: “${words}”`, "aria-hidden": "true" })];
  }
  const struck = build("del", { class: "diff missing" }, build("span", { class: "unseen" }, "[not here: "), words, build("span", { class: "unseen" }, "]"));
  return ahead ? [struck, " "] : [" ", struck];
}

function elsewhere(again) {
  return build(
    "details",
    { class: "again" },
    build("summary", {}, `Also reported elsewhere (${again.length})`),
    build("ul", { role: "list" }, ...again.map(({ where, words }) => build("li", {}, build("span", { class: "where" }, where), `: ${words}`))),
  );
}
