//! Files, folders, patterns and pages.

use super::*;

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

const PAGE: &str = "<!doctype html><title>Geese over Lake Ostry</title>
<nav><a href=/>Home</a> <a href=/all>“All the news,” said nobody</a></nav>
<article><h1>Geese over Lake Ostry</h1>
<p>The lake was white with them on Tuesday, and those who live beside it came down to the shore to see how far they reached.</p>
<p>“We counted <b>nine</b> thousand &amp; more,” said Ada Quist, who has kept the books of the reserve for thirty years.</p>
<p>They leave when the ice does, and the village goes back to its boats, its nets and its long evenings.</p></article>
<aside><p>Read more: “Ten boats,” said Tomas Okafor.</p></aside>
<script>var said = \"“No,” said Script.\"</script>";

fn names(output: &Output, folder: &std::path::Path) -> Vec<String> {
    let within = |id: &Value| id.as_str().and_then(|id| PathBuf::from(id).strip_prefix(folder).ok().map(|path| path.display().to_string()));
    ids(output).iter().map(|id| within(id).expect("a file of the folder")).collect()
}

#[test]
fn folders_and_patterns_lead_to_their_files_in_order() {
    let folder = folder(
        "folders",
        &[
            ("b.txt", ARTICLE),
            ("a/2.TXT", ARTICLE),
            ("a/10.md", ARTICLE),
            ("a/x.png", "\u{1}"),
            (".hidden/y.txt", ARTICLE),
            ("c/d/page.html", PAGE),
        ],
    );
    let at = |path: &str| folder.join(path).to_str().expect("UTF-8").to_owned();
    let all = run(&["--format", "ndjson", &at("")], "");
    assert!(all.status.success(), "{:?}", complaints(&all));
    assert_eq!(names(&all, &folder), ["a/10.md", "a/2.TXT", "b.txt", "c/d/page.html"]);
    let fitting = run(&["--format", "ndjson", &at("**/*.txt"), &at("a")], "");
    assert_eq!(names(&fitting, &folder), [".hidden/y.txt", "b.txt", "a/10.md", "a/2.TXT"]);
    let none = run(&["--format", "ndjson", &at("**/*.pdf"), &at("b.txt")], "");
    assert_eq!(none.status.code(), Some(2));
    assert_eq!(complaints(&none), [format!("whosaid: {}: no file fits it", at("**/*.pdf"))]);
    assert_eq!(names(&none, &folder), ["b.txt"]);
    // One folder may hold many texts: an array, and a report with headings.
    assert!(out(&run(&["--format", "json", &at("a")], "")).starts_with("[\n"));
    assert!(out(&run(&[&at("a")], "")).starts_with(&at("a/10.md")));
}

#[test]
fn a_folder_of_streams_is_one_stream() {
    let (one, two) = (stream(2), stream(1));
    let folder = folder("streams", &[("2.ndjson", &one), ("10.jsonl", &two), ("read me.txt", "x")]);
    let output = run(&["--ndjson", folder.to_str().expect("UTF-8")], "");
    assert!(output.status.success(), "{:?}", complaints(&output));
    assert_eq!(ids(&output), [0, 0, 1]);
}

#[test]
fn the_main_text_of_a_page_is_read_and_told() {
    let path = file("page.html", PAGE);
    let page = &answers(&run(&["--format", "ndjson", path.to_str().expect("UTF-8")], ""))[0];
    assert_eq!(page["title"], "Geese over Lake Ostry");
    let text: Vec<char> = page["text"].as_str().expect("the text that was found").chars().collect();
    let content = &page["quotations"][0]["content"][0];
    let [start, end] = ["start", "end"].map(|key| content[key].as_u64().expect("a number") as usize);
    assert_eq!(text[start..end].iter().collect::<String>(), "“We counted nine thousand & more,”");
    assert_eq!(page["quotations"].as_array().map(Vec::len), Some(1));
    assert_eq!(page["speakers"][0]["name"], "Ada Quist");

    let line = json!({"id": path, "html": PAGE}).to_string();
    assert_eq!(&answers(&run(&["--ndjson"], line))[0], page);
    let piped: Value = serde_json::from_str(&out(&run(&["--input", "html", "--format", "json"], PAGE))).expect("JSON");
    assert_eq!(piped["quotations"], page["quotations"]);
    let source = &answers(&run(&["--input", "text", "--format", "ndjson", path.to_str().expect("UTF-8")], ""))[0];
    assert_eq!(source.get("text"), None);
}

/// Pages that try the library for pages: none of them costs another text its answer.
#[test]
fn no_page_is_too_broken() {
    let deep = "<div>".repeat(3_000) + "“Deep,” said Ada Quist." + &"</div>".repeat(1_000);
    let short = "<script>no()</script><p>“Yes,” said Ada Quist.";
    let pages = ["", "<", "<html><body></body>", "<table><p>“Odd,” said Ada Quist.", "\0<p>\0", short, &deep];
    let input: String = pages.iter().enumerate().map(|(id, html)| json!({"id": id, "html": html}).to_string() + "\n").collect();
    let output = run(&["--ndjson"], input);
    assert!(output.status.success(), "{:?}", complaints(&output));
    assert_eq!(ids(&output), [0, 1, 2, 3, 4, 5, 6]);
    let answers = answers(&output);
    assert_eq!(answers[5]["text"], "“Yes,” said Ada Quist.");
    assert_eq!(answers[6]["speakers"][0]["name"], "Ada Quist");
}
