//! What holds for whatever bytes come as weights.

use whosaid::{Model, Offsets, analyze_by};

use super::holds;

/// The weights that the crate is built with.
pub const WEIGHTS: &[u8] = include_bytes!("../../model/weights.bin");
/// Where the length of the rest stands in a file, its check sum, and the rest.
const LENGTH: usize = 12;
const SUM: usize = 16;
const BODY: usize = 20;

/// A text that each learnt stage has something to say of.
const ARTICLE: &str = "“We will rebuild,” said Ada Quist. The mayor, “a friend” of Tom Reed, told reporters that it was over.\n\n\
    “Never,” Reed said. “Not in my lifetime.”\n\n“And why not?”\n\nAccording to officials, the so-called “bridge” is closed.";

/// Reads `bytes` as weights. They are refused with a reason, or give an
/// answer as good as any: only the very weights that the crate has are right.
pub fn weights(bytes: &[u8]) {
    match Model::read(bytes) {
        Ok(model) => holds(ARTICLE, &analyze_by(&model, ARTICLE, Offsets::Bytes)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// `body` with a head that fits it, as a file of weights that is whole has it.
pub fn file(body: &[u8]) -> Vec<u8> {
    let mut out = WEIGHTS[..LENGTH].to_vec();
    out.extend((body.len() as u32).to_le_bytes());
    out.extend(sum(body).to_le_bytes());
    out.extend(body);
    out
}

/// What stands behind the head of the weights that the crate is built with.
pub fn body() -> &'static [u8] {
    &WEIGHTS[BODY..]
}

/// The check sum of `bytes`: FNV-1a.
fn sum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
