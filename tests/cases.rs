//! Runs the cases in `tests/cases/*.toml`; `samples.toml` there says how one is written.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use whosaid::{Analysis, Diagnostic, Quotation, Span, Speaker, analyze};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    quotations: Option<Vec<ExpectedQuotation>>,
    speakers: Option<Vec<ExpectedSpeaker>>,
    diagnostics: Option<Vec<ExpectedDiagnostic>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedQuotation {
    kind: Option<String>,
    content: Option<Vec<String>>,
    cue: Option<Vec<String>>,
    source: Option<Vec<String>>,
    speaker: Option<String>,
    parent: Option<i64>,
    why: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedSpeaker {
    name: Option<String>,
    kind: Option<String>,
    description: Option<String>,
    quotations: Option<Vec<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedDiagnostic {
    kind: String,
    text: String,
}

/// A case that nothing is expected of would pass whatever happens.
fn expects_something(case: &Case) -> bool {
    case.quotations.is_some() || case.speakers.is_some() || case.diagnostics.is_some()
}

#[test]
fn every_case_comes_out_as_it_says() {
    let mut names = BTreeSet::new();
    let mut failures = Vec::new();
    for path in files() {
        let file = read(&path);
        println!("{}: {} cases", path.display(), file.case.len());
        for case in &file.case {
            assert!(names.insert(case.name.clone()), "two cases are called {:?}", case.name);
            assert!(expects_something(case), "the case {:?} expects nothing", case.name);
            let differences = compare(case, &analyze(&case.text));
            if !differences.is_empty() {
                failures.push(format!("{}: {}\n{}", path.display(), case.name, differences.join("\n")));
            }
        }
    }
    assert!(!names.is_empty(), "there are no cases");
    println!("{} cases, {} failed", names.len(), failures.len());
    assert!(failures.is_empty(), "{} of {} cases failed\n\n{}\n", failures.len(), names.len(), failures.join("\n\n"));
}

fn files() -> Vec<PathBuf> {
    // Cargo runs tests in the package's directory.
    let entries = fs::read_dir("tests/cases").expect("tests/cases can be read");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("tests/cases can be listed").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

fn read(path: &Path) -> File {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// How `analysis` differs from what `case` expects: a line a difference.
fn compare(case: &Case, analysis: &Analysis) -> Vec<String> {
    let mut differences = Differences::default();
    let text = &case.text;
    if let Some(expected) = &case.quotations {
        differences.check("number of quotations", &expected.len(), &analysis.quotations.len());
        for (index, (expected, got)) in expected.iter().zip(&analysis.quotations).enumerate() {
            quotation(&mut differences, &format!("quotation {index}: "), text, expected, got, analysis);
        }
        differences.list_if_any(analysis.quotations.iter().map(|got| shown(text, got, analysis)));
    }
    if let Some(expected) = &case.speakers {
        differences.check("number of speakers", &expected.len(), &analysis.speakers.len());
        for (index, (expected, got)) in expected.iter().zip(&analysis.speakers).enumerate() {
            speaker(&mut differences, &format!("speaker {index}: "), expected, got);
        }
    }
    if let Some(expected) = &case.diagnostics {
        let expected: Vec<_> = expected.iter().map(|expected| (expected.kind.clone(), expected.text.clone())).collect();
        let got: Vec<_> = analysis.diagnostics.iter().map(|Diagnostic { kind, span }| (plain(kind), span.of(text).to_owned())).collect();
        differences.check("diagnostics", &expected, &got);
    }
    differences.0
}

fn quotation(differences: &mut Differences, at: &str, text: &str, expected: &ExpectedQuotation, got: &Quotation, analysis: &Analysis) {
    differences.check_if(&format!("{at}kind"), &expected.kind, plain(&got.kind));
    differences.check_if(&format!("{at}content"), &expected.content, slices(text, &got.content));
    differences.check_if(&format!("{at}cue"), &expected.cue, slices(text, &got.cue));
    differences.check_if(&format!("{at}source"), &expected.source, slices(text, &got.source));
    differences.check_if(&format!("{at}speaker"), &expected.speaker, name(got, analysis));
    differences.check_if(&format!("{at}parent"), &expected.parent, got.parent.map_or(-1, |parent| parent as i64));
    differences.check_if(&format!("{at}why"), &expected.why, plain(&got.why));
}

fn speaker(differences: &mut Differences, at: &str, expected: &ExpectedSpeaker, got: &Speaker) {
    differences.check_if(&format!("{at}name"), &expected.name, got.name.clone());
    differences.check_if(&format!("{at}kind"), &expected.kind, plain(&got.kind));
    differences.check_if(&format!("{at}description"), &expected.description, got.description.clone().unwrap_or_default());
    differences.check_if(&format!("{at}quotations"), &expected.quotations, got.quotations.clone());
}

/// The name of who speaks; empty for nobody.
fn name(quotation: &Quotation, analysis: &Analysis) -> String {
    quotation.speaker.map_or(String::new(), |speaker| analysis.speakers[speaker].name.clone())
}

/// `quotation` in a line.
fn shown(text: &str, quotation: &Quotation, analysis: &Analysis) -> String {
    let (kind, why) = (plain(&quotation.kind), plain(&quotation.why));
    let [content, cue, source] = [&quotation.content, &quotation.cue, &quotation.source].map(|spans| slices(text, spans));
    format!("{kind} {content:?} cue {cue:?} source {source:?} speaker {:?} {why}", name(quotation, analysis))
}

/// The word that JSON has for `value`.
fn plain(value: &impl Serialize) -> String {
    serde_json::to_value(value).expect("plain data").as_str().expect("a word").to_owned()
}

fn slices(text: &str, spans: &[Span]) -> Vec<String> {
    spans.iter().map(|span| text[span.start..span.end].to_owned()).collect()
}

#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn check<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, expected: &T, got: &T) {
        if expected != got {
            self.0.push(format!("    {what}\n        expected {expected:?}\n        got      {got:?}"));
        }
    }

    fn check_if<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, expected: &Option<T>, got: T) {
        if let Some(expected) = expected {
            self.check(what, expected, &got);
        }
    }

    /// What was found instead, where there is a difference to understand.
    fn list_if_any(&mut self, lines: impl Iterator<Item = String>) {
        if !self.0.is_empty() {
            self.0.extend(lines.map(|line| format!("    found: {line}")));
        }
    }
}
