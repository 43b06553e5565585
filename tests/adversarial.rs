//! Texts that are long in one way alone: what something would look through
//! again and again if it had no bound. Those of megabytes are in `tests/wasm/`,
//! where room is short, and the build is fast.

mod invariants;

use whosaid::analyze;

#[test]
fn ten_thousand_marks_inside_each_other_have_an_answer() {
    const DEEP: usize = 5_000;
    invariants::long(&["😀", &"“‘".repeat(DEEP), "deep", &"’”".repeat(DEEP)].concat());
    let nested: String = (0..DEEP).map(|at| format!("“Quist {at} said, ‘")).collect();
    invariants::long(&(nested + &"’”".repeat(DEEP)));
}

#[test]
fn marks_alone_have_an_answer() {
    invariants::long(&"“”‘’\"'«»„‹›「」``''′″".repeat(1_000));
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
