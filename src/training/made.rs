//! Texts written for this project, as `model/made/*.toml` annotates them.
//!
//! `tests/made.rs` says how, and checks that the annotation fits the texts.

use serde::Deserialize;

use super::{Attribution, Document};
use crate::Span;
use crate::marks::Marks;
use crate::text::Text;

/// A file of texts.
#[derive(Deserialize)]
struct File {
    text: Vec<Made>,
}

/// A text and its outermost quoted segments, in order.
#[derive(Deserialize)]
struct Made {
    id: String,
    kind: String,
    text: String,
    segments: Vec<Segment>,
}

/// What stands in marks, or its first words and " …", and whose words they are.
#[derive(Deserialize)]
struct Segment {
    quoted: String,
    #[serde(default)]
    source: String,
    near: Option<String>,
    cue: Option<String>,
    #[serde(default)]
    nobody: bool,
    #[serde(default)]
    ignored: bool,
}

impl Document {
    /// The documents of a `file` of texts of our own.
    ///
    /// # Errors
    /// Where it is not such a file, or a segment does not stand in its text.
    pub fn made(file: &str) -> Result<Vec<Self>, String> {
        let file: File = toml::from_str(file).map_err(|error| error.to_string())?;
        file.text.into_iter().map(Made::document).collect()
    }
}

impl Made {
    fn document(self) -> Result<Document, String> {
        let text = Text::new(&self.text);
        let marks = Marks::new(&text);
        let mut stretches = marks.quoted.iter().filter(|quoted| quoted.parent.is_none());
        let (mut attributions, mut ignore) = (Vec::new(), Vec::new());
        for segment in &self.segments {
            let first = segment.quoted.strip_suffix(" …").unwrap_or(&segment.quoted);
            let stretch = stretches
                .find(|quoted| quoted.inner.of(&self.text).starts_with(first))
                .ok_or_else(|| format!("{}: {:?} does not stand in the text", self.id, segment.quoted))?;
            if segment.ignored {
                ignore.push(stretch.span);
            } else if !segment.nobody {
                let source = segment.source(&self.text, stretch.inner);
                let beside = source.unwrap_or(stretch.inner);
                let cue = segment.cue.as_ref().and_then(|cue| nearest(&self.text, cue, beside));
                attributions.push(Attribution {
                    content: vec![stretch.span],
                    source: source.into_iter().collect(),
                    cue: cue.into_iter().collect(),
                });
            }
        }
        Ok(Document { id: self.id, attributions, ignore, whole: false, genre: super::genre_of(&self.kind), text: self.text })
    }
}

impl Segment {
    /// Where the source of the words in `inner` stands.
    fn source(&self, text: &str, inner: Span) -> Option<Span> {
        if self.source.is_empty() {
            return None;
        }
        match &self.near {
            Some(near) => {
                let around = occurrences(text, near).next()?;
                let found = occurrences(near, &self.source).next()?;
                Some(Span::new(around.start + found.start, around.start + found.end))
            }
            None => nearest(text, &self.source, inner),
        }
    }
}

/// Where `needle` stands in `text`, nearest to `span` and outside of it.
fn nearest(text: &str, needle: &str, span: Span) -> Option<Span> {
    let gap = |found: &Span| if found.end <= span.start { span.start - found.end } else { found.start.saturating_sub(span.end) };
    occurrences(text, needle).filter(|found| !found.overlaps(span)).min_by_key(gap)
}

/// Where `needle` stands in `text` as whole words.
fn occurrences<'t>(text: &'t str, needle: &'t str) -> impl Iterator<Item = Span> + 't {
    let touches = |a: Option<char>, b: Option<char>| a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric);
    text.match_indices(needle).map(|(start, found)| Span::new(start, start + found.len())).filter(move |found| {
        let (before, after) = (&text[..found.start], &text[found.end..]);
        !touches(before.chars().next_back(), needle.chars().next()) && !touches(needle.chars().next_back(), after.chars().next())
    })
}
