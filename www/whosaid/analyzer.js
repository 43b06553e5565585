/**
 * Analyses in a worker, so that the page stays responsive. All analyzers of a
 * page share one worker; where workers fail, they share its main thread.
 */

import { notLoaded, partsOf } from "./loading.js";
import { startWorker } from "./worker-start.js";

/** Calls the functions of the core in a module worker, and on the main thread once that has failed to start. */
class Runner {
  #worker = null;
  #fallback = typeof Worker !== "function";
  #waiting = new Map();
  #next = 0;
  // What kept the page from loading the core; the worker tries it then, and may be let where the page is not.
  #trouble = null;

  /** What `call` gives for `texts`, and what was wrong with the weights; null where `signal` stops it. */
  run(call, texts, wasm, signal) {
    this.prepare(wasm);
    if (this.#fallback) {
      return runHere(call, texts, wasm);
    }
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      const worker = this.#worker;
      this.#waiting.set(id, { call, texts, wasm, signal, resolve, reject });
      signal.addEventListener("abort", () => {
        if (this.#waiting.delete(id)) {
          // Nothing else stops WebAssembly in the middle.
          this.#abandon(worker);
          resolve(null);
        }
      });
      worker.postMessage({ id, call, texts });
    });
  }

  /** Has a worker start, unless there is one or none can run. */
  prepare(wasm) {
    if (!this.#fallback && !this.#worker) {
      this.#start(wasm);
    }
  }

  #start(wasm) {
    const life = nameOfLife();
    let ready = false;
    let worker;
    try {
      worker = startWorker();
      worker.postMessage({ waits: true, life });
    } catch {
      // Files of another origin, a content security policy without
      // worker-src or with other trusted types.
      worker?.terminate();
      this.#fallback = true;
      return;
    }
    worker.addEventListener("message", ({ data }) => {
      if (data.ready) {
        ready = true;
        return;
      }
      if (data.alive) {
        whenOver(life, () => this.#fail(worker, "the worker ended"));
        return;
      }
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.error === undefined) {
        waiting?.resolve({ answer: data.answer, problem: data.problem && new Error(data.problem) });
      } else if (waiting) {
        waiting.reject(data.broken ? failed(data.error, true) : failed(this.#trouble?.message ?? data.error, false));
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
      this.#fail(worker, `the worker failed (${event.message})`);
    });
    this.#worker = worker;
    this.#handOver(worker, wasm);
  }

  /** Hands `worker` what the page has loaded. */
  async #handOver(worker, wasm) {
    let parts = null;
    this.#trouble = null;
    try {
      const { core, weights } = partsOf(wasm);
      parts = { core: await core, weights: await weights };
    } catch (error) {
      this.#trouble = notLoaded(error);
    }
    try {
      worker.postMessage({ parts, wasm: parts ? undefined : wasm });
    } catch {
      // Something that cannot be cloned.
      this.#fallback = true;
      this.#abandon(worker);
    }
  }

  /** Does without `worker`, which broke off what it still owes. Asking for that again could meet the same error again, for ever. */
  #fail(worker, why) {
    if (this.#worker !== worker) {
      return;
    }
    const owed = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#abandon(worker);
    owed.forEach(({ reject }) => reject(failed(`whosaid: ${why}`, true)));
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
    for (const { call, texts, wasm, signal, resolve, reject } of owed) {
      this.run(call, texts, wasm, signal).then(resolve, reject);
    }
  }
}

/** A name for the lock that a worker holds as long as it lives; null where there are no locks. */
function nameOfLife() {
  return globalThis.navigator?.locks && globalThis.crypto?.randomUUID ? `whosaid-worker-${crypto.randomUUID()}` : null;
}

/** Calls `then` once the worker that holds the lock `life` is gone: no event tells of one that ends without an error. */
function whenOver(life, then) {
  navigator.locks.request(life, then).catch(() => {});
}

/** An error; `brokeOff`: what it is about had begun. */
function failed(message, brokeOff) {
  return Object.assign(new Error(message), { brokeOff });
}

async function runHere(call, texts, wasm) {
  const whosaid = await import("./index.js");
  const { problem } = await whosaid.init(wasm);
  return { answer: whosaid[call](...texts), problem };
}

const runner = new Runner();

/** Begins to load, and to start the worker, before there is a text. */
export function prepare({ wasm } = {}) {
  runner.prepare(wasm);
}

/** Answers about texts that change: only the newest counts. At most one is under way and one waits. */
class Newest {
  #wasm;
  #busy = false;
  #pending = null;
  #newest = 0;
  #stop = null;

  /** What was wrong with the weights at the last answer, if anything: rules alone were at work. */
  problem = null;

  constructor({ wasm } = {}) {
    this.#wasm = wasm;
  }

  /** What `call` gives for `texts`, or null where a newer call or `cancel` has overtaken this one. */
  ask(call, texts) {
    const turn = ++this.#newest;
    this.#pending?.resolve(null);
    return new Promise((resolve, reject) => {
      this.#pending = { call, texts, turn, resolve, reject };
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
    const { call, texts, turn, resolve, reject } = this.#pending;
    this.#pending = null;
    this.#busy = true;
    this.#stop = new AbortController();
    try {
      const done = await runner.run(call, texts, this.#wasm, this.#stop.signal);
      this.problem = done ? done.problem : this.problem;
      resolve(turn === this.#newest ? (done?.answer ?? null) : null);
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

/** Analyses of one text that changes. */
export class Analyzer extends Newest {
  /** The analysis of `text`, or null where a newer call or `cancel` has overtaken this one. */
  analyze(text) {
    return this.ask("analyzeEdited", [text]);
  }
}

/** Comparisons of texts that change. */
export class Comparer extends Newest {
  /** How `texts`, two or more, quote the same remarks; or null where overtaken. */
  compare(texts) {
    return this.ask("compare", texts);
  }

  /** How `article` quotes `transcript`; or null where overtaken. */
  check(article, transcript) {
    return this.ask("check", [article, transcript]);
  }
}
