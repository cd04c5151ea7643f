//! Rate classes: each resource has its own bucket that is filled anew every minute of the sandbox's clock (facts: partners.md 2.8).

use std::collections::HashMap;
use time::OffsetDateTime;

/// Calls counted in the present minute.
#[derive(Debug, Default)]
pub struct Rates {
    minute: i64,
    used: HashMap<String, i64>,
}

/// What one call finds in its bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Calls a minute; 0 is no limit.
    pub limit: i64,
    /// Calls left in this minute, below zero when the call is one too many.
    pub left: i64,
    /// When the bucket is filled anew, in epoch seconds.
    pub reset: i64,
}

impl Quota {
    /// Whether the call is one too many.
    pub fn is_exceeded(self) -> bool {
        self.limit > 0 && self.left < 0
    }
}

impl Rates {
    /// Counts a call to a resource.
    pub fn count(&mut self, resource: &str, limit: i64, now: OffsetDateTime) -> Quota {
        let minute = now.unix_timestamp().div_euclid(60);
        if minute != self.minute {
            self.minute = minute;
            self.used.clear();
        }
        let used = self.used.entry(resource.to_owned()).or_default();
        *used += 1;
        Quota { limit, left: limit - *used, reset: (minute + 1) * 60 }
    }
}

/// The switch that holds the limit of a resource's class.
pub fn class_of(resource: &str) -> &'static str {
    match resource {
        "CustomerOrderATP" | "CustomerOrderCampaignProcessor" => "extend.rate_low",
        "Countries" | "Currencies" | "ProductUnits" | "CustomerOrderProjects" | "CustomerOrderReasonCodes" => {
            "extend.rate_high"
        }
        _ => "extend.rate_standard",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Duration;
    use time::macros::datetime;

    #[test]
    fn each_resource_has_its_own_minute() {
        let mut rates = Rates::default();
        let now = datetime!(2026-11-21 12:00:30 UTC);
        assert_eq!(rates.count("Products", 1, now).left, 0);
        assert!(rates.count("Products", 1, now).is_exceeded());
        assert!(!rates.count("Customers", 1, now).is_exceeded());
        assert_eq!(rates.count("Products", 1, now).reset - now.unix_timestamp(), 30);
        assert!(!rates.count("Products", 1, now + Duration::seconds(30)).is_exceeded());
    }
}
