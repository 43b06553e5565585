//! How soon a reader of a page sees marks, in headless Chromium.

use anyhow::Result;
use serde::Deserialize;

use super::texts::{ARTICLE, LENGTHS};
use super::{Bench, lines, node, table};
use crate::sizes;

/// One page, as `loading.mjs` has it.
#[derive(Deserialize)]
struct Page {
    name: String,
    files: usize,
    bytes: usize,
    /// Milliseconds to the first paint and to the first marks.
    cold: [f64; 2],
    warm: [f64; 2],
}

/// The table of times from the start of a navigation.
pub fn table(bench: &Bench) -> Result<String> {
    Ok(shown(&lines(node("loading.mjs").arg(&bench.texts[ARTICLE]))?))
}

fn shown(pages: &[Page]) -> String {
    let head = format!("milliseconds, {}", LENGTHS[ARTICLE].0);
    let head = [&head, "files", "bytes sent", "cold: painted", "marks", "warm: painted", "marks"].map(String::from);
    let row = |page: &Page| {
        let ms = [page.cold, page.warm].concat().into_iter().map(|ms| table::milliseconds(Some(ms.round())));
        [page.name.clone(), page.files.to_string(), sizes::grouped(page.bytes)].into_iter().chain(ms).collect()
    };
    table::shown(&head, &pages.iter().map(row).collect::<Vec<_>>())
}
