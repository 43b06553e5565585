//! The weights of the learnt stages, as one file.
//!
//! A file is a head (what it is, its version, its length, a check sum of the
//! rest) and the stages in their order. Whatever is not just that is refused with the
//! reason; the analysis does without the stages that it has no weights for.

use std::fmt;
use std::sync::OnceLock;

use crate::forms::hash;
use crate::linear::Table;
use crate::{relations, tagger};

/// What every file of weights begins with.
const MAGIC: &[u8; 8] = b"whosaid\n";
/// The version of the features that the weights are for, and of how they are
/// written: it changes whenever one of these does, since old weights would
/// then say nonsense.
const VERSION: u32 = 4;
/// The bytes of the head.
const HEAD: usize = MAGIC.len() + 12;

/// The weights of the learnt stages. [`Model::default`] has none: the rules
/// work alone then.
///
/// ```
/// use whosaid::{Model, ModelError};
/// let model = Model::read(&std::fs::read("model/weights.bin")?)?;
/// assert_eq!(Model::read(b"<title>404</title>").unwrap_err(), ModelError::NotWeights(b"<title>4".to_vec()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The stages; all of them or none.
    pub(crate) stages: Option<Stages>,
}

/// The weights of each stage.
#[derive(Clone, Debug)]
pub(crate) struct Stages {
    /// What each token is likely to be part of.
    pub tagger: tagger::Weights,
    /// What each cue reports, and whom it names.
    pub relations: relations::Weights,
    /// What kind of text it is.
    pub genre: Table,
    /// Who says a quoted segment; a label for each kind of text.
    pub ranker: Table,
}

/// Why bytes are no weights.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// They do not begin like weights: how they begin.
    NotWeights(Vec<u8>),
    /// They are weights of another version: the one found, and the one expected.
    Version(u32, u32),
    /// They are shorter or longer than they say: the length found, and the one expected.
    Length(usize, usize),
    /// They are not what they were when they were written: the check sum found, and the one expected.
    Altered(u32, u32),
    /// They are what they were, and still no weights that this stage can read.
    Stage(&'static str),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NotWeights(found) => {
                let (found, expected) = (found.escape_ascii(), MAGIC.escape_ascii());
                write!(f, "this is no file of weights: it begins with \"{found}\", and \"{expected}\" is expected")
            }
            Self::Version(found, expected) => write!(f, "the weights are of version {found}, and version {expected} is expected"),
            Self::Length(found, expected) => write!(f, "the weights have {found} bytes, and {expected} are expected"),
            Self::Altered(found, expected) => {
                write!(f, "the weights have been altered: their check sum is {found:08x}, and {expected:08x} is expected")
            }
            Self::Stage(stage) => write!(f, "the weights of the {stage} cannot be read"),
        }
    }
}

impl std::error::Error for ModelError {}

impl Model {
    /// The weights that the crate was built with; none without the feature `weights`.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Model> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            // A test reads them: that they can be read does not depend on any input.
            #[cfg(feature = "weights")]
            let model = Self::read(include_bytes!("../model/weights.bin")).unwrap_or_default();
            #[cfg(not(feature = "weights"))]
            let model = Self::default();
            model
        })
    }

    /// Reads the weights in `bytes`.
    ///
    /// # Errors
    /// Where they are no weights, of another version, truncated or altered.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let not_weights = || ModelError::NotWeights(bytes.iter().take(MAGIC.len()).copied().collect());
        let (head, body) = bytes.split_at_checked(HEAD).ok_or_else(not_weights)?;
        let (magic, mut numbers) = head.split_at(MAGIC.len());
        if magic != MAGIC {
            return Err(not_weights());
        }
        let [version, length, sum] = [(); 3].map(|()| number(&mut numbers).unwrap_or_default());
        if version != VERSION {
            return Err(ModelError::Version(version, VERSION));
        }
        if body.len() != length as usize {
            return Err(ModelError::Length(bytes.len(), HEAD.saturating_add(length as usize)));
        }
        let found = hash(body);
        if found != sum {
            return Err(ModelError::Altered(found, sum));
        }
        let mut rest = body;
        let stages = Stages {
            tagger: tagger::Weights::read(&mut rest).ok_or(ModelError::Stage("tagger"))?,
            relations: relations::Weights::read(&mut rest).ok_or(ModelError::Stage("relations"))?,
            genre: Table::read(&mut rest).ok_or(ModelError::Stage("genre"))?,
            ranker: Table::read(&mut rest).filter(|_| rest.is_empty()).ok_or(ModelError::Stage("ranker"))?,
        };
        Ok(Self { stages: Some(stages) })
    }

    /// The bytes that [`read`](Self::read) reads.
    #[cfg(feature = "training")]
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut body = Vec::new();
        if let Some(stages) = &self.stages {
            stages.tagger.write(&mut body);
            stages.relations.write(&mut body);
            stages.genre.write(&mut body);
            stages.ranker.write(&mut body);
        }
        let mut out = MAGIC.to_vec();
        for number in [VERSION, body.len() as u32, hash(&body)] {
            out.extend(number.to_le_bytes());
        }
        out.extend(body);
        out
    }
}

/// The number at the front of `bytes`, which go on behind it.
fn number(bytes: &mut &[u8]) -> Option<u32> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "weights")]
    #[test]
    fn the_weights_that_are_built_in_can_be_read() {
        let bytes = include_bytes!("../model/weights.bin");
        assert!(Model::read(bytes).is_ok_and(|model| model.stages.is_some()));
        assert!(Model::built_in().stages.is_some());
    }

    #[cfg(all(feature = "weights", feature = "training"))]
    #[test]
    fn what_is_read_is_written_again() {
        let bytes = include_bytes!("../model/weights.bin");
        assert!(Model::read(bytes).is_ok_and(|model| model.write() == bytes));
    }

    #[cfg(feature = "weights")]
    #[test]
    fn what_is_not_just_the_weights_is_refused() {
        let bytes = include_bytes!("../model/weights.bin").to_vec();
        assert_eq!(Model::read(&[]).unwrap_err(), ModelError::NotWeights(Vec::new()));
        let page = Model::read(b"<!doctype html><title>404</title>").unwrap_err();
        assert_eq!(page, ModelError::NotWeights(b"<!doctyp".to_vec()));
        assert_eq!(page.to_string(), r#"this is no file of weights: it begins with "<!doctyp", and "whosaid\n" is expected"#);
        let short = bytes.len() - 1;
        assert_eq!(Model::read(&bytes[..short]).unwrap_err(), ModelError::Length(short, bytes.len()));
        let mut longer = bytes.clone();
        longer.push(0);
        assert_eq!(Model::read(&longer).unwrap_err(), ModelError::Length(bytes.len() + 1, bytes.len()));
        let mut other = bytes.clone();
        other[MAGIC.len()] ^= 1;
        assert_eq!(Model::read(&other).unwrap_err(), ModelError::Version(VERSION ^ 1, VERSION));
        for at in [HEAD, HEAD + 9, bytes.len() / 2, bytes.len() - 1] {
            let mut altered = bytes.clone();
            altered[at] ^= 0x40;
            let (found, expected) = (hash(&altered[HEAD..]), hash(&bytes[HEAD..]));
            assert_eq!(Model::read(&altered).unwrap_err(), ModelError::Altered(found, expected), "byte {at}");
        }
    }

    /// Whoever writes a file can write its check sum too.
    #[cfg(feature = "weights")]
    #[test]
    fn heads_that_say_something_else_are_read_or_refused() {
        const TEXT: &str = "“We will rebuild,” said Ada Quist. She told “us” that it was over.\n\n“Why?”";
        let body = &include_bytes!("../model/weights.bin")[HEAD..];
        let mut rest = body;
        let mut heads = vec![0];
        heads.extend(tagger::Weights::read(&mut rest).map(|_| body.len() - rest.len()));
        heads.extend(relations::Weights::read(&mut rest).map(|_| body.len() - rest.len()));
        heads.extend(Table::read(&mut rest).map(|_| body.len() - rest.len()));
        let (mut read, mut refused) = (0, 0);
        for at in heads.iter().flat_map(|head| *head..head + 8) {
            for value in [1, 0x7b, 0xff] {
                let mut altered = body.to_vec();
                altered[at] = value;
                let numbers = [VERSION, altered.len() as u32, hash(&altered)].map(u32::to_le_bytes).concat();
                match Model::read(&[MAGIC, &numbers[..], &altered].concat()) {
                    Ok(model) => {
                        let quotations = crate::analyze_by(&model, TEXT, crate::Offsets::Utf16).quotations;
                        let mut confidences = quotations.iter().map(|quotation| quotation.confidence);
                        assert!(confidences.all(|confidence| (0.0..=1.0).contains(&confidence)), "{value} at {at}");
                        read += 1;
                    }
                    Err(error) => {
                        assert!(matches!(error, ModelError::Stage(_)), "{error} at {at}");
                        refused += 1;
                    }
                }
            }
        }
        assert!(heads.len() == 4 && read > 0 && refused > 10, "{read} read, {refused} refused");
    }
}
