//! HMAC-SHA256 as partners prove their hooks with it, compared in constant time.
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sign::Signer;
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;

/// The HMAC-SHA256 of `body` under `secret` (its UTF-8 bytes).
///
/// # Errors
/// Only when OpenSSL itself fails.
pub fn sha256(secret: &SecretString, body: &[u8]) -> Result<Vec<u8>, ErrorStack> {
    let key = PKey::hmac(secret.expose_secret().as_bytes())?;
    Signer::new(MessageDigest::sha256(), &key)?.sign_oneshot_to_vec(body)
}

/// Whether `hex` (either case) is the HMAC-SHA256 of `body`. Garbage is simply no proof.
pub fn verify_hex(secret: &SecretString, body: &[u8], hex: &str) -> bool {
    matches(secret, body, from_hex(hex.trim()))
}

/// Whether the header `ms-signature` (`sha256=<hex>`) proves `body` (partners.md 2.7). An empty secret proves nothing.
pub fn verify_ms_signature(secret: &SecretString, body: &[u8], header: &str) -> bool {
    let Some((method, hex)) = header.trim().split_once('=') else { return false };
    method.eq_ignore_ascii_case("sha256") && verify_hex(secret, body, hex)
}

fn matches(secret: &SecretString, body: &[u8], claimed: Option<Vec<u8>>) -> bool {
    if secret.expose_secret().is_empty() {
        return false;
    }
    let (Some(claimed), Ok(true_mac)) = (claimed, sha256(secret, body)) else { return false };
    claimed.ct_eq(&true_mac).into()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    text.as_bytes().chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const VENDOR: &str = "25FB6994568A75CD233E04BA1C653AF1BF476041CC543AF04F82CAAC482C201A";

    fn secret(text: &str) -> SecretString {
        SecretString::from(text)
    }

    #[test]
    fn the_vendors_vector_is_accepted() {
        let header = format!("sha256={VENDOR}");
        assert!(verify_ms_signature(&secret("secret123"), b"{'test':'test2'}", &header));
        assert!(verify_ms_signature(&secret("secret123"), b"{'test':'test2'}", &header.to_lowercase()));
    }

    #[test]
    fn the_second_vector_is_accepted() {
        let body = br#"{"Id":"1","Attempt":1,"Properties":{},"Notifications":[]}"#;
        let header = "sha256=B420CDDD1C2E76E39FA0052146002784BF3C71F1887F496391E5245BA05EE159";
        assert!(verify_ms_signature(&secret("ext-secret-1"), body, header));
    }

    #[test]
    fn anything_else_is_refused() {
        let good = secret("secret123");
        for header in ["", "sha256=", "sha256=zz", "sha1=00", VENDOR, &format!("sha256={}", &VENDOR[..62]), "sha256=é"]
        {
            assert!(!verify_ms_signature(&good, b"{'test':'test2'}", header), "{header}");
        }
        let header = format!("sha256={VENDOR}");
        assert!(!verify_ms_signature(&good, b"{'test':'tesT2'}", &header));
        assert!(!verify_ms_signature(&secret("secret124"), b"{'test':'test2'}", &header));
        // HMAC-SHA256 of nothing under the empty secret: right by the book, and proof of nothing.
        let empty = "sha256=b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
        assert!(!verify_ms_signature(&secret(""), b"", empty));
    }
}
