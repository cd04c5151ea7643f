//! Reading `ProductAvailability` (partners.md 2.6 c): what can be promised and what stands on the shelf.
use crate::domain::stock::Availability;
use crate::systems::json::Json;

/// One row; `None` when it names no product or not what can be promised: a missing figure must neither read as "none
/// left" nor as what stands on the shelf. Quantities are whole and may be negative.
pub(super) fn read_row(row: Json<'_>) -> Option<Availability> {
    let product = row.at("productNumber").some_text()?;
    let available = row.at("availableBalanceNow").floor()?;
    let physical = row.at("physicalBalance").floor().unwrap_or(available);
    Some(Availability { product, warehouse: row.at("warehouse").text(), available, physical })
}

/// Keeps the rows of the chosen warehouses (all when none is chosen), one row per product and warehouse: the last one
/// read wins, since paging may show a row twice.
pub(super) fn settle(rows: Vec<Availability>, warehouses: &[String]) -> Vec<Availability> {
    let mut kept = std::collections::BTreeMap::new();
    for row in rows {
        if warehouses.is_empty() || warehouses.contains(&row.warehouse) {
            kept.insert((row.product.clone(), row.warehouse.clone()), row);
        }
    }
    kept.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn figures_are_read_and_missing_ones_are_not_zero() {
        let read = |v: serde_json::Value| read_row(Json(&v));
        let row =
            read(json!({"warehouse": "MAIN", "productNumber": "A", "physicalBalance": 7, "availableBalanceNow": -2}))
                .unwrap();
        assert_eq!((row.available, row.physical), (-2, 7));
        assert_eq!(read(json!({"productNumber": "A", "availableBalanceNow": "7.0"})).unwrap().physical, 7);
        assert_eq!(read(json!({"productNumber": "A", "physicalBalance": 7})), None);
        assert_eq!(read(json!({"productNumber": "A"})), None);
        assert_eq!(read(json!({"availableBalanceNow": 3})), None);
    }

    #[test]
    fn warehouses_are_chosen_and_repeats_dropped() {
        let row = |w: &str, n| Availability { product: "A".into(), warehouse: w.into(), available: n, physical: n };
        let rows = vec![row("MAIN", 1), row("BRNO", 2), row("MAIN", 3)];
        assert_eq!(settle(rows.clone(), &["MAIN".into()]), [row("MAIN", 3)]);
        assert_eq!(settle(rows, &[]).len(), 2);
    }
}
