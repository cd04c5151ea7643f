//! Spojka.
fn main(){}
