//! The store and what rests on it: statements, erasing, the queue, several workers on one database, the vault, secrets.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![expect(clippy::disallowed_methods, reason = "a test reads what it has sent or stored itself")]

#[macro_use]
#[path = "support/both.rs"]
mod both;
#[path = "support/databases.rs"]
mod databases;

#[macro_use]
#[path = "store/ground.rs"]
mod ground;

#[path = "store/crowd.rs"]
mod crowd;
#[path = "store/erasing.rs"]
mod erasing;
#[path = "store/inbox.rs"]
mod inbox;
#[path = "store/places.rs"]
mod places;
#[path = "store/program.rs"]
mod program;
#[path = "store/queue.rs"]
mod queue;
#[path = "store/queue_model.rs"]
mod queue_model;
#[path = "store/queue_plan.rs"]
mod queue_plan;
#[path = "store/secrets.rs"]
mod secrets;
#[path = "store/serving.rs"]
mod serving;
#[path = "store/stage.rs"]
mod stage;
#[path = "store/statements.rs"]
mod statements;
#[path = "store/vault.rs"]
mod vault;
#[path = "store/workers.rs"]
mod workers;
