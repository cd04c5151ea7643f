//! Where the public key of Upgates comes from, and how a call is verified while that key may rotate.
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::BoxFuture;

use crate::crypto::signature::{Digest, PublicKey};

/// A source of the public key in PEM. Fetching, caching and its bounds are the source's own business.
pub trait KeySource: Send + Sync {
    /// The key as last seen, fetched or revalidated when it is old. `None` when no key was ever seen.
    fn current(&self) -> BoxFuture<'_, Option<Arc<Vec<u8>>>>;

    /// The key fetched anew, at most as often as the source allows; otherwise as [`Self::current`].
    fn refreshed(&self) -> BoxFuture<'_, Option<Arc<Vec<u8>>>>;
}

/// How a verification ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The signature fits the candidate with this index.
    Genuine(usize),
    /// It fits none.
    Forged,
    /// There is no usable public key, so nothing can be said.
    NoKey,
}

/// A PEM beside the key that was read from it.
type Parsed = (Arc<Vec<u8>>, Arc<PublicKey>);

/// Verifies signatures with the current key, and with a fresh one before it refuses.
pub struct Verifier {
    source: Arc<dyn KeySource>,
    parsed: Mutex<Option<Parsed>>,
}

impl Verifier {
    /// A verifier over one source.
    pub fn new(source: Arc<dyn KeySource>) -> Self {
        Self { source, parsed: Mutex::new(None) }
    }

    /// Tries the texts that may have been signed in their order, then once more when a fresh key differs (upgates-addon.md 5.1 row 7).
    pub async fn verify(&self, candidates: &[Digest], signature: &str) -> Verdict {
        let current = self.source.current().await;
        let key = current.as_ref().and_then(|pem| self.parse(pem));
        if let Some(index) = key.and_then(|key| fits(&key, candidates, signature)) {
            return Verdict::Genuine(index);
        }
        Box::pin(self.verify_anew(current, candidates, signature)).await
    }

    /// With a key that is fetched anew, because the one at hand does not fit.
    async fn verify_anew(&self, current: Option<Arc<Vec<u8>>>, candidates: &[Digest], signature: &str) -> Verdict {
        let fresh = self.source.refreshed().await;
        if fresh == current {
            return if current.is_some_and(|pem| self.parse(&pem).is_some()) {
                Verdict::Forged
            } else {
                Verdict::NoKey
            };
        }
        match fresh.as_ref().and_then(|pem| self.parse(pem)) {
            Some(key) => fits(&key, candidates, signature).map_or(Verdict::Forged, Verdict::Genuine),
            None => Verdict::NoKey,
        }
    }

    /// Reading a PEM costs more than a verification, so the last one is kept.
    fn parse(&self, pem: &Arc<Vec<u8>>) -> Option<Arc<PublicKey>> {
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, key)) = parsed.as_ref()
            && (Arc::ptr_eq(known, pem) || known == pem)
        {
            return Some(Arc::clone(key));
        }
        match PublicKey::from_pem(pem) {
            Ok(key) => {
                let key = Arc::new(key);
                *parsed = Some((Arc::clone(pem), Arc::clone(&key)));
                Some(key)
            }
            // What can't be used does not take the place of the last good key.
            Err(error) => {
                tracing::warn!(%error, "the fetched public key can't be used");
                parsed.as_ref().map(|(_, key)| Arc::clone(key))
            }
        }
    }
}

fn fits(key: &PublicKey, candidates: &[Digest], signature: &str) -> Option<usize> {
    candidates.iter().position(|digest| key.verify(digest, signature))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::signature::tests::Signing;

    struct Fixed {
        current: Option<Arc<Vec<u8>>>,
        fresh: Option<Arc<Vec<u8>>>,
    }

    impl KeySource for Fixed {
        fn current(&self) -> BoxFuture<'_, Option<Arc<Vec<u8>>>> {
            Box::pin(std::future::ready(self.current.clone()))
        }
        fn refreshed(&self) -> BoxFuture<'_, Option<Arc<Vec<u8>>>> {
            Box::pin(std::future::ready(self.fresh.clone()))
        }
    }

    async fn verdict(current: Option<&Signing>, fresh: Option<&Signing>, signature: &str) -> Verdict {
        let pem = |s: Option<&Signing>| s.map(|s| Arc::new(s.pem()));
        let source = Fixed { current: pem(current), fresh: pem(fresh) };
        Verifier::new(Arc::new(source)).verify(&["other", "text"].map(Digest::of), signature).await
    }

    #[test]
    fn a_key_that_cannot_be_used_leaves_the_last_good_one_in_place() {
        let (pen, garbage) = (Signing::rsa(), b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----");
        let verifier = Verifier::new(Arc::new(Fixed { current: None, fresh: None }));
        assert!(verifier.parse(&Arc::new(garbage.to_vec())).is_none());
        verifier.parse(&Arc::new(pen.pem())).unwrap();
        let kept = verifier.parse(&Arc::new(garbage.to_vec())).unwrap();
        assert!(kept.verify(&Digest::of("text"), &pen.sign("text")));
    }

    #[tokio::test]
    async fn a_rotated_key_is_tried_before_refusing() {
        let (old, new) = (Signing::rsa(), Signing::rsa());
        let signature = new.sign("text");
        assert_eq!(verdict(Some(&new), Some(&new), &signature).await, Verdict::Genuine(1));
        assert_eq!(verdict(Some(&old), Some(&new), &signature).await, Verdict::Genuine(1));
        assert_eq!(verdict(None, Some(&new), &signature).await, Verdict::Genuine(1));
        assert_eq!(verdict(Some(&old), Some(&old), &signature).await, Verdict::Forged);
        assert_eq!(verdict(Some(&old), Some(&new), &old.sign("third")).await, Verdict::Forged);
        assert_eq!(verdict(None, None, &signature).await, Verdict::NoKey);
    }
}
