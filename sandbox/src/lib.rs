//! The other side of the wire: an Upgates and the partners on loopback, written from the facts alone.
//! This file lists the modules and starts and stops the whole.
//!
//! ```text
//! main → lib (Sandbox) → { upgates, extend } → kit
//! ```

pub mod extend;
pub mod kit;
pub mod upgates;
pub mod world;

use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc;

pub use world::World;

/// How to start.
#[derive(Clone, Debug)]
pub struct Options {
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Origin of the add-on, without a slash at the end.
    pub addon_url: String,
    /// The add-on's secret, as the marketplace shows it to its maker.
    pub signature_token: String,
    /// Seed of everything that looks random.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            addon_url: "http://localhost:8080".to_owned(),
            signature_token: "sandbox-signature-token".to_owned(),
            seed: 1,
        }
    }
}

/// A running sandbox; stops when dropped.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    server: actix_web::dev::ServerHandle,
    thread: Option<std::thread::JoinHandle<()>>,
    world: World,
}

impl Sandbox {
    /// Binds and serves on a thread of its own, so that it may be started from any runtime or none.
    ///
    /// # Errors
    /// When the address is taken or the keys can't be made.
    #[expect(clippy::needless_pass_by_value, reason = "a caller builds the options for this one call")]
    pub fn start(options: Options) -> std::io::Result<Self> {
        let listener = TcpListener::bind(options.listen)?;
        let address = listener.local_addr()?;
        let world = World::new(&options, &format!("http://{address}"))?;
        let (sender, receiver) = mpsc::channel();
        let shared = world.clone();
        let thread = std::thread::Builder::new().name("sandbox".to_owned()).spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                match world::serve(listener, shared) {
                    Ok(running) => {
                        let _ = sender.send(Ok(running.handle()));
                        let _ = running.await;
                    }
                    Err(error) => drop(sender.send(Err(error))),
                }
            });
        })?;
        let server = receiver.recv().map_err(std::io::Error::other)??;
        Ok(Self { address, server, thread: Some(thread), world })
    }

    /// Where it listens, like `http://127.0.0.1:7070`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The played systems, for tests in the same process.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Stops serving and waits until the port is free.
    pub fn stop(mut self) {
        self.halt();
    }

    /// Waits until it is stopped from elsewhere (the program's signal handler does).
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }

    fn halt(&mut self) {
        drop(self.server.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if self.thread.is_some() {
            self.halt();
        }
    }
}
