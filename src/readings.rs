//! What the first stages made of each paragraph, as one number each.
//!
//! In: a text with its marks, tags and forms. Out: [`Readings`]. Two
//! paragraphs with one key are the same to all that reads no further than
//! a paragraph, wherever each stands in its text: what was found in one of them is true of the other.

use crate::forms::Forms;
use crate::marks::Marks;
use crate::memory::{Key, Keyer};
use crate::tags::Tags;
use crate::text::Text;

/// For each paragraph, what stands for all that text, marks, tags and forms say of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readings {
    /// The keys of the paragraphs, in order.
    pub keys: Vec<Key>,
}

impl Readings {
    /// The readings of `text`'s paragraphs. Linear in its length.
    pub fn new(text: &Text, marks: &Marks, tags: &Tags, forms: &Forms) -> Self {
        let mut stretches = marks.quoted.iter().filter(|quoted| quoted.parent.is_none()).peekable();
        let key = |(index, run): (usize, &crate::text::Run)| {
            let mut keyer = Keyer::new(2);
            // Tokens, sentences, classes, forms and what the paragraph is follow from its letters;
            keyer.add_letters(run.span.of(text.source));
            // what is quoted, from where the marks are that pair;
            while let Some(quoted) = stretches.next_if(|quoted| quoted.span.start < run.span.end) {
                let [start, end, from, to] = [quoted.span.start, quoted.span.end, quoted.inner.start, quoted.inner.end]
                    .map(|at| at.wrapping_sub(run.span.start) as u64);
                keyer.add(start << 32 ^ end);
                keyer.add(from << 32 ^ to);
                keyer.add(u64::from(quoted.closed));
            }
            // which words are names, from the whole text;
            for forms in forms.of.get(run.tokens()).unwrap_or_default().chunks(64) {
                keyer.add(forms.iter().fold(0, |masked, form| masked << 1 | u64::from(form.masked)));
            }
            // how its last word reports, from the one behind it; and the first few paragraphs tell where they stand.
            let verb = tags.verbs.get(run.end - 1).copied().flatten();
            let verb = verb.map_or(0, |verb| 1 + ((verb.reports as u64) << 2 | verb.form as u64));
            keyer.add(verb << 2 | index.min(3) as u64);
            keyer.key()
        };
        Self { keys: text.paragraphs.iter().enumerate().map(key).collect() }
    }
}
