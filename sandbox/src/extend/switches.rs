//! The switches of this side: each is a choice that the facts leave open, with the default played here.

use crate::kit::{Kit, Switches};
use serde_json::json;

/// Declares all switches of the warehouse system.
pub fn declare(kit: &Kit) {
    kit.switches.declare(&[
        ("extend.user", json!("demo"), "user that the API accepts"),
        ("extend.password", json!("demo"), "password that the API accepts"),
        (
            "extend.auth_header",
            json!("both"),
            "header that carries the credentials: both, extend (ExtendBasicAuthorization) or standard (Authorization)",
        ),
        ("extend.set_cookies", json!(true), "whether each answer sets one more cookie"),
        (
            "extend.cookies_most",
            json!(8),
            "cookies in one request beyond which it is refused with 400; 0 never refuses",
        ),
        ("extend.rate_low", json!(60), "calls a minute and resource in the class Low; 0 is no limit"),
        ("extend.rate_standard", json!(300), "calls a minute and resource in the class Standard; 0 is no limit"),
        ("extend.rate_high", json!(1000), "calls a minute and resource in the class High; 0 is no limit"),
        ("extend.rate_headers", json!(true), "whether answers carry x-ratelimit-*"),
        ("extend.retry_after", json!(true), "whether a 429 carries Retry-After"),
        ("extend.page_past_end", json!("refuse"), "a page past the end with pageOffset: refuse (400) or empty"),
        ("extend.page_drift", json!("off"), "rows that move while a client pages: off, repeat or skip"),
        (
            "extend.list_needs_filter",
            json!(true),
            "whether a list of orders without a narrowing filter times out with 400",
        ),
        ("extend.dates_ignore_time", json!(false), "whether date filters look at the day only"),
        ("extend.utc_offset_minutes", json!(60), "offset of the dates in answers, in minutes"),
        ("extend.extra_fields", json!(false), "whether objects carry fields that no client knows yet"),
        (
            "extend.order_status_words",
            json!({}),
            "order statuses answered in another word, such as {\"Terminated\": \"FullyDelivered\"}",
        ),
        ("extend.row_status_words", json!({}), "row statuses answered in another word"),
        (
            "extend.products_per_warehouse",
            json!(true),
            "whether Products lists a stocked product once for each warehouse",
        ),
        ("extend.incoming_after_ms", json!(0), "milliseconds after which a new order goes from Created to Incoming"),
        (
            "extend.header_dropped",
            json!([]),
            "header fields that the tenant takes and does not show again, such as [\"external\", \"orderMetaData\"]",
        ),
        (
            "extend.external_unique",
            json!(false),
            "whether a second living order with one orderNumberExternal is refused",
        ),
        ("extend.customer_needed", json!(true), "whether an order must name a customer"),
        (
            "extend.point_id_key",
            json!("blank"),
            "member of servicePoint that must carry the point's id: blank (its name ends in a blank), plain or either",
        ),
        ("extend.dates_need_offset", json!(true), "whether dates of an order need Z or an offset"),
        ("extend.put_absent_rows", json!("keep"), "rows that a PUT does not mention: keep or cancel"),
        ("extend.split_rows", json!(true), "whether a row picked in part is split; otherwise it stays one row"),
        ("extend.total_with_vat", json!(false), "whether totalPrice in the list includes VAT"),
        ("extend.echo_probe", json!("warn"), "saving a hook probes its address with ?echo=: off, warn or refuse"),
        ("extend.hook_timeout_ms", json!(10_000), "milliseconds that a hook waits for its answer"),
        ("extend.hook_retry_minutes", json!([1, 4]), "minutes between the attempts of a hook that failed"),
        ("extend.hook_gone_status", json!(410), "status that stops a hook for good; 0 never stops"),
        ("extend.hooks_in_one_call", json!(false), "whether events of one moment share a call"),
        ("extend.hook_order_key", json!("OrderNumber"), "key of the order number in Details"),
        ("extend.hook_product_key", json!("ProductNumber"), "key of the product number in Details"),
        ("extend.hook_customer_key", json!("CustomerNumber"), "key of the customer number in Details"),
        ("extend.hook_warehouse_key", json!("Warehouse"), "key of the warehouse in Details; empty leaves it out"),
        ("extend.hook_balance_key", json!("Balance"), "key of the new balance in Details; empty leaves it out"),
        ("extend.hook_old_spelling", json!(false), "whether AvailableBalanceChanged is spelled AvaiableBalanceChanged"),
    ]);
}

/// The switches that the rules of the warehouse ask, read once for an action.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Milliseconds after which a new order becomes `Incoming`.
    pub incoming_after_ms: i64,
    /// Whether an order must name a customer.
    pub customer_needed: bool,
    /// Whether a PUT cancels the rows that it does not mention.
    pub cancel_absent_rows: bool,
    /// Whether a row picked in part is split.
    pub split_rows: bool,
    /// Which member carries the id of a pickup point: `blank`, `plain` or `either`.
    pub point_id_key: String,
    /// Whether dates of an order need `Z` or an offset.
    pub dates_need_offset: bool,
}

impl Rules {
    /// Reads the rules as they stand now.
    pub fn read(switches: &Switches) -> Self {
        Self {
            incoming_after_ms: switches.number("extend.incoming_after_ms"),
            customer_needed: switches.on("extend.customer_needed"),
            cancel_absent_rows: switches.text("extend.put_absent_rows") == "cancel",
            split_rows: switches.on("extend.split_rows"),
            point_id_key: switches.text("extend.point_id_key"),
            dates_need_offset: switches.on("extend.dates_need_offset"),
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            incoming_after_ms: 0,
            customer_needed: true,
            cancel_absent_rows: false,
            split_rows: true,
            point_id_key: "blank".to_owned(),
            dates_need_offset: true,
        }
    }
}
