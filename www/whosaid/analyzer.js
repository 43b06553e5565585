/**
 * Analyses in a worker, so that the page stays responsive. All analyzers of a
 * page share one worker; where workers fail, they share its main thread.
 */

/** Runs texts in a module worker, and on the main thread once that has failed to start. */
class Runner {
  #worker = null;
  #fallback = typeof Worker !== "function";
  #waiting = new Map();
  #next = 0;

  /** The analysis of `text` and what was wrong with the weights; null where `signal` stops it. */
  run(text, wasm, signal) {
    if (!this.#fallback && !this.#worker) {
      this.#start(wasm);
    }
    if (this.#fallback) {
      return runHere(text, wasm);
    }
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      const worker = this.#worker;
      this.#waiting.set(id, { text, wasm, signal, resolve, reject });
      signal.addEventListener("abort", () => {
        if (this.#waiting.delete(id)) {
          // Nothing else stops WebAssembly in the middle.
          this.#abandon(worker);
          resolve(null);
        }
      });
      worker.postMessage({ id, text });
    });
  }

  #start(wasm) {
    let ready = false;
    let worker;
    try {
      worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
      worker.postMessage({ wasm });
    } catch {
      // Files of another origin, a content security policy without
      // worker-src, trusted types, bytes that cannot be cloned.
      worker?.terminate();
      this.#fallback = true;
      return;
    }
    worker.addEventListener("message", ({ data }) => {
      if (data.ready) {
        ready = true;
        return;
      }
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.error === undefined) {
        waiting?.resolve({ analysis: data.analysis, problem: data.problem && new Error(data.problem) });
      } else {
        waiting?.reject(new Error(data.error));
      }
      if (data.broken) {
        this.#abandon(worker);
      }
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (!ready) {
        this.#fallback = true;
        this.#abandon(worker);
        return;
      }
      // Asking again could meet the same error again, for ever.
      const owed = [...this.#waiting.values()];
      this.#waiting.clear();
      this.#abandon(worker);
      owed.forEach(({ reject }) => reject(new Error(`whosaid: the worker failed (${event.message})`)));
    });
    this.#worker = worker;
  }

  /** Does without `worker`: what it still owes is asked for again elsewhere. */
  #abandon(worker) {
    worker.terminate();
    if (this.#worker !== worker) {
      return;
    }
    this.#worker = null;
    const owed = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { text, wasm, signal, resolve, reject } of owed) {
      this.run(text, wasm, signal).then(resolve, reject);
    }
  }
}

async function runHere(text, wasm) {
  const { analyzeEdited, init } = await import("./index.js");
  const { problem } = await init(wasm);
  return { analysis: analyzeEdited(text), problem };
}

const runner = new Runner();

/**
 * Analyses of one text that changes: only the newest version counts. At most
 * one analysis is under way and one waits, however fast the text changes.
 */
export class Analyzer {
  #wasm;
  #busy = false;
  #pending = null;
  #newest = 0;
  #stop = null;

  /** What was wrong with the weights at the last analysis, if anything: rules alone were at work. */
  problem = null;

  constructor({ wasm } = {}) {
    this.#wasm = wasm;
  }

  /** The analysis of `text`, or null where a newer call or `cancel` has overtaken this one. */
  analyze(text) {
    const turn = ++this.#newest;
    this.#pending?.resolve(null);
    return new Promise((resolve, reject) => {
      this.#pending = { text, turn, resolve, reject };
      this.#work();
    });
  }

  /** Lets every call so far come to null, and the worker stop what it does for them. */
  cancel() {
    this.#newest++;
    this.#pending?.resolve(null);
    this.#pending = null;
    this.#stop?.abort();
  }

  async #work() {
    if (this.#busy || !this.#pending) {
      return;
    }
    const { text, turn, resolve, reject } = this.#pending;
    this.#pending = null;
    this.#busy = true;
    this.#stop = new AbortController();
    try {
      const done = await runner.run(text, this.#wasm, this.#stop.signal);
      this.problem = done ? done.problem : this.problem;
      resolve(turn === this.#newest ? (done?.analysis ?? null) : null);
    } catch (error) {
      if (turn === this.#newest) {
        reject(error);
      } else {
        resolve(null);
      }
    }
    this.#busy = false;
    this.#stop = null;
    this.#work();
  }
}
