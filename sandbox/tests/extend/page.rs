//! The back-office page of the played Extend Commerce, used the way a person without JavaScript does.

use crate::client::Extend;

async fn page(extend: &Extend, query: &str) -> String {
    let answer = extend.http.get(extend.url(&format!("/extend/{query}"))).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.text().await.unwrap()
}

#[tokio::test]
async fn an_order_is_reserved_and_picked_by_its_buttons() {
    let extend = Extend::start();
    assert!(page(&extend, "").await.contains("data-test=\"no-orders\""));
    let number = extend.enter_number("B-1", &[("LAMPA-01", 2)]).await;
    for (action, word) in [("reserve", "Chystá se"), ("pick-part", "Odeslaná zčásti"), ("pick", "Odeslaná")] {
        assert!(page(&extend, "").await.contains(&format!("data-test=\"{action}-{number}\"")));
        let shown = extend.form(&format!("/extend/orders/{number}/{action}"), &[]).await;
        assert!(shown.contains(&format!(">{word}</span>")), "{action}");
    }
    assert!(!page(&extend, "").await.contains(&format!("data-test=\"cancel-{number}\"")));
}

#[tokio::test]
async fn stock_is_received_and_counted() {
    let extend = Extend::start();
    let received = [("product", "LAMPA-01"), ("warehouse", "MAIN"), ("delta", "10")];
    extend.form("/extend/stock", &received).await;
    assert_eq!(extend.balance("LAMPA-01").await.0, 50);
    let counted = [("product", "LAMPA-01"), ("warehouse", "MAIN"), ("physical", "7")];
    extend.form("/extend/stock", &counted).await;
    assert_eq!(extend.balance("LAMPA-01").await.0, 7);
}

#[tokio::test]
async fn the_hook_form_can_be_prefilled_and_shows_api_access() {
    let extend = Extend::start();
    let shown = page(&extend, "?hook_url=http://localhost:1/x&hook_secret=a%22b").await;
    assert!(shown.contains("value=\"http://localhost:1/x\""));
    assert!(shown.contains("value=\"a&quot;b\""), "the secret is escaped");
    assert!(shown.contains(&format!("{}</code>", extend.url("/extend/RESTAPI"))));
    let form = [("name", "x"), ("url", "ftp://a"), ("secret", "s")];
    let refused = extend.form("/extend/hooks", &form).await;
    assert!(refused.contains("must start with http"));
    let form = [("name", "x"), ("url", "http://127.0.0.1:1/x"), ("secret", "s"), ("OrderPicked", "1")];
    let saved = extend.form("/extend/hooks", &form).await;
    assert!(saved.contains("data-test=\"hook\""));
    assert_eq!(extend.state().await["hooks"][0]["triggers"], serde_json::json!(["OrderPicked"]));
}
