//! What countries, currencies and products are called at the partner where its words differ from the shop's. What has no word
//! here is passed on as it is.
use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::order::{Line, LineKind, ShopOrder};
use crate::domain::settings::SettingError;

/// Longest product number at a partner (partners.md 2.9).
pub const LONGEST_PRODUCT: usize = 40;

/// The words; each map leads from the shop's word to the partner's.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Words {
    /// Country codes, ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub countries: BTreeMap<String, String>,
    /// Currencies.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub currencies: BTreeMap<String, String>,
    /// Products by their key (see `Line::key`) → the partner's product number.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub products: BTreeMap<String, String>,
}

impl Words {
    /// Whether everything is passed on as it is.
    pub fn is_empty(&self) -> bool {
        self.countries.is_empty() && self.currencies.is_empty() && self.products.is_empty()
    }

    /// Checks that the partner could take the words.
    ///
    /// # Errors
    /// Names the first field that can't be used.
    pub fn check(&self) -> Result<(), SettingError> {
        let word = |text: &str, most: usize| !text.trim().is_empty() && text.chars().count() <= most && plain(text);
        for (key, to) in &self.countries {
            if to.len() != 2 || !to.bytes().all(|b| b.is_ascii_uppercase()) {
                return Err(SettingError::new(
                    format!("countries.{key}"),
                    "needs a country code of two capital letters",
                ));
            }
        }
        for (key, to) in &self.currencies {
            if !word(to, 10) {
                return Err(SettingError::new(format!("currencies.{key}"), "needs a currency, 1 to 10 characters"));
            }
        }
        for (key, to) in &self.products {
            if key.trim().is_empty() || key.chars().count() > 300 || !plain(key) || !word(to, LONGEST_PRODUCT) {
                let problem = "needs the partner's product number, 1 to 40 characters";
                return Err(SettingError::new(format!("products.{key}"), problem));
            }
        }
        Ok(())
    }

    /// Those words that an order needs.
    #[must_use]
    pub fn of(&self, order: &ShopOrder) -> Self {
        let pick = |map: &BTreeMap<String, String>, keys: &[String]| -> BTreeMap<String, String> {
            keys.iter().filter_map(|key| Some((key.clone(), map.get(key)?.clone()))).collect()
        };
        let products: Vec<String> = order.lines.iter().map(Line::key).collect();
        Self {
            countries: pick(&self.countries, &[order.delivery.country.clone(), order.invoice.country.clone()]),
            currencies: pick(&self.currencies, std::slice::from_ref(&order.currency)),
            products: pick(&self.products, &products),
        }
    }

    /// The order as the partner is told it.
    pub fn told<'a>(&self, order: &'a ShopOrder) -> Cow<'a, ShopOrder> {
        if self.is_empty() {
            return Cow::Borrowed(order);
        }
        let mut told = order.clone();
        for country in [&mut told.delivery.country, &mut told.invoice.country] {
            if let Some(word) = self.countries.get(country) {
                country.clone_from(word);
            }
        }
        if let Some(word) = self.currencies.get(&told.currency) {
            told.currency.clone_from(word);
        }
        for line in &mut told.lines {
            if let Some(number) = self.products.get(&line.key()) {
                line.code.clone_from(number);
                line.ean.clear();
            }
        }
        Cow::Owned(told)
    }

    /// The partner's number of a product of the shop.
    pub fn number<'a>(&'a self, code: &'a str) -> &'a str {
        self.products.get(code).map_or(code, String::as_str)
    }

    /// The line that a refusal of the partner is about: the one whose number it names, or the only one there is.
    pub fn blamed<'a>(&self, order: &'a ShopOrder, refusal: &str) -> Option<&'a Line> {
        let goods: Vec<&Line> = order.lines.iter().filter(|l| l.kind != LineKind::Discount).collect();
        let named = |line: &&&Line| {
            let numbers = [self.number(&line.key()).to_owned(), line.code.clone(), line.ean.clone()];
            numbers.iter().any(|number| names(refusal, number))
        };
        let found = goods.iter().filter(named).max_by_key(|line| self.number(&line.key()).len());
        found.or_else(|| goods.first().filter(|_| goods.len() == 1)).copied()
    }
}

fn plain(text: &str) -> bool {
    !text.chars().any(char::is_control)
}

/// Whether a text names a number as a word of its own.
fn names(text: &str, number: &str) -> bool {
    let (text, number) = (text.to_lowercase(), number.trim().to_lowercase());
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    !number.is_empty()
        && text
            .match_indices(&number)
            .any(|(at, found)| !part(text[..at].chars().next_back()) && !part(text[at + found.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let one = |from: &str, to: &str| BTreeMap::from([(from.to_owned(), to.to_owned())]);
        Words { countries: one("XK", "RS"), currencies: one("Kč", "CZK"), products: one("L-1", "P-9") }
    }

    #[test]
    fn a_code_leads_to_its_number() {
        let w = words();
        assert_eq!((w.number("L-1"), w.number("L-2")), ("P-9", "L-2"));
    }

    #[test]
    fn a_refusal_names_a_number_as_a_word() {
        assert!(names("orderRows[0]: product LAMP-1 does not exist.", "lamp-1"));
        assert!(names("Product 'LAMP-1' is unknown", "LAMP-1"));
        assert!(!names("product LAMP-10 does not exist", "LAMP-1"));
        assert!(!names("product A-LAMP-1 does not exist", "LAMP-1"));
        assert!(!names("anything", " "));
    }

    #[test]
    fn words_are_checked() {
        assert_eq!(words().check(), Ok(()));
        let field = |w: Words| w.check().unwrap_err().field;
        let one = |from: &str, to: &str| BTreeMap::from([(from.to_owned(), to.to_owned())]);
        assert_eq!(field(Words { countries: one("XK", "srb"), ..Words::default() }), "countries.XK");
        assert_eq!(field(Words { currencies: one("CZK", " "), ..Words::default() }), "currencies.CZK");
        assert_eq!(field(Words { products: one("L-1", &"x".repeat(41)), ..Words::default() }), "products.L-1");
    }
}
