//! Where a parcel can be followed. Extend names carrier and parcel number but no address (partners.md 2.6 b).
use std::collections::BTreeMap;

use url::Url;

use crate::domain::progress::Parcel;

/// Carrier names as they may stand in `forwarder` or `deliveryMethod`, and the carrier's public page. The pages are the
/// carriers' own and may move: each row can be overridden by the option `tracking`.
const BUILT_IN: [(&[&str], &str); 8] = [
    (&["ppl"], "https://www.ppl.cz/vyhledat-zasilku?shipmentId={number}"),
    (&["dhl"], "https://www.dhl.com/global-en/home/tracking.html?tracking-id={number}"),
    (&["gls"], "https://gls-group.com/CZ/cs/sledovani-zasilek?match={number}"),
    (&["packeta", "zasilkovna", "zásilkovna"], "https://tracking.packeta.com/cs/?id={number}"),
    (
        &["ceskaposta", "českápošta", "czechpost", "cpost"],
        "https://www.postaonline.cz/trackandtrace/-/zasilka/cislo?parcelNumbers={number}",
    ),
    (&["dpd"], "https://tracking.dpd.de/parcelstatus?query={number}"),
    (&["postnord"], "https://tracking.postnord.com/en/tracking?id={number}"),
    (&["schenker", "dbschenker"], "https://www.dbschenker.com/app/tracking-public/?refNumber={number}"),
];

/// The merchant's own templates, by carrier; they win over the built-in ones. An empty template means: no link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Templates(BTreeMap<String, String>);

impl Templates {
    /// Checks the merchant's templates.
    ///
    /// # Errors
    /// The carrier whose template can't be used, and why.
    pub fn new(rows: BTreeMap<String, String>) -> Result<Self, (String, &'static str)> {
        let mut table = BTreeMap::new();
        for (carrier, template) in rows {
            let name = plain(&carrier);
            if name.is_empty() {
                return Err((carrier, "needs the carrier's name"));
            }
            if !template.is_empty() && !template.contains("{number}") {
                return Err((carrier, "needs {number} where the parcel number belongs"));
            }
            let sample = Url::parse(&template.replace("{number}", "1"));
            if !template.is_empty() && !sample.is_ok_and(|u| matches!(u.scheme(), "https" | "http") && u.has_host()) {
                return Err((carrier, "must be an address that begins with https://"));
            }
            table.insert(name, template);
        }
        Ok(Self(table))
    }

    fn find(&self, carrier: &str) -> Option<&str> {
        let name = plain(carrier);
        let own = longest(&name, self.0.iter().map(|(k, v)| (k.as_str(), v.as_str())));
        own.or_else(|| longest(&name, BUILT_IN.iter().flat_map(|(keys, url)| keys.iter().map(|k| (*k, *url)))))
    }
}

/// The template of the longest key that the carrier's name is or begins with (`dhl` for `DHL Freight`).
fn longest<'a>(name: &str, rows: impl Iterator<Item = (&'a str, &'a str)>) -> Option<&'a str> {
    rows.filter(|(key, _)| name.starts_with(key)).max_by_key(|(key, _)| key.len()).map(|(_, url)| url)
}

/// Letters and digits only, lower-case: `DB Schenker`, `db-schenker` and `DBSCHENKER` are one carrier.
fn plain(carrier: &str) -> String {
    carrier.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where `parcel` can be followed; `None` when its carrier is not known or it has no number.
pub fn tracking_url(parcel: &Parcel, templates: &Templates) -> Option<String> {
    let number: String = url::form_urlencoded::byte_serialize(parcel.number.trim().as_bytes()).collect();
    if number.is_empty() {
        return None;
    }
    templates
        .find(&parcel.carrier)
        .filter(|t| !t.is_empty())
        .map(|t| t.replace("{number}", &number.replace('+', "%20")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(carrier: &str, number: &str) -> Parcel {
        Parcel { shipment: "1".into(), number: number.into(), carrier: carrier.into() }
    }

    #[test]
    fn carriers_are_known_in_many_spellings() {
        let none = Templates::default();
        for carrier in [
            "PPL",
            "DHL Freight",
            "GLS CZ",
            "Zásilkovna",
            "zasilkovna",
            "Česká pošta",
            "DPD",
            "PostNord",
            "DB-Schenker",
        ] {
            assert!(tracking_url(&parcel(carrier, "Z1"), &none).is_some_and(|u| u.contains("Z1")), "{carrier}");
        }
        assert_eq!(tracking_url(&parcel("Own van", "Z1"), &none), None);
        assert_eq!(tracking_url(&parcel("PPL", " "), &none), None);
    }

    #[test]
    fn own_templates_win_and_numbers_cannot_break_out() {
        let own = Templates::new(
            [("ppl".to_owned(), "https://t.example/{number}/x".to_owned()), ("GLS".to_owned(), String::new())].into(),
        );
        let own = own.unwrap();
        assert_eq!(tracking_url(&parcel("PPL Parcel", "a/b c?"), &own).unwrap(), "https://t.example/a%2Fb%20c%3F/x");
        assert_eq!(tracking_url(&parcel("GLS", "1"), &own), None);
        for bad in ["javascript:alert({number})", "https://t.example/", "{number}"] {
            assert!(Templates::new([("X".to_owned(), bad.to_owned())].into()).is_err(), "{bad}");
        }
    }
}
