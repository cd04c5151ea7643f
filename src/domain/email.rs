//! E-mail addresses: one check for pages, settings files and the operator's settings, and it is that of the library which mails.
pub use lettre::Address;

/// Longest address (RFC 5321 4.5.3.1.3, without the angle brackets), in bytes.
const LONGEST: usize = 254;

/// The address in a text, when mails can be sent to it; its domain must have a dot.
pub fn read(text: &str) -> Option<Address> {
    let address: Address = text.parse().ok().filter(|_| text.len() <= LONGEST)?;
    let usable = address.domain().contains('.') && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    usable.then_some(address)
}

/// Whether mails can be sent to it.
pub fn is_address(text: &str) -> bool {
    read(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_nonsense() {
        for good in ["a@b.cz", "jana.mala+eshop@sklad.example", "o'neill@b.cz"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "@b.cz",
            "a@.cz",
            "a@b.cz ",
            "a@b@c.cz",
            "a@b.cz,c@d.cz",
            "A <a@b.cz>",
            "a..b@c.cz",
            "x,y@c.cz",
            ".a@b.cz",
            "a.@b.cz",
            "a@b..cz",
            "a b@c.cz",
            "a@c.cz\n",
            "a@-b.cz",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
        assert!(!is_address(&format!("{}@b.cz", "a".repeat(300))));
    }
}
