//! Stage one: what each token is likely to be part of.

/// What a token can be: nothing, or the first or a later token of a cue, a
/// content or a source.
pub(crate) const LABELS: usize = 7;
/// Of no quotation.
pub(crate) const OUTSIDE: usize = 0;
/// The first token of a cue; the next label is for the later ones.
pub(crate) const CUE: usize = 1;
/// The first token of a content; the next label is for the later ones.
pub(crate) const CONTENT: usize = 3;
/// The first token of a source; the next label is for the later ones.
pub(crate) const SOURCE: usize = 5;

/// How likely each token is to be each label.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tagging {
    /// For each token, the probability of each label; they sum to one.
    pub marginals: Vec<[f32; LABELS]>,
}

impl Tagging {
    /// How likely the token at `at` is part of what `label` begins ([`CUE`], [`CONTENT`] or [`SOURCE`]).
    pub fn part(&self, at: usize, label: usize) -> f32 {
        self.marginals.get(at).map_or(0.0, |marginals| marginals[label] + marginals[label + 1])
    }

    /// Whether the token at `at` rather begins what `label` begins than goes on in it.
    pub fn starts(&self, at: usize, label: usize) -> bool {
        self.marginals.get(at).is_some_and(|marginals| marginals[label] > marginals[label + 1])
    }

    /// The likeliest label of the token at `at`.
    pub fn label(&self, at: usize) -> usize {
        let Some(marginals) = self.marginals.get(at) else { return OUTSIDE };
        (0..LABELS).fold(OUTSIDE, |best, label| if marginals[label] > marginals[best] { label } else { best })
    }
}

/// Placeholder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights;
impl Weights {
    pub fn read(_: &mut &[u8]) -> Option<Self> { None }
    #[cfg(feature = "training")]
    pub fn write(&self, _: &mut Vec<u8>) {}
}
pub(crate) fn tag(_: &crate::text::Text, _: &crate::marks::Marks, _: &crate::tags::Tags, _: &crate::forms::Forms, _: &Weights) -> Tagging { Tagging::default() }
