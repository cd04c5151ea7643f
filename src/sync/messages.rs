//! What merchants wrote to support leaves by mail: as it is stored, tried again until the mail server takes it.
use crate::domain::ids::ShopId;
use crate::domain::job::retry_after_seconds;
use crate::domain::message::reference;
use crate::store::messages::{self, Message};
use crate::store::shops;
use crate::sync::context::{Context, JobError};
use crate::systems::mail::{Letter, Unsent};

/// A try that was never ended (a killed worker) is made again after this many seconds.
const TRY_SECONDS: i64 = 120;
/// After the last step of the stairs a message is tried again every so many seconds.
const LONGEST_SECONDS: f64 = 21_600.0;

/// Mails what is due.
///
/// # Errors
/// When the store fails.
pub async fn tell(ctx: &Context) -> Result<(), JobError> {
    for message in messages::due(ctx.db(), ctx.now()).await? {
        one(ctx, &message).await?;
    }
    Ok(())
}

async fn one(ctx: &Context, message: &Message) -> Result<(), JobError> {
    let now = ctx.now();
    let mut tx = ctx.db().begin().await?;
    let mine = messages::claim(&mut tx, message, now.plus_seconds(TRY_SECONDS)).await?;
    tx.commit().await?;
    if !mine {
        return Ok(());
    }
    let shop = ShopId(message.shop_id.clone());
    let Some(known) = shops::get(ctx.db(), &shop).await? else { return Ok(()) };
    let failed = match &ctx.postman {
        None => Some(Unsent::NotNow("no mail server is set".to_owned())),
        Some(postman) => postman.send(&letter(message, ctx, known.language)).await.err(),
    };
    let name = reference(&message.id);
    let mut tx = ctx.db().begin().await?;
    let Some(error) = failed else {
        messages::sent(&mut tx, message, now).await?;
        tx.commit().await?;
        tracing::info!(%shop, message = name, "a message to support was mailed");
        return Ok(());
    };
    if error.for_good() {
        messages::give_up(&mut tx, message, &error.to_string()).await?;
        tracing::error!(%shop, message = name, %error, "a message to support can't be mailed; read it with spojka shops messages");
    } else {
        let wait = retry_after_seconds(message.tries + 1, 0.5).unwrap_or(LONGEST_SECONDS);
        #[expect(clippy::cast_possible_truncation, reason = "some hours in milliseconds")]
        messages::later(&mut tx, message, now.plus_millis((wait * 1000.0) as i64)).await?;
        tracing::error!(%shop, message = name, %error, "a message to support could not be mailed and will be tried again");
    }
    tx.commit().await?;
    Ok(())
}

fn letter(message: &Message, ctx: &Context, language: crate::domain::shop::Language) -> Letter {
    let paragraphs: Vec<String> = message.body.split("\n\n").map(str::to_owned).collect();
    let to = vec![ctx.support.email.clone()];
    Letter::new(to, message.subject.clone(), language, &paragraphs).reply_to(&message.reply_to).named(&message.id)
}
