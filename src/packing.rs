//! Rows of bytes in about as few bits as they carry: weights have few values,
//! and zero is far more frequent than the largest.
//!
//! The code is a range variant of asymmetric numeral systems (Duda 2013,
//! arXiv:1311.2540) with fixed frequencies: a table look-up and a
//! multiplication a byte to read, and within a hundredth of the entropy.

/// How many bits the frequencies of all values add up to.
const BITS: u32 = 12;
/// What the state never falls below between two values.
const LEAST: u32 = 1 << 16;
/// What a value is looked at by: the first of its row, or how large and of which
/// sign the one before it is. What a feature weighs in one kind of text tells
/// much of what it weighs in the next: the ranker's rows take a sixth less so.
const PLACES: usize = 10;

/// The place of the value at `at` in a row, behind `before`.
fn place(at: usize, before: u8) -> usize {
    if at == 0 {
        return 0;
    }
    let before = before as i8;
    let size = match before.unsigned_abs() {
        0 => return 1,
        1 => 0,
        2..=3 => 2,
        4..=7 => 4,
        _ => 6,
    };
    2 + size + usize::from(before < 0)
}

/// Reads `rows` rows of `width` bytes from the front of `bytes`, which go on behind them; nothing if they hold none.
pub(crate) fn unpack(bytes: &mut &[u8], width: usize, rows: usize) -> Option<Vec<u8>> {
    let mut places = Vec::with_capacity(PLACES);
    for _ in 0..PLACES {
        places.push(Decoder::read(bytes)?);
    }
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (coded, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    *bytes = rest;
    let (state, words) = coded.split_first_chunk::<4>()?;
    let mut state = u32::from_le_bytes(*state);
    let mut words = words.chunks_exact(2).map(|word| u32::from(word[0]) | u32::from(word[1]) << 8);
    // No more room is taken than the bytes give ground for: a bit of each may be a thousand values, not more.
    let count = width.checked_mul(rows)?;
    let mut out = Vec::with_capacity(count.min(coded.len() << BITS));
    for _ in 0..rows {
        let mut before = 0;
        for at in 0..width {
            before = places[place(at, before)].next(&mut state, &mut words)?;
            out.push(before);
        }
    }
    (state == LEAST && words.next().is_none()).then_some(out)
}

/// What is read at one place.
struct Decoder {
    /// For each number below 1 << BITS: the value, one less than its frequency, and how far into its share it is.
    slots: Vec<u32>,
}

impl Decoder {
    /// Reads the values at a place and their frequencies, which add up to all or are none.
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk::<2>()?;
        let (values, rest) = rest.split_at_checked(3 * usize::from(u16::from_le_bytes(*count)))?;
        *bytes = rest;
        let mut slots = Vec::with_capacity(1 << BITS);
        for value in values.chunks_exact(3) {
            let share = u32::from(value[1]) | u32::from(value[2]) << 8;
            if share == 0 || slots.len() + share as usize > 1 << BITS {
                return None;
            }
            slots.extend((0..share).map(|into| u32::from(value[0]) << (2 * BITS) | (share - 1) << BITS | into));
        }
        (slots.is_empty() || slots.len() == 1 << BITS).then_some(Self { slots })
    }

    /// The next value; none where none is expected here, or the words end too early.
    fn next(&self, state: &mut u32, words: &mut impl Iterator<Item = u32>) -> Option<u8> {
        let below = (1 << BITS) - 1;
        let slot = *self.slots.get((*state & below) as usize)?;
        let share = (slot >> BITS & below) + 1;
        *state = share.checked_mul(*state >> BITS)?.checked_add(slot & below)?;
        if *state < LEAST {
            *state = *state << 16 | words.next()?;
        }
        Some((slot >> (2 * BITS)) as u8)
    }
}

/// Appends rows of `width` bytes to `out`, as [`unpack`] reads them.
#[cfg(any(test, feature = "training"))]
pub(crate) fn pack(values: &[u8], width: usize, out: &mut Vec<u8>) {
    let places: Vec<usize> = (0..values.len()).map(|at| place(at % width, at.checked_sub(1).map_or(0, |before| values[before]))).collect();
    let mut counts = [[0_usize; 256]; PLACES];
    for (place, value) in places.iter().zip(values) {
        counts[*place][usize::from(*value)] += 1;
    }
    let shares = counts.map(|counts| shares(&counts));
    for shares in &shares {
        let used = shares.iter().filter(|share| **share > 0).count();
        out.extend((used as u16).to_le_bytes());
        for (value, share) in (0_u8..=255).zip(shares).filter(|(_, share)| **share > 0) {
            out.push(value);
            out.extend((*share as u16).to_le_bytes());
        }
    }
    // What is written last is read first.
    let mut state = LEAST;
    let mut words: Vec<u16> = Vec::new();
    for (place, value) in places.iter().zip(values).rev() {
        let shares = &shares[*place];
        let share = shares[usize::from(*value)];
        let below: u32 = shares[..usize::from(*value)].iter().sum();
        if u64::from(state) >= u64::from(share) << (32 - BITS) {
            words.push(state as u16);
            state >>= 16;
        }
        state = ((state / share) << BITS) + below + state % share;
    }
    out.extend((4 + 2 * words.len() as u32).to_le_bytes());
    out.extend(state.to_le_bytes());
    out.extend(words.iter().rev().flat_map(|word| word.to_le_bytes()));
}

/// The share of each value in 1 << BITS, by how often it occurs; none is zero but of what does not occur.
#[cfg(any(test, feature = "training"))]
fn shares(counts: &[usize; 256]) -> [u32; 256] {
    let all: usize = counts.iter().sum();
    let mut shares = counts.map(|count| if count == 0 { 0 } else { ((count << BITS) / all).max(1) as u32 });
    // What rounding leaves over, and takes too much of, is the most frequent value's.
    if let Some(largest) = (0..256).max_by_key(|value| shares[*value]).filter(|_| all > 0) {
        let others: u32 = shares.iter().sum::<u32>() - shares[largest];
        shares[largest] = (1 << BITS) - others;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(values: &[u8], width: usize) -> Vec<u8> {
        let mut out = Vec::new();
        pack(values, width, &mut out);
        out
    }

    #[test]
    fn what_was_packed_is_unpacked() {
        let mut number = 1_u32;
        let mut noise = move |below: u32| {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((number >> 16) % below) as u8
        };
        let few: Vec<u8> = (0..3000).map(|_| if noise(4) == 0 { noise(5) } else { 0 }).collect();
        let all: Vec<u8> = (0..3000).map(|_| noise(256)).collect();
        for (values, width) in [(few.as_slice(), 3), (&few, 1), (&few, 3000), (&all, 2), (&[7; 64], 4), (&[0; 12], 3), (&[], 2)] {
            let bytes = [packed(values, width), vec![9, 9]].concat();
            let mut rest = bytes.as_slice();
            assert_eq!(unpack(&mut rest, width, values.len() / width).as_deref(), Some(values));
            assert_eq!(rest, [9, 9]);
        }
        // Four values in five are zero: less than a bit and a half each, with the frequencies.
        assert!(packed(&few, 3).len() < 3000 * 3 / 16);
    }

    #[test]
    fn what_was_cut_or_is_of_another_length_is_refused() {
        let values: Vec<u8> = (0..600).map(|at| (at * at % 7) as u8).collect();
        let bytes = packed(&values, 3);
        assert!((0..bytes.len()).all(|length| unpack(&mut &bytes[..length], 3, 200).is_none()));
        assert!(unpack(&mut bytes.as_slice(), 3, 199).is_none());
        assert!(unpack(&mut bytes.as_slice(), 3, 201).is_none());
        assert!(unpack(&mut bytes.as_slice(), usize::MAX, 2).is_none());
    }
}
