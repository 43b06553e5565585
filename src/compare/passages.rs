//! What is compared: the passages of texts.
//!
//! In: analysed texts. Out: for each quotation the words that it gives, as
//! one passage of those in quotation marks, and one of all words where some
//! or all are reported without marks.

use super::Analysed;
use super::speakers::Voice;
use super::words::{Vocabulary, Word};
use crate::marks::Marks;
use crate::text::Text;
use crate::{Kind, Quotation};

/// The words of one quotation.
pub(super) struct Passage<'a> {
    /// The index of its text.
    pub text: usize,
    /// The index of its quotation.
    pub quotation: usize,
    /// Whether words without marks are among them.
    pub reported: bool,
    /// Its words.
    pub words: Vec<Word>,
    /// Who speaks.
    pub voice: Option<Voice<'a>>,
}

/// The passages of all `texts`, in order, those in marks first; the numbers of
/// their words are those of [`Vocabulary::ranks`].
pub(super) fn of<'a>(texts: &'a [Analysed], vocabulary: &mut Vocabulary) -> Vec<Passage<'a>> {
    let mut out = Vec::new();
    for (index, analysed) in texts.iter().enumerate() {
        let text = Text::new(analysed.text);
        let marked = Marks::new(&text).outermost(&text);
        let said = analysed.analysis.quotations.iter().enumerate().filter(|(_, quotation)| quotation.kind != Kind::Term);
        for (number, quotation) in said {
            for (reported, words) in words(&text, &marked, quotation, vocabulary) {
                if !words.is_empty() {
                    let voice = Voice::of(&analysed.analysis, quotation);
                    out.push(Passage { text: index, quotation: number, reported, words, voice });
                }
            }
        }
    }
    let ranks = vocabulary.ranks();
    for word in out.iter_mut().flat_map(|passage| &mut passage.words) {
        (word.exact, word.loose) = (ranks[word.exact as usize], ranks[word.loose as usize]);
    }
    weigh(&mut out, texts.len(), vocabulary.len());
    out
}

/// The words of `quotation`: those in marks, and all of them where some are not.
pub(super) fn words(text: &Text, marked: &[Option<usize>], quotation: &Quotation, vocabulary: &mut Vocabulary) -> Vec<(bool, Vec<Word>)> {
    let mut all = || vocabulary.read(text, &quotation.content, None);
    match quotation.kind {
        Kind::Indirect => vec![(true, all())],
        Kind::Mixed => {
            let all = all();
            vec![(false, vocabulary.read(text, &quotation.content, Some(marked))), (true, all)]
        }
        Kind::Direct | Kind::Term => {
            let quoted = vocabulary.read(text, &quotation.content, Some(marked));
            // Labels make some direct that stand in no marks.
            if quoted.is_empty() { vec![(false, vocabulary.read(text, &quotation.content, None))] } else { vec![(false, quoted)] }
        }
    }
}

/// Takes from what words tell that many of the `passages` have: a set of
/// articles has its subject. What stands once in each of the `texts` tells all.
fn weigh(passages: &mut [Passage], texts: usize, words: usize) {
    let mut seen: Vec<(usize, u32)> = vec![(usize::MAX, 0); words];
    for (index, passage) in passages.iter().enumerate() {
        for word in &passage.words {
            let (last, count) = &mut seen[word.loose as usize];
            if *last != index {
                (*last, *count) = (index, *count + 1);
            }
        }
    }
    let rarity = |count: usize| doublings(1.0 + passages.len() as f32 / count as f32);
    let full = rarity(texts.max(2) * 2);
    let factors: Vec<f32> = seen.iter().map(|(_, count)| (rarity((*count).max(1) as usize) / full).min(1.0)).collect();
    for word in passages.iter_mut().flat_map(|passage| &mut passage.words) {
        if word.is_content() {
            word.weight *= factors[word.loose as usize];
        }
    }
}

/// How often 1 must be doubled to reach `x`: its logarithm, in straight lines
/// between the powers of two. The library's own differs between platforms.
fn doublings(x: f32) -> f32 {
    let (mut whole, mut rest) = (0.0, x.max(1.0));
    while rest >= 2.0 {
        (whole, rest) = (whole + 1.0, rest / 2.0);
    }
    whole + rest - 1.0
}
