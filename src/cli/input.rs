//! What is read: whole texts, or a stream of lines with a text each.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

/// A text to analyse.
#[derive(Deserialize)]
pub struct Document {
    /// What its analysis is known by: given with the text, or its file's name.
    pub id: Value,
    /// The text.
    pub text: String,
}

impl Document {
    /// Its `id`, for people; empty where it has none.
    pub fn name(&self) -> String {
        match &self.id {
            Value::Null => String::new(),
            Value::String(id) => id.clone(),
            id => id.to_string(),
        }
    }
}

/// What is wrong with some of the input, in one line.
pub struct Problem(pub String);

/// Calls `each` with the text of every file, or of standard input where there are none.
pub fn texts(files: &[PathBuf], mut each: impl FnMut(Result<Document, Problem>) -> io::Result<()>) -> io::Result<()> {
    for source in sources(files) {
        each(source.open().and_then(|mut reader| {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes).map_err(|error| source.problem(&error.to_string()))?;
            let text = String::from_utf8(bytes).map_err(|error| {
                let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = 1 + good.iter().filter(|&&byte| byte == b'\n').count();
                source.problem(&format!("line {line}: not UTF-8"))
            })?;
            Ok(Document { id: source.id(), text })
        }))?;
    }
    Ok(())
}

/// Calls `each` with the text of every line of every file, or of standard input where there are none.
pub fn lines(files: &[PathBuf], mut each: impl FnMut(Result<Document, Problem>) -> io::Result<()>) -> io::Result<()> {
    for source in sources(files) {
        match source.open() {
            Ok(reader) => source.lines(reader, &mut each)?,
            Err(problem) => each(Err(problem))?,
        }
    }
    Ok(())
}

/// One line of a stream.
fn document(line: &[u8]) -> Result<Document, String> {
    let line = std::str::from_utf8(line).map_err(|_| "not UTF-8")?;
    serde_json::from_str(line).map_err(|error| {
        // Its own line number would always be 1.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = error.to_string();
        format!("{} (column {})", message.strip_suffix(&place).unwrap_or(&message), error.column())
    })
}

/// A place to read from: a file, or standard input.
struct Source<'a>(Option<&'a Path>);

fn sources(files: &[PathBuf]) -> Vec<Source<'_>> {
    if files.is_empty() {
        return vec![Source(None)];
    }
    files.iter().map(|file| Source((file.as_os_str() != "-").then_some(file))).collect()
}

impl Source<'_> {
    fn open(&self) -> Result<Box<dyn BufRead>, Problem> {
        match self.0 {
            None => Ok(Box::new(io::stdin().lock())),
            Some(path) => {
                let file = File::open(path).map_err(|error| self.problem(&error.to_string()))?;
                Ok(Box::new(BufReader::new(file)))
            }
        }
    }

    fn id(&self) -> Value {
        self.0.map_or(Value::Null, |path| path.to_string_lossy().into())
    }

    fn problem(&self, what: &str) -> Problem {
        let name = self.0.map_or("standard input".into(), |path| path.to_string_lossy());
        Problem(format!("{name}: {what}"))
    }

    fn lines(&self, mut reader: impl BufRead, each: &mut impl FnMut(Result<Document, Problem>) -> io::Result<()>) -> io::Result<()> {
        let mut bytes = Vec::new();
        for number in 1.. {
            bytes.clear();
            match reader.read_until(b'\n', &mut bytes) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => return each(Err(self.problem(&format!("line {number}: {error}")))),
            }
            // Some editors open a file with a byte order mark, which JSON has no place for.
            let line = if number == 1 { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes) } else { &bytes };
            if !line.trim_ascii().is_empty() {
                each(document(line).map_err(|problem| self.problem(&format!("line {number}: {problem}"))))?;
            }
        }
        Ok(())
    }
}
