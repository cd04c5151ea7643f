//! Texts that nobody can guess, and how they are stored: only as a hash, so that the database gives none away.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openssl::sha::Sha256;
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;

/// Bytes of chance in a token: 256 bits.
const BYTES: usize = 32;

/// Characters of a token: 32 bytes in base64 without padding.
pub const TOKEN_CHARS: usize = 43;

/// A new token: 256 random bits as 43 characters that are safe in an address.
///
/// # Panics
/// When the operating system has no randomness to give; going on without would be worse.
pub fn generate() -> SecretString {
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    SecretString::from(URL_SAFE_NO_PAD.encode(bytes))
}

/// Whether a text has the form of [`generate`]'s tokens; anything else needs no look-up.
pub fn is_well_formed(token: &str) -> bool {
    token.len() == TOKEN_CHARS && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// What is stored instead of the token: its SHA-256 in lower-case hex. A plain hash is enough for 256 bits of chance.
pub fn hash(token: &str) -> String {
    hex(&sha256([token]))
}

/// SHA-256 of texts joined together. OpenSSL's function for a single text looks its algorithm up by name each time, which costs more
/// than the hash.
pub fn sha256<'a>(texts: impl IntoIterator<Item = &'a str>) -> [u8; 32] {
    let mut hash = Sha256::new();
    texts.into_iter().for_each(|text| hash.update(text.as_bytes()));
    hash.finish()
}

/// What is stored instead of a secret token; see [`hash`].
pub fn hash_secret(token: &SecretString) -> String {
    hash(token.expose_secret())
}

/// Compares two texts in a time that depends on their lengths only.
pub fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

/// Bytes as lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_well_formed_and_differ() {
        let (a, b) = (generate(), generate());
        assert!(is_well_formed(a.expose_secret()) && is_well_formed(b.expose_secret()));
        assert!(!same(a.expose_secret(), b.expose_secret()));
        assert!(same(a.expose_secret(), a.expose_secret()));
        assert!(!is_well_formed("short") && !is_well_formed(&"é".repeat(22)));
    }

    #[test]
    fn the_hash_is_sha256_in_hex() {
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
