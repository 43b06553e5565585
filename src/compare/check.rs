//! Whether a transcript has what an article quotes.
//!
//! In: an analysed article and a transcript, whose whole text counts, marks
//! or not. Out: [`Check`], for each quotation where its words stand in the
//! transcript, and how they differ there.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::alignment::{self, Reported};
use super::likeness::{self, Likeness};
use super::words::{Vocabulary, Word};
use super::{Aligned, Analysed, Class, Edit, pairing, passages, spans};
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
pub fn check(article: Analysed, transcript: &str, offsets: Offsets) -> Check {
    let mut vocabulary = Vocabulary::default();
    let text = Text::new(article.text);
    let marked = Marks::new(&text).outermost(&text);
    let there = Transcript::new(transcript, &mut vocabulary);
    let mut quotations = Vec::new();
    for (index, quotation) in article.analysis.quotations.iter().enumerate().filter(|(_, quotation)| quotation.kind != Kind::Term) {
        let words = passages::words(&text, &marked, quotation, &mut vocabulary).swap_remove(0).1;
        let found = if quotation.kind == Kind::Indirect { there.reported(&words) } else { there.quoted(&words) };
        quotations.push(there.checked(article.text, index, &words, found));
    }
    offsets::convert_check([article.text, transcript], Check { offsets: Offsets::Bytes, analysis: article.analysis, quotations }, offsets)
}

/// Words further apart than this are two places of a transcript.
const NEAR: usize = 60;
/// The least that a piece of a quotation tells.
const PIECE: f32 = 1.5;
/// The most pieces of one quotation.
const MOST_PIECES: usize = 8;
/// The most stretches of the transcript that are looked at for one piece.
const MOST_WINDOWS: usize = 3;

/// The words of a transcript, and where each stands.
struct Transcript<'t> {
    text: &'t str,
    words: Vec<Word>,
    places: HashMap<u32, Vec<usize>>,
}

/// A piece of a quotation and where it stands in the transcript.
#[derive(Clone, Debug)]
struct Piece {
    own: Range<usize>,
    there: Range<usize>,
    likeness: Likeness,
}

impl<'t> Transcript<'t> {
    fn new(text: &'t str, vocabulary: &mut Vocabulary) -> Self {
        let words = vocabulary.read(&Text::new(text), &[Span::new(0, text.len())], None);
        let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            places.entry(word.loose).or_default().push(at);
        }
        Self { text, words, places }
    }

    /// The stretches that have most of `words`, the best first.
    fn windows(&self, words: &[Word]) -> Vec<Range<usize>> {
        let by_word = Span::order(words.len(), |at| Span::new(words[at].loose as usize, 0));
        let mut distinct: Vec<(u32, f32)> = by_word.into_iter().map(|at| (words[at].loose, words[at].weight)).collect();
        distinct.dedup_by_key(|(loose, _)| *loose);
        let of_word = |(loose, weight): &(u32, f32)| {
            let weight = *weight;
            self.places.get(loose).into_iter().flatten().map(move |at| (*at, weight))
        };
        let hits: Vec<(usize, f32)> = distinct.iter().flat_map(of_word).collect();
        let hits: Vec<(usize, f32)> = Span::order(hits.len(), |hit| Span::new(hits[hit].0, 0)).into_iter().map(|hit| hits[hit]).collect();
        let width = words.len() * 2 + 20;
        // For each hit what the stretch tells that ends with it.
        let (mut first, mut sum) = (0, 0.0);
        let mut ends: Vec<(f32, usize)> = Vec::with_capacity(hits.len());
        for (at, weight) in &hits {
            sum += weight;
            while hits[first].0 + width <= *at {
                sum -= hits[first].1;
                first += 1;
            }
            ends.push((sum, *at));
        }
        let mut out: Vec<Range<usize>> = Vec::new();
        for _ in 0..MOST_WINDOWS {
            let free = |at: usize| out.iter().all(|window: &Range<usize>| at.abs_diff(window.end) > width / 2);
            let Some((_, at)) = ends.iter().filter(|(_, at)| free(*at)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))) else {
                break;
            };
            // With room on both sides: the stretch with most words may end before the last of them.
            out.push(at.saturating_sub(width)..(at + words.len() + 1).min(self.words.len()));
        }
        out
    }

    /// The pieces of the quotation `words`, in its order.
    fn quoted(&self, words: &[Word]) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut open: Vec<Range<usize>> = std::iter::once(0..words.len()).collect();
        while let Some(range) = open.pop() {
            if pieces.len() >= MOST_PIECES || range.is_empty() {
                continue;
            }
            let own = &words[range.clone()];
            let looked = self.windows(own).into_iter().filter_map(|window| {
                let likeness = likeness::of_order(own, &self.words[window.clone()])?;
                let moved = |range: &Range<usize>, by: usize| range.start + by..range.end + by;
                Some(Piece { own: moved(&likeness.core[0], range.start), there: moved(&likeness.core[1], window.start), likeness })
            });
            let best = looked.max_by(|a, b| a.likeness.evidence.total_cmp(&b.likeness.evidence).then(b.there.start.cmp(&a.there.start)));
            let Some(piece) = best.filter(|piece| piece.likeness.evidence >= PIECE || exact(&piece.likeness, words)) else { continue };
            open.extend([range.start..piece.own.start, piece.own.end..range.end]);
            pieces.push(piece);
        }
        let pieces: Vec<Piece> =
            Span::order(pieces.len(), |at| Span::new(pieces[at].own.start, 0)).into_iter().map(|at| pieces[at].clone()).collect();
        if enough(&pieces, words) { pieces } else { Vec::new() }
    }

    /// Where the transcript has what `words` report without marks.
    fn reported(&self, words: &[Word]) -> Vec<Piece> {
        let looked = self.windows(words).into_iter().filter_map(|window| {
            let likeness = likeness::of_words(words, &self.words[window.clone()])?;
            let there = likeness.core[1].start + window.start..likeness.core[1].end + window.start;
            pairing::is_reported(&likeness).then_some(Piece { own: 0..words.len(), there, likeness })
        });
        looked
            .max_by(|a, b| a.likeness.evidence.total_cmp(&b.likeness.evidence).then(b.there.start.cmp(&a.there.start)))
            .into_iter()
            .collect()
    }

    /// What `pieces` say of the quotation at `index` of `article`.
    fn checked(&self, article: &str, index: usize, words: &[Word], pieces: Vec<Piece>) -> Checked {
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
            let there = Reported { text: self.text, words: &self.words, whole: there.clone(), core: there.clone() };
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
        let spans = places.iter().flat_map(|(_, there)| spans(&self.words[there.clone()])).collect();
        Checked { quotation: index, found, score, spans, alignment, out_of_order }
    }
}

/// Whether `likeness` is all of `words`, one after the other.
fn exact(likeness: &Likeness, words: &[Word]) -> bool {
    likeness.words == words.len() && likeness.core[1].len() == words.len()
}

/// Whether `pieces` are more than chance brings of `words`.
fn enough(pieces: &[Piece], words: &[Word]) -> bool {
    match pieces {
        [piece] if exact(&piece.likeness, words) => true,
        _ => pairing::is_quoted(evidence(pieces), coverage(pieces, words)),
    }
}

fn score(pieces: &[Piece], words: &[Word]) -> f32 {
    if pieces.is_empty() { 0.0 } else { pairing::score(evidence(pieces), coverage(pieces, words)) }
}

fn evidence(pieces: &[Piece]) -> f32 {
    pieces.iter().map(|piece| piece.likeness.evidence).sum()
}

/// How much of `words` is in `pieces`.
fn coverage(pieces: &[Piece], words: &[Word]) -> f32 {
    let told: f32 = pieces.iter().map(|piece| piece.likeness.told).sum();
    (told / likeness::size(words).max(f32::MIN_POSITIVE)).min(1.0)
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
