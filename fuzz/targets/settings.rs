//! The operator's file: read or refused with the name of a field; what is read can be stored and read again.
#![no_main]
use libfuzzer_sys::fuzz_target;
use spojka::domain::settings::{Coupling, Settings};

fuzz_target!(|text: &str| {
    match Coupling::parse(text) {
        Ok(coupling) => {
            let stored = serde_json::to_string(&coupling.settings).expect("settings are JSON");
            assert_eq!(serde_json::from_str::<Settings>(&stored).expect("and are read back"), coupling.settings);
        }
        Err(error) => assert!(!error.field.is_empty() && !error.problem.is_empty()),
    }
});
