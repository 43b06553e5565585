/** The keys that go from quotation to quotation, the same wherever there is a list of them. */

const STEPS = { j: 1, ArrowDown: 1, ArrowRight: 1, k: -1, ArrowUp: -1, ArrowLeft: -1 };

/** Where the key of `event` leads: 1 to the next quotation, -1 to the previous one, 0 nowhere. */
export function stepOf(event) {
  // With another key held down it is a command of the browser or the page.
  return isPlain(event) ? (STEPS[event.key] ?? 0) : 0;
}

/** Whether no other key is held down with it. */
export function isPlain({ ctrlKey, metaKey, altKey, shiftKey }) {
  return !(ctrlKey || metaKey || altKey || shiftKey);
}
