//! Which words are first names, and whose.
//!
//! In: a word's lower-case letters. Out: whose first name it is. The list is
//! searched as it lies in the file, whose head says where it comes from.

use std::sync::LazyLock;

use super::words::Gender;

const LIST: &str = include_str!("first_names.txt");

/// Whose first name a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FirstName {
    /// Almost always a man's, or a woman's.
    Of(Gender),
    /// A man's or a woman's.
    Either,
}

/// Whose first name `word` is. A double name ("Jean-Marc") is whose its first
/// part is.
pub(super) fn first_name(word: &str) -> Option<FirstName> {
    let word = word.split_once('-').map_or(word, |(first, _)| first);
    if !word.is_ascii() || word.len() < 2 {
        return None;
    }
    let (start, rest) = word.split_at(2);
    line_of(start)?.split(' ').find_map(|listed| {
        let (letters, whose) = match listed.as_bytes().last() {
            Some(b'1') => (&listed[..listed.len() - 1], FirstName::Of(Gender::Male)),
            Some(b'2') => (&listed[..listed.len() - 1], FirstName::Either),
            _ => (listed, FirstName::Of(Gender::Female)),
        };
        (letters == rest).then_some(whose)
    })
}

/// The line of the names that start with `start`, without it.
fn line_of(start: &str) -> Option<&'static str> {
    /// The lines in order: the head's start with "#", which sorts before every letter.
    static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| LIST.lines().collect());
    let at = LINES.binary_search_by(|line| line.get(..2).unwrap_or("").cmp(start)).ok()?;
    LINES.get(at)?.get(3..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_file_is_found() {
        let lines: Vec<&str> = LIST.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        for line in lines {
            let (start, rest) = line.split_at(2);
            for name in rest[1..].split(' ') {
                let name = format!("{start}{}", name.trim_end_matches(['1', '2']));
                assert!(first_name(&name).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn names_tell_gender_where_they_can() {
        assert_eq!(first_name("mary"), Some(FirstName::Of(Gender::Female)));
        assert_eq!(first_name("al"), Some(FirstName::Of(Gender::Male)));
        assert_eq!(first_name("jamie"), Some(FirstName::Either));
        assert_eq!(first_name("jean-marc"), first_name("jean"));
        assert_eq!(first_name("zürich"), None);
        assert_eq!(first_name("a"), None);
        assert_eq!(first_name("zzz"), None);
    }
}
