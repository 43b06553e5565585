//! One text.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use invariants::input;
use libfuzzer_sys::arbitrary::{self, Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;

/// What a failure prints.
#[derive(Debug)]
struct Input(String);

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(Self(input::text(bytes.bytes(bytes.len())?)))
    }
}

fuzz_target!(|input: Input| invariants::analysis(&input.0));
