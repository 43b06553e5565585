//! How well each stage does by itself, on documents that it has not learnt from.

use std::fmt;

use super::{Document, Prepared, ranker};
use crate::genre::Genre;
use crate::model::Model;
use crate::phrases::Phrase;
use crate::quotations::{self, Learnt};
use crate::relations;
use crate::tagger::{self, CONTENT, CUE, SOURCE};
use crate::{Analysis, Kind, Offsets, Why};

/// What was right of what was given and of what was annotated.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// How many were right.
    pub right: usize,
    /// How many were given.
    pub given: usize,
    /// How many were annotated.
    pub annotated: usize,
}

/// The figures of the first three stages over some documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// The tagger's tokens in cues, contents and sources.
    pub tokens: [Count; 3],
    /// The relations' cues: those that touch an annotated one.
    pub cues: Count,
    /// The relations whose cue and source touch the annotated ones and whose
    /// content shares half of its tokens with the annotated content.
    pub relations: Count,
    /// The segments for which the ranker chooses right; given are those that can be judged.
    pub choices: Count,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let share = |of: usize| 100.0 * self.right as f32 / of.max(1) as f32;
        let (precision, recall) = (share(self.given), share(self.annotated));
        let mean = 200.0 * self.right as f32 / (self.given + self.annotated).max(1) as f32;
        write!(
            f,
            "P {precision:5.1}  R {recall:5.1}  F {mean:5.1}   ({} right, {} given, {} annotated)",
            self.right, self.given, self.annotated
        )
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let rows = [
            ("cue tokens", self.tokens[0]),
            ("content tokens", self.tokens[1]),
            ("source tokens", self.tokens[2]),
            ("cues", self.cues),
            ("relations", self.relations),
            ("segments", self.choices),
        ];
        for ((name, count), stage) in rows.into_iter().zip([1, 1, 1, 2, 2, 3]) {
            if count.annotated > 0 {
                writeln!(f, "stage {stage}, {name:15} {count}")?;
            }
        }
        Ok(())
    }
}

/// The figures of `model` over `documents`; nothing where it has no learnt stages.
pub fn figures(model: &Model, documents: &[Document]) -> Option<Figures> {
    let stages = model.stages.as_ref()?;
    let mut figures = Figures::default();
    for document in documents {
        let prepared = Prepared::new(document);
        let Prepared { text, marks, tags, forms, .. } = &prepared;
        let tagging = tagger::tag(text, marks, tags, forms, &stages.tagger, None);
        let relations = relations::find(text, marks, tags, forms, &tagging, &stages.relations, None);
        if document.whole {
            for (count, label) in figures.tokens.iter_mut().zip([CUE, CONTENT, SOURCE]) {
                let annotated = annotated(&prepared, label);
                for (at, annotated) in annotated.into_iter().enumerate().filter(|(at, _)| text.tokens[*at].is_word()) {
                    let given = matches!(tagging.label(at), own if own == label || own == label + 1);
                    count.right += usize::from(given && annotated);
                    count.given += usize::from(given);
                    count.annotated += usize::from(annotated);
                }
            }
            of_relations(&prepared, &relations, &mut figures);
        }
        let learnt =
            Learnt { forms, tagging: &tagging, relations: &relations, genre: Genre::of(forms, &stages.genre), ranker: &stages.ranker };
        for (verdict, right) in ranker::judged(&prepared, learnt) {
            figures.choices.given += 1;
            figures.choices.annotated += 1;
            figures.choices.right += usize::from(right.contains(&verdict));
        }
    }
    Some(figures)
}

/// For each token, whether it is annotated as part of what `label` begins.
fn annotated(prepared: &Prepared, label: usize) -> Vec<bool> {
    let mut out = vec![false; prepared.text.tokens.len()];
    for own in &prepared.document.attributions {
        let spans = match label {
            CUE => &own.cue,
            CONTENT => &own.content,
            _ => &own.source,
        };
        for phrase in spans.iter().map(|span| prepared.tokens(*span)) {
            out[phrase.first..phrase.end].fill(true);
        }
    }
    out
}

/// Counts `found` among the annotated relations of `prepared`.
fn of_relations(prepared: &Prepared, found: &[relations::Relation], figures: &mut Figures) {
    let phrases = |spans: &[crate::Span]| spans.iter().map(|span| prepared.tokens(*span)).collect::<Vec<_>>();
    let touches = |a: &[Phrase], b: &[Phrase]| a.iter().any(|a| b.iter().any(|b| a.overlaps(*b)));
    let mut free: Vec<&super::Attribution> = prepared.document.attributions.iter().filter(|own| !own.cue.is_empty()).collect();
    figures.cues.annotated += free.len();
    figures.relations.annotated += free.len();
    for relation in found {
        figures.cues.given += 1;
        figures.relations.given += 1;
        let Some(at) = free.iter().position(|own| touches(&[relation.cue], &phrases(&own.cue))) else { continue };
        let own = free.remove(at);
        figures.cues.right += 1;
        let size = |phrases: &[Phrase]| phrases.iter().map(|phrase| phrase.end - phrase.first).sum::<usize>();
        let content = phrases(&own.content);
        let shared: usize = relation
            .content
            .iter()
            .map(|a| content.iter().map(|b| a.end.min(b.end).saturating_sub(a.first.max(b.first))).sum::<usize>())
            .sum();
        let alike = shared * 2 >= size(&relation.content) + size(&content) - shared;
        let source = phrases(&own.source);
        let sourced = source.is_empty() || relation.source.is_some_and(|own| touches(&[own], &source));
        figures.relations.right += usize::from(alike && sourced);
    }
}

/// The analysis of `document` with its annotated quotations, so that the
/// speakers alone are to be found; spans count code points.
pub fn given_sources(document: &Document) -> Analysis {
    let prepared = Prepared::new(document);
    let mut quotations: Vec<quotations::Attributed> = document
        .attributions
        .iter()
        .filter(|own| !own.content.is_empty())
        .map(|own| quotations::Attributed {
            kind: Kind::Direct,
            content: own.content.clone(),
            cue: own.cue.clone(),
            source: own.source.clone(),
            why: if own.source.is_empty() { Why::None } else { Why::Cue },
            confidence: 1.0,
            parent: None,
            others: Vec::new(),
        })
        .collect();
    quotations.sort_by_key(|own| own.content.first().map(|span| (span.start, span.end)));
    let Prepared { text, marks, .. } = prepared;
    crate::offsets::convert(&document.text, crate::whole(&text, marks, quotations), Offsets::Chars)
}
