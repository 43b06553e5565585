//! The boundary to JavaScript. It converts, and nothing else.

use std::sync::{Mutex, OnceLock, PoisonError};

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::TextEncoder;

use crate::{Analysis, Model, Offsets, Session};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "import type { Analysis, Check, Comparison } from \"./index.js\";";

#[wasm_bindgen]
extern "C" {
    /// A JavaScript string, not yet copied.
    #[wasm_bindgen(typescript_type = "string")]
    pub type Text;
    /// The analysis as the contract has it.
    #[wasm_bindgen(typescript_type = "Analysis")]
    pub type Plain;

    /// The comparison as the contract has it.
    #[wasm_bindgen(typescript_type = "Comparison")]
    pub type PlainComparison;
    /// The check as the contract has it.
    #[wasm_bindgen(typescript_type = "Check")]
    pub type PlainCheck;

    #[wasm_bindgen(method, getter)]
    fn length(this: &Text) -> u32;

    // web-sys would take the string from this side, where it is not yet.
    #[wasm_bindgen(extends = TextEncoder)]
    type Encoder;
    #[wasm_bindgen(method, js_name = encodeInto)]
    fn encode_into(this: &Encoder, text: &Text, bytes: &mut [u8]) -> Encoded;

    type Encoded;
    #[wasm_bindgen(method, getter)]
    fn written(this: &Encoded) -> u32;
}

/// The weights that the page has loaded. Only the first that can be read count.
static MODEL: OnceLock<Model> = OnceLock::new();

/// What [`analyze_edited`] knows of the last text.
static SESSION: Mutex<Option<Session>> = Mutex::new(None);

/// Reads the `weights` that [`analyze`] goes by from now on; without them, the
/// rules do what they can alone.
///
/// # Errors
/// Where they are no weights, of another version, truncated or altered.
#[wasm_bindgen(js_name = loadWeights)]
pub fn load_weights(weights: &[u8]) -> Result<(), JsError> {
    let model = Model::read(weights)?;
    MODEL.get_or_init(|| model);
    take_session();
    Ok(())
}

/// The quotations of `text` and who said them; spans count UTF-16 units.
///
/// A lone surrogate crosses as U+FFFD, which is as long, so that offsets hold.
///
/// # Errors
/// Where JavaScript cannot build the answer, which only a lack of memory can bring about.
#[wasm_bindgen]
pub fn analyze(text: &Text) -> Result<Plain, JsValue> {
    plain(&crate::analyze_by(model(), &copied(text)?, Offsets::Utf16))
}

/// As [`analyze`], sooner where `text` is the last one but for an edit: what
/// is known of that one is kept.
///
/// # Errors
/// As those of [`analyze`].
#[wasm_bindgen(js_name = analyzeEdited)]
pub fn analyze_edited(text: &Text) -> Result<Plain, JsValue> {
    // Out of its place while it works: a trap in the middle leaves it empty, and not locked.
    let mut session = take_session().unwrap_or_else(|| Session::new(model()));
    let analysis = session.analyze(&copied(text)?, Offsets::Utf16);
    *SESSION.lock().unwrap_or_else(PoisonError::into_inner) = Some(session);
    plain(&analysis)
}

/// What is known of the last text, and is not any more.
fn take_session() -> Option<Session<'static>> {
    SESSION.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// What the analyses go by.
fn model() -> &'static Model {
    MODEL.get().unwrap_or(Model::built_in())
}

/// `analysis` as JavaScript has it.
fn plain(analysis: &Analysis) -> Result<Plain, JsValue> {
    let plain = analysis.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
    Ok(plain.unchecked_into())
}

/// How `texts` quote the same remarks; spans count UTF-16 units.
///
/// # Errors
/// As [`analyze`].
#[wasm_bindgen]
pub fn compare(texts: Vec<Text>) -> Result<PlainComparison, JsValue> {
    let texts = texts.iter().map(copied).collect::<Result<Vec<String>, JsValue>>()?;
    let comparison = crate::compare::compare(texts.iter().map(|text| analysed(text)).collect(), Offsets::Utf16);
    let plain = comparison.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
    Ok(plain.unchecked_into())
}

/// What `transcript` has of the quotations of `article`; spans count UTF-16 units.
///
/// # Errors
/// As [`analyze`].
#[wasm_bindgen]
pub fn check(article: &Text, transcript: &Text) -> Result<PlainCheck, JsValue> {
    let check = crate::compare::check(analysed(&copied(article)?), &copied(transcript)?, Offsets::Utf16);
    let plain = check.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
    Ok(plain.unchecked_into())
}

/// `text` with its analysis by the weights that are loaded, in bytes.
fn analysed(text: &str) -> crate::compare::Analysed<'_> {
    let analysis = crate::analyze_by(MODEL.get().unwrap_or(Model::built_in()), text, Offsets::Bytes);
    crate::compare::Analysed { text, analysis }
}

/// `text` in the memory of this side.
///
/// The browser encodes straight into it. The glue's own way goes through
/// ASCII unit by unit in JavaScript: measured in Node 20, 1 MB of ASCII
/// crosses in 0.35 ms so and in 4.4 ms by the glue; 1 MB that opens with a
/// curly mark, which the glue leaves to the encoder too, in 2.5 ms and in
/// 1.0 ms, for the check that it is UTF-8, which safe code cannot skip.
fn copied(text: &Text) -> Result<String, JsValue> {
    // No UTF-16 unit takes more than three bytes.
    let mut bytes = vec![0; text.length() as usize * 3];
    let encoder: Encoder = TextEncoder::new()?.unchecked_into();
    let written = encoder.encode_into(text, &mut bytes).written();
    bytes.truncate(written as usize);
    bytes.shrink_to_fit();
    String::from_utf8(bytes).map_err(|_| JsValue::from_str("TextEncoder wrote something else than UTF-8"))
}
