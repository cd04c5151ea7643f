//! What a merchant writes to support.

/// Longest subject, in characters.
pub const SUBJECT_LONGEST: usize = 120;
/// Longest text, in characters.
pub const TEXT_LONGEST: usize = 5000;
/// So many messages a shop may write in an hour.
pub const PER_HOUR: i64 = 5;

/// A message before it is stored; its text is mailed as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Subject, one line.
    pub subject: String,
    /// The whole text: the merchant's words and what was shown to be sent with them.
    pub body: String,
    /// Where the answer should go; may be empty.
    pub reply_to: String,
}

/// The short reference of a message that its writer can name on the phone.
pub fn reference(id: &str) -> String {
    id.chars().skip(id.chars().count().saturating_sub(8)).collect::<String>().to_uppercase()
}
