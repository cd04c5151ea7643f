//! What the pages say of the partner's login, and of settings that can't be right.
use reqwest::StatusCode;
use spojka::domain::report::TestReport;
use spojka::domain::shop::Language;
use spojka::store::connections;

use crate::browser::Browser;
use crate::house::{House, on_each_engine};
use crate::prepare::drafted;

#[actix_web::test]
async fn a_warehouse_without_stock_and_a_status_for_cancelled_orders_are_pointed_out() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let connection = drafted(&house, &shop).await;
        let missing_warehouses = vec!["MIAN".to_owned()];
        let text = connection.test_report.as_deref().unwrap();
        let report = TestReport { missing_warehouses, ..serde_json::from_str(text).unwrap() };
        let text = serde_json::to_string(&report).unwrap();
        let mut tx = house.db.begin().await.unwrap();
        connections::set_test(&mut tx, &shop.id, connection.id.as_str(), Some(&text)).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let home = format!("/app/{}", shop.id);
        for page in ["/guide/partner", "/guide/readiness", "/settings"] {
            let seen = browser.get(&format!("{home}{page}")).await;
            assert!(seen.body.contains("The partner has no stock in the warehouse MIAN"), "{page}: {}", seen.body);
        }
        let page = format!("{home}/guide/statuses");
        let seen = browser.post(&page, &page, &[("orders.ready_statuses", "3"), ("orders.ready_statuses", "2")]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.body.contains("A status for cancelled orders can&#39;t send an order to the warehouse."));
        let stored = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0);
        assert_eq!(stored.settings.orders.ready_statuses, [3], "nothing was stored");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn a_login_that_nobody_tried_is_told_and_tried_at_a_press() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let connection = drafted(&house, &shop).await;
        let mut tx = house.db.begin().await.unwrap();
        connections::set_test(&mut tx, &shop.id, connection.id.as_str(), None).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let home = format!("/app/{}", shop.id);
        let partner = browser.get(&format!("{home}/guide/partner")).await;
        assert!(partner.body.contains("The login has not been tried yet.") && partner.body.contains("Try the login"));
        assert!(!partner.body.contains("data-soon"), "nothing is awaited");
        let ready = browser.get(&format!("{home}/guide/readiness")).await;
        assert!(ready.body.contains("has not been tried yet. The button Check again does it."));
        let settings = browser.get(&format!("{home}/settings")).await;
        assert!(settings.body.contains("The login has not been tried yet."));

        browser.post(&format!("{home}/guide/partner"), &format!("{home}/guide/test"), &[]).await;
        let partner = browser.get(&format!("{home}/guide/partner")).await;
        assert!(partner.body.contains("data-test=\"test-wait\"") && partner.body.contains("data-soon"));
        assert!(!partner.body.contains("Try the login"));
        house.close().await;
    })
    .await;
}
