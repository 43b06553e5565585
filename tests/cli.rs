//! The command `whosaid`, run as a user runs it.

#![cfg(feature = "cli")]

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const ARTICLE: &str = "“We will rebuild,” said Ada Quist.\n";

/// A run of the command: what it is called with, what it reads, and what came of it.
fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.as_ref().to_vec();
    // Apart, for it may answer before it has read everything. That it closes
    // its input without reading is its right.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the command ends");
    writer.join().expect("the input is written");
    output
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn complaints(output: &Output) -> Vec<String> {
    String::from_utf8(output.stderr.clone()).expect("UTF-8").lines().map(str::to_owned).collect()
}

fn answers(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// A file of this test's own.
fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).expect("a file can be written");
    path
}

#[test]
fn a_report_says_who_said_what() {
    let output = run(&[], ARTICLE);
    assert!(output.status.success());
    let report = out(&output);
    assert!(report.starts_with("1 quotation, 1 speaker\n"), "{report}");
    assert!(report.contains("\nAda Quist\n"), "{report}");
    assert!(report.contains("      “We will rebuild,”\n"), "{report}");
    assert!(report.contains("direct, named beside it: said Ada Quist\n"), "{report}");
    assert!(report.contains("\nSpeakers\n   1  Ada Quist"), "{report}");
    assert!(!report.contains('\u{1b}'), "no colours but on a terminal: {report}");
}

#[test]
fn a_report_shows_control_characters_and_obeys_none() {
    let report = out(&run(&[], "“We \u{1b}]0;owned\u{7} rebuild,” said Ada Quist."));
    assert!(report.contains("“We \u{FFFD}]0;owned\u{FFFD} rebuild,”"), "{report:?}");
}

#[test]
fn a_report_tells_the_line_of_a_lonely_mark() {
    let report = out(&run(&[], "One.\n\nThe sign read \"Bridge closed and nobody took it down.\n"));
    assert!(report.ends_with("\nline 3: a quotation mark opens and nothing closes it\n"), "{report}");
}

#[test]
fn json_is_the_analysis() {
    let output = run(&["--format", "json"], ARTICLE);
    let analysis: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(analysis["offsets"], "chars");
    assert_eq!(analysis["quotations"][0]["content"], json!([{"start": 0, "end": 18}]));
    assert_eq!(analysis["speakers"][0]["name"], "Ada Quist");
    assert_eq!(analysis.get("id"), None);
}

#[test]
fn json_of_several_texts_is_an_array() {
    let files = [file("array-1.txt", ARTICLE), file("array-2.txt", "Nothing.")].map(|path| path.to_str().expect("UTF-8").to_owned());
    let output = run(&["--format", "json", &files[0], &files[1]], "");
    let analyses: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(analyses.as_array().map(Vec::len), Some(2));
    assert_eq!(analyses[0]["id"], files[0]);
    assert_eq!(analyses[1]["quotations"], json!([]));
    assert_eq!(out(&run(&["--ndjson", "--format", "json"], "")), "[\n]\n");
}

#[test]
fn offsets_count_what_was_asked_for() {
    let text = "😀é “Yes,” said Ada Quist.";
    for (unit, start, end) in [("chars", 3, 9), ("utf16", 4, 10), ("bytes", 7, 17)] {
        let analysis = &answers(&run(&["--format", "ndjson", "--offsets", unit], text))[0];
        assert_eq!(analysis["offsets"], unit);
        assert_eq!(analysis["quotations"][0]["content"], json!([{"start": start, "end": end}]), "{unit}");
    }
}

#[test]
fn a_stream_is_answered_in_its_order_with_its_ids() {
    let input = "{\"id\": \"b\", \"text\": \"“Yes,” said Ada Quist.\", \"more\": [1]}\n\n{\"text\": \"\", \"id\": 7}\r\n{\"id\": null, \"text\": \"x\"}";
    let output = run(&["--ndjson"], input);
    assert!(output.status.success());
    let ids: Vec<Value> = answers(&output).iter().map(|answer| answer["id"].clone()).collect();
    assert_eq!(ids, [json!("b"), json!(7), Value::Null]);
    assert!(out(&output).starts_with(r#"{"id":"b","offsets":"chars","quotations":["#));
}

#[test]
fn a_stream_is_answered_line_by_line() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .arg("--ndjson")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let (mut stdin, mut stdout) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    for round in 0..3 {
        writeln!(stdin, "{{\"id\": {round}, \"text\": \"x\"}}").expect("it reads on");
        let mut answer = Vec::new();
        // The answer must come while the input is still open.
        while answer.last() != Some(&b'\n') {
            let mut byte = [0];
            stdout.read_exact(&mut byte).expect("it answers");
            answer.push(byte[0]);
        }
        assert!(answer.starts_with(format!("{{\"id\":{round},").as_bytes()));
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_bad_line_is_told_by_its_number_and_costs_only_itself() {
    let input =
        b"\xEF\xBB\xBF{\"id\": 1, \"text\": \"x\"}\nnonsense\n{\"id\": 2}\n{\"text\": \"x\"}\n\"\xFF\"\n[]\n{\"id\": 3, \"text\": \"x\"}\n";
    let output = run(&["--ndjson"], input);
    assert_eq!(output.status.code(), Some(2));
    let ids: Vec<Value> = answers(&output).iter().map(|answer| answer["id"].clone()).collect();
    assert_eq!(ids, [1, 3]);
    let complaints = complaints(&output);
    assert_eq!(complaints.len(), 5, "{complaints:?}");
    for (complaint, expected) in complaints.iter().zip([
        "line 2: expected ident",
        "line 3: missing field `text`",
        "line 4: missing field `id`",
        "line 5: not UTF-8",
        "line 6: ",
    ]) {
        assert!(complaint.starts_with(&format!("whosaid: standard input: {expected}")), "{complaint}");
        assert!(!complaint.contains("at line 1"), "{complaint}");
    }
}

#[test]
fn a_file_that_cannot_be_read_costs_only_itself() {
    let good = file("good.txt", ARTICLE);
    let bad = file("bad.txt", b"One.\nTwo.\nThr\xFFe.");
    let [good, bad] = [&good, &bad].map(|path| path.to_str().expect("UTF-8"));
    let output = run(&["--format", "ndjson", "no such file", bad, good], "");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(answers(&output).len(), 1);
    assert_eq!(answers(&output)[0]["id"], good);
    let complaints = complaints(&output);
    assert_eq!(complaints.len(), 2, "{complaints:?}");
    assert!(complaints[0].starts_with("whosaid: no such file: "), "{complaints:?}");
    assert_eq!(complaints[1], format!("whosaid: {bad}: line 3: not UTF-8"));
}

#[test]
fn bad_arguments_end_with_the_status_of_bad_input() {
    let output = run(&["--format", "poem"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).is_empty());
}

#[test]
fn a_reader_who_has_had_enough_is_no_error() {
    for format in ["report", "json", "ndjson", "csv", "html"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_whosaid"))
            .args(["--ndjson", "--format", format])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        drop(child.stdout.take());
        let line = json!({"id": 1, "text": ARTICLE}).to_string() + "\n";
        // It may be gone before it has read everything.
        let _ = child.stdin.take().expect("a pipe").write_all(line.repeat(100).as_bytes());
        let output = child.wait_with_output().expect("the command ends");
        assert_eq!((output.status.code(), complaints(&output)), (Some(0), Vec::new()), "{format}");
    }
}

#[test]
fn a_table_has_a_row_for_each_quotation() {
    let output = run(&["--format", "csv", "--offsets", "bytes"], ARTICLE);
    let table = out(&output);
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows[0], "id,quotation,kind,speaker,speaker_kind,text,cue,source,confidence,why,parent,start,end");
    assert!(rows[1].starts_with(",0,direct,Ada Quist,person,\"“We will rebuild,”\",said,Ada Quist,"), "{table}");
    assert!(rows[1].ends_with(",cue,,0,22"), "{table}");
    assert_eq!(rows.len(), 2);
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let text = "Ada Quist said: =HYPERLINK(\"@http://example.org\").";
    let stream = json!({"id": "=1+1", "text": ARTICLE}).to_string() + "\n" + &json!({"id": "+2", "text": text}).to_string();
    let output = run(&["--ndjson", "--format", "csv"], stream);
    let table = out(&output);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows[0].get(0), Some("'=1+1"));
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
}

#[test]
fn texts_are_compared() {
    let other = "Ada Quist said: \"We will rebuild the rotten bridge.\"\n";
    let files = [file("compare-1.txt", "😀 “We will rebuild … the bridge,” said Ada Quist."), file("compare-2.txt", other)];
    let [one, two] = files.each_ref().map(|path| path.to_str().expect("UTF-8"));
    let output = run(&["compare", one, two, "--format", "json"], "");
    assert!(output.status.success(), "{:?}", complaints(&output));
    let comparison: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(comparison["offsets"], "chars");
    assert_eq!(comparison["pairs"][0]["class"], "abridged");
    assert_eq!(comparison["pairs"][0]["sides"][0]["spans"], json!([{"start": 3, "end": 31}]));
    assert_eq!(comparison["remarks"], json!([[{"text": 0, "quotation": 0}, {"text": 1, "quotation": 0}]]));
    let report = out(&run(&["compare", one, two], ""));
    assert!(report.starts_with("1 pair in 1 shared remark\n\nabridged, "), "{report}");
    assert!(report.contains("      We will rebuild the _rotten_ bridge\n"), "{report}");
    assert_eq!(run(&["compare", one, "no such file"], "").status.code(), Some(2));
    assert_eq!(run(&["compare", one], "").status.code(), Some(2));
}

#[test]
fn an_article_is_checked() {
    let files = [file("check-1.txt", ARTICLE), file("check-2.txt", "Well, we will never rebuild. I said: we will rebuild.")];
    let [article, transcript] = files.each_ref().map(|path| path.to_str().expect("UTF-8"));
    let check: Value = serde_json::from_str(&out(&run(&["check", article, transcript, "--format", "json"], ""))).expect("JSON");
    assert_eq!(check["quotations"][0]["found"], "verbatim");
    assert_eq!(check["quotations"][0]["spans"], json!([{"start": 37, "end": 52}]));
    assert_eq!(check["quotations"][0]["outOfOrder"], false);
    let report = out(&run(&["check", article, transcript], ""));
    assert!(report.starts_with("1 quotation, 0 not in the transcript\n\nverbatim, direct\n"), "{report}");
}

#[test]
fn a_page_marks_the_words_and_runs_nothing_of_theirs() {
    let text = "<script>alert(1)</script> “We & <i>you</i>,” said Ada Quist.";
    let page = out(&run(&["--format", "html"], text));
    assert!(page.starts_with("<!doctype html>\n"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; <mark "), "{page}");
    assert!(page.contains(">“We &amp; &lt;i&gt;you&lt;/i&gt;,”</mark> said Ada Quist."), "{page}");
    assert!(page.contains("data-by=\"AQ\""), "{page}");
    assert!(!page.contains("<script") && !page.contains("<i>"), "{page}");
    assert!(page.trim_end().ends_with("</html>"), "{page}");
}
