//! A page of its own: the texts with their quotations marked, and who says
//! them. It loads nothing and runs nothing. It looks as what the page exports.

use std::collections::HashSet;
use std::io::{self, Write};

use whosaid::{Analysis, Kind, Quotation, Speaker, SpeakerKind, analyze};

use super::input::Document;
use super::marked::stretches;
use super::output::{Output, number, term, why, words};

const HEAD: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>Who said what</title>
<style>
"#;

const TOP: &str = "</style>
</head>
<body>
<main>
<h1>Who said what</h1>
";

const BOTTOM: &str = "</main>
<footer><p>Quotations and speakers found by whosaid. It can be wrong.</p></footer>
</body>
</html>
";

/// Hues that are far apart for neighbours, as degrees of oklch; and lines, so
/// that colour is never the only sign.
const HUES: [u16; 8] = [257, 52, 155, 350, 300, 100, 205, 25];
const LINES: [&str; 4] = ["solid", "dashed", "dotted", "double"];

/// Words of a quotation in a list are cut after so many characters.
const SHORT: usize = 100;

/// The page.
pub struct Page;

impl Output for Page {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{HEAD}{}", include_str!("html.css"))?;
        for (index, hue) in HUES.iter().enumerate() {
            writeln!(out, ".hue-{index} {{ --hue: {hue}; }}")?;
        }
        for line in LINES {
            writeln!(out, ".{line} {{ --line: {line}; }}")?;
        }
        write!(out, "{TOP}")
    }

    fn document(&self, out: &mut dyn Write, number: usize, document: &Document) -> io::Result<()> {
        let (text, analysis) = (&document.text, analyze(&document.text));
        let initials = initials(&analysis.speakers);
        let name = document.name();
        let heading = document.title.as_deref().or((!name.is_empty()).then_some(&name)).unwrap_or("Text");
        writeln!(out, r#"<article aria-labelledby="text-{number}">"#)?;
        writeln!(out, r#"<h2 id="text-{number}">{}</h2>"#, escaped(heading))?;
        if document.title.is_some() && !name.is_empty() {
            writeln!(out, r#"<p class="aside">{}</p>"#, escaped(&name))?;
        }
        write!(out, r#"<div class="text">"#)?;
        marked(out, number, text, &analysis, &initials)?;
        writeln!(out, "</div>")?;
        speakers(out, number, text, &analysis, &initials)?;
        writeln!(out, "</article>")
    }

    fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{BOTTOM}")
    }
}

/// Writes `text` with its quotations in marks; the first mark of each is what the list leads to.
fn marked(out: &mut dyn Write, of: usize, text: &str, analysis: &Analysis, initials: &[String]) -> io::Result<()> {
    let mut seen = HashSet::new();
    for (span, innermost) in stretches(text, &analysis.quotations) {
        let words = escaped(span.of(text));
        let Some((index, quotation)) = innermost.and_then(|index| Some((index, analysis.quotations.get(index)?))) else {
            write!(out, "{words}")?;
            continue;
        };
        let id = if seen.insert(index) { format!(r#" id="text-{of}-{index}""#) } else { String::new() };
        let kind = term(&quotation.kind);
        let speaker = quotation.speaker.and_then(|speaker| Some((speaker, analysis.speakers.get(speaker)?)));
        let (name, short) = match speaker {
            Some((index, speaker)) => (speaker.name.as_str(), initials.get(index).map_or("", String::as_str)),
            None if quotation.kind == Kind::Term => ("Nobody’s words", ""),
            None => ("Nobody is named", "?"),
        };
        let last = !short.is_empty() && quotation.content.last().is_some_and(|last| last.end == span.end);
        let by = if last { format!(r#" data-by="{}""#, escaped(short)) } else { String::new() };
        let title = escaped(&format!("{name}, {kind}: {}", why(quotation.why)));
        let class = voice(quotation.speaker);
        write!(out, r#"<mark{id} class="{class}" data-kind="{kind}" title="{title}"{by}>{words}</mark>"#)?;
    }
    Ok(())
}

/// Writes who speaks, and a link to each of their quotations.
fn speakers(out: &mut dyn Write, of: usize, text: &str, analysis: &Analysis, initials: &[String]) -> io::Result<()> {
    let said = |by: Option<usize>| -> Vec<(usize, &Quotation)> {
        analysis.quotations.iter().enumerate().filter(|(_, quotation)| quotation.kind != Kind::Term && quotation.speaker == by).collect()
    };
    let nobody = said(None);
    if analysis.speakers.is_empty() && nobody.is_empty() {
        return writeln!(out, "<p>No quotations found.</p>");
    }
    writeln!(out, "<h3>Speakers</h3>\n<ul>")?;
    for (index, speaker) in analysis.speakers.iter().enumerate() {
        let said = said(Some(index));
        let role = speaker.description.clone().or((speaker.kind != SpeakerKind::Person).then(|| term(&speaker.kind)));
        let role = role.map_or(String::new(), |role| format!(r#" <span class="aside">{}</span>"#, escaped(&role)));
        let by = escaped(initials.get(index).map_or("", String::as_str));
        let (class, name, count) = (voice(Some(index)), escaped(&speaker.name), number(said.len(), "quotation"));
        writeln!(out, r#"<li data-by="{by}"><mark class="{class}">{name}</mark>{role}, {count}"#)?;
        links(out, of, text, &said)?;
    }
    if !nobody.is_empty() {
        writeln!(out, r#"<li data-by="?"><mark class="nobody">Nobody is named</mark>, {}"#, number(nobody.len(), "quotation"))?;
        links(out, of, text, &nobody)?;
    }
    writeln!(out, "</ul>")
}

fn links(out: &mut dyn Write, of: usize, text: &str, said: &[(usize, &Quotation)]) -> io::Result<()> {
    writeln!(out, "<ul>")?;
    for (index, quotation) in said {
        let words = words(text, &quotation.content);
        let short = words.char_indices().nth(SHORT).map_or(words.clone(), |(at, _)| format!("{}…", &words[..at]));
        let about = format!("{}, {}", term(&quotation.kind), why(quotation.why));
        writeln!(out, r##"<li><a href="#text-{of}-{index}">{}</a> <span class="aside">{about}</span></li>"##, escaped(&short))?;
    }
    writeln!(out, "</ul></li>")
}

/// The classes of a speaker: of 32 pairs, neighbours differ in both.
fn voice(speaker: Option<usize>) -> String {
    speaker.map_or("nobody".into(), |speaker| {
        let (hue, round) = (speaker % HUES.len(), speaker / HUES.len());
        format!("hue-{hue} {}", LINES[(speaker + round) % LINES.len()])
    })
}

/// The first letters of the first and the last word of each name, made different by numbers.
fn initials(speakers: &[Speaker]) -> Vec<String> {
    let mut taken = HashSet::new();
    let short = |speaker: &Speaker| {
        let mut words = speaker.name.split_whitespace().filter_map(|word| word.chars().next());
        let first = words.next();
        let wanted: String = first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect();
        let mut given = wanted.clone();
        for again in 2.. {
            if taken.insert(given.clone()) {
                break;
            }
            given = format!("{wanted}{again}");
        }
        given
    };
    speakers.iter().map(short).collect()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // HTML has no way to write it, and reads it as this.
            '\0' => out.push('\u{FFFD}'),
            // A bare one would be read as a line feed.
            '\r' => out.push_str("&#13;"),
            char => out.push(char),
        }
    }
    out
}
