/** Long work in slices, so that the page answers in between. */

// A third of a frame at 60 a second: several parts of the page draw at a time,
// and what they drew has to be laid out.
const SLICE_MS = 5;

/** Waits for the page's turn whenever a slice is used up. */
export function slices() {
  let started = performance.now();
  return {
    /** Whether it is time to `pause`. */
    due: () => performance.now() - started > SLICE_MS,
    pause: async () => {
      await new Promise((resolve) => setTimeout(resolve));
      started = performance.now();
    },
  };
}
