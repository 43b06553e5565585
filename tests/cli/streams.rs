//! Streams of lines: order, memory, bad lines.

use super::*;

#[test]
fn a_stream_is_answered_in_its_order_with_its_ids() {
    let input = "{\"id\": \"b\", \"text\": \"“Yes,” said Ada Quist.\", \"more\": [1]}\n\n{\"text\": \"\", \"id\": 7}\r\n{\"id\": null, \"text\": \"x\"}";
    let output = run(&["--ndjson"], input);
    assert!(output.status.success());
    assert_eq!(ids(&output), [json!("b"), json!(7), Value::Null]);
    assert!(out(&output).starts_with(r#"{"id":"b","offsets":"chars","quotations":["#));
}

#[test]
fn a_stream_is_answered_line_by_line() {
    let mut child = start(&["--ndjson"]);
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
    assert_eq!(ids(&output), [1, 3]);
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
fn a_reader_who_has_had_enough_is_no_error() {
    for format in ["report", "json", "ndjson", "csv", "html"] {
        let mut child = start(&["--ndjson", "--format", format]);
        drop(child.stdout.take());
        let line = json!({"id": 1, "text": ARTICLE}).to_string() + "\n";
        // It may be gone before it has read everything.
        let _ = child.stdin.take().expect("a pipe").write_all(line.repeat(100).as_bytes());
        let output = child.wait_with_output().expect("the command ends");
        assert_eq!((output.status.code(), complaints(&output)), (Some(0), Vec::new()), "{format}");
    }
}

/// Long texts among short ones, so that no thread is done in the order of the texts.
#[test]
fn many_threads_answer_what_one_answers() {
    let long = json!({"id": "long", "text": ARTICLE.repeat(200)}).to_string() + "\n";
    let input = format!("{long}{}{long}{}", stream(200), stream(50));
    let one = run(&["--ndjson", "--threads", "1"], &input);
    assert_eq!(answers(&one).len(), 252);
    assert_eq!(ids(&one)[..3], [json!("long"), json!(0), json!(1)]);
    for format in ["ndjson", "csv", "json", "html"] {
        let [one, seven] = ["1", "7"].map(|threads| out(&run(&["--ndjson", "--format", format, "--threads", threads], &input)));
        assert!(one == seven, "{format} differs");
    }
}

/// What a pipe between two programs relies on: a line out for each line in, whatever it is.
#[test]
fn a_bad_line_leaves_a_record_where_that_is_wanted() {
    let input = "{\"id\": 1, \"text\": \"x\"}\nnonsense\n{\"id\": \"a\"}\n{\"id\": 3, \"text\": \"x\"}\n";
    let output = run(&["--ndjson", "--error-records"], input);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(ids(&output), [json!(1), Value::Null, json!("a"), json!(3)]);
    let errors: Vec<Value> = answers(&output).iter().filter_map(|answer| answer.get("error").cloned()).collect();
    let complaints: Vec<String> = complaints(&output).iter().map(|line| line.replacen("whosaid: ", "", 1)).collect();
    assert_eq!(errors, complaints);
    assert_eq!(errors[1], "standard input: line 3: missing field `text`");
    assert_eq!(run(&["--error-records", "--format", "csv"], "").status.code(), Some(2));
}

/// 400 MB of texts, of which a few may be there at once. The whole is held
/// against what the command needs for nothing but its weights, with room.
#[cfg(target_os = "linux")]
#[test]
fn a_long_stream_needs_no_more_memory_than_a_short_one() {
    const MEGABYTE: usize = 1 << 20;
    let most = |texts: usize| {
        let mut child = start(&["--ndjson", "--threads", "2"]);
        let (mut stdin, mut stdout) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        let writer = std::thread::spawn(move || {
            let line = json!({"id": 1, "text": "x", "more": " ".repeat(MEGABYTE), "text_of_old": "y"}).to_string() + "\n";
            for _ in 0..texts {
                stdin.write_all(line.as_bytes()).expect("it reads on");
            }
            stdin
        });
        let mut answered = 0;
        let mut answers = [0; 1 << 16];
        while answered < texts {
            let read = stdout.read(&mut answers).expect("it answers");
            assert!(read > 0, "it ended after {answered} texts");
            answered += answers[..read].iter().filter(|&&byte| byte == b'\n').count();
        }
        // It still waits for more, so that it can be asked.
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("it is there");
        drop(writer.join().expect("all is written"));
        assert!(child.wait().expect("it ends").success());
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
        most.trim().trim_end_matches(" kB").parse::<usize>().expect("a number") / 1024
    };
    let (short, long) = (most(20), most(400));
    assert!(long < short + 64, "{long} MB for 400 texts, {short} MB for 20");
}
