//! Learns the weights from annotated documents. Plain data in, bytes out; the
//! same documents give the same bytes. Only built with the feature `training`.

mod crf;
mod figures;
mod genre;
mod made;
mod random;
mod ranker;
mod relations;

mod tagger;

use serde::Deserialize;

pub use figures::{Count, Figures, figures, given_sources};

use crate::Span;
use crate::forms::Forms;
use crate::genre::{NEWS, OTHER, POLITICS};
use crate::marks::Marks;
use crate::model::{Model, Stages};
use crate::phrases::Phrase;
use crate::relations::Relation;
use crate::tagger::Tagging;
use crate::tags::Tags;
use crate::text::Text;

/// A document and what is known of its quotations. Spans count bytes.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its quotations.
    pub attributions: Vec<Attribution>,
    /// Quoted segments that nobody could be sure about.
    pub ignore: Vec<Span>,
    /// Whether indirect quotations are annotated too, and not only what stands in quotation marks.
    pub whole: bool,
    /// Which [kind of text](crate::genre) it is.
    pub(crate) genre: usize,
}

/// A quotation as annotated: its pieces, its source and its cue, each in order.
#[derive(Clone, Debug, Default)]
pub struct Attribution {
    /// Its pieces.
    pub content: Vec<Span>,
    /// The mention that it is attributed to; may be empty.
    pub source: Vec<Span>,
    /// The words that report it; may be empty.
    pub cue: Vec<Span>,
}

/// A document as a corpus file has it, an object a line; spans count code points.
#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    attributions: Vec<LineAttribution>,
    #[serde(default)]
    ignore: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct LineAttribution {
    content: Vec<(usize, usize)>,
    #[serde(default)]
    source: Vec<(usize, usize)>,
    #[serde(default)]
    cue: Vec<(usize, usize)>,
}

impl Document {
    /// The document of a `line` of a corpus.
    ///
    /// # Errors
    /// Where the line is not the JSON of a document.
    pub fn from_line(line: &str) -> Result<Self, serde_json::Error> {
        let line: Line = serde_json::from_str(line)?;
        let mut starts: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
        starts.push(line.text.len());
        let byte = |at: usize| starts.get(at).copied().unwrap_or(line.text.len());
        let span = |(start, end): &(usize, usize)| Span::new(byte(*start), byte(*end));
        let spans = |spans: &[(usize, usize)]| spans.iter().map(span).collect::<Vec<_>>();
        let attributions: Vec<Attribution> = line
            .attributions
            .iter()
            .map(|own| Attribution { content: spans(&own.content), source: spans(&own.source), cue: spans(&own.cue) })
            .collect();
        // Where only quoted segments are annotated, hardly any content stands outside of marks.
        let text = Text::new(&line.text);
        let quoted = Marks::new(&text).outermost(&text);
        let contents = || attributions.iter().flat_map(|own| &own.content);
        let bare = contents().filter(|span| quoted[text.tokens_in(**span)].iter().all(Option::is_none)).count();
        let whole = bare * 10 > contents().count();
        let genre = if whole { POLITICS } else { genre_of(&line.kind) };
        Ok(Self { id: line.id, ignore: spans(&line.ignore), attributions, whole, genre, text: line.text })
    }
}

/// Which kind of text it is that a corpus calls `kind`; PolNeAR, of US political news, calls its texts nothing.
fn genre_of(kind: &str) -> usize {
    const SECTIONS: [&str; 8] = ["business", "entertainment", "politics", "sport", "tech", "technology", "press", "tabloid"];
    if SECTIONS.contains(&kind) || kind.starts_with("news") || kind.starts_with("feature") { NEWS } else { OTHER }
}

/// How often a segment counts where only quoted segments are annotated: by
/// hand for this purpose, with more that is nobody's.
const BY_HAND: usize = 2;

/// The model learnt from `documents` and, what kinds of texts there are, from `news`
/// too, whose annotation does not matter; `say` hears how far it is.
///
/// The later stages learn from what the earlier ones say of documents that
/// these have not learnt from: of each half, by weights from the other half.
pub fn train(documents: &[Document], news: &[Document], mut say: impl FnMut(&str)) -> Model {
    let prepared: Vec<Prepared> = documents.iter().map(Prepared::new).collect();
    say("the tagger, on halves and on all");
    let settings = tagger::Settings::default();
    let (taggings, tagger) = std::thread::scope(|scope| {
        let halves = scope.spawn(|| tagger::jackknife(&prepared, &settings, 2));
        let whole = tagger::train(&prepared, &settings);
        (halves.join().expect("the halves"), whole)
    });
    say("the relations");
    let (whole, of_whole): (Vec<&Prepared>, Vec<&Tagging>) =
        prepared.iter().zip(&taggings).filter(|(prepared, _)| prepared.document.whole).unzip();
    let learnt = relations::train(&whole, &of_whole, relations::SETTINGS);
    let mut jackknifed = learnt.jackknifed.into_iter();
    let relations: Vec<Vec<Relation>> = prepared
        .iter()
        .zip(&taggings)
        .map(|(prepared, tagging)| match prepared.document.whole {
            true => jackknifed.next().unwrap_or_default(),
            false => relations::found(prepared, tagging, &learnt.weights),
        })
        .collect();
    say("the kinds of texts");
    let news: Vec<Document> = news.iter().map(|document| Document { genre: NEWS, ..document.clone() }).collect();
    let news: Vec<Prepared> = news.iter().map(Prepared::new).collect();
    let all: Vec<&Prepared> = prepared.iter().chain(&news).collect();
    let genres = genre::jackknife(&all);
    say("the ranker");
    let lessons: Vec<ranker::Lesson> = prepared
        .iter()
        .zip(&taggings)
        .zip(&relations)
        .zip(&genres)
        .map(|(((prepared, tagging), relations), genre)| ranker::Lesson {
            prepared,
            tagging,
            relations,
            weight: if prepared.document.whole { 1 } else { BY_HAND },
            genre: *genre,
        })
        .collect();
    Model { stages: Some(Stages { tagger, relations: learnt.weights, genre: genre::train(&all), ranker: ranker::train(&lessons) }) }
}

/// A document as the stages see it.
pub(crate) struct Prepared<'d> {
    /// What was annotated.
    pub document: &'d Document,
    /// Its text.
    pub text: Text<'d>,
    /// Its marks.
    pub marks: Marks,
    /// Its tags.
    pub tags: Tags,
    /// Its forms.
    pub forms: Forms,
}

impl<'d> Prepared<'d> {
    /// Reads `document`.
    pub fn new(document: &'d Document) -> Self {
        let text = Text::new(&document.text);
        let marks = Marks::new(&text);
        let tags = Tags::new(&text, &marks);
        let forms = Forms::new(&text, &tags);
        Self { document, text, marks, tags, forms }
    }

    /// The tokens of `span`.
    pub fn tokens(&self, span: Span) -> Phrase {
        let range = self.text.tokens_in(span);
        Phrase { first: range.start, end: range.end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(attributions: &str, kind: &str) -> Document {
        let text = r#"“We will rebuild,” said Quist. Reed said the bridge was safe."#;
        let line = format!(r#"{{"id": "a", "kind": "{kind}", "text": {text:?}, "attributions": [{attributions}]}}"#);
        Document::from_line(&line).expect("a document")
    }

    #[test]
    fn what_stands_between_marks_is_quoted_even_without_the_marks() {
        let within = r#"{"content": [[1, 17]], "source": [[24, 29]], "cue": [[19, 23]]}"#;
        let with = r#"{"content": [[0, 18]], "source": [[24, 29]], "cue": [[19, 23]]}"#;
        let outside = r#"{"content": [[41, 60]], "source": [[31, 35]], "cue": [[36, 40]]}"#;
        assert!(!document(within, "").whole);
        assert!(!document(with, "").whole);
        assert!(document(&format!("{with}, {outside}"), "").whole);
        assert!(!document("", "").whole);
    }

    #[test]
    fn the_kinds_of_texts_are_told_by_their_names() {
        for (kind, genre) in [("sport", NEWS), ("news-world", NEWS), ("blog", OTHER), ("", OTHER)] {
            assert_eq!(document("", kind).genre, genre, "{kind:?}");
        }
    }
}
