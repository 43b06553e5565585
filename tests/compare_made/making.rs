//! Makes quotations from others in known ways.

use std::collections::{BTreeMap, BTreeSet};

use whosaid::compare::Class;
use whosaid::{Analysis, Kind, Offsets, Quotation, Span, Speaker, SpeakerKind, Why};

use crate::Source;
use crate::random::Random;

/// A text that was made for an article, its quotations, and which of the article's they are made from.
pub struct Made {
    pub text: String,
    pub analysis: Analysis,
    pub expected: Vec<Expected>,
}

/// A pair that must be found.
pub struct Expected {
    pub quotation: usize,
    pub made: usize,
    pub how: &'static str,
    pub class: Class,
}

/// Quotations shorter than this are left alone.
const SHORTEST: usize = 8;
/// As many quotations of other articles stand in each text.
const OTHERS: usize = 12;
/// Words in a row that make two quotations alike.
const RUN: usize = 4;
/// A word that no more quotations have is rare.
const RARE: usize = 6;

pub struct Maker<'a> {
    sources: &'a [Source],
    /// In how many quotations each word stands.
    counts: BTreeMap<String, usize>,
}

fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// The runs of words in `words`.
pub fn runs(words: &[String]) -> BTreeSet<Vec<String>> {
    let plain: Vec<String> = words.iter().map(|word| plain(word)).filter(|word| !word.is_empty()).collect();
    plain.windows(RUN).map(<[String]>::to_vec).collect()
}

impl<'a> Maker<'a> {
    pub fn new(sources: &'a [Source]) -> Self {
        let mut counts = BTreeMap::new();
        for (_, words) in sources.iter().flat_map(|source| &source.quotations) {
            for word in words.iter().map(|word| plain(word)).collect::<BTreeSet<_>>() {
                *counts.entry(word).or_default() += 1;
            }
        }
        Self { sources, counts }
    }

    /// Whether two quotations of the article `source` have a run of words in common.
    pub fn alike(&self, source: usize, one: usize, other: usize) -> bool {
        let source = &self.sources[source];
        let runs = |quotation: usize| {
            let content: Vec<&str> = source.analysis.quotations[quotation].content.iter().map(|span| span.of(&source.text)).collect();
            let words: Vec<String> = content.join(" ").split_whitespace().map(str::to_owned).collect();
            (runs(&words), words)
        };
        let ((one, words), (other, others)) = (runs(one), runs(other));
        let text = |words: &[String]| words.iter().map(|word| plain(word)).collect::<Vec<_>>().join(" ");
        !one.is_disjoint(&other) || text(&words).contains(&text(&others))
    }

    fn is_rare(&self, word: &str) -> bool {
        let lower = word.chars().next().is_some_and(char::is_lowercase);
        lower && plain(word).len() > 4 && self.counts.get(&plain(word)).is_none_or(|count| *count <= RARE)
    }

    /// Makes a text for the article `index`, another in each `round`.
    pub fn make(&self, index: usize, round: u64) -> Made {
        let mut random = Random::new(index as u64 * 64 + round + 1);
        let source = &self.sources[index];
        let mut text = Text::default();
        let long: Vec<&(usize, Vec<String>)> = source.quotations.iter().filter(|(_, words)| words.len() >= SHORTEST).collect();
        for (at, (quotation, words)) in long.iter().enumerate() {
            let name = self.name(index, *quotation);
            // Some texts do not tell who speaks.
            let name = if random.below(4) == 0 { None } else { name };
            match random.below(15) {
                10 | 13 | 14 if long.len() > 2 => {
                    let other = long[(at + 2) % long.len()];
                    let same = other.0.abs_diff(*quotation) < 2;
                    let one_speaker = self.name(index, *quotation) == self.name(index, other.0);
                    if same || !one_speaker || self.alike(index, *quotation, other.0) {
                        continue;
                    }
                    let (first, second) = (half(words, true), half(&other.1, false));
                    let how = "spliced";
                    if self.tells(&first) && self.tells(&second) {
                        let (made, class) = (text.add([first, second].concat(), name), Class::Spliced);
                        text.expected.push(Expected { quotation: *quotation, made, how, class });
                        text.expected.push(Expected { quotation: other.0, made, how, class });
                    }
                }
                11 if self.name(index, *quotation).is_some_and(|name| self.is_person(index, name)) => {
                    if self.tells(words) {
                        let made = text.add(words.clone(), Some("Zebulon Wexcombe"));
                        text.expected.push(Expected {
                            quotation: *quotation,
                            made,
                            how: "another speaker",
                            class: Class::DifferentSpeaker,
                        });
                    }
                }
                way => {
                    if let Some((made, how, class)) = self.changed(words, way, &mut random) {
                        let made = text.add(made, name);
                        text.expected.push(Expected { quotation: *quotation, made, how, class });
                    }
                }
            }
            self.add_others(index, &mut text, &mut random, 2);
        }
        self.add_others(index, &mut text, &mut random, OTHERS);
        let Text { text, quotations, speakers, expected } = text;
        Made { text, analysis: Analysis { offsets: Offsets::Bytes, quotations, speakers, diagnostics: Vec::new() }, expected }
    }

    /// Whether `words` have enough that others do not say as well.
    pub fn tells(&self, words: &[String]) -> bool {
        words.iter().filter(|word| self.is_rare(word)).count() >= 2
    }

    fn name(&self, source: usize, quotation: usize) -> Option<&str> {
        let analysis = &self.sources[source].analysis;
        Some(
            &analysis
                .speakers
                .get(analysis.quotations[quotation].speaker.filter(|_| analysis.quotations[quotation].confidence > 0.5)?)?
                .name,
        )
    }

    fn is_person(&self, source: usize, name: &str) -> bool {
        self.sources[source].analysis.speakers.iter().any(|speaker| speaker.name == name && speaker.kind == SpeakerKind::Person)
    }

    /// `words` changed in the way that has the number `way`, how that is called, and the class that it makes.
    fn changed(&self, words: &[String], way: usize, random: &mut Random) -> Option<(Vec<String>, &'static str, Class)> {
        let mut made = words.to_vec();
        let middle = |length: usize, random: &mut Random| 2 + random.below(words.len().saturating_sub(length + 4));
        // No sentence ends in what is taken away, or beside it.
        let within = |from: usize, to: usize| words[from - 1..=to].iter().all(|word| !word.ends_with(['.', '!', '?', ':', ';', '—']));
        Some(match way {
            0 => (made, "the same", Class::Verbatim),
            1 | 2 => {
                let length = if way == 1 { 2 + random.below(4) } else { 1 + random.below(3) }.min(words.len() - 6);
                let from = middle(length, random);
                if !within(from, from + length) {
                    return None;
                }
                made.drain(from..from + length);
                if way == 1 {
                    made.insert(from, "…".into());
                }
                if made.iter().filter(|word| *word != "…").map(|word| plain(word)).eq(words.iter().map(|word| plain(word))) {
                    return None;
                }
                (made, if way == 1 { "words dropped, an ellipsis" } else { "words dropped silently" }, Class::Abridged)
            }
            3 | 4 => {
                for _ in 0..=way - 3 {
                    let at = middle(1, random);
                    made[at] = ["zorvic", "plandered", "quintal", "dorrish"][random.below(4)].into();
                }
                (made, "words replaced", Class::Reworded)
            }
            5 => {
                let at = middle(2, random);
                if plain(&made[at]) == plain(&made[at + 1]) || !within(at, at + 1) {
                    return None;
                }
                made.swap(at, at + 1);
                (made, "words swapped", Class::Reworded)
            }
            6 => {
                let at = middle(1, random);
                made.insert(at, "[of the county]".into());
                (made, "words in brackets", Class::Verbatim)
            }
            7 => {
                let at = middle(1, random);
                let bare = |word: &str| word.chars().all(char::is_alphanumeric);
                if !bare(&made[at]) {
                    return None;
                }
                made[at] = "[the county]".into();
                (made, "brackets for a word", Class::Abridged)
            }
            8 => (made.iter().map(|word| word.to_uppercase()).collect(), "case", Class::Verbatim),
            9 | 12 => {
                let length = 2 + random.below(4);
                let from = 1 + random.below(words.len().saturating_sub(length + 2));
                let made = words.get(from..from + length)?.to_vec();
                if !self.tells(&made) || !within(from, from + length) || within_ends(&made) {
                    return None;
                }
                (made, "a fragment", Class::Abridged)
            }
            _ => return None,
        })
    }

    /// Adds `count` quotations of other articles, such as share no run of words with the article `index`.
    fn add_others(&self, index: usize, text: &mut Text, random: &mut Random, count: usize) {
        for _ in 0..count {
            let other = random.below(self.sources.len());
            if other == index || self.sources[other].quotations.is_empty() {
                continue;
            }
            let (quotation, words) = &self.sources[other].quotations[random.below(self.sources[other].quotations.len())];
            if runs(words).is_disjoint(&self.sources[index].runs) && words.len() > 3 {
                text.add(words.clone(), self.name(other, *quotation));
            }
        }
    }
}

/// Whether a mark of punctuation in `words` parts them.
fn within_ends(words: &[String]) -> bool {
    words.iter().any(|word| word.ends_with(['.', '!', '?', ':', ';']))
}

/// The first or the second half of `words`.
fn half(words: &[String], first: bool) -> Vec<String> {
    let middle = words.len() / 2;
    if first { words[..middle].to_vec() } else { words[middle..].to_vec() }
}

/// A text that is written, and its analysis.
#[derive(Default)]
struct Text {
    text: String,
    quotations: Vec<Quotation>,
    speakers: Vec<Speaker>,
    expected: Vec<Expected>,
}

impl Text {
    /// Adds a quotation of `words` by `name`; its index.
    fn add(&mut self, words: Vec<String>, name: Option<&str>) -> usize {
        let start = self.text.len();
        self.text.push_str(&format!("\"{},\"", words.join(" ").trim_end_matches('.')));
        let content = vec![Span::new(start, self.text.len())];
        self.text.push_str(&format!(" said {}.\n\n", name.unwrap_or("somebody")));
        let index = self.quotations.len();
        let speaker = name.map(|name| match self.speakers.iter().position(|speaker| speaker.name == name) {
            Some(speaker) => speaker,
            None => {
                let (name, description) = (name.to_owned(), None);
                self.speakers.push(Speaker { name, kind: SpeakerKind::Person, description, mentions: Vec::new(), quotations: Vec::new() });
                self.speakers.len() - 1
            }
        });
        self.quotations.push(Quotation {
            kind: Kind::Direct,
            content,
            cue: Vec::new(),
            source: Vec::new(),
            speaker,
            confidence: 0.9,
            why: Why::Cue,
            parent: None,
            candidates: Vec::new(),
        });
        index
    }
}
