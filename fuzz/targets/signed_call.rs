//! Bodies of the four signed calls: read or refused, never a panic; a text that is read is the text that was sent.
#![no_main]
use libfuzzer_sys::fuzz_target;
use spojka::crypto::signature::Call;
use spojka::web::addon::fields::Fields;

fuzz_target!(|body: &[u8]| {
    let Ok(fields) = Fields::parse(body) else { return };
    let _ = (fields.version(), fields.language());
    for call in Call::ALL {
        if fields.check(call).is_ok() {
            for name in call.signed_fields()[0] {
                let text = fields.text(name).expect("a checked field is there");
                assert!(!text.is_empty() && !text.contains('\0'));
            }
        }
    }
});
