//! Invented customers.

use crate::upgates::chance::Chance;
use serde_json::{Map, Value, json};

const CZECH: &[(&str, &str)] = &[
    ("Jana", "Malá"),
    ("Petr", "Dvořák"),
    ("Lucie", "Horáková"),
    ("Tomáš", "Veselý"),
    ("Eva", "Šťastná"),
    ("Ondřej", "Říha"),
    ("Kateřina", "Žáková"),
    ("Martin", "Beneš"),
    ("Božena", "Němcová"),
    ("Jiří", "Kučera"),
];
const SLOVAK: &[(&str, &str)] =
    &[("Ľubica", "Kováčová"), ("Juraj", "Hruška"), ("Zuzana", "Ďurišová"), ("Michal", "Krajčír")];
const CZECH_PLACES: &[(&str, &str, &str)] = &[
    ("Nádražní 3", "Zlín", "76001"),
    ("Husova 112/4", "Olomouc", "77900"),
    ("Na Příkopě 8", "Praha 1", "11000"),
    ("Kounicova 67", "Brno", "60200"),
    ("Žižkova 21", "České Budějovice", "37001"),
    ("Údolní 5", "Ústí nad Labem", "40001"),
];
const SLOVAK_PLACES: &[(&str, &str, &str)] =
    &[("Hlavná 15", "Košice", "04001"), ("Štúrova 9", "Bratislava", "81102"), ("Námestie 2", "Žilina", "01001")];

/// A customer with plausible fields, by their wire names (upgates-api 4.2.1).
pub fn customer(chance: &mut Chance, language: &str) -> Map<String, Value> {
    let slovak = language == "sk";
    let (people, places, country, phone) =
        if slovak { (SLOVAK, SLOVAK_PLACES, "sk", "+421 9") } else { (CZECH, CZECH_PLACES, "cz", "+420 7") };
    let (first, last) = *chance.pick(people);
    let (street, city, zip) = *chance.pick(places);
    let postal = chance.below(3) == 0;
    let company = chance.below(5) == 0;
    let (street2, city2, zip2) = if postal { *chance.pick(places) } else { ("", "", "") };
    let given = |text: &str| if postal { json!(text) } else { Value::Null };
    let number = chance.digits(5);
    let fields = json!({
        "email": format!("zakaznik{number}@example.test"), "phone": format!("{phone}{}", chance.digits(8)),
        "code": format!("C{number}"), "customer_id": number.parse::<u32>().unwrap_or(1),
        "customer_pricelist_id": 1, "pricelist_name": "Výchozí", "pricelist_percent": null,
        "firstname_invoice": first, "surname_invoice": last, "street_invoice": street, "city_invoice": city,
        "state_invoice": null, "zip_invoice": zip, "country_id_invoice": country, "postal_yn": postal,
        "firstname_postal": given(first), "surname_postal": given(last), "street_postal": given(street2), "city_postal": given(city2),
        "state_postal": null, "zip_postal": given(zip2), "country_id_postal": given(country), "company_postal": null,
        "company_yn": company, "company": if company { json!(format!("{last} s.r.o.")) } else { Value::Null },
        "ico": if company { json!(chance.digits(8)) } else { Value::Null }, "dic": null, "vat_payer_yn": company,
        "customer_note": if chance.below(4) == 0 { json!("Prosím volat předem.") } else { Value::Null },
        "agreements": [{ "name": "Obchodní podmínky", "valid_to": null, "status": true }],
    });
    fields.as_object().cloned().unwrap_or_default()
}

/// The pickup point that orders go to: name, street, city, zip.
pub const POINT: (&str, &str, &str, &str) = ("Brno, Nádražní 10", "Nádražní 10", "Brno", "60200");

/// Sends a customer's order to the pickup point, as a real Packeta order is (corrections.md 2, row 3): the delivery address is
/// the point's, and of an invoice address there may be the name alone.
pub fn sends_to_point(customer: &mut Map<String, Value>, only_contact: bool) {
    let (name, street, city, zip) = POINT;
    for part in ["firstname", "surname", "country_id"] {
        let own = customer[&format!("{part}_invoice")].clone();
        customer.insert(format!("{part}_postal"), own);
    }
    let point = [
        ("postal_yn", json!(true)),
        ("company_postal", json!(format!("Zásilkovna - {name}"))),
        ("street_postal", json!(street)),
        ("city_postal", json!(city)),
        ("zip_postal", json!(zip)),
    ];
    customer.extend(point.map(|(field, value)| (field.to_owned(), value)));
    if only_contact {
        for field in ["street_invoice", "city_invoice", "zip_invoice"] {
            customer.insert(field.to_owned(), Value::Null);
        }
    }
}
