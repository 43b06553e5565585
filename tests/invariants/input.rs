//! Inputs made of bytes, any bytes: what a fuzzer turns in its hands, or chance.

use std::fmt;

/// What articles are made of, and what trips those who read them: a byte from
/// 0x80 on stands for one of these.
#[rustfmt::skip]
pub const PIECES: &[&str] = &[
    "“", "”", "‘", "’", "\"", "'", "„", "«", "»", "‹", "›", "「", "」", "``", "''", "′", "″", "6'2\"", "'tis", "the '90s",
    "teachers’", "don't", "’re", "'s", "\u{A0}", "\u{2003}", "\u{200B}", "\u{FEFF}", "\u{2028}", "\u{202E}", "\n\n", "\r\n\r\n",
    ". ", ", ", "…", "...", "[…]", "—", "–", " - ", "[T]he", "want[ed]", "re-elected", "Ada Quist", "Quist", "Ms. Quist",
    "Dr. Rex Tillerson", "Tillerson", "Tom Reed", "She", "he", "they", "We", "I", "you", "the mayor", "a spokesman for Ferrow",
    "officials", "The report", "Reuters", "said ", "says ", " added", "told reporters ", "according to ", "asked", "said: ",
    "that ", "and ", "the ", "of ", "who ", "not ", "so-called ", "We will rebuild", "the bridge", "is done",
    "The tunnel collapsed", "without any warning", "the locomotives", "rotten timbers", "swallowed three lorries",
    "nobody noticed", "“We will rebuild,” said Ada Quist. ", "“Never,” he said.\n\n", "“Why?”\n\n", "Q: ", "A: ", "QUIST: ",
    "> ", "# ", "* ", "1. ", "U.S. ", "$5", "1,000", "é", "e\u{301}", "😀", "👩‍👩‍👧", "漢字", "שלום", "\u{10FFFF}", "<b>", "&quot;",
];

/// What parts the bytes of one text from those of the next.
pub const NEXT: u8 = 0x1E;

/// The text that `bytes` stand for: those of ASCII for themselves, 0xFF for
/// the character that the next three bytes number, others for a piece.
pub fn text(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut bytes = bytes.iter().copied();
    while let Some(byte) = bytes.next() {
        match byte {
            0..0x80 => out.push(char::from(byte)),
            0xFF => {
                let [a, b, c] = [(); 3].map(|()| u32::from(bytes.next().unwrap_or_default()));
                out.push(char::from_u32((a << 16 | b << 8 | c) % 0x11_0000).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            _ => out.push_str(PIECES[usize::from(byte - 0x80) % PIECES.len()]),
        }
    }
    out
}

/// The texts that `bytes` stand for, at most three.
pub fn texts(bytes: &[u8]) -> Vec<String> {
    bytes.splitn(3, |byte| *byte == NEXT).map(text).collect()
}

/// A text, and what is changed in it: at most six times.
pub fn changes(bytes: &[u8]) -> (String, Vec<Change>) {
    let mut parts = bytes.split(|byte| *byte == NEXT);
    let first = text(parts.next().unwrap_or_default());
    let change = |part: &[u8]| {
        let (&[place, length], piece) = part.split_first_chunk()?;
        Some(Change { place, length, piece: text(piece) })
    };
    (first, parts.filter_map(change).take(6).collect())
}

/// A change of a text.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where: so many 255ths of the text.
    pub place: u8,
    /// How many bytes from there are taken out, about; or, as 255, that what
    /// stands before the place goes behind it.
    pub length: u8,
    /// What is put in.
    pub piece: String,
}

impl Change {
    /// Changes `text`.
    pub fn apply(&self, text: &mut String) {
        let boundary = |from: usize| (from..).find(|at| *at >= text.len() || text.is_char_boundary(*at)).unwrap_or_default();
        let start = boundary(text.len() * usize::from(self.place) / 255).min(text.len());
        if self.length == u8::MAX {
            let behind = text.split_off(start);
            *text = [behind, std::mem::take(text)].join(&self.piece);
        } else {
            let end = boundary(start + usize::from(self.length)).min(text.len());
            text.replace_range(start..end, &self.piece);
        }
    }
}

/// Bytes to read as weights: where the first byte is even, the rest as they
/// are; else the crate's own with changes, and a head that fits them if the
/// first byte says so.
pub struct Weights(pub Vec<u8>);

impl Weights {
    pub fn new(bytes: &[u8]) -> Self {
        let Some((first, rest)) = bytes.split_first() else { return Self(Vec::new()) };
        if first % 2 == 0 {
            return Self(rest.to_vec());
        }
        let fits = first & 2 != 0;
        let mut altered = if fits { super::weights::body() } else { super::weights::WEIGHTS }.to_vec();
        for change in rest.chunks_exact(5) {
            let &[what, a, b, c, value] = change else { continue };
            let at = u32::from_be_bytes([0, a, b, c]) as usize;
            // Heads stand near the start, near the end, and anywhere.
            let at = if what & 1 == 0 { at } else { altered.len().saturating_sub(at) };
            let at = at.min(altered.len());
            match what >> 1 & 3 {
                0 => altered.truncate(at),
                1 => altered.insert(at, value),
                _ => {
                    if let Some(byte) = altered.get_mut(at) {
                        *byte = value;
                    }
                }
            }
        }
        Self(if fits { super::weights::file(&altered) } else { altered })
    }
}

impl fmt::Debug for Weights {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} bytes that begin with {:?}", self.0.len(), self.0.get(..40).unwrap_or(&self.0))
    }
}
