//! The order statuses of a shop.

use crate::upgates::model::Status;
use time::OffsetDateTime;

/// Id (the first two in every shop, then counted from the shop's own), type, colour, Czech and Slovak name, and whether it
/// resolves, pays and mails.
type Row = (Option<u32>, &'static str, &'static str, &'static str, &'static str, [bool; 3]);

const ROWS: &[Row] = &[
    (Some(1), "Received", "#3b82f6", "Přijatá", "Prijatá", [false, false, true]),
    (Some(2), "Canceled", "#9ca3af", "Stornovaná", "Stornovaná", [true, false, true]),
    (None, "PaymentSuccessful", "#10b981", "Zaplacená", "Zaplatená", [false, true, true]),
    (None, "Custom", "#f59e0b", "Připravuje se", "Pripravuje sa", [false, false, false]),
    (None, "Sent", "#6366f1", "Odeslaná", "Odoslaná", [true, false, true]),
    (None, "Custom", "#059669", "Doručená", "Doručená", [true, false, false]),
    (None, "Unresolved", "#ef4444", "Nevyřízená", "Nevybavená", [false, false, false]),
    (None, "PaymentFailed", "#b91c1c", "Platba se nezdařila", "Platba zlyhala", [false, false, true]),
    (None, "Custom", "#8b5cf6", "Připravena k vyzvednutí", "Pripravená na vyzdvihnutie", [false, false, true]),
];

/// Ids 1 and 2 are the same in every shop, the others differ (upgates-api 4.10).
pub fn statuses(now: OffsetDateTime, first: u32) -> Vec<Status> {
    let mut next = first;
    let status = |&(id, kind, color, cs, sk, [resolves, pays, mails]): &Row| Status {
        id: id.unwrap_or_else(|| {
            next += 1;
            next - 1
        }),
        kind: kind.to_owned(),
        color: color.to_owned(),
        names: [("cs", cs), ("sk", sk)].map(|(language, name)| (language.to_owned(), name.to_owned())).into(),
        resolves,
        pays,
        mails,
        created: now,
        updated: now,
    };
    ROWS.iter().map(status).collect()
}
