/** A worker that names who speaks in the texts it is sent. */

import { analyze, init } from "whosaid";

addEventListener("message", async ({ data: text }) => {
  const { problem } = await init();
  const { quotations, speakers } = analyze(text);
  postMessage(problem?.message ?? quotations.map(({ speaker }) => speakers[speaker].name).join(", "));
});
