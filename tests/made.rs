//! Checks the annotation in `model/made/*.toml`: texts written for this project, with every quoted
//! segment and whose it is. A slip there would be learnt, so nothing is forgiven.
//!
//! A text lists its outermost quoted segments in order:
//!
//! - `quoted` is what stands between the marks, or its first words and " …".
//! - `source` is the mention that the words are attributed to; of several occurrences the nearest to
//!   the segment outside of it, unless `near`, some words that occur once in the text, holds the
//!   right one. Empty where nothing attributes the words but somebody speaks them.
//! - `cue` is the occurrence nearest to the source (to the segment where there is none).
//! - `speaker` is who that is.
//! - `nobody`: words that nobody is reported to have said. `ignored`: one may doubt it.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use serde::Deserialize;
use whosaid::analyze;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    text: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    id: String,
    kind: String,
    text: String,
    segments: Vec<Segment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Segment {
    quoted: String,
    source: Option<String>,
    near: Option<String>,
    cue: Option<String>,
    speaker: Option<String>,
    #[serde(default)]
    nobody: bool,
    #[serde(default)]
    ignored: bool,
}

#[test]
fn the_annotation_fits_its_texts() {
    let mut ids = BTreeSet::new();
    let mut slips = Vec::new();
    for path in files() {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a plain name").to_owned();
        let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file: File = toml::from_str(&source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for text in &file.text {
            let mut found = check(text);
            if !ids.insert(text.id.clone()) {
                found.push("the id is used twice".to_owned());
            }
            if text.kind != name {
                found.push(format!("the kind {:?} is not the file's", text.kind));
            }
            slips.extend(found.into_iter().map(|slip| format!("{}: {slip}", text.id)));
        }
    }
    assert!(!ids.is_empty(), "there are no texts");
    assert!(slips.is_empty(), "{} slips\n{}\n", slips.len(), slips.join("\n"));
}

fn files() -> Vec<PathBuf> {
    // Cargo runs tests in the package's directory.
    let entries = fs::read_dir("model/made").expect("model/made can be read");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("model/made can be listed").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

/// What is wrong with the annotation of `text`.
fn check(text: &Text) -> Vec<String> {
    let mut slips = Vec::new();
    let stretches = stretches(&text.text);
    if stretches.len() != text.segments.len() {
        slips.push(format!("{} quoted segments, {} annotated", stretches.len(), text.segments.len()));
    }
    for (segment, stretch) in text.segments.iter().zip(&stretches) {
        let inner = &text.text[stretch.clone()];
        if !begins(inner, &segment.quoted) {
            slips.push(format!("{:?} stands where {:?} is annotated", inner, segment.quoted));
            break;
        }
        slips.extend(attribution(&text.text, segment, stretch).into_iter().map(|slip| format!("{:?}: {slip}", segment.quoted)));
    }
    // The crate reads the marks as the annotation does.
    let analysis = analyze(&text.text);
    for diagnostic in &analysis.diagnostics {
        slips.push(format!("the crate finds a mark that pairs with nothing: {:?}", &text.text[diagnostic.span.start..]));
    }
    let contents: Vec<_> = analysis.quotations.iter().filter(|q| q.parent.is_none()).flat_map(|q| &q.content).collect();
    for stretch in &stretches {
        // Marks around signs alone ("!=") quote no words.
        let words = text.text[stretch.clone()].chars().any(char::is_alphanumeric);
        if words && !contents.iter().any(|content| content.start <= stretch.start && stretch.end <= content.end) {
            slips.push(format!("the crate finds no quotation that holds {:?}", &text.text[stretch.clone()]));
        }
    }
    slips
}

/// Whether `quoted` is `inner`, or its first words and " …".
fn begins(inner: &str, quoted: &str) -> bool {
    match quoted.strip_suffix(" …") {
        Some(first) => !first.is_empty() && inner != first && inner.strip_prefix(first).is_some_and(|rest| rest.starts_with(' ')),
        None => inner == quoted,
    }
}

fn attribution(text: &str, segment: &Segment, stretch: &Range<usize>) -> Vec<String> {
    let mut slips = Vec::new();
    let given = segment.source.is_some() || segment.near.is_some() || segment.cue.is_some() || segment.speaker.is_some();
    match (segment.nobody, segment.ignored) {
        (true, true) => slips.push("both nobody's and ignored".to_owned()),
        (true, false) | (false, true) if given => slips.push("nobody's or ignored, and attributed".to_owned()),
        (true, false) | (false, true) => {}
        (false, false) => {
            if segment.speaker.as_deref().unwrap_or("").is_empty() {
                slips.push("no speaker".to_owned());
            }
            let source = segment.source.as_deref();
            match source {
                None => slips.push("neither a source, nor nobody's, nor ignored".to_owned()),
                Some("") if segment.near.is_some() => slips.push("near without a source".to_owned()),
                Some("") => {}
                Some(source) => match &segment.near {
                    Some(near) => {
                        let around = occurrences(text, near);
                        if around.len() != 1 || occurrences(near, source).len() != 1 {
                            slips.push(format!("{near:?} does not show one {source:?}"));
                        }
                    }
                    None if !occurrences(text, source).iter().any(|found| found.end <= stretch.start || stretch.end <= found.start) => {
                        slips.push(format!("the source {source:?} does not occur"));
                    }
                    None => {}
                },
            }
            if let Some(cue) = &segment.cue
                && occurrences(text, cue).is_empty()
            {
                slips.push(format!("the cue {cue:?} does not occur"));
            }
        }
    }
    slips
}

/// Where `needle` occurs in `text` as whole words.
fn occurrences(text: &str, needle: &str) -> Vec<Range<usize>> {
    let touches = |a: Option<char>, b: Option<char>| a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric);
    text.match_indices(needle)
        .map(|(start, found)| start..start + found.len())
        .filter(|found| {
            let (before, after) = (&text[..found.start], &text[found.end..]);
            !touches(before.chars().next_back(), needle.chars().next()) && !touches(needle.chars().next_back(), after.chars().next())
        })
        .collect()
}

/// What stands between marks, outermost, in order; a stretch that nothing closes ends with its
/// paragraph. Simpler than the crate's reading: the texts are well formed.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or('\n', |(_, c)| *c);
        let inside = open.last().map(|(mark, _)| *mark);
        let opens = match c {
            '“' | '‘' => true,
            '"' => inside != Some('"') && !after.is_whitespace(),
            '\'' => inside != Some('\'') && !before.is_alphanumeric() && after.is_alphanumeric(),
            _ => false,
        };
        let closes = match c {
            '”' => inside == Some('“'),
            '’' => inside == Some('‘') && !before.is_whitespace() && !after.is_alphanumeric(),
            '"' => inside == Some('"'),
            '\'' => inside == Some('\'') && !before.is_whitespace() && !after.is_alphanumeric(),
            _ => false,
        };
        if opens {
            open.push((c, at + c.len_utf8()));
        } else if closes || c == '\n' {
            let started = if c == '\n' { open.drain(..).next() } else { open.pop() };
            out.extend(started.filter(|_| open.is_empty()).map(|(_, start)| start..at));
        }
        before = c;
    }
    out
}
