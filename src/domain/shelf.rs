//! What the shop sells, by the numbers that the partner knows it by.
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::words::Words;

/// The shop's codes and the partner's numbers, both ways.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelf {
    numbers: BTreeMap<String, String>,
    codes: BTreeMap<String, Vec<String>>,
    /// Codes whose number is a word of the merchant's.
    worded: BTreeSet<String>,
}

impl Shelf {
    /// Of codes with their EANs. `known` says by which of them the partner knows a product for which the merchant has no word.
    pub fn of(
        items: impl IntoIterator<Item = (String, String)>,
        words: &Words,
        known: impl Fn(&str, &str) -> String,
    ) -> Self {
        let mut shelf = Self::default();
        for (code, ean) in items.into_iter().filter(|(code, _)| !code.is_empty()) {
            let word = words.products.get(&code);
            if word.is_some() {
                shelf.worded.insert(code.clone());
            }
            let number = word.cloned().unwrap_or_else(|| known(&code, &ean));
            shelf.codes.entry(number.clone()).or_default().push(code.clone());
            shelf.numbers.insert(code, number);
        }
        shelf
    }

    /// The numbers to ask about. A key is a code of the shop or, from the partner's own hook, a number; where it is both, both are asked
    /// about. What the shop does not sell is not asked about.
    pub fn asked(&self, keys: &[String]) -> BTreeSet<String> {
        let by_code = keys.iter().filter_map(|key| self.numbers.get(key));
        let by_number = keys.iter().filter(|key| self.codes.contains_key(*key));
        by_code.chain(by_number).cloned().collect()
    }

    /// All numbers.
    pub fn all(&self) -> BTreeSet<String> {
        self.codes.keys().cloned().collect()
    }

    /// The products that a number stands for.
    pub fn codes(&self, number: &str) -> &[String] {
        self.codes.get(number).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a key of a job means this number.
    pub fn means(&self, key: &str, number: &str) -> bool {
        key == number || self.numbers.get(key).is_some_and(|known| known == number)
    }

    /// The numbers that stand for several products though the merchant has not said so, with their codes.
    pub fn shared(&self) -> impl Iterator<Item = (&str, &[String])> {
        let by_chance = |codes: &[String]| codes.iter().filter(|code| !self.worded.contains(*code)).count() > 1;
        let all = self.codes.iter().map(|(number, codes)| (number.as_str(), codes.as_slice()));
        all.filter(move |(_, codes)| by_chance(codes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(by_ean: bool) -> Shelf {
        let items = [("L-1", "859"), ("L-2", ""), ("RED", "860"), ("BLUE", "860"), ("X", "861")];
        let words = Words { products: [("X".to_owned(), "P-9".to_owned())].into(), ..Words::default() };
        let known = |code: &str, ean: &str| if by_ean && !ean.is_empty() { ean } else { code }.to_owned();
        Shelf::of(items.map(|(code, ean)| (code.to_owned(), ean.to_owned())), &words, known)
    }

    fn asked(shelf: &Shelf, keys: &[&str]) -> Vec<String> {
        shelf.asked(&keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>()).into_iter().collect()
    }

    #[test]
    fn a_product_is_asked_for_and_found_by_the_number_that_the_partner_knows() {
        let by_ean = shelf(true);
        assert_eq!(asked(&by_ean, &["L-1", "L-2", "X", "nobody's"]), ["859", "L-2", "P-9"]);
        assert_eq!(asked(&by_ean, &["859"]), ["859"], "the partner's own hook");
        assert_eq!(
            (by_ean.codes("859"), by_ean.codes("P-9")),
            (["L-1".to_owned()].as_slice(), ["X".to_owned()].as_slice())
        );
        assert!(by_ean.codes("L-1").is_empty());
        let by_code = shelf(false);
        assert_eq!(asked(&by_code, &["L-1", "859"]), ["L-1"], "an EAN is no number here");
        assert!(by_code.codes("859").is_empty());
    }

    #[test]
    fn a_number_of_several_products_is_told() {
        let by_ean = shelf(true);
        let shared: Vec<_> = by_ean.shared().map(|(number, codes)| (number, codes.join(", "))).collect();
        assert_eq!(shared, [("860", "RED, BLUE".to_owned())]);
        assert_eq!(shelf(false).shared().count(), 0);
        let words = Words { products: [("L-1".to_owned(), "L-2".to_owned())].into(), ..Words::default() };
        let items = ["L-1", "L-2"].map(|code| (code.to_owned(), String::new()));
        let merged = Shelf::of(items, &words, |code, _| code.to_owned());
        assert_eq!((merged.codes("L-2").len(), merged.shared().count()), (2, 0), "the merchant's own word");
    }
}
