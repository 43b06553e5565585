//! Learns the weights from annotated documents. Plain data in, bytes out; the
//! same documents give the same bytes. Only built with the feature `training`.

pub(crate) mod crf;
pub(crate) mod linear_tagger;
mod made;
mod random;
mod ranker;
pub(crate) mod relations;
pub mod trial;

mod tagger;

use serde::Deserialize;

use crate::Span;
use crate::forms::Forms;
use crate::marks::Marks;
use crate::linear::Table;
use crate::quotations;
use crate::relations::Relation;
use crate::tagger::Tagging;
use crate::phrases::Phrase;
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
        // Where only quoted segments are annotated, hardly any content is without marks.
        let bare = |own: &&Attribution| !own.content.iter().any(|span| span.of(&line.text).contains(['“', '”', '"', '‘', '\'']));
        let whole = attributions.iter().filter(bare).count() * 10 > attributions.len();
        Ok(Self { id: line.id, ignore: spans(&line.ignore), attributions, whole, text: line.text })
    }
}

/// What the first two stages say of some documents.
pub struct Staged {
    taggings: Vec<Tagging>,
    relations: Vec<Vec<Relation>>,
}

/// The first two stages of `whole` documents (jackknifed) and of others, the first `jacked` of which the tagger has jackknifed too.
pub fn stage(documents: &[Document], others: &[Document], weights: &[u8], jack: &[u8], jacked: usize) -> (Staged, Staged) {
    let own: Vec<Prepared> = documents.iter().map(Prepared::new).collect();
    let theirs: Vec<Prepared> = others.iter().map(Prepared::new).collect();
    let weights = crate::tagger::Weights::read(&mut &weights[..]).unwrap();
    let mut taggings = tagger::read_taggings(jack).unwrap();
    assert_eq!(taggings.len(), own.len() + jacked);
    for (one, tagging) in own.iter().chain(&theirs).zip(&taggings) {
        assert_eq!(one.text.tokens.len(), tagging.marginals.len());
    }
    let mut other_taggings = taggings.split_off(own.len());
    other_taggings.extend(theirs[jacked..].iter().map(|one| crate::tagger::tag(&one.text, &one.marks, &one.tags, &one.forms, &weights)));
    let learnt = relations::train(&own, &taggings, relations::SETTINGS);
    let other_relations = theirs.iter().zip(&other_taggings).map(|(one, tagging)| relations::found(one, tagging, &learnt.weights)).collect();
    (Staged { taggings, relations: learnt.jackknifed }, Staged { taggings: other_taggings, relations: other_relations })
}

/// A ranker learnt from `lessons`.
pub struct Ranker(Table);

/// Learns the last stage.
pub fn rank(lessons: &[(&Document, &Staged, usize, usize)]) -> Ranker {
    let prepared: Vec<Prepared> = lessons.iter().map(|(document, ..)| Prepared::new(document)).collect();
    let lessons: Vec<ranker::Lesson> = prepared
        .iter()
        .zip(lessons)
        .map(|(prepared, (_, staged, index, weight))| ranker::Lesson {
            prepared,
            tagging: &staged.taggings[*index],
            relations: &staged.relations[*index],
            weight: *weight,
        })
        .collect();
    Ranker(ranker::train(&lessons))
}

/// The analysis of `document` by these stages.
pub fn analysis(document: &Document, staged: &Staged, index: usize, ranker: &Ranker) -> crate::Analysis {
    let Prepared { text, marks, tags, forms, .. } = Prepared::new(document);
    let learnt =
        quotations::Learnt { forms: &forms, tagging: &staged.taggings[index], relations: &staged.relations[index], ranker: &ranker.0 };
    let quotations = quotations::find(&text, &marks, &tags, Some(learnt));
    crate::offsets::convert(&document.text, crate::whole(&text, marks, quotations), crate::Offsets::Chars)
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
