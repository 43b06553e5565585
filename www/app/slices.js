/** Long work in slices, so that the page answers in between. */

// Under a frame at 60 a second, with room for layout.
const SLICE_MS = 10;

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
