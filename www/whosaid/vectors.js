/**
 * Whether WebAssembly has vectors of 128 bits here. Browsers have had them since
 * 2023, on processors that do. The core comes with them, and once more without.
 */

// A module of one function that gives a vector of four equal numbers: types,
// functions, and the code, `i32.const 0`, `i32x4.splat`.
const USES_VECTORS = Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  1, 5, 1, 0x60, 0, 1, 0x7b,
  3, 2, 1, 0,
  10, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x11, 0x0b,
);

/** Whether a module with vectors would compile. */
export const hasVectors = () => Boolean(globalThis.WebAssembly?.validate(USES_VECTORS));
