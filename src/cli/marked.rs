//! A text cut where quotations begin and end.

use whosaid::{Quotation, Span};

/// Cuts `text` at every end of every piece; each stretch with the innermost
/// of the `quotations` that hold it. So marks never nest nor cross, whatever the pieces do.
pub fn stretches(text: &str, quotations: &[Quotation]) -> Vec<(Span, Option<usize>)> {
    let pieces = |(index, quotation): (usize, &Quotation)| quotation.content.iter().map(move |&span| (span, index)).collect::<Vec<_>>();
    let mut pieces: Vec<(Span, usize)> = quotations.iter().enumerate().flat_map(pieces).collect();
    pieces.sort_by_key(|(span, _)| *span);
    let mut cuts: Vec<usize> = pieces.iter().flat_map(|(span, _)| [span.start, span.end]).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();

    let mut coming = pieces.into_iter().peekable();
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut stretches = Vec::new();
    for cut in cuts.windows(2) {
        let stretch = Span::new(cut[0], cut[1]);
        open.retain(|(span, _)| span.end > stretch.start);
        while let Some(piece) = coming.next_if(|(span, _)| span.start <= stretch.start) {
            open.push(piece);
        }
        let innermost = open.iter().min_by_key(|(span, _)| span.len()).map(|(_, index)| *index);
        stretches.push((stretch, innermost));
    }
    stretches
}
