//! What the shop's statuses, carriers, payments, countries, currencies and products are called at the partner; new ones stand on
//! top. What saving would let go is told before it takes effect, and the last change can be undone.
use actix_web::HttpResponse;
use askama::Template;

use super::changes::{self, Last};
use super::choices::{self, StatusChoice};
use super::methods::{self, Row, accept_certain, uses};
use super::page::{Answer, Page, Posted};
use super::saving::{self, KEEP, Put};
use super::settings_form::{self, Reader, told};
use super::{PageError, open, pairs, settings_effect, suggest};
use crate::coupling::{self, DeskError, METHODS_SEEN, Mapping, Pairing, Release, STATUSES_SEEN};
use crate::crypto::token;
use crate::domain::dictionary::CANCELED_KIND;
use crate::domain::effect::Effect;
use crate::domain::partner::PartnerKind;
use crate::domain::progress::Milestone;
use crate::domain::settings::Settings;
use crate::store::StoreResult;
use crate::store::audit::Who;
use crate::store::orders::Use;
use crate::web::form::{FieldError, Fields, Form};

/// A table of the page.
#[derive(Debug)]
struct Table {
    /// Group of its fields and its anchor.
    name: &'static str,
    /// Keys of its title, and of what is said when it is empty.
    keys: (&'static str, &'static str),
    /// The list of suggestions beside its fields.
    list: &'static str,
    /// Longest word.
    longest: usize,
    /// Whether it is counted how many orders use a row.
    counted: bool,
    rows: Vec<Row>,
}

/// A status with what happens in it now.
#[derive(Debug)]
struct StatusRow {
    status: StatusChoice,
    does: Vec<String>,
    used: i64,
}

/// A question before saving: these orders would go, and this would happen.
#[derive(Debug)]
struct Asked {
    /// Id of the form that holds the values.
    form: String,
    /// How many orders would go; empty when none.
    text: String,
    /// What else would happen.
    effects: Vec<String>,
    /// What the answer is about.
    mends: String,
}

#[derive(Template)]
#[template(path = "mapping.html")]
struct View<'a> {
    p: &'a Page,
    f: Fields,
    asked: Option<Asked>,
    /// What somebody else has changed meanwhile.
    met: Vec<String>,
    last: Option<Last>,
    methods: [Table; 2],
    places: [Table; 2],
    products: Table,
    statuses: Vec<StatusChoice>,
    milestones: [Milestone; 4],
    status_rows: Vec<StatusRow>,
    services: Vec<&'static str>,
    kinds: &'static [&'static str],
}

async fn view(page: &Page, f: Fields, asked: Option<Asked>) -> StoreResult<View<'_>> {
    let table =
        |name, keys, (list, longest), rows| Table { name, keys, list, longest, counted: name != "products", rows };
    let none = "map-none";
    let methods = [
        table("carriers", ("map-carriers", none), ("list-carriers", 100), methods::rows(page, Mapping::Carrier).await?),
        table("payments", ("map-payments", none), ("list-payments", 100), methods::rows(page, Mapping::Payment).await?),
    ];
    let places = [
        table("countries", ("pair-countries", "pair-none-places"), ("", 2), pairs::countries(page).await?),
        table("currencies", ("pair-currencies", "pair-none-places"), ("", 10), pairs::currencies(page).await?),
    ];
    let products = table("products", ("pair-products", "pair-none-products"), ("", 40), pairs::products(page).await?);
    let statuses = choices::statuses(page).await?;
    let last = match &page.connection {
        Some(connection) => coupling::before_last_pairing(&page.state.desk, connection).await?,
        None => None,
    };
    let all = || methods.iter().chain(&places).chain([&products]).map(|t| t.rows.as_slice()).collect::<Vec<_>>();
    Ok(View {
        last: last.map(|(_, change)| changes::told(page, &change, &all())),
        status_rows: status_rows(page, &statuses).await?,
        milestones: Milestone::ALL,
        services: suggest::carriers(),
        kinds: coupling::payment_words(PartnerKind::Extend),
        asked,
        met: Vec::new(),
        methods,
        places,
        products,
        statuses,
        f,
        p: page,
    })
}

async fn status_rows(page: &Page, statuses: &[StatusChoice]) -> StoreResult<Vec<StatusRow>> {
    let uses = uses(page).await?;
    let empty = Settings::default();
    let settings = page.connection.as_ref().map_or(&empty, |c| &c.settings);
    let row = |status: &StatusChoice| {
        let mut does = Vec::new();
        if settings.orders.ready_statuses.contains(&status.id) {
            does.push(page.t("pair-does-send"));
        }
        if status.kind.eq_ignore_ascii_case(CANCELED_KIND) {
            does.push(page.t("pair-does-cancel"));
        }
        for (milestone, _) in settings.progress.iter().filter(|(_, rule)| rule.status_id == status.id) {
            does.push(page.tv("pair-does-set", "name", page.t(format!("milestone-{}", milestone.word()))));
        }
        StatusRow { does, used: uses.of(Use::Status, &status.id.to_string()), status: status.clone() }
    };
    let mut rows: Vec<StatusRow> = statuses.iter().map(row).collect();
    rows.sort_by_key(|r| (!r.status.fresh, r.status.gone, r.does.is_empty(), -r.used));
    Ok(rows)
}

fn filled(settings: &Settings) -> Form {
    let mut form = settings_form::fill(settings);
    pairs::fill(&mut form, settings);
    form
}

/// `GET …/mapping`
pub async fn show(page: Page) -> Answer {
    let Some(connection) = &page.connection else { return open::to_guide(&page) };
    let view = view(&page, Fields::new(filled(&connection.settings)), None).await?;
    page.show(&view)
}

/// The settings that a form was made from, those that it asks for, and what is wrong with it.
async fn wanted(page: &Page, form: &mut Form) -> Result<(Settings, Settings, Vec<FieldError>), PageError> {
    let connection = page.connected()?;
    if form.get("part") == "undo" {
        let before = coupling::before_last_pairing(&page.state.desk, connection).await?;
        return Ok((connection.settings.clone(), before.ok_or(PageError::MovedOn)?.0, Vec::new()));
    }
    let base = saving::edited(page, form).await?;
    let mut settings = base.clone();
    let errors = match form.get("part") {
        "statuses" => {
            let known = choices::statuses(page).await?;
            let mut reader = Reader::new(page, form);
            reader.statuses(&mut settings, &known);
            reader.errors
        }
        "places" => pairs::read_places(page, form, &mut settings.words),
        "products" => pairs::read_products(page, form, &mut settings.words),
        _ => {
            if form.get("action") == "certain" {
                accept_certain(&methods::rows(page, Mapping::Carrier).await?, form);
                accept_certain(&methods::rows(page, Mapping::Payment).await?, form);
            }
            let mut reader = Reader::new(page, form);
            reader.mappings(&mut settings);
            reader.errors
        }
    };
    Ok((base, settings, errors))
}

/// `POST …/mapping`: one part at a time, named by `part`. When it would let orders go, it is saved only after the merchant said
/// whether they shall (`release` is `send` or `wait`); what else it would do is said and confirmed as everywhere.
pub async fn save(posted: Posted) -> Answer {
    let Posted { page, mut form } = posted;
    let connection = page.connected()?;
    let (base, settings, mut errors) = wanted(&page, &mut form).await?;
    if form.has(KEEP) {
        return page.show(&view(&page, Fields::new(shown(&connection.settings, &form)), None).await?);
    }
    if errors.is_empty() {
        let settings = match saving::together(&page, &base, &settings).await? {
            Ok(settings) => settings,
            Err(Put::Met(fields, met)) => {
                return page.show_as(HttpResponse::Conflict(), &View { met, ..view(&page, *fields, None).await? });
            }
            Err(_) => return Err(PageError::MovedOn),
        };
        let release = coupling::release(&page.state.desk, connection, &settings).await?;
        let asked = ask(&page, &form, &release, &settings).await?;
        let answer = form.get("release");
        let meant = asked.as_ref().is_some_and(|a| form.get("mends") == a.mends);
        let answered = if release.orders > 0 { matches!(answer, "send" | "wait") } else { answer == "save" };
        if asked.is_some() && !(meant && answered) {
            let f = Fields::new(shown(&connection.settings, &form));
            return page.show(&view(&page, f, asked).await?);
        }
        let wait = answer == "wait" && release.orders > 0;
        let seen = match form.get("part") {
            "statuses" => Some(STATUSES_SEEN),
            "methods" => Some(METHODS_SEEN),
            _ => None,
        };
        let id = connection.id.as_str();
        let how = Pairing { wait, seen, edition: Some(&page.edition) };
        match coupling::save_pairing(&page.state.desk, &page.shop.id, id, &settings, how, Who::Shop).await {
            Ok(()) if form.get("part") == "undo" => return page.go("/mapping?done=undone"),
            Ok(()) if wait => return page.go("/mapping?done=waits"),
            Ok(()) => return page.go("/mapping?done=saved"),
            Err(DeskError::Setting(e)) => errors.push(told(&page, &e)),
            Err(other) => return Err(other.into()),
        }
    }
    let f = Fields { form: shown(&connection.settings, &form), errors };
    page.show_as(HttpResponse::UnprocessableEntity(), &view(&page, f, None).await?)
}

/// The part that was sent as it was typed, the others as they are stored.
fn shown(stored: &Settings, form: &Form) -> Form {
    let mut shown = filled(stored);
    if form.get("part") == "statuses" {
        shown.forget("orders.ready_statuses");
        shown.forget("orders.paid_only");
        shown.forget("progress.");
    }
    shown.overlay(form);
    shown
}

/// The question before saving; `None` when nothing would happen.
async fn ask(page: &Page, form: &Form, release: &Release, settings: &Settings) -> Result<Option<Asked>, PageError> {
    let id = match form.get("part") {
        part @ ("undo" | "statuses" | "places" | "products") => part,
        _ => "methods",
    };
    let effects = settings_effect::said(page, settings, |effect| {
        // How many orders would go is asked about by itself.
        release.orders == 0 || !matches!(effect, Effect::Released(_) | Effect::Go(_))
    })
    .await?;
    if release.orders == 0 && effects.is_empty() {
        return Ok(None);
    }
    let key = if release.causes.is_empty() { "pair-ask-status" } else { "pair-ask" };
    let text = if release.orders > 0 { page.tn(key, release.orders) } else { String::new() };
    let mends = token::hash(&format!("{}\n{}", release.key(), effects.join("\n")));
    Ok(Some(Asked { form: format!("{id}-form"), text, effects, mends }))
}
