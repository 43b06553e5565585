/** Many changes in a row become one: `settle` runs once they pause. */

// A pause of this length ends a row of changes,
const PAUSE_MS = 50;

// and so does a page that never pauses, from time to time.
const PATIENCE_MS = 500;

export class Settling {
  #settle;
  #timer = 0;
  #since = null;

  constructor(settle) {
    this.#settle = settle;
  }

  /** Something has changed. */
  soon() {
    const now = performance.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.stop();
        this.#settle();
      },
      Math.min(PAUSE_MS, Math.max(0, this.#since + PATIENCE_MS - now)),
    );
  }

  /** Nothing is to be done any more. */
  stop() {
    clearTimeout(this.#timer);
    this.#since = null;
  }
}
