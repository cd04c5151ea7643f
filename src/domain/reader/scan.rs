//! One look at a text before anything is built from it: what it would cost, and what must be mended first. Where the text is JSON,
//! this sees the same strings and brackets as whoever reads it afterwards; where it is not, that one stops.
use std::borrow::Cow;

use super::{DEEPEST, Unreadable};

/// What an object costs more than another value: its map takes some hundred bytes.
const OBJECT: usize = 7;
/// The beginning of the keys by which `serde_json` speaks to itself.
const PRIVATE: &str = "$serde_json::private::";

/// How a text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As it is. A reserved key is refused; what is not JSON the reader refuses.
    Strict,
    /// Mended: halves of a surrogate pair become U+FFFD, raw control characters are escaped, a reserved key loses its meaning.
    Mend,
}

/// Looks through a text; `left` is what may still be built and is counted down. Gives back what can be read safely.
///
/// # Errors
/// [`Unreadable::TooDeep`], [`Unreadable::TooMany`], [`Unreadable::Reserved`].
pub(super) fn scan<'a>(text: &'a [u8], left: &mut usize, manner: Manner) -> Result<Cow<'a, [u8]>, Unreadable> {
    let mut copy = Copy { text, done: 0, made: Vec::new() };
    let (mut at, mut depth) = (0, 0_usize);
    let mut spend = |cost: usize| left.checked_sub(cost).map(|rest| *left = rest).ok_or(Unreadable::TooMany);
    while let Some(byte) = text.get(at) {
        at += 1;
        match byte {
            b'{' | b'[' => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Unreadable::TooDeep);
                }
                spend(if *byte == b'{' { 1 + OBJECT } else { 1 })?;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => spend(1)?,
            b'"' => {
                let start = at;
                at = end_of_string(text, start);
                let private = is_private(text, start, at);
                match manner {
                    Manner::Strict if private => return Err(Unreadable::Reserved),
                    Manner::Strict => {}
                    Manner::Mend => {
                        let first = if private { first_character(&mut copy, start) } else { start };
                        mend(&mut copy, first, at);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(copy.end())
}

/// A copy that is only made when something in the text changes.
struct Copy<'a> {
    text: &'a [u8],
    done: usize,
    made: Vec<u8>,
}

impl<'a> Copy<'a> {
    /// Puts something in the place of `from..to`, which lies behind all that was put before.
    fn put(&mut self, from: usize, to: usize, new: &[u8]) {
        self.made.extend_from_slice(&self.text[self.done..from]);
        self.made.extend_from_slice(new);
        self.done = to;
    }

    fn end(mut self) -> Cow<'a, [u8]> {
        if self.done == 0 {
            return Cow::Borrowed(self.text);
        }
        self.made.extend_from_slice(&self.text[self.done..]);
        Cow::Owned(self.made)
    }
}

/// Behind the closing quote of a string whose content begins at `start`; the text's end when it is not closed.
pub(super) fn end_of_string(text: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// Mends what is no text within a string.
fn mend(copy: &mut Copy<'_>, start: usize, end: usize) {
    let text = copy.text;
    let mut at = start;
    while at < end {
        match text[at] {
            b'\\' => match surrogate(text, at) {
                Some(0xD800..0xDC00) if matches!(surrogate(text, at + 6), Some(0xDC00..0xE000)) => at += 12,
                Some(_) => {
                    copy.put(at, at + 6, b"\xef\xbf\xbd");
                    at += 6;
                }
                None => at += 2,
            },
            byte @ 0..0x20 => {
                copy.put(at, at + 1, format!("\\u{byte:04x}").as_bytes());
                at += 1;
            }
            _ => at += 1,
        }
    }
}

/// Puts another character in the place of the dollar with which a reserved key begins; where the key goes on.
fn first_character(copy: &mut Copy<'_>, start: usize) -> usize {
    let next = start + if copy.text[start] == b'\\' { "\\u0024".len() } else { 1 };
    copy.put(start, next, b"\xef\xbf\xbd");
    next
}

/// The half of a surrogate pair that is escaped at `at`.
fn surrogate(text: &[u8], at: usize) -> Option<u32> {
    let digits = text.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let code = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    (0xD800..0xE000).contains(&code).then_some(code)
}

/// Whether a string is a key that `serde_json` would take for its own, however it is escaped.
fn is_private(text: &[u8], start: usize, end: usize) -> bool {
    if !matches!(text.get(start), Some(b'$' | b'\\')) {
        return false;
    }
    let is_key = text[end..].iter().find(|b| !b.is_ascii_whitespace()) == Some(&b':');
    is_key && super::stored::<String>(&text[start - 1..end]).is_ok_and(|key| key.starts_with(PRIVATE))
}
