//! Signatures of Upgates: which fields of which call are signed in which order, and whether a signature fits
//! (upgates-addon.md 1.2 and 5.2).
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openssl::error::ErrorStack;
use openssl::md::Md;
use openssl::pkey::{Id, PKey, Public};
use openssl::pkey_ctx::PkeyCtx;
use secrecy::{ExposeSecret as _, SecretString};

use crate::crypto::token::sha256;

/// The four signed calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Call {
    /// Activation.
    Install,
    /// Opening.
    Open,
    /// Deactivation.
    Uninstall,
    /// Change of the add-on's version.
    Version,
}

impl Call {
    /// All calls.
    pub const ALL: [Self; 4] = [Self::Install, Self::Open, Self::Uninstall, Self::Version];

    /// The last part of the call's address, also the word that is stored beside a remembered signature.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Install => "install",
            Self::Open => "open",
            Self::Uninstall => "uninstall",
            Self::Version => "version",
        }
    }

    /// Lists of signed fields, in their order and without the closing `signature_token`. Only the version change, whose list is
    /// not documented, has more than one; each of them binds shop and time.
    pub const fn signed_fields(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Install => &[&["token", "apiUser", "apiKey", "apiUrl", "time"]],
            Self::Open | Self::Uninstall => &[&["token", "time"]],
            Self::Version => &[
                &["token", "time"],
                &["token", "version", "time"],
                &["token", "apiUser", "apiKey", "apiUrl", "time"],
                &["token", "apiUser", "apiKey", "apiUrl", "version", "time"],
            ],
        }
    }
}

/// The signed text: the values as received, then the add-on's `signature_token`, joined by `;`. Nothing is escaped.
pub fn signed_text<'a>(values: impl IntoIterator<Item = &'a str>, signature_token: &SecretString) -> String {
    let mut text = String::new();
    for value in values {
        text.push_str(value);
        text.push(';');
    }
    text.push_str(signature_token.expose_secret());
    text
}

/// What is signed of a [`signed_text`]: its SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        Self(sha256([text]))
    }
}

/// A public key can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Neither a PEM public key nor a certificate.
    #[error("not a public key in PEM")]
    NotPem,
    /// Neither RSA nor elliptic curve.
    #[error("neither an RSA nor an elliptic-curve key")]
    Kind,
}

/// The key that verifies. Its kind and size come from the PEM.
pub struct PublicKey {
    key: PKey<Public>,
    /// Verifications that are set up and rest; setting one up costs a tenth of it.
    ready: Mutex<Vec<PkeyCtx<Public>>>,
}

impl PublicKey {
    /// Reads `BEGIN PUBLIC KEY` or `BEGIN RSA PUBLIC KEY`.
    ///
    /// # Errors
    /// When it is neither, or a kind of key that does not sign with SHA-256.
    pub fn from_pem(pem: &[u8]) -> Result<Self, KeyError> {
        let key = PKey::public_key_from_pem(pem).or_else(|_| {
            let rsa = openssl::rsa::Rsa::public_key_from_pem_pkcs1(pem).map_err(|_| KeyError::NotPem)?;
            PKey::from_rsa(rsa).map_err(|_| KeyError::NotPem)
        })?;
        match key.id() {
            Id::RSA | Id::EC => Ok(Self { key, ready: Mutex::default() }),
            _ => Err(KeyError::Kind),
        }
    }

    /// Whether `signature` (base64, line breaks tolerated) was made over the text of this digest. Garbage is simply not genuine.
    pub fn verify(&self, digest: &Digest, signature: &str) -> bool {
        let decoded = STANDARD
            .decode(signature)
            .or_else(|_| STANDARD.decode(signature.bytes().filter(|b| !b.is_ascii_whitespace()).collect::<Vec<u8>>()));
        let Ok(bytes) = decoded else { return false };
        // Fails with an error, not with `false`, for bytes that are no signature at all.
        self.fits(&digest.0, &bytes).unwrap_or(false)
    }

    fn fits(&self, digest: &[u8], signature: &[u8]) -> Result<bool, ErrorStack> {
        let resting = self.resting().pop();
        let mut verification = if let Some(verification) = resting {
            verification
        } else {
            let mut verification = PkeyCtx::new(&self.key)?;
            verification.verify_init()?;
            verification.set_signature_md(Md::sha256())?;
            verification
        };
        let genuine = verification.verify(digest, signature)?;
        // One that met a bad signature is not used again, whatever it remembers of it.
        if genuine {
            self.resting().push(verification);
        }
        Ok(genuine)
    }

    fn resting(&self) -> MutexGuard<'_, Vec<PkeyCtx<Public>>> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use openssl::ec::{EcGroup, EcKey};
    use openssl::hash::MessageDigest;
    use openssl::nid::Nid;
    use openssl::pkey::Private;
    use openssl::rsa::Rsa;
    use openssl::sign::Signer;
    use proptest::prelude::*;

    use super::*;

    /// The other side's pen.
    pub struct Signing(PKey<Private>);

    impl Signing {
        pub fn rsa() -> Self {
            Self(PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap())
        }
        pub fn ec() -> Self {
            let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
            Self(PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap())
        }
        pub fn pem(&self) -> Vec<u8> {
            self.0.public_key_to_pem().unwrap()
        }
        pub fn sign(&self, text: &str) -> String {
            let mut signer = Signer::new(MessageDigest::sha256(), &self.0).unwrap();
            STANDARD.encode(signer.sign_oneshot_to_vec(text.as_bytes()).unwrap())
        }
    }

    #[test]
    fn both_kinds_of_keys_verify() {
        for signing in [Signing::rsa(), Signing::ec()] {
            let key = PublicKey::from_pem(&signing.pem()).unwrap();
            let signature = signing.sign("a;Žluťoučký;t");
            let (signed, other) = (Digest::of("a;Žluťoučký;t"), Digest::of("a;t"));
            assert!(key.verify(&signed, &signature));
            assert!(key.verify(&signed, &format!("{}\n{}", &signature[..40], &signature[40..])));
            assert!(!key.verify(&other, &signature));
            assert!(!key.verify(&other, "a0e0a3e7689bd4c80e4d6ffcccb05235b864e1d0"));
        }
    }

    #[test]
    fn rsa_may_come_in_its_own_form_and_other_kinds_are_refused() {
        let rsa = Rsa::generate(2048).unwrap();
        assert!(PublicKey::from_pem(&rsa.public_key_to_pem_pkcs1().unwrap()).is_ok());
        let ed = PKey::generate_ed25519().unwrap().public_key_to_pem().unwrap();
        assert_eq!(PublicKey::from_pem(&ed).err(), Some(KeyError::Kind));
        assert_eq!(PublicKey::from_pem(b"<html>").err(), Some(KeyError::NotPem));
    }

    #[test]
    fn values_are_joined_as_they_came() {
        let secret = SecretString::from("s");
        assert_eq!(signed_text(["a", "", "x;y"], &secret), "a;;x;y;s");
        assert!(
            Call::ALL
                .iter()
                .all(|c| c.signed_fields().iter().all(|l| l.first() == Some(&"token") && l.last() == Some(&"time")))
        );
    }

    proptest! {
        #[test]
        fn garbage_is_never_genuine(garbage in ".{0,400}", bytes: Vec<u8>) {
            static KEY: std::sync::OnceLock<PublicKey> = std::sync::OnceLock::new();
            let key = KEY.get_or_init(|| PublicKey::from_pem(&Signing::ec().pem()).unwrap());
            let text = Digest::of("text");
            prop_assert!(!key.verify(&text, &garbage));
            prop_assert!(!key.verify(&text, &STANDARD.encode(&bytes)));
        }
    }
}
