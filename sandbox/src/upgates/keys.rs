//! The signing keys: a private RSA key and its public half in PEM (upgates-addon 1.2).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openssl::error::ErrorStack;
use openssl::hash::{MessageDigest, hash};
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sign::Signer;

/// A key pair.
#[derive(Debug)]
pub struct Keys {
    private: PKey<Private>,
    /// Public key in PEM.
    pub pem: Vec<u8>,
    /// Entity tag of the PEM.
    pub etag: String,
}

impl Keys {
    /// A new pair of 2048 bits.
    pub fn generate() -> Result<Self, ErrorStack> {
        let private = PKey::from_rsa(Rsa::generate(2048)?)?;
        let pem = private.public_key_to_pem()?;
        let digest = hash(MessageDigest::sha256(), &pem)?;
        let etag = STANDARD.encode(&digest[..9]);
        Ok(Self { private, pem, etag: format!("\"{etag}\"") })
    }

    /// RSA-SHA256 over the values joined by `;`, in base64.
    pub fn sign(&self, values: &[&str]) -> Result<String, ErrorStack> {
        let mut signer = Signer::new(MessageDigest::sha256(), &self.private)?;
        signer.update(values.join(";").as_bytes())?;
        Ok(STANDARD.encode(signer.sign_to_vec()?))
    }
}
