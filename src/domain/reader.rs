//! The one door for JSON that others wrote: bodies, answers, files of the operator. Depth and size of what is built from it are bounded
//! before anything is built, and the private keys by which `serde_json` passes numbers and raw texts to itself are never honoured: with
//! them a text would be read again from within a text, as often as its writer likes.
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed};
use serde_json::Value;

mod salvage;
mod scan;
#[cfg(test)]
mod tests;

pub use salvage::DAMAGED;
use scan::{Manner, scan};

/// Deepest nesting that is read, in arrays and objects within each other.
pub const DEEPEST: usize = 64;
/// What is built from one text at most: each value counts one, each object eight, since it takes so much more memory.
pub const MOST: usize = 400_000;

/// Why a text is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is not JSON, or not what was asked for; with the reader's words.
    #[error("not valid JSON: {0}")]
    NotJson(String),
    /// It is nested too deeply.
    #[error("nested deeper than {DEEPEST} levels")]
    TooDeep,
    /// It holds too many values.
    #[error("more values than can be read at once")]
    TooMany,
    /// It uses a key that is reserved for the reader itself.
    #[error("a reserved key is used")]
    Reserved,
}

/// Reads a text exactly as it came, or refuses it: signed calls and files of the operator. `most` bounds what is built, counted as
/// [`MOST`].
///
/// # Errors
/// [`Unreadable`]; nothing is mended.
pub fn strict<T: DeserializeOwned>(text: &[u8], most: usize) -> Result<T, Unreadable> {
    let text = scan(text, &mut { most }, Manner::Strict)?;
    built(&text, PhantomData::<T>)
}

/// Reads a hook's body with a reader that takes only what it needs. Texts that are no texts are mended, see [`answer`].
///
/// # Errors
/// [`Unreadable`].
pub fn hook<V>(body: &[u8], seed: impl for<'de> DeserializeSeed<'de, Value = V>) -> Result<V, Unreadable> {
    let body = String::from_utf8_lossy(bare(body));
    let text = scan(body.as_bytes(), &mut { MOST }, Manner::Mend)?;
    built(&text, seed)
}

/// Reads an answer. What is no text within a text is mended (halves of a surrogate pair, bytes that are not UTF-8, raw control
/// characters). Of a list in which one record can't be read, the others are read: the broken one keeps what can be read of it and
/// names under [`DAMAGED`] what can't.
///
/// # Errors
/// [`Unreadable`] when nothing can be saved, a text that was cut off for one.
pub fn answer(body: &[u8]) -> Result<Value, Unreadable> {
    let body = String::from_utf8_lossy(bare(body));
    let left = &mut { MOST };
    match scan(body.as_bytes(), left, Manner::Mend).and_then(|text| built(&text, PhantomData::<Value>)) {
        Err(Unreadable::NotJson(_) | Unreadable::TooDeep) => {}
        other => return other,
    }
    salvage::salvage(body.as_bytes())
}

/// Reads what we wrote ourselves and kept.
///
/// # Errors
/// When it is not of the wanted shape.
pub fn stored<T: DeserializeOwned>(text: impl AsRef<[u8]>) -> serde_json::Result<T> {
    #[expect(
        clippy::disallowed_methods,
        reason = "our own text; what came from outside went through the guarded readers before"
    )]
    serde_json::from_slice(text.as_ref())
}

/// The same without a byte order mark.
fn bare(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

/// Reads a text that was scanned.
fn built<V>(text: &[u8], seed: impl for<'de> DeserializeSeed<'de, Value = V>) -> Result<V, Unreadable> {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads what others wrote, after it was scanned")]
    let mut reader = serde_json::Deserializer::from_slice(text);
    let read = seed.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| Unreadable::NotJson(error.to_string()))
}
