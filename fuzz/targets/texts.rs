//! Single texts from outside: moments, keys, sealed values, tickets, forms, addresses.
#![no_main]
use libfuzzer_sys::fuzz_target;
use spojka::crypto::signature::PublicKey;
use spojka::crypto::ticket::Ticket;
use spojka::crypto::vault::Vault;
use spojka::domain::clock::parse_moment;
use spojka::domain::hosts::{HostRules, check_url};
use spojka::web::form::Form;

fuzz_target!(|bytes: &[u8]| {
    let vault = Vault::parse("k1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=").expect("a good key");
    let _ = (vault.open("shop", bytes), PublicKey::from_pem(bytes), Form::parse(bytes));
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    assert_eq!(Ticket::open(&vault, text), None, "nobody guesses a ticket");
    let _ = (parse_moment(text, "Europe/Prague"), Vault::parse(text));
    if let Ok(rules) = HostRules::for_api(&[".upgates.com"])
        && check_url(text, &rules).is_ok()
    {
        assert!(text.to_ascii_lowercase().contains("upgates.com"));
    }
});
