//! The command that trains: corpora in, weights out. `cargo xtask train` runs it.

use std::fs;

use whosaid::training::{self, Document};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().expect("where to");
    let mut documents = Vec::new();
    for argument in arguments {
        let (path, weight) = argument.rsplit_once('*').map_or((argument.as_str(), 1), |(path, weight)| (path, weight.parse().unwrap()));
        if path.ends_with(".toml") {
            documents.extend(Document::made(&fs::read_to_string(path).unwrap()).unwrap().into_iter().map(|document| (document, weight)));
            continue;
        }
        for line in fs::read_to_string(path).unwrap().lines() {
            documents.push((Document::from_line(line).unwrap(), weight));
        }
    }
    let start = std::time::Instant::now();
    fs::write(out, training::train(&documents).write()).unwrap();
    eprintln!("{:?}", start.elapsed());
}
