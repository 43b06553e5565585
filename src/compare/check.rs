//! Whether a transcript has what an article quotes.
//!
//! In: an analysed article and a transcript, whose whole text counts, marks
//! or not. Out: [`Check`], for each quotation where its words stand in the
//! transcript, and how they differ there.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::alignment::{self, Reported};
use super::transcript::{Piece, Transcript};
use super::words::{Vocabulary, Word};
use super::{Aligned, Analysed, Class, Edit, likeness, pairing, passages, spans};
use crate::analysis::in_thousandths;
use crate::marks::Marks;
use crate::text::Text;
use crate::{Analysis, Kind, Offsets, Span, offsets};

/// How a transcript has a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// Word for word; case, punctuation and what stands in brackets aside.
    Verbatim,
    /// In other words, or with words left out or added.
    Altered,
    /// In pieces that stand far from each other there, or in another order.
    Spliced,
    /// Not at all.
    Absent,
}

/// What a transcript has of one quotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Checked {
    /// The index of the quotation in the analysis.
    pub quotation: usize,
    /// How the transcript has it.
    pub found: Found,
    /// How sure it is that these are its words, from 0 to 1; 0 where it is absent.
    #[serde(serialize_with = "in_thousandths")]
    pub score: f32,
    /// Where it stands in the transcript: a span for each place, in the quotation's order.
    pub spans: Vec<Span>,
    /// The words of the quotation, and those of the transcript at these places.
    pub alignment: Vec<Aligned>,
    /// Whether its pieces stand in another order in the transcript.
    pub out_of_order: bool,
}

/// What a transcript has of an article's quotations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What the ends of all spans count.
    pub offsets: Offsets,
    /// The analysis of the article.
    pub analysis: Analysis,
    /// Each quotation, terms aside.
    pub quotations: Vec<Checked>,
}

/// What `transcript` has of the quotations of `article`, with spans that count
/// `offsets`. Any two texts have an answer; time grows with each of them.
///
/// ```
/// use whosaid::compare::{Analysed, Found, check};
/// use whosaid::{Offsets, analyze};
/// let text = "“The old roof burns again,” said Ada Quist.\n\n“Nobody heard the bells,” said Ruth Pell.";
/// let transcript = "Good evening. The old roof burns again. Thank you.";
/// let check = check(Analysed { text, analysis: analyze(text) }, transcript, Offsets::Bytes);
/// let found: Vec<Found> = check.quotations.iter().map(|quotation| quotation.found).collect();
/// assert_eq!(found, [Found::Verbatim, Found::Absent]);
/// let place = check.quotations[0].spans[0];
/// assert_eq!(&transcript[place.start..place.end], "The old roof burns again");
/// ```
pub fn check(article: Analysed, transcript: &str, offsets: Offsets) -> Check {
    let mut vocabulary = Vocabulary::default();
    let text = Text::new(article.text);
    let marked = Marks::new(&text).outermost(&text);
    let there = Transcript::new(transcript, &mut vocabulary);
    let mut quotations = Vec::new();
    for (index, quotation) in article.analysis.quotations.iter().enumerate().filter(|(_, quotation)| quotation.kind != Kind::Term) {
        let words = passages::words(&text, &marked, quotation, &mut vocabulary).swap_remove(0).1;
        let pieces = if quotation.kind == Kind::Indirect { reported(&there, &words) } else { quoted(&there, &words) };
        quotations.push(checked(&there, article.text, index, &words, pieces));
    }
    offsets::convert_check([article.text, transcript], Check { offsets: Offsets::Bytes, analysis: article.analysis, quotations }, offsets)
}

/// Words further apart than this are two places of a transcript.
const NEAR: usize = 60;

/// The pieces of the quotation `words` in marks that `there` has, if they are enough.
fn quoted(there: &Transcript, words: &[Word]) -> Vec<Piece> {
    let pieces = there.pieces(words, 0..words.len());
    if enough(&pieces, words) || pieces.iter().any(|piece| piece.is_all_of(words)) {
        return pieces;
    }
    // Of a long quotation the transcript may have a sentence alone.
    let mut end = 0;
    let sentences = words.chunk_by(|a, b| a.segment == b.segment).map(|sentence| {
        end += sentence.len();
        (end - sentence.len()..end, sentence)
    });
    let found = sentences.map(|(range, sentence)| (there.pieces(words, range), sentence));
    found.filter(|(pieces, sentence)| enough(pieces, sentence)).flat_map(|(pieces, _)| pieces).collect()
}

/// Where `there` has what `words` report without marks.
fn reported(there: &Transcript, words: &[Word]) -> Vec<Piece> {
    there.reported(words).filter(|piece| pairing::is_reported(&piece.likeness)).into_iter().collect()
}

/// What `pieces` say of the quotation at `index` of `article`.
fn checked(transcript: &Transcript, article: &str, index: usize, words: &[Word], pieces: Vec<Piece>) -> Checked {
    let out_of_order = pieces.windows(2).any(|pair| pair[1].there.start < pair[0].there.end);
    let score = score(&pieces, words);
    // Pieces near one another are one place, with something left out.
    let mut places: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for piece in pieces {
        match places.last_mut() {
            Some((own, there)) if piece.there.start >= there.end && piece.there.start - there.end <= NEAR => {
                own.end = piece.own.end;
                there.end = piece.there.end;
            }
            _ => places.push((piece.own, piece.there)),
        }
    }
    let mut alignment = Vec::new();
    let mut verbatim = true;
    for (at, (own, there)) in places.iter().enumerate() {
        let start = if at == 0 { 0 } else { own.start };
        let end = places.get(at + 1).map_or(words.len(), |(next, _)| next.start);
        let own = Reported { text: article, words, whole: start..end, core: own.clone() };
        let there = Reported { text: transcript.text, words: &transcript.words, whole: there.clone(), core: there.clone() };
        let aligned = alignment::align([&own, &there]);
        verbatim &= aligned.wording == Class::Verbatim;
        alignment.extend(aligned.items.into_iter().map(by_transcript));
    }
    let found = match (places.len(), verbatim) {
        (0, _) => Found::Absent,
        (1, true) => Found::Verbatim,
        (1, false) => Found::Altered,
        _ => Found::Spliced,
    };
    let spans = places.iter().flat_map(|(_, there)| spans(&transcript.words[there.clone()])).collect();
    Checked { quotation: index, found, score, spans, alignment, out_of_order }
}

/// Whether `pieces` are more than chance brings of `words`.
fn enough(pieces: &[Piece], words: &[Word]) -> bool {
    pairing::is_quoted(evidence(pieces), coverage(pieces, words))
}

fn score(pieces: &[Piece], words: &[Word]) -> f32 {
    if pieces.is_empty() { 0.0 } else { pairing::score(evidence(pieces), coverage(pieces, words)) }
}

fn evidence(pieces: &[Piece]) -> f32 {
    pieces.iter().map(|piece| piece.likeness.evidence).sum()
}

/// How much of `words` is in `pieces`; where one sentence there has less to
/// say than they, the middle of its share and theirs.
fn coverage(pieces: &[Piece], words: &[Word]) -> f32 {
    let told: f32 = pieces.iter().map(|piece| piece.likeness.told).sum();
    let own = (told / likeness::size(words).max(f32::MIN_POSITIVE)).min(1.0);
    match pieces {
        [piece] => own.max((own + piece.likeness.coverage) / 2.0),
        _ => own,
    }
}

/// `item` as seen from the transcript, which has what was said: words that it
/// alone has are left out, and words that the article alone has are added.
fn by_transcript(mut item: Aligned) -> Aligned {
    if matches!(item.kind, Edit::LeftOut | Edit::Added) {
        let left_out = item.spans[0].is_none();
        item.kind = if left_out { Edit::LeftOut } else { Edit::Added };
        item.ellipsis = left_out.then_some(item.ellipsis.unwrap_or(false));
    }
    item
}
