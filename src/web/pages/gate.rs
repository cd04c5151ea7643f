//! Gates: pages without tabs, for when there is no page. A title, what is the matter, and the way on.
use askama::Template;

use super::{PageState, Support};
use crate::domain::shop::Language;
use crate::text::{self, Value};
use crate::web::static_files;

/// A way on: words, address, and whether it opens a window of its own.
#[derive(Debug)]
pub struct Way {
    /// Words of the button.
    pub label: String,
    /// Where it leads.
    pub address: String,
    /// In a window of its own.
    pub new_window: bool,
}

/// What every gate says.
#[derive(Debug)]
pub struct Gate<'a> {
    /// Language.
    pub language: Language,
    /// Which gate, for tests.
    pub word: &'a str,
    /// Title.
    pub title: String,
    /// Paragraphs.
    pub lines: Vec<String>,
    /// The way on.
    pub way: Option<Way>,
    /// How to reach us, in words.
    pub contact: String,
    /// Hours of help.
    pub hours: &'a str,
    /// Address of the sheet.
    pub sheet: &'a str,
}

#[derive(Template)]
#[template(path = "gate.html")]
struct Plain<'a> {
    g: Gate<'a>,
}

impl<'a> Gate<'a> {
    /// The gate of a word, with its title and its first paragraph.
    pub fn new(support: &'a Support, language: Language, word: &'a str) -> Self {
        let how = [("phone", Value::from(support.phone.as_str())), ("email", Value::from(support.email.as_str()))];
        Self {
            language,
            word,
            title: text::say(language, &format!("gate-{word}-title"), &[]),
            lines: vec![text::say(language, &format!("gate-{word}-text"), &[])],
            way: None,
            contact: text::say(language, "gate-contact", &how),
            hours: &support.hours,
            sheet: &static_files::names().sheet,
        }
    }

    /// The same with one more paragraph.
    #[must_use]
    pub fn line(mut self, text: String) -> Self {
        self.lines.push(text);
        self
    }

    /// The same with a way on.
    #[must_use]
    pub fn way(mut self, label: String, address: String, new_window: bool) -> Self {
        self.way = Some(Way { label, address, new_window });
        self
    }

    /// As HTML.
    ///
    /// # Errors
    /// When the template fails.
    pub fn html(self) -> Result<String, askama::Error> {
        Plain { g: self }.render()
    }
}

/// Renders a gate of a title, one paragraph, and perhaps one way on (address and words).
///
/// # Errors
/// When the template fails.
pub fn plain(
    state: &PageState,
    language: Language,
    word: &str,
    way: Option<(String, String)>,
) -> Result<String, askama::Error> {
    let gate = Gate::new(&state.support, language, word);
    match way {
        Some((address, label)) => gate.way(label, address, word == "window").html(),
        None => gate.html(),
    }
}
