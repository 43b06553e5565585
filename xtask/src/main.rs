//! The project's own commands: `cargo xtask build | serve | test | train | score | bench`.
//!
//! Each of them adds what it needs and is missing, so that a fresh clone
//! needs no set-up, and ends with a non-zero status at the first thing that
//! goes wrong, in one line that says what.

#![forbid(unsafe_code)]

mod bench;
mod browsers;
mod build;
mod cases;
mod dependencies;
mod embed;
mod files;
mod growth;
mod package;
mod process;
mod published;
mod reference;
mod score;
mod serve;
mod site;
mod sizes;
mod test;
mod tools;
mod train;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, serves, tests and measures whosaid.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds everything a static site needs, in www/whosaid/, and the npm package of it
    Build(site::Arguments),
    /// Builds, then serves www/ on this machine
    Serve(serve::Arguments),
    /// Runs every test: Rust, wasm, browsers
    Test(test::Arguments),
    /// Learns the weights from annotated documents
    Train(train::Arguments),
    /// Analyses the texts of a gold file and prints how well it did
    Score(score::Arguments),
    /// Measures size, loading, speed, memory, edits and growth, with peers beside them
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Build(arguments) => site::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
        Command::Score(arguments) => score::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
    }
}
