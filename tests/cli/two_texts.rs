//! Texts beside one another.

use super::*;

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
