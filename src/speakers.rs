//! Who speaks: from each quotation's source, the mention, to its speaker.

use crate::Speaker;
use crate::marks::Marks;
use crate::quotations::Attributed;
use crate::text::Text;

/// The speakers of a text.
#[derive(Clone, Debug, Default)]
pub struct Speakers {
    /// Who speaks, in the order of their first quotation.
    pub speakers: Vec<Speaker>,
    /// For each quotation, its speaker: an index into `speakers`.
    pub of: Vec<Option<usize>>,
}

/// The speakers of `quotations`.
pub fn resolve(text: &Text, marks: &Marks, quotations: &[Attributed]) -> Speakers {
    let _ = (text, marks);
    Speakers { speakers: Vec::new(), of: vec![None; quotations.len()] }
}
