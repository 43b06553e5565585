/** Has the article of a page read by the extension, where the page's own policy does not reach. */

chrome.runtime.sendMessage(document.querySelector("article").innerText).then((names) => {
  const speaking = document.body.appendChild(document.createElement("output"));
  speaking.id = "background";
  speaking.append(names);
});
