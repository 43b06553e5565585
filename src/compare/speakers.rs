//! Whether two texts speak of the same speaker.

use crate::{Analysis, Quotation, Speaker, SpeakerKind};

/// Somebody who speaks in a text, surely enough to tell them from another.
pub(super) struct Voice<'a> {
    speaker: &'a Speaker,
    /// The words of the name, in lower case.
    words: Vec<String>,
}

/// What two texts say of who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voices {
    /// It is the same one.
    Same,
    /// One text does not tell, or only roughly.
    Unknown,
    /// Two persons, or two organisations.
    Different,
}

/// Below this, a speaker is not sure enough to be held against another.
const SURE: f32 = 0.5;

impl<'a> Voice<'a> {
    /// Who says `quotation`, if that is sure.
    pub fn of(analysis: &'a Analysis, quotation: &Quotation) -> Option<Self> {
        let speaker = quotation.speaker.filter(|_| quotation.confidence >= SURE)?;
        let speaker = analysis.speakers.get(speaker)?;
        let words = speaker.name.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let kept = words.filter(|word| !word.is_empty() && !matches!(*word, "Jr" | "Sr" | "II" | "III" | "the" | "The"));
        Some(Self { speaker, words: kept.map(|word| word.chars().map(crate::text::lower).collect()).collect() })
    }
}

/// Whether `a` and `b`, of two texts, are the same.
pub(super) fn same(a: Option<&Voice>, b: Option<&Voice>) -> Voices {
    let (Some(a), Some(b)) = (a, b) else { return Voices::Unknown };
    let named = |voice: &Voice| matches!(voice.speaker.kind, SpeakerKind::Person | SpeakerKind::Organization);
    let (words, others) = (&a.words, &b.words);
    if words == others {
        return Voices::Same;
    }
    if a.speaker.kind != b.speaker.kind || !named(a) {
        return Voices::Unknown;
    }
    let (Some(last), Some(other)) = (words.last(), others.last()) else { return Voices::Unknown };
    if a.speaker.kind == SpeakerKind::Person {
        // One text knows the first name, the other does not.
        let (short, long) = if words.len() <= others.len() { (words, others) } else { (others, words) };
        return match (last == other, short.len()) {
            (true, 1) => Voices::Same,
            (true, _) if initial(short) == initial(long) => Voices::Same,
            // "Ada" beside "Ada Quist".
            (false, 1) if long.contains(&short[0]) => Voices::Same,
            _ => Voices::Different,
        };
    }
    let acronym = |words: &[String]| {
        words
            .iter()
            .filter(|word| !matches!(word.as_str(), "of" | "and" | "for"))
            .filter_map(|word| word.chars().next())
            .collect::<String>()
    };
    let bare = |words: &[String]| words.concat().replace('.', "");
    if words.iter().any(|word| others.contains(word)) || acronym(words) == bare(others) || acronym(others) == bare(words) {
        Voices::Unknown
    } else {
        Voices::Different
    }
}

fn initial(words: &[String]) -> Option<char> {
    words.first().and_then(|word| word.chars().next())
}
