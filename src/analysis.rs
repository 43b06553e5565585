//! What an analysis says: plain data, the same in every language and format.

use serde::{Deserialize, Serialize, Serializer};

use crate::Span;

/// What the ends of the spans of an [`Analysis`] count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// Unicode code points (scalar values), as Python counts.
    Chars,
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
    /// UTF-8 bytes, as Rust counts.
    #[default]
    Bytes,
}

/// How much of a quotation stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it: reported speech.
    Indirect,
    /// Words in quotation marks that nobody is reported to have said: a
    /// title, a nickname, a definition, a scare quote. It has no speaker.
    Term,
}

/// How the speaker of a quotation was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// A cue beside the quotation names its source: `"…," she said`.
    Cue,
    /// The source stands before a colon: `She said: "…"`, `PENCE: …`.
    Colon,
    /// Another piece of the same sentence or paragraph is attributed.
    Continued,
    /// The paragraph or the quotation before has the same speaker.
    Carried,
    /// Speakers take turns, and it is this one's.
    Turn,
    /// Somebody named nearby is the likeliest.
    Nearby,
    /// Nobody could be found, or nobody is reported to speak.
    None,
}

/// One quotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// How much of it stands in quotation marks.
    pub kind: Kind,
    /// Its pieces in order, quotation marks included; never empty.
    pub content: Vec<Span>,
    /// The words that report it ("said", "according to"); may be empty.
    pub cue: Vec<Span>,
    /// The mention that it is attributed to ("the senator", "he"); may be empty.
    pub source: Vec<Span>,
    /// Who speaks: an index into [`Analysis::speakers`].
    pub speaker: Option<usize>,
    /// How likely the speaker is right, from 0 to 1.
    #[serde(serialize_with = "in_thousandths")]
    pub confidence: f32,
    /// How the speaker was found.
    pub why: Why,
    /// The quotation that this one stands inside: an index into [`Analysis::quotations`].
    pub parent: Option<usize>,
    /// Other mentions that it may be attributed to, the likeliest first; few, and
    /// none where nothing is in doubt.
    pub candidates: Vec<Candidate>,
}

/// A mention that a quotation may be attributed to, and is not.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The mention.
    pub source: Span,
    /// Who it is, if that is somebody who speaks: an index into [`Analysis::speakers`].
    pub speaker: Option<usize>,
    /// How likely the quotation is its own, from 0 to 1.
    #[serde(serialize_with = "in_thousandths")]
    pub confidence: f32,
}

/// Writes `value` rounded to three digits. JSON and JavaScript count in
/// doubles, where the nearest to an `f32` is a long tail of digits, and
/// another one in each way to write it.
pub(crate) fn in_thousandths<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*value) * 1000.0).round() / 1000.0)
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// One person with a name, or one who is only described but definite ("the senator").
    Person,
    /// A company, an agency, a newspaper, a country that speaks.
    Organization,
    /// Several who speak as one ("officials", "critics").
    Group,
    /// A report, a statement, a poll, a law.
    Document,
    /// Somebody whom the text does not name ("a spokesman", "one witness").
    Unnamed,
}

/// Somebody or something that speaks in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The fullest form that the text gives, titles left out.
    pub name: String,
    /// What it is.
    pub kind: SpeakerKind,
    /// What the text says that it is ("Secretary of State").
    pub description: Option<String>,
    /// Where it is mentioned, in order.
    pub mentions: Vec<Span>,
    /// Its quotations, in order: indices into [`Analysis::quotations`].
    pub quotations: Vec<usize>,
}

/// What was odd in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiagnosticKind {
    /// A quotation mark opens and nothing closes it.
    UnclosedMark,
    /// A quotation mark closes and nothing opened it.
    UnopenedMark,
}

/// Something odd in the text, and how far it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What it is.
    pub kind: DiagnosticKind,
    /// Where it is.
    #[serde(flatten)]
    pub span: Span,
}

/// Everything that was found in one text.
///
/// ```
/// let analysis = whosaid::analyze("“It burns,” said Ada Quist.");
/// let json = serde_json::to_value(&analysis)?;
/// assert_eq!(json["quotations"][0]["kind"], "direct");
/// assert_eq!(json["speakers"][0]["name"], "Ada Quist");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// What the ends of all spans count.
    pub offsets: Offsets,
    /// The quotations, in the order of their first content.
    pub quotations: Vec<Quotation>,
    /// The speakers, in the order of their first quotation.
    pub speakers: Vec<Speaker>,
    /// What was odd in the text, in order.
    pub diagnostics: Vec<Diagnostic>,
}
