//! The main text of a page, without its navigation, advertisements and comments.

use std::panic::catch_unwind;

use dom_smoothie::{Config, Readability, TextMode};

/// No page that people read nests its elements so deep, and the time to find
/// a main text grows with the square of it.
const DEEPEST: usize = 256;

/// What nobody reads as text.
const UNREAD: &str = "head, script, style, noscript, template, svg, iframe, object, nav, form";

const UNREADABLE: &str = "the page cannot be read";

/// What is read of a page.
pub struct Page {
    /// What it calls itself.
    pub title: Option<String>,
    /// Its main text, a paragraph a line.
    pub text: String,
}

/// The main text of `html`; all of its text where no part is the main one.
pub fn main_text(html: String) -> Result<Page, &'static str> {
    // It reads what anybody wrote, and its code is not ours: what it cannot
    // read must not cost the texts after it.
    catch_unwind(|| {
        let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
        let read = |config| Readability::new(html.as_str(), None, config).map_err(|_| UNREADABLE);
        let mut page = read(Some(config))?;
        if deep(&page) {
            return Ok(whole(&page));
        }
        match page.parse() {
            Ok(article) => Ok(Page { title: titled(&article.title), text: article.text_content.trim().to_owned() }),
            // It has taken the page apart.
            Err(_) => Ok(whole(&read(None)?)),
        }
    })
    .unwrap_or(Err(UNREADABLE))
}

/// Whether the page is nested too deep.
fn deep(page: &Readability) -> bool {
    let mut node = page.doc.root();
    let mut depth = 0;
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            node = child;
        } else {
            while node.next_sibling().is_none() {
                let Some(parent) = node.parent() else { return false };
                depth -= 1;
                node = parent;
            }
            let Some(next) = node.next_sibling() else { return false };
            node = next;
        }
        if depth > DEEPEST {
            return true;
        }
    }
}

fn whole(page: &Readability) -> Page {
    let title = titled(&page.get_article_title());
    page.doc.select(UNREAD).remove();
    Page { title, text: page.doc.formatted_text().trim().to_owned() }
}

fn titled(title: &str) -> Option<String> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}
