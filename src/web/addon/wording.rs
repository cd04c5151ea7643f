//! The sentences that Upgates shows to a merchant when an activation is refused.
use crate::config::Support;
use crate::domain::shop::Language;

/// The shop's API address is not one that the add-on may contact.
pub fn api_host_refused(language: Language, host: &str, support: &Support) -> String {
    let Support { email, phone, .. } = support;
    match language {
        Language::Cs => format!(
            "Adresa API tohoto e-shopu ({host}) není mezi adresami, se kterými smí doplněk pracovat. \
             Napište nám prosím na {email} nebo zavolejte na {phone}."
        ),
        Language::Sk => format!(
            "Adresa API tohto e-shopu ({host}) nie je medzi adresami, s ktorými smie doplnok pracovať. \
             Napíšte nám, prosím, na {email} alebo zavolajte na {phone}."
        ),
        Language::En => format!(
            "The API address of this shop ({host}) is not among those that the add-on may work with. \
             Please write to {email} or call {phone}."
        ),
    }
}
