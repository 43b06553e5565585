//! The command: its arguments, and the way from what is read to what is written.
//!
//! One document is in memory at a time, so a stream of any length can pass.

mod check;
mod compare;
mod csv;
mod html;
mod input;
mod json;
mod output;
mod report;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use whosaid::Offsets;

use input::Problem;
use output::Output;

/// Bad input, or bad arguments.
const BAD_INPUT: u8 = 2;

/// Finds the quotations in texts, and who said them.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// The texts; standard input where there are none, or for "-"
    files: Vec<PathBuf>,

    /// How to write what was found [default: report; with --ndjson: ndjson]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Read one {"id": …, "text": …} a line, and answer each in that order
    #[arg(long)]
    ndjson: bool,

    /// What start and end count
    #[arg(long, value_enum, default_value_t = Unit::Chars)]
    offsets: Unit,
}

#[derive(Subcommand)]
enum Command {
    /// Shows how several texts quote the same remarks
    Compare(compare::Arguments),
    /// Shows what a transcript has of an article's quotations
    Check(check::Arguments),
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Report,
    /// The analysis; of several texts, an array
    Json,
    /// One analysis a line, with the text's "id"
    Ndjson,
    /// A table with a row for each quotation
    Csv,
    /// A page of its own with the quotations marked
    Html,
}

#[derive(Clone, Copy, ValueEnum)]
enum Unit {
    /// Unicode code points
    Chars,
    /// UTF-16 code units
    Utf16,
    /// UTF-8 bytes
    Bytes,
}

impl From<Unit> for Offsets {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Chars => Self::Chars,
            Unit::Utf16 => Self::Utf16,
            Unit::Bytes => Self::Bytes,
        }
    }
}

/// Runs the command with the arguments that it was called with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let answered = match &arguments.command {
        Some(Command::Compare(arguments)) => compare::compare(arguments),
        Some(Command::Check(arguments)) => check::check(arguments),
        None => answer(&arguments),
    };
    match answered {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(BAD_INPUT),
        // Whoever reads has had enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("cannot write: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Reads, analyses and writes everything; whether all of the input was good.
fn answer(arguments: &Arguments) -> io::Result<bool> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut output = output(arguments);
    let mut good = true;
    output.begin(&mut out)?;
    let each = |document| match document {
        Ok(document) => {
            output.document(&mut out, &document)?;
            out.flush()
        }
        Err(Problem(problem)) => {
            complain(&problem);
            good = false;
            Ok(())
        }
    };
    if arguments.ndjson { input::lines(&arguments.files, each) } else { input::texts(&arguments.files, each) }?;
    output.end(&mut out)?;
    out.flush()?;
    Ok(good)
}

fn output(arguments: &Arguments) -> Box<dyn Output> {
    let offsets = arguments.offsets.into();
    let default = if arguments.ndjson { Format::Ndjson } else { Format::Report };
    let several = arguments.ndjson || arguments.files.len() > 1;
    match arguments.format.unwrap_or(default) {
        Format::Report => Box::new(report::Report::new(several)),
        Format::Json if several => Box::new(json::Array::new(offsets)),
        Format::Json => Box::new(json::Single { offsets }),
        Format::Ndjson => Box::new(json::Lines { offsets }),
        Format::Csv => Box::new(csv::Table { offsets }),
        Format::Html => Box::new(html::Page),
    }
}

/// Says `problem` on standard error. Where that is closed, nobody is left to tell.
fn complain(problem: &str) {
    let _ = writeln!(io::stderr(), "whosaid: {problem}");
}
