//! The command: its arguments. What they ask for is done by `stream`, `compare` and `check`.

mod check;
mod compare;
mod csv;
mod files;
mod html;
mod input;
mod json;
mod marked;
mod output;
mod page;
mod pipeline;
mod progress;
mod report;
mod resume;
mod stream;

use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind as Misuse;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use whosaid::Offsets;

use input::Reading;
use stream::complain;

/// Bad input, or bad arguments.
const BAD_INPUT: u8 = 2;

/// Finds the quotations in texts, and who said them.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// Texts and pages, folders of them, or patterns like "news/**/*.html"; standard input where there are none, or for "-"
    files: Vec<PathBuf>,

    /// How to write what was found [default: report; with --ndjson: ndjson]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Read one {"id": …, "text": …} or {"id": …, "html": …} a line, and answer each in that order
    #[arg(long)]
    ndjson: bool,

    /// How to read a text [default: by the end of its file's name]
    #[arg(long, value_enum, conflicts_with = "ndjson")]
    input: Option<Reading>,

    /// What start and end count
    #[arg(long, value_enum, default_value_t = Unit::Chars)]
    offsets: Unit,

    /// Write into this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Keep the answers that the output file has, and go on after them; ndjson alone
    #[arg(long, requires = "output")]
    resume: bool,

    /// Write {"id": …, "error": …} for what cannot be read, too; ndjson alone
    #[arg(long)]
    error_records: bool,

    /// How many threads analyse [default: as many as there are cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

impl Arguments {
    fn format(&self) -> Format {
        self.format.unwrap_or(if self.ndjson { Format::Ndjson } else { Format::Report })
    }
}

#[derive(Subcommand)]
enum Command {
    /// Shows how several texts quote the same remarks
    Compare(compare::Arguments),
    /// Shows what a transcript has of an article's quotations
    Check(check::Arguments),
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
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
    if (arguments.resume || arguments.error_records) && arguments.format() != Format::Ndjson {
        let option = if arguments.resume { "--resume" } else { "--error-records" };
        Arguments::command().error(Misuse::ArgumentConflict, format!("{option} needs the format ndjson")).exit();
    }
    let answered = match &arguments.command {
        Some(Command::Compare(arguments)) => compare::compare(arguments),
        Some(Command::Check(arguments)) => check::check(arguments),
        None => stream::answer(&arguments),
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
