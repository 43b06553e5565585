//! What is written, in each format.

use super::*;

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
fn bad_arguments_end_with_the_status_of_bad_input() {
    let output = run(&["--format", "poem"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).is_empty());
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

#[test]
fn a_page_leads_from_each_speaker_to_their_words() {
    let stream = [("<One>", "“Yes,” said Ada Quist. “No,” said Tomas Okafor. “Yes again,” said Ada Quist."), ("Two", "Nothing & no one.")]
        .map(|(id, text)| json!({"id": id, "text": text}).to_string());
    let page = out(&run(&["--ndjson", "--format", "html"], stream.join("\n")));
    assert!(page.contains("<h2 id=\"text-0\">&lt;One&gt;</h2>"), "{page}");
    assert!(page.contains("<h2 id=\"text-1\">Two</h2>"), "{page}");
    let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links, ["text-0-0", "text-0-2", "text-0-1"]);
    for link in links {
        assert_eq!(page.matches(&format!("<mark id=\"{link}\" ")).count(), 1, "{page}");
    }
    assert!(page.contains("<p>No quotations found.</p>"), "{page}");
    assert!(!page.contains("<One>"), "{page}");
}
