//! What holds for the analysis of every text.

use whosaid::{Analysis, Kind, Offsets, Span, analyze, analyze_with};

use super::ascending;

/// Analyses `text` in every unit, and looks at all that is found.
pub fn analysis(text: &str) {
    let bytes = analyze(text);
    holds(text, &bytes);
    assert_eq!(analyze_with(text, Offsets::Bytes), bytes, "the same text has the same answer");
    let places = Places::new(text);
    for offsets in [Offsets::Chars, Offsets::Utf16] {
        let counted = Analysis { offsets, ..mapped(bytes.clone(), |span| places.of(span, offsets)) };
        assert_eq!(analyze_with(text, offsets), counted);
    }
}

/// Analyses `text` once, in UTF-16 units: enough for what is long.
pub fn long(text: &str) {
    let analysis = analyze_with(text, Offsets::Utf16);
    let mut bytes = Vec::new();
    for (byte, char) in text.char_indices() {
        bytes.push(byte);
        // Nothing ends in the middle of a character, nor would it be a slice.
        bytes.extend((1..char.len_utf16()).map(|_| usize::MAX));
    }
    bytes.push(text.len());
    holds(text, &mapped(analysis, |span| Span::new(bytes[span.start], bytes[span.end])));
}

/// Looks at all that `analysis`, which counts bytes, says of `text`.
pub fn holds(text: &str, analysis: &Analysis) {
    for span in spans(analysis) {
        assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{span:?} is no slice of the text");
    }
    quotations(analysis);
    nesting(analysis);
    speakers(analysis);
    let diagnostics: Vec<Span> = analysis.diagnostics.iter().map(|diagnostic| diagnostic.span).collect();
    assert!(ascending(&diagnostics), "{diagnostics:?}");
}

fn quotations(analysis: &Analysis) {
    for (index, quotation) in analysis.quotations.iter().enumerate() {
        assert!(!quotation.content.is_empty(), "quotation {index}");
        for spans in [&quotation.content, &quotation.cue, &quotation.source] {
            assert!(ascending(spans), "quotation {index}: {spans:?}");
        }
        assert!((0.0..=1.0).contains(&quotation.confidence), "quotation {index}: {}", quotation.confidence);
        if quotation.kind == Kind::Term {
            // What nobody says is attributed to nobody.
            assert!(quotation.speaker.is_none() && quotation.cue.is_empty() && quotation.source.is_empty(), "quotation {index}");
        }
        for candidate in &quotation.candidates {
            assert!((0.0..=1.0).contains(&candidate.confidence), "quotation {index}: {candidate:?}");
            let speaker = candidate.speaker;
            assert!(speaker.is_none_or(|speaker| speaker < analysis.speakers.len()), "quotation {index}: {candidate:?}");
            assert!(speaker.is_none() || speaker != quotation.speaker, "quotation {index}: {candidate:?}");
        }
    }
    assert!(analysis.quotations.is_sorted_by_key(|quotation| quotation.content[0].start));
}

fn nesting(analysis: &Analysis) {
    let quotations = &analysis.quotations;
    for (index, quotation) in quotations.iter().enumerate() {
        let Some(parent) = quotation.parent else { continue };
        // Round in a circle it would go on for ever.
        let ancestors = std::iter::successors(Some(parent), |&parent| quotations[parent].parent);
        assert!(ancestors.take(quotations.len() + 1).all(|ancestor| ancestor != index), "quotation {index} is its own ancestor");
        let first = quotation.content[0];
        assert!(quotations[parent].content.iter().any(|span| span.covers(first)), "quotation {index} is not inside {parent}");
    }
}

fn speakers(analysis: &Analysis) {
    let mut of = vec![None; analysis.quotations.len()];
    for (index, speaker) in analysis.speakers.iter().enumerate() {
        assert!(!speaker.name.trim().is_empty(), "speaker {index}");
        assert!(!speaker.quotations.is_empty(), "speaker {index}");
        assert!(speaker.quotations.is_sorted_by(|a, b| a < b), "speaker {index}");
        assert!(ascending(&speaker.mentions), "speaker {index}: {:?}", speaker.mentions);
        for &quotation in &speaker.quotations {
            assert_eq!(of[quotation].replace(index), None, "quotation {quotation} has two speakers");
        }
    }
    assert_eq!(of, analysis.quotations.iter().map(|quotation| quotation.speaker).collect::<Vec<_>>());
    assert!(analysis.speakers.is_sorted_by_key(|speaker| speaker.quotations[0]));
}

/// Every span of `analysis`, in one fixed order.
pub fn spans(analysis: &Analysis) -> Vec<Span> {
    let mut out = Vec::new();
    mapped(analysis.clone(), |span| {
        out.push(span);
        span
    });
    out
}

/// `analysis` with what `to` makes of each span.
fn mapped(mut analysis: Analysis, mut to: impl FnMut(Span) -> Span) -> Analysis {
    let mut each = |spans: &mut Vec<Span>| spans.iter_mut().for_each(|span| *span = to(*span));
    for quotation in &mut analysis.quotations {
        [&mut quotation.content, &mut quotation.cue, &mut quotation.source].into_iter().for_each(&mut each);
    }
    analysis.speakers.iter_mut().for_each(|speaker| each(&mut speaker.mentions));
    for candidate in analysis.quotations.iter_mut().flat_map(|quotation| &mut quotation.candidates) {
        candidate.source = to(candidate.source);
    }
    for diagnostic in &mut analysis.diagnostics {
        diagnostic.span = to(diagnostic.span);
    }
    analysis
}

/// How many code points and UTF-16 units stand before each byte that begins
/// a character: another count than the crate's, from the characters themselves.
pub struct Places(Vec<[usize; 2]>);

impl Places {
    pub fn new(text: &str) -> Self {
        let mut places = vec![[usize::MAX; 2]; text.len() + 1];
        let [mut chars, mut units] = [0, 0];
        for (byte, char) in text.char_indices() {
            places[byte] = [chars, units];
            chars += 1;
            units += char.encode_utf16(&mut [0; 2]).len();
        }
        places[text.len()] = [chars, units];
        Self(places)
    }

    /// `span`, which counts bytes, in `offsets`.
    pub fn of(&self, span: Span, offsets: Offsets) -> Span {
        let count = |byte: usize| match offsets {
            Offsets::Bytes => byte,
            Offsets::Chars => self.0[byte][0],
            Offsets::Utf16 => self.0[byte][1],
        };
        Span::new(count(span.start), count(span.end))
    }
}
