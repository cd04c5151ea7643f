//! Values that are stored as JSON text.
use serde::Serialize;

use crate::store::{StoreError, StoreResult};

/// A value as the JSON text that a column holds. What can't be written is an error: an empty text in its place would wipe out what
/// stands there, and nobody would see it.
///
/// # Errors
/// [`StoreError::Unwritable`], naming the column.
pub fn json<T: Serialize + ?Sized>(what: &'static str, value: &T) -> StoreResult<String> {
    serde_json::to_string(value).map_err(|e| StoreError::Unwritable { what, why: e.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_is_an_error_and_no_empty_text() {
        let keyed = std::collections::BTreeMap::from([((1, 2), "a key that JSON has no form for")]);
        let error = json("connections.settings", &keyed).unwrap_err();
        assert!(error.to_string().contains("connections.settings"), "{error}");
        assert_eq!(json("steps.detail", &[1, 2]).unwrap(), "[1,2]");
    }
}
