//! What is right: for each token of a document the labels that its annotation allows.

use crate::phrases::Phrase;
use crate::tagger::crf::{ANY, Allowed};
use crate::tagger::{CONTENT, CUE, OUTSIDE, SOURCE};
use crate::training::Prepared;

/// The labels that each token of `document` can have at all.
pub(super) fn allowed(document: &Prepared) -> Vec<Allowed> {
    (0..document.text.tokens.len()).map(|at| crate::tagger::allowed(&document.text, at)).collect()
}

/// The labels that are right for each token of `document`.
pub(super) fn right(document: &Prepared) -> Vec<Allowed> {
    if document.document.whole { whole(document) } else { quoted(document) }
}

/// Everything is annotated: one label a token.
fn whole(document: &Prepared) -> Vec<Allowed> {
    let tokens = &document.text.tokens;
    let is_verb = |phrase: &Phrase| (phrase.first..phrase.end).all(|at| document.tags.verbs[at].is_some());
    let (mut contents, mut sources, mut cues) = (Vec::new(), Vec::new(), Vec::new());
    for own in &document.document.attributions {
        let phrases = |spans: &[crate::Span]| -> Vec<Phrase> {
            spans.iter().map(|span| document.tokens(*span)).filter(|phrase| phrase.first < phrase.end).collect()
        };
        contents.extend(phrases(&own.content));
        let (source, cue) = (phrases(&own.source), phrases(&own.cue));
        // Some have cue and source swapped, or the cue for a source too.
        if !source.is_empty() && source.iter().all(is_verb) {
            cues.extend(source);
            if !cue.is_empty() && !cue.iter().any(|cue| (cue.first..cue.end).any(|at| document.tags.verbs[at].is_some())) {
                sources.extend(cue);
            }
        } else {
            sources.extend(source);
            cues.extend(cue);
        }
    }
    // What stands inside another content is part of it.
    contents.sort_by_key(|phrase| (std::cmp::Reverse(phrase.end - phrase.first), phrase.first));
    let mut labels = vec![OUTSIDE; tokens.len()];
    let mut paint = |phrases: &[Phrase], label: usize, over: bool| {
        for phrase in phrases {
            let range = phrase.first..phrase.end;
            if !over && range.clone().any(|at| labels[at] != OUTSIDE) {
                continue;
            }
            for at in range {
                labels[at] = if at == phrase.first { label } else { label + 1 };
            }
        }
    };
    let mut kept: Vec<Phrase> = Vec::new();
    for phrase in contents {
        if !kept.iter().any(|own| own.first < phrase.end && phrase.first < own.end) {
            kept.push(phrase);
        }
    }
    paint(&kept, CONTENT, true);
    paint(&sources, SOURCE, false);
    paint(&cues, CUE, true);
    // What a cue or a paragraph's end parts begins anew.
    for at in 0..labels.len() {
        let later = matches!(labels[at], 2 | 4 | 6);
        let goes_on = at > 0
            && tokens[at].paragraph == tokens[at - 1].paragraph
            && (labels[at - 1] == labels[at] || labels[at - 1] + 1 == labels[at]);
        if later && !goes_on {
            labels[at] -= 1;
        }
    }
    labels.into_iter().map(|label| 1 << label).collect()
}

/// Only quoted segments are annotated: what is in them is of a content or not, and sources are known.
fn quoted(document: &Prepared) -> Vec<Allowed> {
    let mut out = vec![ANY; document.text.tokens.len()];
    let content = 1 << CONTENT | 1 << (CONTENT + 1);
    for (at, quoted) in document.tags.quoted.iter().enumerate() {
        if quoted.is_some() {
            out[at] = ANY & !content;
        }
    }
    let mut paint = |span: crate::Span, allowed: Allowed| {
        let phrase = document.tokens(span);
        out[phrase.first..phrase.end].fill(allowed);
    };
    for own in &document.document.attributions {
        own.content.iter().for_each(|span| paint(*span, content));
    }
    for own in &document.document.attributions {
        own.source.iter().for_each(|span| paint(*span, 1 << SOURCE | 1 << (SOURCE + 1)));
        own.cue.iter().for_each(|span| paint(*span, 1 << CUE | 1 << (CUE + 1)));
    }
    document.document.ignore.iter().for_each(|span| paint(*span, ANY));
    out
}
