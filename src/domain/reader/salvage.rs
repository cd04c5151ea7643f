//! Saving what can be read of a text that can't be read as a whole: one broken record must not hold up its list.
use std::marker::PhantomData;

use serde_json::{Map, Value};

use super::scan::{Manner, end_of_string, scan};
use super::{MOST, Unreadable, built};

/// Member of a broken record that names which of its members can't be read; empty when nothing of the record can.
pub const DAMAGED: &str = "spojka:damaged";
/// So many levels are taken apart: an answer, its list, a record. What is broken within a record breaks one of its members.
const LEVELS: usize = 3;

/// Reads what can be read of a text.
///
/// # Errors
/// [`Unreadable`] when the text does not even fall apart into members, or when there are too many of them.
pub(super) fn salvage(text: &[u8]) -> Result<Value, Unreadable> {
    part(text, LEVELS, &mut { MOST })
}

fn part(text: &[u8], levels: usize, left: &mut usize) -> Result<Value, Unreadable> {
    let text = text.trim_ascii();
    let mut rest = *left;
    let whole = scan(text, &mut rest, Manner::Mend).and_then(|text| built(&text, PhantomData::<Value>));
    match (whole, text) {
        (Ok(value), _) => {
            *left = rest;
            Ok(value)
        }
        (Err(Unreadable::NotJson(_) | Unreadable::TooDeep), [b'{', inner @ .., b'}']) if levels > 0 => {
            members(inner, levels, left)
        }
        (Err(Unreadable::NotJson(_) | Unreadable::TooDeep), [b'[', inner @ .., b']']) if levels > 0 => {
            let read = |element| match part(element, levels - 1, left) {
                Err(Unreadable::TooMany) => Err(Unreadable::TooMany),
                Err(_) => {
                    // The record that stands for it costs as much as any other.
                    *left = left.checked_sub(8).ok_or(Unreadable::TooMany)?;
                    Ok(Value::Object(Map::from_iter([(DAMAGED.to_owned(), Value::from(""))])))
                }
                read => read,
            };
            split(inner)?.into_iter().map(read).collect()
        }
        (whole, _) => whole,
    }
}

/// The members of an object, one by one.
fn members(inner: &[u8], levels: usize, left: &mut usize) -> Result<Value, Unreadable> {
    let (mut map, mut damaged) = (Map::new(), None);
    for member in split(inner)? {
        let Some((key, value)) = named(member) else {
            damaged.get_or_insert_default();
            continue;
        };
        match part(value, levels - 1, left) {
            Ok(value) => drop(map.insert(key, value)),
            Err(Unreadable::TooMany) => return Err(Unreadable::TooMany),
            Err(_) => drop(damaged.get_or_insert(key)),
        }
    }
    if let Some(key) = damaged {
        map.insert(DAMAGED.to_owned(), Value::String(key));
    }
    Ok(Value::Object(map))
}

/// Key and value of a member.
fn named(member: &[u8]) -> Option<(String, &[u8])> {
    let member = member.trim_ascii_start();
    let end = end_of_string(member, 1);
    let key = scan(member.get(..end)?, &mut { MOST }, Manner::Mend).ok()?;
    let value = member.get(end..)?.trim_ascii_start().strip_prefix(b":")?;
    Some((built(&key, PhantomData::<String>).ok()?, value))
}

/// The parts between the commas of one level.
///
/// # Errors
/// [`Unreadable::NotJson`] when brackets don't match, as in a text that was cut off.
fn split(inner: &[u8]) -> Result<Vec<&[u8]>, Unreadable> {
    let broken = || Unreadable::NotJson("the text is cut off or its brackets don't match".to_owned());
    let (mut parts, mut from, mut at, mut depth) = (Vec::new(), 0, 0, 0_usize);
    while let Some(byte) = inner.get(at) {
        at += 1;
        match byte {
            b'"' => at = end_of_string(inner, at),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.checked_sub(1).ok_or_else(broken)?,
            b',' if depth == 0 => {
                parts.push(&inner[from..at - 1]);
                from = at;
                if parts.len() > MOST {
                    return Err(Unreadable::TooMany);
                }
            }
            _ => {}
        }
    }
    if depth > 0 {
        return Err(broken());
    }
    if !inner[from..].trim_ascii().is_empty() {
        parts.push(&inner[from..]);
    }
    Ok(parts)
}
