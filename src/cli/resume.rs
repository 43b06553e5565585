//! Going on where an earlier run has stopped, wherever that was.
//!
//! The answers in the output are held against the texts of the input, in
//! order, so that what is there is known to belong to them.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Lines, Read, Seek, SeekFrom, Take};
use std::iter::Peekable;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use whosaid::Offsets;

use super::input::{Item, Problem};
use super::output::term;
use super::progress::Progress;

/// What must be known of an answer.
#[derive(Deserialize)]
struct Answer {
    id: Value,
    /// An answer has it.
    offsets: Option<String>,
    /// A record of a problem has it instead.
    error: Option<String>,
}

/// The answers of an earlier run.
pub struct Answers {
    lines: Peekable<Lines<BufReader<Take<File>>>>,
    passed: usize,
}

/// Opens the output at `path` to write on at its end, and what it has answered.
/// Its last line is dropped where it is torn.
pub fn open(path: &Path) -> io::Result<(File, Answers)> {
    let mut output = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    let end = whole(&mut BufReader::new(&output))?;
    output.set_len(end)?;
    output.seek(SeekFrom::Start(end))?;
    let lines = BufReader::new(File::open(path)?.take(end)).lines().peekable();
    Ok((output, Answers { lines, passed: 0 }))
}

/// Where the last whole answer ends.
fn whole(output: &mut impl BufRead) -> io::Result<u64> {
    let (mut end, mut line, mut last) = (0, Vec::new(), Vec::new());
    while output.read_until(b'\n', &mut line)? > 0 && line.ends_with(b"\n") {
        end += line.len() as u64;
        std::mem::swap(&mut line, &mut last);
        line.clear();
    }
    // A machine that lost its power may have kept the end of a line alone.
    let torn = !last.is_empty() && serde_json::from_slice::<Answer>(&last).is_err();
    Ok(if torn { end - last.len() as u64 } else { end })
}

/// The items that have no answer yet.
pub struct Unanswered<I> {
    items: I,
    answers: Answers,
    /// What the answers must count.
    offsets: Offsets,
    /// Whether problems are recorded among the answers.
    records: bool,
    progress: Progress,
    stopped: bool,
}

impl<I> Unanswered<I> {
    /// Those of `items` that have none of `answers`.
    pub fn new(items: I, answers: Answers, offsets: Offsets, records: bool, progress: Progress) -> Self {
        Self { items, answers, offsets, records, progress, stopped: false }
    }
}

impl<I: Iterator<Item = Item>> Iterator for Unanswered<I> {
    /// An error where the answers do not belong to the items: nothing follows it.
    type Item = Result<Item, String>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = if self.stopped { None } else { self.unanswered().transpose() };
        self.stopped = matches!(next, Some(Err(_)));
        next
    }
}

impl<I: Iterator<Item = Item>> Unanswered<I> {
    /// The next item without an answer, if there is one; or why the answers are not those of the items.
    fn unanswered(&mut self) -> Result<Option<Item>, String> {
        loop {
            let item = self.items.next();
            let Some(line) = self.answers.lines.peek() else { return Ok(item) };
            let number = self.answers.passed + 1;
            let line = line.as_ref().map_err(ToString::to_string);
            let answer: Answer = line
                .and_then(|line| serde_json::from_str(line).map_err(|error| error.to_string()))
                .map_err(|error| format!("line {number} of the output is no answer: {error}"))?;
            let Some(Item { bytes, read }) = item else {
                return Err(format!("line {number} of the output answers a text that the input has not"));
            };
            match read {
                Ok(read) if read.id == answer.id => {
                    let unit = term(&self.offsets);
                    if let Some(other) = answer.offsets.filter(|other| *other != unit) {
                        return Err(format!("line {number} of the output counts {other}, and not {unit}"));
                    }
                    self.passed(bytes);
                }
                Err(problem) if answer.error.is_some() => {
                    self.passed(0);
                    return Ok(Some(Item { bytes, read: Err(Problem { recorded: true, ..problem }) }));
                }
                // It was told then, and is told again.
                Err(problem) if !self.records => return Ok(Some(Item { bytes, read: Err(problem) })),
                _ => return Err(format!("line {number} of the output answers {}, and the input has another text there", answer.id)),
            }
        }
    }

    fn passed(&mut self, bytes: usize) {
        self.answers.lines.next();
        self.answers.passed += 1;
        self.progress.passed(bytes);
    }
}
