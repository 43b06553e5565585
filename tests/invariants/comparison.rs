//! What holds for the comparison of any texts, and for a check of any two.

use whosaid::compare::{self, Aligned, Analysed, Check, Comparison, Edit, Found};
use whosaid::{Analysis, Kind, Offsets, Span, analyze};

use super::analysis::Places;
use super::ascending;

/// Compares `texts`, and looks at all that is paired.
pub fn comparison(texts: &[impl AsRef<str>]) {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    let analyses: Vec<Analysis> = texts.iter().map(|text| analyze(text)).collect();
    let compared = |offsets| compare::compare(texts.iter().zip(&analyses).map(analysed).collect(), offsets);
    let bytes = compared(Offsets::Bytes);
    assert_eq!(bytes.analyses, analyses);
    for pair in &bytes.pairs {
        assert!(pair.sides[0].text < pair.sides[1].text, "{pair:?}");
        assert!((0.0..=1.0).contains(&pair.score), "{}", pair.score);
        for at in [0, 1] {
            let text = texts[pair.sides[at].text];
            let aligned = side(&pair.alignment, at);
            assert!(ascending(&aligned) && ascending(&pair.sides[at].spans), "{pair:?}");
            assert_eq!(letters(text, &aligned), letters(text, &pair.sides[at].spans), "{pair:?}");
            let content = &analyses[pair.sides[at].text].quotations[pair.sides[at].quotation].content;
            assert!(pair.sides[at].spans.iter().all(|span| content.iter().any(|piece| piece.covers(*span))), "{pair:?}");
        }
        for item in &pair.alignment {
            let both = item.spans.iter().all(Option::is_some);
            assert_eq!(both, matches!(item.kind, Edit::Same | Edit::Changed | Edit::Case | Edit::Punctuation), "{item:?}");
            assert!(item.spans.iter().any(Option::is_some));
        }
    }
    nothing_is_lost(&bytes);
    for offsets in [Offsets::Chars, Offsets::Utf16] {
        let counted = compared(offsets);
        assert_eq!(comparison_spans(&counted), moved(&texts, comparison_spans(&bytes), offsets), "{offsets:?}");
    }
    if let [one, other] = texts[..] {
        mirrored(bytes, compare::compare(vec![analysed((&other, &analyses[1])), analysed((&one, &analyses[0]))], Offsets::Bytes));
    }
}

/// Each quotation but terms is in a pair or alone, and remarks join several.
fn nothing_is_lost(comparison: &Comparison) {
    assert_eq!(comparison.alone.len(), comparison.analyses.len());
    for (text, alone) in comparison.alone.iter().enumerate() {
        for (index, quotation) in comparison.analyses[text].quotations.iter().enumerate() {
            let paired = comparison.pairs.iter().flat_map(|pair| &pair.sides).any(|side| (side.text, side.quotation) == (text, index));
            assert_eq!(alone.contains(&index), quotation.kind != Kind::Term && !paired, "quotation {index} of text {text}");
        }
    }
    assert!(comparison.remarks.iter().all(|remark| remark.len() > 1 && remark.is_sorted()), "{:?}", comparison.remarks);
}

/// The order of two texts is no matter: `back` says what `there` says, the other way round.
fn mirrored(there: Comparison, back: Comparison) {
    let mut mirrored = back.pairs;
    for pair in &mut mirrored {
        pair.sides.reverse();
        pair.sides[0].text = 0;
        pair.sides[1].text = 1;
        pair.longer = pair.longer.map(|side| 1 - side);
        pair.alignment.iter_mut().for_each(|item| item.spans.reverse());
    }
    mirrored.sort_by_key(|pair| pair.sides.each_ref().map(|side| side.quotation));
    assert_eq!(there.pairs, mirrored);
    assert_eq!(there.alone.into_iter().rev().collect::<Vec<_>>(), back.alone);
}

/// Checks `article` against `transcript`, and looks at all that is found.
pub fn check(article: &str, transcript: &str) {
    let analysis = analyze(article);
    let checked = |offsets| compare::check(analysed((&article, &analysis)), transcript, offsets);
    let bytes = checked(Offsets::Bytes);
    let said = analysis.quotations.iter().enumerate().filter(|(_, quotation)| quotation.kind != Kind::Term).map(|(index, _)| index);
    assert_eq!(bytes.quotations.iter().map(|checked| checked.quotation).collect::<Vec<_>>(), said.collect::<Vec<_>>());
    for quotation in &bytes.quotations {
        let absent = quotation.found == Found::Absent;
        assert_eq!(absent, quotation.spans.is_empty() && quotation.alignment.is_empty() && quotation.score == 0.0, "{quotation:?}");
        assert!((0.0..=1.0).contains(&quotation.score), "{quotation:?}");
        assert!(ascending(&side(&quotation.alignment, 0)), "{quotation:?}");
        assert!(quotation.spans.iter().all(|span| transcript.get(span.start..span.end).is_some()), "{quotation:?}");
        assert_eq!(letters(transcript, &side(&quotation.alignment, 1)), letters(transcript, &quotation.spans), "{quotation:?}");
    }
    for offsets in [Offsets::Chars, Offsets::Utf16] {
        assert_eq!(check_spans(&checked(offsets)), moved(&[article, transcript], check_spans(&bytes), offsets), "{offsets:?}");
    }
}

fn analysed<'t>((text, analysis): (&&'t str, &Analysis)) -> Analysed<'t> {
    Analysed { text, analysis: analysis.clone() }
}

/// The spans of one side of `alignment`.
fn side(alignment: &[Aligned], side: usize) -> Vec<Span> {
    alignment.iter().filter_map(|item| item.spans[side]).collect()
}

/// The letters and digits of `text` in `spans`.
fn letters(text: &str, spans: &[Span]) -> String {
    let words = spans.iter().map(|span| &text[span.start..span.end]);
    words.flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect()
}

/// The spans of all pairs, each with the index of its text.
fn comparison_spans(comparison: &Comparison) -> Vec<(usize, Span)> {
    let of_side = |alignment: &[Aligned], at, text| side(alignment, at).into_iter().map(move |span| (text, span)).collect::<Vec<_>>();
    let pairs = comparison.pairs.iter().flat_map(|pair| {
        let sides = pair.sides.iter().flat_map(|side| side.spans.iter().map(|span| (side.text, *span)));
        sides.chain([0, 1].into_iter().flat_map(|at| of_side(&pair.alignment, at, pair.sides[at].text)))
    });
    let analyses = comparison.analyses.iter().enumerate();
    pairs.chain(analyses.flat_map(|(text, analysis)| super::spans(analysis).into_iter().map(move |span| (text, span)))).collect()
}

/// All spans of `check`, each with 0 for the article and 1 for the transcript.
fn check_spans(check: &Check) -> Vec<(usize, Span)> {
    let checked = check.quotations.iter().flat_map(|quotation| {
        let sides = [0, 1].into_iter().flat_map(|at| side(&quotation.alignment, at).into_iter().map(move |span| (at, span)));
        quotation.spans.iter().map(|span| (1, *span)).chain(sides)
    });
    checked.chain(super::spans(&check.analysis).into_iter().map(|span| (0, span))).collect()
}

/// `spans` of `texts`, which count bytes, in `offsets`.
fn moved(texts: &[&str], spans: Vec<(usize, Span)>, offsets: Offsets) -> Vec<(usize, Span)> {
    let places: Vec<Places> = texts.iter().map(|text| Places::new(text)).collect();
    spans.into_iter().map(|(text, span)| (text, places[text].of(span, offsets))).collect()
}
