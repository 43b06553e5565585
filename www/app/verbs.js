/**
 * Reporting words as a lens: a writer who lets somebody "claim" or "admit" a
 * thing says more than that it was said. Each group is what its words suggest.
 */

/** The groups in the order in which they are offered. `none`: nothing reports, or nothing that is known here. */
export const GROUPS = [
  { id: "say", name: "Say", hint: "takes no side", lemmas: "say tell call add note state speak talk write explain describe mention remark comment observe report announce declare reply respond answer continue recall remember recount relate reveal show find go point-out according-to read testify repeat reiterate stress emphasize emphasise underline underscore post tweet sign" },
  { id: "claim", name: "Claim", hint: "leaves open whether it is true", lemmas: "claim allege assert insist maintain argue contend purport profess charge suggest imply hint speculate posit" },
  { id: "deny", name: "Deny", hint: "says that it is not so", lemmas: "deny reject dispute refute rebut dismiss contradict disagree refuse decline disavow counter shoot-down push-back" },
  { id: "concede", name: "Admit", hint: "suggests that it is true", lemmas: "admit concede acknowledge confess allow grant recognize recognise own-up agree accept confirm" },
  { id: "warn", name: "Warn", hint: "sees something bad ahead", lemmas: "warn caution threaten fear worry alert predict forecast lament" },
  { id: "praise", name: "Praise", hint: "speaks well of it", lemmas: "praise hail applaud laud commend welcome celebrate compliment thank congratulate defend boast cheer" },
  { id: "blame", name: "Blame", hint: "speaks ill of it", lemmas: "blame accuse criticize criticise condemn denounce slam attack blast complain scold mock ridicule decry deride lambaste chide rebuke call-out" },
  { id: "ask", name: "Ask", hint: "wants to know", lemmas: "ask wonder inquire enquire question query" },
  { id: "urge", name: "Urge", hint: "wants something done", lemmas: "urge demand call-for request plead beg order instruct advise recommend propose appeal implore encourage command" },
  { id: "promise", name: "Promise", hint: "binds the speaker", lemmas: "promise vow pledge swear guarantee assure commit" },
  { id: "think", name: "Think", hint: "tells what was in a mind", lemmas: "think believe feel hope expect know consider doubt suspect guess assume imagine see want decide realize realise understand conclude" },
  { id: "sound", name: "Sound", hint: "tells how it sounded", lemmas: "shout whisper cry yell scream mutter murmur mumble sigh laugh joke quip sneer snap growl gasp sob exclaim smile nod hiss groan chuckle" },
  { id: "none", name: "None of these", hint: "no such word stands beside it", lemmas: "" },
];

const IRREGULAR = new Map(Object.entries({
  said: "say", says: "say", told: "tell", spoke: "speak", spoken: "speak", wrote: "write", written: "write", thought: "think",
  felt: "feel", knew: "know", known: "know", saw: "see", seen: "see", found: "find", went: "go", gone: "go", shown: "show",
  swore: "swear", sworn: "swear", meant: "mean", replies: "reply", replied: "reply", denies: "deny", denied: "deny",
  cries: "cry", cried: "cry", worried: "worry", worries: "worry", testified: "testify", testifies: "testify", implied: "imply",
  implies: "imply", understood: "understand", shot: "shoot", forecast: "forecast", read: "read", sought: "seek", decried: "decry",
}));

const GROUP_OF = new Map(GROUPS.flatMap(({ id, lemmas }) => lemmas.split(" ").filter(Boolean).map((lemma) => [lemma.replace("-", " "), id])));

// "point out", "according to"
const BEGINS_PAIR = new Set([...GROUP_OF.keys()].filter((lemma) => lemma.includes(" ")).map((lemma) => lemma.split(" ")[0]));

/** The group and the lemma of the words that report a quotation; the most telling one counts. */
export function reportOf(words) {
  const lemmas = (words.toLowerCase().match(/\p{L}+/gu) ?? []).map(lemmaOf);
  const pairs = lemmas.slice(1).map((lemma, at) => `${lemmas[at]} ${lemma}`);
  // "said … warning" warns; plain saying counts where nothing else is there.
  const known = [...pairs, ...lemmas].filter((lemma) => GROUP_OF.has(lemma));
  const lemma = known.find((each) => GROUP_OF.get(each) !== "say") ?? known[0];
  return { group: lemma === undefined ? "none" : GROUP_OF.get(lemma), lemma: lemma ?? "" };
}

/** The base form, if it is one that the groups hold; else the word as it is. */
export function lemmaOf(word) {
  if (IRREGULAR.has(word)) {
    return IRREGULAR.get(word);
  }
  const guesses = [word];
  for (const end of ["s", "es", "d", "ed", "ing"]) {
    if (word.endsWith(end)) {
      const stem = word.slice(0, -end.length);
      guesses.push(stem, `${stem}e`, stem.replace(/(.)\1$/, "$1"));
    }
  }
  return guesses.find((guess) => GROUP_OF.has(guess)) ?? guesses.find((guess) => BEGINS_PAIR.has(guess)) ?? word;
}

/** The groups that a text uses: `{ id, name, hint, quotations, words }`, `words` with their counts, frequent ones first. */
export function verbsOf({ quotations }, text) {
  const found = new Map(GROUPS.map((group) => [group.id, { ...group, quotations: [], words: new Map() }]));
  quotations.forEach(({ kind, cue }, index) => {
    if (kind === "term") {
      return;
    }
    const { group, lemma } = reportOf(cue.map(({ start, end }) => text.slice(start, end)).join(" "));
    const entry = found.get(group);
    entry.quotations.push(index);
    if (lemma) {
      entry.words.set(lemma, (entry.words.get(lemma) ?? 0) + 1);
    }
  });
  return [...found.values()]
    .filter((entry) => entry.quotations.length > 0)
    .map(({ id, name, hint, quotations: indices, words }) => ({
      id, name, hint, quotations: indices, words: [...words].sort((a, b) => b[1] - a[1]),
    }));
}
