//! How well quotations are paired that are made from others in known ways.
//!
//! Takes the quotations of articles that are beside the project, where they
//! are; writes a second text for each, of some of them with words dropped,
//! replaced, swapped, spliced and so on, among quotations of other articles;
//! and counts what `compare` makes of both. Always the same texts.

#[path = "compare_made/checking.rs"]
mod checking;
#[path = "compare_made/making.rs"]
mod making;
#[path = "compare_made/random.rs"]
mod random;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;
use whosaid::compare::{Analysed, Class, compare};
use whosaid::{Kind, Offsets, analyze};

use making::{Made, Maker};

/// How many texts are made for each article.
const ROUNDS: u64 = 4;

/// What must be reached, in percent.
const PAIRS: f64 = 98.0;
const CLASSES: f64 = 95.0;

#[derive(Deserialize)]
struct Article {
    text: String,
}

/// The quotations of one article, for making others.
pub struct Source {
    text: String,
    analysis: whosaid::Analysis,
    /// The words of each quotation that can be made into others, by its index.
    quotations: Vec<(usize, Vec<String>)>,
    /// The runs of words that its quotations have.
    runs: BTreeSet<Vec<String>>,
}

#[derive(Default)]
struct Counts {
    expected: usize,
    found: usize,
    right_class: usize,
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

#[test]
fn made_pairs_are_found_and_told_apart() {
    measure("../shared/corpus/polnear-dev.jsonl", usize::MAX);
}

/// The articles that thresholds were set on.
#[test]
#[ignore = "for setting thresholds"]
fn made_pairs_of_the_articles_to_develop_on() {
    measure("../shared/corpus/polnear-train.jsonl", 200);
}

/// The first articles of the file at `path`, if it is there.
fn articles(path: &str, most: usize) -> Option<Vec<Source>> {
    let Ok(lines) = fs::read_to_string(path) else {
        println!("skipped: there is no {path}");
        return None;
    };
    let articles = lines.lines().take(most).map(|line| serde_json::from_str::<Article>(line).expect("an article"));
    Some(articles.map(|article| source(article.text)).collect())
}

fn measure(path: &str, most: usize) {
    let Some(sources) = articles(path, most) else { return };
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut right, mut wrong) = (0, 0);
    let maker = Maker::new(&sources);
    for (index, source, round) in
        sources.iter().enumerate().flat_map(|(index, source)| (0..ROUNDS).map(move |round| (index, source, round)))
    {
        let Made { text, analysis, expected } = maker.make(index, round);
        let texts = vec![Analysed { text: &source.text, analysis: source.analysis.clone() }, Analysed { text: &text, analysis }];
        let comparison = compare(texts, Offsets::Bytes);
        let mut found: BTreeMap<(usize, usize), Class> = BTreeMap::new();
        // Reported speech of the article is no part of what was made.
        for pair in comparison.pairs.iter().filter(|pair| !pair.indirect) {
            let [one, other] = pair.sides.each_ref().map(|side| side.quotation);
            found.insert((one, other), pair.class);
            let good = expected.iter().any(|expected| {
                // An article that says a thing twice has two that fit.
                expected.made == other && (expected.quotation == one || maker.alike(index, expected.quotation, one))
            });
            if good {
                right += 1;
            } else {
                wrong += 1;
                if std::env::var_os("SHOW").is_some() {
                    let words =
                        |side: usize, text: &str| pair.sides[side].spans.iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>();
                    println!("WRONG {:.2} {:?}\n      {:?}", pair.score, words(0, &source.text), words(1, &text));
                }
            }
        }
        for expected in &expected {
            let counts = counts.entry(expected.how.into()).or_default();
            counts.expected += 1;
            if let Some(class) = found.get(&(expected.quotation, expected.made)) {
                counts.found += 1;
                counts.right_class += usize::from(*class == expected.class);
                if *class != expected.class && std::env::var_os("SHOW").is_some() {
                    let own = comparison.analyses[0].quotations[expected.quotation]
                        .content
                        .iter()
                        .map(|span| span.of(&source.text))
                        .collect::<Vec<_>>();
                    let made = comparison.analyses[1].quotations[expected.made].content[0].of(&text);
                    println!("CLASS {} {class:?} {own:?}\n      {made:?}", expected.how);
                }
            } else if std::env::var_os("SHOW").is_some() {
                let own = comparison.analyses[0].quotations[expected.quotation]
                    .content
                    .iter()
                    .map(|span| span.of(&source.text))
                    .collect::<Vec<_>>();
                let made = comparison.analyses[1].quotations[expected.made].content[0].of(&text);
                println!(
                    "MISSED {} {own:?}
      {made:?}",
                    expected.how
                );
            }
        }
    }
    let total = counts.values().fold(Counts::default(), |sum, one| Counts {
        expected: sum.expected + one.expected,
        found: sum.found + one.found,
        right_class: sum.right_class + one.right_class,
    });
    for (how, counts) in counts.iter().map(|(how, counts)| (how.as_str(), counts)).chain([("all", &total)]) {
        let (recall, class) = (percent(counts.found, counts.expected), percent(counts.right_class, counts.found));
        println!("{how:<34} {:>5} made, {recall:>5.1} found, class {class:>5.1}", counts.expected);
    }
    let precision = percent(right, right + wrong);
    println!("{:<34} {:>5} given, {precision:>5.1} right", "pairs", right + wrong);
    let (recall, class) = (percent(total.found, total.expected), percent(total.right_class, total.found));
    assert!(total.expected > 100, "hardly anything was made");
    assert!(precision >= PAIRS && recall >= PAIRS && class >= CLASSES, "precision {precision:.1}, recall {recall:.1}, class {class:.1}");
}

/// The quotations of `text` that can be made into others.
fn source(text: String) -> Source {
    let analysis = analyze(&text);
    let mut quotations = Vec::new();
    let mut runs = BTreeSet::new();
    for (index, quotation) in analysis.quotations.iter().enumerate().filter(|(_, quotation)| quotation.kind != Kind::Indirect) {
        let content: Vec<&str> = quotation.content.iter().map(|span| span.of(&text)).collect();
        let words: Vec<String> = content.join(" ").split_whitespace().map(str::to_owned).collect();
        runs.extend(making::runs(&words));
        let Some(longest) = content.iter().max_by_key(|piece| piece.len()) else { continue };
        let marks = longest.matches(['“', '”', '"', '‘', '[', '…']).count();
        if quotation.kind == Kind::Direct
            && quotation.parent.is_none()
            && longest.starts_with(['“', '"'])
            && marks <= 2
            && !longest.contains("..")
        {
            let inner = longest.trim_matches(|c: char| matches!(c, '“' | '”' | '"' | ',') || c.is_whitespace());
            quotations.push((index, inner.split_whitespace().map(str::to_owned).collect()));
        }
    }
    Source { text, analysis, quotations, runs }
}
