//! `docs/element.md`: what `custom-elements.json` says of the elements, for people.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{sizes, tools};

const HEAD: &str = "# Reference of the elements

Written by the build from [custom-elements.json](../www/whosaid/custom-elements.json).
[On your site](site.md) tells how they are used, [Styling](styling.md) how they look.
";

/// What each element has, in the order of the page: the manifest's name for the list, the heading, what begins a row.
const LISTS: [(&str, &str, &str); 5] = [
    ("attributes", "Attributes", "attribute"),
    ("events", "Events", "event"),
    ("slots", "Slots", "slot"),
    ("cssParts", "Parts", "part"),
    ("cssProperties", "Custom properties", "custom property"),
];

/// Writes the file, where it is not just so already.
pub fn write() -> Result<()> {
    let path = tools::root().join("docs/element.md");
    let page = page(&manifest()?)?;
    if fs::read_to_string(&path).is_ok_and(|there| there == page) {
        return Ok(());
    }
    fs::write(&path, page).context("cannot write docs/element.md")
}

fn manifest() -> Result<Value> {
    let path = sizes::directory().join("custom-elements.json");
    let json = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&json).with_context(|| format!("{} is no JSON", path.display()))
}

/// The page about the elements of `manifest`.
fn page(manifest: &Value) -> Result<String> {
    let mut page = HEAD.to_owned();
    let declarations = list(manifest, "modules").flat_map(|module| list(module, "declarations"));
    for element in declarations.filter(|declaration| declaration["customElement"] == true) {
        let tag = text(element, "tagName")?;
        page += &format!("\n## `<{tag}>`\n\n{}\n\n{}\n", text(element, "summary")?, text(element, "description")?);
        let of_kind = |kind| list(element, "members").filter(move |member| member["kind"] == kind);
        for (name, heading, first) in LISTS {
            // Properties and methods come behind the attributes that many of them reflect.
            if name == "events" {
                page += &table("Properties", "property", of_kind("field"))?;
                page += &table("Methods", "method", of_kind("method"))?;
            }
            page += &table(heading, first, list(element, name))?;
        }
    }
    Ok(page)
}

fn table<'a>(heading: &str, first: &str, items: impl Iterator<Item = &'a Value>) -> Result<String> {
    let rows = items.map(row).collect::<Result<String>>()?;
    Ok(if rows.is_empty() { rows } else { format!("\n### {heading}\n\n| {first} | | |\n|---|---|---|\n{rows}") })
}

/// A row: the name and what it takes; the type and the default; what it is for.
fn row(item: &Value) -> Result<String> {
    let mut name = text(item, "name")?.to_owned();
    let parameters: Vec<&Value> = list(item, "parameters").collect();
    if item["kind"] == "method" {
        let names = parameters.iter().map(|parameter| text(parameter, "name")).collect::<Result<Vec<_>>>()?;
        name += &format!("({})", names.join(", "));
    }
    let name = if name.is_empty() { "(none)".into() } else { format!("`{name}`") };
    let typed =
        |item: &Value| item["type"]["text"].as_str().or(item["syntax"].as_str()).or(item["return"]["type"]["text"].as_str()).map(code);
    let mut about: Vec<String> = typed(item).into_iter().collect();
    about.extend(item["default"].as_str().map(|default| format!("default {}", code(default))));
    for (on, told) in [("readonly", "read only"), ("static", "of the class"), ("reflects", "reflects")] {
        about.extend((item[on] == true).then(|| told.to_owned()));
    }
    let mut description = text(item, "description")?.to_owned();
    for parameter in parameters {
        let of = typed(parameter).unwrap_or_default();
        description += &format!(" `{}` ({of}): {}", text(parameter, "name")?, text(parameter, "description")?);
    }
    Ok(format!("| {name} | {} | {} |\n", about.join(", "), description.replace('|', "\\|")))
}

/// `words` as code in a cell.
fn code(words: &str) -> String {
    format!("`{}`", words.replace('|', "\\|"))
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().map_or(&[][..], Vec::as_slice).iter()
}

fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
    value[name].as_str().with_context(|| format!("the manifest has no \"{name}\" in {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_what_the_manifest_says() {
        let there = fs::read_to_string(tools::root().join("docs/element.md")).expect("docs/element.md");
        let wanted = manifest().and_then(|manifest| page(&manifest)).expect("the manifest");
        assert!(there == wanted, "docs/element.md is not what the manifest says: cargo xtask build writes it");
    }

    #[test]
    fn a_row_has_all_of_an_item() {
        let item = serde_json::json!({
            "kind": "method", "name": "choose", "description": "Goes there.", "return": {"type": {"text": "A | B"}},
            "parameters": [{"name": "index", "type": {"text": "number"}, "description": "Which."}],
        });
        assert_eq!(row(&item).expect("a row"), "| `choose(index)` | `A \\| B` | Goes there. `index` (`number`): Which. |\n");
    }
}
