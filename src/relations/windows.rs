//! What the relations' model sees of the tokens around one cue.
//!
//! In: a text's [`Signs`], its tagging and its cues. Out: for a cue, the
//! window that it is read in and a row of hashes for each token there, which
//! say how the token lies to the cue.

use crate::forms::{Forms, Hash, mix};
use crate::marks::Marks;
use crate::phrases::{Phrase, Reader};
use crate::relations::clauses::Clauses;
use crate::relations::signs::{self, NOTHING, Signs, bucket};
use crate::tagger::{CONTENT, SOURCE, Tagging};

/// How many signs a token has of a cue; they are counted on behind those that it always has.
pub(crate) const COUNT: usize = 39;
/// On which side of the cue it stands.
pub(crate) const SIDE: usize = signs::COUNT;
/// The same and the sentences between.
pub(crate) const SENTENCE: usize = signs::COUNT + 1;
/// How far it stands from the cue.
pub(crate) const DISTANCE: usize = signs::COUNT + 2;
/// Side, sentences and the first few tokens.
pub(crate) const NEAR: usize = signs::COUNT + 3;
/// Side and commas between.
pub(crate) const COMMAS_BETWEEN: usize = signs::COUNT + 4;
/// Side and marks between.
pub(crate) const MARKS_BETWEEN: usize = signs::COUNT + 5;
/// Side, sentences and other cues between.
pub(crate) const CUES_BETWEEN: usize = signs::COUNT + 6;
/// Side, commas, marks and cues between.
pub(crate) const BETWEEN: usize = signs::COUNT + 7;
/// Side and sources between.
pub(crate) const SOURCES_BETWEEN: usize = signs::COUNT + 8;
/// Side, sentences and contents between.
pub(crate) const CONTENTS_BETWEEN: usize = signs::COUNT + 9;
/// Side and stops between.
pub(crate) const STOPS_BETWEEN: usize = signs::COUNT + 10;
/// Side and other characters between.
pub(crate) const PUNCTS_BETWEEN: usize = signs::COUNT + 11;
/// Side and its likeliest label.
pub(crate) const LABEL: usize = signs::COUNT + 12;
/// The same with sources and contents between.
pub(crate) const LABEL_SPANS: usize = signs::COUNT + 13;
/// The same with cues and sentences between.
pub(crate) const LABEL_CUES: usize = signs::COUNT + 14;
/// Side and how likely it is part of a source and of a content.
pub(crate) const LIKELY: usize = signs::COUNT + 15;
/// The cue's first and last stem.
pub(crate) const CUE: usize = signs::COUNT + 16;
/// The cue's first stem.
pub(crate) const CUE_FIRST: usize = signs::COUNT + 17;
/// The cue's last stem.
pub(crate) const CUE_LAST: usize = signs::COUNT + 18;
/// The word behind the cue.
pub(crate) const CUE_NEXT: usize = signs::COUNT + 19;
/// The word before the cue.
pub(crate) const CUE_BEFORE: usize = signs::COUNT + 20;
/// Marks at the cue.
pub(crate) const CUE_MARKS: usize = signs::COUNT + 21;
/// Whether it stands in the quotation beside the cue.
pub(crate) const BESIDE: usize = signs::COUNT + 22;
/// Whether it is capitalised, and how near it is.
pub(crate) const CAPITAL: usize = signs::COUNT + 23;

/// Its part of speech.
pub(crate) const PART: usize = signs::COUNT + 24;
/// Side and clauses between.
pub(crate) const CLAUSES_BETWEEN: usize = signs::COUNT + 25;
/// What opens its clause.
pub(crate) const OPENER: usize = signs::COUNT + 26;
/// What its clause holds.
pub(crate) const HOLDS: usize = signs::COUNT + 27;
/// What opens the clause behind its own.
pub(crate) const NEXT_OPENER: usize = signs::COUNT + 28;
/// What the clause behind its own holds.
pub(crate) const NEXT_HOLDS: usize = signs::COUNT + 29;
/// How the cue reports.
pub(crate) const CUE_KIND: usize = signs::COUNT + 30;
/// Whether it is part of what the rules take for the source, or of the phrase behind the cue.
pub(crate) const PHRASE: usize = signs::COUNT + 31;
/// The first few parts that part clauses between the cue and it.
pub(crate) const PATH_START: usize = signs::COUNT + 32;
/// The last few.
pub(crate) const PATH_END: usize = signs::COUNT + 33;
/// What opens the clause behind the cue.
pub(crate) const CUE_OPENER: usize = signs::COUNT + 34;
/// How near the end of its clause it is.
pub(crate) const TO_END: usize = signs::COUNT + 35;
/// Which clause before or behind the cue it is, and what opens it.
pub(crate) const CLAUSE_OPENER: usize = signs::COUNT + 36;

/// How likely it is part of a content, in finer steps, and how likely it starts one.
pub(crate) const FINE: usize = signs::COUNT + 37;
/// How likely it is part of a source, in finer steps, and how likely it starts one.
pub(crate) const FINE_SOURCE: usize = signs::COUNT + 38;

/// The classes of tokens by which steps are weighed.
#[cfg(feature = "training")]
pub(crate) const CLASSES: usize = 12;
/// The class of a word by its part of speech: a few that open clauses count by themselves.
const PARTED: [u8; 22] = [0, 0, 0, 0, 0, 8, 9, 9, 0, 0, 0, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// Less likely than this to be part of a content or a source, a token is looked at no closer.
const IDLE: f32 = 0.04;

/// How far a window reaches from its cue, in tokens.
const REACH: usize = 400;

/// What counts in between: commas, marks, stops, other characters, cues, sources, contents.
type Counts = [u16; 7];

/// A text on which windows are laid.
pub(crate) struct Sheet<'a> {
    /// The text.
    pub reader: Reader<'a>,
    /// What is always seen of its tokens.
    pub signs: Signs,
    /// For each token, its likeliest label.
    labels: Vec<u8>,
    /// For each token, how likely it is part of a source and of a content, in steps.
    likely: Vec<Hash>,
    /// For each token, the same in finer steps.
    fine: Vec<[Hash; 2]>,
    /// For each token and for the end, what counts before it.
    counts: Vec<Counts>,
    /// For each token, whether it is likely part of nothing.
    pub idle: Vec<bool>,
    /// The text's clauses.
    pub clauses: Clauses,
    /// For each token, the class by which steps to it are weighed.
    pub steps: Vec<u8>,
}

/// The tokens that one cue is read with.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    /// The first token.
    pub first: usize,
    /// The first token behind it.
    pub end: usize,
    /// The cue.
    pub cue: Phrase,
    /// For each token, all its signs; with [`PADDING`] more before the first and behind the last.
    pub rows: Vec<[Hash; ALL]>,
}

/// How far beside a token its features reach.
pub(crate) const PADDING: usize = 2;
/// How many signs a token has in a window.
pub(crate) const ALL: usize = signs::COUNT + COUNT;

impl Default for Window {
    fn default() -> Self {
        Self { first: 0, end: 0, cue: Phrase { first: 0, end: 0 }, rows: Vec::new() }
    }
}

impl Window {
    /// On which side of the cue the token at `at` stands.
    pub fn side(&self, at: usize) -> Hash {
        if at < self.cue.first {
            0
        } else if at >= self.cue.end {
            2
        } else {
            1
        }
    }

    /// Whether the token at `at` and its neighbours lie to the cue as they lie to any other far from them on that side.
    pub fn is_settled(&self, at: usize) -> bool {
        self.first < at && at + SETTLED <= self.cue.first || self.cue.end + SETTLED <= at + 1 && at + 1 < self.end
    }
}

/// How far from a cue a token does not see how far.
pub(crate) const SETTLED: usize = 3;

/// `items` as one number; each is below 16.
fn pack(items: &[Hash]) -> Hash {
    items.iter().fold(1, |packed, item| packed << 4 | *item)
}

impl<'a> Sheet<'a> {
    /// The sheet for a text whose cues are `cues`.
    pub fn new(reader: Reader<'a>, marks: &Marks, forms: &Forms, tagging: &Tagging, cues: &[Phrase]) -> Self {
        Self::of(reader, marks, forms, tagging, cues, &vec![true; reader.text.paragraphs.len()])
    }

    /// The sheet for a text on which windows are laid around `cues` alone, which stand in paragraphs that are
    /// `wanted`, and with what is beside these: of all others it says nothing.
    pub fn of(reader: Reader<'a>, marks: &Marks, forms: &Forms, tagging: &Tagging, cues: &[Phrase], wanted: &[bool]) -> Self {
        let text = reader.text;
        let signs = Signs::new(text, marks, reader.tags, forms, wanted);
        let step = |share: f32| Hash::from(share > 0.1) + Hash::from(share > 0.5) + Hash::from(share > 0.9);
        let finer = |share: f32| [0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97].iter().filter(|step| share >= **step).count() as Hash;
        let count = text.tokens.len();
        let (mut labels, mut likely, mut fine, mut idle) = (vec![0; count], vec![0; count], vec![[0; 2]; count], vec![true; count]);
        let mut counts = vec![Counts::default(); count + 1];
        let mut next = cues.iter().peekable();
        for (run, _) in text.paragraphs.iter().zip(wanted).filter(|(_, wanted)| **wanted) {
            // Only what stands between two tokens of a paragraph is ever asked.
            let mut count = Counts::default();
            counts[run.first] = count;
            for at in run.tokens() {
                let own = tagging.marginals.get(at).copied().unwrap_or_default();
                let [content, source] = [CONTENT, SOURCE].map(|label| tagging.part(at, label));
                labels[at] = tagging.label(at) as u8;
                likely[at] = step(source) << 2 | step(content);
                fine[at] = [(content, CONTENT), (source, SOURCE)].map(|(part, label)| finer(part) << 4 | finer(own[label]));
                idle[at] = content.max(source) < IDLE;
                let class = signs.classes[at];
                let counted = [
                    class == 5,
                    matches!(class, 1..=3),
                    matches!(class, 4 | 6),
                    class != 0,
                    next.next_if(|cue| cue.first == at).is_some(),
                    usize::from(labels[at]) == SOURCE,
                    usize::from(labels[at]) == CONTENT,
                ];
                for (sum, counted) in count.iter_mut().zip(counted) {
                    *sum = sum.wrapping_add(u16::from(counted));
                }
                counts[at + 1] = count;
            }
        }
        let clauses = Clauses::new(reader, wanted);
        let steps = signs
            .classes
            .iter()
            .zip(&clauses.parts)
            .map(|(class, part)| if *class == 0 { PARTED[usize::from(*part)] } else { *class })
            .collect();
        Self { reader, signs, labels, likely, fine, counts, idle, clauses, steps }
    }

    /// Lays `window` around `cue`.
    pub fn lay(&self, cue: Phrase, window: &mut Window) {
        let text = self.reader.text;
        let tokens = &text.tokens;
        let run = text.paragraphs[tokens[cue.first].paragraph];
        window.first = run.first.max(cue.first.saturating_sub(REACH));
        window.end = run.end.min(cue.end + REACH);
        window.cue = cue;
        window.rows.clear();
        window.rows.resize(PADDING, [NOTHING; ALL]);
        let sign = |at: usize, sign: usize| self.signs.rows.get(at).map_or(0, |row| row[sign]);
        let own_first = sign(cue.first, signs::STEM);
        let own_last = sign(cue.end - 1, signs::STEM);
        let own = mix(own_first, own_last);
        let own_next = sign(cue.end, signs::WORD);
        let own_before = if cue.first == 0 { 0 } else { sign(cue.first - 1, signs::WORD) };
        let class = |at: usize| self.signs.classes.get(at).map_or(7, |class| Hash::from(*class).min(4));
        let quoted = |at: usize| self.reader.tags.quoted.get(at).copied().flatten();
        let own_marks = pack(&[Hash::from(quoted(cue.first).is_some()), class(cue.first.wrapping_sub(1)), class(cue.end)]);
        let beside_before = (cue.first.saturating_sub(3)..cue.first).rev().find_map(quoted);
        let beside_behind = (cue.end..cue.end + 3).find_map(quoted);
        let clause_of = |at: usize| self.clauses.of.get(at).copied().unwrap_or(self.clauses.all.len());
        let own_clause = clause_of(cue.first);
        let own_part = |at: usize| self.clauses.parts.get(at).copied().unwrap_or(14);
        let own_kind = self.kind(cue);
        let (subject, object) = self.phrases(cue);
        let cue_opener = self.clauses.get(clause_of(cue.end)).opener;
        let mut paths = vec![(0, 0); window.end - window.first];
        let mut path = Path::default();
        for at in (window.first..cue.first).rev() {
            path.step(own_part(at));
            paths[at - window.first] = path.hashes();
        }
        let mut path = Path::default();
        for at in cue.end..window.end {
            paths[at - window.first] = path.hashes();
            path.step(own_part(at));
        }
        for at in window.first..window.end {
            let (side, distance) = match at {
                _ if at < cue.first => (0, cue.first - at),
                _ if at >= cue.end => (2, at - cue.end + 1),
                _ => (1, 0),
            };
            let (from, to) = match side {
                0 => (at + 1, cue.first),
                2 => (cue.end, at),
                _ => (at, at),
            };
            let mut between = [0; 7];
            for (between, (from, to)) in between.iter_mut().zip(self.counts[from].iter().zip(self.counts[to])) {
                *between = Hash::from(to.wrapping_sub(*from)).min(3);
            }
            let [commas, marks, stops, puncts, cues, sources, contents] = between;
            let sentences = (tokens[at].sentence + 2).saturating_sub(tokens[cue.first].sentence).min(4) as Hash;
            let near = distance.min(4) as Hash;
            let label = Hash::from(self.labels[at]);
            let beside = match quoted(at) {
                None => 0,
                own if own == beside_before => 1,
                own if own == beside_behind => 2,
                _ => 3,
            };
            let mut row = [0; ALL];
            row[..signs::COUNT].copy_from_slice(&self.signs.rows[at]);
            let mut set = |sign: usize, value: Hash| row[sign] = value;
            set(SIDE, side);
            set(SENTENCE, pack(&[side, sentences]));
            set(DISTANCE, bucket(distance));
            set(NEAR, pack(&[side, sentences, near]));
            set(COMMAS_BETWEEN, pack(&[side, commas]));
            set(MARKS_BETWEEN, pack(&[side, marks]));
            set(CUES_BETWEEN, pack(&[side, cues, sentences]));
            set(BETWEEN, pack(&[side, commas, marks, cues]));
            set(SOURCES_BETWEEN, pack(&[side, sources]));
            set(CONTENTS_BETWEEN, pack(&[side, contents, sentences]));
            set(STOPS_BETWEEN, pack(&[side, stops]));
            set(PUNCTS_BETWEEN, pack(&[side, puncts]));
            set(LABEL, pack(&[label, side]));
            set(LABEL_SPANS, pack(&[label, side, sources, contents]));
            set(LABEL_CUES, pack(&[label, side, cues, sentences]));
            set(LIKELY, pack(&[self.likely[at], side]));
            set(CUE, own);
            set(CUE_FIRST, own_first);
            set(CUE_LAST, own_last);
            set(CUE_NEXT, own_next);
            set(CUE_BEFORE, own_before);
            set(CUE_MARKS, own_marks);
            set(BESIDE, pack(&[beside, side, class(at)]));
            set(CAPITAL, pack(&[Hash::from(tokens[at].capital), side, distance.min(SETTLED) as Hash]));
            let clause = clause_of(at);
            let apart = (clause + 7).saturating_sub(own_clause).min(14) as Hash;
            let own = self.clauses.get(clause);
            let next = self.clauses.get(clause + 1);
            let (start, end) = paths[at - window.first];
            set(PART, Hash::from(own_part(at)));
            set(CLAUSES_BETWEEN, pack(&[side, apart]));
            set(OPENER, own.opener);
            set(HOLDS, own.holds);
            set(NEXT_OPENER, next.opener);
            set(NEXT_HOLDS, next.holds);
            set(CUE_KIND, own_kind);
            let within = |phrase: Option<Phrase>| phrase.map_or(2, |phrase| Hash::from((phrase.first..phrase.end).contains(&at)));
            set(PHRASE, pack(&[side, within(subject), within(object)]));
            set(PATH_START, mix(side, start));
            set(PATH_END, mix(side, end));
            set(CUE_OPENER, cue_opener);
            set(TO_END, pack(&[side, own.end.saturating_sub(at).min(4) as Hash]));
            set(CLAUSE_OPENER, mix(pack(&[side, apart]), own.opener));
            let [fine_content, fine_source] = self.fine.get(at).copied().unwrap_or_default();
            set(FINE, fine_content << 4 | side);
            set(FINE_SOURCE, fine_source << 4 | side);
            window.rows.push(row);
        }
        window.rows.resize(window.rows.len() + PADDING, [NOTHING; ALL]);
    }

    /// How `cue` reports.
    pub fn kind(&self, cue: Phrase) -> Hash {
        let reader = self.reader;
        let verb = (cue.first..cue.end).rev().find(|at| reader.verb(*at).is_some());
        let Some(verb) = verb else { return Hash::from(reader.is_according(cue.first)) };
        let how = reader.verb(verb).map_or(0, |verb| (verb.reports as Hash) << 2 | verb.form as Hash);
        pack(&[2, how, Hash::from(reader.is_passive(verb)), Hash::from(reader.is_relative(verb)), Hash::from(verb + 1 == cue.end)])
    }

    /// What the rules take for the subject of `cue`, and the phrase behind it.
    fn phrases(&self, cue: Phrase) -> (Option<Phrase>, Option<Phrase>) {
        let reader = self.reader;
        let floor = reader.text.sentences[reader.text.tokens[cue.first].sentence].first;
        let end = reader.text.sentences[reader.text.tokens[cue.end - 1].sentence].end;
        (reader.subject(cue.first, floor), reader.phrase_after(cue.end, end))
    }
}

/// What is passed on the way from a cue: the parts of speech that part phrases and clauses.
#[derive(Default)]
struct Path {
    passed: usize,
    start: Hash,
    last: [Hash; 3],
}

impl Path {
    /// Passes a token of `part`.
    fn step(&mut self, part: u8) {
        // Nouns, determiners, numbers and names say little on the way.
        if matches!(part, 0 | 1 | 9 | 19 | 20 | 21) {
            return;
        }
        let part = Hash::from(part);
        if self.passed < 3 {
            self.start = (self.start << 5) | (part + 1);
        }
        self.passed += 1;
        self.last = [part + 1, self.last[0], self.last[1]];
    }

    /// What was passed first, and what last.
    fn hashes(&self) -> (Hash, Hash) {
        (self.start, self.last.iter().fold(self.passed.min(7) as Hash, |path, part| path << 5 | *part))
    }
}
