//! The command that trains: corpora in, weights out. `cargo xtask train` runs it.

fn main() {}
