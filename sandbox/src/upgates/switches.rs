//! The switches of the played Upgates: each is a choice that the facts leave open.

use serde_json::{Value, json};

/// Name, default and meaning of each.
pub fn all() -> Vec<(&'static str, Value, &'static str)> {
    let mut all = answers();
    all.extend(limits());
    all.extend(events());
    all.extend(calls());
    all
}

fn answers() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        (
            "upgates.unset_text",
            json!("mixed"),
            "unset customer texts: mixed (as observed: \"\"; the rest null), empty or null",
        ),
        ("upgates.delivered_date", json!(true), "orders have delivered_date, an addition of 2026 known at second hand"),
        (
            "upgates.unknown_is_404",
            json!(false),
            "an unknown order or product by path answers 404 instead of an empty list",
        ),
        (
            "upgates.day_is_whole",
            json!(true),
            "creation_time_to of a day without a time includes that day; off ends at its beginning",
        ),
        ("upgates.empty_pages", json!(0), "number_of_pages of an empty list"),
        ("upgates.default_order", json!("desc"), "orders without order_by: newest first (desc) or oldest first (asc)"),
        (
            "upgates.match_lines_by_code",
            json!(false),
            "PUT /orders matches lines without uuid by code instead of adding them",
        ),
        ("upgates.put_answer_object", json!(false), "PUT /orders with one order answers an object instead of an array"),
        (
            "upgates.top_variants_in_products",
            json!(false),
            "results of top-level variants appear under their products instead of a list `variants`",
        ),
        ("upgates.string_ids", json!(true), "shipments[].id and payments[].id are texts, as documented"),
        ("upgates.empty_as_list", json!(true), "empty objects are printed as [], as PHP does"),
        ("upgates.null_stock_clears", json!(true), "stock null or \"\" in PUT clears it"),
    ]
}

fn limits() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("upgates.quota_headers", json!(true), "X-Rate-Limit-* headers are sent"),
        ("upgates.quota", json!(false), "the quota is enforced (verified add-ons are exempt)"),
        ("upgates.quota_hour", json!(50), "requests an hour (Gold)"),
        ("upgates.quota_day", json!(600), "requests a day beyond the hourly ones (Gold)"),
        ("upgates.retry_after", json!("http-date"), "Retry-After of a 429: http-date, iso, seconds or none"),
        ("upgates.concurrency", json!(3), "simultaneous requests per access group"),
        ("upgates.latency_ms", json!(0), "time that each request takes inside the limit of simultaneous ones"),
        ("upgates.login_lockout", json!(false), "five wrong logins an hour lock the address with 403"),
        ("upgates.moved_location", json!(true), "301 carries Location"),
        ("upgates.moved_body", json!(true), "301 carries the body {\"api_url\"}"),
        (
            "upgates.moved_shape",
            json!("full"),
            "address that a 301 names: full (with the resource), full_slash, base, base_slash, origin or origin_slash",
        ),
        ("upgates.moved_host", json!(""), "origin named after a move instead of the sandbox's own"),
    ]
}

fn events() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("upgates.hook_window_ms", json!(50), "events gathered for this long before a call"),
        ("upgates.hook_timeout_ms", json!(1000), "time limit of a webhook call"),
        ("upgates.hook_timeout_repeats", json!(false), "a timeout is repeated (else it counts as delivered)"),
        ("upgates.hook_repeat_s", json!(300), "seconds until a refused call is repeated, by the sandbox's clock"),
        ("upgates.hook_off_after_h", json!(0), "hours without success after which a webhook is switched off; 0 never"),
        (
            "upgates.delete_fires",
            json!(true),
            "a deletion fires Orders.delete; off plays a hook that was lost for good",
        ),
        ("upgates.allowed_as_text", json!(true), "events[].allowed_yn is a text, as documented; off a boolean"),
        ("upgates.update_hook_status", json!(true), "Orders.update carries status_id and status"),
        ("upgates.order_stock_fires", json!(true), "stock taken by an order fires Products.update"),
        ("upgates.same_write_fires", json!(true), "a PUT that changes nothing still fires an update"),
        ("upgates.same_status_mails", json!(false), "a PUT of the status that an order has mails again"),
        (
            "upgates.other_hooks",
            json!(true),
            "payloads of families without documented shape look like {shipments:[{shipment_id,…}]}; off sends an empty list",
        ),
    ]
}

fn calls() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("upgates.time_is", json!("expiry"), "time of a signed call: expiry (end of validity) or signing"),
        ("upgates.time_valid_s", json!(300), "seconds from signing to the end of validity"),
        ("upgates.version_is", json!("int"), "version of a signed call: int, text, empty or absent"),
        (
            "upgates.version_signed",
            json!("token;time"),
            "signed text of the version change: token;time or token;version;time",
        ),
        ("upgates.extra_fields", json!(false), "signed calls carry fields that no page names, and the old signature"),
        ("upgates.key_outage", json!(false), "the public key's address answers 503"),
    ]
}
