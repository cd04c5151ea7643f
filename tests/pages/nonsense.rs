//! Every form and every query parameter that the pages offer, filled with nonsense: a page that helps, nothing changed, never
//! a failure of ours. Forms and parameters are read from the pages, so that a new one is tried without being listed.
use std::collections::{BTreeMap, BTreeSet};

use reqwest::{Method, StatusCode};
use spojka::domain::shop::{Language, Shop};
use spojka::store::Db;

use crate::browser::{Browser, Seen};
use crate::contents;
use crate::forms::{self, PageForm};
use crate::house::{House, on_each_engine};
use crate::sample;

/// Values as they stand in a body or an address, encoded already.
fn nonsense(foreign: &str) -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        "-1",
        "0",
        "99999999999999999999999999",
        "1e400",
        "NaN",
        "%00",
        "a%00b",
        "%FF%FE%C0",
        "%E2%80%AE%F0%9F%92%A9",
        "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "%27%20OR%201%3D1%20--",
        "..%2F..%2Fetc%2Fpasswd",
        "2026-99-99",
        "http%3A%2F%2F169.254.169.254%2F",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push("x".repeat(5000));
    all.push(foreign.to_owned());
    all
}

/// The values for one field. PostgreSQL is slower to compare whole, so that each of its fields gets every fourth in turn.
fn some(house: &House, foreign: &str, turn: &mut usize) -> Vec<String> {
    let step = if matches!(house.db, Db::Postgres(_)) { 4 } else { 1 };
    *turn += 1;
    nonsense(foreign).into_iter().skip(*turn % step).step_by(step).collect()
}

/// What must be so of every answer, whatever was asked.
fn check(seen: &Seen, what: &str) {
    assert!(!seen.status.is_server_error(), "{what}: {} {}", seen.status, seen.body);
    assert!(!seen.body.contains("<script>alert"), "{what} runs what was entered");
    if seen.status.is_client_error() {
        let helps = seen.body.contains("data-test=\"gate\"") || seen.body.contains("data-test=\"errors\"");
        assert!(helps, "{what}: {} without a page that helps: {}", seen.status, seen.body);
    }
}

/// The pages of a shop, one of each kind, with what they show; and the query parameters that pages know.
async fn pages(browser: &mut Browser<'_>, home: &str) -> (BTreeMap<String, String>, BTreeSet<String>) {
    let kind = |path: &str| {
        let parts = path.split('/').map(|p| if p.len() > 20 && !p.contains('.') { "*" } else { p });
        parts.skip(3).collect::<Vec<_>>().join("/")
    };
    let (mut kinds, mut found) = (BTreeSet::new(), BTreeMap::new());
    let mut parameters: BTreeSet<String> = ["done", "x"].map(str::to_owned).into();
    let mut ahead = vec![home.to_owned(), format!("{home}/guide")];
    while let Some(path) = ahead.pop() {
        if !kinds.insert(kind(&path)) {
            continue;
        }
        let seen = browser.get(&path).await;
        assert_eq!(seen.status, StatusCode::OK, "{path}");
        for link in forms::links(&seen.body) {
            let (to, query) = link.split_once('?').unwrap_or((&link, ""));
            let to = to.split('#').next().unwrap().to_owned();
            parameters.extend(url::form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name.into_owned()));
            ahead.push(to);
        }
        for form in forms::of(&seen.body).iter().filter(|f| f.method == "get") {
            parameters.extend(form.names());
        }
        found.insert(path, seen.body);
    }
    (found, parameters)
}

/// The forms that change something, each once.
fn posts(pages: &BTreeMap<String, String>) -> Vec<PageForm> {
    let mut seen = BTreeSet::new();
    let all = pages.values().flat_map(|html| forms::of(html)).filter(|f| f.method == "post");
    all.filter(|f| seen.insert((f.action.clone(), f.names()))).collect()
}

/// A shop's order, whose id means nothing in another shop.
async fn two_shops(house: &House) -> (Shop, Shop, String) {
    let (mine, other) = (house.activate("lampy").await, house.activate("triko").await);
    sample::full(house, &mine).await;
    let theirs = sample::full(house, &other).await;
    (mine, other, theirs)
}

#[actix_web::test]
async fn no_form_takes_nonsense() {
    on_each_engine(async |house: House| {
        let (mine, _, theirs) = two_shops(&house).await;
        let fresh = house.activate("novy").await;
        let questions = contents::questions(&house.db).await;
        let (mut refused, mut turn) = (0, 0);
        for shop in [&fresh, &mine] {
            let mut browser = Browser::new(&house);
            browser.open(shop, Language::En).await;
            let home = format!("/app/{}", shop.id);
            let forms = posts(&pages(&mut browser, &home).await.0);
            assert!(forms.len() >= 3, "{forms:#?}");
            for form in forms {
                for name in form.names() {
                    let mut before = contents::all(&house.db, &questions).await;
                    for value in some(&house, &theirs, &mut turn) {
                        let what = format!("{} with {name}={}", form.action, &value[..value.len().min(60)]);
                        let seen = browser.ask(Method::POST, &form.action, Some(form.body_with(&name, &value))).await;
                        check(&seen, &what);
                        if seen.status.is_client_error() {
                            refused += 1;
                            let after = contents::all(&house.db, &questions).await;
                            assert_eq!(contents::differing(&before, &after), Vec::<String>::new(), "{what}");
                        } else {
                            let to = seen.header("location");
                            assert!(seen.status == StatusCode::OK || to.starts_with(&home), "{what} leads to {to}");
                            before = contents::all(&house.db, &questions).await;
                        }
                    }
                }
            }
        }
        assert!(refused > 50, "{refused} were refused");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn no_form_goes_without_its_proof() {
    on_each_engine(async |house: House| {
        let (mine, other, _) = two_shops(&house).await;
        let questions = contents::questions(&house.db).await;
        let (mut browser, mut theirs, mut former) = (Browser::new(&house), Browser::new(&house), Browser::new(&house));
        let home = format!("/app/{}", mine.id);
        former.open(&mine, Language::En).await;
        let old = posts(&pages(&mut former, &home).await.0);
        browser.open(&mine, Language::En).await;
        theirs.open(&other, Language::En).await;
        let forms = posts(&pages(&mut browser, &home).await.0);
        let proof = |form: &PageForm| form.fields.iter().find(|f| f.0 == "token").unwrap().1.clone();
        let language = proof(forms.iter().find(|f| f.action.ends_with("/language")).unwrap());
        let before = contents::all(&house.db, &questions).await;
        for form in forms.iter().filter(|f| !f.action.ends_with("/language")) {
            let former = proof(old.iter().find(|f| f.action == form.action).unwrap());
            for token in ["", "x", "%00", &language, &former] {
                let seen = browser.ask(Method::POST, &form.action, Some(form.body_with("token", token))).await;
                check(&seen, &form.action);
                assert_eq!(seen.status, StatusCode::FORBIDDEN, "{} with {token}", form.action);
            }
            let whole = form.body_with("more", "1");
            let seen = theirs.ask(Method::POST, &form.action, Some(whole.clone())).await;
            assert_eq!(seen.status, StatusCode::UNAUTHORIZED, "{} with another shop's session", form.action);
            let seen =
                browser.ask(Method::POST, &form.action, Some(form.body_with("more", &"x".repeat(1_000_000)))).await;
            check(&seen, &form.action);
            assert_eq!(seen.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", form.action);
            for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
                let seen = browser.ask(method.clone(), &form.action, Some(whole.clone())).await;
                check(&seen, &form.action);
                assert!(seen.status.is_client_error(), "{method} {}: {}", form.action, seen.status);
            }
            let seen = browser.get(&form.action).await;
            check(&seen, &form.action);
        }
        let after = contents::all(&house.db, &questions).await;
        assert_eq!(contents::differing(&before, &after), Vec::<String>::new());
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn no_address_takes_nonsense() {
    on_each_engine(async |house: House| {
        let (mine, other, theirs) = two_shops(&house).await;
        let questions = contents::questions(&house.db).await;
        let mut browser = Browser::new(&house);
        browser.open(&mine, Language::En).await;
        let home = format!("/app/{}", mine.id);
        let (pages, parameters) = pages(&mut browser, &home).await;
        assert!(pages.len() > 10 && parameters.len() > 5, "{:?} {parameters:?}", pages.keys());
        let before = contents::all(&house.db, &questions).await;
        let mut turn = 0;
        for page in pages.keys() {
            for name in &parameters {
                for value in some(&house, &theirs, &mut turn) {
                    let address = format!("{page}?{name}={value}");
                    check(&browser.get(&address).await, &address);
                }
            }
            let foreign = page.replace(mine.id.as_str(), other.id.as_str());
            assert_eq!(browser.get(&foreign).await.status, StatusCode::UNAUTHORIZED, "{foreign}");
            for method in [Method::POST, Method::PUT, Method::DELETE] {
                let seen = browser.ask(method, page, Some("token=x".to_owned())).await;
                check(&seen, page);
                assert!(seen.status.is_client_error(), "{page}: {}", seen.status);
            }
            // Each part of the address below the shop's by itself.
            let parts: Vec<&str> = page.split('/').collect();
            for at in 3..parts.len() {
                for value in ["%00", "%FF", "-1", "99999999999999999999", theirs.as_str()] {
                    let mut parts = parts.clone();
                    parts[at] = value;
                    let address = parts.join("/");
                    let seen = browser.get(&address).await;
                    check(&seen, &address);
                }
            }
        }
        let after = contents::all(&house.db, &questions).await;
        assert_eq!(contents::differing(&before, &after), Vec::<String>::new());
        house.close().await;
    })
    .await;
}
