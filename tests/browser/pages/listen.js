// Hears what a page complains of, for a browser that tells nobody else: put
// first into each page that the tests' server sends it.
globalThis.troubles = [];
addEventListener("error", ({ message, target }) => troubles.push(message ?? `did not load: ${target.src ?? target.href}`), true);
addEventListener("unhandledrejection", ({ reason }) => troubles.push(String(reason)));
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  troubles.push(`Content Security Policy: ${violatedDirective} refuses ${blockedURI}`));
const { error } = console;
console.error = (...words) => {
  troubles.push(words.join(" "));
  error.apply(console, words);
};
