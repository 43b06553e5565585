//! How several texts quote the same remarks.
//!
//! In: analysed texts. Out: [`Comparison`], the pairs of quotations that
//! report one remark, and how their wording differs. It knows what an
//! analysis says and the words of the texts; it does not know how quotations
//! are found.
//!
//! The way of the data: `passages` reads the words of each quotation,
//! `index` finds candidates by rare words, `likeness` aligns two passages,
//! `pairing` decides, `splices` sees what is made from several, and
//! `alignment` tells the differences.

mod alignment;
mod check;
mod difference;
mod index;
mod likeness;
mod local;
mod pairing;
mod passages;
mod remarks;
mod short;
mod speakers;
mod splices;
mod transcript;
mod words;

use serde::{Deserialize, Serialize};

use crate::analysis::in_thousandths;
use crate::{Analysis, Kind, Offsets, Span, offsets};
pub use check::{Check, Checked, Found, check};

use alignment::{Alignment, Reported};
use pairing::Match;
use passages::Passage;
use speakers::Voices;
use words::{Vocabulary, Word};

/// A text and its analysis, whose spans count bytes.
#[derive(Clone, Debug)]
pub struct Analysed<'t> {
    /// The text.
    pub text: &'t str,
    /// What [`analyze`](crate::analyze) says of it.
    pub analysis: Analysis,
}

/// A quotation of one of several texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The index of the text.
    pub text: usize,
    /// The index of the quotation in its analysis.
    pub quotation: usize,
}

/// How one text reports a remark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The index of the text.
    pub text: usize,
    /// The index of the quotation in its analysis.
    pub quotation: usize,
    /// The words that report the remark: the sentences of the quotation that
    /// do, in pieces where something stands between.
    pub spans: Vec<Span>,
}

/// How two reports of a remark differ as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// In case, punctuation and what stands in brackets at the most.
    Verbatim,
    /// One leaves words of the other out.
    Abridged,
    /// Words are others, or each has words that the other has not.
    Reworded,
    /// One makes a single quotation of what the other has as several apart.
    Spliced,
    /// The speakers differ, whatever the words do.
    DifferentSpeaker,
}

/// How a stretch of two reports differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edit {
    /// The same words.
    Same,
    /// Other words.
    Changed,
    /// Words that only the longer side has, or for which the other side shows an ellipsis.
    LeftOut,
    /// Words that only the other one has: the shorter side, or either of two as long.
    Added,
    /// Words in brackets, an editor's.
    Inserted,
    /// The same words but for capital letters.
    Case,
    /// The same words but for what stands in or behind them.
    Punctuation,
}

/// A stretch of two reports.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Aligned {
    /// How it differs.
    pub kind: Edit,
    /// Where it stands on each side, if it does.
    pub spans: [Option<Span>; 2],
    /// Of what is left out, whether an ellipsis shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ellipsis: Option<bool>,
}

/// Two quotations of two texts that report one remark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Both: that of the earlier text first.
    pub sides: [Side; 2],
    /// How sure it is the same remark, from 0 to 1.
    #[serde(serialize_with = "in_thousandths")]
    pub score: f32,
    /// How they differ.
    pub class: Class,
    /// The class if the speaker were the same.
    pub wording: Class,
    /// The side with more words, 0 or 1, if one has.
    pub longer: Option<usize>,
    /// Whether a side is matched by reported speech without marks.
    pub indirect: bool,
    /// All words of both sides, in order.
    pub alignment: Vec<Aligned>,
}

/// How several texts quote the same remarks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// What the ends of all spans count.
    pub offsets: Offsets,
    /// The analysis of each text.
    pub analyses: Vec<Analysis>,
    /// The pairs, in the order of their sides.
    pub pairs: Vec<Pair>,
    /// For each text the quotations that are in no pair, terms aside.
    pub alone: Vec<Vec<usize>>,
    /// The quotations that report one remark, for each that several texts have.
    pub remarks: Vec<Vec<Place>>,
}

/// How `texts` quote the same remarks, with spans that count `offsets`.
///
/// Any texts have an answer. Time grows with their length, and with the
/// square of how many there are.
///
/// ```
/// use whosaid::compare::{Analysed, Class, compare};
/// use whosaid::{Offsets, analyze};
/// let texts = [
///     "“The old roof of the hall will burn again before winter,” said Ada Quist.",
///     "“The old roof ... will burn again before winter,” Quist warned.",
/// ];
/// let analysed = texts.map(|text| Analysed { text, analysis: analyze(text) });
/// let comparison = compare(analysed.into(), Offsets::Bytes);
/// assert_eq!(comparison.pairs[0].class, Class::Abridged);
/// assert_eq!(comparison.pairs[0].longer, Some(0));
/// ```
pub fn compare(texts: Vec<Analysed>, offsets: Offsets) -> Comparison {
    let mut vocabulary = Vocabulary::default();
    let passages = passages::of(&texts, &mut vocabulary);
    let mut found = pairing::find(&passages);
    let spliced = splices::find(&passages, &mut found);
    let pairs: Vec<Pair> = found.iter().zip(spliced).map(|(found, spliced)| pair(&texts, &passages, found, spliced)).collect();
    let remarks = remarks::of(&pairs);
    let alone = alone(&texts, &pairs);
    drop(passages);
    let (sources, analyses): (Vec<&str>, Vec<Analysis>) = texts.into_iter().map(|analysed| (analysed.text, analysed.analysis)).unzip();
    offsets::convert_comparison(&sources, Comparison { offsets: Offsets::Bytes, analyses, pairs, alone, remarks }, offsets)
}

/// The pair that `found` makes.
fn pair(texts: &[Analysed], passages: &[Passage], found: &Match, spliced: bool) -> Pair {
    let of = |side: usize| {
        let passage = &passages[found.passages[side]];
        let (whole, core) = (found.likeness.whole[side].clone(), found.likeness.core[side].clone());
        (passage, Reported { text: texts[passage.text].text, words: &passage.words, whole, core })
    };
    let (sides, reported): (Vec<&Passage>, Vec<Reported>) = [of(0), of(1)].into_iter().unzip();
    let Alignment { items, wording, longer } = both(&reported[0], &reported[1]);
    let wording = if spliced { Class::Spliced } else { wording };
    let side = |at: usize| Side {
        text: sides[at].text,
        quotation: sides[at].quotation,
        spans: spans(&reported[at].words[reported[at].whole.clone()]),
    };
    Pair {
        sides: [side(0), side(1)],
        score: found.score,
        class: if found.voices == Voices::Different { Class::DifferentSpeaker } else { wording },
        wording,
        longer,
        indirect: found.indirect,
        alignment: items,
    }
}

/// The alignment of `a` and `b`, the same whichever comes first: of several
/// that are as good, the diff of two lists takes one by which is first.
fn both(a: &Reported, b: &Reported) -> Alignment {
    let key =
        |side: &Reported| (side.words.len(), side.words.iter().map(|word| (word.exact, word.bracketed, word.part)).collect::<Vec<_>>());
    if key(a) <= key(b) {
        return alignment::align([a, b]);
    }
    let mut alignment = alignment::align([b, a]);
    alignment.longer = alignment.longer.map(|side| 1 - side);
    alignment.items.iter_mut().for_each(|item| item.spans.reverse());
    alignment
}

/// Where `words` stand: a span for each part of their quotation.
fn spans(words: &[Word]) -> Vec<Span> {
    words.chunk_by(|a, b| a.part == b.part).filter_map(|part| Some(part.first()?.span.join(part.last()?.span))).collect()
}

/// For each text the quotations that are in none of the `pairs`.
fn alone(texts: &[Analysed], pairs: &[Pair]) -> Vec<Vec<usize>> {
    let mut paired: Vec<Vec<bool>> = texts.iter().map(|text| vec![false; text.analysis.quotations.len()]).collect();
    for side in pairs.iter().flat_map(|pair| &pair.sides) {
        paired[side.text][side.quotation] = true;
    }
    let of_text = |(text, paired): (&Analysed, Vec<bool>)| {
        let quotations = text.analysis.quotations.iter().zip(paired).enumerate();
        quotations.filter(|(_, (quotation, paired))| quotation.kind != Kind::Term && !paired).map(|(index, _)| index).collect()
    };
    texts.iter().zip(paired).map(of_text).collect()
}
