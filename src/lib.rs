//! Spojka.
