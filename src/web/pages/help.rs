//! Help: how to reach us, the calls we really made beside those we declared, and the errors by code.
use askama::Template;

use super::overview::{self, Sign};
use super::page::{Answer, Page};
use crate::domain::access::{Access, Declared};
use crate::domain::cause::Code;
use crate::store::usage;

/// One declared access with the calls made.
#[derive(Debug)]
pub struct Used {
    declared: &'static Declared,
    section: &'static str,
    purpose: &'static str,
    frequency: String,
    today: i64,
    month: i64,
    errors: i64,
}

#[derive(Template)]
#[template(path = "help.html")]
struct View<'a> {
    p: &'a Page,
    used: Vec<Used>,
    today: i64,
    month: i64,
    codes: Vec<(&'static str, String)>,
    signs: Vec<Sign>,
}

/// `GET …/help`
pub async fn show(page: Page) -> Answer {
    let lines = usage::since(&page.state.desk.db, &page.shop.id, page.now.plus_seconds(-30 * 86_400)).await?;
    let day = page.now.day();
    let language = page.language();
    let used: Vec<Used> = Access::ALL
        .into_iter()
        .map(|access| {
            let declared = access.declared();
            let of = || lines.iter().filter(|l| l.access == declared.word);
            Used {
                declared,
                section: declared.section.in_language(language),
                purpose: declared.purpose.in_language(language),
                frequency: format!(
                    "{} · {}",
                    declared.frequency.words().in_language(language),
                    declared.repeat.in_language(language)
                ),
                today: of().filter(|l| l.day == day).map(|l| l.calls).sum(),
                month: of().map(|l| l.calls).sum(),
                errors: of().map(|l| l.errors).sum(),
            }
        })
        .collect();
    let codes = Code::ALL.into_iter().map(|c| (c.word(), page.t(format!("help-{}", c.word())))).collect();
    let (today, month) = (used.iter().map(|u| u.today).sum(), used.iter().map(|u| u.month).sum());
    let signs = match page.connection.as_ref().filter(|_| page.started()) {
        Some(connection) => overview::signs(&page, connection).await?,
        None => Vec::new(),
    };
    page.show(&View { used, today, month, codes, signs, p: &page })
}
