//! The rules of the settings page as fields of its form and back: exclusions, hours, parcels, cancelling.
use super::page::Page;
use super::settings_form::Reader;
use crate::domain::exclusion::{Exclusions, Origin};
use crate::domain::hours::{Day, Hours, TimeOfDay};
use crate::domain::settings::{OnCancel, Settings, WhichParcel};
use crate::web::form::{FieldError, Form};

/// The hidden field of a form that has the fields of the rules; a form without it leaves them as they are.
pub const MARK: &str = "rules";

/// Adds the fields that show these rules.
pub fn fill(settings: &Settings, form: &mut Form) {
    let exclude = &settings.orders.exclude;
    for key in &exclude.carriers {
        form.add("orders.exclude.carriers", key.clone());
    }
    for key in &exclude.payments {
        form.add("orders.exclude.payments", key.clone());
    }
    for origin in &exclude.origins {
        form.add("orders.exclude.origins", origin.word());
    }
    form.add("orders.exclude.products", exclude.products.join(", "));
    form.add("orders.exclude.only_products", if exclude.only_products { "all" } else { "any" });
    form.add("orders.exclude.countries", exclude.countries.join(", "));
    form.add("orders.exclude.notes", exclude.notes.join(", "));
    if exclude.resolved {
        form.add("orders.exclude.resolved", "on");
    }
    form.add("orders.hours", if settings.orders.hours.is_some() { "some" } else { "always" });
    let (days, from, to) = settings.orders.hours.as_ref().map_or_else(
        || (Day::ALL[..5].to_vec(), "08:00".to_owned(), "16:00".to_owned()),
        |h| (h.days.clone(), h.from.to_string(), h.to.to_string()),
    );
    for day in days {
        form.add("orders.hours.days", day.word());
    }
    form.add("orders.hours.from", from);
    form.add("orders.hours.to", to);
    form.add("orders.on_cancel", settings.orders.on_cancel.word());
    form.add("tracking.parcel", settings.tracking.parcel.word());
}

/// Texts between commas, semicolons and line ends.
fn list(text: &str) -> Vec<String> {
    text.split([',', ';', '\n']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

impl Reader<'_> {
    /// The rules, when the form has their fields. `carriers` and `payments` are the keys that the page offered.
    pub fn rules(&mut self, settings: &mut Settings, carriers: &[String], payments: &[String]) {
        if !self.form.has(MARK) {
            return;
        }
        self.exclusions(settings, carriers, payments);
        self.hours(settings);
        match OnCancel::ALL.into_iter().find(|c| c.word() == self.form.get("orders.on_cancel")) {
            Some(choice) => settings.orders.on_cancel = choice,
            None => self.wrong("orders.on_cancel", "error-choose"),
        }
        match WhichParcel::ALL.into_iter().find(|c| c.word() == self.form.get("tracking.parcel")) {
            Some(choice) => settings.tracking.parcel = choice,
            None => self.wrong("tracking.parcel", "error-choose"),
        }
    }

    fn exclusions(&mut self, settings: &mut Settings, carriers: &[String], payments: &[String]) {
        let exclude = Exclusions {
            carriers: self.keys("orders.exclude.carriers", carriers),
            payments: self.keys("orders.exclude.payments", payments),
            products: list(self.form.get("orders.exclude.products")),
            only_products: self.form.get("orders.exclude.only_products") == "all",
            origins: self.origins(),
            countries: list(&self.form.get("orders.exclude.countries").to_uppercase()),
            notes: list(self.form.get("orders.exclude.notes")),
            resolved: self.form.has("orders.exclude.resolved"),
        };
        match exclude.check() {
            Ok(()) => settings.orders.exclude = exclude,
            Err(error) => {
                let told = super::settings_form::told(self.page, &error);
                self.errors.push(told);
            }
        }
    }

    /// Ticked methods, each of which the page offered.
    fn keys(&mut self, field: &str, known: &[String]) -> Vec<String> {
        let chosen = self.form.all(field).to_vec();
        if !chosen.iter().all(|key| known.contains(key)) {
            self.wrong(field, "error-choose");
            return Vec::new();
        }
        chosen
    }

    fn origins(&mut self) -> Vec<Origin> {
        let chosen: Vec<Option<Origin>> =
            self.form.all("orders.exclude.origins").iter().map(|word| Origin::from_word(word)).collect();
        if chosen.contains(&None) {
            self.wrong("orders.exclude.origins", "error-choose");
        }
        chosen.into_iter().flatten().collect()
    }

    fn hours(&mut self, settings: &mut Settings) {
        match self.form.get("orders.hours") {
            "always" => settings.orders.hours = None,
            "some" => {
                let days: Vec<Option<Day>> =
                    self.form.all("orders.hours.days").iter().map(|word| Day::from_word(word)).collect();
                if days.is_empty() || days.contains(&None) {
                    self.wrong("orders.hours.days", "error-hours-days");
                }
                let (from, to) = (self.time("orders.hours.from"), self.time("orders.hours.to"));
                if let (Some(from), Some(to)) = (from, to) {
                    settings.orders.hours = Some(Hours { days: days.into_iter().flatten().collect(), from, to });
                }
            }
            _ => self.wrong("orders.hours", "error-choose"),
        }
    }

    fn time(&mut self, field: &str) -> Option<TimeOfDay> {
        // Browsers may add seconds.
        let text = self.form.get(field);
        let time = TimeOfDay::parse(if text.len() == 8 { text.get(..5).unwrap_or(text) } else { text });
        if time.is_none() {
            self.errors.push(FieldError { field: field.to_owned(), text: self.page.t("error-hours-time") });
        }
        time
    }
}

/// A method's key, its name, and whether the shop no longer offers it.
type Choice = (String, String, bool);

/// What the page offers to choose from.
#[derive(Debug)]
pub struct Offered {
    /// Shipping methods.
    pub carriers: Vec<Choice>,
    /// Payment methods.
    pub payments: Vec<Choice>,
}

impl Offered {
    /// What the shop has, and what the stored rules still name.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn read(page: &Page) -> Result<Self, super::PageError> {
        let exclude = page.connection.as_ref().map(|c| c.settings.orders.exclude.clone()).unwrap_or_default();
        let rows = async |mapping, kept: &[String]| -> Result<Vec<Choice>, super::PageError> {
            let rows = super::methods::rows(page, mapping).await?;
            let mut all: Vec<_> = rows.into_iter().map(|r| (r.key, r.name, r.idle)).collect();
            for key in kept.iter().filter(|key| !all.iter().any(|row| row.0 == **key)).cloned().collect::<Vec<_>>() {
                all.push((key.clone(), key.strip_prefix("name:").unwrap_or(&key).to_owned(), true));
            }
            Ok(all)
        };
        Ok(Self {
            carriers: rows(crate::coupling::Mapping::Carrier, &exclude.carriers).await?,
            payments: rows(crate::coupling::Mapping::Payment, &exclude.payments).await?,
        })
    }

    /// Both lists with the names of their fields and the keys of their legends.
    pub fn lists(&self) -> [(&'static str, &'static str, &[Choice]); 2] {
        [
            ("orders.exclude.carriers", "exclude-carriers", &self.carriers),
            ("orders.exclude.payments", "exclude-payments", &self.payments),
        ]
    }

    /// The name of a shipping or payment method by its field's group and key.
    pub fn name(&self, carrier: bool, key: &str) -> String {
        let list = if carrier { &self.carriers } else { &self.payments };
        list.iter().find(|row| row.0 == key).map_or_else(|| key.to_owned(), |row| row.1.clone())
    }
}
