//! Query parameters of the lists and what they let through.

use crate::extend::model::entry::read_moment;
use crate::extend::model::order::Order;
use crate::kit::Switches;
use serde::Deserialize;
use time::{Duration, OffsetDateTime};

/// Filters of the list of orders; unknown parameters are ignored.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OrderFilter {
    order_number: Option<String>,
    order_number_external: Option<String>,
    order_status: Option<String>,
    order_date_from: Option<String>,
    order_date_to: Option<String>,
    create_date_from: Option<String>,
    create_date_to: Option<String>,
    modified_date_from: Option<String>,
    customer_number: Option<String>,
    product_number: Option<String>,
    warehouse: Option<String>,
    delivery_country_code: Option<String>,
    shipping_number: Option<String>,
}

/// The moments of an [`OrderFilter`], read once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Window {
    from: Option<OffsetDateTime>,
    to: Option<OffsetDateTime>,
    modified: Option<OffsetDateTime>,
}

impl OrderFilter {
    /// The external number asked for.
    pub fn external(&self) -> Option<&str> {
        filled(self.order_number_external.as_deref())
    }

    /// Whether the list is narrow enough not to time out.
    pub fn is_narrow(&self) -> bool {
        [
            &self.order_number,
            &self.order_number_external,
            &self.order_date_from,
            &self.create_date_from,
            &self.modified_date_from,
            &self.shipping_number,
        ]
        .into_iter()
        .any(|field| filled(field.as_deref()).is_some())
    }

    /// Reads the dates; the error is a sentence.
    pub fn window(&self, switches: &Switches) -> Result<Window, String> {
        let from = moment("orderDateFrom", self.order_date_from.as_deref(), switches)?;
        let created = moment("createDateFrom", self.create_date_from.as_deref(), switches)?;
        let to = end("orderDateTo", self.order_date_to.as_deref(), switches)?;
        let created_to = end("createDateTo", self.create_date_to.as_deref(), switches)?;
        let modified = moment("modifiedDateFrom", self.modified_date_from.as_deref(), switches)?;
        Ok(Window { from: from.max(created), to: to.or(created_to), modified })
    }

    /// Whether an order belongs into the list.
    pub fn fits(&self, order: &Order, status: &str, window: &Window) -> bool {
        let is = |want: &Option<String>, have: &str| filled(want.as_deref()).is_none_or(|want| want == have);
        let country = order.header.get("deliveryAddress").and_then(|address| address["countryCode"].as_str());
        is(&self.order_number, &order.number)
            && is(&self.order_number_external, order.external())
            && is(&self.order_status, status)
            && is(&self.customer_number, order.text("customerNumber"))
            && is(&self.delivery_country_code, country.unwrap_or_default())
            && filled(self.product_number.as_deref())
                .is_none_or(|want| order.rows.iter().any(|row| row.product == want))
            && filled(self.warehouse.as_deref())
                .is_none_or(|want| order.rows.iter().any(|row| row.warehouse.as_deref() == Some(want)))
            && filled(self.shipping_number.as_deref())
                .is_none_or(|want| order.shipments.iter().any(|shipment| shipment.number == want))
            && window.from.is_none_or(|from| order.created >= from)
            && window.to.is_none_or(|to| order.created <= to)
            && window.modified.is_none_or(|from| order.changed >= from)
    }
}

/// A parameter that isn't empty.
pub fn filled(field: Option<&str>) -> Option<&str> {
    field.filter(|text| !text.is_empty())
}

/// A moment of a parameter, cut to its day when the switch says so.
pub fn moment(name: &str, field: Option<&str>, switches: &Switches) -> Result<Option<OffsetDateTime>, String> {
    let Some(text) = filled(field) else {
        return Ok(None);
    };
    let moment = read_moment(text).ok_or_else(|| format!("The value '{text}' is not valid for {name}."))?;
    let day = moment.replace_time(time::Time::MIDNIGHT);
    Ok(Some(if switches.on("extend.dates_ignore_time") { day } else { moment }))
}

/// The end of a window; a date alone means the whole day.
fn end(name: &str, field: Option<&str>, switches: &Switches) -> Result<Option<OffsetDateTime>, String> {
    let whole_day = switches.on("extend.dates_ignore_time") || filled(field).is_some_and(|text| !text.contains('T'));
    let moment = moment(name, field, switches)?;
    Ok(moment.map(|moment| if whole_day { moment + Duration::days(1) - Duration::SECOND } else { moment }))
}
