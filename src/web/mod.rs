//! What is reachable over HTTP: the signed calls of Upgates, hooks, pages and operations. It stores, queues and answers.
pub mod addon;
pub mod app;
pub mod body;
pub mod error;
pub mod form;
pub mod headers;
pub mod hooks;
mod lately;
mod meters;
pub mod observe;
pub mod ops;
pub mod pages;
pub mod session;
pub mod static_files;
