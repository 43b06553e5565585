//! What holds for the comparison of every text with every other.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use whosaid::compare::{Aligned, Analysed, Class, Comparison, Edit, Found, check, compare};
use whosaid::{Kind, Offsets, Span, analyze};

/// Pieces of remarks, and what trips those who read them.
const PIECES: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "[",
    "]",
    "…",
    "...",
    "[…]",
    ". ",
    ", ",
    " ",
    " ",
    "\n\n",
    "—",
    "-",
    "'s",
    "’re",
    "don't",
    "é",
    "e\u{301}",
    "😀",
    "漢字",
    "\u{200B}",
    "\0",
    "said Ada Quist",
    "Tom Reed said",
    "she added",
    "according to officials",
    "told reporters that",
    "The tunnel collapsed",
    "without any warning",
    "the locomotives",
    "rotten timbers",
    "swallowed three lorries",
    "nobody noticed",
    "and",
    "the",
    "of",
    "we will",
    "they",
    "re-elected",
    "U.S.",
    "1,000",
    "want[ed]",
    "[T]he",
];

fn any_text() -> impl Strategy<Value = String> {
    let sentence = vec((prop_oneof![4 => select(PIECES), 1 => select(REMARKS)], select(&["", " "][..])), 1..12)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect::<String>());
    let quoted = sentence.clone().prop_map(|words| format!("“{words},” said Ada Quist.\n\n"));
    let by_another = sentence.clone().prop_map(|words| format!("Tom Reed said: \"{words}.\"\n\n"));
    let reported = sentence.clone().prop_map(|words| format!("Ada Quist said that {words}.\n\n"));
    vec(prop_oneof![3 => quoted, 2 => by_another, 1 => reported, 1 => sentence], 0..8).prop_map(|parts| parts.concat())
}

fn compared(texts: &[&String], offsets: Offsets) -> Comparison {
    compare(texts.iter().map(|text| Analysed { text, analysis: analyze(text) }).collect(), offsets)
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

fn ascending(spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| pair[0].end <= pair[1].start)
}

proptest! {
    #[test]
    fn an_alignment_covers_both_sides(one in any_text(), other in any_text(), third in any_text()) {
        let texts = [&one, &other, &third];
        let comparison = compared(&texts, Offsets::Bytes);
        for pair in &comparison.pairs {
            prop_assert!(pair.sides[0].text < pair.sides[1].text);
            prop_assert!((0.0..=1.0).contains(&pair.score), "{}", pair.score);
            for at in [0, 1] {
                let text = texts[pair.sides[at].text];
                let aligned = side(&pair.alignment, at);
                prop_assert!(ascending(&aligned) && ascending(&pair.sides[at].spans), "{pair:?}");
                prop_assert_eq!(letters(text, &aligned), letters(text, &pair.sides[at].spans));
                let content = &comparison.analyses[pair.sides[at].text].quotations[pair.sides[at].quotation].content;
                prop_assert!(pair.sides[at].spans.iter().all(|span| content.iter().any(|piece| piece.start <= span.start && span.end <= piece.end)));
            }
            for item in &pair.alignment {
                let both = item.spans.iter().all(Option::is_some);
                prop_assert_eq!(both, matches!(item.kind, Edit::Same | Edit::Changed | Edit::Case | Edit::Punctuation), "{:?}", item);
                prop_assert!(item.spans.iter().any(Option::is_some));
            }
        }
        for (text, alone) in comparison.alone.iter().enumerate() {
            for (index, quotation) in comparison.analyses[text].quotations.iter().enumerate() {
                let paired = comparison.pairs.iter().flat_map(|pair| &pair.sides).any(|side| (side.text, side.quotation) == (text, index));
                prop_assert_eq!(alone.contains(&index), quotation.kind != Kind::Term && !paired);
            }
        }
        for remark in &comparison.remarks {
            prop_assert!(remark.len() > 1 && remark.is_sorted());
        }
    }

    #[test]
    fn the_order_of_texts_is_no_matter(one in any_text(), other in any_text()) {
        let there = compared(&[&one, &other], Offsets::Bytes);
        let back = compared(&[&other, &one], Offsets::Bytes);
        let mut mirrored = back.pairs;
        for pair in &mut mirrored {
            pair.sides.reverse();
            pair.sides[0].text = 0;
            pair.sides[1].text = 1;
            pair.longer = pair.longer.map(|side| 1 - side);
            pair.alignment.iter_mut().for_each(|item| item.spans.reverse());
        }
        mirrored.sort_by_key(|pair| pair.sides.each_ref().map(|side| side.quotation));
        prop_assert_eq!(there.pairs, mirrored);
        prop_assert_eq!(there.alone.into_iter().rev().collect::<Vec<_>>(), back.alone);
    }

    #[test]
    fn every_unit_counts_the_same_places(one in any_text(), other in any_text()) {
        let bytes = compared(&[&one, &other], Offsets::Bytes);
        let units = compared(&[&one, &other], Offsets::Utf16);
        prop_assert_eq!(bytes.pairs.len(), units.pairs.len());
        let texts = [&one, &other];
        for (pair, counted) in bytes.pairs.iter().zip(&units.pairs) {
            for at in [0, 1] {
                let count = |byte: usize| texts[at][..byte].encode_utf16().count();
                let moved: Vec<Span> = side(&pair.alignment, at).iter().map(|span| Span::new(count(span.start), count(span.end))).collect();
                prop_assert_eq!(moved, side(&counted.alignment, at));
            }
        }
    }

    #[test]
    fn a_transcript_is_checked_by_its_words(article in any_text(), transcript in any_text()) {
        let checked = check(Analysed { text: &article, analysis: analyze(&article) }, &transcript, Offsets::Bytes);
        let said = checked.analysis.quotations.iter().filter(|quotation| quotation.kind != Kind::Term).count();
        prop_assert_eq!(checked.quotations.len(), said);
        for quotation in &checked.quotations {
            let absent = quotation.found == Found::Absent;
            prop_assert_eq!(absent, quotation.spans.is_empty() && quotation.alignment.is_empty() && quotation.score == 0.0, "{:?}", quotation);
            prop_assert!(ascending(&side(&quotation.alignment, 0)));
            prop_assert!(quotation.spans.iter().all(|span| transcript.get(span.start..span.end).is_some()));
            prop_assert_eq!(letters(&transcript, &side(&quotation.alignment, 1)), letters(&transcript, &quotation.spans));
        }
    }
}

/// Remarks that no two of which are alike.
const REMARKS: &[&str] = &[
    "The tunnel collapsed without any warning",
    "Insurance never covers abandoned locomotives",
    "Every orchard behind the monastery was burnt",
    "Seven lighthouse keepers resigned on the same evening",
    "The commission destroyed our petition",
    "My grandmother distilled brandy from rotten pears",
    "Those turbines frighten migrating geese",
    "The violin disappeared from a locked cupboard",
];

proptest! {
    #[test]
    fn a_text_is_like_itself(remarks in proptest::sample::subsequence(REMARKS.to_vec(), 1..REMARKS.len())) {
        let text: String = remarks.iter().map(|remark| format!("“{remark},” said Ada Quist. The meeting went on.\n\n")).collect();
        let comparison = compared(&[&text, &text], Offsets::Bytes);
        prop_assert_eq!(comparison.pairs.len(), remarks.len());
        for (index, pair) in comparison.pairs.iter().enumerate() {
            prop_assert_eq!(pair.sides.each_ref().map(|side| side.quotation), [index, index]);
            prop_assert_eq!(pair.class, Class::Verbatim);
            prop_assert!(pair.alignment.iter().all(|item| item.kind == Edit::Same), "{:?}", pair.alignment);
        }
    }
}

/// That none of the above holds merely because nothing is ever paired.
#[test]
fn the_texts_hold_pairs() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut pairs = 0;
    for _ in 0..100 {
        let [one, other] = [0, 1].map(|_| any_text().new_tree(&mut runner).expect("a text").current());
        pairs += compared(&[&one, &other], Offsets::Bytes).pairs.len();
    }
    assert!(pairs > 30, "{pairs} pairs");
}
