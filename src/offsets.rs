//! From byte offsets to those of another unit, in one ascending pass over the text.
//!
//! In: what counts bytes, and its text. Out: the same, counting code points
//! or UTF-16 units. Nothing else in the crate converts.

use crate::compare::{Check, Comparison};
use crate::{Analysis, Offsets, Span};

/// `analysis`, which counts bytes into `text`, counted in `to` instead.
pub(crate) fn convert(text: &str, mut analysis: Analysis, to: Offsets) -> Analysis {
    analysis.offsets = to;
    each_position(text, to, |visit| each_span(&mut analysis, visit));
    analysis
}

/// `comparison`, which counts bytes into its `texts`, counted in `to` instead.
pub(crate) fn convert_comparison(texts: &[&str], mut comparison: Comparison, to: Offsets) -> Comparison {
    comparison.offsets = to;
    // By text, so that one pass over the pairs is enough for all.
    let mut of_pairs: Vec<Vec<&mut Span>> = texts.iter().map(|_| Vec::new()).collect();
    for pair in &mut comparison.pairs {
        let [first, second] = pair.sides.each_ref().map(|side| side.text);
        for side in &mut pair.sides {
            of_pairs[side.text].extend(&mut side.spans);
        }
        for item in &mut pair.alignment {
            let [a, b] = &mut item.spans;
            of_pairs[first].extend(a);
            of_pairs[second].extend(b);
        }
    }
    for ((text, analysis), spans) in texts.iter().zip(&mut comparison.analyses).zip(&mut of_pairs) {
        analysis.offsets = to;
        each_position(text, to, |visit| {
            each_span(analysis, &mut *visit);
            spans.iter_mut().for_each(|span| visit(span));
        });
    }
    comparison
}

/// `check` of an article against a transcript, both in `texts`, which counts bytes, counted in `to` instead.
pub(crate) fn convert_check(texts: [&str; 2], mut check: Check, to: Offsets) -> Check {
    check.offsets = to;
    check.analysis.offsets = to;
    let [mut here, mut there]: [Vec<&mut Span>; 2] = Default::default();
    for checked in &mut check.quotations {
        there.extend(&mut checked.spans);
        for item in &mut checked.alignment {
            let [a, b] = &mut item.spans;
            here.extend(a);
            there.extend(b);
        }
    }
    each_position(texts[0], to, |visit| {
        each_span(&mut check.analysis, &mut *visit);
        here.iter_mut().for_each(|span| visit(span));
    });
    each_position(texts[1], to, |visit| there.iter_mut().for_each(|span| visit(span)));
    check
}

/// Counts in `to` all spans of `text` that `each` leads to, which count bytes. It is called twice.
fn each_position(text: &str, to: Offsets, mut each: impl FnMut(&mut dyn FnMut(&mut Span))) {
    if to == Offsets::Bytes || text.is_ascii() {
        return;
    }
    let mut bytes: Vec<usize> = Vec::new();
    each(&mut |span| bytes.extend([span.start, span.end]));
    Span::sort_positions(&mut bytes);
    bytes.dedup();

    let mut counted = Vec::with_capacity(bytes.len());
    let (mut from, mut count) = (0, 0);
    for &byte in &bytes {
        let between = text.get(from..byte).unwrap_or("");
        count += match to {
            Offsets::Chars => between.chars().count(),
            Offsets::Utf16 => between.chars().map(char::len_utf16).sum(),
            Offsets::Bytes => between.len(),
        };
        counted.push(count);
        from = byte;
    }
    let at = |byte: usize| bytes.binary_search(&byte).map_or(byte, |i| counted[i]);
    each(&mut |span| *span = Span::new(at(span.start), at(span.end)));
}

/// Calls `visit` on every span of `analysis`.
fn each_span(analysis: &mut Analysis, visit: &mut dyn FnMut(&mut Span)) {
    for quotation in &mut analysis.quotations {
        for span in quotation.content.iter_mut().chain(&mut quotation.cue).chain(&mut quotation.source) {
            visit(span);
        }
        quotation.candidates.iter_mut().for_each(|candidate| visit(&mut candidate.source));
    }
    for speaker in &mut analysis.speakers {
        speaker.mentions.iter_mut().for_each(&mut *visit);
    }
    for diagnostic in &mut analysis.diagnostics {
        visit(&mut diagnostic.span);
    }
}
