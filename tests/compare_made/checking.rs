//! How well a transcript is told from another: what it has of quotations that
//! were made from its words, and that it has nothing of others.

use std::collections::BTreeMap;

use whosaid::compare::{Analysed, Class, Found, check};
use whosaid::{Kind, Offsets};

use crate::making::{self, Expected, Made, Maker};
use crate::random::Random;
use crate::{CLASSES, PAIRS, ROUNDS, Source, articles, percent};

#[test]
fn made_quotations_are_found_in_a_transcript() {
    measure("../shared/corpus/polnear-dev.jsonl", usize::MAX);
}

#[test]
#[ignore = "for setting thresholds"]
fn made_quotations_of_the_articles_to_develop_on() {
    measure("../shared/corpus/polnear-train.jsonl", 200);
}

/// What came of the quotations of one sort.
#[derive(Clone, Copy, Default)]
struct Counts {
    made: usize,
    found: usize,
    right: usize,
}

#[derive(Default)]
struct Tally {
    counts: BTreeMap<&'static str, Counts>,
}

impl Tally {
    fn add(&mut self, how: &'static str, expected: Found, got: Found) {
        let counts = self.counts.entry(how).or_default();
        counts.made += 1;
        counts.found += usize::from(got != Found::Absent);
        counts.right += usize::from(got == expected);
    }

    /// The counts of what stands in the transcript, or of what does not.
    fn total(&self, there: bool) -> Counts {
        let of = self.counts.iter().filter(|(how, _)| (**how != ABSENT) == there);
        of.fold(Counts::default(), |sum, (_, one)| Counts {
            made: sum.made + one.made,
            found: sum.found + one.found,
            right: sum.right + one.right,
        })
    }
}

const ABSENT: &str = "not there";

fn measure(path: &str, most: usize) {
    let Some(sources) = articles(path, most) else { return };
    let maker = Maker::new(&sources);
    let mut tally = Tally::default();
    for (index, source) in sources.iter().enumerate() {
        for round in 0..ROUNDS {
            let Made { text, analysis, expected } = maker.make(index, round);
            let transcript = transcript(&sources, index, source.quotations.iter().map(|(_, words)| words.clone()), round);
            let expected = |quotation: usize| expected.iter().find(|expected| expected.made == quotation).map(found);
            one(&mut tally, &text, analysis, &transcript, &expected);
        }
        // Of each long quotation one sentence alone, and of the others nothing.
        let sentences: Vec<(usize, Vec<String>)> = source
            .quotations
            .iter()
            .filter_map(|(quotation, words)| {
                let mut sentences = words.split_inclusive(|word| word.ends_with(['.', '?', '!'])).filter(|sentence| sentence.len() >= 6);
                let sentence = sentences.next_back().filter(|sentence| sentence.len() < words.len() && maker.tells(sentence))?;
                Some((*quotation, sentence.to_vec()))
            })
            .collect();
        let transcript = transcript(&sources, index, sentences.iter().map(|(_, words)| words.clone()), ROUNDS);
        let expected =
            |quotation: usize| sentences.iter().any(|(of, _)| *of == quotation).then_some(("a sentence of several", Found::Altered));
        one(&mut tally, &source.text, source.analysis.clone(), &transcript, &expected);
    }
    for (how, Counts { made, found, right }) in &tally.counts {
        println!("{how:<34} {made:>5} made, {:>5.1} found, {:>5.1} told right", percent(*found, *made), percent(*right, *made));
    }
    let (there, absent) = (tally.total(true), tally.total(false));
    let (recall, precision) = (percent(there.found, there.made), percent(there.found, there.found + absent.found));
    let told = percent(there.right, there.found);
    println!("recall {recall:.1}, precision {precision:.1}, told {told:.1}");
    assert!(there.made > 100 && absent.made > 100, "hardly anything was made");
    assert!(precision >= PAIRS && recall >= PAIRS && told >= CLASSES, "precision {precision:.1}, recall {recall:.1}, told {told:.1}");
}

/// Checks `text` against `transcript`: each quotation is `expected` to be
/// found, or else is not, unless the transcript has a run of its words.
fn one(
    tally: &mut Tally,
    text: &str,
    analysis: whosaid::Analysis,
    transcript: &str,
    expected: &dyn Fn(usize) -> Option<(&'static str, Found)>,
) {
    let split = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let runs = making::runs(&split(transcript));
    let checked = check(Analysed { text, analysis }, transcript, Offsets::Bytes);
    for got in &checked.quotations {
        let quotation = &checked.analysis.quotations[got.quotation];
        let words = split(&quotation.content.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" "));
        let (how, expected) = match expected(got.quotation) {
            Some(expected) => expected,
            None if quotation.kind == Kind::Indirect || words.len() < 4 || !making::runs(&words).is_disjoint(&runs) => continue,
            None => (ABSENT, Found::Absent),
        };
        tally.add(how, expected, got.found);
        if got.found != expected && std::env::var_os("SHOW").is_some() {
            let there: Vec<&str> = got.spans.iter().map(|span| span.of(transcript)).collect();
            println!("{how}, expected {expected:?}, got {:?} {:.2}\n      {}\n      {there:?}", got.found, got.score, words.join(" "));
        }
    }
}

/// How a transcript has the quotation that is `expected` to be made from its words, and how it was made.
fn found(expected: &Expected) -> (&'static str, Found) {
    let found = match expected.class {
        _ if expected.how == "a fragment" => Found::Verbatim,
        Class::Verbatim | Class::DifferentSpeaker => Found::Verbatim,
        Class::Abridged | Class::Reworded => Found::Altered,
        Class::Spliced => Found::Spliced,
    };
    (expected.how, found)
}

/// As many words of another article stand after each remark of a transcript, at least.
const BETWEEN: usize = 70;

/// A transcript of `remarks`, in some order, among sentences of the article behind the one at `index`.
fn transcript(sources: &[Source], index: usize, remarks: impl Iterator<Item = Vec<String>>, round: u64) -> String {
    let mut random = Random::new(index as u64 * 32 + round + 7);
    let mut remarks: Vec<Vec<String>> = remarks.collect();
    for at in (1..remarks.len()).rev() {
        remarks.swap(at, random.below(at + 1));
    }
    let mut others =
        sources[(index + 1) % sources.len()..].iter().flat_map(|source| source.text.lines()).filter(|line| !line.is_empty()).cycle();
    let mut out = String::new();
    for remark in remarks {
        out.push_str(&format!("{}.\n\n", remark.join(" ").trim_end_matches(['.', ','])));
        let mut words = 0;
        while words < BETWEEN {
            let line = others.next().unwrap_or("And so on, they said, for as long as anybody cared to listen.");
            words += line.split_whitespace().count().max(1);
            out.push_str(&format!("{line}\n\n"));
        }
    }
    out
}
