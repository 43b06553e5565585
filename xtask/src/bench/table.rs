//! Tables as text.

/// The widest that a table should be.
#[cfg(test)]
const WIDTH: usize = 100;

/// `rows` below `head`, each column as wide as what is in it, the first to the left, the others to the right.
pub fn shown(head: &[String], rows: &[Vec<String>]) -> String {
    let lines = || std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
    let width = |column: usize| lines().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut table = String::new();
    for line in lines() {
        let cells = line.iter().zip(&widths).enumerate();
        let cells = cells.map(|(at, (cell, &width))| if at == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") });
        table += cells.collect::<Vec<_>>().join("  ").trim_end();
        table.push('\n');
    }
    table
}

/// What stands where nothing was measured.
pub const NONE: &str = "–";

/// `ms` milliseconds, as exactly as they are worth being known.
pub fn milliseconds(ms: Option<f64>) -> String {
    ms.map_or(NONE.into(), |ms| if ms < 99.95 { format!("{ms:.1}") } else { format!("{ms:.0}") })
}

/// `bytes` in megabytes, a million each.
pub fn megabytes(bytes: Option<u64>) -> String {
    bytes.map_or(NONE.into(), |bytes| format!("{:.1}", bytes as f64 / 1e6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_what_is_in_them() {
        let cells = |line: &[&str]| line.iter().map(ToString::to_string).collect::<Vec<_>>();
        let table = shown(&cells(&["ms", "1 KB", "5 KB"]), &[cells(&["whosaid", "1.0", "–"]), cells(&["é", "10,000"])]);
        assert_eq!(table, "ms         1 KB  5 KB\nwhosaid     1.0     –\né        10,000\n");
    }

    #[test]
    fn long_times_have_no_fractions() {
        assert_eq!([Some(0.04), Some(99.9), Some(1234.5), None].map(milliseconds), ["0.0", "99.9", "1234", "–"]);
    }

    #[test]
    fn a_line_of_the_longest_texts_fits() {
        let row = |name: &str| [&[name.to_owned()], vec!["12,345,678".to_owned(); 6].as_slice()].concat();
        assert!(shown(&row(""), &[row("compromise, Chromium")]).lines().all(|line| line.chars().count() <= WIDTH));
    }
}
