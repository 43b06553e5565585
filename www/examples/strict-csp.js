/** Listens to the element: what it has found, and what a reader chooses. */

const told = document.getElementById("told");

document.addEventListener("whosaid-analysis", ({ detail: { analysis } }) => {
  const spoken = analysis.quotations.filter(({ kind }) => kind !== "term");
  told.textContent = `${spoken.length} quotations of ${analysis.speakers.length} speakers.`;
});

document.addEventListener("whosaid-select", ({ detail: { speaker, text } }) => {
  told.textContent = `${speaker?.name ?? "Somebody"}: ${text}`;
});

document.addEventListener("whosaid-error", ({ detail: { message } }) => {
  told.textContent = message;
});
