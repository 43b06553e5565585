//! How much a browser loads, and how much it may.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{build, tools};

/// What the wasm, the JavaScript and the weights may weigh together, in bytes of gzip.
const BUDGET: usize = 600_000;
/// What the weights may.
const WEIGHTS_BUDGET: usize = 220_000;

/// The file for pages that were not prepared; it holds all the others again.
const EMBED: &str = "embed.js";
/// What it may weigh, in bytes of gzip.
const EMBED_BUDGET: usize = 600_000;

/// The directory of the artefacts.
pub fn directory() -> PathBuf {
    tools::root().join("www/whosaid")
}

/// One file and its sizes in bytes.
pub struct Size {
    pub name: String,
    pub raw: usize,
    pub gzip: usize,
    /// Nothing where nobody asks: no budget counts it, and to know it takes half a minute for all files.
    pub brotli: Option<usize>,
}

impl Size {
    /// Whether a browser loads it to analyse a text: of the two cores the one
    /// named `core`. What is in folders is for what comes after, or in [`EMBED`].
    fn counts(&self, core: &str) -> bool {
        let is_module = self.name != EMBED && !self.name.contains('/') && [".js", ".bin"].iter().any(|ending| self.name.ends_with(ending));
        self.name == core || is_module
    }
}

/// Prints the sizes of all artefacts; an error where they exceed the budget.
pub fn check() -> Result<()> {
    let sizes = measure(false)?;
    print!("{}", table(&sizes));
    for (core, place) in [(build::WASM, ""), (build::PLAIN_WASM, " in a browser without vectors")] {
        let total = sum(&sizes, core).gzip;
        println!("wasm, JavaScript and weights{place}: {} of {} bytes of gzip", grouped(total), grouped(BUDGET));
        if total > BUDGET {
            bail!("the artefacts{place} are {} bytes over their size budget", grouped(total - BUDGET));
        }
    }
    let weights: usize = sizes.iter().filter(|size| size.name.ends_with(".bin")).map(|size| size.gzip).sum();
    if weights > WEIGHTS_BUDGET {
        bail!("the weights are {} bytes over their size budget", grouped(weights - WEIGHTS_BUDGET));
    }
    let embed: usize = sizes.iter().filter(|size| size.name == EMBED).map(|size| size.gzip).sum();
    println!("all of it as one file: {} of {} bytes of gzip", grouped(embed), grouped(EMBED_BUDGET));
    if embed > EMBED_BUDGET {
        bail!("{EMBED} is {} bytes over its size budget", grouped(embed - EMBED_BUDGET));
    }
    Ok(())
}

/// The sizes of all files in the directory of the artefacts, by their paths in it; packed by brotli too, or not.
pub fn measure(by_brotli: bool) -> Result<Vec<Size>> {
    let directory = directory();
    tools::files(&directory)?.iter().map(|path| size(path, &fs::read(directory.join(path))?, by_brotli)).collect()
}

/// The sizes of `bytes`, called `name`; packed by brotli too, or not.
pub fn size(name: &str, bytes: &[u8], by_brotli: bool) -> Result<Size> {
    let brotli = by_brotli.then(|| brotli(bytes)).transpose()?;
    Ok(Size { name: name.to_owned(), raw: bytes.len(), gzip: gzip(bytes)?, brotli })
}

/// What a browser loads that takes `core`, all together.
fn sum(sizes: &[Size], core: &str) -> Size {
    let counted = || sizes.iter().filter(|size| size.counts(core));
    Size {
        name: if core == build::WASM { "all that is loaded" } else { "all without vectors" }.into(),
        raw: counted().map(|size| size.raw).sum(),
        gzip: counted().map(|size| size.gzip).sum(),
        brotli: counted().map(|size| size.brotli).sum(),
    }
}

/// `sizes` as a table with lines of totals.
pub fn table(sizes: &[Size]) -> String {
    let brotli = if sizes.iter().any(|size| size.brotli.is_some()) { "brotli" } else { "" };
    let mut table = row("bytes of", ["raw", "gzip", brotli].map(String::from));
    for size in sizes.iter().chain(&[build::WASM, build::PLAIN_WASM].map(|core| sum(sizes, core))) {
        table += &line(size);
    }
    table
}

/// A line of that table.
pub fn line(size: &Size) -> String {
    row(&size.name, [grouped(size.raw), grouped(size.gzip), size.brotli.map(grouped).unwrap_or_default()])
}

fn row(name: &str, cells: [String; 3]) -> String {
    let row = cells.iter().fold(format!("{name:<24}"), |row, cell| row + &format!(" {cell:>10}"));
    format!("{}\n", row.trim_end())
}

/// `number` with its thousands apart.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1000, 1234567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn only_what_a_browser_loads_counts() {
        let size = |name: &str| Size { name: name.into(), raw: 3, gzip: 2, brotli: Some(1) };
        let files =
            [size("core_bg.wasm"), size("core_plain_bg.wasm"), size("index.js"), size("index.d.ts"), size("export/csv.js"), size(EMBED)];
        for core in [build::WASM, build::PLAIN_WASM] {
            let total = sum(&files, core);
            assert_eq!((total.raw, total.gzip, total.brotli), (6, 4, Some(2)));
        }
    }
}
