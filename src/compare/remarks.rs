//! Which quotations report one remark, over all texts.

use super::{Pair, Place};

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
    let mut order: Vec<usize> = (0..joined.len()).collect();
    order.sort_by_key(|node| (place(*node), start(*node)));
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
    let mut groups: Vec<(usize, Place)> = (0..joined.len()).map(|node| (root(&mut joined, node), place(node))).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut out: Vec<Vec<Place>> =
        groups.chunk_by(|a, b| a.0 == b.0).map(|group| group.iter().map(|(_, place)| *place).collect()).collect();
    out.sort_unstable();
    out
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
