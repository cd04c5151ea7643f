//! The merchant's hands in a journey: opens the add-on as the administration does, and fills in the forms of its pages.
use reqwest::StatusCode;
use serde_json::json;
use spojka::domain::shop::Shop;

use crate::inside::Inside;

/// An open frame.
pub struct Frame<'a> {
    w: &'a Inside,
    http: reqwest::Client,
    cookie: String,
    /// The beginning of the shop's addresses.
    pub home: String,
}

impl<'a> Frame<'a> {
    /// Opens the add-on.
    pub async fn open(w: &'a Inside) -> Self {
        let shop: Shop = w.known().await.unwrap();
        let (status, body) = w.call("open", json!({})).await;
        assert_eq!(status, 200, "{body}");
        #[expect(clippy::disallowed_methods, reason = "the other side of the wire, not the add-on")]
        let http = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let answer = http.get(body["url"].as_str().unwrap()).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{body}");
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        Self { w, http, cookie, home: format!("/app/{}", shop.id) }
    }

    async fn follow(&self, mut answer: reqwest::Response) -> (StatusCode, String) {
        for _ in 0..4 {
            let Some(to) = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned()) else { break };
            answer = self.ask(self.http.get(format!("{}{to}", self.w.base))).await;
        }
        (answer.status(), answer.text().await.unwrap())
    }

    async fn ask(&self, request: reqwest::RequestBuilder) -> reqwest::Response {
        request.header("cookie", &self.cookie).send().await.unwrap()
    }

    /// A page of the shop.
    pub async fn get(&self, page: &str) -> (StatusCode, String) {
        let answer = self.ask(self.http.get(format!("{}{}{page}", self.w.base, self.home))).await;
        self.follow(answer).await
    }

    /// Sends a form that stands on a page.
    pub async fn post(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        let (_, html) = self.get(page).await;
        let action = format!("{}{action}", self.home);
        let form = html.split(&format!("action=\"{action}\"")).nth(1).unwrap_or_else(|| panic!("{page}: no {action}"));
        let token = form.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.append_pair("token", token).extend_pairs(fields);
        let request = self
            .http
            .post(format!("{}{action}", self.w.base))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(body.finish());
        let answer = self.ask(request).await;
        self.w.ctx.wake.notify_one();
        self.follow(answer).await
    }
}

/// What a question before saving is about.
pub fn mends(html: &str) -> &str {
    html.split("name=\"mends\" value=\"").nth(1).unwrap().split('"').next().unwrap()
}
