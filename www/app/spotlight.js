/**
 * What the reader has chosen to see: speakers, what nobody is named for, and
 * what reporting words suggest. Everything else is dimmed. A choice of speakers is one of names, so
 * that it outlives an edit of the text.
 */

export class Spotlight {
  #places;
  #onChange;
  #analysis = { quotations: [], speakers: [] };
  #verbs = [];
  #names = new Set();
  #nobody = false;
  #group = null;
  #lit = null;

  /** `places` hold elements with `data-quotation`; `onChange` is called after each choice. */
  constructor({ places, onChange }) {
    this.#places = places;
    this.#onChange = onChange;
  }

  /** Chooses or lets go of a speaker. */
  toggleSpeaker(index) {
    const { name } = this.#analysis.speakers[index];
    this.#names[this.#names.has(name) ? "delete" : "add"](name);
    this.#change();
  }

  /** Chooses or lets go of what nobody is named for. */
  toggleNobody() {
    this.#nobody = !this.#nobody;
    this.#change();
  }

  /** Chooses or lets go of a group of reporting words; one at a time. */
  toggleGroup(id) {
    this.#group = this.#group === id ? null : id;
    this.#change();
  }

  /** Lets go of everything. */
  showAll() {
    this.#names.clear();
    this.#nobody = false;
    this.#group = null;
    this.#change();
  }

  /** Takes over a new analysis, and what of the choice is still in it. */
  renew(analysis, verbs) {
    this.#analysis = analysis;
    this.#verbs = verbs;
    const there = new Set(analysis.quotations.map(({ speaker }) => analysis.speakers[speaker]?.name));
    this.#names.forEach((name) => there.has(name) || this.#names.delete(name));
    this.#nobody &&= analysis.quotations.some(({ kind, speaker }) => kind !== "term" && speaker === null);
    if (!verbs.some(({ id }) => id === this.#group)) {
      this.#group = null;
    }
    this.#change();
  }

  /** The indices of the chosen speakers. */
  get speakers() {
    return new Set([...this.#analysis.speakers.keys()].filter((index) => this.#names.has(this.#analysis.speakers[index].name)));
  }

  /** Whether what nobody is named for is chosen. */
  get nobody() {
    return this.#nobody;
  }

  /** The id of the chosen group of reporting words, or null. */
  get group() {
    return this.#group;
  }

  /** The indices of the lit quotations, or null where nothing is chosen. */
  get lit() {
    return this.#lit;
  }

  /** Whether a quotation is in the light. */
  shows(index) {
    return this.#lit === null || this.#lit.has(index);
  }

  /** Lights and dims what is drawn by now. */
  paint() {
    for (const place of this.#places) {
      const wasOn = place.classList.contains("spotlit");
      place.classList.toggle("spotlit", this.#lit !== null);
      if (this.#lit === null && !wasOn) {
        continue;
      }
      const pieces = [...place.querySelectorAll("[data-quotation]")];
      pieces.forEach((piece) => piece.classList.toggle("lit", this.#lit?.has(Number(piece.dataset.quotation)) ?? false));
      // Words in the light take along what they stand in, and what stands in them.
      pieces.forEach((piece) =>
        piece.classList.toggle("dim", this.#lit !== null && !piece.closest(".lit") && !piece.querySelector(".lit")),
      );
    }
  }

  #change() {
    const group = this.#verbs.find(({ id }) => id === this.#group);
    const ofGroup = group && new Set(group.quotations);
    const voices = this.speakers;
    if (this.#nobody) {
      voices.add(null);
    }
    this.#lit =
      voices.size === 0 && !group
        ? null
        : new Set(
            [...this.#analysis.quotations.keys()].filter((index) => {
              const { kind, speaker } = this.#analysis.quotations[index];
              return kind !== "term" && (voices.size === 0 || voices.has(speaker)) && (!ofGroup || ofGroup.has(index));
            }),
          );
    this.paint();
    this.#onChange();
  }
}
