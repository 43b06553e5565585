//! The boundary to JavaScript. It converts, and nothing else.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{Analysis, Offsets};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "import type { Analysis } from \"./index.js\";";

#[wasm_bindgen]
extern "C" {
    /// A JavaScript string, not yet copied.
    #[wasm_bindgen(typescript_type = "string")]
    pub type Text;
    /// The analysis as the contract has it.
    #[wasm_bindgen(typescript_type = "Analysis")]
    pub type Plain;
}

/// The quotations of `text` and who said them; spans count UTF-16 units.
///
/// A lone surrogate crosses as U+FFFD, which is as long, so that offsets hold.
///
/// # Errors
/// Where JavaScript cannot build the answer, which only a lack of memory can bring about.
#[wasm_bindgen]
pub fn analyze(text: &Text) -> Result<Plain, JsValue> {
    let text = text.as_string().unwrap_or_default();
    let analysis: Analysis = crate::analyze_with(&text, Offsets::Utf16);
    let plain = analysis.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
    Ok(plain.unchecked_into())
}
