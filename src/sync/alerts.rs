//! Telling the merchant before customers call: what is wrong now, once a day for the same cause, and a digest.
use crate::domain::alert::AlertKind;
use crate::domain::cause::Code;
use crate::domain::clock::Millis;
use crate::domain::order::OrderState;
use crate::domain::shop::{Shop, ShopState};
use crate::domain::support::Support;
use crate::store::connections::{Connection, ConnectionState};
use crate::store::{alerts, connections, shops, stock};
use crate::sync::context::{Context, JobError};
use crate::systems::mail::Letter;
use crate::text::{Value, moment, say};

/// A partner that doesn't answer is told about after this many seconds; a refused login at once.
const DOWN_SECONDS: i64 = 600;
/// A ready order that is not handed over after this many seconds, hold window apart, is late.
const LATE_SECONDS: i64 = 1800;
/// The digest goes at the first of these hours of the shop's day in which the program runs.
const DIGEST_HOURS: std::ops::Range<u8> = 7..12;
/// The next digest may go after this many seconds: less than a day, so that a look that comes late does not move it.
const DIGEST_QUIET: i64 = 18 * 3600;

/// Something to be told.
struct Alert {
    kind: AlertKind,
    /// What tells it from others of its kind; empty when there is one at a time.
    which: String,
    values: Vec<(&'static str, Value)>,
}

impl Alert {
    const fn new(kind: AlertKind, values: Vec<(&'static str, Value)>) -> Self {
        Self { kind, which: String::new(), values }
    }

    /// The cause under which it is told once.
    fn cause(&self, connection: &Connection) -> String {
        format!("{}:{}{}", connection.id, self.kind.word(), self.which)
    }
}

/// Looks at all shops and tells what is to be told.
///
/// # Errors
/// When the store fails.
pub async fn tell(ctx: &Context) -> Result<(), JobError> {
    for shop in shops::all(ctx.db()).await? {
        if !matches!(shop.state, ShopState::Active | ShopState::Refused) {
            continue;
        }
        for connection in connections::of_shop(ctx.db(), &shop.id).await? {
            if connection.state == ConnectionState::Started && !connection.settings.alerts.to.is_empty() {
                for alert in wrong(ctx, &shop, &connection).await? {
                    one(ctx, &shop, &connection, &alert).await?;
                }
            }
        }
    }
    Ok(())
}

/// What is wrong with a connection now, and the digest when its hour has come.
async fn wrong(ctx: &Context, shop: &Shop, connection: &Connection) -> Result<Vec<Alert>, JobError> {
    let now = ctx.now();
    let at = |t: Millis| Value::from(moment(shop.language, t, &shop.zone));
    let mut found = Vec::new();
    if shop.state == ShopState::Refused {
        found.push(Alert::new(AlertKind::Upgates, Vec::new()));
    }
    let refused = connection.blocked_cause.as_deref() == Some(Code::AuthPartner.word());
    let down = connection.blocked_cause.as_deref() == Some(Code::PartnerDown.word());
    if let Some(since) = connection.blocked_since
        && (refused || (down && since.plus_seconds(DOWN_SECONDS) <= now))
    {
        found.push(Alert::new(AlertKind::Connection, vec![("since", at(since))]));
    }
    let patience = LATE_SECONDS + connection.settings.orders.hold_minutes * 60;
    let (late, oldest) = alerts::late(ctx.db(), &shop.id, &connection.id, now.plus_seconds(-patience)).await?;
    // Outside the hours in which orders go, and shortly after they have begun, nothing is late.
    let hours = connection.settings.orders.hours.as_ref();
    let going = hours.is_none_or(|hours| {
        hours.open_since(now, &shop.zone).is_some_and(|since| since.plus_seconds(LATE_SECONDS) <= now)
    });
    if let Some(oldest) = oldest.filter(|_| late > 0 && going) {
        found.push(Alert::new(AlertKind::Late, vec![("count", late.into()), ("since", at(oldest))]));
    }
    if let Some(stop) = stock::stopped(ctx.db(), &shop.id, connection.id.as_str()).await? {
        let values = vec![("lowered", stop.lowered.into()), ("zeroed", stop.zeroed.into())];
        // The next stop, after this one was decided about, is another cause.
        found.push(Alert { which: format!(":{}", stop.at.0), ..Alert::new(AlertKind::GuardRail, values) });
    }
    if DIGEST_HOURS.contains(&now.local(&shop.zone).hour())
        && let Some(digest) = digest(ctx, shop, connection, now).await?
    {
        found.push(digest);
    }
    Ok(found)
}

/// The digest of the last day; `None` when nothing happened.
async fn digest(ctx: &Context, shop: &Shop, connection: &Connection, now: Millis) -> Result<Option<Alert>, JobError> {
    let counts = alerts::changed(ctx.db(), &shop.id, &connection.id, now.plus_seconds(-86_400)).await?;
    let of = |states: &[OrderState]| -> i64 {
        counts.iter().filter(|(word, _)| states.iter().any(|s| s.word() == word)).map(|(_, n)| n).sum()
    };
    let handed = of(&[OrderState::HandedOver]);
    let waiting = of(&[OrderState::Waiting, OrderState::Held, OrderState::Sending]);
    let (left_out, failed) = (of(&[OrderState::LeftOut, OrderState::Cancelled]), of(&[OrderState::Failed]));
    let values: Vec<(&'static str, Value)> = vec![
        ("handed", handed.into()),
        ("waiting", waiting.into()),
        ("left_out", left_out.into()),
        ("failed", failed.into()),
    ];
    Ok((handed + waiting + left_out + failed > 0).then_some(Alert::new(AlertKind::Digest, values)))
}

async fn one(ctx: &Context, shop: &Shop, connection: &Connection, alert: &Alert) -> Result<(), JobError> {
    if !connection.settings.alerts.tells(alert.kind) {
        return Ok(());
    }
    let cause = alert.cause(connection);
    let now = ctx.now();
    let mut tx = ctx.db().begin().await?;
    let quiet = if alert.kind == AlertKind::Digest { DIGEST_QUIET } else { alerts::QUIET_SECONDS };
    let mine = alerts::claim(&mut tx, &shop.id, &cause, quiet, now).await?;
    tx.commit().await?;
    if !mine {
        return Ok(());
    }
    let Some(postman) = &ctx.postman else {
        tracing::warn!(shop = %shop.id, alert = alert.kind.word(), "an alert was not sent: no mail server is set");
        return Ok(());
    };
    let settings = format!("{}/app/{}/settings#alerts", ctx.desk.public_url, shop.id);
    let letter = letter(shop, connection, alert, &ctx.support, settings);
    if let Err(error) = postman.send(&letter).await {
        tracing::error!(shop = %shop.id, alert = alert.kind.word(), %error, "an alert could not be sent");
        if error.for_good() {
            return Ok(()); // told again when the cause still stands after its quiet time
        }
        let mut tx = ctx.db().begin().await?;
        alerts::put_back(&mut tx, &shop.id, &cause, quiet, now).await?;
        tx.commit().await?;
        return Ok(());
    }
    tracing::info!(shop = %shop.id, alert = alert.kind.word(), "an alert was sent");
    Ok(())
}

fn letter(shop: &Shop, connection: &Connection, alert: &Alert, support: &Support, settings: String) -> Letter {
    let language = shop.language;
    let mut values = alert.values.clone();
    values.push(("partner", connection.partner.name().into()));
    values.push(("shop", shop.called().into()));
    values.push(("phone", support.phone.as_str().into()));
    values.push(("email", support.email.as_str().into()));
    let word = alert.kind.word();
    let lines = [say(language, &format!("mail-{word}-body"), &values), say(language, "mail-how", &values)];
    let subject = say(language, &format!("mail-{word}-subject"), &values);
    Letter::new(connection.settings.alerts.to.clone(), subject, language, &lines)
        .text(say(language, "mail-stop", &values))
        .link(say(language, "mail-settings", &values), settings)
        .text(say(language, "mail-help", &values))
        .reply_to(&support.email)
}
