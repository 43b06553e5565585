//! An article beside a transcript: what stands there of what it quotes.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use whosaid::compare::{Analysed, Check, Checked, Edit};
use whosaid::{Offsets, analyze};

use super::Unit;
use super::compare::{Format, documents, marked};
use super::input::Document;
use super::output::{number, term, words};
use super::report::{INDENT, WIDTH, shown, wrapped};

#[derive(clap::Args)]
pub struct Arguments {
    /// The article; "-" is standard input
    article: PathBuf,

    /// The transcript; "-" is standard input
    transcript: PathBuf,

    /// How to write what was found
    #[arg(long, value_enum, default_value_t = Format::Report)]
    format: Format,

    /// What start and end count
    #[arg(long, value_enum, default_value_t = Unit::Chars)]
    offsets: Unit,
}

/// Checks the article; whether both texts could be read.
pub fn check(arguments: &Arguments) -> io::Result<bool> {
    let files = [arguments.article.clone(), arguments.transcript.clone()];
    let Some([article, transcript]) = documents(&files)?.and_then(|both| <[Document; 2]>::try_from(both).ok()) else { return Ok(false) };
    let checked = |offsets: Offsets| {
        let analysed = Analysed { text: &article.text, analysis: analyze(&article.text) };
        whosaid::compare::check(analysed, &transcript.text, offsets)
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &checked(arguments.offsets.into()))?;
            writeln!(out)?;
        }
        Format::Report => report(&mut out, &article.text, &transcript.text, &checked(Offsets::Bytes))?,
    }
    out.flush()?;
    Ok(true)
}

fn report(out: &mut dyn Write, article: &str, transcript: &str, check: &Check) -> io::Result<()> {
    let absent = check.quotations.iter().filter(|checked| checked.spans.is_empty()).count();
    writeln!(out, "{}, {absent} not in the transcript", number(check.quotations.len(), "quotation"))?;
    for checked in &check.quotations {
        let quotation = &check.analysis.quotations[checked.quotation];
        writeln!(out, "\n{}, {}", about(checked), term(&quotation.kind))?;
        let own = if checked.spans.is_empty() { words(article, &quotation.content) } else { marked(article, &checked.alignment, 0) };
        let there = (!checked.spans.is_empty()).then(|| marked(transcript, &checked.alignment, 1));
        for (who, text) in [("article", Some(own)), ("transcript", there)] {
            let Some(text) = text else { continue };
            writeln!(out, "   {who}")?;
            for line in wrapped(&shown(&text), WIDTH - INDENT.len()) {
                writeln!(out, "{INDENT}{line}")?;
            }
        }
    }
    Ok(())
}

/// What the transcript has of a quotation, in some words.
fn about(checked: &Checked) -> String {
    let left_out = |shown: bool| checked.alignment.iter().any(|item| item.kind == Edit::LeftOut && item.ellipsis == Some(shown));
    let mut about = term(&checked.found);
    for (there, what) in
        [(checked.out_of_order, "in another order"), (left_out(true), "left out with an ellipsis"), (left_out(false), "left out silently")]
    {
        if there {
            about = format!("{about}, {what}");
        }
    }
    about
}
