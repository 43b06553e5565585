//! How likely a relation is right.
//!
//! In: what a cue was found to report, what the model thought of it on the
//! way, and the other relations near it. Out: a probability, from a logistic
//! regression over hashed features. A cue is tried on little suspicion, so
//! it is here that most false ones go.

use super::windows::Sheet;
use super::{Found, Relation, signs};
use crate::crf::exp;
use crate::forms::{Hash, mix};
use crate::linear::Table;
use crate::phrases::Phrase;
use crate::tagger::{CONTENT, CUE, SOURCE, Tagging};

/// The steps of likelihoods that tell.
const STEPS: [f32; 16] = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.998];

/// The step of `share`.
fn step(share: f32) -> Hash {
    STEPS.iter().take_while(|step| share >= **step).count() as Hash
}

/// The step of a length.
fn length(tokens: usize) -> Hash {
    signs::bucket(tokens)
}

/// How the relations of a text lie to one another.
struct Crowd {
    /// How many other cues stand in its content.
    held: Hash,
    /// The likeliest other relation whose content holds its cue, in steps.
    within: Hash,
    /// Whether one likelier than it shares words of its content.
    contested: bool,
    /// Whether another has the same source.
    shared: bool,
}

/// What stands around the relation at `index` of `all`, which are in the order of their cues.
fn crowd(all: &[Vec<Found>], index: usize, own: &Relation) -> Crowd {
    /// How many relations on each side count.
    const NEIGHBOURS: usize = 8;
    let overlap = |a: &Phrase, b: &Phrase| a.first < b.end && b.first < a.end;
    let mut crowd = Crowd { held: 0, within: 0, contested: false, shared: false };
    let cued = all[index].first().map_or(0.0, |found| found.cued);
    for (other, ways) in all.iter().enumerate().take(index + NEIGHBOURS + 1).skip(index.saturating_sub(NEIGHBOURS)) {
        if other == index {
            continue;
        }
        let Some(found) = ways.first() else { continue };
        let relation = &found.relation;
        if own.content.iter().any(|piece| overlap(piece, &relation.cue)) {
            crowd.held += 1;
        }
        if relation.content.iter().any(|piece| overlap(piece, &own.cue)) {
            crowd.within = crowd.within.max(1 + step(found.cued).max(1));
        }
        if found.cued > cued && relation.content.iter().any(|piece| own.content.iter().any(|other| overlap(piece, other))) {
            crowd.contested = true;
        }
        if relation.source.is_some() && relation.source == own.source {
            crowd.shared = true;
        }
    }
    crowd.held = crowd.held.min(3);
    crowd
}

/// The features of the relation at `index` of `all`, each by `each`.
pub(crate) fn features(sheet: &Sheet, tagging: &Tagging, all: &[Vec<Found>], index: usize, found: &Found, mut each: impl FnMut(Hash)) {
    let relation = &found.relation;
    let (cue, text) = (relation.cue, sheet.reader.text);
    let sign = |at: usize, sign: usize| sheet.signs.rows.get(at).map_or(7, |row| row[sign]);
    let before = |at: usize, sign_of: usize| if at == 0 { 7 } else { sign(at - 1, sign_of) };
    let part = |at: usize| sheet.clauses.parts.get(at).map_or(99, |part| Hash::from(*part));
    let (Some(first), Some(last)) = (relation.content.first(), relation.content.last()) else { return };
    let mut template = 0;
    let mut add = |values: &[Hash]| {
        template += 1;
        each(values.iter().fold(mix(0x6a75, template), |feature, value| mix(feature, *value)));
    };
    let own = mix(sign(cue.first, signs::STEM), sign(cue.end - 1, signs::STEM));
    let last_stem = sign(cue.end - 1, signs::STEM);
    let kind = sheet.kind(cue);
    let quoting = step(found.quoting);
    let cued = step(found.cued);
    let sourced = step(relation.sourced);
    let tokens: usize = relation.content.iter().map(|piece| piece.end - piece.first).sum();
    let mean = |value: &dyn Fn(usize) -> f32| -> f32 {
        relation.content.iter().flat_map(|piece| piece.first..piece.end).map(value).sum::<f32>() / tokens.max(1) as f32
    };
    let tagged = step(mean(&|at| tagging.part(at, CONTENT)));
    let held = step(found.held);
    let sides = Hash::from(first.first < cue.first) << 1 | Hash::from(last.end > cue.end);
    let touches = Hash::from(first.first == cue.end) << 1 | Hash::from(last.end == cue.first);
    let quoted = {
        let quoted = relation.content.iter().flat_map(|piece| piece.first..piece.end).filter(|at| sheet.reader.is_quoted(*at)).count();
        if quoted == 0 { 0 } else { 1 + Hash::from(quoted * 10 > tokens * 9) }
    };
    let crowd = crowd(all, index, relation);
    let holds = sheet.clauses.get(sheet.clauses.of.get(first.first).copied().unwrap_or(0)).holds;
    let mark = |at: usize, label: usize| tagging.marginals.get(at).map_or(0, |own| step(own[label]));
    let part_of = |at: usize| step(tagging.part(at, CONTENT));
    let comma = |at: usize| text.norm(at) == ",";
    let behind = if comma(last.end) { last.end + 1 } else { last.end };
    let ahead = if first.first > 0 && comma(first.first - 1) { first.first.wrapping_sub(2) } else { first.first.wrapping_sub(1) };
    add(&[]);
    add(&[mark(first.first, CONTENT)]);
    add(&[mark(first.first, CONTENT), part_of(ahead)]);
    add(&[part_of(ahead), part_of(first.first)]);
    add(&[part_of(last.end - 1), part_of(behind)]);
    add(&[mark(behind, CONTENT + 1), Hash::from(behind > last.end)]);
    add(&[mark(behind, CONTENT + 1), part(last.end)]);
    add(&[mark(ahead, CONTENT), mark(ahead, CONTENT + 1)]);
    add(&[mark(cue.first, CUE), mark(cue.first, CUE + 1)]);
    add(&[mark(cue.first.wrapping_sub(1), CUE), mark(cue.end, CUE + 1)]);
    add(&[mark(cue.first.wrapping_sub(1), SOURCE + 1), mark(cue.end, CONTENT)]);
    add(&[mark(cue.first.wrapping_sub(1), SOURCE), mark(cue.end, CONTENT), mark(cue.first.wrapping_sub(1), CONTENT + 1)]);
    add(&[quoting]);
    add(&[cued]);
    add(&[sourced]);
    add(&[tagged]);
    add(&[held]);
    add(&[step(found.starts)]);
    add(&[step(found.ends)]);
    add(&[step(found.starts), step(found.ends)]);
    add(&[quoting, cued]);
    add(&[step(found.share)]);
    add(&[found.lean]);
    add(&[found.lean, quoted]);
    add(&[found.lean, held]);
    add(&[found.lean, kind]);
    add(&[found.lean, length(tokens)]);
    add(&[step(found.share), held]);
    add(&[step(found.share), quoting]);
    add(&[quoting, sourced]);
    add(&[cued, tagged]);
    add(&[cued, sourced]);
    add(&[held, length(tokens)]);
    add(&[own]);
    add(&[own, quoting]);
    add(&[own, cued]);
    add(&[own, sides]);
    add(&[own, touches, quoted]);
    add(&[last_stem]);
    add(&[last_stem, cued]);
    add(&[sign(cue.first, signs::STEM)]);
    add(&[sign(cue.end - 1, signs::WORD)]);
    add(&[sign(cue.end - 1, signs::SUFFIX3), (cue.end - cue.first) as Hash]);
    add(&[before(cue.first, signs::WORD)]);
    add(&[before(cue.first, signs::WORD), own]);
    add(&[sign(cue.end, signs::WORD)]);
    add(&[sign(cue.end, signs::WORD), own]);
    add(&[before(cue.first, signs::WORD), sign(cue.end, signs::WORD)]);
    add(&[sign(cue.end + 1, signs::WORD)]);
    add(&[part(cue.end), part(cue.end + 1)]);
    add(&[part(cue.first.wrapping_sub(1)), part(cue.first), part(cue.end)]);
    add(&[kind]);
    add(&[kind, sides]);
    add(&[kind, part(cue.end)]);
    add(&[kind, quoted]);
    add(&[(cue.end - cue.first).min(6) as Hash, kind]);
    add(&[sides, quoted]);
    add(&[touches, sides, relation.content.len().min(3) as Hash]);
    add(&[length(tokens)]);
    add(&[length(tokens), quoted]);
    add(&[sign(first.first, signs::WORD)]);
    add(&[sign(first.first, signs::WORD), own]);
    add(&[part(first.first), part(first.first + 1), kind]);
    add(&[before(first.first, signs::WORD), sides]);
    add(&[part(last.end), part(last.end + 1)]);
    add(&[sign(last.end, signs::WORD)]);
    add(&[sign(last.end - 1, signs::WORD), part(last.end)]);
    add(&[holds]);
    add(&[holds, kind]);
    add(&[crowd.held]);
    add(&[crowd.within]);
    add(&[crowd.within, cued]);
    add(&[Hash::from(crowd.contested), cued]);
    add(&[Hash::from(crowd.shared), part(cue.first)]);
    add(&[sign(cue.first, signs::PARAGRAPH), cued]);
    add(&[sign(cue.first, signs::HEADING), cued]);
    add(&[sign(cue.first, signs::QUOTED)]);
    match relation.source {
        None => {
            add(&[1]);
            add(&[own, 1]);
        }
        Some(source) => {
            template = 100;
            let mut add = |values: &[Hash]| {
                template += 1;
                each(values.iter().fold(mix(0x6a75, template), |feature, value| mix(feature, *value)));
            };
            let side = Hash::from(source.first >= cue.end);
            let apart = if side == 1 { source.first - cue.end } else { cue.first.saturating_sub(source.end) };
            let mut tagged = 0.0_f32;
            for at in source.first..source.end {
                tagged = tagged.max(tagging.part(at, SOURCE));
            }
            add(&[side, length(apart)]);
            add(&[side, length(apart), kind]);
            add(&[part(source.first), length(source.end - source.first)]);
            add(&[sign(source.end - 1, signs::WORD)]);
            add(&[sign(source.end - 1, signs::SUFFIX2), part(source.first)]);
            add(&[sign(source.first, signs::WORD)]);
            add(&[sign(source.first, signs::WORD), own]);
            add(&[sign(source.end - 1, signs::SHAPE), sign(source.first, signs::SHAPE)]);
            add(&[step(tagged)]);
            add(&[step(tagged), cued]);
            add(&[Hash::from(text.tokens[source.first].sentence == text.tokens[cue.first].sentence), cued]);
            add(&[Hash::from(sheet.reader.is_quoted(source.first)), Hash::from(sheet.reader.is_quoted(cue.first))]);
        }
    }
}

/// How likely the relation at `index` of `all` is right.
pub(crate) fn likelihood(sheet: &Sheet, tagging: &Tagging, all: &[Vec<Found>], index: usize, found: &Found, table: &Table) -> f32 {
    let mut sum = 0;
    features(sheet, tagging, all, index, found, |feature| sum += table.row(feature).first().map_or(0, |value| i32::from(*value)));
    1.0 / (1.0 + exp(-(sum as f32) * table.scale()))
}

/// The likeliest that a token of `cue` is part of one.
pub(crate) fn cued(tagging: &Tagging, cue: Phrase) -> f32 {
    (cue.first..cue.end).map(|at| tagging.part(at, CUE)).fold(0.0, f32::max)
}
