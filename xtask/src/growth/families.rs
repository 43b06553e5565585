//! Texts that nobody writes, each family as long as one asks for.

/// A family of texts, and what is done with them.
pub struct Family {
    pub name: &'static str,
    pub task: Task,
    /// What the smallest measured texts hold together, in bytes: enough that their time tells something.
    pub smallest: usize,
    /// The texts: that many bytes together, or a line more.
    pub texts: fn(usize) -> Vec<String>,
}

/// What the native command does with texts.
#[derive(Clone, Copy)]
pub enum Task {
    /// Finds the quotations of each.
    Analyze,
    /// Compares them.
    Compare,
    /// Looks in the second for what the first quotes.
    Check,
}

impl Task {
    /// The arguments that ask the command for it; the files come behind.
    pub fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Analyze => &["--format", "json"],
            Self::Compare => &["compare", "--format", "json"],
            Self::Check => &["check", "--format", "json"],
        }
    }
}

const fn family(name: &'static str, task: Task, smallest: usize, texts: fn(usize) -> Vec<String>) -> Family {
    Family { name, task, smallest, texts }
}

/// All of them.
pub const FAMILIES: &[Family] = &[
    family("opening marks only", Task::Analyze, 50_000, |bytes| vec![again("“", bytes)]),
    family("straight marks only", Task::Analyze, 50_000, |bytes| vec![again("\"", bytes)]),
    family("apostrophes only", Task::Analyze, 50_000, |bytes| vec![again("'", bytes)]),
    family("nested marks", Task::Analyze, 50_000, |bytes| vec![nested(bytes)]),
    family("one long line", Task::Analyze, 50_000, |bytes| {
        vec![again("“It burns,” said Ada Quist. She left, and nobody asked why. ", bytes)]
    }),
    family("one long sentence", Task::Analyze, 50_000, |bytes| vec![again("it burns and “it burns” and the hall of the town ", bytes)]),
    family("one long word", Task::Analyze, 200_000, |bytes| vec![again("a", bytes)]),
    family("many paragraphs", Task::Analyze, 50_000, |bytes| vec![again("“It burns,” said Ada Quist.\n\n", bytes)]),
    family("empty paragraphs", Task::Analyze, 50_000, |bytes| vec![again("A\n\n", bytes)]),
    family("marks never closed", Task::Analyze, 50_000, |bytes| vec![again("“It burns, and it burns.\n\n", bytes)]),
    family("many names", Task::Analyze, 50_000, |bytes| vec![each(bytes, |at| format!("“It burns,” said {}.\n\n", full_name(at)))]),
    family("one last name", Task::Analyze, 50_000, |bytes| {
        vec![each(bytes, |at| format!("“It burns,” said {} Quist. “It does,” Quist said.\n\n", name(at)))]
    }),
    family("many descriptions", Task::Analyze, 50_000, |bytes| {
        vec![each(bytes, |at| format!("“It burns,” said the mayor of {}, the mayor's friend.\n\n", name(at)))]
    }),
    family("many pronouns", Task::Analyze, 50_000, |bytes| vec![again("“It is his,” he said. She told him that they had theirs. ", bytes)]),
    family("many cues", Task::Analyze, 50_000, |bytes| {
        vec![again("Ada Quist said, claimed, told him, warned that she asked why they say it. ", bytes)]
    }),
    family("dialogue turns", Task::Analyze, 50_000, |bytes| vec![again("“Does it?” Ada asked.\n\n“It burns.”\n\n“Where?”\n\n", bytes)]),
    family("transcript turns", Task::Analyze, 50_000, |bytes| vec![again("QUIST: It burns.\n\nPELL: Does it?\n\n", bytes)]),
    family("right-to-left", Task::Analyze, 50_000, |bytes| vec![again("«השריפה נמשכת», אמרה עדה. ", bytes)]),
    family("NUL", Task::Analyze, 50_000, |bytes| vec![again("\0", bytes)]),
    family("n alike quotations", Task::Compare, 20_000, |bytes| vec![alike(bytes / 2, 0), alike(bytes / 2, 1)]),
    family("n times one quotation", Task::Compare, 20_000, |bytes| {
        vec![again("“The roof of the hall burns,” said Ada Quist.\n\n", bytes / 2); 2]
    }),
    family("n quotations, none alike", Task::Compare, 20_000, |bytes| vec![quoted(bytes / 2, 0), quoted(bytes / 2, 1)]),
    family("a long transcript", Task::Check, 100_000, |bytes| vec![quoted(2_000, 0), spoken(bytes)]),
    family("n quotations in it", Task::Check, 20_000, |bytes| vec![quoted(bytes / 2, 0), spoken(bytes / 2)]),
];

/// `piece` again and again.
fn again(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

/// What `piece` makes of 0, 1, 2 and so on, one behind the other.
fn each(bytes: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes);
    (0..)
        .map(piece)
        .take_while(|piece| {
            text.push_str(piece);
            text.len() < bytes
        })
        .for_each(drop);
    text
}

/// Quotations inside quotations inside quotations.
fn nested(bytes: usize) -> String {
    let depth = bytes.div_ceil("“‘a’”".len());
    format!("{}{}", "“‘a".repeat(depth), "’”".repeat(depth))
}

/// A capitalised word, another for each `number`.
fn name(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] = ["ba", "do", "fe", "gi", "hu", "ka", "lo", "me", "ni", "pu", "ra", "so", "te", "vi", "wu", "za"];
    let mut name = String::new();
    for _ in 0..5 {
        name += SYLLABLES[number % SYLLABLES.len()];
        number /= SYLLABLES.len();
    }
    name[..1].to_uppercase() + &name[1..]
}

/// A first and a last name, another pair for each `number`.
fn full_name(number: usize) -> String {
    format!("{} {}", name(number), name(number.wrapping_mul(7_919)))
}

/// A remark of six words, all but two of which change with `number`.
fn remark(number: usize) -> String {
    let [a, b, c, d] = [1, 3, 7, 13].map(|factor| name(number.wrapping_mul(factor).wrapping_add(factor)).to_lowercase());
    format!("{a} {b} will {c} the {d}")
}

/// Quotations that are nearly the same, within the text and on both `side`s.
fn alike(bytes: usize, side: usize) -> String {
    let verb = ["rebuild", "repair"][side];
    each(bytes, |at| format!("“We will {verb} the roof of the hall {},” said Ada Quist.\n\n", name(at).to_lowercase()))
}

/// Quotations with a remark of its own each; those of one `side` are not those of the other.
fn quoted(bytes: usize, side: usize) -> String {
    each(bytes, |at| format!("“{},” said Ada Quist.\n\n", remark(2 * at + side)))
}

/// The same remarks as those of [`quoted`], as they were said.
fn spoken(bytes: usize) -> String {
    each(bytes, |at| format!("{}. ", remark(2 * at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_long_as_one_asks_for() {
        for family in FAMILIES {
            let bytes: usize = (family.texts)(10_000).iter().map(String::len).sum();
            let fixed = if family.name == "a long transcript" { 2_000 } else { 0 };
            assert!((10_000..10_400).contains(&(bytes - fixed)), "{}: {bytes}", family.name);
        }
    }

    #[test]
    fn no_two_names_are_the_same() {
        let mut names: Vec<String> = (0..100_000).map(name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 100_000);
    }
}
