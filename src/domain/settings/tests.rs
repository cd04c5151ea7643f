//! Reading the operator's JSON, and settings as older programs stored them.
use super::*;
use crate::domain::reader;

const FULL: &str = r#"{ "partner": "extend",
  "credentials": { "base_url": "https://host/RESTAPI", "client": "APIDEMO", "user": "u", "password": "p" },
  "options": { "customer_number": "WEB", "unit": "st", "warehouses": ["MAIN"] },
  "orders": { "ready_statuses": [1], "from": "now", "hold_minutes": 0 },
  "carriers": { "5": "DHL" }, "payments": { "2": "KlarnaPrepaid" },
  "progress": { "shipped": { "status_id": 7, "mail": false } },
  "stock": { "master": "partner", "buffer": 0 },
  "start": true }"#;

#[test]
fn the_designs_example_is_read() {
    let coupling = Coupling::parse(FULL).unwrap();
    assert!(coupling.start);
    assert_eq!(coupling.settings.orders.ready_statuses, [1]);
    assert_eq!(coupling.settings.stock.master, Master::Partner);
    assert_eq!(coupling.settings.progress[&Milestone::Shipped].status_id, 7);
}

#[test]
fn errors_name_the_field() {
    let with = |from: &str, to: &str| Coupling::parse(&FULL.replace(from, to)).unwrap_err().field;
    assert_eq!(with("\"extend\"", "\"fax\""), "partner");
    assert_eq!(with("\"hold_minutes\": 0", "\"hold_minutes\": 241"), "orders.hold_minutes");
    assert_eq!(with("\"from\": \"now\"", "\"from\": \"soon\""), "orders.from");
    assert_eq!(with("\"status_id\": 7", "\"status_id\": 1"), "progress.shipped.status_id");
    assert_eq!(with("\"DHL\"", "\"\""), "carriers.5");
    assert_eq!(with("\"master\": \"partner\"", "\"master\": \"me\""), "stock.master");
    assert_eq!(with("\"ready_statuses\": [1]", "\"ready_statuses\": []"), "orders.ready_statuses");
    assert_eq!(with("\"start\": true", "\"start\": true, \"extra\": 1"), "extra");
    assert_eq!(with("\"start\": true", "\"start\": true, \"\": 1"), "settings");
}

#[test]
fn what_has_the_wrong_shape_is_told_by_its_path_and_plainly() {
    let told = |from: &str, to: &str| Coupling::parse(&FULL.replace(from, to)).unwrap_err().to_string();
    for (from, to, says) in [
        ("[1]", r#"["5"]"#, r#"orders.ready_statuses.0 is string "5", but must be a whole number"#),
        ("[1]", "5", "orders.ready_statuses is number, but must be a list"),
        (
            r#""hold_minutes": 0"#,
            r#""hold_minutes": "0""#,
            "orders.hold_minutes is string \"0\", but must be a whole number",
        ),
        (r#""hold_minutes": 0"#, r#""hold_minutes": 1.5"#, "orders.hold_minutes is no whole number that fits"),
        (r#"{ "5": "DHL" }"#, r#"{ "5": 7 }"#, "carriers.5 is number, but must be a text"),
        (r#""master": "partner""#, r#""master": "nobody""#, "stock.master is not known: `nobody`, known are"),
        (r#""buffer": 0"#, r#""buffer": 0, "guard_rail": {"x": 1}"#, "stock.guard_rail.x"),
        (r#""status_id": 7, "#, "", "progress.shipped.status_id is missing"),
    ] {
        let text = told(from, to).replace(": is", " is");
        assert!(text.contains(says), "{text}");
    }
    assert_eq!(
        Coupling::parse(&FULL.replace(r#""buffer": 0"#, r#""buffer": 0, "guard_rail": {}"#))
            .unwrap()
            .settings
            .stock
            .guard_rail,
        GuardRail::default()
    );
}

#[test]
fn rules_that_are_left_away_are_the_safe_ones() {
    let settings = Coupling::parse(FULL).unwrap().settings;
    assert!(settings.orders.exclude.is_empty() && settings.orders.hours.is_none());
    assert_eq!((settings.orders.on_cancel, settings.tracking.parcel), (OnCancel::Annul, WhichParcel::First));
    // As stored before there were such rules.
    let old = r#"{"options":{},"orders":{"ready_statuses":[1],"paid_only":false,"from":"now","hold_minutes":5},"carriers":{},
        "payments":{},"progress":{},"stock":{"master":"shop","buffer":0,"physical":false,"guard_rail":{"lower_percent":30,"zero_count":20}},
        "alerts":{"to":[],"connection":true,"late":true,"guard_rail":true,"digest":false}}"#;
    let read: Settings = reader::stored(old).unwrap();
    assert_eq!((read.orders.hold_minutes, read.orders.on_cancel), (5, OnCancel::Annul));
    let again: Settings = reader::stored(serde_json::to_string(&read).unwrap()).unwrap();
    assert_eq!(read, again);
}

#[test]
fn rules_are_read_and_refused_by_name() {
    let with = |orders: &str, more: &str| {
        let orders = format!("\"hold_minutes\": 0, {orders}");
        Coupling::parse(
            &FULL
                .replace("\"hold_minutes\": 0", orders.trim_end_matches([' ', ',']))
                .replace("\"start\": true", &format!("{more} \"start\": true")),
        )
    };
    let read = with(
        r#""exclude": {"carriers": ["10"], "products": ["SERVIS*"]}, "hours": {"days": ["mon", "fri"], "from": "8:00", "to": "16:00"}, "on_cancel": "tell""#,
        r#""tracking": {"parcel": "last"},"#,
    );
    let settings = read.unwrap().settings;
    assert_eq!((settings.orders.exclude.carriers[0].as_str(), settings.orders.on_cancel), ("10", OnCancel::Tell));
    assert_eq!(
        (settings.orders.hours.unwrap().from.to_string(), settings.tracking.parcel),
        ("08:00".into(), WhichParcel::Last)
    );
    let wrong = |orders: &str, more: &str| with(orders, more).unwrap_err().to_string();
    for (orders, more, names) in [
        (r#""exclude": {"carier": []}"#, "", "carier"),
        (r#""exclude": {"products": ["*"]}"#, "", "orders.exclude.products"),
        (r#""exclude": {"origins": ["moon"]}"#, "", "moon"),
        (r#""hours": {"from": "8:00", "to": "25:00"}"#, "", "25:00"),
        (r#""hours": {"from": "8:00"}"#, "", "to"),
        (r#""hours": {"days": [], "from": "8:00", "to": "9:00"}"#, "", "orders.hours.days"),
        (r#""on_cancel": "shout""#, "", "shout"),
        ("", r#""tracking": {"parcel": "all"},"#, "tracking"),
        ("", r#""tracking": {"parcels": "first"},"#, "parcels"),
    ] {
        let said = wrong(orders, more);
        assert!(said.contains(names), "{said} does not name {names}");
    }
}

#[test]
fn the_first_or_the_last_parcel_with_a_number() {
    let numbers = ["", "P1", "P2", ""];
    assert_eq!(WhichParcel::First.choose(numbers.into_iter()), Some("P1"));
    assert_eq!(WhichParcel::Last.choose(numbers.into_iter()), Some("P2"));
    assert_eq!(WhichParcel::Last.choose([""].into_iter()), None);
}

#[test]
fn mails_of_one_order_are_counted_by_its_way() {
    let mut settings = Settings::default();
    assert_eq!(settings.mails_per_order(), 0);
    for (milestone, mail, sum) in [
        (Milestone::Packed, false, 0),
        (Milestone::Impossible, true, 1),
        (Milestone::Shipped, true, 1),
        (Milestone::Delivered, true, 2),
    ] {
        settings.progress.insert(milestone, MilestoneRule { status_id: 7, mail, from_statuses: None });
        assert_eq!(settings.mails_per_order(), sum, "{milestone:?}");
    }
}
