//! From what is read to what is written, by way of all cores.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::iter::zip;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::thread::available_parallelism;

use super::input::{self, Item, Problem, Unread};
use super::output::Output;
use super::pipeline::{self, Sink};
use super::progress::Progress;
use super::report::{self, Report};
use super::resume::{self, Unanswered};
use super::{Arguments, Format, csv, files, html, json};

type Items = Box<dyn Iterator<Item = Result<Item, String>> + Send>;

/// What came of an item that took so many bytes.
enum Answer {
    Written(usize, io::Result<Vec<u8>>),
    Bad(usize, Problem),
    /// Nothing can be answered, and why.
    Stop(String),
}

/// Reads, analyses and writes everything; whether all of the input was good.
pub fn answer(arguments: &Arguments) -> io::Result<bool> {
    let apart = arguments.output.is_some() || !io::stdout().is_terminal();
    let progress = Progress::new(files::size(&arguments.files), apart);
    let (out, items) = ends(arguments, &progress)?;
    let output: Arc<dyn Output> = output(arguments).into();
    let mut writer = Writer {
        out: BufWriter::new(out),
        output: Arc::clone(&output),
        records: arguments.error_records,
        progress: progress.clone(),
        answered: 0,
        good: true,
    };
    output.begin(&mut writer.out)?;
    let threads = arguments.threads.or(available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let taken = pipeline::run(threads, zip(0.., items), move |(number, item)| analysed(&*output, number, item), &mut writer);
    progress.end();
    taken?;
    writer.output.end(&mut writer.out)?;
    writer.out.flush()?;
    Ok(writer.good)
}

/// Where the answers go, and what they are asked for.
fn ends(arguments: &Arguments, progress: &Progress) -> io::Result<(Box<dyn Write>, Items)> {
    let items = input::items(&arguments.files, arguments.ndjson, arguments.input);
    let Some(path) = &arguments.output else {
        return Ok((Box::new(io::stdout().lock()), Box::new(items.map(Ok))));
    };
    if !arguments.resume {
        let file = File::create(path).map_err(|error| named(path, &error))?;
        return Ok((Box::new(file), Box::new(items.map(Ok))));
    }
    let (file, answers) = resume::open(path).map_err(|error| named(path, &error))?;
    let (offsets, records, progress) = (arguments.offsets.into(), arguments.error_records, progress.clone());
    Ok((Box::new(file), Box::new(Unanswered::new(items, answers, offsets, records, progress))))
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn output(arguments: &Arguments) -> Box<dyn Output> {
    let offsets = arguments.offsets.into();
    let several = arguments.ndjson || files::several(&arguments.files);
    match arguments.format() {
        Format::Report => Box::new(Report::new(several, arguments.output.is_none() && report::coloured())),
        Format::Json if several => Box::new(json::Array { offsets }),
        Format::Json => Box::new(json::Single { offsets }),
        Format::Ndjson => Box::new(json::Lines { offsets }),
        Format::Csv => Box::new(csv::Table { offsets }),
        Format::Html => Box::new(html::Page),
    }
}

/// What `output` makes of an item.
fn analysed(output: &dyn Output, number: usize, item: Result<Item, String>) -> Answer {
    let Item { bytes, read } = match item {
        Ok(item) => item,
        Err(what) => return Answer::Stop(what),
    };
    match read.and_then(Unread::document) {
        Ok(document) => {
            let mut written = Vec::new();
            let end = output.document(&mut written, number, &document);
            Answer::Written(bytes, end.map(|()| written))
        }
        Err(problem) => Answer::Bad(bytes, problem),
    }
}

/// Writes answers one after the other.
struct Writer<W: Write> {
    out: W,
    output: Arc<dyn Output>,
    /// Whether problems are written among the answers, too.
    records: bool,
    progress: Progress,
    answered: usize,
    /// Whether all of the input was good.
    good: bool,
}

impl<W: Write> Sink<Answer> for Writer<W> {
    fn answer(&mut self, answer: Answer) -> io::Result<()> {
        match answer {
            Answer::Written(bytes, written) => {
                self.out.write_all(self.output.before(self.answered == 0).as_bytes())?;
                self.out.write_all(&written?)?;
                self.answered += 1;
                self.progress.answered(self.answered);
                self.progress.passed(bytes);
            }
            Answer::Bad(bytes, problem) => {
                self.bad(&problem.what);
                if self.records && !problem.recorded {
                    json::record(&mut self.out, &problem)?;
                }
                self.progress.passed(bytes);
            }
            Answer::Stop(what) => self.bad(&what),
        }
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> Writer<W> {
    fn bad(&mut self, what: &str) {
        self.good = false;
        self.progress.complain(what);
    }
}

/// Says `problem` on standard error. Where that is closed, nobody is left to tell.
pub fn complain(problem: &str) {
    let _ = writeln!(io::stderr(), "whosaid: {problem}");
}
