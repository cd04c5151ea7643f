//! Nasty bodies at every entry of the table of routes: each is answered, nothing is changed, and the server goes on.
use std::time::Duration;

use reqwest::StatusCode;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use spojka::coupling::couple;
use spojka::crypto::{hmac, token};
use spojka::domain::settings::Coupling;
use spojka::store::audit::Who;
use spojka::store::marks;
use spojka::web::app;

use crate::hooks::{COUPLING, register, waiting};
use crate::house::{House, on_each_engine};
use crate::nasty::{self, Nasty};

struct Sent<'a> {
    house: &'a House,
    path: String,
    body: Nasty,
}

impl Sent<'_> {
    async fn answer(&self, signature: Option<&SecretString>) -> (StatusCode, Value) {
        let (name, body) = &self.body;
        let url = format!("{}{}", self.house.base, self.path);
        let call = self.house.http.post(url).header("content-type", "application/json").body(body.clone());
        let call = match signature {
            Some(key) => {
                call.header("ms-signature", format!("sha256={}", token::hex(&hmac::sha256(key, body).unwrap())))
            }
            None => call,
        };
        let sent = call.timeout(Duration::from_secs(60)).send().await;
        let sent = sent.unwrap_or_else(|error| panic!("{} to {}: {error}", name, self.path));
        let status = sent.status();
        (status, serde_json::from_str(&sent.text().await.unwrap()).unwrap())
    }
}

/// A signed call is refused with a problem.
async fn signed_call(sent: &Sent<'_>) {
    let (status, problem) = sent.answer(None).await;
    assert!(matches!(status.as_u16(), 400 | 413), "{}: {status} {problem}", sent.body.0);
    assert_eq!(problem["status"], status.as_u16());
}

#[tokio::test]
async fn each_entry_answers_each_nasty_body_and_goes_on() {
    on_each_engine(async |house| {
        let hook = register(&house, "Orders.update").await;
        let shop = house.shop("shop-1").await.unwrap();
        let coupled = couple(&house.desk, &shop.id, &Coupling::parse(COUPLING).unwrap(), Who::Operator).await.unwrap();
        let of_partner = coupled.hook_url.rsplit_once('/').unwrap().1.to_owned();
        let unknown = token::generate();
        let unknown = unknown.expose_secret();
        for (path, body) in app::entries().flat_map(|path| nasty::bodies().into_iter().map(move |body| (path, body))) {
            let to = |secret: &str| Sent { house: &house, path: path.replace("{secret}", secret), body: body.clone() };
            match path {
                "/upgates/install" | "/upgates/open" | "/upgates/uninstall" | "/upgates/version" => {
                    signed_call(&to("")).await;
                }
                "/hooks/upgates/{secret}" => {
                    let known = to(&hook).answer(None).await;
                    assert_eq!(known, to(unknown).answer(None).await, "{}", body.0);
                    assert_eq!(known.0, StatusCode::OK);
                }
                "/hooks/extend/{secret}" => {
                    let forged = to(&of_partner).answer(None).await;
                    assert_eq!(forged, to(unknown).answer(Some(&coupled.hook_secret)).await, "{}", body.0);
                    assert_eq!(forged.0, StatusCode::UNAUTHORIZED);
                    assert_eq!(to(&of_partner).answer(Some(&coupled.hook_secret)).await.0, StatusCode::OK);
                }
                new => panic!("say here what {new} answers to a nasty body"),
            }
        }
        let marks = waiting(&house).await;
        assert!(marks.len() <= 10, "{} marks: what can't be read means one look", marks.len());
        assert!(marks.iter().any(|mark| mark.items == marks::LOOK_FOR_CHANGES));
        house.close().await;
    })
    .await;
}
