//! What is sent with a message to support, shown before it is sent: how things stand, in numbers and codes. No secret and
//! nothing of a customer.
use crate::domain::order::OrderState;
use crate::domain::shop::ShopState;
use crate::store::connections::{Connection, ConnectionState};
use crate::store::{StoreResult, jobs, orders};
use crate::web::pages::page::Page;
use crate::web::pages::words;

/// The lines as one text.
///
/// # Errors
/// When the database doesn't answer.
pub async fn lines(page: &Page) -> StoreResult<String> {
    let db = &page.state.desk.db;
    let told = page.shop.version.map_or_else(|| "–".to_owned(), |v| v.to_string());
    let access = match page.shop.state {
        ShopState::Active => "enclosed-access-ok",
        ShopState::Refused => "enclosed-access-refused",
        ShopState::Doubtful | ShopState::Inactive | ShopState::Erasing => "enclosed-access-doubtful",
    };
    let mut lines = vec![
        page.tv("enclosed-shop", "reference", page.reference()),
        page.ta("enclosed-version", &[("version", page.version().into()), ("told", told.into())]),
        page.tv("enclosed-time", "time", page.when(&page.now)),
        page.t(access),
    ];
    match &page.connection {
        None => lines.push(page.t("enclosed-not-coupled")),
        Some(connection) => lines.push(state(page, connection)),
    }
    let counts = orders::counts(db, &page.shop.id).await?;
    let counted: Vec<String> = OrderState::ALL
        .into_iter()
        .filter_map(|s| counts.iter().find(|c| c.0 == s && c.1 > 0))
        .map(|(s, n)| format!("{} {}", words::state(page, *s), page.n(n)))
        .collect();
    lines.push(list(page, "enclosed-orders", &counted));
    let mut codes: Vec<(&str, i64)> = Vec::new();
    for (_, cause, n) in orders::causes(db, &page.shop.id).await? {
        match codes.iter_mut().find(|c| c.0 == cause.code.word()) {
            Some(code) => code.1 += n,
            None => codes.push((cause.code.word(), n)),
        }
    }
    let codes: Vec<String> = codes.iter().map(|(code, n)| format!("{code} {}", page.n(n))).collect();
    lines.push(list(page, "enclosed-codes", &codes));
    let jobs = jobs::counts(db, &page.shop.id).await?;
    let of = |word: &str| jobs.iter().find(|j| j.0 == word).map_or(0, |j| j.1);
    let queue = [("ready", of("ready").into()), ("parked", of("parked").into()), ("dead", of("dead").into())];
    lines.push(page.ta("enclosed-queue", &queue));
    Ok(lines.join("\n"))
}

fn state(page: &Page, connection: &Connection) -> String {
    let key = match connection.state {
        ConnectionState::Draft => "enclosed-draft",
        ConnectionState::Started => "enclosed-started",
        ConnectionState::Paused => "enclosed-paused",
    };
    match (&connection.blocked_cause, connection.blocked_since) {
        (Some(code), Some(since)) => {
            let values =
                [("name", page.partner().into()), ("code", code.as_str().into()), ("time", page.when(&since).into())];
            page.ta("enclosed-blocked", &values)
        }
        _ => page.tv(key, "name", page.partner()),
    }
}

fn list(page: &Page, key: &str, items: &[String]) -> String {
    let items = if items.is_empty() { "–".to_owned() } else { items.join(", ") };
    page.tv(key, "list", items)
}
