/** A page that uses the element, the module, and the module in a worker of its own. */

import { analyze, init } from "whosaid";
import "whosaid/define";

const show = (id, words) => document.querySelector(id).append(words);
const text = document.querySelector("article").innerText;

const worker = new Worker(new URL("./in-worker.js", import.meta.url), { type: "module" });
worker.addEventListener("message", ({ data }) => show("#worker", data));
worker.postMessage(text);

const { problem } = await init();
const { quotations, speakers } = analyze(text);
show("#here", problem?.message ?? quotations.map(({ speaker }) => speakers[speaker].name).join(", "));
