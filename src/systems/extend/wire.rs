//! One call to Extend: its address, its login, its pace, and what its answer means.
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::credentials::Credentials;
use super::pace::{Key, Pace};
use super::refusal::check;
use crate::domain::clock::Clock;
use crate::domain::partner::CallError;
use crate::domain::rate::Urgency;
use crate::systems::http::{self, Call, Guarded, Method, Reply, Url, header, lost};

/// The line to one tenant.
#[derive(Debug, Clone)]
pub(super) struct Wire {
    http: Guarded,
    credentials: Credentials,
    login: SecretString,
    pace: Pace,
    per_minute: u32,
    urgency: Urgency,
    clock: Clock,
}

impl Wire {
    /// A line; `per_minute` is the limit of calls for each resource until an answer tells another.
    pub(super) fn new(http: Guarded, credentials: Credentials, pace: Pace, per_minute: u32, clock: Clock) -> Self {
        let login = credentials.header_value();
        Self { http, credentials, login, pace, per_minute, urgency: Urgency::default(), clock }
    }

    /// The same for calls that are waited for, or not.
    pub(super) fn at(mut self, urgency: Urgency) -> Self {
        self.urgency = urgency;
        self
    }

    /// The tenant's short name.
    pub(super) fn client(&self) -> &str {
        &self.credentials.client
    }

    /// Reads JSON.
    ///
    /// # Errors
    /// Any [`CallError`] of a read.
    pub(super) async fn read(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Value, CallError> {
        let reply = self.call(Method::GET, path, query, None).await?;
        reply.read(false)
    }

    /// Makes one call, within the pace.
    ///
    /// # Errors
    /// What the answer means, see [`check`].
    pub(super) async fn call(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Reply, CallError> {
        let resource = path.first().copied().unwrap_or_default();
        let key = Key { account: self.credentials.tenant(), resource: resource.to_owned() };
        self.pace.enter(&key, self.per_minute, self.urgency, self.clock.now()).await?;
        let writes = method != Method::GET;
        let name = header::HeaderName::from_bytes(self.credentials.auth_header.name().as_bytes());
        let name = name.map_err(|_| lost(false, "the login header has no valid name".to_owned()))?;
        let call = Call::new(method, self.url(path, query)?).secret_header(name, self.login.expose_secret());
        // With a query it is a list that is asked for.
        let largest = if query.is_empty() { http::LARGEST } else { http::PAGE };
        let call = call.header(header::ACCEPT, "application/json").largest(largest);
        let reply = self.http.send(match body {
            Some(body) => call.json(body),
            None => call,
        });
        let reply = reply.await?;
        self.pace.learn(&key, &reply, self.clock.now()).await;
        check(reply, writes, self.clock.now())
    }

    fn url(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Url, CallError> {
        let bad = || CallError::Forbidden { text: "the address of the API is no address".to_owned() };
        let mut url = Url::parse(&self.credentials.base_url).map_err(|_| bad())?;
        let start = ["v1_0", self.credentials.client.as_str()];
        url.path_segments_mut().map_err(|()| bad())?.pop_if_empty().extend(start.iter().chain(path));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }
}
