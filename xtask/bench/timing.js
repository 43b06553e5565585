// How long a function takes, in Node.js and in browsers alike.

// Long enough for the engine to have compiled what is hot: for any text, and for one of that length.
const START_MS = 3000;
const WARM_UP_MS = 300;
const MEASURE_MS = 700;
// What all the texts of one analyser may take together.
const ROW_MS = 60_000;

/**
 * The milliseconds that `analyze` takes for each of `texts`, which get longer;
 * null for one that would take too long, as far as the one before tells, and
 * for one that it throws at. `tell` gets each as it is known.
 */
export function measure(analyze, texts, tell = () => {}) {
  const warmed = texts[Math.min(1, texts.length - 1)];
  taken(() => times(() => analyze(warmed), START_MS));
  const end = performance.now() + ROW_MS;
  let pace = 0;
  return texts.map((text) => {
    const ms = performance.now() + pace * text.length > end ? null : taken(() => analyze(text));
    pace = (ms ?? Infinity) / text.length;
    tell(ms);
    return ms;
  });
}

/** The milliseconds that `work` takes: the median after a warm-up; null where it throws. */
function taken(work) {
  try {
    const warm = times(work, WARM_UP_MS);
    // One that is longer than all the measuring is as warm as it gets.
    return warm[0] > MEASURE_MS ? warm[0] : median(times(work, MEASURE_MS));
  } catch (error) {
    console.error(String(error));
    return null;
  }
}

/** Does `work` for `budget` milliseconds, at least once; how long it took each time. */
function times(work, budget) {
  const all = [];
  const end = performance.now() + budget;
  do {
    all.push(once(work));
  } while (performance.now() < end);
  return all;
}

/** The milliseconds that `work` takes this time. */
export function once(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The middle one of `numbers`, or the mean of the two in the middle. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
