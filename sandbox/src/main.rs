//! Sandbox.
fn main(){}
