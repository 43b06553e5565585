//! What holds for every text, however broken.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use whosaid::{Analysis, Kind, Model, Offsets, Session, Span, analyze, analyze_with};

/// What articles are made of, and what trips those who read them.
const PIECES: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "„",
    "«",
    "»",
    "‹",
    "›",
    "「",
    "」",
    "``",
    "''",
    "`",
    "′",
    "″",
    "6'2\"",
    "'tis",
    "the '90s",
    "teachers’",
    "don't",
    " ",
    " ",
    " ",
    "\u{A0}",
    "\u{2003}",
    "\u{200B}",
    "\u{FEFF}",
    "\t",
    "\n",
    "\n\n",
    "\r\n\r\n",
    "\r",
    "\u{2028}",
    ",",
    ".",
    "?",
    "!",
    "…",
    ":",
    ";",
    "—",
    "–",
    "-",
    "(",
    ")",
    "[",
    "]",
    "Ada Quist",
    "Quist",
    "Ms. Quist",
    "Dr. Rex Tillerson",
    "Tillerson",
    "She",
    "he",
    "they",
    "the mayor",
    "a spokesman for Ferrow",
    "officials",
    "The report",
    "said",
    "says",
    "added",
    "told reporters",
    "according to",
    "asked",
    "that",
    "We will rebuild",
    "the bridge",
    "is done",
    "so-called",
    "U.S.",
    "$5",
    "é",
    "e\u{301}",
    "😀",
    "👩‍👩‍👧",
    "漢字",
    "\0",
    "\u{10FFFF}",
    "<b>",
    "&quot;",
];

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
    ]
}

/// Every span of `analysis`, in one fixed order.
fn spans(analysis: &Analysis) -> Vec<Span> {
    let quotations = analysis.quotations.iter().flat_map(|quotation| [&quotation.content, &quotation.cue, &quotation.source]).flatten();
    let candidates = analysis.quotations.iter().flat_map(|quotation| &quotation.candidates).map(|candidate| &candidate.source);
    let mentions = analysis.speakers.iter().flat_map(|speaker| &speaker.mentions);
    quotations.chain(candidates).chain(mentions).copied().chain(analysis.diagnostics.iter().map(|diagnostic| diagnostic.span)).collect()
}

/// Whether `spans` are in order and share nothing.
fn ascending(spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| pair[0].end <= pair[1].start)
}

/// `analysis` without its spans and the unit that they count.
fn without_spans(mut analysis: Analysis) -> Analysis {
    analysis.offsets = Offsets::Bytes;
    for quotation in &mut analysis.quotations {
        for spans in [&mut quotation.content, &mut quotation.cue, &mut quotation.source] {
            spans.fill(Span::new(0, 0));
        }
        quotation.candidates.iter_mut().for_each(|candidate| candidate.source = Span::new(0, 0));
    }
    for speaker in &mut analysis.speakers {
        speaker.mentions.fill(Span::new(0, 0));
    }
    for diagnostic in &mut analysis.diagnostics {
        diagnostic.span = Span::new(0, 0);
    }
    analysis
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_stand_in_the_text(text in any_text()) {
        for span in spans(&analyze(&text)) {
            prop_assert!(span.start < span.end && span.end <= text.len(), "{span:?}");
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?}");
        }
    }

    #[test]
    fn quotations_are_in_order_and_of_one_piece_with_themselves(text in any_text()) {
        let analysis = analyze(&text);
        for (index, quotation) in analysis.quotations.iter().enumerate() {
            prop_assert!(!quotation.content.is_empty(), "quotation {index}");
            for spans in [&quotation.content, &quotation.cue, &quotation.source] {
                prop_assert!(ascending(spans), "quotation {index}: {spans:?}");
            }
            prop_assert!((0.0..=1.0).contains(&quotation.confidence), "quotation {index}");
            if let Some(parent) = quotation.parent {
                prop_assert!(parent < analysis.quotations.len() && parent != index, "quotation {index}");
            }
            if quotation.kind == Kind::Term {
                prop_assert_eq!(quotation.speaker, None, "quotation {}", index);
            }
        }
        let starts: Vec<usize> = analysis.quotations.iter().map(|quotation| quotation.content[0].start).collect();
        prop_assert!(starts.is_sorted(), "{starts:?}");
    }

    #[test]
    fn no_quotation_is_its_own_ancestor(text in any_text()) {
        let quotations = analyze(&text).quotations;
        for index in 0..quotations.len() {
            let ancestors = std::iter::successors(quotations[index].parent, |&parent| quotations[parent].parent);
            prop_assert!(ancestors.take(quotations.len() + 1).count() <= quotations.len(), "quotation {index}");
        }
    }

    #[test]
    fn speakers_and_quotations_agree(text in any_text()) {
        let analysis = analyze(&text);
        for (index, quotation) in analysis.quotations.iter().enumerate() {
            if let Some(speaker) = quotation.speaker {
                prop_assert!(analysis.speakers[speaker].quotations.contains(&index), "quotation {index}");
            }
        }
        for (index, speaker) in analysis.speakers.iter().enumerate() {
            prop_assert!(!speaker.name.trim().is_empty(), "speaker {index}");
            prop_assert!(!speaker.quotations.is_empty(), "speaker {index}");
            prop_assert!(speaker.quotations.is_sorted_by(|a, b| a < b), "speaker {index}");
            prop_assert!(ascending(&speaker.mentions), "speaker {}: {:?}", index, speaker.mentions);
            for &quotation in &speaker.quotations {
                prop_assert_eq!(analysis.quotations[quotation].speaker, Some(index));
            }
        }
        let firsts: Vec<usize> = analysis.speakers.iter().map(|speaker| speaker.quotations[0]).collect();
        prop_assert!(firsts.is_sorted(), "{firsts:?}");
    }

    #[test]
    fn an_edit_costs_nothing_of_what_is_found(texts in vec(any_text(), 1..5), again in vec((0..5usize, any_text(), 0.0..1.0), 1..6)) {
        // Paragraphs that come and go, and letters in the middle of them.
        let mut session = Session::new(Model::built_in());
        let mut paragraphs = texts;
        for (at, piece, place) in again {
            let at = at % paragraphs.len();
            let own = &paragraphs[at];
            let middle = (0..=own.len()).rev().find(|end| own.is_char_boundary(*end) && *end as f64 <= place * own.len() as f64);
            paragraphs[at].insert_str(middle.unwrap_or(0), &piece);
            paragraphs.rotate_left(usize::from(place > 0.8));
            let text = paragraphs.join("\n\n");
            prop_assert_eq!(session.analyze(&text, Offsets::Bytes), analyze(&text));
        }
    }

    #[test]
    fn every_unit_counts_the_same_places(text in any_text()) {
        let bytes = analyze(&text);
        prop_assert_eq!(&analyze_with(&text, Offsets::Bytes), &bytes);
        for offsets in [Offsets::Chars, Offsets::Utf16] {
            let counted = analyze_with(&text, offsets);
            prop_assert_eq!(counted.offsets, offsets);
            prop_assert_eq!(without_spans(counted.clone()), without_spans(bytes.clone()));
            let count = |byte: usize| match offsets {
                Offsets::Utf16 => text[..byte].encode_utf16().count(),
                _ => text[..byte].chars().count(),
            };
            let expected: Vec<Span> = spans(&bytes).into_iter().map(|span| Span::new(count(span.start), count(span.end))).collect();
            prop_assert_eq!(spans(&counted), expected);
        }
    }

    #[test]
    fn what_nobody_says_is_attributed_to_nobody(text in any_text()) {
        for quotation in analyze(&text).quotations.iter().filter(|quotation| quotation.kind == Kind::Term) {
            prop_assert!(quotation.cue.is_empty() && quotation.source.is_empty(), "{quotation:?}");
        }
    }

    #[test]
    fn what_is_nested_stands_inside(text in any_text()) {
        let quotations = analyze(&text).quotations;
        for quotation in &quotations {
            let Some(parent) = quotation.parent else { continue };
            let first = quotation.content[0];
            prop_assert!(quotations[parent].content.iter().any(|span| span.start <= first.start && first.end <= span.end), "{quotation:?}");
        }
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

    #[test]
    fn the_same_text_has_the_same_answer(text in any_text()) {
        prop_assert_eq!(analyze(&text), analyze(&text));
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

/// Texts of one thing again and again, which something would look through
/// again and again if it had no bound.
const REPEATED: &[&str] = &[
    "“",
    "\"",
    "'",
    ". ",
    "said ",
    "“‘«",
    "the river “rose” and ",
    "“Hi,” he said.\n\n",
    "“The river rose.\n\n",
    "“Go on. Go” the river is he said that ",
    "“Go on. Go” said the Quist with ",
    "“go on. Go” with said ",
    "“Go.” Quist met Reed. He said: ‘We go now.’ ",
    "Quist ",
    "Mary Quist and Jo Quist said that Quist said he was here.\n",
];

#[test]
fn one_thing_again_and_again_has_an_answer() {
    const BYTES: usize = 80_000;
    for piece in REPEATED {
        let text = piece.repeat(BYTES / piece.len());
        let analysis = analyze(&text);
        assert!(spans(&analysis).iter().all(|span| text.get(span.start..span.end).is_some_and(|words| !words.is_empty())), "{piece:?}");
    }
}
