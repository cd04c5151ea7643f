//! The vault: seals what the database must not hold in the clear (AES-256-GCM), and says with which key it did.
//!
//! A sealed value is `version | key id length | key id | nonce | tag | ciphertext`. Everything before the nonce and the row's identity
//! (for instance `shop:<id>:api_key`) are associated data: a sealed value moved to another row does not open.
use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openssl::cipher::Cipher;
use openssl::cipher_ctx::CipherCtx;
use openssl::error::ErrorStack;
use openssl::symm::{self, decrypt_aead};
use secrecy::{ExposeSecret as _, SecretBox, SecretString};

const VERSION: u8 = 1;
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;
const TAG_BYTES: usize = 16;

/// Why the vault could not be set up, or a value not be opened. No variant carries a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The list of keys has none.
    #[error("no key given; expected id:base64key[,id:base64key…]")]
    NoKey,
    /// One entry of the list, counted from 1, is not `id:base64key`.
    #[error("entry {0} is not id:base64key (id: 1 to 32 letters, digits, - or _)")]
    BadEntry(usize),
    /// The key of this id is not 32 bytes.
    #[error("the key “{0}” is not 32 bytes in base64")]
    BadKey(String),
    /// Two keys with this id.
    #[error("the key id “{0}” is given twice")]
    Twice(String),
    /// The value is no sealed value.
    #[error("not a sealed value")]
    Malformed,
    /// No key with the id that sealed the value.
    #[error("sealed with the key “{0}”, which is not among the vault keys")]
    UnknownKey(String),
    /// The value was changed, belongs to another row, or the key of that id is another one.
    #[error("the sealed value does not open: it was changed or moved, or the key “{0}” is another one")]
    DoesNotOpen(String),
    /// OpenSSL failed.
    #[error("cryptography failed")]
    Crypto,
}

struct Key {
    id: String,
    bytes: SecretBox<[u8; KEY_BYTES]>,
    /// Ciphers that are set up with this key and rest; setting one up costs as much as sealing.
    ready: Mutex<Vec<CipherCtx>>,
}

impl Key {
    /// Encrypts under a nonce that was never used before.
    fn encrypt(
        &self,
        nonce: &[u8; NONCE_BYTES],
        aad: &[u8],
        plain: &[u8],
        tag: &mut [u8; TAG_BYTES],
    ) -> Result<Vec<u8>, ErrorStack> {
        let resting = self.resting().pop();
        let mut cipher = if let Some(cipher) = resting {
            cipher
        } else {
            let mut cipher = CipherCtx::new()?;
            cipher.encrypt_init(Some(Cipher::aes_256_gcm()), Some(self.bytes.expose_secret()), None)?;
            cipher
        };
        cipher.encrypt_init(None, None, Some(nonce))?;
        cipher.cipher_update(aad, None)?;
        let mut body = Vec::with_capacity(plain.len() + TAG_BYTES);
        cipher.cipher_update_vec(plain, &mut body)?;
        cipher.cipher_final_vec(&mut body)?;
        cipher.tag(tag)?;
        self.resting().push(cipher);
        Ok(body)
    }

    fn resting(&self) -> MutexGuard<'_, Vec<CipherCtx>> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keys that seal and open. The first seals, all open.
pub struct Vault {
    keys: Vec<Key>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|k| &k.id)).finish()
    }
}

impl Vault {
    /// Reads `id:base64key[,id:base64key…]`; blanks around entries are ignored.
    ///
    /// # Errors
    /// Names the entry or key that can't be used; never shows a key.
    pub fn parse(list: &str) -> Result<Self, VaultError> {
        let mut keys = Vec::new();
        let mut seen = HashSet::new();
        for (index, entry) in list.split(',').map(str::trim).filter(|e| !e.is_empty()).enumerate() {
            let (id, text) = entry.split_once(':').ok_or(VaultError::BadEntry(index + 1))?;
            let id_fits =
                (1..=32).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
            if !id_fits {
                return Err(VaultError::BadEntry(index + 1));
            }
            if !seen.insert(id) {
                return Err(VaultError::Twice(id.to_owned()));
            }
            let bytes = STANDARD.decode(text.trim()).ok().and_then(|b| <[u8; KEY_BYTES]>::try_from(b).ok());
            let bytes = bytes.ok_or_else(|| VaultError::BadKey(id.to_owned()))?;
            keys.push(Key { id: id.to_owned(), bytes: SecretBox::new(Box::new(bytes)), ready: Mutex::default() });
        }
        if keys.is_empty() { Err(VaultError::NoKey) } else { Ok(Self { keys }) }
    }

    /// Id of the key that seals.
    pub fn sealing_key(&self) -> &str {
        &self.keys[0].id
    }

    /// Seals `plain` for the row named by `identity`.
    ///
    /// # Errors
    /// Only when OpenSSL or the operating system's randomness fails.
    pub fn seal(&self, identity: &str, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let key = &self.keys[0];
        let mut nonce = [0_u8; NONCE_BYTES];
        getrandom::fill(&mut nonce).map_err(|_| VaultError::Crypto)?;
        let mut tag = [0_u8; TAG_BYTES];
        let mut sealed = header(&key.id);
        let aad = associated(&sealed, identity);
        let body = key.encrypt(&nonce, &aad, plain, &mut tag).map_err(|_| VaultError::Crypto)?;
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&tag);
        sealed.extend_from_slice(&body);
        Ok(sealed)
    }

    /// Seals a text; see [`Self::seal`].
    ///
    /// # Errors
    /// As [`Self::seal`].
    pub fn seal_text(&self, identity: &str, plain: &SecretString) -> Result<Vec<u8>, VaultError> {
        self.seal(identity, plain.expose_secret().as_bytes())
    }

    /// Opens what was sealed for the row named by `identity`.
    ///
    /// # Errors
    /// When the value is malformed, changed, moved, or its key is missing or another one.
    pub fn open(&self, identity: &str, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        let parts = Parts::read(sealed)?;
        let key = self
            .keys
            .iter()
            .find(|k| k.id == parts.key_id)
            .ok_or_else(|| VaultError::UnknownKey(parts.key_id.to_owned()))?;
        let aad = associated(parts.header, identity);
        decrypt_aead(
            symm::Cipher::aes_256_gcm(),
            key.bytes.expose_secret(),
            Some(parts.nonce),
            &aad,
            parts.body,
            parts.tag,
        )
        .map_err(|_| VaultError::DoesNotOpen(key.id.clone()))
    }

    /// Opens a text; see [`Self::open`].
    ///
    /// # Errors
    /// As [`Self::open`]; a value that is no text is [`VaultError::Malformed`].
    pub fn open_text(&self, identity: &str, sealed: &[u8]) -> Result<SecretString, VaultError> {
        let text = String::from_utf8(self.open(identity, sealed)?).map_err(|_| VaultError::Malformed)?;
        Ok(SecretString::from(text))
    }

    /// The same value sealed with the first key; `None` when it already is.
    ///
    /// # Errors
    /// As [`Self::open`] and [`Self::seal`].
    pub fn reseal(&self, identity: &str, sealed: &[u8]) -> Result<Option<Vec<u8>>, VaultError> {
        let plain = SecretBox::new(Box::new(self.open(identity, sealed)?));
        if Parts::read(sealed)?.key_id == self.sealing_key() {
            return Ok(None);
        }
        self.seal(identity, plain.expose_secret()).map(Some)
    }
}

/// Id of the key that sealed a value, without opening it.
///
/// # Errors
/// When it is no sealed value.
pub fn key_id_of(sealed: &[u8]) -> Result<&str, VaultError> {
    Parts::read(sealed).map(|p| p.key_id)
}

/// A new key in the form that [`Vault::parse`] reads.
///
/// # Errors
/// When `id` can't be a key id, or the operating system has no randomness.
pub fn generate_key(id: &str) -> Result<SecretString, VaultError> {
    let mut bytes = [0_u8; KEY_BYTES];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::Crypto)?;
    let text = format!("{id}:{}", STANDARD.encode(bytes));
    Vault::parse(&text)?;
    Ok(SecretString::from(text))
}

struct Parts<'a> {
    header: &'a [u8],
    key_id: &'a str,
    nonce: &'a [u8],
    tag: &'a [u8],
    body: &'a [u8],
}

impl<'a> Parts<'a> {
    fn read(sealed: &'a [u8]) -> Result<Self, VaultError> {
        let malformed = VaultError::Malformed;
        let (&[version, id_len], _) = sealed.split_first_chunk::<2>().ok_or(malformed.clone())?;
        if version != VERSION {
            return Err(malformed);
        }
        let (header, rest) = sealed.split_at_checked(2 + usize::from(id_len)).ok_or(malformed.clone())?;
        let key_id = std::str::from_utf8(&header[2..]).map_err(|_| malformed.clone())?;
        let (nonce, rest) = rest.split_at_checked(NONCE_BYTES).ok_or(malformed.clone())?;
        let (tag, body) = rest.split_at_checked(TAG_BYTES).ok_or(malformed)?;
        Ok(Self { header, key_id, nonce, tag, body })
    }
}

fn header(key_id: &str) -> Vec<u8> {
    let length = u8::try_from(key_id.len()).expect("key ids have at most 32 bytes");
    let mut header = vec![VERSION, length];
    header.extend_from_slice(key_id.as_bytes());
    header
}

fn associated(header: &[u8], identity: &str) -> Vec<u8> {
    [header, identity.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(ids: &[&str]) -> String {
        let keys: Vec<_> = ids
            .iter()
            .enumerate()
            .map(|(i, id)| format!("{id}:{}", STANDARD.encode([u8::try_from(i).unwrap() + 7; 32])))
            .collect();
        keys.join(", ")
    }

    fn vault(ids: &[&str]) -> Vault {
        Vault::parse(&list(ids)).unwrap()
    }

    #[test]
    fn bad_lists_name_what_is_wrong() {
        let short = format!("a:{}", STANDARD.encode([1; 31]));
        assert_eq!(Vault::parse("").unwrap_err(), VaultError::NoKey);
        assert_eq!(Vault::parse("abc").unwrap_err(), VaultError::BadEntry(1));
        assert_eq!(Vault::parse(&format!("{},:AA==", list(&["a"]))).unwrap_err(), VaultError::BadEntry(2));
        assert_eq!(Vault::parse(&short).unwrap_err(), VaultError::BadKey("a".into()));
        assert_eq!(Vault::parse(&list(&["a", "a"])).unwrap_err(), VaultError::Twice("a".into()));
        assert!(!format!("{:?}", vault(&["a"])).contains("Bwc"));
    }

    #[test]
    fn a_new_key_is_readable_and_new() {
        let (a, b) = (generate_key("k1").unwrap(), generate_key("k1").unwrap());
        assert_ne!(a.expose_secret(), b.expose_secret());
        assert_eq!(Vault::parse(a.expose_secret()).unwrap().sealing_key(), "k1");
    }

    #[test]
    fn a_key_with_the_same_id_but_other_bytes_does_not_open() {
        let sealed = vault(&["a"]).seal("row", b"x").unwrap();
        let other = Vault::parse(&format!("a:{}", STANDARD.encode([99; 32]))).unwrap();
        assert_eq!(other.open("row", &sealed), Err(VaultError::DoesNotOpen("a".into())));
        assert_eq!(vault(&["b"]).open("row", &sealed), Err(VaultError::UnknownKey("a".into())));
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_only_there(plain: Vec<u8>, row in ".{0,40}", other in ".{0,40}") {
            let vault = vault(&["a", "b"]);
            let sealed = vault.seal(&row, &plain).unwrap();
            prop_assert_eq!(vault.open(&row, &sealed).unwrap(), plain);
            if row != other {
                prop_assert!(vault.open(&other, &sealed).is_err());
            }
        }

        #[test]
        fn one_changed_bit_is_noticed(plain: Vec<u8>, at: prop::sample::Index, bit in 0_u8..8) {
            let vault = vault(&["a"]);
            let mut sealed = vault.seal("row", &plain).unwrap();
            let at = at.index(sealed.len());
            sealed[at] ^= 1 << bit;
            prop_assert!(vault.open("row", &sealed).is_err());
        }

        #[test]
        fn garbage_never_opens_and_never_panics(garbage: Vec<u8>) {
            prop_assert!(vault(&["a"]).open("row", &garbage).is_err());
        }

        #[test]
        fn resealing_moves_to_the_first_key(plain: Vec<u8>) {
            let sealed = vault(&["a"]).seal("row", &plain).unwrap();
            let keys = list(&["a", "b"]);
            let turned: Vec<_> = keys.rsplit(", ").collect();
            let newer = Vault::parse(&turned.join(",")).unwrap();
            let resealed = newer.reseal("row", &sealed).unwrap().unwrap();
            prop_assert_eq!(key_id_of(&resealed).unwrap(), "b");
            prop_assert_eq!(newer.open("row", &resealed).unwrap(), plain);
            prop_assert!(newer.reseal("row", &resealed).unwrap().is_none());
            prop_assert!(newer.reseal("elsewhere", &sealed).is_err());
        }
    }
}
