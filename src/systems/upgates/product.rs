//! Products: codes and stock, and writing stock back. Everything is about the main warehouse (upgates-api.md 6.5).
use serde_json::{Value, json};

use super::answer::{ItemResult, results};
use super::envelope::{counted, results_of};
use super::order::moment;
use super::{BATCH, Page, Shop};
use crate::domain::access::Access;
use crate::domain::clock::Millis;
use crate::domain::partner::CallError;
use crate::domain::product::SoldItem;
use crate::domain::stock::{ShopStock, StockChange};
use crate::systems::json::Json;

impl Shop<'_> {
    /// One page of products and their variants, flattened; of those changed since `from` when given
    /// ([`Access::ProductsSimple`]). Archived products and rows without a code are left out.
    ///
    /// # Errors
    /// As every call.
    pub async fn products_simple(&self, number: u32, from: Option<Millis>) -> Result<Page<ShopStock>, CallError> {
        let mut query = vec![("page", number.to_string())];
        query.extend(from.map(|at| ("last_update_time_from", moment(at, self.zone))));
        let value = self.call(Access::ProductsSimple, &query, None).await?;
        stock_page(&value, number)
    }

    /// One page of the product list with what is sold beside what is stored ([`Access::ProductsSimple`]). Archived products
    /// are left out; rows without a code are kept.
    ///
    /// # Errors
    /// As every call.
    pub async fn product_list(&self, number: u32) -> Result<Page<ListedProduct>, CallError> {
        let query = [("page", number.to_string())];
        let value = self.call(Access::ProductsSimple, &query, None).await?;
        counted(&value, "products", number, |p| Some(ListedProduct { rows: flatten(p), sold: sold(p) }))
    }

    /// The products with these codes, with all their variants, flattened ([`Access::ProductsByCodes`]). Codes of variants
    /// must be given as the codes of their products. Codes that the shop doesn't know are missing in the answer.
    ///
    /// # Errors
    /// As every call.
    pub async fn products_by_codes(&self, codes: &[String]) -> Result<Vec<ShopStock>, CallError> {
        self.products_by("codes", codes).await
    }

    /// The products that own variants with these codes, flattened ([`Access::ProductsByCodes`]): a product need not have a code of its
    /// own (corrections.md 1.7).
    ///
    /// # Errors
    /// As every call.
    pub async fn products_by_variants(&self, codes: &[String]) -> Result<Vec<ShopStock>, CallError> {
        self.products_by("variant_codes", codes).await
    }

    async fn products_by(&self, filter: &'static str, codes: &[String]) -> Result<Vec<ShopStock>, CallError> {
        let mut all = Vec::new();
        let codes: Vec<&str> = codes.iter().map(|c| c.trim()).filter(|c| !c.is_empty() && !c.contains(';')).collect();
        for part in codes.chunks(BATCH) {
            let query = [(filter, part.join(";"))];
            all.extend(self.all_pages(Access::ProductsByCodes, "products", &query, stock_page).await?);
        }
        Ok(all)
    }

    /// Writes absolute stock ([`Access::ProductsWrite`]), one call for each hundred products of a hundred variants.
    ///
    /// # Errors
    /// As every call. When a later call fails, the results of the earlier ones are lost: hand over a hundred at most.
    pub async fn write_stock(&self, changes: &[StockChange]) -> Result<Vec<ItemResult>, CallError> {
        let mut all = Vec::new();
        for part in changes.chunks(BATCH) {
            let value = self.call(Access::ProductsWrite, &[], Some(&stock_body(part))).await?;
            all.extend(stock_results(&value, part)?);
        }
        Ok(all)
    }
}

/// A product of the list: what is followed of it, and what customers can order of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedProduct {
    /// The product and its variants that have a code.
    pub rows: Vec<ShopStock>,
    /// Its variants, or the product itself when it has none; nothing of an archived or inactive product.
    pub sold: Vec<SoldItem>,
}

fn stock_page(value: &Value, number: u32) -> Result<Page<ShopStock>, CallError> {
    let read = |p: Json<'_>| p.0.is_object().then(|| flatten(p));
    Ok(counted(value, "products", number, read)?.map(|rows| rows.into_iter().flatten().collect()))
}

/// What can be ordered of a product. A variant that says nothing about itself is what its product is.
fn sold(product: Json<'_>) -> Vec<SoldItem> {
    let on = |j: Json<'_>| j.at("active_yn").flag() != Some(false);
    if product.at("archived_yn").flag() == Some(true) || !on(product) {
        return Vec::new();
    }
    let (admin_url, ean) = (product.at("admin_url").text(), product.at("ean").text());
    let item = |j: Json<'_>, kind: &str, id: &str, inherits: &str| {
        let id = j.at(id).some_text()?;
        let (item, inherits) = (format!("{kind}{id}"), inherits.to_owned());
        let (code, own) = (j.at("code").text(), j.at("ean").text());
        Some(SoldItem { item, code, ean: own, inherits, admin_url: admin_url.clone() })
    };
    let variants = product.at("variants").list();
    if variants.is_empty() {
        return item(product, "p", "product_id", "").into_iter().collect();
    }
    variants.into_iter().filter(|v| on(*v)).filter_map(|v| item(v, "v", "variant_id", &ean)).collect()
}

/// A product and its variants. A variant that says nothing about its stock inherits the product's.
fn flatten(product: Json<'_>) -> Vec<ShopStock> {
    if product.at("archived_yn").flag() == Some(true) {
        return Vec::new();
    }
    let title =
        product.at("descriptions").list().into_iter().find_map(|d| d.at("title").some_text()).unwrap_or_default();
    let (code, stock) = (product.at("code").text(), product.at("stock").floor());
    let of_variant = |variant: Json<'_>| ShopStock {
        code: variant.at("code").text(),
        parent: Some(variant.at("product_code").some_text().unwrap_or_else(|| code.clone())),
        ean: variant.at("ean").text(),
        title: title.clone(),
        stock: variant.at("stock").floor().or(stock),
    };
    let variants = product.at("variants").list().into_iter().map(of_variant).collect::<Vec<_>>();
    let own = ShopStock { code, parent: None, ean: product.at("ean").text(), title, stock };
    std::iter::once(own).chain(variants).filter(|row| !row.code.is_empty()).collect()
}

/// Products with their variants nested below. A variant whose product has no code stands at the top level.
fn stock_body(changes: &[StockChange]) -> Value {
    let mut products: Vec<(&str, Value)> = Vec::new();
    let mut loose: Vec<Value> = Vec::new();
    for change in changes {
        let row = json!({"code": change.code, "stock": change.to});
        let (owner, variant) = match change.parent.as_deref() {
            None => (change.code.as_str(), false),
            Some("") => {
                loose.push(row);
                continue;
            }
            Some(parent) => (parent, true),
        };
        let at = products.iter().position(|(code, _)| *code == owner).unwrap_or_else(|| {
            products.push((owner, json!({"code": owner})));
            products.len() - 1
        });
        let product = &mut products[at].1;
        if !variant {
            product["stock"] = json!(change.to);
        } else if let Some(Value::Array(list)) = product.get_mut("variants") {
            list.push(row);
        } else {
            product["variants"] = json!([row]);
        }
    }
    let mut body = serde_json::Map::new();
    if !products.is_empty() {
        body.insert("products".to_owned(), products.into_iter().map(|(_, p)| p).collect());
    }
    if !loose.is_empty() {
        body.insert("variants".to_owned(), Value::Array(loose));
    }
    Value::Object(body)
}

/// The result of each change, from the products and from the variants wherever the answer puts them. A variant that the
/// answer doesn't name shares the fate of its product: nested answers are documented, but not for every case.
fn stock_results(value: &Value, changes: &[StockChange]) -> Result<Vec<ItemResult>, CallError> {
    let top = Json(value).at("variants").list();
    let products = if top.is_empty() { results_of(value, "products")? } else { Json(value).at("products").list() };
    let nested = products.iter().flat_map(|p| p.at("variants").list()).chain(top).collect::<Vec<_>>();
    let one = |change: &StockChange| {
        let key = [change.code.clone()];
        let within = |list: &[Json<'_>], key: &str| list.iter().any(|j| j.at("code").text() == key);
        let of_product = |code: &str| {
            let mut result = results(value, &products, "code", &[code.to_owned()]).remove(0);
            result.key.clone_from(&change.code);
            result
        };
        match change.parent.as_deref() {
            Some(parent) if !within(&nested, &change.code) && within(&products, parent) => of_product(parent),
            Some(_) => results(value, &nested, "code", &key).remove(0),
            None => of_product(&change.code),
        }
    };
    Ok(changes.iter().map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::systems::upgates::envelope::page;

    fn change(code: &str, parent: Option<&str>, to: i64) -> StockChange {
        StockChange { code: code.into(), parent: parent.map(str::to_owned), from: None, to }
    }

    #[test]
    fn products_and_variants_are_flattened() {
        let value = json!({"products": [
            {"code": "T", "stock": "5", "variants": [
                {"code": "T-S", "stock": 4, "ean": "859", "product_code": "T"}, {"code": "T-M", "stock": null}, {"code": null}]},
            {"code": "L", "stock": null, "variants": []},
            {"code": "OLD", "archived_yn": true},
            {"code": null, "stock": 1, "variants": {"code": "X", "stock": 2.9}}],
            "current_page": 1, "number_of_pages": 1, "number_of_items": 4});
        let items = stock_page(&value, 1).unwrap().items;
        let short: Vec<_> = items.iter().map(|s| (s.code.as_str(), s.parent.as_deref(), s.stock)).collect();
        assert_eq!(
            short,
            [
                ("T", None, Some(5)),
                ("T-S", Some("T"), Some(4)),
                ("T-M", Some("T"), Some(5)),
                ("L", None, None),
                ("X", Some(""), Some(2)),
            ]
        );
    }

    #[test]
    fn what_is_sold_is_the_variants_or_the_product() {
        let value = json!({"products": [
            {"product_id": 1, "code": null, "ean": null, "admin_url": "https://x/1"},
            {"product_id": 2, "code": null, "ean": "859", "variants": [
                {"variant_id": 21, "code": "A", "ean": null}, {"variant_id": 22, "code": null, "active_yn": false}]},
            {"product_id": 3, "active_yn": false}, {"product_id": 4, "archived_yn": "1"}]});
        let items = page(&value, "products", 1, |p| Some(sold(p))).unwrap().items.concat();
        let short: Vec<_> = items.iter().map(|s| (s.item.as_str(), s.code.as_str(), s.gap())).collect();
        assert_eq!(short, [("p1", "", Some(crate::domain::product::Gap::Unknown)), ("v21", "A", None)]);
        assert_eq!(items[1].inherits, "859");
    }

    #[test]
    fn stock_is_written_with_variants_under_their_product() {
        let body = stock_body(&[
            change("A", None, 3),
            change("T-S", Some("T"), 4),
            change("T-M", Some("T"), 7),
            change("X", Some(""), 1),
        ]);
        assert_eq!(
            body,
            json!({
            "products": [{"code": "A", "stock": 3}, {"code": "T", "variants": [{"code": "T-S", "stock": 4}, {"code": "T-M", "stock": 7}]}],
            "variants": [{"code": "X", "stock": 1}]})
        );
        assert_eq!(stock_body(&[change("A", None, 0)]), json!({"products": [{"code": "A", "stock": 0}]}));
    }

    #[test]
    fn results_of_variants_are_found_wherever_they_are() {
        let changes = [
            change("A", None, 3),
            change("T-S", Some("T"), 4),
            change("U-S", Some("U"), 4),
            change("X", Some(""), 1),
            change("Z", None, 1),
        ];
        let value = json!({"products": [
            {"code": "A", "updated_yn": true},
            {"code": "T", "updated_yn": true, "variants": [{"code": "T-S", "updated_yn": false, "messages": [{"level": "error", "message": "no"}]}]},
            {"code": "U", "updated_yn": true}], "variants": {"code": "X", "updated_yn": 1}, "messages": []});
        let got = stock_results(&value, &changes).unwrap();
        assert_eq!(
            got.iter().map(|r| (r.key.as_str(), r.ok)).collect::<Vec<_>>(),
            [("A", true), ("T-S", false), ("U-S", true), ("X", true), ("Z", false)]
        );
    }
}
