//! What is called over HTTP: signed calls, hooks, pages, operations. Nothing here calls another system.
pub mod form;
pub mod pages;
pub mod session;
pub mod static_files;
pub mod text;
