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
pub use reqwest::{Method, Url, header};

/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(3);
/// Longest wait for a whole answer, unless the call says otherwise.
const TOTAL: Duration = Duration::from_secs(20);
/// Largest answer that is read, in bytes.
const LIMIT: usize = 16 * 1024 * 1024;

/// One call to be made.
#[derive(Debug)]
pub struct Call {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
    timeout: Duration,
    writes: bool,
}

impl Call {
    /// A call of `method`. All but GET and HEAD count as writing: when their answer is lost, the effect is unclear.
    pub fn new(method: Method, url: Url) -> Self {
        let writes = !matches!(method, Method::GET | Method::HEAD);
        Self { method, url, headers: HeaderMap::new(), body: None, timeout: TOTAL, writes }
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
    /// Body, at most 16 MiB.
    pub body: Vec<u8>,
}

impl Reply {
    /// One header as text; `None` when it is missing or no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON; `None` when it is something else or was cut.
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body)).ok()
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
        Ok(Self { client, rules })
    }

    /// The rules that this client keeps.
    pub const fn rules(&self) -> &HostRules {
        &self.rules
    }

    /// Makes one call and reads the whole answer.
    ///
    /// # Errors
    /// [`CallError::Forbidden`] before any contact; [`CallError::Down`] when nothing was sent or only reading was asked;
    /// [`CallError::Unclear`] when a write may have arrived.
    pub async fn send(&self, call: Call) -> Result<Reply, CallError> {
        self.rules.allow(&call.url)?;
        let writes = call.writes;
        let mut request = self.client.request(call.method, call.url).headers(call.headers).timeout(call.timeout);
        if let Some(body) = call.body {
            request = request.body(body);
        }
        let mut answer = request.send().await.map_err(|e| explain(&e, writes))?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|e| explain(&e, writes))? {
            if body.len() + chunk.len() > LIMIT {
                return Err(lost(writes, "the answer is larger than 16 MiB".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
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
    lost(writes, if said.is_empty() { "the connection broke".to_owned() } else { said })
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
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    /// A server that reads one request and answers it with `answer`, then hangs when asked to, else closes.
    async fn server(answer: &'static [u8], hang: bool) -> Url {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/x", listener.local_addr().unwrap()).parse().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut read = [0; 4096];
                let _ = stream.read(&mut read).await;
                let _ = stream.write_all(answer).await;
                if hang {
                    std::future::pending::<()>().await;
                }
            }
        });
        url
    }

    fn client() -> Guarded {
        Guarded::new(HostRules::for_api(&["127.0.0.1"]).unwrap()).unwrap()
    }

    async fn both(url: Url) -> [Result<Reply, CallError>; 2] {
        let short = Duration::from_millis(150);
        let write = Call::new(Method::POST, url.clone()).timeout(short);
        [client().send(Call::get(url).timeout(short)).await, client().send(write).await]
    }

    #[tokio::test]
    async fn a_lost_answer_is_down_for_a_read_and_unclear_for_a_write() {
        let cases: [(&[u8], bool); 4] = [
            (b"", true),
            (b"", false),
            (b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf", false),
            (b"no http at all", false),
        ];
        for (answer, hang) in cases {
            let [read, write] = both(server(answer, hang).await).await;
            assert!(matches!(read, Err(CallError::Down { .. })), "{answer:?} {read:?}");
            assert!(matches!(write, Err(CallError::Unclear { .. })), "{answer:?} {write:?}");
        }
        let posted_search = Call::new(Method::POST, server(b"", false).await).reading();
        assert!(matches!(client().send(posted_search).await, Err(CallError::Down { .. })));
    }

    #[tokio::test]
    async fn what_was_never_sent_is_down() {
        let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let [read, write] = both(format!("http://{free}/").parse().unwrap()).await;
        assert!(matches!(read, Err(CallError::Down { .. })), "{read:?}");
        assert!(matches!(write, Err(CallError::Down { .. })), "{write:?}");
    }

    #[tokio::test]
    async fn redirects_are_handed_back_and_not_followed() {
        let url = server(b"HTTP/1.1 301 x\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n", false).await;
        let reply = client().send(Call::get(url)).await.unwrap();
        assert_eq!((reply.status, reply.header("location")), (301, Some("http://127.0.0.1:1/")));
    }

    #[tokio::test]
    async fn forbidden_hosts_are_not_contacted() {
        let strict = Guarded::new(HostRules::for_partners::<&str>(&[]).unwrap()).unwrap();
        for url in ["http://127.0.0.1:1/", "https://127.0.0.1:1/", "https://localhost:1/", "https://[::1]:1/"] {
            let got = strict.send(Call::get(url.parse().unwrap())).await;
            assert!(matches!(got, Err(CallError::Forbidden { .. })), "{url} {got:?}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_refused_at_the_connection() {
        let resolve = |rules: HostRules| Checked { rules }.resolve("localhost".parse().unwrap());
        let refused = resolve(HostRules::for_partners::<&str>(&[]).unwrap()).await.err().unwrap();
        assert!(refused.downcast_ref::<NotPublic>().is_some());
        assert!(resolve(HostRules::for_partners(&["localhost"]).unwrap()).await.unwrap().count() > 0);
    }

    #[tokio::test]
    async fn an_endless_answer_is_cut() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
            while stream.write_all(&[b'x'; 65536]).await.is_ok() {}
        });
        let got = client().send(Call::get(url)).await;
        assert!(matches!(got, Err(CallError::Down { text }) if text.contains("16 MiB")));
    }

    #[test]
    fn plain_words_are_found_in_pages() {
        let reply =
            |body: &str| Reply { status: 502, headers: HeaderMap::new(), body: body.as_bytes().to_vec() }.plain();
        assert_eq!(reply("<html><h1>Bad\n gateway</h1></html>"), "Bad gateway");
        assert_eq!(reply("1 > 0"), "1 > 0");
        assert_eq!(reply(&"ž".repeat(5000)).chars().count(), 300);
    }
}
