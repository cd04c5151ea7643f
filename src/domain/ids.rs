//! Names of things inside Spojka: time-ordered texts that can't be mixed up with each other.
use std::fmt;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use uuid::ContextV7;

use crate::domain::clock::Millis;

/// Keeps ids made within one millisecond in the order in which they were made.
static ORDER: Mutex<ContextV7> = Mutex::new(ContextV7::new());

fn time_ordered(now: Millis) -> String {
    let seconds = u64::try_from(now.0.div_euclid(1000)).unwrap_or_default();
    let nanos = u32::try_from(now.0.rem_euclid(1000)).unwrap_or_default() * 1_000_000;
    let at = uuid::Timestamp::from_unix(&*ORDER.lock().unwrap_or_else(PoisonError::into_inner), seconds, nanos);
    uuid::Uuid::new_v7(at).simple().to_string()
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// A new id that sorts by `now`; the rest is chance.
            pub fn generate(now: Millis) -> Self {
                Self(time_ordered(now))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// One Upgates shop that activated the add-on.
    ShopId
);
id!(
    /// One coupling of a shop with one partner.
    ConnectionId
);
id!(
    /// One order of a shop as one connection follows it.
    OrderId
);
id!(
    /// One piece of work of the engine.
    JobId
);
id!(
    /// Any other row: steps, audit lines, parcels.
    RowId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_millisecond_keep_their_order() {
        let ids: Vec<RowId> = (0..1000).map(|_| RowId::generate(Millis(1_800_000_000_123))).collect();
        assert!(ids.is_sorted());
        assert!(RowId::generate(Millis(1_800_000_000_124)) > ids[999]);
    }
}
