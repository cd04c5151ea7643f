//! A browser without a script: keeps cookies, follows no redirects by itself, fills in forms of the page that it sees.
use reqwest::{Method, StatusCode};
use secrecy::ExposeSecret as _;
use spojka::crypto::ticket::Ticket;
use spojka::domain::shop::{Language, Shop};

use crate::house::House;

/// An answer.
pub struct Seen {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub body: String,
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

pub struct Browser<'a> {
    pub house: &'a House,
    http: reqwest::Client,
    pub cookies: Vec<(String, String)>,
    pub keeps_cookies: bool,
}

impl<'a> Browser<'a> {
    pub fn new(house: &'a House) -> Self {
        let http = {
            #[expect(clippy::disallowed_methods, reason = "the other side of the wire, not the add-on")]
            reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
        };
        Self { house, http, cookies: Vec::new(), keeps_cookies: true }
    }

    /// Asks without following.
    pub async fn ask(&mut self, method: Method, path: &str, body: Option<String>) -> Seen {
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let mut request =
            self.http.request(method, format!("{}{path}", self.house.base)).header("cookie", cookies.join("; "));
        if let Some(body) = body {
            let kind = "application/x-www-form-urlencoded";
            request = request
                .header("content-type", kind)
                .header("sec-fetch-site", "same-origin")
                .header("origin", "null")
                .body(body);
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        for cookie in headers.get_all("set-cookie").iter().filter(|_| self.keeps_cookies) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|c| c.0 != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        Seen { status, headers, body: answer.text().await.unwrap() }
    }

    /// Asks and follows redirects.
    pub async fn get(&mut self, path: &str) -> Seen {
        let seen = self.ask(Method::GET, path, None).await;
        self.follow(seen).await
    }

    pub async fn follow(&mut self, mut seen: Seen) -> Seen {
        for _ in 0..5 {
            if !seen.status.is_redirection() {
                break;
            }
            let to = seen.header("location").split('#').next().unwrap().to_owned();
            seen = self.ask(Method::GET, &to, None).await;
        }
        seen
    }

    /// Fills in the form that a page posts to `action`, sends it and follows.
    pub async fn post(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Seen {
        let seen = self.get(page).await;
        let proof = proof_of(&seen.body, action).unwrap_or_else(|| panic!("{page} has no form for {action}"));
        self.send(action, &proof, fields).await
    }

    pub async fn send(&mut self, action: &str, proof: &str, fields: &[(&str, &str)]) -> Seen {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.append_pair("token", proof).extend_pairs(fields);
        let seen = self.ask(Method::POST, action, Some(body.finish())).await;
        self.follow(seen).await
    }

    /// A fresh ticket, as `/upgates/open` would give it.
    pub fn ticket(&self, shop: &Shop, language: Language) -> String {
        let ticket = Ticket::new(shop.id.clone(), language, "", self.house.now());
        ticket.seal(&self.house.desk.vault).unwrap().expose_secret().to_owned()
    }

    /// Opens the add-on for a shop.
    pub async fn open(&mut self, shop: &Shop, language: Language) -> Seen {
        let ticket = self.ticket(shop, language);
        self.get(&format!("/open/{ticket}")).await
    }
}

/// The proof in the form that is posted to `action`.
pub fn proof_of(html: &str, action: &str) -> Option<String> {
    let form = html.split(&format!("action=\"{action}\"")).nth(1)?.split("</form>").next()?;
    let rest = form.split("name=\"token\" value=\"").nth(1)?;
    Some(rest.split('"').next()?.to_owned())
}
