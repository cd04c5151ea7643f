//! How long one batch goes on beginning things: then the rest is handed back, and others have their turn.
use std::time::{Duration, Instant};

/// So long a batch begins something new. What has begun is brought to its end.
const LENGTH: Duration = Duration::from_secs(5);

/// The turn of one batch, from when what it needs in common was read.
#[derive(Debug, Clone, Copy)]
pub struct Turn(Instant);

impl Turn {
    /// A turn that begins now.
    pub fn begin() -> Self {
        Self(Instant::now())
    }

    /// Whether nothing new is begun any more.
    pub fn is_over(self) -> bool {
        self.0.elapsed() >= LENGTH
    }
}
