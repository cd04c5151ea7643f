//! Words of others: cleaned where they enter, and never in the log.

/// Most characters that are kept of what another system said.
pub const MOST: usize = 500;

/// What may follow a label in the log, since it is ours: how a connection failed.
const OURS: [&str; 7] = [
    "no connection",
    "no answer in time",
    "the connection broke",
    "the answer is not JSON or was cut off",
    "it is larger than",
    "redirected (HTTP ",
    "the mail server",
];
/// Labels after which everything is ours.
const WHOLE: [&str; 3] = ["database: ", "migration: ", "stored "];

/// One line of plain text: control characters are blanks, blanks are one, at most [`MOST`] characters.
pub fn clean(text: &str) -> String {
    let line = text.replace(|c: char| c.is_control() || is_invisible(c), " ");
    line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MOST).collect()
}

/// What turns the direction of a line or hides in it, and so could make a page or a log tell something else.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// An error for the log: its kind and the status, without a word of the other side, which may hold a customer's name or worse. What is
/// not known to be ours is left out.
pub fn without_words(error: &str) -> String {
    if WHOLE.iter().any(|label| error.starts_with(label)) {
        return clean(error);
    }
    let Some((label, rest)) = error.split_once(": ") else { return clean(error) };
    if OURS.iter().any(|start| rest.starts_with(start)) {
        return clean(error);
    }
    let told = rest.trim_start_matches("HTTP ");
    let digits = told.bytes().take_while(u8::is_ascii_digit).count();
    let status = told.get(..3).filter(|_| digits == 3 && !told.starts_with(['0', '6', '7', '8', '9']));
    status.map_or_else(|| clean(label), |status| format!("{label}: HTTP {status}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cause::Code;
    use crate::domain::partner::CallError;

    #[test]
    fn words_are_one_bounded_line() {
        assert_eq!(clean(" a\u{7}\r\n\tb\u{202E}c\u{0}  d "), "a b c d");
        assert_eq!(clean(&"ž".repeat(9000)).chars().count(), MOST);
    }

    #[test]
    fn the_log_gets_cause_and_status_only() {
        let words = "Jana Malá, Dlouhá 5, jana@example.com";
        let text = || words.to_owned();
        for (error, logged) in [
            (CallError::Refused { code: Code::Address, text: text() }, "refused"),
            (CallError::Login { text: text() }, "login refused"),
            (CallError::Login { text: format!("401: {words}") }, "login refused: HTTP 401"),
            (CallError::Down { text: format!("HTTP 503: {words}") }, "no answer: HTTP 503"),
            (CallError::Down { text: format!("503: {words}") }, "no answer: HTTP 503"),
            (CallError::Down { text: text() }, "no answer"),
            (CallError::Unclear { text: format!("500 {words}") }, "unclear: HTTP 500"),
            (CallError::Unclear { text: format!("5001 {words}") }, "unclear"),
            (CallError::Down { text: "no connection: refused".to_owned() }, "no answer: no connection: refused"),
            (CallError::NotFound, "not found"),
            (CallError::Busy { after_seconds: 5 }, "too many calls, again in 5 s"),
        ] {
            assert_eq!(without_words(&error.to_string()), logged);
        }
        assert_eq!(without_words("database: disk I/O error"), "database: disk I/O error");
    }
}
