//! Opening tickets: sealed by the vault instead of stored, so that a ticket costs no write until somebody redeems it, and is good in
//! every process at once.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::SecretString;

use crate::crypto::vault::{Vault, VaultError};
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::shop::Language;

/// Seconds that a ticket is good for.
pub const TICKET_SECONDS: i64 = 60;

/// Seconds after the opening in which anything that it led to is good: its tickets, and the sessions made from them.
pub const OPENING_SECONDS: i64 = 8 * 3600;

/// A ticket says the same thing to nobody but the vault; this keeps it apart from sealed rows.
const IDENTITY: &str = "ticket";

/// How a ticket says which kind it is.
const FIRST: &str = "first";
const SPARE: &str = "spare";

/// Longest text that may be a ticket; anything longer needs no look.
const LONGEST: usize = 1024;

/// The right to one session of one shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Whose shop.
    pub shop: ShopId,
    /// Language of the administration.
    pub language: Language,
    /// Page to go to, as a path under the shop's; empty for the first page.
    pub page: String,
    /// When the add-on was opened in the administration. A spare one carries on the moment of the ticket that it stands in for.
    pub opened_at: Millis,
    /// Until when it is good.
    pub expires_at: Millis,
    /// Whether it stands in for a redeemed one, in a browser that keeps no cookie in a frame. It leads to no further ticket.
    pub spare: bool,
}

impl Ticket {
    /// A ticket from now on.
    pub fn new(shop: ShopId, language: Language, page: &str, now: Millis) -> Self {
        let expires_at = now.plus_seconds(TICKET_SECONDS);
        Self { shop, language, page: page.to_owned(), opened_at: now, expires_at, spare: false }
    }

    /// The one that stands in for this one, which was redeemed now. Of the same opening, whose end it doesn't outlive.
    #[must_use]
    pub fn spare(&self, now: Millis) -> Self {
        let ends_at = self.opened_at.plus_seconds(OPENING_SECONDS);
        Self { expires_at: now.plus_seconds(TICKET_SECONDS).min(ends_at), spare: true, ..self.clone() }
    }

    /// The ticket as text that is safe in an address. Each has a nonce of its own, so no two are the same.
    ///
    /// # Errors
    /// Only when OpenSSL or the operating system's randomness fails.
    pub fn seal(&self, vault: &Vault) -> Result<SecretString, VaultError> {
        let (opened, expires) = (self.opened_at.0.to_string(), self.expires_at.0.to_string());
        let kind = if self.spare { SPARE } else { FIRST };
        let plain = [self.shop.as_str(), self.language.code(), &opened, &expires, kind, &self.page].join("\n");
        let sealed = vault.seal(IDENTITY, plain.as_bytes())?;
        Ok(SecretString::from(URL_SAFE_NO_PAD.encode(sealed)))
    }

    /// Reads a ticket that this vault sealed, expired or not; `None` for anything else.
    pub fn open(vault: &Vault, text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let plain = vault.open(IDENTITY, &URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let mut parts = std::str::from_utf8(&plain).ok()?.splitn(6, '\n');
        Some(Self {
            shop: ShopId(parts.next()?.to_owned()),
            language: Language::from_admin(parts.next()?),
            opened_at: Millis(parts.next()?.parse().ok()?),
            expires_at: Millis(parts.next()?.parse().ok()?),
            spare: parts.next()? == SPARE,
            page: parts.next()?.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::crypto::vault::generate_key;

    fn ticket_of(vault: &Vault, sealed: &SecretString) -> Ticket {
        Ticket::open(vault, sealed.expose_secret()).unwrap()
    }

    fn vault(id: &str) -> Vault {
        Vault::parse(generate_key(id).unwrap().expose_secret()).unwrap()
    }

    #[test]
    fn a_ticket_opens_where_it_was_sealed_and_nowhere_else() {
        let (ours, other) = (vault("a"), vault("a"));
        let ticket = Ticket::new(ShopId("s1".into()), Language::Sk, "/activity?state=waiting", Millis(1_000));
        assert_eq!(ticket.expires_at, Millis(61_000));
        let (one, two) = (ticket.seal(&ours).unwrap(), ticket.seal(&ours).unwrap());
        assert_ne!(one.expose_secret(), two.expose_secret());
        assert_eq!(Ticket::open(&ours, one.expose_secret()), Some(ticket));
        assert_eq!(Ticket::open(&other, one.expose_secret()), None);
        let spare = ticket_of(&ours, &one).spare(Millis(50_000));
        assert_eq!((spare.spare, spare.opened_at, spare.expires_at), (true, Millis(1_000), Millis(110_000)));
        let last = spare.spare(Millis(8 * 3_600_000));
        assert_eq!(last.expires_at, Millis(1_000 + 8 * 3_600_000), "not beyond the opening's end");
        assert_eq!(Ticket::open(&ours, last.seal(&ours).unwrap().expose_secret()), Some(last));
        let row = ours.seal("shop:s1:login", b"s1\nsk\n61000\n").unwrap();
        assert_eq!(Ticket::open(&ours, &URL_SAFE_NO_PAD.encode(row)), None, "a sealed row is no ticket");
    }

    proptest! {
        #[test]
        fn what_was_changed_or_made_up_is_no_ticket(at in 0_usize..80, flip in 1_u8..=255, garbage in ".{0,200}") {
            let vault = vault("k1");
            prop_assert_eq!(Ticket::open(&vault, &garbage), None);
            let sealed = Ticket::new(ShopId("s1".into()), Language::Cs, "", Millis(1)).seal(&vault).unwrap();
            let mut bytes = URL_SAFE_NO_PAD.decode(sealed.expose_secret()).unwrap();
            let at = at % bytes.len();
            bytes[at] ^= flip;
            prop_assert_eq!(Ticket::open(&vault, &URL_SAFE_NO_PAD.encode(bytes)), None);
        }
    }
}
