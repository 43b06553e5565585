//! From byte offsets to those of another unit, in one ascending pass over the text.
//!
//! In: an analysis that counts bytes, and its text. Out: the same analysis,
//! counting code points or UTF-16 units. Nothing else in the crate converts.

use crate::{Analysis, Offsets, Span};

/// `analysis`, which counts bytes into `text`, counted in `to` instead.
pub(crate) fn convert(text: &str, mut analysis: Analysis, to: Offsets) -> Analysis {
    analysis.offsets = to;
    if to == Offsets::Bytes || text.is_ascii() {
        return analysis;
    }
    let mut bytes: Vec<usize> = Vec::new();
    each_span(&mut analysis, |span| bytes.extend([span.start, span.end]));
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
    each_span(&mut analysis, |span| *span = Span::new(at(span.start), at(span.end)));
    analysis
}

/// Calls `visit` on every span of `analysis`.
fn each_span(analysis: &mut Analysis, mut visit: impl FnMut(&mut Span)) {
    for quotation in &mut analysis.quotations {
        for span in quotation.content.iter_mut().chain(&mut quotation.cue).chain(&mut quotation.source) {
            visit(span);
        }
        quotation.candidates.iter_mut().for_each(|candidate| visit(&mut candidate.source));
    }
    for speaker in &mut analysis.speakers {
        speaker.mentions.iter_mut().for_each(&mut visit);
    }
    for diagnostic in &mut analysis.diagnostics {
        visit(&mut diagnostic.span);
    }
}
