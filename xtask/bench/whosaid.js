// whosaid as the others in `peers/` are: a function of a text, and nothing kept between texts.

import { analyze, init } from "../../www/whosaid/index.js";

const { problem } = await init();
if (problem) {
  throw problem;
}

export default analyze;
