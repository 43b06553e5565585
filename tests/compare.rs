//! Runs the cases in `tests/compare/`; the files there say how one is written.

use std::fs;

use serde::{Deserialize, Serialize};
use whosaid::compare::{Aligned, Analysed, Comparison, Edit, Found, Pair, check, compare};
use whosaid::{Offsets, Span, analyze};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    texts: Vec<String>,
    pairs: Option<Vec<ExpectedPair>>,
    remarks: Option<Vec<Vec<[usize; 2]>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedPair {
    sides: Option<[String; 2]>,
    class: Option<String>,
    wording: Option<String>,
    longer: Option<i64>,
    indirect: Option<bool>,
    alignment: Option<Vec<String>>,
}

#[test]
fn every_case_comes_out_as_it_says() {
    let file: File = toml::from_str(&fs::read_to_string("tests/compare/cases.toml").expect("the cases")).expect("cases");
    let mut failures = Vec::new();
    for case in &file.case {
        assert!(case.pairs.is_some() || case.remarks.is_some(), "the case {:?} expects nothing", case.name);
        let differences = differences(case);
        if !differences.is_empty() {
            failures.push(format!("{}\n{}", case.name, differences.join("\n")));
        }
    }
    assert!(failures.is_empty(), "{} of {} cases failed\n\n{}\n", failures.len(), file.case.len(), failures.join("\n\n"));
}

/// How what comes of `case` differs from what it says.
fn differences(case: &Case) -> Vec<String> {
    let comparison = compared(&case.texts);
    let mut out = Vec::new();
    let mut check = |what: String, expected: String, got: String| {
        if expected != got {
            out.push(format!("  {what}: expected {expected}, got {got}"));
        }
    };
    if let Some(expected) = &case.pairs {
        check("pairs".into(), expected.len().to_string(), comparison.pairs.len().to_string());
        for (at, (expected, got)) in expected.iter().zip(&comparison.pairs).enumerate() {
            let mut check = |what: &str, expected: Option<String>, got: String| {
                if let Some(expected) = expected {
                    check(format!("pair {at}, {what}"), expected, got);
                }
            };
            check("class", expected.class.clone(), plain(&got.class));
            check("wording", expected.wording.clone(), plain(&got.wording));
            check("longer", expected.longer.map(|side| side.to_string()), got.longer.map_or(-1, |side| side as i64).to_string());
            check("indirect", expected.indirect.map(|indirect| indirect.to_string()), got.indirect.to_string());
            check(
                "sides",
                expected.sides.as_ref().map(|sides| format!("{sides:?}")),
                format!("{:?}", [0, 1].map(|side| side_words(case, got, side))),
            );
            let items = got.alignment.iter().map(|item| shown(case, got, item)).collect::<Vec<_>>();
            check("alignment", expected.alignment.as_ref().map(|items| format!("{items:#?}")), format!("{items:#?}"));
        }
    }
    if let Some(expected) = &case.remarks {
        let got: Vec<Vec<[usize; 2]>> =
            comparison.remarks.iter().map(|remark| remark.iter().map(|place| [place.text, place.quotation]).collect()).collect();
        check("remarks".into(), format!("{expected:?}"), format!("{got:?}"));
    }
    if !out.is_empty() {
        out.extend(comparison.pairs.iter().map(|pair| {
            let items = pair.alignment.iter().map(|item| format!("\n      {}", shown(case, pair, item))).collect::<String>();
            format!("  got {} {:.2} {:?}{items}", plain(&pair.class), pair.score, [0, 1].map(|side| side_words(case, pair, side)))
        }));
    }
    out
}

fn compared(texts: &[String]) -> Comparison {
    compare(texts.iter().map(|text| Analysed { text, analysis: analyze(text) }).collect(), Offsets::Bytes)
}

fn side_words(case: &Case, pair: &Pair, side: usize) -> String {
    let side = &pair.sides[side];
    side.spans.iter().map(|span| span.of(&case.texts[side.text])).collect::<Vec<_>>().join(" / ")
}

/// `item` of a pair as a case has it.
fn shown(case: &Case, pair: &Pair, item: &Aligned) -> String {
    aligned(pair.sides.each_ref().map(|side| case.texts[side.text].as_str()), item)
}

/// `item` of two texts as a case has it.
fn aligned(texts: [&str; 2], item: &Aligned) -> String {
    let words = |side: usize| item.spans[side].map_or("", |span: Span| span.of(texts[side]));
    let ellipsis = if item.ellipsis == Some(true) { " …" } else { "" };
    assert_eq!(item.ellipsis.is_some(), item.kind == Edit::LeftOut);
    format!("{}{ellipsis}: {} | {}", plain(&item.kind), words(0), words(1))
}

/// The word that JSON has for `value`.
fn plain(value: &impl Serialize) -> String {
    serde_json::to_value(value).expect("JSON").as_str().expect("a word").to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckFile {
    case: Vec<CheckCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckCase {
    name: String,
    article: String,
    transcript: String,
    quotations: Vec<ExpectedCheck>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedCheck {
    found: String,
    out_of_order: Option<bool>,
    spans: Option<Vec<String>>,
    alignment: Option<Vec<String>>,
}

#[test]
fn every_check_comes_out_as_it_says() {
    let file: CheckFile = toml::from_str(&fs::read_to_string("tests/compare/check.toml").expect("the cases")).expect("cases");
    for case in &file.case {
        let analysed = Analysed { text: &case.article, analysis: analyze(&case.article) };
        let got = check(analysed, &case.transcript, Offsets::Bytes);
        assert_eq!(got.quotations.len(), case.quotations.len(), "{}: {got:?}", case.name);
        for (expected, got) in case.quotations.iter().zip(&got.quotations) {
            assert_eq!(plain(&got.found), expected.found, "{}: {got:?}", case.name);
            assert!(expected.out_of_order.is_none_or(|expected| expected == got.out_of_order), "{}: {got:?}", case.name);
            let items: Vec<String> = got.alignment.iter().map(|item| aligned([&case.article, &case.transcript], item)).collect();
            let spans: Vec<&str> = got.spans.iter().map(|span| span.of(&case.transcript)).collect();
            if let Some(expected) = &expected.spans {
                assert_eq!(&spans, expected, "{}", case.name);
            }
            if let Some(expected) = &expected.alignment {
                assert_eq!(&items, expected, "{}", case.name);
            }
        }
    }
}

/// Two articles about one briefing, where they are beside the project: what both quote, and nothing else.
#[test]
fn two_real_articles_share_four_remarks() {
    let read = |name: &str| fs::read_to_string(format!("../shared/articles/{name}.txt")).ok();
    let (Some(one), Some(other)) = (read("chemistry"), read("rapprochement")) else {
        println!("skipped: the articles are not beside the project");
        return;
    };
    let texts = [one, other];
    let comparison = compared(&texts);
    let shared = ["important", "level of", "re-litigating", "chemistry"];
    let mut seen = [0; 4];
    for pair in &comparison.pairs {
        let words = [0, 1].map(|side| {
            let side = &pair.sides[side];
            side.spans.iter().map(|span| span.of(&texts[side.text])).collect::<Vec<_>>().join(" ").to_lowercase()
        });
        let quoted =
            pair.sides.iter().all(|side| comparison.analyses[side.text].quotations[side.quotation].kind != whosaid::Kind::Indirect);
        match shared.iter().position(|remark| words.iter().all(|words| words.contains(remark))) {
            Some(remark) => seen[remark] += 1,
            None => assert!(!quoted && pair.indirect, "{words:?}"),
        }
    }
    // Two headlines or fragments on each side for the chemistry; one says twice what is important.
    assert_eq!(seen, [2, 1, 1, 4], "{:#?}", comparison.pairs);
    assert_eq!(comparison.remarks.len(), 4);
}

/// One of them held against the other as if it were the transcript.
#[test]
fn a_real_article_has_four_remarks_of_another() {
    let read = |name: &str| fs::read_to_string(format!("../shared/articles/{name}.txt")).ok();
    let (Some(article), Some(transcript)) = (read("chemistry"), read("rapprochement")) else {
        println!("skipped: the articles are not beside the project");
        return;
    };
    let checked = check(Analysed { text: &article, analysis: analyze(&article) }, &transcript, Offsets::Bytes);
    let shared = ["important to not find", "level of engagement", "re-litigating", "positive chemistry"];
    let mut seen = [0; 4];
    for got in &checked.quotations {
        let quotation = &checked.analysis.quotations[got.quotation];
        let words = quotation.content.iter().map(|span| span.of(&article)).collect::<Vec<_>>().join(" ").to_lowercase();
        let found = got.found != Found::Absent;
        match shared.iter().position(|remark| words.contains(remark)) {
            Some(remark) => seen[remark] += usize::from(found),
            None => assert!(!found || quotation.kind == whosaid::Kind::Indirect, "{words}: {got:?}"),
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}\n{:#?}", checked.quotations);
}
