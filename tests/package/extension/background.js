/** Names who speaks in the texts that the extension's other scripts send. */

import { analyze, init } from "./whosaid/index.js";

async function names(text) {
  const { problem } = await init();
  const { quotations, speakers } = analyze(text);
  return problem?.message ?? quotations.map(({ speaker }) => speakers[speaker].name).join(", ");
}

chrome.runtime.onMessage.addListener((text, sender, answer) => {
  names(text).then(answer, ({ message }) => answer(message));
  return true;
});
