//! Everything that is stored about the shop as one JSON file, sent page by page, so that a large shop needs no more memory than a small one.
use std::io;

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::Bytes;
use serde_json::Value;
use tokio::sync::mpsc::{Sender, channel};

use super::page::{Answer, Page};
use crate::domain::ids::ShopId;
use crate::store::{Db, export};

type Piece = Result<Bytes, io::Error>;

/// `GET …/settings/export.json`
pub async fn download(page: Page) -> Answer {
    let (sender, receiver) = channel::<Piece>(2);
    let (db, shop) = (page.state.desk.db.clone(), page.shop.id.clone());
    tracing::info!(%shop, "the shop takes home what is stored about it");
    actix_web::rt::spawn(async move {
        // A browser that went away has closed the channel; there is nobody left to tell.
        let _ = write(&db, &shop, &sender).await;
    });
    let pieces =
        futures_util::stream::unfold(receiver, |mut receiver| async { Some((receiver.recv().await?, receiver)) });
    let name = format!("attachment; filename=\"spojka-{}.json\"", page.reference().to_lowercase());
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, name))
        .streaming(pieces))
}

/// The reader is gone.
struct Gone;

async fn write(db: &Db, shop: &ShopId, to: &Sender<Piece>) -> Result<(), Gone> {
    send(to, "{".to_owned()).await?;
    for (at, (part, sql)) in export::PARTS.into_iter().enumerate() {
        send(to, format!("{}\n\"{part}\": [", if at > 0 { "," } else { "" })).await?;
        let (mut after, mut first) = (String::new(), true);
        loop {
            let (rows, last) = match export::page(db, shop, sql, &after).await {
                Ok(page) => page,
                Err(error) => {
                    tracing::error!(%shop, part, %error, "an export broke off");
                    // An error ends the answer in the middle, so that nobody takes the file for a whole one.
                    let _ = to.send(Err(io::Error::other("the export broke off"))).await;
                    return Err(Gone);
                }
            };
            let mut text = String::new();
            for row in rows {
                text.push_str(if first { "\n" } else { ",\n" });
                text.push_str(&Value::Object(row).to_string());
                first = false;
            }
            send(to, text).await?;
            match last {
                Some(key) => after = key,
                None => break,
            }
        }
        send(to, "]".to_owned()).await?;
    }
    send(to, "\n}\n".to_owned()).await
}

async fn send(to: &Sender<Piece>, text: String) -> Result<(), Gone> {
    if text.is_empty() {
        return Ok(());
    }
    to.send(Ok(Bytes::from(text))).await.map_err(|_| Gone)
}
