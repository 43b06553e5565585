// How long an analyser takes in Node.js:
// `node speed.mjs MODULE TEXT...` prints for each of the files TEXT, as soon as
// it is known, a line with the milliseconds, or null.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { measure } from "./timing.js";

const [module, ...files] = process.argv.slice(2);
const { default: analyze } = await import(pathToFileURL(module));
const texts = files.map((file) => readFileSync(file, "utf8"));
measure(analyze, texts, (ms) => console.log(JSON.stringify(ms)));
