//! Several texts beside one another: how they quote the same remarks.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anstyle::Style;
use whosaid::compare::{Aligned, Analysed, Comparison, Edit, Pair, Side};
use whosaid::{Offsets, Span, analyze};

use super::Unit;
use super::input::{self, Document, Unread};
use super::output::{number, term};
use super::report::{INDENT, WIDTH, coloured, shown, wrapped};
use super::stream::complain;

#[derive(clap::Args)]
pub struct Arguments {
    /// The texts; "-" is standard input
    #[arg(required = true, num_args = 2..)]
    files: Vec<PathBuf>,

    /// How to write what was found
    #[arg(long, value_enum, default_value_t = Format::Report)]
    format: Format,

    /// What start and end count
    #[arg(long, value_enum, default_value_t = Unit::Chars)]
    offsets: Unit,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    Report,
    /// The comparison
    Json,
}

/// Compares the texts; whether all of them could be read.
pub fn compare(arguments: &Arguments) -> io::Result<bool> {
    let Some(documents) = documents(&arguments.files)? else { return Ok(false) };
    let analysed = || documents.iter().map(|document| Analysed { text: &document.text, analysis: analyze(&document.text) }).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &whosaid::compare::compare(analysed(), arguments.offsets.into()))?;
            writeln!(out)?;
        }
        Format::Report => report(&mut out, &documents, &whosaid::compare::compare(analysed(), Offsets::Bytes))?,
    }
    out.flush()?;
    Ok(true)
}

/// The texts of `files`, if all of them can be read: half a comparison would be none.
pub fn documents(files: &[PathBuf]) -> io::Result<Option<Vec<Document>>> {
    let mut documents = Vec::new();
    let mut good = true;
    for item in input::items(files, false, None) {
        match item.read.and_then(Unread::document) {
            Ok(document) => documents.push(document),
            Err(problem) => {
                complain(&problem.what);
                good = false;
            }
        }
    }
    Ok(good.then_some(documents))
}

fn report(out: &mut dyn Write, documents: &[Document], comparison: &Comparison) -> io::Result<()> {
    writeln!(out, "{} in {}", number(comparison.pairs.len(), "pair"), number(comparison.remarks.len(), "shared remark"))?;
    for pair in &comparison.pairs {
        let by = if pair.indirect { ", reported without marks" } else { "" };
        let wording = if pair.class == pair.wording { String::new() } else { format!(", {}", term(&pair.wording)) };
        writeln!(out, "\n{}{wording}{by}, {:.2}", term(&pair.class), pair.score)?;
        for (at, side) in pair.sides.iter().enumerate() {
            one_side(out, documents, comparison, pair, (at, side))?;
        }
    }
    writeln!(out)?;
    for (document, alone) in documents.iter().zip(&comparison.alone) {
        writeln!(out, "{}: {} in no pair", shown(&document.name()), number(alone.len(), "quotation"))?;
    }
    if !comparison.pairs.is_empty() {
        writeln!(out, "\n_Underlined_: words that the other text has not, or has others for.")?;
    }
    Ok(())
}

/// Writes who reports the remark, and its words with the differences marked.
fn one_side(
    out: &mut dyn Write,
    documents: &[Document],
    comparison: &Comparison,
    pair: &Pair,
    (at, side): (usize, &Side),
) -> io::Result<()> {
    let (document, analysis) = (&documents[side.text], &comparison.analyses[side.text]);
    let speaker = analysis.quotations[side.quotation].speaker.and_then(|speaker| analysis.speakers.get(speaker));
    let name = speaker.map_or("Somebody".into(), |speaker| shown(&speaker.name));
    let bold = if coloured() { Style::new().bold() } else { Style::new() };
    writeln!(out, "   {bold}{name}{bold:#}, {}", shown(&document.name()))?;
    for line in wrapped(&shown(&marked(&document.text, &pair.alignment, at)), WIDTH - INDENT.len()) {
        writeln!(out, "{INDENT}{line}")?;
    }
    Ok(())
}

/// The words of the `alignment` on its side `side`, on one line, those that differ between low lines.
pub fn marked(text: &str, alignment: &[Aligned], side: usize) -> String {
    let mut out = String::new();
    let mut end = None;
    for (item, span) in alignment.iter().filter_map(|item| Some((item, item.spans[side]?))) {
        if let Some(end) = end {
            let between = Span::new(end, span.start).of(text);
            out.push_str(if between.chars().filter(|c| c.is_alphanumeric()).count() == 0 { between } else { " – " });
        }
        let differs = !matches!(item.kind, Edit::Same | Edit::Case | Edit::Punctuation);
        let mark = if differs { "_" } else { "" };
        out.push_str(mark);
        out.push_str(span.of(text));
        out.push_str(mark);
        end = Some(span.end);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
