/** Says that a long text takes a while, and lets the reader call it off, or start again where it takes too long. */

import { say } from "../build.js";

// Shorter waits are over before anybody could call them off.
const PATIENCE_MS = 1000;

// Many times what a text takes on a slow machine: nothing else tells work that never ends.
const TOO_LONG_MS = 10_000;
const TOO_LONG_MS_A_LETTER = 0.1;

const TOO_LONG = "This takes longer than it should. Your text is kept.";

export class Progress {
  #place;
  #tooLong;
  #words;
  #newest = null;

  /** `place` holds the bar and the button `cancel`; `tooLong` holds `words` and the button `again`. */
  constructor({ place, cancel, tooLong, words, again, onCancel, onAgain }) {
    this.#place = place;
    this.#tooLong = tooLong;
    this.#words = words;
    for (const [button, then] of [[cancel, onCancel], [again, onAgain]]) {
      button.addEventListener("click", () => {
        this.#end(this.#newest);
        then();
      });
    }
  }

  /** Work on so many letters has begun; what this gives is to be called when it is done. */
  begin(letters) {
    // What is shown stays: this work waits for the work before.
    this.#newest?.forEach(clearTimeout);
    const timers = [
      setTimeout(() => {
        this.#place.hidden = false;
      }, PATIENCE_MS),
      setTimeout(() => {
        this.#tooLong.hidden = false;
        say(this.#words, TOO_LONG);
      }, TOO_LONG_MS + letters * TOO_LONG_MS_A_LETTER),
    ];
    this.#newest = timers;
    return () => this.#end(timers);
  }

  // Work that newer work has overtaken says nothing any more.
  #end(timers) {
    if (timers !== null && timers === this.#newest) {
      timers.forEach(clearTimeout);
      this.#place.hidden = true;
      this.#tooLong.hidden = true;
      say(this.#words, "");
    }
  }
}
