//! Settings as fields of forms and back. A field is named like the setting's path, so that the guide, the settings page
//! and the operator's file speak of the same things.
use serde_json::{Value as Json, json};

use super::choices::StatusChoice;
use super::page::Page;
use crate::domain::alert::AlertRules;
use crate::domain::clock::{Millis, parse_moment};
use crate::domain::dictionary::CANCELED_KIND;
use crate::domain::email::is_address;
use crate::domain::progress::Milestone;
use crate::domain::settings::{MilestoneRule, SettingError, Settings};
use crate::domain::stock::Master;
use crate::text;
use crate::web::form::{FieldError, Form};

/// The hidden field of a form that asks from which statuses a milestone may set its own.
const FROM_MARK: &str = "progress.from";

/// The field with the statuses from which a milestone may set its own.
pub fn from_field(milestone: Milestone) -> String {
    format!("progress.{}.from_statuses", milestone.word())
}

/// Longest reach back, in days.
const LONGEST_DAYS: i64 = 90;

/// The fields that show these settings.
pub fn fill(settings: &Settings) -> Form {
    let mut form = Form::default();
    for id in &settings.orders.ready_statuses {
        form.add("orders.ready_statuses", id.to_string());
    }
    if settings.orders.paid_only {
        form.add("orders.paid_only", "on");
    }
    form.add("orders.hold_minutes", settings.orders.hold_minutes.to_string());
    form.add("orders.from", settings.orders.from.clone());
    for (milestone, rule) in &settings.progress {
        form.add(&format!("progress.{}.status_id", milestone.word()), rule.status_id.to_string());
        if rule.mail {
            form.add(&format!("progress.{}.mail", milestone.word()), "on");
        }
        for id in rule.from_statuses.iter().flatten() {
            form.add(&from_field(*milestone), id.to_string());
        }
    }
    for (group, map) in [("carriers", &settings.carriers), ("payments", &settings.payments)] {
        for (key, service) in map {
            form.add(&format!("{group}.{key}"), service.clone());
        }
    }
    form.add("stock.master", settings.stock.master.word());
    form.add("stock.buffer", settings.stock.buffer.to_string());
    if settings.stock.physical {
        form.add("stock.physical", "on");
    }
    form.add("stock.guard_rail.lower_percent", settings.stock.guard_rail.lower_percent.to_string());
    form.add("stock.guard_rail.zero_count", settings.stock.guard_rail.zero_count.to_string());
    form.add("alerts.to", settings.alerts.to.join(", "));
    for (field, told) in alert_fields(&settings.alerts) {
        if told {
            form.add(field, "on");
        }
    }
    super::settings_rules::fill(settings, &mut form);
    for (key, value) in &settings.options {
        let text = match value {
            Json::String(s) => s.clone(),
            Json::Array(list) => list.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", "),
            other => other.to_string(),
        };
        form.add(&format!("options.{key}"), text);
    }
    form
}

/// The switches of the alerts by the names of their fields.
const fn alert_fields(alerts: &AlertRules) -> [(&'static str, bool); 4] {
    [
        ("alerts.connection", alerts.connection),
        ("alerts.late", alerts.late),
        ("alerts.guard_rail", alerts.guard_rail),
        ("alerts.digest", alerts.digest),
    ]
}

/// Reads settings from a form field by field; what can't be read is noted and stays as it was.
#[derive(Debug)]
pub struct Reader<'a> {
    /// Who posted the form.
    pub(super) page: &'a Page,
    /// The form.
    pub(super) form: &'a Form,
    /// What is wrong so far.
    pub errors: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    /// A reader of this form.
    pub const fn new(page: &'a Page, form: &'a Form) -> Self {
        Self { page, form, errors: Vec::new() }
    }

    /// Notes what is wrong with a field.
    pub fn wrong(&mut self, field: &str, key: &str) {
        self.errors.push(FieldError { field: field.to_owned(), text: self.page.t(key) });
    }

    fn number(&mut self, field: &str, least: i64, most: i64, old: i64) -> i64 {
        match self.form.get(field).parse() {
            Ok(n) if (least..=most).contains(&n) => n,
            _ => {
                let values = [("least", least.into()), ("most", most.into())];
                let text = self.page.ta("error-number", &values);
                self.errors.push(FieldError { field: field.to_owned(), text });
                old
            }
        }
    }

    /// Which statuses send an order, and what is set at milestones. `known` are the shop's statuses.
    pub fn statuses(&mut self, settings: &mut Settings, known: &[StatusChoice]) {
        let kind = |id: i64| known.iter().find(|status| status.id == id).map(|status| status.kind.as_str());
        let chosen: Vec<Option<i64>> = self.form.all("orders.ready_statuses").iter().map(|t| t.parse().ok()).collect();
        let ids: Vec<i64> = chosen.iter().flatten().copied().filter(|id| kind(*id).is_some()).collect();
        if ids.len() != chosen.len() {
            self.wrong("orders.ready_statuses", "error-status-unknown");
        } else if ids.is_empty() {
            self.wrong("orders.ready_statuses", "error-status-none");
        } else if ids.iter().any(|id| kind(*id).is_some_and(|kind| kind.eq_ignore_ascii_case(CANCELED_KIND))) {
            self.wrong("orders.ready_statuses", "error-status-canceled");
        }
        settings.orders.ready_statuses = ids;
        settings.orders.paid_only = self.form.has("orders.paid_only");
        for milestone in Milestone::ALL {
            let field = format!("progress.{}.status_id", milestone.word());
            let text = self.form.get(&field);
            if text.is_empty() {
                settings.progress.remove(&milestone);
                continue;
            }
            match text.parse().ok().filter(|id| kind(*id).is_some()) {
                Some(status_id) if settings.orders.ready_statuses.contains(&status_id) => {
                    self.wrong(&field, "error-status-ready");
                }
                Some(status_id) => {
                    let mail = self.form.has(&format!("progress.{}.mail", milestone.word()));
                    let old = settings.progress.get(&milestone).and_then(|rule| rule.from_statuses.clone());
                    let from_statuses = self.start_statuses(milestone, old, |id| kind(id).is_some());
                    settings.progress.insert(milestone, MilestoneRule { status_id, mail, from_statuses });
                }
                None => self.wrong(&field, "error-status-unknown"),
            }
        }
    }

    /// From which statuses a milestone may set its own, when the form asks it; nothing ticked is its own course.
    fn start_statuses(
        &mut self,
        milestone: Milestone,
        old: Option<Vec<i64>>,
        known: impl Fn(i64) -> bool,
    ) -> Option<Vec<i64>> {
        if !self.form.has(FROM_MARK) {
            return old;
        }
        let field = from_field(milestone);
        let chosen: Vec<Option<i64>> = self.form.all(&field).iter().map(|text| text.parse().ok()).collect();
        let ids: Vec<i64> = chosen.iter().flatten().copied().filter(|id| known(*id)).collect();
        if ids.len() != chosen.len() {
            self.wrong(&field, "error-status-unknown");
        }
        (!ids.is_empty()).then_some(ids)
    }

    /// The hold window.
    pub fn hold(&mut self, settings: &mut Settings) {
        settings.orders.hold_minutes = self.number("orders.hold_minutes", 0, 240, settings.orders.hold_minutes);
    }

    /// From when orders are taken: only new ones, some days back, or a date.
    pub fn since(&mut self, settings: &mut Settings) {
        let choice = self.form.get("orders.from");
        let days = match choice {
            "now" => {
                "now".clone_into(&mut settings.orders.from);
                return;
            }
            "own" => self.number("orders.from_days", 1, LONGEST_DAYS, 0),
            text => match text.parse() {
                Ok(days) if (1..=LONGEST_DAYS).contains(&days) => days,
                _ => return self.since_date(text, settings),
            },
        };
        if days > 0 {
            let at = self.page.now.plus_seconds(-days * 86_400);
            settings.orders.from = at.local(&self.page.shop.zone).date().to_string();
        }
    }

    fn since_date(&mut self, text: &str, settings: &mut Settings) {
        let oldest = self.page.now.plus_seconds(-(LONGEST_DAYS + 1) * 86_400);
        let moment: Option<Millis> = parse_moment(text, &self.page.shop.zone);
        if text == settings.orders.from || moment.is_some_and(|at| at >= oldest && at <= self.page.now) {
            text.clone_into(&mut settings.orders.from);
        } else {
            self.wrong("orders.from", "error-from");
        }
    }

    /// Mappings of carriers and payments: the fields that came; an empty field removes its mapping.
    pub fn mappings(&mut self, settings: &mut Settings) {
        for (group, map) in [("carriers.", &mut settings.carriers), ("payments.", &mut settings.payments)] {
            for (key, service) in self.form.under(group) {
                let field = format!("{group}{key}");
                if service.chars().count() > 100 || key.chars().count() > 200 {
                    let text = self.page.t("error-service-long");
                    self.errors.push(FieldError { field, text });
                } else if service.is_empty() {
                    map.remove(key);
                } else {
                    map.insert(key.to_owned(), service.to_owned());
                }
            }
        }
    }

    /// Who rules the stock, and the guard-rail where the form has its fields.
    pub fn stock(&mut self, settings: &mut Settings) {
        match Master::ALL.into_iter().find(|m| m.word() == self.form.get("stock.master")) {
            Some(master) => settings.stock.master = master,
            None => self.wrong("stock.master", "error-choose"),
        }
        settings.stock.buffer = self.number("stock.buffer", 0, 1_000_000, settings.stock.buffer);
        settings.stock.physical = self.form.has("stock.physical");
        let rail = &mut settings.stock.guard_rail;
        if self.form.has("stock.guard_rail.lower_percent") {
            let n = self.number("stock.guard_rail.lower_percent", 0, 100, i64::from(rail.lower_percent));
            rail.lower_percent = u32::try_from(n).unwrap_or(rail.lower_percent);
        }
        if self.form.has("stock.guard_rail.zero_count") {
            let n = self.number("stock.guard_rail.zero_count", 0, 1_000_000, i64::from(rail.zero_count));
            rail.zero_count = u32::try_from(n).unwrap_or(rail.zero_count);
        }
    }

    /// Who is told by mail about what.
    pub fn alerts(&mut self, settings: &mut Settings) {
        let text = self.form.get("alerts.to");
        let to: Vec<String> =
            text.split([',', ';', '\n']).map(|a| a.trim().to_owned()).filter(|a| !a.is_empty()).collect();
        if to.len() > 10 || !to.iter().all(|a| is_address(a)) {
            self.wrong("alerts.to", "error-field-alerts-to");
        }
        let on = |field: &str| self.form.has(field);
        settings.alerts = AlertRules {
            to,
            connection: on("alerts.connection"),
            late: on("alerts.late"),
            guard_rail: on("alerts.guard_rail"),
            digest: on("alerts.digest"),
        };
    }

    /// What the partner needs besides the login.
    pub fn options(&mut self, settings: &mut Settings) {
        for key in ["customer_number", "unit"] {
            let field = format!("options.{key}");
            let text = self.form.get(&field);
            if text.is_empty() && key == "customer_number" {
                self.wrong(&field, "error-needed");
            } else if text.chars().count() > 100 {
                self.wrong(&field, "error-long");
            } else if text.is_empty() {
                settings.options.remove(key);
            } else {
                settings.options.insert(key.to_owned(), json!(text));
            }
        }
        if self.form.has("options.order_prefix") {
            let prefix = self.form.get("options.order_prefix");
            if prefix.is_empty() {
                settings.options.remove("order_prefix");
            } else {
                settings.options.insert("order_prefix".to_owned(), json!(prefix));
            }
        }
        let list: Vec<&str> =
            self.form.get("options.warehouses").split([',', ';']).map(str::trim).filter(|w| !w.is_empty()).collect();
        if list.is_empty() {
            settings.options.remove("warehouses");
        } else {
            settings.options.insert("warehouses".to_owned(), json!(list));
        }
    }
}

/// A setting's error as the page says it: the field's own words where there are some, else that the value can't be used.
pub fn told(page: &Page, error: &SettingError) -> FieldError {
    let key = format!("error-field-{}", error.field.replace(['.', '_'], "-"));
    let key = if text::exists(page.language(), &key) { key } else { "error-field".to_owned() };
    FieldError { field: error.field.clone(), text: page.tv(&key, "problem", &error.problem) }
}
