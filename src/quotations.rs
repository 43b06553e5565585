//! Quotations and what attributes each: content, cue and source.
//!
//! In: a text, its marks and its tags. Out: [`Attributed`] quotations, each
//! with the mention that it is attributed to, but without a speaker. This is
//! the seam between finding quotations and knowing people: whatever is behind
//! [`find`], rules or learnt weights, it gives this and takes nothing back.
//!
//! The rules go from near to far. [`attribution`] looks for a cue in the
//! sentence of each quoted segment; [`chain`] hands sources on to the segments
//! that have none of their own; [`terms`] says which segments nobody spoke.
//! Where the earlier stages have learnt, [`ranker`] chooses by all of that, and
//! [`reported`] adds what their relations know; where not, the rules stand and
//! [`indirect`] reads the sentences without marks. [`transcript`] reads labels.

mod attribution;
mod chain;
mod indirect;
mod ranker;
mod reported;
mod terms;
mod transcript;

use crate::forms::Forms;
use crate::genre::Genre;
use crate::lexicon::{DETERMINER, RELATIVE, SUBJECT_PRONOUN};
use crate::linear::Table;
use crate::marks::{Marks, Quoted};
use crate::phrases::{Phrase, Reader};
use crate::relations::Relation;
use crate::tagger::Tagging;
use crate::tags::{Place, Tags};
use crate::text::{Text, TokenKind};
use crate::{Kind, Span, Why};

#[cfg(feature = "training")]
pub(crate) use ranker::{Choice, Row};

/// A quotation before its speaker is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Attributed {
    /// How much of it stands in quotation marks.
    pub kind: Kind,
    /// Its pieces in order, quotation marks included; never empty.
    pub content: Vec<Span>,
    /// The words that report it; may be empty.
    pub cue: Vec<Span>,
    /// The mention that it is attributed to; may be empty, and may stand in
    /// an earlier paragraph where that one's speaker goes on.
    pub source: Vec<Span>,
    /// How the source was found.
    pub why: Why,
    /// How likely the source is right, from 0 to 1.
    pub confidence: f32,
    /// The quotation that this one stands inside: an index into the list.
    pub parent: Option<usize>,
    /// The likeliest other sources, and how likely each is.
    pub others: Vec<(Span, f32)>,
}

/// What the learnt stages before say of a text, and the weights of the last.
#[derive(Clone, Copy)]
pub(crate) struct Learnt<'a> {
    /// What the stages see of each token.
    pub forms: &'a Forms,
    /// What each token is likely to be part of.
    pub tagging: &'a Tagging,
    /// The likely quotations by their cues, in the order of these.
    pub relations: &'a [Relation],
    /// What kind of text it is.
    pub genre: Genre,
    /// The weights of the ranker.
    pub ranker: &'a Table,
}

/// A quoted stretch that stands in no other, and whose words may be somebody's.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    /// Its index in [`Marks::quoted`].
    quoted: usize,
    /// Its tokens, marks included.
    tokens: Phrase,
    /// What stands between its marks.
    pub(crate) inner: Span,
    /// The paragraph that it stands in.
    paragraph: usize,
    /// Whether a mark closes it.
    closed: bool,
    /// The stretch that goes on in it: an index into [`Marks::quoted`].
    continues: Option<usize>,
}

/// What was found out about a segment, or about a sentence without marks.
#[derive(Clone, Debug)]
struct Found {
    /// The mention that it is attributed to.
    source: Option<Phrase>,
    /// The words that report it.
    cue: Option<Phrase>,
    /// How the source was found.
    why: Why,
    /// How firm the rule is that found it; see the constants of [`attribution`].
    strength: f32,
    /// The tokens of the whole content, where it is more than the segment.
    content: Option<Phrase>,
}

/// The quotations of `text` in the order of their first content. Linear in its length.
pub(crate) fn find(text: &Text, marks: &Marks, tags: &Tags, learnt: Option<Learnt>) -> Vec<Attributed> {
    let reader = Reader { text, tags };
    let segments = segments(text, marks);
    let rules = Rules::new(reader, &segments);
    let verdicts = learnt.map(|learnt| {
        let mut verdicts = ranker::choose(rules.evidence(reader, learnt, &segments), learnt.genre, learnt.ranker);
        rules.overrule(reader, &segments, learnt.genre, &mut verdicts);
        verdicts
    });
    let (found, term) = match &verdicts {
        Some(verdicts) => rules.corrected(reader, &segments, verdicts),
        None => (rules.found, rules.term),
    };
    let relations = learnt.map_or(&[][..], |learnt| learnt.relations);
    let mut groups = reported::groups(reader, relations, learnt.map(|learnt| learnt.genre), &segments, &found, &term);
    // The paragraphs of one quotation are one quotation.
    for index in 1..segments.len() {
        if segments[index].goes_on_from(&segments[index - 1]) && groups[index].is_none() {
            groups[index] = groups[index - 1];
        }
    }
    for index in (1..segments.len()).rev() {
        if segments[index].goes_on_from(&segments[index - 1]) {
            groups[index - 1] = groups[index];
        }
    }
    let sure = |index: usize| verdicts.as_ref().map(|verdicts: &Vec<ranker::Verdict>| verdicts[index].probability);
    let others = |index: usize| -> Vec<(Span, f32)> {
        let others = verdicts.iter().flat_map(|verdicts| verdicts[index].others).flatten();
        others.map(|(source, probability)| (source.span(text), probability)).collect()
    };

    let mut out: Vec<Attributed> = Vec::new();
    let mut whole: Vec<Option<usize>> = Vec::with_capacity(segments.len());
    let mut apart: Vec<Attributed> = Vec::new();
    let mut of_group: Vec<Option<usize>> = vec![None; relations.len()];
    for (index, segment) in segments.iter().enumerate() {
        if let (Some(group), Some(found)) = (groups[index], &found[index]) {
            let quotation = *of_group[group].get_or_insert(out.len());
            whole.push(Some(quotation));
            if quotation == out.len() {
                let relation = &relations[group];
                let (mut content, elsewhere) = reported::content(reader, relation, &segments, |at| groups[at] == Some(group));
                if found.why == Why::Colon {
                    // What a colon leads up to stands behind it.
                    content.retain(|piece| piece.end > segment.tokens.span(text).start);
                }
                if !elsewhere.is_empty() {
                    apart.push(reported::indirect(reader, relation, elsewhere));
                }
                out.push(Attributed {
                    kind: Kind::Direct,
                    content,
                    cue: reported::cue(reader, relation, found.cue),
                    source: found.source.iter().map(|source| source.span(text)).collect(),
                    why: if found.why == Why::Colon { Why::Colon } else { Why::Cue },
                    confidence: sure(index).unwrap_or(relation.probability),
                    parent: None,
                    others: others(index),
                });
            }
            continue;
        }
        let joins = chain::joins(reader, &segments, &found, &term, index).and_then(|earlier| whole[earlier]);
        whole.push(Some(joins.unwrap_or(out.len())));
        let span = segment.tokens.span(text);
        match (joins, &found[index]) {
            (Some(earlier), _) => {
                // “One. / “Two,” said Quist: the cue of a later piece is that of all.
                if let Some(Found { cue: Some(cue), why, .. }) = found[index]
                    && out[earlier].cue.is_empty()
                {
                    out[earlier].cue.push(cue.span(text));
                    out[earlier].why = why;
                }
                let content = found[index].as_ref().and_then(|found| found.content).map_or(span, |content| content.span(text));
                push_piece(&mut out[earlier].content, content);
            }
            (None, Some(found)) if !term[index] => {
                let content = found.content.map_or(span, |content| content.span(text));
                out.push(Attributed {
                    kind: Kind::Direct,
                    content: vec![content],
                    cue: found.cue.iter().map(|cue| cue.span(text)).collect(),
                    source: found.source.iter().map(|source| source.span(text)).collect(),
                    why: found.why,
                    confidence: sure(index).unwrap_or_else(|| confidence(reader, found.why, found.strength, found.source)),
                    parent: None,
                    others: others(index),
                });
            }
            (None, _) => out.push(Attributed {
                kind: if term[index] { Kind::Term } else { Kind::Direct },
                content: vec![span],
                cue: Vec::new(),
                source: Vec::new(),
                why: Why::None,
                confidence: UNATTRIBUTED,
                parent: None,
                others: others(index),
            }),
        }
    }
    trim_overlaps(text, &mut out);
    nested(reader, marks, &mut out);
    out.extend(apart);
    out.extend(transcript::turns(reader, &segments));
    if let Some(learnt) = learnt {
        out.extend(reported::unmarked(reader, relations, &segments, &groups, learnt.genre));
    } else {
        let covered: Vec<Span> =
            out.iter().filter(|quotation| quotation.kind != Kind::Term).flat_map(|quotation| quotation.content.iter().copied()).collect();
        out.extend(indirect::find(reader, covered));
    }
    for quotation in &mut out {
        Span::sort(&mut quotation.content);
        if quotation.kind == Kind::Direct {
            quotation.kind = kind(text, marks, &quotation.content);
        }
    }
    order(out)
}

/// What the rules say of the segments of a text.
struct Rules {
    /// Of each by its own sentence.
    local: Vec<Option<Found>>,
    /// The logarithm of the odds that nobody says it.
    odds: Vec<f32>,
    /// Whether nobody does, by these.
    term: Vec<bool>,
    /// Of each with its neighbours.
    found: Vec<Option<Found>>,
}

impl Rules {
    fn new(reader: Reader, segments: &[Segment]) -> Self {
        let local: Vec<Option<Found>> = segments.iter().map(|segment| attribution::of_segment(reader, segment)).collect();
        let odds = terms::odds(reader, segments, &local);
        let term: Vec<bool> = odds.iter().map(|odds| *odds > 0.0).collect();
        let found = chain::hand_on(reader, segments, local.clone(), &term);
        Self { local, odds, term, found }
    }

    /// What the ranker goes by.
    fn evidence<'a>(&'a self, reader: Reader<'a>, learnt: Learnt<'a>, segments: &'a [Segment]) -> ranker::Evidence<'a> {
        let Learnt { forms, tagging, relations, .. } = learnt;
        ranker::Evidence { reader, forms, tagging, relations, segments, local: &self.local, found: &self.found, odds: &self.odds }
    }

    /// Puts right the `verdicts` where the form of the text leaves no doubt: a
    /// label or a signature names the speaker, and the paragraphs of one
    /// quotation have one speaker. Somebody whom the ranker finds nowhere is,
    /// in news, whom the rules would take.
    fn overrule(&self, reader: Reader, segments: &[Segment], genre: Genre, verdicts: &mut [ranker::Verdict]) {
        for (index, found) in self.local.iter().enumerate() {
            let Some(Found { source: Some(source), cue: Some(cue), .. }) = found else { continue };
            let signature = cue.first >= segments[index].tokens.end && attribution::is_signature(reader.norm(cue.first));
            let heading = reader.tags.places[segments[index].paragraph] == Place::Heading;
            let label = reader.norm(cue.first) == ":" && cue.first == source.end;
            let inside = source.first >= segments[index].tokens.first;
            let turn = verdicts[index].choice == ranker::Choice::Somebody;
            if signature || label && (heading || inside || turn) {
                verdicts[index] =
                    ranker::Verdict { choice: ranker::Choice::Source(*source), probability: FORMAL, others: [None; ranker::OTHERS] };
            }
        }
        for (index, verdict) in verdicts.iter_mut().enumerate() {
            match (verdict.choice, self.found[index].as_ref()) {
                // "Quist said:", and in the next paragraph the words; in news, the paragraph before goes on.
                (ranker::Choice::Somebody, Some(Found { source: Some(source), why, .. })) if *why == Why::Colon || genre.is_news() => {
                    verdict.choice = ranker::Choice::Source(*source);
                }
                (ranker::Choice::Source(source), _) if chain::listens(reader, source, reader.text.tokens.len()) => {
                    verdict.choice = ranker::Choice::Somebody;
                }
                _ => {}
            }
        }
        // Where people talk, a whole sentence in marks is somebody's.
        let given = verdicts.iter().filter(|verdict| verdict.choice != ranker::Choice::Nobody).count();
        let dialogue = segments.len() >= TALK && given * 10 >= segments.len() * 7;
        for (index, verdict) in verdicts.iter_mut().enumerate() {
            let tokens = segments[index].tokens;
            let before = tokens.first.checked_sub(1).filter(|at| reader.text.tokens[*at].paragraph == segments[index].paragraph);
            let apart = before.is_none_or(|at| matches!(reader.norm(at), "." | "!" | "?"));
            let sentence = reader.capital(tokens.first + 1) && segments[index].ending(reader) != Ending::Open;
            if dialogue && apart && sentence && verdict.choice == ranker::Choice::Nobody {
                verdict.choice = ranker::Choice::Somebody;
                verdict.probability = 1.0 - verdict.probability;
            }
        }
        let labelled = |index: usize| {
            let source = self.local[index].as_ref().and_then(|found| found.source);
            source.is_some_and(|source| source.first >= segments[index].tokens.first && source.first < segments[index].tokens.end)
        };
        let mut first = 0;
        for end in 1..=segments.len() {
            // In a transcript within marks each paragraph may have another speaker.
            if end < segments.len() && segments[end].goes_on_from(&segments[end - 1]) && !labelled(end) {
                continue;
            }
            let sourced = verdicts[first..end].iter().filter(|verdict| matches!(verdict.choice, ranker::Choice::Source(_)));
            let best = sourced.fold(None, |best: Option<ranker::Verdict>, verdict| match best {
                Some(best) if best.probability >= verdict.probability => Some(best),
                _ => Some(*verdict),
            });
            if let (Some(best), true) = (best, end - first > 1) {
                verdicts[first..end].fill(best);
            }
            first = end;
        }
    }

    /// What the rules say, put right by the `verdicts`: for each segment what was found, and whether nobody says it.
    fn corrected(mut self, reader: Reader, segments: &[Segment], verdicts: &[ranker::Verdict]) -> (Vec<Option<Found>>, Vec<bool>) {
        for (index, verdict) in verdicts.iter().enumerate() {
            self.term[index] = verdict.choice == ranker::Choice::Nobody;
            let is = |found: &Option<Found>, source: Phrase| {
                found.as_ref().and_then(|found| found.source).is_some_and(|own| own.overlaps(source))
            };
            self.found[index] = match verdict.choice {
                ranker::Choice::Source(source) if is(&self.local[index], source) => self.local[index].take(),
                ranker::Choice::Source(source) if is(&self.found[index], source) => self.found[index].take(),
                ranker::Choice::Source(source) => Some(attribution::chosen(reader, &segments[index], source)),
                _ => None,
            };
        }
        (self.found, self.term)
    }
}

/// The fewest segments of a text in which people may talk to each other.
const TALK: usize = 4;
/// How often a speaker is right whom a label or a signature names.
const FORMAL: f32 = 0.95;

/// The segments of a text and the choices of each, for training.
#[cfg(feature = "training")]
pub(crate) fn choices(text: &Text, marks: &Marks, tags: &Tags, learnt: Learnt) -> (Vec<Segment>, Vec<Vec<Row>>) {
    let reader = Reader { text, tags };
    let segments = segments(text, marks);
    let rules = Rules::new(reader, &segments);
    let rows = ranker::all_rows(rules.evidence(reader, learnt, &segments));
    (segments, rows)
}

/// What the ranker chooses among `rows`, for training.
#[cfg(feature = "training")]
pub(crate) fn chosen(rows: &[Row], learnt: Learnt) -> Choice {
    ranker::best(rows, learnt.genre, learnt.ranker).choice
}

/// The segments of `text`: all stretches that stand in no other and hold a letter or a digit.
fn segments(text: &Text, marks: &Marks) -> Vec<Segment> {
    let mut out = Vec::new();
    for (index, quoted) in marks.quoted.iter().enumerate() {
        if quoted.parent.is_none() {
            out.extend(Segment::new(text, index, quoted));
        }
    }
    out
}

/// How often a quotation that is given to nobody is nobody's.
const UNATTRIBUTED: f32 = 0.45;

/// How often a quotation that is attributed so has the right speaker, names
/// resolved: counted on news (`bbc-train`, `bbc-dev`, `polnear-dev`), for a
/// source that is a name, a pronoun, and a description.
fn confidence(reader: Reader, why: Why, strength: f32, source: Option<Phrase>) -> f32 {
    let [name, pronoun, description] = match why {
        Why::Cue | Why::Colon if strength >= attribution::IMMEDIATE => [0.97, 0.88, 0.73],
        Why::Cue | Why::Colon if strength >= attribution::FAR => [0.86, 0.74, 0.57],
        Why::Continued => [0.92, 0.87, 0.5],
        Why::Carried => [0.55, 0.55, 0.55],
        Why::Nearby => [0.5, 0.35, 0.35],
        Why::Cue | Why::Colon | Why::Turn => [0.7, 0.5, 0.4],
        Why::None => [UNATTRIBUTED; 3],
    };
    match source {
        Some(source) if source.end - source.first == 1 && reader.is(source.first, SUBJECT_PRONOUN | RELATIVE) => pronoun,
        Some(source) if reader.capital(source.first) && !reader.is(source.first, DETERMINER) => name,
        _ => description,
    }
}

/// Adds `piece` to `content`, as one with the last piece where they overlap.
fn push_piece(content: &mut Vec<Span>, piece: Span) {
    match content.last_mut().filter(|span| span.overlaps(piece)) {
        Some(span) => *span = span.join(piece),
        None => content.push(piece),
    }
}

/// Parts what two quotations both claim: the words go to the one that starts
/// first, and a quotation that is left with none of its own goes.
fn trim_overlaps(text: &Text, quotations: &mut Vec<Attributed>) {
    let mut pieces: Vec<(Span, usize)> =
        quotations.iter().enumerate().flat_map(|(index, quotation)| quotation.content.iter().map(move |span| (*span, index))).collect();
    Span::sort_keyed(&mut pieces);
    let mut kept: Vec<(Span, usize)> = Vec::with_capacity(pieces.len());
    for (mut span, index) in pieces {
        let term = quotations[index].kind == Kind::Term;
        if let Some((last, owner)) = kept.last_mut()
            && last.overlaps(span)
        {
            if *owner == index {
                *last = last.join(span);
                continue;
            }
            // A term may stand in what somebody says.
            if term || quotations[*owner].kind == Kind::Term {
                kept.push((span, index));
                continue;
            }
            if last.covers(span) {
                // The same words twice: they belong to the wider quotation.
                continue;
            }
            span.start = last.end;
            span.start +=
                span.of(text.source).len() - span.of(text.source).trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
        }
        if !span.is_empty() {
            kept.push((span, index));
        }
    }
    for quotation in quotations.iter_mut() {
        quotation.content.clear();
    }
    for (span, index) in kept {
        quotations[index].content.push(span);
    }
    quotations.retain(|quotation| !quotation.content.is_empty());
}

/// Adds what is quoted inside a quotation, and sets the parents.
fn nested(outside: Reader, marks: &Marks, out: &mut Vec<Attributed>) {
    // The index in `out` of each outermost stretch's quotation, by position.
    let mut pieces: Vec<(Span, usize)> = out
        .iter()
        .enumerate()
        .filter(|(_, quotation)| quotation.kind != Kind::Term)
        .flat_map(|(index, quotation)| quotation.content.iter().map(move |span| (*span, index)))
        .collect();
    Span::sort_keyed(&mut pieces);
    let holder = |span: Span, but: Option<usize>| {
        let at = pieces.partition_point(|(piece, _)| piece.start <= span.start);
        pieces[..at].iter().rev().take(2).find(|(piece, index)| piece.covers(span) && Some(*index) != but).map(|(_, index)| *index)
    };
    for (index, quotation) in out.iter_mut().enumerate().filter(|(_, quotation)| quotation.kind == Kind::Term) {
        quotation.parent = quotation.content.first().and_then(|span| holder(*span, Some(index)));
    }
    if marks.quoted.iter().all(|quoted| quoted.parent.is_none()) {
        return;
    }
    // For each stretch, its quotation.
    let mut inner: Vec<Option<usize>> = vec![None; marks.quoted.len()];
    let text = outside.text;
    let tags = outside.tags.unquoted(text);
    let reader = Reader { text, tags: &tags };
    for (index, quoted) in marks.quoted.iter().enumerate() {
        let Some(parent) = quoted.parent else { continue };
        let Some(segment) = Segment::new(text, index, quoted) else { continue };
        let above = inner[parent];
        let found = attribution::of_nested(reader, quoted, marks.quoted[parent].inner)
            .filter(|found| !terms::is_nested_term(reader, &segment, Some(found)));
        inner[index] = Some(out.len());
        out.push(Attributed {
            kind: if found.is_some() { Kind::Direct } else { Kind::Term },
            content: vec![quoted.span],
            cue: found.iter().filter_map(|found| found.cue).map(|cue| cue.span(text)).collect(),
            source: found.iter().filter_map(|found| found.source).map(|source| source.span(text)).collect(),
            why: found.as_ref().map_or(Why::None, |found| found.why),
            confidence: found.as_ref().map_or(UNATTRIBUTED, |found| confidence(reader, found.why, found.strength, found.source)),
            parent: above.or_else(|| holder(quoted.span, None)),
            others: Vec::new(),
        });
    }
}

/// What part of a content's letters may stand outside marks before it is mixed.
const DIRECT_SHARE: f32 = 0.9;

/// The kind of a quotation with this content.
fn kind(text: &Text, marks: &Marks, content: &[Span]) -> Kind {
    let letters = |span: Span| span.of(text.source).chars().filter(|c| c.is_alphanumeric()).count();
    let all: usize = content.iter().map(|span| letters(*span)).sum();
    let mut quoted = 0;
    for piece in content {
        let from = marks.quoted.partition_point(|quoted| quoted.span.start < piece.start);
        // A piece can start inside the stretch before.
        let earlier = marks.outer_at(piece.start).filter(|outer| *outer < from);
        let mut reached = piece.start;
        for index in earlier.into_iter().chain(from..marks.quoted.len()) {
            let span = marks.quoted[index].inner;
            if span.start >= piece.end {
                break;
            }
            let span = Span::new(span.start.max(reached), span.end.min(piece.end));
            if !span.is_empty() {
                quoted += letters(span);
                reached = span.end;
            }
        }
    }
    match quoted as f32 / all.max(1) as f32 {
        0.0 => Kind::Indirect,
        share if share > DIRECT_SHARE => Kind::Direct,
        _ => Kind::Mixed,
    }
}

/// The quotations in the order of their first content, wider ones first, with their parents' new places.
fn order(quotations: Vec<Attributed>) -> Vec<Attributed> {
    let places = Span::order(quotations.len(), |index| {
        let first = quotations[index].content.first().copied().unwrap_or(Span::new(0, 0));
        // The wider of two that start together comes first.
        Span::new(first.start, usize::MAX - first.end)
    });
    let mut new = vec![0; quotations.len()];
    for (to, from) in places.iter().enumerate() {
        new[*from] = to;
    }
    let mut slots: Vec<Option<Attributed>> = quotations.into_iter().map(Some).collect();
    let mut out = Vec::with_capacity(slots.len());
    for from in places {
        if let Some(mut quotation) = slots[from].take() {
            quotation.parent = quotation.parent.map(|parent| new[parent]);
            out.push(quotation);
        }
    }
    out
}

impl Segment {
    /// The stretch `quoted`, which is the one at `index`; nothing if it holds no letter and no digit.
    fn new(text: &Text, index: usize, quoted: &Quoted) -> Option<Self> {
        let tokens = text.tokens_in(quoted.span);
        let lettered = quoted.inner.of(text.source).chars().any(char::is_alphanumeric);
        (lettered && !tokens.is_empty()).then(|| Self {
            quoted: index,
            tokens: Phrase { first: tokens.start, end: tokens.end },
            inner: quoted.inner,
            paragraph: text.tokens[tokens.start].paragraph,
            closed: quoted.closed,
            continues: quoted.continues,
        })
    }

    /// Whether it is a later paragraph of the quotation that `earlier` is of.
    fn goes_on_from(&self, earlier: &Self) -> bool {
        self.continues == Some(earlier.quoted)
    }

    /// How the words in the marks end.
    fn ending(&self, reader: Reader) -> Ending {
        let text = reader.text;
        let mut last = self.tokens.end - 1;
        while last > self.tokens.first && text.tokens[last].kind == TokenKind::Mark {
            last -= 1;
        }
        let after = text.tokens.get(self.tokens.end).filter(|token| token.paragraph == self.paragraph);
        if after.is_some_and(|token| token.is(",") || token.is("—") || token.is("–") || token.is("--")) {
            return Ending::Pause;
        }
        match text.norm(last).chars().last() {
            Some(',' | '?' | '!' | '—' | '–' | '-' | '…') => Ending::Pause,
            Some('.') if text.norm(last).len() > 2 && text.tokens[last].kind == TokenKind::Punct => Ending::Pause,
            Some('.') => Ending::Stop,
            _ => Ending::Open,
        }
    }
}

/// How the words in a pair of marks end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// With a comma, a question mark, a dash: something may follow.
    Pause,
    /// With a full stop.
    Stop,
    /// In mid-sentence.
    Open,
}
