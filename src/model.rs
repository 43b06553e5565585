//! The weights of the learnt stages, as one file.
//!
//! A file is a head (what it is, its version, its length, a check sum of the
//! rest) and a section a stage. Whatever is not just that is refused with the
//! reason; the analysis does without the stages that it has no weights for.

use std::fmt;
use std::sync::OnceLock;

use crate::forms::hash;
use crate::linear::Table;

/// What every file of weights begins with.
const MAGIC: &[u8; 8] = b"whosaid\n";
/// The version of the features that the weights are for: it changes whenever
/// a feature does, since old weights would then say nonsense.
const VERSION: u32 = 1;
/// The bytes of the head.
const HEAD: usize = MAGIC.len() + 12;

/// The weights of the learnt stages. [`Model::default`] has none: the rules
/// work alone then.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Who says a quoted segment.
    pub(crate) ranker: Option<Table>,
}

/// Why bytes are no weights.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// They do not begin like weights.
    NotWeights,
    /// They are weights of another version: the one found, and the one expected.
    Version(u32, u32),
    /// They are shorter or longer than they say: the length found, and the one expected.
    Length(usize, usize),
    /// They are not what they were when they were written.
    Altered,
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NotWeights => write!(f, "this is no file of weights"),
            Self::Version(found, expected) => write!(f, "the weights are of version {found}, and version {expected} is expected"),
            Self::Length(found, expected) => write!(f, "the weights have {found} bytes, and {expected} are expected"),
            Self::Altered => write!(f, "the weights have been altered: their check sum is wrong"),
        }
    }
}

impl std::error::Error for ModelError {}

impl Model {
    /// The weights that the crate was built with; none without the feature `weights`.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Model> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            #[cfg(feature = "weights")]
            let read = Self::read(include_bytes!("../model/weights.bin"));
            #[cfg(not(feature = "weights"))]
            let read = Err(ModelError::NotWeights);
            // A test reads them: that they can be read does not depend on any input.
            read.unwrap_or_default()
        })
    }

    /// Reads the weights in `bytes`.
    ///
    /// # Errors
    /// Where they are no weights, of another version, truncated or altered.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let (head, body) = bytes.split_at_checked(HEAD).ok_or(ModelError::NotWeights)?;
        let (magic, mut numbers) = head.split_at(MAGIC.len());
        if magic != MAGIC {
            return Err(ModelError::NotWeights);
        }
        let [version, length, sum] = [(); 3].map(|()| number(&mut numbers).unwrap_or_default());
        if version != VERSION {
            return Err(ModelError::Version(version, VERSION));
        }
        if body.len() != length as usize {
            return Err(ModelError::Length(bytes.len(), HEAD + length as usize));
        }
        if hash(body) != sum {
            return Err(ModelError::Altered);
        }
        let mut model = Self::default();
        let mut rest = body;
        while let Some(name) = number(&mut rest) {
            let length = number(&mut rest).ok_or(ModelError::Altered)? as usize;
            let (mut section, after) = rest.split_at_checked(length).ok_or(ModelError::Altered)?;
            rest = after;
            match &name.to_le_bytes() {
                b"rank" => model.ranker = Some(Table::read(&mut section).ok_or(ModelError::Altered)?),
                _ => return Err(ModelError::Altered),
            }
        }
        Ok(model)
    }

    /// The bytes that [`read`](Self::read) reads.
    #[cfg(feature = "training")]
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let mut section = |name: &[u8; 4], bytes: Vec<u8>| {
            body.extend(name);
            body.extend((bytes.len() as u32).to_le_bytes());
            body.extend(bytes);
        };
        if let Some(ranker) = &self.ranker {
            let mut bytes = Vec::new();
            ranker.write(&mut bytes);
            section(b"rank", bytes);
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
        assert!(Model::read(bytes).is_ok_and(|model| model.ranker.is_some()));
        assert!(Model::built_in().ranker.is_some());
    }

    #[cfg(feature = "weights")]
    #[test]
    fn what_is_not_just_the_weights_is_refused() {
        let bytes = include_bytes!("../model/weights.bin").to_vec();
        assert_eq!(Model::read(&[]).unwrap_err(), ModelError::NotWeights);
        assert_eq!(Model::read(b"<!doctype html><title>404</title>").unwrap_err(), ModelError::NotWeights);
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
            assert_eq!(Model::read(&altered).unwrap_err(), ModelError::Altered, "byte {at}");
        }
    }
}
