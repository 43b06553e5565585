//! A page of its own: the texts with their quotations marked. It loads nothing.

use std::io::{self, Write};

use whosaid::{Analysis, Quotation, Span, Speaker, analyze};

use super::input::Document;
use super::output::{Output, number, term, why};

/// Neighbouring speakers get hues far apart, and the circle never repeats.
const GOLDEN_ANGLE: f64 = 137.508;

const HEAD: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Who said what</title>
<style>
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1b; --wash: 92%; --line: 38%; --faint: #666; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #e8e6e3; --wash: 22%; --line: 68%; --faint: #a2a2a2; }
}
body { margin: 2rem auto; padding: 0 1rem; max-width: 42rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Georgia, "Times New Roman", serif; }
h1, h2 { font-size: 1.25rem; line-height: 1.3; }
h2 { font-size: 1rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: hsl(var(--hue) 70% var(--wash)); color: inherit; border-bottom: 2px solid hsl(var(--hue) 60% var(--line)); }
mark[data-kind="indirect"] { background: none; }
mark[data-kind="term"], mark.nobody { background: none; border-bottom: 2px dotted var(--faint); }
mark[data-by]::after { content: "\2009" attr(data-by); font: .6875rem/1 system-ui, sans-serif; vertical-align: super; }
</style>
"#;

/// The page.
pub struct Page;

impl Output for Page {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{HEAD}")
    }

    fn document(&mut self, out: &mut dyn Write, document: &Document) -> io::Result<()> {
        let analysis = analyze(&document.text);
        writeln!(out, "<article>")?;
        let name = document.name();
        if !name.is_empty() {
            writeln!(out, "<h1>{}</h1>", escaped(&name))?;
        }
        write!(out, r#"<div class="text">"#)?;
        text(out, &document.text, &analysis)?;
        writeln!(out, "</div>")?;
        speakers(out, &analysis.speakers)?;
        writeln!(out, "</article>")
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</html>")
    }
}

/// Writes `text` with its quotations in marks.
fn text(out: &mut dyn Write, text: &str, analysis: &Analysis) -> io::Result<()> {
    for (span, quotation) in stretches(text, &analysis.quotations) {
        let words = escaped(span.of(text));
        let Some(quotation) = quotation else {
            write!(out, "{words}")?;
            continue;
        };
        let speaker = quotation.speaker.and_then(|index| Some((index, analysis.speakers.get(index)?)));
        let kind = term(&quotation.kind);
        match speaker {
            Some((index, speaker)) => {
                let last = quotation.content.last().is_some_and(|last| last.end == span.end);
                let by = if last { format!(r#" data-by="{}""#, escaped(&initials(&speaker.name))) } else { String::new() };
                let title = format!("{}, {kind}: {}", speaker.name, why(quotation.why));
                write!(out, r#"<mark data-kind="{kind}" style="--hue:{:.0}" title="{}"{by}>{words}</mark>"#, hue(index), escaped(&title))?;
            }
            None => write!(out, r#"<mark class="nobody" data-kind="{kind}" title="{kind}">{words}</mark>"#)?,
        }
    }
    Ok(())
}

/// Cuts `text` at every end of every piece; each stretch with the innermost
/// quotation that holds it. So marks never nest nor cross, whatever the pieces do.
fn stretches<'a>(text: &str, quotations: &'a [Quotation]) -> Vec<(Span, Option<&'a Quotation>)> {
    let mut pieces: Vec<(Span, &Quotation)> =
        quotations.iter().flat_map(|quotation| quotation.content.iter().map(move |&span| (span, quotation))).collect();
    pieces.sort_by_key(|(span, _)| *span);
    let mut cuts: Vec<usize> = pieces.iter().flat_map(|(span, _)| [span.start, span.end]).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();

    let mut coming = pieces.into_iter().peekable();
    let mut open: Vec<(Span, &Quotation)> = Vec::new();
    let mut stretches = Vec::new();
    for cut in cuts.windows(2) {
        let stretch = Span::new(cut[0], cut[1]);
        open.retain(|(span, _)| span.end > stretch.start);
        while let Some(piece) = coming.next_if(|(span, _)| span.start <= stretch.start) {
            open.push(piece);
        }
        let innermost = open.iter().min_by_key(|(span, _)| span.len()).map(|(_, quotation)| *quotation);
        stretches.push((stretch, innermost));
    }
    stretches
}

/// Writes who speaks, and how often.
fn speakers(out: &mut dyn Write, speakers: &[Speaker]) -> io::Result<()> {
    if speakers.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h2>Speakers</h2>\n<ul>")?;
    for (index, speaker) in speakers.iter().enumerate() {
        let description = speaker.description.as_deref().map_or(String::new(), |description| format!(", {description}"));
        writeln!(
            out,
            r#"<li><mark style="--hue:{:.0}" data-by="{}">{}</mark>{}: {} ({})</li>"#,
            hue(index),
            escaped(&initials(&speaker.name)),
            escaped(&speaker.name),
            escaped(&description),
            number(speaker.quotations.len(), "quotation"),
            term(&speaker.kind),
        )?;
    }
    writeln!(out, "</ul>")
}

fn hue(speaker: usize) -> f64 {
    (speaker as f64 * GOLDEN_ANGLE + 210.0) % 360.0
}

/// The first letters of the first and the last word of `name`.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
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
