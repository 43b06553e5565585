//! What the relations add to the segments: cues, the words around the marks
//! that are reported with them, and whole quotations without marks.
//!
//! Whose a segment is, the ranker has said; a relation that says otherwise
//! does without that segment.

use super::{Attributed, Ending, Found, Segment};
use crate::genre::Genre;
use crate::lexicon::Reports;
use crate::phrases::{Phrase, Reader};
use crate::relations::Relation;
use crate::tags::Place;
use crate::text::TokenKind;
use crate::{Kind, Span, Why};

/// The part of a segment that a relation must hold to be its own.
const HELD: f32 = 0.5;
/// How likely a relation must be to be shown without any marks.
const LIKELY: f32 = 0.4;
/// How likely it must be in a text that is no news.
const LIKELY_ELSEWHERE: f32 = 0.5;
/// How likely it must be where it has no source.
const LIKELY_ALONE: f32 = 0.6;
/// The fewest words of a quotation without marks.
const SHORTEST: usize = 3;
/// How near, in tokens, the cue of words that another relays.
const NEAR: usize = 40;
/// How many tokens who is told may have, between the cue and "that".
const NEAR_OBJECT: usize = 4;
/// How far from its cue a relation's content is looked for, in tokens.
const REACH: usize = 400;

/// For each segment, the relation that reports it, by its index: one that
/// holds it and has the source that it was given to.
pub(super) fn groups(
    reader: Reader,
    relations: &[Relation],
    genre: Option<Genre>,
    segments: &[Segment],
    found: &[Option<Found>],
    term: &[bool],
) -> Vec<Option<usize>> {
    let known = |relation: &Relation| genre.is_some_and(|genre| genre.is_news()) || reports(reader, relation);
    let of = |index: usize| {
        let tokens = segments[index].tokens;
        let source = found[index].as_ref()?.source.filter(|_| !term[index])?;
        let own = |relation: &Relation| relation.source.is_some_and(|own| own.overlaps(source));
        let from = relations.partition_point(|relation| relation.cue.first + REACH < tokens.first);
        let near = relations.iter().enumerate().skip(from).take_while(|(_, relation)| relation.cue.first < tokens.end + REACH);
        near.filter(|(_, relation)| own(relation) && known(relation))
            .map(|(at, relation)| (held(relation, tokens), at))
            .filter(|(held, _)| *held as f32 > HELD * (tokens.end - tokens.first) as f32)
            .max_by_key(|(held, at)| (*held, std::cmp::Reverse(*at)))
            .map(|(_, at)| at)
    };
    (0..segments.len()).map(of).collect()
}

/// How many of `tokens` the pieces of `relation` hold.
pub(super) fn held(relation: &Relation, tokens: Phrase) -> usize {
    relation.content.iter().map(|piece| piece.end.min(tokens.end).saturating_sub(piece.first.max(tokens.first))).sum()
}

/// The content of `relation`: its own words and the segments that are in its
/// `group`, without those that are not; and what it reports in other sentences
/// than those of its segments.
pub(super) fn content(
    reader: Reader,
    relation: &Relation,
    segments: &[Segment],
    in_group: impl Fn(usize) -> bool,
) -> (Vec<Span>, Vec<Span>) {
    let mut pieces: Vec<Phrase> = Vec::new();
    for piece in &relation.content {
        let mut first = piece.first;
        let from = segments.partition_point(|segment| segment.tokens.end <= piece.first);
        for (at, segment) in segments.iter().enumerate().skip(from).take_while(|(_, segment)| segment.tokens.first < piece.end) {
            if in_group(at) {
                continue;
            }
            pieces.push(Phrase { first, end: segment.tokens.first });
            first = segment.tokens.end;
        }
        pieces.push(Phrase { first, end: piece.end });
    }
    for piece in &mut pieces {
        // "told her that the bridge was closed": the conjunction goes with what it leads to, as it does where it was found.
        if let Some(before) = piece.first.checked_sub(1)
            && reader.norm(before) == "that"
            && !reader.is_quoted(before)
            && relation.cue.end <= before
            && before < relation.cue.end + NEAR_OBJECT
        {
            piece.first = before;
        }
    }
    let (low, high) = (relation.cue.first.saturating_sub(REACH), relation.cue.end + REACH);
    let from = segments.partition_point(|segment| segment.tokens.end <= low);
    let near = segments.iter().enumerate().skip(from).take_while(|(_, segment)| segment.tokens.first < high);
    let own: Vec<&Segment> = near.filter(|(at, _)| in_group(*at)).map(|(_, segment)| segment).collect();
    // What stands in other sentences than the marks is reported apart from them.
    let sentence = |at: usize| reader.text.tokens.get(at).map(|token| token.sentence);
    let beside = |piece: &Phrase| {
        own.iter().any(|segment| {
            sentence(segment.tokens.first) == sentence(piece.end.saturating_sub(1))
                || sentence(segment.tokens.end - 1) == sentence(piece.first)
                || piece.first < segment.tokens.end && segment.tokens.first < piece.end
        })
    };
    for segment in &own {
        pieces = pieces.into_iter().flat_map(|piece| parted(reader, piece, segment)).collect();
    }
    let (mut pieces, mut apart): (Vec<Phrase>, Vec<Phrase>) = pieces.into_iter().partition(|piece| own.is_empty() || beside(piece));
    pieces.extend(own.iter().map(|segment| segment.tokens));
    for piece in &mut pieces {
        // She said that “…”: what stands in marks is all of it.
        let that = reader.norm(piece.first) == "that" && reader.is_quoted(piece.first + 1);
        if that && (piece.first + 1..piece.end).all(|at| reader.is_quoted(at) || !reader.text.tokens[at].is_word()) {
            piece.first += 1;
        }
    }
    apart.retain(|piece| has_words(reader, *piece, SHORTEST));
    let marked = |piece: &Phrase| (piece.first..piece.end).any(|at| reader.is_quoted(at));
    // "Quist left the hall and said “…”"
    let leads = |piece: &Phrase| {
        let last = trimmed(reader, *piece).end;
        last > piece.first && own.iter().any(|segment| segment.tokens.first == piece.end) && is_saying(reader, last - 1)
    };
    pieces.retain(|piece| !leads(piece));
    let several = pieces.len() > 1;
    pieces.retain(|piece| has_words(reader, *piece, if several && !marked(piece) { SHORTEST } else { 1 }));
    let mut spans: Vec<Span> = pieces.into_iter().map(|piece| trimmed(reader, piece).span(reader.text)).collect();
    Span::sort(&mut spans);
    // Only blanks between them, and no new line.
    let touches = |last: Span, span: Span| {
        let between = reader.text.source.get(last.end..span.start);
        between.is_some_and(|between| between.chars().all(|c| c.is_whitespace() && !matches!(c, '\n' | '\r')))
    };
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut().filter(|last| last.overlaps(span) || touches(**last, span)) {
            Some(last) => *last = last.join(span),
            None => out.push(span),
        }
    }
    (out, apart.into_iter().map(|piece| trimmed(reader, piece).span(reader.text)).collect())
}

/// `piece` without what stands on the other side of a mark that ends it: a
/// whole sentence in marks is a content of its own.
fn parted(reader: Reader, piece: Phrase, segment: &Segment) -> Vec<Phrase> {
    let tokens = segment.tokens;
    if piece.first >= tokens.end || tokens.first >= piece.end {
        return vec![piece];
    }
    let punct = |at: usize| reader.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Punct);
    let finished = segment.ending(reader) != Ending::Open;
    let ended = finished || punct(tokens.end);
    let sentence = finished && reader.capital(tokens.first + 1);
    let led = sentence || tokens.first.checked_sub(1).is_none_or(punct);
    let mut out = Vec::new();
    if led && piece.first < tokens.first {
        // Words of their own, unless they only lead up to the marks.
        let stop = tokens.first.checked_sub(1).is_some_and(|at| matches!(reader.norm(at), "." | "?" | "!" | ","));
        out.extend(stop.then_some(Phrase { first: piece.first, end: tokens.first }));
    }
    let first = if led { piece.first.max(tokens.first) } else { piece.first };
    let end = if ended { piece.end.min(tokens.end) } else { piece.end };
    out.push(Phrase { first, end });
    out
}

/// The words that report: those of the rule's cue, which are fewer, where both mean the same.
pub(super) fn cue(reader: Reader, relation: &Relation, rule: Option<Phrase>) -> Vec<Span> {
    let own = relation.cue;
    let named = relation.source.is_some_and(|source| source.overlaps(own));
    let reports = (own.first..own.end).any(|at| reader.verb(at).is_some());
    let same = |cue: &Phrase| named || !reports || cue.overlaps(own);
    let cue = rule.filter(|cue| same(cue) && has_words(reader, *cue, 1)).unwrap_or(own);
    let cue = trimmed(reader, cue);
    if cue.first < cue.end { vec![cue.span(reader.text)] } else { Vec::new() }
}

/// The quotations without marks: those of `relations` that no segment is in,
/// and the words of the others that no other quotation has.
pub(super) fn unmarked(
    reader: Reader,
    relations: &[Relation],
    segments: &[Segment],
    groups: &[Option<usize>],
    genre: Genre,
) -> Vec<Attributed> {
    let mut taken = vec![false; relations.len()];
    for group in groups.iter().flatten() {
        taken[*group] = true;
    }
    // Of texts that are no news less has been learnt.
    let enough = |relation: &Relation| match relation.source {
        Some(_) if genre.is_news() => LIKELY,
        Some(_) => LIKELY_ELSEWHERE,
        None => LIKELY_ALONE,
    };
    let likely = |relation: &Relation| relation.probability >= enough(relation) && (genre.is_news() || reports(reader, relation));
    // Menus and advertisements report nothing.
    let place = |at: usize| reader.text.tokens.get(at).map(|token| reader.tags.places[token.paragraph]);
    let body = |relation: &Relation| place(relation.cue.first) != Some(Place::Furniture);
    let free = relations.iter().enumerate().filter(|(at, relation)| !taken[*at] && likely(relation) && body(relation));
    free.filter_map(|(_, relation)| {
        let (content, _) = content(reader, relation, segments, |_| false);
        // "Quist said", which an outlet reports, is what attributes other words.
        let from = relations.partition_point(|other| other.cue.first + NEAR <= relation.cue.first);
        let near = relations.iter().enumerate().skip(from).take_while(|(_, other)| other.cue.first < relation.cue.first + NEAR);
        let near = near.filter(|(at, _)| taken[*at]);
        let used: Vec<Phrase> = near.flat_map(|(_, other)| other.source.into_iter().chain([other.cue])).collect();
        // Articles and conjunctions do not count: nobody reports "the label twice".
        let is_free = |at: &usize| {
            let counts =
                reader.text.tokens[*at].is_word() && !matches!(reader.norm(*at), "a" | "an" | "the" | "and" | "or" | "but" | "that");
            counts && !used.iter().any(|own| (own.first..own.end).contains(at))
        };
        let words: usize = content.iter().map(|span| reader.text.tokens_in(*span).filter(is_free).count()).sum();
        (words >= SHORTEST).then(|| indirect(reader, relation, content))
    })
    .collect()
}

/// Whether the cue of `relation` has a word for reporting; what people do beside
/// their words ("rubbed her eyes") is taken for a cue by what has been learnt of news.
fn reports(reader: Reader, relation: &Relation) -> bool {
    (relation.cue.first..relation.cue.end).any(|at| reader.verb(at).is_some() || reader.norm(at) == "according")
}

/// What `relation` reports in `content`, where there are no marks.
pub(super) fn indirect(reader: Reader, relation: &Relation, content: Vec<Span>) -> Attributed {
    Attributed {
        kind: Kind::Indirect,
        content,
        cue: cue(reader, relation, None),
        source: relation
            .source
            .iter()
            .map(|source| trimmed(reader, *source))
            .filter(|source| has_words(reader, *source, 1))
            .map(|source| source.span(reader.text))
            .collect(),
        why: if relation.source.is_some() { Why::Cue } else { Why::None },
        confidence: relation.probability,
        parent: None,
        others: Vec::new(),
    }
}

/// Whether the token at `at` is a verb of saying outside of marks.
fn is_saying(reader: Reader, at: usize) -> bool {
    !reader.is_quoted(at) && reader.verb(at).is_some_and(|verb| verb.reports == Reports::Saying)
}

/// Whether `piece` has at least `count` words.
fn has_words(reader: Reader, piece: Phrase, count: usize) -> bool {
    (piece.first..piece.end).filter(|at| reader.text.tokens.get(*at).is_some_and(|token| token.is_word())).take(count).count() == count
}

/// `piece` without the commas and full stops at its ends that are in no marks.
fn trimmed(reader: Reader, piece: Phrase) -> Phrase {
    let outer = |at: usize| {
        !reader.is_quoted(at)
            && reader.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Punct)
            && matches!(reader.norm(at), "," | "." | ";" | ":" | "—" | "–" | "-" | "!" | "?")
    };
    let (mut first, mut end) = (piece.first, piece.end);
    while first < end && outer(first) {
        first += 1;
    }
    while first < end && outer(end - 1) {
        end -= 1;
    }
    Phrase { first, end }
}
