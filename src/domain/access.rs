//! The declared accesses to the Upgates API: the only way to make a call.
