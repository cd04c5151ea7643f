//! Activation: stores, queues, repeats without harm, and comes back with its settings.
use reqwest::StatusCode;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use spojka::coupling::{self, sealed};
use spojka::crypto::signature::Call;
use spojka::domain::job::JobKind;
use spojka::domain::shop::{Language, ShopState};
use spojka::store::shops;

use crate::house::{House, activation, done, on_each_engine, short, word};

async fn login(house: &House, token: &str) -> (String, String) {
    let shop = house.shop(token).await.unwrap();
    let blob = shops::login_sealed(&house.db, &shop.id).await.unwrap().unwrap();
    assert!(!String::from_utf8_lossy(&blob).contains("k:"), "the login is sealed");
    let login = sealed::open_login(&house.config.vault, &shop.id, &blob).unwrap();
    (login.user, login.key.expose_secret().to_owned())
}

#[tokio::test]
async fn an_activation_stores_the_shop_and_queues_its_onboarding() {
    on_each_engine(async |house| {
        let shop = house.activate("shop-1").await;
        assert_eq!((shop.state, shop.language, shop.version), (ShopState::Active, Language::Cs, Some(0)));
        assert_eq!(login(&house, "shop-1").await, ("1234".to_owned(), "k:é/9".to_owned()));
        assert_eq!(house.jobs(&shop).await, [(word(JobKind::Onboard), String::new())]);
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_repeat_keeps_the_shop_and_a_return_replaces_the_login() {
    on_each_engine(async |house| {
        let first = house.activate("shop-1").await;
        let again = house.activate("shop-1").await;
        assert_eq!(first.id, again.id);
        let (status, _) = house.post(Call::Uninstall, &house.signed(Call::Uninstall, short("shop-1"))).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(house.shop("shop-1").await.unwrap().state, ShopState::Inactive);
        let mut back = activation("shop-1");
        back["apiKey"] = json!("new-key");
        back["apiUrl"] = json!("https://lampy.admin.s9.upgates.com/api/v2");
        back.as_object_mut().unwrap().remove("current_admin_language");
        assert_eq!(house.post(Call::Install, &house.signed(Call::Install, back)).await.1, done());
        let shop = house.shop("shop-1").await.unwrap();
        assert_eq!((shop.id, shop.state, shop.deactivated_at), (first.id, ShopState::Active, None));
        assert!(shop.api_url.contains("s9"));
        assert_eq!(shop.language, Language::Cs, "a language that is not told stays");
        assert_eq!(login(&house, "shop-1").await.1, "new-key");
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_late_repeat_does_not_bring_back_an_old_login() {
    on_each_engine(async |house| {
        let old = house.signed(Call::Install, activation("shop-1"));
        assert_eq!(house.post(Call::Install, &old).await.1, done());
        house.clock.advance_millis(1000);
        assert_eq!(house.post(Call::Install, &old).await.1, done());
        let mut newer = activation("shop-1");
        newer["apiKey"] = json!("new-key");
        assert_eq!(house.post(Call::Install, &house.signed(Call::Install, newer)).await.1, done());
        house.clock.advance_millis(1000);
        assert_eq!(house.post(Call::Install, &old).await, (StatusCode::OK, done()));
        assert_eq!(login(&house, "shop-1").await.1, "new-key");
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn many_first_activations_at_once_make_one_shop() {
    on_each_engine(async |house| {
        let body = house.signed(Call::Install, activation("shop-1"));
        let answers = futures_util::future::join_all((0..8).map(|_| house.post(Call::Install, &body))).await;
        assert!(answers.iter().all(|(status, answer)| *status == StatusCode::OK && *answer == done()));
        assert_eq!(shops::all(&house.db).await.unwrap().len(), 1);
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn versions_and_languages_come_in_many_shapes() {
    on_each_engine(async |house| {
        let shapes = [
            (json!(7), json!("sk"), Some(7), Language::Sk),
            (json!("7"), json!("cz"), Some(7), Language::Cs),
            (json!(""), json!("hu"), None, Language::En),
            (Value::Null, Value::Null, None, Language::Cs),
        ];
        for (index, (version, language, number, expected)) in shapes.into_iter().enumerate() {
            let token = format!("shop-{index}");
            let mut fields = activation(&token);
            fields["version"] = version;
            fields["current_admin_language"] = language;
            fields["surprise"] = json!({ "deep": [1, null] });
            assert_eq!(house.post(Call::Install, &house.signed(Call::Install, fields)).await.1, done());
            let shop = house.shop(&token).await.unwrap();
            assert_eq!((shop.version, shop.language), (number, expected), "{token}");
        }
        let mut fields = activation("shop-absent");
        fields.as_object_mut().unwrap().remove("version");
        assert_eq!(house.post(Call::Install, &house.signed(Call::Install, fields)).await.1, done());
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_signature_is_over_values_not_over_their_spelling() {
    on_each_engine(async |house| {
        let mut fields = activation("žlutý-obchod");
        fields["apiUser"] = json!(987_654_321);
        let body = house.signed(Call::Install, fields).to_string();
        let escaped =
            body.replace('/', "\\/").replace('ž', "\\u017e").replace("\"token\":", "\"token\":\"decoy\",\"token\":");
        assert_ne!(body, escaped);
        assert_eq!(house.post_text(Call::Install, escaped).await, (StatusCode::OK, done()));
        assert_eq!(login(&house, "žlutý-obchod").await.0, "987654321");
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_api_address_elsewhere_is_refused_in_the_merchants_language() {
    on_each_engine(async |house| {
        for (url, language, said) in [
            ("https://evil.example/api/v2", "cs", "Adresa API tohoto e-shopu (evil.example)"),
            ("http://lampy.upgates.com/api/v2", "sk", "Adresa API tohto e-shopu"),
            ("https://upgates.com.evil.example/", "en", "The API address of this shop"),
            ("https://127.0.0.2/api/v2", "en", "help@example.com"),
            ("nonsense", "cs", "zavolejte na +420 123 456 789"),
        ] {
            let mut fields = activation("shop-1");
            fields["apiUrl"] = json!(url);
            fields["current_admin_language"] = json!(language);
            let (status, answer) = house.post(Call::Install, &house.signed(Call::Install, fields)).await;
            assert_eq!((status, &answer["error"]), (StatusCode::OK, &json!(true)));
            assert!(answer["message"].as_str().unwrap().contains(said), "{answer}");
        }
        assert!(house.shop("shop-1").await.is_none());
        assert_eq!(house.remembered().await, 5, "their texts are good nowhere else");
        let mut fields = activation("shop-1");
        fields["apiUrl"] = json!("https://evil.example/api/v2");
        let refused = house.signed(Call::Install, fields);
        for call in [Call::Version, Call::Uninstall, Call::Open] {
            let mut elsewhere = refused.clone();
            elsewhere["version"] = json!(2);
            let answer = house.post(call, &elsewhere).await;
            assert_eq!(answer.0, StatusCode::UNAUTHORIZED, "{}", answer.1);
        }
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_activation_from_before_a_deactivation_is_answered_and_ignored() {
    on_each_engine(async |house| {
        let old = house.signed(Call::Install, activation("shop-1"));
        assert_eq!(house.post(Call::Install, &old).await.1, done());
        house.clock.advance_millis(1000);
        let gone = house.signed(Call::Uninstall, short("shop-1"));
        assert_eq!(house.post(Call::Uninstall, &gone).await.1, done());
        house.clock.advance_millis(1000);
        assert_eq!(house.post(Call::Install, &old).await, (StatusCode::OK, done()));
        let shop = house.shop("shop-1").await.unwrap();
        assert_eq!(shop.state, ShopState::Inactive, "still deactivated");
        assert!(shops::erase_after(&house.db, &shop.id).await.unwrap().is_some(), "its erasing is still to come");

        let mut back = activation("shop-1");
        back["time"] = json!("2026-11-21T12:00:30Z");
        let back = house.signed(Call::Install, back);
        assert_eq!(house.post(Call::Install, &back).await.1, done());
        assert_eq!(house.shop("shop-1").await.unwrap().state, ShopState::Active, "a new text brings it back");
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn no_text_of_an_erased_shop_does_anything_any_more() {
    on_each_engine(async |house| {
        let old = house.signed(Call::Install, activation("shop-1"));
        assert_eq!(house.post(Call::Install, &old).await.1, done());
        let gone = house.signed(Call::Uninstall, short("shop-1"));
        assert_eq!(house.post(Call::Uninstall, &gone).await.1, done());
        let shop = house.shop("shop-1").await.unwrap();
        coupling::erase(&house.desk, &shop.id, &coupling::reference(&shop.id)).await.unwrap();
        house.clock.advance_millis(1000);
        assert_eq!(house.post(Call::Install, &old).await, (StatusCode::OK, done()));
        assert!(shops::all(&house.db).await.unwrap().is_empty(), "it is not made anew by an old text");

        let mut new = activation("shop-1");
        new["time"] = json!("2026-11-21T12:00:30Z");
        new["apiKey"] = json!("new-key");
        assert_eq!(house.post(Call::Install, &house.signed(Call::Install, new)).await.1, done());
        house.clock.advance_millis(1000);
        assert_eq!(house.post(Call::Install, &old).await, (StatusCode::OK, done()));
        assert_eq!(house.post(Call::Uninstall, &gone).await, (StatusCode::OK, done()));
        let again = house.shop("shop-1").await.unwrap();
        assert_eq!(again.state, ShopState::Doubtful, "one call tells");
        assert_ne!(again.id, shop.id);
        assert_eq!(login(&house, "shop-1").await.1, "new-key");
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_value_that_could_be_read_as_two_is_refused() {
    on_each_engine(async |house| {
        // One signed text, two readings: each is refused, and names the field.
        for (field, value) in
            [("token", "shop;1"), ("apiUser", "a;b"), ("apiKey", "k;l"), ("apiUrl", "https://a;b"), ("token", "shop 1")]
        {
            let mut fields = activation("shop-1");
            fields[field] = json!(value);
            let (status, answer) = house.post(Call::Install, &house.signed(Call::Install, fields)).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
            assert!(answer["detail"].as_str().unwrap().starts_with(field), "{answer}");
        }
        house.activate("shop-1").await;
        let mut fields = activation("shop-1");
        fields["version"] = json!("1234;secret-key;https://lampy.admin.s7.upgates.com/api/v2");
        let body = house.signed_as(&["token", "version", "time"], fields);
        let (status, answer) = house.post(Call::Version, &body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
        assert!(!answer.to_string().contains("secret-key"));
        assert_eq!(house.shop("shop-1").await.unwrap().version, Some(0));
        house.close().await;
    })
    .await;
}
