//! Countries, currencies and products as rows of a form: what orders use, and what each is called at the partner.
use std::collections::BTreeMap;

use super::methods::{Row, uses};
use super::page::Page;
use crate::domain::cause::Code;
use crate::domain::dictionary::LanguageRow;
use crate::domain::settings::Settings;
use crate::domain::words::{LONGEST_PRODUCT, Words};
use crate::store::StoreResult;
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::orders::{self, Use, Uses};
use crate::web::form::{FieldError, Form};

/// Field of the code of a product that is to be added.
const NEW_CODE: &str = "product.code";
/// Field of its number at the partner.
const NEW_NUMBER: &str = "product.number";

fn words(page: &Page) -> Words {
    page.connection.as_ref().map(|c| c.settings.words.clone()).unwrap_or_default()
}

/// The countries that orders went to in the last 30 days, and those that have a word of their own.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn countries(page: &Page) -> StoreResult<Vec<Row>> {
    Ok(places("countries", &words(page).countries, &uses(page).await?, Use::Country, &[]))
}

/// The currencies of the shop, of the orders of the last 30 days, and those that have a word of their own.
pub async fn currencies(page: &Page) -> StoreResult<Vec<Row>> {
    let db = &page.state.desk.db;
    let languages = dictionary::all::<LanguageRow>(db, &page.shop.id, DictionaryKind::Languages).await?;
    let shop: Vec<String> =
        languages.into_iter().filter(|l| !l.gone && l.data.active).map(|l| l.data.currency).collect();
    Ok(places("currencies", &words(page).currencies, &uses(page).await?, Use::Currency, &shop))
}

fn places(group: &str, map: &BTreeMap<String, String>, uses: &Uses, what: Use, more: &[String]) -> Vec<Row> {
    let mut keys: Vec<String> = uses.keys(what).map(str::to_owned).collect();
    keys.extend(map.keys().chain(more).filter(|key| !key.is_empty()).cloned());
    keys.sort();
    keys.dedup();
    let mut rows: Vec<Row> = keys
        .into_iter()
        .map(|key| Row {
            field: format!("{group}.{key}"),
            name: key.clone(),
            plain: key.clone(),
            mapped: map.get(&key).cloned().unwrap_or_default(),
            used: uses.of(what, &key),
            key,
            ..Row::default()
        })
        .collect();
    rows.sort_by_key(|row| -row.used);
    rows
}

/// The products that the partner didn't know, with the orders that wait, and those that have a number of their own there.
pub async fn products(page: &Page) -> StoreResult<Vec<Row>> {
    let map = words(page).products;
    let mut rows: Vec<Row> = Vec::new();
    for (_, cause, waiting) in orders::causes(&page.state.desk.db, &page.shop.id).await? {
        let name =
            cause.values.get("name").and_then(serde_json::Value::as_str).filter(|_| cause.code == Code::ItemCode);
        let Some(name) = name else { continue };
        rows.push(Row {
            field: format!("products.{}", cause.subject),
            name: name.to_owned(),
            mapped: map.get(&cause.subject).cloned().unwrap_or_default(),
            waiting,
            key: cause.subject,
            ..Row::default()
        });
    }
    for (key, number) in &map {
        if !rows.iter().any(|row| row.key == *key) {
            rows.push(Row {
                field: format!("products.{key}"),
                name: key.strip_prefix("name:").unwrap_or(key).to_owned(),
                mapped: number.clone(),
                key: key.clone(),
                ..Row::default()
            });
        }
    }
    Ok(rows)
}

/// The fields that show these settings.
pub fn fill(form: &mut Form, settings: &Settings) {
    let words = &settings.words;
    for (group, map) in
        [("countries", &words.countries), ("currencies", &words.currencies), ("products", &words.products)]
    {
        for (key, word) in map {
            form.set(&format!("{group}.{key}"), word.clone());
        }
    }
}

/// Reads countries and currencies; an empty field means that nothing is changed on the way.
pub fn read_places(page: &Page, form: &Form, words: &mut Words) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut wrong = |field: String, key: &str| errors.push(FieldError { field, text: page.t(key) });
    for (key, typed) in form.under("countries.") {
        let code = typed.to_uppercase();
        if code.is_empty() || code == key {
            words.countries.remove(key);
        } else if code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) && fits(key) {
            words.countries.insert(key.to_owned(), code);
        } else {
            wrong(format!("countries.{key}"), "error-country");
        }
    }
    for (key, typed) in form.under("currencies.") {
        if typed.is_empty() || typed == key {
            words.currencies.remove(key);
        } else if typed.chars().count() <= 10 && fits(typed) && fits(key) {
            words.currencies.insert(key.to_owned(), typed.to_owned());
        } else {
            wrong(format!("currencies.{key}"), "error-currency");
        }
    }
    errors
}

/// Reads products: the fields of the table, and one more that is to be added.
pub fn read_products(page: &Page, form: &Form, words: &mut Words) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, key: &str| errors.push(FieldError { field: field.to_owned(), text: page.t(key) });
    let good = |number: &str| number.chars().count() <= LONGEST_PRODUCT && fits(number);
    for (key, number) in form.under("products.") {
        if number.is_empty() {
            words.products.remove(key);
        } else if good(number) && fits(key) {
            words.products.insert(key.to_owned(), number.to_owned());
        } else {
            wrong(&format!("products.{key}"), "error-product");
        }
    }
    match (form.get(NEW_CODE), form.get(NEW_NUMBER)) {
        ("", "") => {}
        ("", _) => wrong(NEW_CODE, "error-needed"),
        (code, _) if !fits(code) => wrong(NEW_CODE, "error-long"),
        (_, number) if number.is_empty() || !good(number) => wrong(NEW_NUMBER, "error-product"),
        (code, number) => drop(words.products.insert(code.to_owned(), number.to_owned())),
    }
    errors
}

fn fits(key: &str) -> bool {
    key.chars().count() <= 300 && !key.chars().any(char::is_control)
}
