//! Secrets and proofs: sealing what is stored, verifying what arrives, and inventing what nobody may guess.
//! Everything rests on OpenSSL; nothing here does I/O or reads the time.
pub mod hmac;
pub mod keys;
pub mod signature;
pub mod ticket;
pub mod token;
pub mod vault;
