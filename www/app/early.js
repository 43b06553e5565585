/** Has the core begin to load while the rest of the page still comes. */

import { prepare } from "../whosaid/analyzer.js";

prepare();
