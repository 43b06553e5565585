//! What holds for every text, and for whatever bytes come as weights.
//!
//! Each function here takes one input, and panics where something does not
//! hold of it. The tests call them with generated inputs and with kept ones,
//! the fuzz targets in `fuzz/` with those that the fuzzer finds.

// Each of those who share this module needs a part of it.
#![allow(dead_code, unused_imports)]

mod analysis;
mod comparison;
pub mod input;
mod session;
pub mod weights;

pub use analysis::{analysis, holds, long, spans};
pub use comparison::{check, comparison};
pub use session::session;
pub use weights::weights;

use whosaid::Span;

/// Whether `spans` are in order and share nothing.
pub fn ascending(spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| pair[0].end <= pair[1].start)
}
