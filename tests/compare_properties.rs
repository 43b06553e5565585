//! What holds for the comparison of every text with every other: `tests/invariants/`
//! says what, and these are the texts it is asked of.

mod invariants;

use invariants::input;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use whosaid::compare::{Analysed, Class, Comparison, Edit, compare};
use whosaid::{Offsets, analyze};

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

fn compared(texts: [&str; 2]) -> Comparison {
    compare(texts.map(|text| Analysed { text, analysis: analyze(text) }).into(), Offsets::Bytes)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn three_texts_have_a_comparison(texts in [any_text(), any_text(), any_text()]) {
        invariants::comparison(&texts);
    }

    #[test]
    fn two_texts_have_one_in_either_order(texts in [any_text(), any_text()]) {
        invariants::comparison(&texts);
    }

    #[test]
    fn a_transcript_is_checked_by_its_words(article in any_text(), transcript in any_text()) {
        invariants::check(&article, &transcript);
    }

    #[test]
    fn any_bytes_are_compared_and_checked(bytes in vec(prop_oneof![8 => any::<u8>(), 1 => Just(input::NEXT)], 0..120)) {
        let texts = input::texts(&bytes);
        invariants::comparison(&texts);
        invariants::check(&texts[0], &texts[texts.len() - 1]);
    }
}

/// Texts of which something once did not hold.
#[test]
fn what_once_failed_holds() {
    invariants::check("", "“éé,” said Ada Quist.\n\n");
    invariants::comparison(&[
        "Ada Quist said that My grandmother distilled brandy from rotten pears The tunnel collapsed.\n\n",
        "The tunnel collapsed without any warning“'sInsurance never covers abandoned locomotivesMy grandmother distilled brandy \
         from rotten pears““,” said Ada Quist.\n\n",
    ]);
    invariants::comparison(&[
        "Tom Reed said: \"My grandmother distilled brandy from rotten pears Every orchard behind the monastery was burnt.\"\n\n\
         “The violin disappeared from a locked cupboard““,” said Ada Quist.\n\n",
        "“The violin disappeared from a locked cupboardMy grandmother distilled brandy from rotten pears,” said Ada Quist.\n\n\
         “Every orchard behind the monastery was burnt,” said Ada Quist.\n\n",
    ]);
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
        let comparison = compared([&text, &text]);
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
        pairs += compared([&one, &other]).pairs.len();
    }
    assert!(pairs > 30, "{pairs} pairs");
}
