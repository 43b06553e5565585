//! How long it takes to follow somebody who types.

use anyhow::Result;
use serde::Deserialize;

use super::texts::{ARTICLE, LENGTHS, LONG};
use super::{Bench, lines, node, table};

/// One text, as `edits.mjs` has it, in milliseconds.
#[derive(Deserialize)]
struct Edits {
    whole: Option<f64>,
    /// The median and the slowest of all letters.
    middle: [f64; 2],
    end: [f64; 2],
}

/// The table of the milliseconds that a letter takes, beside those of the whole text.
pub fn table(bench: &Bench) -> Result<String> {
    Ok(shown(&lines(node("edits.mjs").args([ARTICLE, LONG].map(|at| &bench.texts[at])))?))
}

fn shown(texts: &[Edits]) -> String {
    let mut head = vec!["milliseconds a keystroke".to_owned()];
    let mut rows = ["whole text", "in its middle", "at its end"].map(|name| vec![name.to_owned()]);
    for (at, text) in [ARTICLE, LONG].into_iter().zip(texts) {
        head.extend([format!("{}: median", LENGTHS[at].0), "slowest".to_owned()]);
        for (row, ms) in rows.iter_mut().zip([[text.whole, None], text.middle.map(Some), text.end.map(Some)]) {
            row.extend(ms.map(table::milliseconds));
        }
    }
    table::shown(&head, &rows)
}
