//! One signed *open* call: its CPU in units of one RSA-2048 verification, measured in turns in the same run.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sign::{Signer, Verifier};
use serde_json::json;
use spojka::crypto::signature::signed_text;
use spojka::domain::clock::Clock;
use spojka::store::Db;

use crate::budget::{Report, micros, percentile};
use crate::cpu;
use crate::server::{House, SIGNATURE_TOKEN, add_shop, wait_for};
use crate::wire::{Wire, serve_text, together};

/// Rounds; the middle one counts.
const ROUNDS: usize = 31;
/// Calls of a round.
const CALLS: usize = 300;
/// Verifications of a round.
const VERIFICATIONS: u32 = 2000;
/// An open call may cost this many verifications.
const BUDGET: f64 = 3.0;

pub fn run(report: &mut Report) -> anyhow::Result<()> {
    let pen = PKey::from_rsa(Rsa::generate(2048)?)?;
    let key = serve_text(pen.public_key_to_pem()?)?;
    let house = House::new(&format!("http://{key}/key.pub"))?;
    wait_for(async {
        let db = Db::connect(&house.database_url()).await?;
        db.migrate().await?;
        add_shop(&db, "bench").await?;
        db.close().await;
        anyhow::Ok(())
    })??;
    let server = house.start()?;
    let mut calls = bodies(&pen, CALLS * (2 * ROUNDS + 1))?.into_iter();
    // Opened last, since the server hangs up on a caller that is silent for some seconds.
    let mut wire = Wire::open(&server.address)?;
    for body in calls.by_ref().take(CALLS) {
        wire.post("/upgates/open", &body)?;
    }
    let (mut ratios, mut opens, mut verifications) = (Vec::new(), Vec::new(), Vec::new());
    let mut crowded = Vec::new();
    for _ in 0..ROUNDS {
        let before = cpu::of(server.process())?;
        for body in calls.by_ref().take(CALLS) {
            wire.post("/upgates/open", &body)?;
        }
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let open = micros(cpu::of(server.process())?.saturating_sub(before)) / CALLS as f64;
        let verification = verification(&pen)?;
        opens.push(open);
        verifications.push(verification);
        ratios.push(open / verification);
        let crowd: Vec<String> = calls.by_ref().take(CALLS).collect();
        let before = cpu::of(server.process())?;
        together(&server.address, "/upgates/open", &crowd)?;
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let open = micros(cpu::of(server.process())?.saturating_sub(before)) / CALLS as f64;
        crowded.push(open / verification);
    }
    for (thread, time) in cpu::of_threads(server.process())? {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let each = micros(time) / (CALLS * (2 * ROUNDS + 1)) as f64;
        report.note(&format!("thread {thread}, a call"), format!("{each:.1} µs"));
    }
    report.note("one RSA-2048 verification", format!("{:.1} µs", percentile(&mut verifications, 0.5)));
    report.note("one open call", format!("{:.1} µs", percentile(&mut opens, 0.5)));
    report.note("open call of eight callers at once", format!("{:.2} ×", percentile(&mut crowded, 0.5)));
    report.at_most("open call in verifications", percentile(&mut ratios, 0.5), BUDGET, "×");
    Ok(())
}

/// Bodies as Upgates sends them, each signed with a time of its own.
fn bodies(pen: &PKey<Private>, count: usize) -> anyhow::Result<Vec<String>> {
    let start = Clock::System.now();
    let secret = SIGNATURE_TOKEN.into();
    (0..count)
        .map(|n| {
            let time = start.plus_millis(i64::try_from(n)? * 1000).to_string();
            let text = signed_text(["bench", time.as_str()], &secret);
            let signature =
                STANDARD.encode(Signer::new(MessageDigest::sha256(), pen)?.sign_oneshot_to_vec(text.as_bytes())?);
            Ok(json!({ "token": "bench", "current_admin_language": "cs", "time": time, "signature_v2": signature })
                .to_string())
        })
        .collect()
}

/// CPU of one verification, in microseconds.
fn verification(pen: &PKey<Private>) -> anyhow::Result<f64> {
    let key = PKey::public_key_from_pem(&pen.public_key_to_pem()?)?;
    let text = b"bench;2026-11-21T12:00:00Z;bench-signature-token";
    let signature = Signer::new(MessageDigest::sha256(), pen)?.sign_oneshot_to_vec(text)?;
    let before = cpu::of_this_thread()?;
    for _ in 0..VERIFICATIONS {
        let genuine = Verifier::new(MessageDigest::sha256(), &key)?.verify_oneshot(&signature, text)?;
        anyhow::ensure!(genuine, "a genuine signature was refused");
    }
    Ok(micros(cpu::of_this_thread()?.saturating_sub(before)) / f64::from(VERIFICATIONS))
}
