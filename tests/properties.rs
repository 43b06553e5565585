//! What holds for every text, however broken: `tests/invariants/` says what, and
//! these are the texts it is asked of. `fuzz/` asks it of others.

mod invariants;

use invariants::input::{self, Change, PIECES};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use whosaid::analyze;

/// Text of an article's pieces: most of them make or break a quotation.
fn quote_dense() -> impl Strategy<Value = String> {
    vec((select(PIECES), select(&["", " "][..])), 0..80)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => quote_dense(),
        1 => vec(any::<char>(), 0..200).prop_map(|chars| chars.into_iter().collect::<String>()),
        1 => vec(select(&['"', '\'', '“', '”', '‘', '’', ' ', 'a', '\n'][..]), 0..200).prop_map(|chars| chars.into_iter().collect::<String>()),
        1 => vec(any::<u8>(), 0..120).prop_map(|bytes| input::text(&bytes)),
    ]
}

fn any_change() -> impl Strategy<Value = Change> {
    (any::<u8>(), prop_oneof![Just(0), 0..40u8, Just(255)], any_text()).prop_map(|(place, length, piece)| Change { place, length, piece })
}

/// Bytes of which the first says that they change the crate's own weights, and how.
fn alterations() -> impl Strategy<Value = Vec<u8>> {
    let change =
        (any::<u8>(), prop_oneof![Just(0), 0..16u8], any::<[u8; 3]>()).prop_map(|(what, high, [a, b, value])| [what, high, a, b, value]);
    (any::<u8>(), vec(change, 1..4)).prop_map(|(first, changes)| [vec![first | 1], changes.concat()].concat())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn a_text_has_an_analysis(text in any_text()) {
        invariants::analysis(&text);
    }

    #[test]
    fn a_line_may_end_in_either_way(text in any_text()) {
        let one = text.replace('\r', "");
        let two = one.replace('\n', "\r\n");
        let contents = |text: &str| -> Vec<String> {
            let quotations = analyze(text).quotations;
            let pieces = quotations.iter().flat_map(|quotation| &quotation.content);
            pieces.map(|span| text[span.start..span.end].replace('\r', "")).collect()
        };
        prop_assert_eq!(contents(&one), contents(&two));
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn an_edit_costs_nothing_of_what_is_found(paragraphs in vec(any_text(), 1..5), changes in vec(any_change(), 1..6)) {
        invariants::session(&paragraphs.join("\n\n"), &changes);
    }

    #[test]
    fn what_comes_as_weights_is_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        invariants::weights(&bytes);
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn weights_that_were_altered_are_read_or_refused(bytes in alterations()) {
        invariants::weights(&input::Weights::new(&bytes).0);
    }
}

/// That none of the above holds merely because nothing is ever found.
#[test]
fn the_texts_hold_quotations_and_speakers() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut quotations, mut speakers, mut nested) = (0, 0, 0);
    for _ in 0..200 {
        let text = quote_dense().new_tree(&mut runner).expect("a text").current();
        let analysis = analyze(&text);
        quotations += analysis.quotations.len();
        speakers += analysis.speakers.len();
        nested += analysis.quotations.iter().filter(|quotation| quotation.parent.is_some()).count();
    }
    assert!(quotations > 200 && speakers > 20 && nested > 0, "{quotations} quotations, {speakers} speakers, {nested} nested");
}
