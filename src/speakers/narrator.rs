//! Who says "I" where no quotation says it: whoever writes the text, or
//! answers in an interview.
//!
//! In: a text and its names. Out: the entity, where a byline, the signature of
//! a letter or the opening of an interview names it.

use super::entities::Names;
use super::mentions::name_words;
use super::reading::Reading;
use super::words::Class;

/// How many paragraphs at its start or end say who writes a text.
const OPENING: usize = 5;
const CLOSING: usize = 5;
/// The most tokens of a question, of a greeting at the end, and of a signature.
const QUESTION: usize = 60;
const GREETING: usize = 6;
const SIGNATURE: usize = 5;

/// Who says "I" in the narration, where the text tells.
pub(super) fn narrator(reading: &Reading, names: &Names) -> Option<usize> {
    byline(reading, names).or_else(|| signature(reading, names)).or_else(|| interviewee(reading, names))
}

/// "By Jo Smith" in one of the first lines.
fn byline(reading: &Reading, names: &Names) -> Option<usize> {
    const FIRST_LINES: usize = 3;
    reading.text.paragraphs.iter().take(FIRST_LINES).find_map(|line| {
        let index = names.mentions_in(line.first, line.end).next()?;
        let mention = &names.mentions[index];
        let byline = reading.norm(line.first) == "by" && mention.first == line.first + 1 && mention.end == line.end;
        byline.then_some(names.entity_of[index]).flatten()
    })
}

/// The name below "Yours sincerely," or the like at the end.
fn signature(reading: &Reading, names: &Names) -> Option<usize> {
    let paragraphs = &reading.text.paragraphs;
    let from = paragraphs.len().saturating_sub(CLOSING);
    (from..paragraphs.len()).find_map(|at| {
        let line = paragraphs.get(at)?;
        let greets = (line.first..line.end).any(|at| {
            matches!(
                reading.norm(at),
                "yours"
                    | "sincerely"
                    | "faithfully"
                    | "truly"
                    | "love"
                    | "regards"
                    | "wishes"
                    | "affectionately"
                    | "respectfully"
                    | "cheers"
            )
        });
        let name = paragraphs.get(at + 1)?;
        let short = line.end - line.first <= GREETING && name.end - name.first <= SIGNATURE;
        if !greets || !short || !reading.is_capital(name.first) {
            return None;
        }
        let known = names.mentions_in(name.first, name.end).next().and_then(|index| names.entity_of[index]);
        known.or_else(|| names.short_for(reading, &name_words(reading, name.first, name.end), Class::NONE, name.first))
    })
}

/// Whom an interview is with: of the people named at its start the one whom
/// it names most often.
fn interviewee(reading: &Reading, names: &Names) -> Option<usize> {
    /// The fewest questions of an interview.
    const FEWEST: usize = 2;
    let paragraphs = &reading.text.paragraphs;
    let opening = paragraphs.iter().take(OPENING).next_back()?.end;
    let says = (0..opening).any(|at| {
        matches!(reading.norm(at), "interview" | "interviewed" | "interviews" | "q&a" | "q")
            || matches!(reading.norm(at), "spoke" | "speaks" | "talks" | "talked" | "tells" | "told" | "sat")
                && matches!(reading.norm(at + 1), "to" | "with" | "us" | "down")
            || reading.norm(at) == "tells"
    });
    let asks = |run: &&crate::text::Run| {
        let last = (run.first..run.end).rev().find(|at| reading.token(*at).is_some_and(|token| token.norm != "*"));
        run.end - run.first <= QUESTION && last.is_some_and(|last| reading.norm(last) == "?" && reading.quoted(last).is_none())
    };
    if !says || paragraphs.iter().filter(asks).count() < FEWEST {
        return None;
    }
    let people = names.mentions_in(0, opening).filter_map(|index| names.entity_of[index]);
    let people = people.filter(|entity| names.entities[*entity].is_named_person() && names.entities[*entity].words.len() > 1);
    // Of those named as often the first.
    people.fold(None, |best: Option<usize>, entity| match best {
        Some(best) if names.entities[best].mentions.len() >= names.entities[entity].mentions.len() => Some(best),
        _ => Some(entity),
    })
}
