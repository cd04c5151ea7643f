//! The errors by code: what each means, what to do, and the button to it. Each has its own address, `…/help#MAP-SHIP`.
use crate::domain::cause::{Cause, Code};
use crate::web::pages::page::Page;
use crate::web::pages::words;

/// A code as explained.
#[derive(Debug)]
pub struct Explained {
    /// The code, also its address on the page.
    pub code: &'static str,
    /// What it means and what to do.
    pub text: String,
    /// Where it is done: words and address.
    pub way: Option<(String, String)>,
}

/// All codes.
pub fn all(page: &Page) -> Vec<Explained> {
    Code::ALL.into_iter().map(|code| explain(page, code)).collect()
}

fn explain(page: &Page, code: Code) -> Explained {
    let way = match code {
        // Their button is about one order, or leads to this very page.
        Code::ItemCode | Code::Address | Code::Pickup | Code::UpgatesRefused | Code::AuthUpgates => None,
        Code::Refused | Code::LateCancel | Code::GaveUp => Some((page.t("help-write"), page.link("/help#contact"))),
        _ if page.connection.is_none() => None,
        other => words::way(page, &Cause::new(other, ""), ""),
    };
    Explained { code: code.word(), text: page.t(format!("help-{}", code.word())), way }
}
