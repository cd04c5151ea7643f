//! The guarded HTTP client: the only way out. It refuses hosts that the rules don't allow, connects only to checked
//! network addresses, follows nothing, keeps no cookies, bounds time and size, and tells "never sent" from "maybe sent".
use std::error::Error;
use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

pub use crate::domain::hosts::{HostRules, check_url};
use crate::domain::hosts::{Trust, is_public};
use crate::domain::partner::CallError;
use crate::domain::reader;
use crate::systems::mask::Secrets;
pub use reqwest::{Method, Url, header};

/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(3);
/// Longest wait for a whole answer, unless the call says otherwise.
const TOTAL: Duration = Duration::from_secs(20);
/// Largest answer that is read, in bytes, unless the call says otherwise.
pub const LARGEST: usize = 1024 * 1024;
/// Largest page of a list, in bytes.
pub const PAGE: usize = 4 * LARGEST;

/// What is said of a success whose text is no JSON.
pub const NOT_JSON: &str = "the answer is not JSON or was cut off";

/// One call to be made.
#[derive(Debug)]
pub struct Call {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
    timeout: Duration,
    largest: usize,
    writes: bool,
}

impl Call {
    /// A call of `method`. All but GET and HEAD count as writing: when their answer is lost, the effect is unclear.
    pub fn new(method: Method, url: Url) -> Self {
        let writes = !matches!(method, Method::GET | Method::HEAD);
        Self { method, url, headers: HeaderMap::new(), body: None, timeout: TOTAL, largest: LARGEST, writes }
    }

    /// A GET call.
    pub fn get(url: Url) -> Self {
        Self::new(Method::GET, url)
    }

    /// The same with one more header; a value that no header can hold is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// The same with a header whose value is never shown in logs.
    #[must_use]
    pub fn secret_header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(mut value) = HeaderValue::from_str(value) {
            value.set_sensitive(true);
            self.headers.insert(name, value);
        }
        self
    }

    /// The same with HTTP Basic authentication.
    #[must_use]
    pub fn basic(self, user: &str, key: &SecretString) -> Self {
        use base64::Engine as _;
        let pair = format!("{user}:{}", key.expose_secret());
        let text = format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair));
        self.secret_header(header::AUTHORIZATION, &text)
    }

    /// The same with a JSON body.
    #[must_use]
    pub fn json(mut self, body: &serde_json::Value) -> Self {
        self.body = Some(body.to_string().into_bytes());
        self.header(header::CONTENT_TYPE, "application/json")
    }

    /// The same with any body.
    #[must_use]
    pub fn body(mut self, kind: &str, body: Vec<u8>) -> Self {
        self.body = Some(body);
        self.header(header::CONTENT_TYPE, kind)
    }

    /// The same with another limit for the whole call.
    #[must_use]
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The same with another limit for the answer, in bytes.
    #[must_use]
    pub const fn largest(mut self, bytes: usize) -> Self {
        self.largest = bytes;
        self
    }

    /// The same, but without effect on the other side though its method says otherwise (a search sent by POST).
    #[must_use]
    pub const fn reading(mut self) -> Self {
        self.writes = false;
        self
    }
}

/// A whole answer, whatever its status.
#[derive(Debug, Clone)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body, within the call's limit.
    pub body: Vec<u8>,
}

impl Reply {
    /// One header as text; `None` when it is missing or no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON, as far as it can be read; `None` when it is something else or was cut.
    pub fn json(&self) -> Option<serde_json::Value> {
        self.read(false).ok()
    }

    /// The same, saying what its absence amounts to.
    ///
    /// # Errors
    /// [`CallError::Unclear`] after a write; [`CallError::Unreadable`] for what is JSON by its beginning, so that the other side works;
    /// else [`CallError::Down`].
    pub fn read(&self, wrote: bool) -> Result<serde_json::Value, CallError> {
        let begins = self.body.trim_ascii_start().first();
        reader::answer(&self.body).map_err(|error| match begins {
            _ if wrote => lost(true, NOT_JSON.to_owned()),
            Some(b'{' | b'[' | 0xEF) => CallError::Unreadable { text: error.to_string() },
            _ => lost(false, NOT_JSON.to_owned()),
        })
    }

    /// The beginning of the body as one line of plain text, at most 300 characters, tags removed.
    pub fn plain(&self) -> String {
        let mut inside = false;
        let start = String::from_utf8_lossy(&self.body[..self.body.len().min(4000)]);
        let mut text = String::new();
        for c in start.chars() {
            match c {
                '<' => inside = true,
                '>' if inside => {
                    inside = false;
                    text.push(' ');
                }
                _ if inside => {}
                c => text.push(if c.is_control() { ' ' } else { c }),
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
    }
}

/// The guarded client. Cheap to clone; clones share connections.
#[derive(Debug, Clone)]
pub struct Guarded {
    client: reqwest::Client,
    rules: HostRules,
    hidden: Vec<SecretString>,
}

impl Guarded {
    /// A client for the hosts that `rules` allow.
    ///
    /// # Errors
    /// [`CallError::Down`] when TLS can't be set up on this machine.
    pub fn new(rules: HostRules) -> Result<Self, CallError> {
        #[expect(clippy::disallowed_methods, reason = "the one place that builds an HTTP client")]
        let builder = reqwest::Client::builder();
        let client = builder
            .user_agent(concat!("Spojka/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .connect_timeout(CONNECT)
            .pool_idle_timeout(Duration::from_secs(20))
            .dns_resolver(Checked { rules: rules.clone() })
            .build()
            .map_err(|e| CallError::Down { text: format!("HTTP client: {e}") })?;
        Ok(Self { client, rules, hidden: Vec::new() })
    }

    /// The same for a system that knows another secret of ours: should it repeat it, nobody gets to see it.
    #[must_use]
    pub fn hiding(mut self, secret: SecretString) -> Self {
        self.hidden.push(secret);
        self
    }

    /// The rules that this client keeps.
    pub const fn rules(&self) -> &HostRules {
        &self.rules
    }

    /// Makes one call and reads the whole answer.
    ///
    /// # Errors
    /// [`CallError::Forbidden`] before any contact; [`CallError::Down`] when nothing was sent or only reading was asked;
    /// [`CallError::Unclear`] when a write may have arrived; [`CallError::Unreadable`] when what was read is more than the call takes.
    pub async fn send(&self, call: Call) -> Result<Reply, CallError> {
        self.rules.allow(&call.url)?;
        let (writes, largest) = (call.writes, call.largest);
        let secrets = Secrets::of(&call.headers, &self.hidden);
        let mut request = self.client.request(call.method, call.url).headers(call.headers).timeout(call.timeout);
        if let Some(body) = call.body {
            request = request.body(body);
        }
        let mut answer = request.send().await.map_err(|e| explain(&e, writes))?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let too_large = || {
            let text = format!("it is larger than {} KiB", largest / 1024);
            if writes { lost(true, text) } else { CallError::Unreadable { text } }
        };
        if answer.content_length().is_some_and(|told| told > largest as u64) {
            return Err(too_large());
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|e| explain(&e, writes))? {
            if body.len() + chunk.len() > largest {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        let body = secrets.mask(body, (200..300).contains(&status));
        Ok(Reply { status, headers, body })
    }
}

/// What a call without a usable answer amounts to.
pub fn lost(writes: bool, text: String) -> CallError {
    if writes { CallError::Unclear { text } } else { CallError::Down { text } }
}

fn explain(error: &reqwest::Error, writes: bool) -> CallError {
    let mut source: Option<&(dyn Error + 'static)> = error.source();
    let mut last = String::new();
    while let Some(inner) = source {
        if let Some(refused) = inner.downcast_ref::<NotPublic>() {
            return CallError::Forbidden { text: refused.to_string() };
        }
        last = inner.to_string();
        source = inner.source();
    }
    let said = if error.is_timeout() { "no answer in time".to_owned() } else { last };
    if error.is_connect() || error.is_builder() {
        return CallError::Down { text: format!("no connection: {said}") };
    }
    lost(writes, if error.is_timeout() { said } else { format!("the connection broke: {said}") })
}

/// A name that leads to an address which may not be contacted.
#[derive(Debug)]
struct NotPublic {
    host: String,
}

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the name leads to an address that is not public", self.host)
    }
}

impl Error for NotPublic {}

/// Resolves names and hands the connector only addresses that were checked, so that a name which changes its address
/// between check and connection gains nothing.
struct Checked {
    rules: HostRules,
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let rules = self.rules.clone();
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), 0)).await?.collect();
            let trust = rules.trust(&host, None);
            let fine: Vec<SocketAddr> = match trust {
                Some(Trust::Listed | Trust::Network) => found,
                // One private address among public ones is reason enough to refuse the name.
                Some(Trust::Public) if found.iter().all(|a| is_public(a.ip())) => found,
                _ => return Err(NotPublic { host }.into()),
            };
            Ok(Box::new(fine.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests;
