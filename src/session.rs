//! Texts that change.

use crate::memory::Memory;
use crate::{Analysis, Model, Offsets, in_bytes, offsets};

/// Analyses of one text after another, each like the one before but for an
/// edit: what the edit leaves alone is not computed again, where that is what
/// costs time. The answers are those of [`analyze_by`](crate::analyze_by).
///
/// ```
/// use whosaid::{Model, Offsets, Session, analyze};
/// let mut session = Session::new(Model::built_in());
/// for text in ["“We will rebuild,” said Ada", "“We will rebuild,” said Ada Quist."] {
///     assert_eq!(session.analyze(text, Offsets::Bytes), analyze(text));
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Session<'m> {
    model: &'m Model,
    memory: Memory,
}

/// The longest text, in bytes, of which results are kept: a book's. They take
/// some ten times as many bytes as the text has, and twice that while it changes.
const LONGEST: usize = 400_000;

impl<'m> Session<'m> {
    /// A session that has seen no text, by the weights of `model`.
    pub fn new(model: &'m Model) -> Self {
        Self { model, memory: Memory::default() }
    }

    /// The quotations of `text` and who said them; spans count `offsets`.
    pub fn analyze(&mut self, text: &str, offsets: Offsets) -> Analysis {
        self.memory.turn();
        let memory = Some(&mut self.memory).filter(|_| text.len() <= LONGEST);
        offsets::convert(text, in_bytes(self.model, text, memory), offsets)
    }
}
