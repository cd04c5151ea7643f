//! Names of things inside Spojka: time-ordered texts that can't be mixed up with each other.
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::clock::Millis;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// A new id that sorts by `now`; the rest is chance.
            pub fn generate(now: Millis) -> Self {
                let seconds = u64::try_from(now.0.div_euclid(1000)).unwrap_or_default();
                let nanos = u32::try_from(now.0.rem_euclid(1000)).unwrap_or_default() * 1_000_000;
                let at = uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos);
                Self(uuid::Uuid::new_v7(at).simple().to_string())
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
