//! The declared accesses to the Upgates API: the only way to make a call. One table; the marketplace form, the page
//! of API use and the client all read it. Its wording is what the form asks for (upgates-addon.md 4.3).
use crate::domain::shop::Language;

mod table;
use table::TABLE;

/// One declared access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Access {
    /// Which rights the access has.
    Status,
    /// Who runs the shop.
    Owner,
    /// Languages, currencies and domains.
    Languages,
    /// The shop's order statuses.
    OrderStatuses,
    /// The shop's ways of shipping.
    Shipments,
    /// The shop's ways of paying.
    Payments,
    /// Orders changed since a moment.
    Orders,
    /// Orders made in a period.
    OrdersCreated,
    /// Orders by their numbers.
    OrdersByNumber,
    /// Status and tracking code of orders.
    OrdersWrite,
    /// Codes and stock of all products, or of those changed since a moment.
    ProductsSimple,
    /// Stock of some products by their codes.
    ProductsByCodes,
    /// Stock of products and variants.
    ProductsWrite,
    /// Which webhooks stand and whether they are active.
    WebhooksRead,
    /// Exact names of events, and which are allowed.
    WebhookEvents,
    /// Creates a webhook.
    WebhookCreate,
    /// Mends a webhook.
    WebhookUpdate,
    /// Deletes webhooks of ours that are no longer used.
    WebhookDelete,
}

/// The same words in the three languages of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(pub &'static str, pub &'static str, pub &'static str);

impl Words {
    /// The words in one language.
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Cs => self.0,
            Language::Sk => self.1,
            Language::En => self.2,
        }
    }
}

/// The form's choices of frequency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Only at installation.
    Installation,
    /// At installation and by a rule of our own.
    InstallationAndCustom,
    /// Only by a rule of our own.
    Custom,
}

impl Frequency {
    /// The form's words.
    pub const fn words(self) -> Words {
        match self {
            Self::Installation => Words("Jen při instalaci", "Iba pri inštalácii", "Only at installation"),
            Self::InstallationAndCustom => {
                Words("Jen při instalaci a vlastní", "Iba pri inštalácii a vlastná", "Only at installation and custom")
            }
            Self::Custom => Words("Vlastní", "Vlastná", "Custom"),
        }
    }
}

/// What is declared about an access.
#[derive(Debug, Clone, Copy)]
pub struct Declared {
    /// The access.
    pub access: Access,
    /// The word in the database and in metrics.
    pub word: &'static str,
    /// Section of the API.
    pub section: Words,
    /// HTTP method.
    pub method: &'static str,
    /// Path below the API address, with the filter that tells it apart.
    pub path: &'static str,
    /// What for.
    pub purpose: Words,
    /// The form's frequency.
    pub frequency: Frequency,
    /// The form's number of repeats.
    pub repeat: Words,
    /// Whether webhooks decide when it is called.
    pub by_webhook: bool,
}

impl Access {
    /// All accesses, in the order in which the form and pages list them.
    pub const ALL: [Self; 18] = [
        Self::Status,
        Self::Owner,
        Self::Languages,
        Self::OrderStatuses,
        Self::Shipments,
        Self::Payments,
        Self::Orders,
        Self::OrdersCreated,
        Self::OrdersByNumber,
        Self::OrdersWrite,
        Self::ProductsSimple,
        Self::ProductsByCodes,
        Self::ProductsWrite,
        Self::WebhooksRead,
        Self::WebhookEvents,
        Self::WebhookCreate,
        Self::WebhookUpdate,
        Self::WebhookDelete,
    ];

    /// What is declared about it.
    pub fn declared(self) -> &'static Declared {
        &TABLE[self as usize]
    }

    /// The word in the database and in metrics.
    pub fn word(self) -> &'static str {
        self.declared().word
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.word() == word)
    }

    /// The path that is called, below the API address.
    pub fn path(self) -> &'static str {
        self.declared().path.split('?').next().unwrap_or_default()
    }

    /// Whether a call changes something in the shop.
    pub fn writes(self) -> bool {
        self.declared().method != "GET"
    }

    /// Whether a call can wait for another day when today's safe number is used up: catching up, filling in a period,
    /// reading the product list. New orders, stock and what is written never wait for it.
    pub const fn can_wait(self) -> bool {
        matches!(self, Self::Orders | Self::OrdersCreated | Self::ProductsSimple)
    }

    /// All accesses by their words, joined by commas: what a shop that opens a page now is told of.
    pub fn all_words() -> String {
        Self::ALL.map(Self::word).join(",")
    }

    /// Whether it needs no privilege (upgates-api.md 1.2: `/status` and `/webhooks` are always allowed).
    pub fn always_allowed(self) -> bool {
        self.path().starts_with("/webhooks") || self == Self::Status
    }
}

/// The declared accesses as a table for the marketplace form, one row each.
pub fn render(language: Language) -> String {
    let say = |w: Words| w.in_language(language);
    let yes = Words("ANO", "ÁNO", "YES");
    let no = Words("NE", "NIE", "NO");
    let heads = [
        Words("Sekce", "Sekcia", "Section"),
        Words("Typ", "Typ", "Type"),
        Words("Cesta", "Cesta", "Path"),
        Words("Účel", "Účel", "Purpose"),
        Words("Frekvence", "Frekvencia", "Frequency"),
        Words("Počet opakování", "Počet opakovaní", "Repeat count"),
        Words("Webhooky", "Webhooky", "Webhooks"),
    ];
    let mut text = format!("| {} |\n|{}\n", heads.map(say).join(" | "), " --- |".repeat(heads.len()));
    for d in &TABLE {
        let row = [
            say(d.section),
            d.method,
            d.path,
            say(d.purpose),
            say(d.frequency.words()),
            say(d.repeat),
            say(if d.by_webhook { yes } else { no }),
        ];
        text.push_str("| ");
        text.push_str(&row.join(" | "));
        text.push_str(" |\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_accesses_are_the_same() {
        for (at, access) in Access::ALL.into_iter().enumerate() {
            assert_eq!(access as usize, at);
            assert_eq!(TABLE[at].access, access);
            assert_eq!(Access::from_word(access.word()), Some(access));
        }
        let waiting: Vec<&str> = Access::ALL.into_iter().filter(|a| a.can_wait()).map(Access::word).collect();
        assert_eq!(waiting, ["orders", "orders-created", "products-simple"], "as `store::usage` counts them");
        assert_eq!(Access::OrdersByNumber.path(), "/orders");
        assert!(Access::WebhookDelete.always_allowed() && !Access::Owner.always_allowed());
    }

    #[test]
    fn the_table_is_complete_in_each_language() {
        for language in Language::ALL {
            let text = render(language);
            assert_eq!(text.lines().count(), Access::ALL.len() + 2);
            assert!(text.lines().all(|l| l.matches('|').count() == 8 && !l.contains("|  |")), "{text}");
        }
        assert!(render(Language::Cs).contains("| Stavy objednávek | GET | /order-statuses |"));
        assert!(render(Language::Cs).contains("| Jen při instalaci a vlastní |"));
    }
}
