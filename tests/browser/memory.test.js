/** Ten thousand texts in one tab leave nothing behind: in the core's memory, in the worker, in the page. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ARTICLE, quotations, setUp } from "./support.js";

const site = setUp({ before, after });

const FIRST = 1_000;
const ALL = 10_000;

// What engines keep of code that runs often; an object that stays for each text, with one thing in it, comes to more.
const SLACK = (ALL - FIRST) * 32;

// Lets the core's memory be seen: nothing of whosaid shows it.
const SHOWING_MEMORY = `
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      globalThis.coreMemory = (made.instance ?? made).exports.memory;
      return made;
    };
  }
`;

const showMemory = (page, context) =>
  context.route("**/whosaid/core.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: SHOWING_MEMORY + (await response.text()) });
  });

/** Has texts, the numbers of which begin at `from`, analysed by the worker and by the module, which reads them backwards. */
const analyse = (page, from, to) => page.evaluate(async ([article, from, to]) => {
  const { Analyzer } = await import("./whosaid/analyzer.js");
  const { analyze, analyzeEdited, init } = await import("./whosaid/index.js");
  await init();
  const analyzer = new Analyzer();
  const textOf = (number) => `${article}\n\n“It is day ${number},” said Ruth Pell.`;
  for (let number = from; number < to; number++) {
    const asked = analyzer.analyze(textOf(number));
    const here = (number % 2 ? analyze : analyzeEdited)(textOf(to - number));
    const found = [here.quotations.length, (await asked).quotations.length];
    if (found.some((count) => count !== 4)) {
      throw new Error(`${found} quotations on day ${number}`);
    }
  }
}, [ARTICLE, from, to]);

/** A channel to the developers' view of the page's worker. */
async function viewOfWorker(session) {
  const waiting = new Map();
  let next = 0;
  const attached = new Promise((resolve) => session.on("Target.attachedToTarget", resolve));
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result, error } = JSON.parse(message);
    waiting.get(id)?.(error ? Promise.reject(new Error(error.message)) : result);
  });
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const { sessionId } = await attached;
  return (method) => new Promise((resolve) => {
    waiting.set(++next, resolve);
    session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id: next, method }) });
  });
}

test("ten thousand texts one after the other leave nothing behind", async () => {
  const page = await site.open("/", { prepare: showMemory });
  await quotations(page).nth(9).waitFor();
  const session = await page.context().newCDPSession(page);
  const askWorker = await viewOfWorker(session);
  const askPage = (method) => session.send(method);
  const heap = async (ask) => {
    await ask("HeapProfiler.collectGarbage");
    return (await ask("Runtime.getHeapUsage")).usedSize;
  };
  const memory = (place) => place.evaluate(() => globalThis.coreMemory.buffer.byteLength);
  const measure = async () => ({
    page: { heap: await heap(askPage), core: await memory(page) },
    worker: { heap: await heap(askWorker), core: await memory(page.workers()[0]) },
    nodes: (await session.send("Memory.getDOMCounters")).nodes,
  });
  await analyse(page, 0, FIRST);
  const early = await measure();
  await analyse(page, FIRST, ALL);
  const late = await measure();
  for (const place of ["page", "worker"]) {
    assert.equal(late[place].core, early[place].core, `the core's memory in the ${place}`);
    assert.ok(late[place].heap - early[place].heap < SLACK, `${late[place].heap - early[place].heap} bytes more in the ${place}`);
  }
  assert.ok(late.nodes <= early.nodes, `${late.nodes - early.nodes} nodes more`);
});
