//! Size, speed and growth, each as a table.

use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

use crate::{build, growth, sizes, speed};

#[derive(clap::Args)]
pub struct Arguments {
    /// The tables to print; all of them where none is named
    #[arg(value_enum)]
    tables: Vec<Table>,

    /// Speed: measure without what must be fetched
    #[arg(long)]
    no_peers: bool,

    /// Speed: the text to repeat, instead of the tests' cases
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,

    /// Growth: only families that have this in their names
    #[arg(long, value_name = "PART")]
    family: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    /// What a browser loads
    Size,
    /// How soon texts are read, with peers beside it
    Speed,
    /// How time and memory grow with texts that are made to be hard
    Growth,
}

/// Measures and prints the tables.
pub fn run(arguments: &Arguments) -> Result<()> {
    let all = Table::value_variants();
    for table in if arguments.tables.is_empty() { all } else { &arguments.tables } {
        match table {
            Table::Size => {
                build::build()?;
                println!("{}", sizes::table(&sizes::measure()?));
            }
            Table::Speed => println!("{}", speed::table(arguments.text.as_deref(), !arguments.no_peers)?),
            Table::Growth => growth::run(arguments.family.as_deref().unwrap_or_default())?,
        }
    }
    Ok(())
}
