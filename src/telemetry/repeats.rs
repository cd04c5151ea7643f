//! Warnings and errors that repeat themselves: some lines of a kind for each shop, then a count, so that nobody outside fills the disk.
use std::fmt::Debug;
use std::sync::LazyLock;

use tracing::field::{Field, Visit};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

use crate::domain::clock::Clock;
use crate::domain::seldom::Seldom;

/// Lines of one kind about one shop or connection in [`MILLIS`].
const MOST: u64 = 20;
/// A minute.
const MILLIS: i64 = 60_000;
/// Target of the lines that tell the counts; never left out themselves.
const TARGET: &str = "spojka::repeats";

static SEEN: LazyLock<Seldom<Kind>> = LazyLock::new(|| Seldom::new(MOST, MILLIS));

/// What makes two lines the same: what they say, and about whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
struct Kind {
    says: String,
    whose: String,
}

impl Visit for Kind {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        match field.name() {
            "message" => self.says = format!("{value:?}"),
            "shop" | "connection" => self.whose = format!("{value:?}"),
            _ => {}
        }
    }
}

/// Leaves out what repeats itself.
pub struct Seldomly;

impl<S: Subscriber> Layer<S> for Seldomly {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::always()
    }

    fn event_enabled(&self, event: &Event<'_>, _: Context<'_, S>) -> bool {
        let metadata = event.metadata();
        if *metadata.level() > Level::WARN || metadata.target() == TARGET {
            return true;
        }
        let mut kind = Kind::default();
        event.record(&mut kind);
        SEEN.admit(&kind, Clock::System.now()).is_some()
    }
}

/// Tells how many lines were left out since the last time; called now and then.
pub fn tell_left_out() {
    for (kind, times) in SEEN.left_out(Clock::System.now()) {
        tracing::warn!(target: TARGET, times, about = kind.whose, line = kind.says, "a line repeated itself and was left out");
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::fmt;
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_that_repeats_itself_is_counted() {
        let kept = Kept::default();
        let writer = kept.clone();
        let log = fmt().with_writer(move || writer.clone()).with_ansi(false).finish().with(Seldomly);
        tracing::subscriber::with_default(log, || {
            for n in 0..1000 {
                tracing::warn!(shop = "s1", n, "a flood");
                tracing::info!("what is no warning");
            }
            tracing::warn!(shop = "s2", "a flood");
            tell_left_out();
        });
        let text = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
        let lines = |part: &str| text.lines().filter(|line| line.contains(part)).count();
        assert_eq!((lines("a flood shop=\"s1\""), lines("a flood shop=\"s2\"")), (20, 1), "{text}");
        assert_eq!((lines("what is no warning"), lines("times=980")), (1000, 1));
    }
}
