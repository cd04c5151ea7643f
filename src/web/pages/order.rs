//! One order: its story, its parcels, the buttons that fit, and the technical detail.
use actix_web::web;
use askama::Template;

use super::page::{Answer, Page, Posted};
use super::{PageError, words};
use crate::coupling::{self, DeskError};
use crate::domain::cause::Code;
use crate::domain::clock::parse_moment;
use crate::domain::order::{OrderState, Wish};
use crate::domain::progress::Milestone;
use crate::domain::step::Step;
use crate::store::audit::Who;
use crate::store::orders::{self, TrackedOrder};
use crate::store::parcels::{self, StoredParcel};
use crate::store::steps;
use crate::text;

/// Last steps of the story in the technical detail.
const STEPS: usize = 12;

/// A step of the story as shown.
#[derive(Debug)]
pub struct Told {
    at: String,
    text: String,
    rule: String,
}

/// The cause as a sentence, its code, and the way to mend it (words and address).
type ToldCause = (String, &'static str, Option<(String, String)>);

#[derive(Template)]
#[template(path = "order.html")]
struct View<'a> {
    p: &'a Page,
    o: TrackedOrder,
    icon: &'static str,
    tone: OrderState,
    state: String,
    cause: Option<ToldCause>,
    story: Vec<Told>,
    parcels: Vec<StoredParcel>,
    wishes: Vec<(Wish, String)>,
    retry: bool,
    /// What support needs, as plain text.
    support: String,
    expected: Option<String>,
}

/// `GET …/orders/{order}`
pub async fn show(page: Page, path: web::Path<(String, String)>) -> Answer {
    let db = &page.state.desk.db;
    let o = orders::get(db, &page.shop.id, &path.1).await?.ok_or(PageError::NotFound)?;
    let story = steps::story(db, &page.shop.id, &o.id).await?;
    let told = story.iter().map(|s| Told {
        at: page.when(&s.at),
        text: words::step(&page, s),
        rule: if s.rule.is_empty() { String::new() } else { words::rule(&page, &s.rule) },
    });
    // The promise is of interest only until the goods have left; it is shown as a day, not as the partner writes it.
    let open = o.milestone.is_none_or(|m| m == Milestone::Packed);
    let promised = o.expected.as_deref().filter(|_| open).and_then(|t| parse_moment(t, &page.shop.zone));
    let view = View {
        expected: promised.map(|at| text::date(page.language(), at, &page.shop.zone)),
        icon: words::state_icon(words::tone(&o)),
        tone: words::tone(&o),
        state: words::progress(&page, &o),
        cause: o.cause.as_ref().map(|c| (words::cause(&page, c), c.code.word(), words::way(&page, c, &o.admin_url))),
        story: told.collect(),
        parcels: parcels::of_order(db, &page.shop.id, &o.id).await?,
        wishes: Wish::ALL
            .into_iter()
            // Before the start only the guide moves an order.
            .filter(|w| page.started() && o.takes(*w) && (o.wish != Some(*w) || *w == Wish::Settled))
            // The warehouse has begun: asking would only be refused.
            .filter(|w| *w != Wish::Cancel || o.milestone.is_none())
            .filter(|w| *w != Wish::Settled || o.cause.as_ref().is_some_and(|c| c.code.is_settled_by_hand()))
            .filter(|w| *w != Wish::SendUnbalanced || o.cause.as_ref().is_some_and(|c| c.code == Code::Money))
            .map(|w| (w, page.t(format!("wish-{}", w.word().replace('_', "-")))))
            .collect(),
        retry: page.started()
            && (matches!(o.state, OrderState::Waiting | OrderState::Sending | OrderState::Failed)
                || o.cause.as_ref().is_some_and(|c| c.code == Code::GaveUp)),
        support: support(&page, &o, &story),
        o,
        p: &page,
    };
    page.show(&view)
}

/// The technical detail to send to support: numbers, words of the machine, the partner's raw words; nothing of the customer.
fn support(page: &Page, o: &TrackedOrder, story: &[Step]) -> String {
    let none = || "–".to_owned();
    let mut lines = vec![
        format!("{} {}, {} {}", page.t("detail-shop"), page.reference(), "Spojka", page.version()),
        format!("{} {} / {}", page.t("detail-order"), o.number, o.id),
        format!("{} {} {}", page.t("state"), o.state.word(), o.rule),
        format!("{} {} {}", page.partner(), o.partner_number.clone().unwrap_or_else(none), o.partner_status),
    ];
    if let Some(cause) = &o.cause {
        lines.push(format!("{} {}", cause.key(), cause.detail));
    }
    for step in story.iter().rev().take(STEPS).rev() {
        lines.push(format!("{} {} {}", step.at, step.kind.word(), step.rule));
    }
    lines.join("\n")
}

/// `POST …/orders/{order}`: a wish, or *try again*.
pub async fn press(posted: Posted, path: web::Path<(String, String)>) -> Answer {
    let Posted { page, form } = posted;
    if !page.started() {
        return Err(PageError::MovedOn);
    }
    let wish = match form.get("wish") {
        "retry" => None,
        word => Some(Wish::from_word(word).ok_or(PageError::MovedOn)?),
    };
    let done = match coupling::press(&page.state.desk, &page.shop.id, &path.1, wish, Who::Shop).await {
        Ok(()) if wish == Some(Wish::Settled) => "settled",
        Ok(()) => "pressed",
        Err(DeskError::TooSoon) => "rests",
        Err(other) => return Err(other.into()),
    };
    page.go(&format!("/orders/{}?done={done}", path.1))
}
