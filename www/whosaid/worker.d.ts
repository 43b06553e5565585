import type { WasmSource } from "./index.js";

/**
 * What the worker is sent. `Analyzer` and `Comparer` do it; whoever starts
 * `worker.js` alone waits for `{ ready: true }` if it matters whether it runs.
 */
export interface WorkerRequest {
  /** Comes back with the answer. */
  id?: number;
  /** The function of `index.js` to call; where none is named, it loads and no more. */
  call?: "analyzeEdited" | "check" | "compare";
  texts?: string[];
  /** Where the WebAssembly comes from, with the first message, if not from beside the worker. `Analyzer` hands over what the page has loaded instead. */
  wasm?: Exclude<WasmSource, Request | Response>;
}

/** What the worker sends. What has another form is between it and `Analyzer`, and can be passed over. */
export type WorkerMessage =
  | { ready: true }
  /** `problem`: what was wrong with the weights, or null. */
  | { id: number; answer: unknown; problem: string | null }
  /** `broken`: the worker is of no further use. */
  | { id?: number; error: string; broken?: true };
