//! The tally and the list of orders, on both engines.
use sqlx::Connection as _;

use super::{
    Filter, books, counts, lock, notice, numbers_excluded, numbers_of_state, numbers_too_old, of_cause, page, pending,
    save,
};
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::Millis;
use crate::domain::ids::{ConnectionId, ShopId};
use crate::domain::order::OrderState;
use crate::domain::shop::Language;
use crate::store::shops::{self, Install};
use crate::store::{Db, Tx};

const DAY: i64 = 86_400_000;
const NOW: Millis = Millis(1_795_262_400_000);

/// A fresh database on SQLite, and one on PostgreSQL when the tests have been given one.
async fn databases(folder: &tempfile::TempDir) -> Vec<Db> {
    let mut urls = vec![format!("sqlite://{}", folder.path().join("spojka.db").display())];
    if let Some(url) = std::env::var("SPOJKA_TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty()) {
        let name = format!("tally_{}", crate::domain::ids::RowId::generate(NOW));
        let mut connection = sqlx::PgConnection::connect(&url).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(format!("CREATE SCHEMA {name}"))).execute(&mut connection).await.unwrap();
        let joint = if url.contains('?') { '&' } else { '?' };
        urls.push(format!("{url}{joint}options=-c%20search_path%3D{name}"));
    }
    let mut databases = Vec::new();
    for url in urls {
        let db = Db::connect(&url).await.unwrap();
        db.migrate().await.unwrap();
        databases.push(db);
    }
    databases
}

/// A shop, without which no order is stored.
async fn shop(db: &Db) -> ShopId {
    let id = ShopId::generate(NOW);
    let install = Install {
        token: id.as_str(),
        api_url: "https://shop.upgates.com/api/v2",
        login_sealed: b"sealed",
        language: Language::Cs,
        version: None,
        version_raw: "",
    };
    let mut tx = db.begin().await.unwrap();
    shops::insert(&mut tx, &id, &install, NOW).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn put(tx: &mut Tx, of: (&ShopId, &ConnectionId), number: &str, created_at: Millis, state: OrderState) {
    let mut order = notice(tx, of.0, of.1, number, (created_at, created_at), NOW).await.unwrap();
    order.state = state;
    order.created_at = created_at;
    order.partner_number = Some(format!("P-{number}"));
    save(tx, &order, NOW).await.unwrap();
}

#[tokio::test]
async fn counts_and_books_follow_the_orders() {
    let folder = tempfile::tempdir().unwrap();
    for db in databases(&folder).await {
        let (shop, connection) = (shop(&db).await, ConnectionId::generate(NOW));
        let of = (&shop, &connection);
        let mut tx = db.begin().await.unwrap();
        for n in 0..6 {
            put(&mut tx, of, &format!("A{n}"), Millis(NOW.0 - n * DAY / 2), OrderState::HandedOver).await;
        }
        put(&mut tx, of, "B1", NOW, OrderState::Waiting).await;
        tx.commit().await.unwrap();
        let mut dropped = db.begin().await.unwrap();
        put(&mut dropped, of, "B2", NOW, OrderState::Waiting).await;
        drop(dropped);

        let mut tx = db.begin().await.unwrap();
        let mut order = lock(&mut tx, &shop, &connection, "A0").await.unwrap().unwrap();
        order.state = OrderState::Cancelled;
        order.created_at = Millis(NOW.0 - 9 * DAY);
        save(&mut tx, &order, NOW).await.unwrap();
        tx.commit().await.unwrap();

        let mut states = counts(&db, &shop).await.unwrap();
        states.sort_by_key(|(state, _)| state.word());
        assert_eq!(states, [(OrderState::Cancelled, 1), (OrderState::HandedOver, 5), (OrderState::Waiting, 1)]);
        assert!(counts(&db, &ShopId::generate(NOW)).await.unwrap().is_empty());

        let handed = async |from: i64, to: i64| {
            let rows = books(&db, &shop, &connection, Millis(from), Millis(to)).await.unwrap();
            rows.into_iter().find(|row| row.0 == OrderState::HandedOver).map_or(0, |row| row.1)
        };
        assert_eq!(handed(0, i64::MAX).await, 5);
        // A1 to A5 lie half a day apart from each other; the end does not belong to the period.
        assert_eq!(handed(NOW.0 - 2 * DAY, NOW.0).await, 4);
        assert_eq!(handed(NOW.0 - DAY, NOW.0 - DAY / 2).await, 1);
        assert_eq!(handed(NOW.0 - DAY, NOW.0 - DAY / 2 + 1).await, 2);
        assert_eq!(handed(NOW.0 - DAY / 2, NOW.0 - DAY / 2 + 1).await, 1);
        assert_eq!(handed(NOW.0, NOW.0).await, 0);
        db.close().await;
    }
}

#[tokio::test]
async fn long_lists_are_read_to_their_end() {
    let folder = tempfile::tempdir().unwrap();
    for db in databases(&folder).await {
        let (shop, connection) = (shop(&db).await, ConnectionId::generate(NOW));
        let count = usize::try_from(super::PAGE).unwrap() * 2 + 1;
        let mut tx = db.begin().await.unwrap();
        for n in 0..count {
            put(&mut tx, (&shop, &connection), &format!("A{n}"), NOW, OrderState::Noticed).await;
        }
        assert_eq!(numbers_of_state(&mut tx, &shop, &connection, OrderState::Noticed).await.unwrap().len(), count);
        tx.commit().await.unwrap();
        assert_eq!(pending(&db, &shop, &connection, NOW).await.unwrap().len(), count);

        let mut tx = db.begin().await.unwrap();
        for n in 0..count {
            let mut order = lock(&mut tx, &shop, &connection, &format!("A{n}")).await.unwrap().unwrap();
            order.state = OrderState::LeftOut;
            (if n % 2 == 0 { "from-date" } else { "excluded-carrier" }).clone_into(&mut order.rule);
            order.cause = Some(Cause::new(Code::MapShip, "5"));
            save(&mut tx, &order, NOW).await.unwrap();
        }
        let old = numbers_too_old(&mut tx, &shop, &connection, Millis(0)).await.unwrap().len();
        let excluded = numbers_excluded(&mut tx, &shop, &connection).await.unwrap().len();
        assert_eq!(old + excluded, count);
        assert_eq!(of_cause(&mut tx, &shop, "MAP-SHIP:5").await.unwrap().len(), count);
        tx.commit().await.unwrap();
        db.close().await;
    }
}

#[tokio::test]
async fn pages_filter_search_and_go_on() {
    let folder = tempfile::tempdir().unwrap();
    for db in databases(&folder).await {
        let (shop, connection) = (shop(&db).await, ConnectionId::generate(NOW));
        let of = (&shop, &connection);
        let mut tx = db.begin().await.unwrap();
        let states = [OrderState::HandedOver, OrderState::Waiting, OrderState::Failed];
        for n in 0..9 {
            put(&mut tx, of, &format!("2026-{n}_"), NOW, states[n % 3]).await;
        }
        tx.commit().await.unwrap();
        let numbers = async |filter: Filter| {
            let found = page(&db, &shop, &filter, 100).await.unwrap();
            found.iter().map(|o| o.number[5..6].to_owned()).collect::<String>()
        };
        let in_states = |states: &[OrderState]| Filter { states: states.to_vec(), ..Filter::default() };
        let text = |text: &str| Filter { text: Some(text.to_owned()), ..Filter::default() };
        assert_eq!(numbers(Filter::default()).await, "876543210");
        assert_eq!(numbers(in_states(&[OrderState::Failed])).await, "852");
        assert_eq!(numbers(in_states(&[OrderState::Waiting, OrderState::Failed])).await, "875421");
        assert_eq!(numbers(in_states(&states)).await, "876543210");
        assert_eq!(numbers(text("2026-4_")).await, "4");
        assert_eq!(numbers(text("P-2026-4_")).await, "4");
        assert_eq!(numbers(text("4_")).await, "4");
        assert_eq!(numbers(text("26-")).await, "876543210");
        assert_eq!(numbers(text("%")).await, "");
        let failed = Filter { states: vec![OrderState::Failed], text: Some("2026".to_owned()), ..Filter::default() };
        assert_eq!(numbers(failed).await, "852");
        let first = page(&db, &shop, &in_states(&[OrderState::Waiting, OrderState::Failed]), 2).await.unwrap();
        let after = first.last().map(|order| (order.changed_at, order.id.0.clone()));
        let rest = Filter { after, ..in_states(&[OrderState::Waiting, OrderState::Failed]) };
        assert_eq!(numbers(rest).await, "5421");
        let nothing =
            Filter { carrier: Some("PPL".to_owned()), cause: Some("MAP-SHIP:1".to_owned()), ..Filter::default() };
        assert_eq!(numbers(nothing).await, "");
        db.close().await;
    }
}
