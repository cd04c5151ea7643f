//! What a random life of the queue consists of.
use proptest::prelude::*;

/// How a run ends.
#[derive(Debug, Clone, Copy)]
pub enum End {
    Done,
    /// Look again after so many seconds.
    Again(i64),
    /// Failed; not before so many seconds when given.
    Retry(Option<i64>),
    Park(u8),
}

/// One thing that happens.
#[derive(Debug, Clone, Copy)]
pub enum Deed {
    /// A mark of a key of a shop, due after so many seconds.
    Mark {
        shop: usize,
        kind: usize,
        key: u8,
        after: i64,
    },
    Claim,
    /// The holder (by place among all who ever held something) keeps its lease.
    Extend(usize),
    Finish(usize, End),
    HandBack(usize),
    /// A cause is mended in a shop.
    Revive {
        shop: usize,
        cause: u8,
    },
    /// Milliseconds go by.
    Pass(i64),
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        3 => Just(End::Done),
        2 => (0..120_i64).prop_map(End::Again),
        4 => prop::option::of(0..600_i64).prop_map(End::Retry),
        2 => (0..3_u8).prop_map(End::Park),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let holder = 0..1000_usize;
    prop_oneof![
        6 => (0..3_usize, 0..2_usize, 0..4_u8, prop_oneof![2 => Just(0_i64), 1 => 0..90_i64])
            .prop_map(|(shop, kind, key, after)| Deed::Mark { shop, kind, key, after }),
        6 => Just(Deed::Claim),
        2 => holder.clone().prop_map(Deed::Extend),
        6 => (holder.clone(), end()).prop_map(|(holder, end)| Deed::Finish(holder, end)),
        1 => holder.prop_map(Deed::HandBack),
        1 => (0..3_usize, 0..3_u8).prop_map(|(shop, cause)| Deed::Revive { shop, cause }),
        4 => prop_oneof![
            3 => 1..5_000_i64,
            2 => 29_000..32_000_i64,
            1 => 60_000..30_000_000_i64,
        ].prop_map(Deed::Pass),
    ]
}

/// A life.
pub fn life() -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec(deed(), 10..90)
}
