//! The command that trains: corpora in, weights out. `cargo xtask train` runs it.

use std::fs;
use std::io::Write;

use whosaid::training::{self, Document};

fn read(path: &str) -> Vec<Document> {
    let text = fs::read_to_string(path).unwrap();
    if path.ends_with(".toml") {
        return Document::made(&text).unwrap();
    }
    text.lines().map(|line| Document::from_line(line).unwrap()).collect()
}

/// PW BW GW MW VW: experiment. Sets named by path; dev sets predicted.
fn main() {
    let env = |name: &str, default: usize| std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default);
    let corpus = "/work/shared/corpus/";
    let polnear = read(&format!("{corpus}polnear-train.jsonl"));
    let mut others: Vec<(Document, usize)> = Vec::new();
    let mut add = |path: &str, weight: usize| others.extend(read(path).into_iter().map(|document| (document, weight)));
    add(&format!("{corpus}bbc-train.jsonl"), env("BW", 4));
    add(&format!("{corpus}blog-train.jsonl"), env("GW", 4));
    let mut paths: Vec<_> = fs::read_dir("/work/main/model/made").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        add(path.to_str().unwrap(), env("MW", 8));
    }
    let dev: Vec<(&str, Vec<Document>)> =
        ["polnear-dev", "bbc-dev", "varied-dev"].into_iter().map(|set| (set, read(&format!("{corpus}{set}.jsonl")))).collect();
    let starts: Vec<usize> = dev.iter().scan(others.len(), |at, (_, set)| { let start = *at; *at += set.len(); Some(start) }).collect();
    let all: Vec<Document> = others.iter().map(|(document, _)| document.clone()).chain(dev.iter().flat_map(|(_, set)| set.clone())).collect();
    let (own, theirs) = training::stage(&polnear, &all, &fs::read("/work/h/net-weights.bin").unwrap(), &fs::read("/work/h/net-jack.bin").unwrap(), 150);
    eprintln!("staged");
    let mut lessons: Vec<(&Document, &training::Staged, usize, usize)> =
        polnear.iter().enumerate().map(|(index, document)| (document, &own, index, env("PW", 1))).collect();
    lessons.extend(others.iter().enumerate().map(|(index, (document, weight))| (document, &theirs, index, *weight)));
    let ranker = training::rank(&lessons);
    let vw = env("VW", 0);
    let halves: Vec<training::Ranker> = (0..2).filter(|_| vw > 0).map(|half| {
        let mut lessons = lessons.clone();
        for (set, start) in [(1, starts[1]), (2, starts[2])] {
            lessons.extend(dev[set].1.iter().enumerate().filter(|(index, _)| index % 2 != half).map(|(index, document)| (document, &theirs, start + index, vw)));
        }
        training::rank(&lessons)
    }).collect();
    for ((set, documents), start) in dev.iter().zip(starts) {
        let mut out = fs::File::create(format!("/work/h/pred-{set}.jsonl")).unwrap();
        for (index, document) in documents.iter().enumerate() {
            let ranker = if vw > 0 && *set != "polnear-dev" { &halves[index % 2] } else { &ranker };
            let mut line = serde_json::to_value(training::analysis(document, &theirs, start + index, ranker)).unwrap();
            line["id"] = document.id.clone().into();
            writeln!(out, "{line}").unwrap();
        }
    }
    if env("CV", 0) > 0 {
        let mut out = [fs::File::create("/work/h/pred-polnear-train.jsonl").unwrap(), fs::File::create("/work/h/pred-bbc-train.jsonl").unwrap(), fs::File::create("/work/h/pred-blog-train.jsonl").unwrap(), fs::File::create("/work/h/pred-made.jsonl").unwrap()];
        for fold in 0..2 {
            let mut lessons: Vec<(&Document, &training::Staged, usize, usize)> =
                polnear.iter().enumerate().filter(|(index, _)| index % 2 != fold).map(|(index, document)| (document, &own, index, env("PW", 1))).collect();
            lessons.extend(others.iter().enumerate().filter(|(index, _)| index % 2 != fold).map(|(index, (document, weight))| (document, &theirs, index, *weight)));
            let ranker = training::rank(&lessons);
            let mut write = |set: usize, document: &Document, staged, index: usize| {
                let mut line = serde_json::to_value(training::analysis(document, staged, index, &ranker)).unwrap();
                line["id"] = document.id.clone().into();
                writeln!(out[set], "{line}").unwrap();
            };
            for (index, document) in polnear.iter().enumerate().filter(|(index, _)| index % 2 == fold) { write(0, document, &own, index); }
            for (index, (document, _)) in others.iter().enumerate().filter(|(index, _)| index % 2 == fold) { write(if index < 120 { 1 } else if index < 150 { 2 } else { 3 }, document, &theirs, index); }
        }
    }
}
