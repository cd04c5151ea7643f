//! Small pieces of HTML.

/// Text made safe for HTML, inside and outside of attributes.
pub fn esc(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// A button that posts to an address.
pub fn press(address: &str, label: &str, test: &str, kind: &str) -> String {
    format!(
        "<form method=\"post\" action=\"{}\"><button class=\"{kind}\" data-test=\"{}\">{}</button></form>",
        esc(address),
        esc(test),
        esc(label)
    )
}
