/** Says that a long text takes a while, and lets the reader call it off. */

// Shorter waits are over before anybody could call them off.
const PATIENCE_MS = 1000;

export class Progress {
  #place;
  #newest = null;

  /** `place` holds the bar and the button `cancel`. */
  constructor({ place, cancel, onCancel }) {
    this.#place = place;
    cancel.addEventListener("click", () => {
      this.#end(this.#newest);
      onCancel();
    });
  }

  /** Work has begun; what this gives is to be called when it is done. */
  begin() {
    clearTimeout(this.#newest);
    const timer = setTimeout(() => {
      this.#place.hidden = false;
    }, PATIENCE_MS);
    this.#newest = timer;
    return () => this.#end(timer);
  }

  // Work that newer work has overtaken says nothing any more.
  #end(timer) {
    if (timer === this.#newest) {
      clearTimeout(timer);
      this.#place.hidden = true;
    }
  }
}
