//! Texts that are long in one way alone: what something would look through
//! again and again if it had no bound, or run out of room for.

mod invariants;

use whosaid::analyze;

#[test]
fn a_million_opening_marks_have_an_answer() {
    invariants::long(&"“".repeat(1_000_000));
}

#[test]
fn five_megabytes_in_one_line_have_an_answer() {
    let piece = "The bridge 😀 collapsed overnight; “we will rebuild everything,” promised Mayor Ada Quist, notwithstanding objections. ";
    invariants::long(&piece.repeat(5_000_000 / piece.len() + 1));
}

#[test]
fn a_hundred_thousand_paragraphs_have_an_answer() {
    invariants::long(&"“Hi.”\n\n".repeat(100_000));
}

#[test]
fn a_hundred_thousand_marks_inside_each_other_have_an_answer() {
    const DEEP: usize = 50_000;
    invariants::long(&["“‘".repeat(DEEP), "deep".into(), "’”".repeat(DEEP)].concat());
    let nested = |at: usize| format!("“Quist {at} said, ‘");
    let text: String = (0..DEEP / 10).map(nested).chain(["’”".repeat(DEEP / 10)]).collect();
    invariants::long(&text);
}

#[test]
fn marks_alone_have_an_answer() {
    invariants::long(&"“”‘’\"'«»„‹›「」``''′″".repeat(5_000));
}

/// Texts of one thing again and again.
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
        invariants::holds(&text, &analyze(&text));
    }
}
