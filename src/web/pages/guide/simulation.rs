//! The simulation in words: how many orders would go, wait and be left out and why, and what customers and stock would see.
use crate::domain::cause::Code;
use crate::domain::reader;
use crate::domain::report::Simulation;
use crate::domain::settings::Settings;
use crate::domain::stock::Master;
use crate::store::connections::Connection;
use crate::text::Value;
use crate::web::pages::page::Page;
use crate::web::pages::words;

/// Orders of a simulation that the page lists.
const LISTED: usize = 100;

/// One order of the list.
#[derive(Debug)]
pub struct Listed {
    /// The shop's number.
    pub number: String,
    /// What would happen.
    pub verdict: String,
    /// Why.
    pub why: String,
    /// Its icon.
    pub icon: &'static str,
}

/// One reason why orders would wait or be left out, with the way to mend it.
#[derive(Debug)]
pub struct Reason {
    /// The sentence.
    pub text: String,
    /// Words and address.
    pub way: Option<(String, String)>,
}

/// A simulation as the page shows it.
#[derive(Debug)]
pub struct Shown {
    /// Its numbers.
    pub s: Simulation,
    /// The sum in sentences.
    pub said: String,
    /// What it says about e-mails to customers.
    pub mails: String,
    /// What it says about stock.
    pub stock: String,
    /// Why orders would wait or be left out.
    pub reasons: Vec<Reason>,
    /// The orders.
    pub listed: Vec<Listed>,
    /// Whether the settings were changed since.
    pub stale: bool,
    /// Orders that could be handed over as the trial order.
    pub ready: Vec<String>,
}

/// The last simulation of a connection; `None` when there is none, or one is under way.
pub fn last(connection: &Connection) -> Option<Simulation> {
    reader::stored(connection.simulation.as_deref()?).ok()
}

/// Whether other settings are stored by now than those that were tried, apart from what the page itself asks for.
fn is_stale(connection: &Connection, s: &Simulation) -> bool {
    let Some(tried) = s.settings.as_deref() else { return true };
    let mut now = connection.settings.clone();
    now.orders.from.clone_from(&tried.orders.from);
    now.orders.hold_minutes = tried.orders.hold_minutes;
    !s.tried(&now)
}

/// The last simulation in words.
pub fn shown(page: &Page, connection: &Connection) -> Option<Shown> {
    let s = last(connection)?;
    let settings = s.settings.as_deref().unwrap_or(&connection.settings);
    let counted = [("sim-go", s.go), ("sim-wait", s.wait), ("sim-out", s.left_out), ("sim-not-ready", s.not_ready)];
    let mut said: Vec<String> = counted.iter().map(|(key, count)| page.tn(key, *count)).collect();
    if s.handed_over > 0 {
        said.push(page.tn("sim-handed-over", s.handed_over));
    }
    Some(Shown {
        said: said.join(" "),
        mails: mails(page, settings, &s),
        stock: match settings.stock.master {
            Master::Shop => page.t("sim-stock-shop"),
            Master::Report => page.t("sim-stock-report"),
            Master::Partner => page.tn("sim-stock-partner", s.stock_changes),
        },
        reasons: reasons(page, &s),
        listed: listed(page, &s),
        stale: is_stale(connection, &s),
        ready: ready(&s),
        s,
    })
}

/// Handing over tells nobody; what follows later hangs on the milestones that mail.
fn mails(page: &Page, settings: &Settings, s: &Simulation) -> String {
    let mailing: Vec<String> = settings.mailing().iter().map(|m| page.t(format!("milestone-{}", m.word()))).collect();
    if mailing.is_empty() {
        return format!("{} {}", page.tn("sim-mails", s.mails), page.t("sim-mails-never"));
    }
    let most = settings.mails_per_order() * (s.go + s.wait);
    let values = [("name", Value::from(mailing.join(", "))), ("count", most.into())];
    format!("{} {}", page.tn("sim-mails", s.mails), page.ta("sim-mails-later", &values))
}

fn reasons(page: &Page, s: &Simulation) -> Vec<Reason> {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let waits = s.waits.iter().map(|(cause, n)| Reason {
        text: words::group(page, cause, count(*n)),
        way: match cause.code {
            Code::MapShip => Some(page.link("/guide/carriers#carriers")),
            Code::MapPay => Some(page.link("/guide/carriers#payments")),
            _ => None,
        }
        .map(|to| (page.t(format!("cause-button-{}", cause.code.word())), to)),
    });
    let outs = s.out_by.iter().map(|(rule, n)| {
        let values = [("name", Value::from(words::rule(page, rule))), ("count", (*n).into())];
        Reason { text: page.ta("sim-out-by", &values), way: None }
    });
    waits.chain(outs).collect()
}

fn listed(page: &Page, s: &Simulation) -> Vec<Listed> {
    let one = |order: &crate::domain::report::SimulatedOrder| Listed {
        number: order.number.clone(),
        verdict: page.t(format!("verdict-{}", order.verdict.replace('_', "-"))),
        why: match &order.cause {
            Some(cause) => words::cause(page, cause),
            None if order.rule.is_empty() => String::new(),
            None => words::rule(page, &order.rule),
        },
        icon: match order.verdict.as_str() {
            "go" | "hold" => "ok",
            "wait" => "warn",
            "left_out" => "out",
            _ => "dot",
        },
    };
    s.orders.iter().take(LISTED).map(one).collect()
}

/// Orders that would go, and ready ones that only their age leaves out.
fn ready(s: &Simulation) -> Vec<String> {
    let fits = |o: &&crate::domain::report::SimulatedOrder| matches!(o.verdict.as_str(), "go" | "hold");
    s.orders.iter().filter(fits).take(LISTED).map(|o| o.number.clone()).collect()
}
