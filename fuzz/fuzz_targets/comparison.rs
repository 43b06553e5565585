//! Up to three texts: compared, and the first checked against the last.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use invariants::input;
use libfuzzer_sys::arbitrary::{self, Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;

/// What a failure prints.
#[derive(Debug)]
struct Input(Vec<String>);

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(Self(input::texts(bytes.bytes(bytes.len())?)))
    }
}

fuzz_target!(|input: Input| {
    invariants::comparison(&input.0);
    if let [article, .., transcript] = &input.0[..] {
        invariants::check(article, transcript);
    }
});
