//! The templates of the relations' model by what changes them.
//!
//! In a window, most of what is seen of a token is what was seen of the one
//! before: how many marks stand between it and the cue, which clause it is
//! of. Templates that change together are a [`Pace`], whose features are
//! added up anew only where one of its signs differs from the last token's.
//! What does not depend on the cue at all is [`settled`].

use super::signs::{HEADING, SHAPE};
use super::windows::*;
use super::{MOVING, MOVING_1, MOVING_2, MOVING_3, MOVING_4, Rows, STILL, STILL_1, STILL_2, Sums, at};
use crate::forms::{Hash, mix};
use crate::linear::Table;

/// A template on its own.
#[derive(Clone, Copy)]
struct Template {
    /// What its features begin with.
    seed: Hash,
    /// What they are made of.
    places: [u16; 4],
    /// How many of the places count.
    count: usize,
}

/// All templates with respect to a cue.
const MOVING_TEMPLATES: [Template; TEMPLATES] = seeded(MOVING, MOVING_1, MOVING_2, MOVING_3, MOVING_4);
/// How many templates there are with respect to a cue.
const TEMPLATES: usize = MOVING_1.len() + MOVING_2.len() + MOVING_3.len() + MOVING_4.len();

/// For each side of a cue, all templates of what is seen there whichever cue it is.
static STILL_TEMPLATES: [[Template; STILL_1.len() + STILL_2.len()]; 3] = [
    seeded(STILL, STILL_1, STILL_2, &[], &[]),
    seeded(STILL + 1, STILL_1, STILL_2, &[], &[]),
    seeded(STILL + 2, STILL_1, STILL_2, &[], &[]),
];

/// The templates of the lists, each with its seed.
const fn seeded<const N: usize>(
    seed: Hash,
    ones: &[[u16; 1]],
    twos: &[[u16; 2]],
    threes: &[[u16; 3]],
    fours: &[[u16; 4]],
) -> [Template; N] {
    let mut out = [Template { seed: 0, places: [0; 4], count: 0 }; N];
    let (mut next, mut index) = (0, 0);
    while index < ones.len() {
        let [a] = ones[index];
        out[next] = Template { seed: mix(mix(seed, 1), index as Hash), places: [a, 0, 0, 0], count: 1 };
        (next, index) = (next + 1, index + 1);
    }
    index = 0;
    while index < twos.len() {
        let [a, b] = twos[index];
        out[next] = Template { seed: mix(mix(seed, 2), index as Hash), places: [a, b, 0, 0], count: 2 };
        (next, index) = (next + 1, index + 1);
    }
    index = 0;
    while index < threes.len() {
        let [a, b, c] = threes[index];
        out[next] = Template { seed: mix(mix(seed, 3), index as Hash), places: [a, b, c, 0], count: 3 };
        (next, index) = (next + 1, index + 1);
    }
    index = 0;
    while index < fours.len() {
        out[next] = Template { seed: mix(mix(seed, 4), index as Hash), places: fours[index], count: 4 };
        (next, index) = (next + 1, index + 1);
    }
    out
}

/// What is the same for all tokens of a window.
const OF_CUE: &[u16] = &[
    at(CUE, 0),
    at(CUE_FIRST, 0),
    at(CUE_LAST, 0),
    at(CUE_NEXT, 0),
    at(CUE_BEFORE, 0),
    at(CUE_MARKS, 0),
    at(CUE_KIND, 0),
    at(CUE_OPENER, 0),
];

/// What is the same for a token on the same side of any cue that it does not
/// touch (see [`Window::is_settled`]).
const OF_TOKEN: &[u16] = &[
    at(SIDE, 0),
    at(SHAPE, 0),
    at(CAPITAL, 0),
    at(LABEL, 0),
    at(PART, -1),
    at(PART, 0),
    at(PART, 1),
    at(OPENER, 0),
    at(NEXT_OPENER, 0),
    at(NEXT_HOLDS, 0),
    at(TO_END, 0),
    at(FINE, -1),
    at(FINE, 0),
    at(FINE, 1),
    at(FINE_SOURCE, -1),
    at(FINE_SOURCE, 0),
];

/// By what each pace changes. A template is of the first that names all that
/// changes it; the last is for those that change with every token.
const BY: [&[u16]; 14] = [
    &[at(SIDE, 0)],
    &[at(SIDE, 0), at(DISTANCE, 0), at(LABEL, 0)],
    &[at(NEAR, 0), at(HEADING, 0)],
    &[at(MARKS_BETWEEN, 0), at(BETWEEN, 0)],
    &[at(STOPS_BETWEEN, 0), at(PUNCTS_BETWEEN, 0), at(SENTENCE, 0)],
    &[at(CLAUSE_OPENER, 0), at(CLAUSES_BETWEEN, 0), at(HOLDS, 0), at(LABEL, 0)],
    &[at(PATH_START, 0), at(LABEL, 0)],
    &[at(PATH_END, 0), at(LABEL, 0)],
    &[at(LABEL_SPANS, 0), at(SIDE, 0), at(LABEL, 0)],
    &[at(LIKELY, 0), at(SOURCES_BETWEEN, 0), at(PHRASE, 0)],
    &[at(BESIDE, 0)],
    &[at(FINE, 0), at(CUES_BETWEEN, 0), at(CONTENTS_BETWEEN, 0)],
    &[at(FINE_SOURCE, 0), at(CUES_BETWEEN, 0), at(SOURCES_BETWEEN, 0)],
    &[],
];

/// Whether `places` has `place`.
const fn has(places: &[u16], place: u16) -> bool {
    let mut index = 0;
    while index < places.len() {
        if places[index] == place {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether all of a template's places are in `one` or in `other`.
const fn within(template: &Template, one: &[u16], other: &[u16]) -> bool {
    let mut index = 0;
    while index < template.count {
        if !has(one, template.places[index]) && !has(other, template.places[index]) {
            return false;
        }
        index += 1;
    }
    true
}

/// The pace of a template: [`BY`]'s length for what is settled.
const fn pace_of(template: &Template) -> usize {
    let mut pace = 0;
    while pace + 1 < BY.len() {
        if within(template, BY[pace], OF_CUE) {
            return pace;
        }
        pace += 1;
    }
    if within(template, OF_TOKEN, &[]) { BY.len() } else { pace }
}

/// All templates in the order of their paces.
static SORTED: [Template; TEMPLATES] = {
    let mut out = MOVING_TEMPLATES;
    let (mut next, mut pace) = (0, 0);
    while pace <= BY.len() {
        let mut index = 0;
        while index < TEMPLATES {
            if pace_of(&MOVING_TEMPLATES[index]) == pace {
                out[next] = MOVING_TEMPLATES[index];
                next += 1;
            }
            index += 1;
        }
        pace += 1;
    }
    out
};

/// Templates that change together.
struct Pace {
    /// By what they change; by everything if it names nothing.
    by: &'static [u16],
    /// The templates.
    templates: &'static [Template],
}

/// The pace with the number `pace`.
const fn pace(pace: usize) -> Pace {
    let (mut first, mut count, mut index) = (0, 0, 0);
    while index < TEMPLATES {
        let own = pace_of(&MOVING_TEMPLATES[index]);
        if own < pace {
            first += 1;
        } else if own == pace {
            count += 1;
        }
        index += 1;
    }
    let templates = SORTED.split_at(first).1.split_at(count).0;
    Pace { by: if pace < BY.len() { BY[pace] } else { &[] }, templates }
}

/// How many paces there are.
pub(super) const PACES: usize = BY.len();

/// Brings `sums`, of each pace what its features of `last` weigh, to what
/// those of the token in the middle of `rows` do.
pub(super) fn bring(sums: &mut [Sums; PACES], last: Option<&Rows>, rows: &Rows, table: &Table) {
    bring_pace::<0>(sums, last, rows, table);
    bring_pace::<1>(sums, last, rows, table);
    bring_pace::<2>(sums, last, rows, table);
    bring_pace::<3>(sums, last, rows, table);
    bring_pace::<4>(sums, last, rows, table);
    bring_pace::<5>(sums, last, rows, table);
    bring_pace::<6>(sums, last, rows, table);
    bring_pace::<7>(sums, last, rows, table);
    bring_pace::<8>(sums, last, rows, table);
    bring_pace::<9>(sums, last, rows, table);
    bring_pace::<10>(sums, last, rows, table);
    bring_pace::<11>(sums, last, rows, table);
    bring_pace::<12>(sums, last, rows, table);
    bring_pace::<13>(sums, last, rows, table);
}

/// The same for the pace `P` alone: that it is known to the compiler makes
/// numbers of all its templates say.
#[inline(always)]
fn bring_pace<const P: usize>(sums: &mut [Sums; PACES], last: Option<&Rows>, rows: &Rows, table: &Table) {
    let pace = const { pace(P) };
    let get = |rows: &Rows, place: &u16| rows.get(usize::from(*place)).copied();
    if pace.by.is_empty() || last.is_none_or(|last| pace.by.iter().any(|place| get(rows, place) != get(last, place))) {
        sums[P] = Sums::default();
        add::<P>(&mut sums[P], rows, table);
    }
}

/// What the templates weigh that are the same whichever cue it is, unless the token touches it.
pub(super) fn settled(rows: &Rows, table: &Table) -> Sums {
    let mut sums = Sums::default();
    add::<PACES>(&mut sums, rows, table);
    sums
}

/// What is seen of the token in the middle of `rows` on `side` of any cue weighs.
pub(super) fn still(rows: &Rows, side: Hash, table: &Table) -> Sums {
    let mut sums = Sums::default();
    for template in STILL_TEMPLATES.get(side as usize).into_iter().flatten() {
        template.add(rows, table, &mut sums);
    }
    sums
}

impl Template {
    /// Adds to `sums` what the feature of the token in the middle of `rows` weighs.
    #[inline(always)]
    fn add(&self, rows: &Rows, table: &Table, sums: &mut Sums) {
        let mut feature = self.seed;
        for place in self.places.iter().take(self.count) {
            feature = mix(feature, rows.get(usize::from(*place)).copied().unwrap_or_default());
        }
        table.add(feature, sums);
    }
}

/// Adds to `sums` what the features of the pace `P` of the token in the middle of `rows` weigh.
#[inline(always)]
fn add<const P: usize>(sums: &mut Sums, rows: &Rows, table: &Table) {
    for template in const { pace(P).templates } {
        template.add(rows, table, sums);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paces_come_to_what_all_templates_do() {
        let table = Table::rounded(2, &std::array::from_fn::<f32, 32, _>(|at| (at * at) as f32));
        let mut sums = [Sums::default(); PACES];
        let mut last: Option<Rows> = None;
        for round in 0..40 {
            // What a round leaves as it was, its paces leave too.
            let mut rows = last.unwrap_or(std::array::from_fn(|at| at as Hash * 7));
            let middle = PADDING * ALL;
            for cell in rows[middle..middle + ALL].iter_mut().skip(round % 9 * 6).take(6) {
                *cell = mix(*cell, round as Hash);
            }
            for place in OF_CUE {
                rows[usize::from(*place)] = 5;
            }
            bring(&mut sums, last.as_ref(), &rows, &table);
            let mut all = Sums::default();
            crate::relations::moving(&rows, 1, |feature| table.add(feature, &mut all));
            let own = sums.iter().chain([&settled(&rows, &table)]).fold(Sums::default(), |sums, own| [sums[0] + own[0], sums[1] + own[1]]);
            let mut own = own;
            table.add(mix(0x6261, 1), &mut own);
            assert_eq!(own, all);
            let mut all = Sums::default();
            crate::relations::still(&rows, 2, |feature| table.add(feature, &mut all));
            assert_eq!(still(&rows, 2, &table), all);
            last = Some(rows);
        }
    }

    #[test]
    fn every_template_has_a_pace() {
        let templates: Vec<usize> = (0..=PACES).map(|index| pace(index).templates.len()).collect();
        assert_eq!(templates.iter().sum::<usize>(), TEMPLATES);
        assert!(templates.iter().all(|templates| *templates > 0));
        // All but a few that see a word, a place or a path beside the cue have one of their own.
        assert_eq!(templates[PACES - 1], 5);
    }
}
