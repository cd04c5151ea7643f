//! The administration as a browser without script uses it.

use crate::listener::Listener;
use crate::stage::Stage;
use serde_json::json;

async fn post(stage: &Stage, path: &str, fields: &[(&str, &str)]) -> String {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request =
        stage.http.post(format!("{}{path}", stage.base)).header("content-type", "application/x-www-form-urlencoded");
    let answer = request.body(body).send().await.unwrap();
    assert_eq!(answer.status(), 303, "{path}");
    answer.headers()["location"].to_str().unwrap().to_owned()
}

async fn page(stage: &Stage, path: &str) -> String {
    let answer = stage.http.get(format!("{}{path}", stage.base)).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

#[tokio::test]
async fn an_order_is_placed_paid_edited_and_cancelled() {
    let stage = Stage::new().await;
    post(
        &stage,
        "/admin/svetlo/orders",
        &[("product", "LAMP-03"), ("quantity", "2"), ("shipment_id", "6"), ("payment_id", "2")],
    )
    .await;
    let shop = stage.shop().await;
    let number = shop["orders"].as_object().unwrap().keys().max().unwrap().clone();
    let list = page(&stage, "/admin/svetlo").await;
    for test in [
        "place-order".to_owned(),
        "activate".to_owned(),
        format!("pay-{number}"),
        format!("cancel-{number}"),
        format!("edit-{number}"),
    ] {
        assert!(list.contains(&format!("data-test=\"{test}\"")), "{test}");
    }
    post(&stage, &format!("/admin/svetlo/orders/{number}/pay"), &[]).await;
    post(
        &stage,
        &format!("/admin/svetlo/orders/{number}"),
        &[("customer:city_invoice", "Třebíč <b>"), ("tracking_code", "P1"), ("internal_note", "")],
    )
    .await;
    let order = stage.shop().await["orders"][&number].clone();
    assert_eq!(
        (&order["status_type"], &order["customer"]["city_invoice"]),
        (&json!("PaymentSuccessful"), &json!("Třebíč <b>"))
    );
    assert!(page(&stage, "/admin/svetlo").await.contains("Třebíč &lt;b&gt;"), "texts are escaped");
    assert!(page(&stage, &format!("/admin/svetlo/orders/{number}")).await.contains("value=\"P1\""));
    post(&stage, &format!("/admin/svetlo/orders/{number}/cancel"), &[]).await;
    assert!(page(&stage, "/admin/svetlo").await.contains(&format!("data-test=\"renew-{number}\"")));
}

#[tokio::test]
async fn the_addon_opens_in_a_frame() {
    let addon = Listener::start(
        r#"{"error":false,"message":"","url":"http://localhost:8080/open/abc?a=1&b=2","type":"iframe"}"#,
    )
    .await;
    let stage = Stage::with_addon(&addon.url).await;
    post(&stage, "/admin/svetlo/addons/activate", &[("language", "cs")]).await;
    let to = post(&stage, "/admin/svetlo/addons/open", &[("language", "en")]).await;
    let html = page(&stage, &to).await;
    assert!(
        html.contains("data-test=\"addon-frame\"")
            && html.contains("src=\"http://localhost:8080/open/abc?a=1&amp;b=2\"")
    );
    assert_eq!(addon.at("/upgates/open")[0]["current_admin_language"], "en");
    assert!(!page(&stage, "/admin/svetlo/addons").await.contains("addon-frame"), "an old address is not shown again");
}

#[tokio::test]
async fn stock_statuses_and_carriers_are_edited() {
    let stage = Stage::new().await;
    post(&stage, "/admin/svetlo/products", &[("code", "LAMP-TUBA-BILA"), ("stock", "31")]).await;
    post(&stage, "/admin/svetlo/settings/statuses", &[("name", "Čeká na díl"), ("mails", "1")]).await;
    post(&stage, "/admin/svetlo/settings/carriers", &[("name", "Kolo")]).await;
    let shop = stage.shop().await;
    assert_eq!(shop["products"]["LAMP-TUBA-BILA"]["stock"], 31);
    assert!(page(&stage, "/admin/svetlo/settings").await.contains("Čeká na díl"));
    assert!(shop["carriers"].as_array().unwrap().iter().any(|c| c["name"] == "Kolo"));
    assert!(page(&stage, "/").await.contains("data-test=\"shop-triko\""));
}
