//! A partner's rate as a value: so many calls a minute of one resource, of which what can wait uses at most half.
use crate::domain::clock::Millis;

/// The window, in seconds.
const WINDOW_SECONDS: i64 = 60;
/// Longest time in seconds that a bucket stays shut on the word of one answer.
const LONGEST_SECONDS: i64 = 600;
/// Our window and the partner's are the same when their ends lie this close, in milliseconds: it tells whole seconds.
const SAME_MILLIS: i64 = 1500;

/// Whether a call is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Urgency {
    /// A hand-over, a hook, a person's click.
    #[default]
    Prompt,
    /// Catching up, sweeps, product lists: never more than half of the rate.
    CanWait,
}

/// The calls of the present window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bucket {
    /// When it is filled anew.
    pub ends_at: Millis,
    /// Calls made, of either urgency.
    pub used: i64,
    /// Those of them that could wait.
    pub used_waiting: i64,
    /// The limit as answers tell it; 0 until one does.
    pub told_limit: i64,
    /// No call before this.
    pub shut_until: Millis,
}

/// What an answer told of its bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// Calls a window.
    pub limit: Option<i64>,
    /// Calls left.
    pub remaining: Option<i64>,
    /// When it is filled anew.
    pub reset: Option<Millis>,
    /// Refused for now: no call before this.
    pub shut_until: Option<Millis>,
}

impl Bucket {
    /// Takes up to `calls` calls; how many, at least one. `limit` counts until an answer has told another.
    ///
    /// # Errors
    /// Until when there are none: for this urgency, or at all.
    pub fn take(&mut self, calls: i64, limit: i64, urgency: Urgency, now: Millis) -> Result<i64, Millis> {
        if self.shut_until > now && self.shut_until <= now.plus_seconds(LONGEST_SECONDS) {
            return Err(self.shut_until);
        }
        if self.ends_at <= now || self.ends_at > now.plus_seconds(2 * WINDOW_SECONDS) {
            (self.ends_at, self.used, self.used_waiting) = (now.plus_seconds(WINDOW_SECONDS), 0, 0);
        }
        let limit = if self.told_limit > 0 { self.told_limit } else { limit };
        // Of a limit of one the half is none, and what can wait would wait for ever.
        let left_waiting = (limit / 2).max(1) - self.used_waiting;
        let left = match urgency {
            Urgency::Prompt => limit - self.used,
            Urgency::CanWait => (limit - self.used).min(left_waiting),
        };
        if left < 1 {
            return Err(self.ends_at);
        }
        let taken = calls.clamp(1, left);
        self.used += taken;
        if urgency == Urgency::CanWait {
            self.used_waiting += taken;
        }
        Ok(taken)
    }

    /// Learns from an answer: the limit, the partner's own window, what others have used of it, a refusal.
    #[must_use]
    pub fn learned(mut self, told: Told, now: Millis) -> Self {
        if let Some(limit) = told.limit.filter(|n| *n > 0) {
            self.told_limit = limit;
        }
        let reset = told.reset.filter(|at| *at > now);
        let window = reset.filter(|at| *at <= now.plus_seconds(WINDOW_SECONDS + 1));
        if let Some(at) = window.filter(|at| (at.0 - self.ends_at.0).abs() > SAME_MILLIS) {
            self.ends_at = at;
        }
        let shut = told.shut_until.or(reset.filter(|_| told.remaining == Some(0)));
        if let Some(until) = shut {
            self.shut_until = self.shut_until.max(until.min(now.plus_seconds(LONGEST_SECONDS)));
        }
        if let (Some(remaining), true) = (told.remaining, self.told_limit > 0 && window.is_some()) {
            self.used = self.used.max(self.told_limit - remaining);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_700_000_000_000);

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let mut bucket = Bucket::default();
        assert_eq!(bucket.take(2, 3, Urgency::Prompt, NOW), Ok(2));
        assert_eq!(bucket.take(2, 3, Urgency::Prompt, NOW), Ok(1));
        assert_eq!(bucket.take(1, 3, Urgency::Prompt, NOW.plus_seconds(20)), Err(NOW.plus_seconds(60)));
        assert_eq!(bucket.take(1, 3, Urgency::Prompt, NOW.plus_seconds(60)), Ok(1));
    }

    #[test]
    fn what_can_wait_leaves_half() {
        let mut bucket = Bucket::default();
        assert_eq!(bucket.take(10, 10, Urgency::CanWait, NOW), Ok(5));
        assert_eq!(bucket.take(1, 10, Urgency::CanWait, NOW), Err(NOW.plus_seconds(60)));
        assert_eq!(bucket.take(10, 10, Urgency::Prompt, NOW), Ok(5));
        let mut bucket = Bucket::default();
        assert_eq!(bucket.take(8, 10, Urgency::Prompt, NOW), Ok(8));
        assert_eq!(bucket.take(5, 10, Urgency::CanWait, NOW), Ok(2));
        assert_eq!(Bucket::default().take(1, 1, Urgency::CanWait, NOW), Ok(1));
    }

    #[test]
    fn answers_correct_the_count() {
        let mut bucket =
            Bucket::default().learned(Told { shut_until: Some(NOW.plus_seconds(7)), ..Told::default() }, NOW);
        assert_eq!(bucket.take(1, 300, Urgency::Prompt, NOW), Err(NOW.plus_seconds(7)));
        assert_eq!(bucket.take(1, 300, Urgency::Prompt, NOW.plus_seconds(7)), Ok(1));
        // Somebody else uses the same account, and the partner's minute ends in 20 s.
        let told = Told { limit: Some(10), remaining: Some(2), reset: Some(NOW.plus_seconds(20)), shut_until: None };
        let mut bucket = Bucket::default();
        assert_eq!(bucket.take(1, 300, Urgency::Prompt, NOW), Ok(1));
        bucket = bucket.learned(told, NOW);
        assert_eq!(bucket.take(300, 300, Urgency::Prompt, NOW), Ok(2));
        assert_eq!(bucket.take(1, 300, Urgency::Prompt, NOW), Err(NOW.plus_seconds(20)));
        // Empty, and a clock that tells nonsense.
        let empty = Told { remaining: Some(0), reset: Some(NOW.plus_seconds(30)), ..told };
        assert_eq!(Bucket::default().learned(empty, NOW).take(1, 5, Urgency::Prompt, NOW), Err(NOW.plus_seconds(30)));
        let nonsense = Told { remaining: Some(0), reset: Some(Millis(i64::MAX)), ..told };
        let mut bucket = Bucket::default().learned(nonsense, NOW);
        assert_eq!(bucket.take(1, 5, Urgency::Prompt, NOW), Err(NOW.plus_seconds(600)));
        assert_eq!(bucket.take(1, 5, Urgency::Prompt, NOW.plus_seconds(600)), Ok(1));
    }

    #[test]
    fn a_clock_that_was_ahead_shuts_nothing() {
        let month = NOW.plus_seconds(30 * 86_400);
        let mut bucket = Bucket { ends_at: month, used: 300, shut_until: month, ..Bucket::default() };
        assert_eq!(bucket.take(1, 300, Urgency::Prompt, NOW), Ok(1));
    }
}
