/** What readers are told when something is missing. */

/** Where the weights are missing or broken. */
export const RULES_ALONE =
  "A file with what was learnt from many articles did not load. Quotations are marked by rules alone, so more of them than usual are missed or given to the wrong speaker.";

/** Where nothing can be marked. */
export const NOTHING_MARKED = "The quotations of this article cannot be marked right now. The article itself is complete.";

/** Where articles cannot be compared. */
export const NOTHING_COMPARED = "These articles cannot be compared right now. The articles themselves are complete.";
