//! The signals of the operating system: which end the process and how, and which do nothing.
use std::io;
use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::web::app::WebState;

/// The signals, listened to from the beginning: before that, each of them would end the process at once.
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Listens from now on. What asks other programs to read their settings again or to turn their logs does nothing here, and says so.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn listen() -> io::Result<Self> {
        for (kind, name) in [
            (SignalKind::hangup(), "SIGHUP"),
            (SignalKind::user_defined1(), "SIGUSR1"),
            (SignalKind::user_defined2(), "SIGUSR2"),
        ] {
            let mut ignored = signal(kind)?;
            tokio::spawn(async move {
                while ignored.recv().await.is_some() {
                    tracing::info!(signal = name, "this signal does nothing; settings are read at the start only");
                }
            });
        }
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Waits until the process is asked to end.
    pub async fn asked_to_end(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    /// Waits until the process is asked to end. After SIGTERM it says so at `/ready` and goes on serving for `grace`, so that whoever
    /// spreads the requests looks elsewhere; a second signal, or SIGINT, ends the grace.
    pub async fn end(&mut self, state: &WebState, grace: Duration) {
        let politely = tokio::select! {
            _ = self.terminate.recv() => true,
            _ = self.interrupt.recv() => false,
        };
        state.stop_soon();
        if politely && !grace.is_zero() {
            tracing::info!(
                seconds = grace.as_secs(),
                "asked to stop: not ready any more, requests are answered for a while"
            );
            tokio::select! {
                () = tokio::time::sleep(grace) => {}
                () = self.asked_to_end() => {}
            }
        }
    }
}
