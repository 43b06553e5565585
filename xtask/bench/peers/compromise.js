// Finds quotations: the words between two marks.

import nlp from "compromise";

export default (text) => nlp(text).quotations().json();
