//! Going on after a run that was stopped.

use std::fs::OpenOptions;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::*;

fn resume(output: &Path, arguments: &[&str], input: &str) -> Output {
    let all = [&["--ndjson", "--resume", "--output", output.to_str().expect("UTF-8")], arguments].concat();
    run(&all, input)
}

#[test]
fn a_killed_run_goes_on_and_ends_as_if_it_had_not_been_killed() {
    let input = stream(300) + "nonsense\n" + &stream(20);
    let whole = run(&["--ndjson"], &input);
    let path = file("killed.ndjson", "");
    let mut child = start(&["--ndjson", "--output", path.to_str().expect("UTF-8")]);
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).expect("it reads on");
    // The input stays open: so it is alive until it is killed.
    while fs::read(&path).expect("its output").iter().filter(|&&byte| byte == b'\n').count() < 100 {
        sleep(Duration::from_millis(5));
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it is gone");
    let kept = fs::read_to_string(&path).expect("its output");
    let torn = kept.rfind('\n').expect("a line") - 10;
    OpenOptions::new().write(true).open(&path).expect("its output").set_len(torn as u64).expect("it can be torn");

    let output = resume(&path, &[], &input);
    assert_eq!(complaints(&output).len(), 1, "{:?}", complaints(&output));
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).is_empty());
    assert!(fs::read(&path).expect("its output") == whole.stdout, "the output differs");
    // Once more, with nothing left to do.
    resume(&path, &[], &input);
    assert!(fs::read(&path).expect("its output") == whole.stdout, "the output differs");
}

#[test]
fn what_is_answered_is_kept_and_the_rest_is_answered() {
    let kept = "{\"id\":0,\"offsets\":\"chars\",\"by hand\":1}\n";
    let path = file("kept.ndjson", kept);
    assert!(resume(&path, &[], &stream(3)).status.success());
    let output = fs::read_to_string(&path).expect("its output");
    assert!(output.starts_with(kept), "{output}");
    assert_eq!(output.lines().count(), 3);
    let new = file("new.ndjson", "");
    fs::remove_file(&new).expect("it was there");
    assert!(resume(&new, &[], &stream(3)).status.success());
    assert_eq!(fs::read_to_string(&new).expect("its output").lines().nth(2), output.lines().nth(2));
}

#[test]
fn records_of_bad_lines_are_passed_over_and_told_again() {
    let input = format!("nonsense\n{}{{\"id\": 9}}\n{}", stream(2), stream(1));
    let whole = out(&run(&["--ndjson", "--error-records"], &input));
    for lines in 0..=5 {
        let kept: String = whole.split_inclusive('\n').take(lines).collect();
        let path = file("records.ndjson", kept);
        let output = resume(&path, &["--error-records"], &input);
        assert_eq!(complaints(&output).len(), 2, "{:?}", complaints(&output));
        assert_eq!(fs::read_to_string(&path).expect("its output"), whole, "after {lines} lines");
    }
}

#[test]
fn answers_to_other_texts_are_left_alone() {
    let path = file("other.ndjson", "");
    let whole = out(&run(&["--ndjson"], stream(3)));
    for (input, arguments, complaint) in [
        (
            stream(3).replacen("\"id\":1", "\"id\":\"b\"", 1),
            &[][..],
            "line 2 of the output answers 1, and the input has another text there",
        ),
        (stream(2), &[], "line 3 of the output answers a text that the input has not"),
        (stream(3), &["--offsets", "bytes"], "line 1 of the output counts chars, and not bytes"),
    ] {
        fs::write(&path, &whole).expect("a file can be written");
        let output = resume(&path, arguments, &input);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(complaints(&output), [format!("whosaid: {complaint}")]);
        assert_eq!(fs::read_to_string(&path).expect("its output"), whole);
    }
    let csv = resume(&path, &["--format", "csv"], "");
    assert_eq!(csv.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&path).expect("its output"), whole);
}
