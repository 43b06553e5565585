//! Which quotations report one remark, over all texts.

use super::{Pair, Place};
use crate::Span;

/// The quotations that the `pairs` join, each group in order: two pairs belong
/// together where they share words of a quotation, for a long one can hold several remarks.
pub(super) fn of(pairs: &[Pair]) -> Vec<Vec<Place>> {
    // A node for each side of each pair: two for a pair.
    let mut joined: Vec<usize> = (0..pairs.len() * 2).collect();
    for pair in 0..pairs.len() {
        join(&mut joined, 2 * pair, 2 * pair + 1);
    }
    let side = |node: usize| &pairs[node / 2].sides[node % 2];
    let start = |node: usize| side(node).spans.first().map_or(0, |span| span.start);
    let end = |node: usize| side(node).spans.last().map_or(0, |span| span.end);
    let place = |node: usize| Place { text: side(node).text, quotation: side(node).quotation };
    let by_start = Span::order(joined.len(), |node| Span::new(start(node), 0));
    let order = Span::ordered(&by_start, |node| Span::new(place(node).text, place(node).quotation));
    let mut furthest: Option<usize> = None;
    for &node in &order {
        match furthest {
            Some(before) if place(before) == place(node) && start(node) < end(before) => {
                join(&mut joined, before, node);
                if end(node) > end(before) {
                    furthest = Some(node);
                }
            }
            _ => furthest = Some(node),
        }
    }
    let roots: Vec<usize> = (0..joined.len()).map(|node| root(&mut joined, node)).collect();
    let of_one = Span::ordered(&order, |node| Span::new(roots[node], 0));
    let groups: Vec<Vec<Place>> = of_one
        .chunk_by(|a, b| roots[*a] == roots[*b])
        .map(|group| {
            let mut places: Vec<Place> = group.iter().map(|node| place(*node)).collect();
            places.dedup();
            places
        })
        .collect();
    let first = |group: usize| groups[group].first().map_or(Span::new(0, 0), |place| Span::new(place.text, place.quotation));
    Span::order(groups.len(), first).into_iter().map(|group| groups[group].clone()).collect()
}

fn root(joined: &mut [usize], mut node: usize) -> usize {
    while joined[node] != node {
        joined[node] = joined[joined[node]];
        node = joined[node];
    }
    node
}

fn join(joined: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(joined, a), root(joined, b));
    joined[a.max(b)] = a.min(b);
}
