//! What holds for a text that changes.

use whosaid::{Model, Offsets, Session, analyze_with};

use super::input::Change;

/// Changes `text` by one of `changes` after the other: what a session says of
/// each text is what is said of a new one.
pub fn session(text: &str, changes: &[Change]) {
    let mut session = Session::new(Model::built_in());
    let mut text = text.to_owned();
    let mut same = |text: &str| {
        assert_eq!(session.analyze(text, Offsets::Utf16), analyze_with(text, Offsets::Utf16), "after a change to {text:?}");
    };
    same(&text);
    for change in changes {
        change.apply(&mut text);
        same(&text);
    }
}
