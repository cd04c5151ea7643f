//! Each bad setting is named; the defaults are the documented ones.
use clap::Parser as _;

use super::*;

#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    flags: Flags,
}

const KEY: &str = "k1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

fn given(changes: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let mut line = vec![
        ("--public-url", "https://spojka.example.com"),
        ("--signature-token", "s3cret"),
        ("--vault-keys", KEY),
        ("--support-email", "help@example.com"),
        ("--support-phone", "+420 123 456 789"),
    ];
    for change in changes {
        line.retain(|(flag, _)| flag != &change.0);
        line.push(*change);
    }
    let args = line.into_iter().filter(|(_, value)| *value != "-").map(|(flag, value)| format!("{flag}={value}"));
    Line::parse_from(std::iter::once("spojka".to_owned()).chain(args)).flags.config()
}

fn named(changes: &[(&str, &str)]) -> String {
    given(changes).unwrap_err().variable
}

#[test]
fn defaults_are_the_documented_ones() {
    let config = given(&[]).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.metrics_listen.to_string(), "127.0.0.1:9090");
    assert_eq!(config.database_url.expose_secret(), "sqlite://data/spojka.db");
    assert_eq!(config.public_key_url.as_str(), flags::UPGATES_PUBLIC_KEY_URL);
    assert_eq!(config.time_window, TimeWindow::default());
    assert_eq!((config.grace_days, config.key_revalidate_seconds), (30, 180));
    assert_eq!(config.logging, Logging { filter: "info".into(), format: LogFormat::Text });
    assert!(config.is_https() && config.is_sqlite() && config.mail.is_none() && config.tls.is_none());
}

#[test]
fn a_missing_setting_is_named() {
    for (flag, variable) in [
        ("--public-url", "SPOJKA_PUBLIC_URL"),
        ("--signature-token", "SPOJKA_SIGNATURE_TOKEN"),
        ("--vault-keys", "SPOJKA_VAULT_KEYS"),
        ("--support-email", "SPOJKA_SUPPORT_EMAIL"),
        ("--support-phone", "SPOJKA_SUPPORT_PHONE"),
    ] {
        assert_eq!(named(&[(flag, "-")]), variable);
        assert_eq!(named(&[(flag, "")]), variable, "an empty value counts as missing");
    }
}

#[test]
fn the_public_url_is_an_https_origin() {
    for good in [
        "https://a.example/",
        "http://localhost:8080",
        "http://127.0.0.1:1",
        "http://[::1]:1",
        "https://a.example:8443",
    ] {
        assert!(given(&[("--public-url", good)]).is_ok(), "{good}");
    }
    let bad = [
        "http://a.example",
        "https://a.example/x",
        "https://a.example/?q",
        "https://u@a.example",
        "ftp://a",
        "a.example",
        "http://localhost.evil.example",
    ];
    for bad in bad {
        assert_eq!(named(&[("--public-url", bad)]), "SPOJKA_PUBLIC_URL", "{bad}");
    }
    assert_eq!(given(&[("--public-url", "https://A.example/")]).unwrap().public_url, "https://a.example");
}

#[test]
fn bad_values_are_named() {
    for (flag, value, variable) in [
        ("--listen", "8080", "SPOJKA_LISTEN"),
        ("--metrics-listen", "127.0.0.1:8080", "SPOJKA_METRICS_LISTEN"),
        ("--database-url", "mysql://x", "SPOJKA_DATABASE_URL"),
        ("--database-url", "sqlite://", "SPOJKA_DATABASE_URL"),
        ("--vault-keys", "k1:AAAA", "SPOJKA_VAULT_KEYS"),
        ("--public-key-url", "http://files.upgates.com/key", "SPOJKA_PUBLIC_KEY_URL"),
        ("--api-hosts", "https://x", "SPOJKA_API_HOSTS"),
        ("--api-hosts", " , ", "SPOJKA_API_HOSTS"),
        ("--partner-hosts", "a/b", "SPOJKA_PARTNER_HOSTS"),
        ("--support-email", "nobody", "SPOJKA_SUPPORT_EMAIL"),
        ("--smtp-url", "smtp://localhost", "SPOJKA_MAIL_FROM"),
        ("--mail-from", "a@example.com", "SPOJKA_SMTP_URL"),
        ("--tls-cert", "/dev/null", "SPOJKA_TLS_KEY"),
        ("--tls-key", "/dev/null", "SPOJKA_TLS_CERT"),
        ("--log", "spojka=loud", "SPOJKA_LOG"),
        ("--log-format", "xml", "SPOJKA_LOG_FORMAT"),
        ("--time-past-seconds", "-1", "SPOJKA_TIME_PAST_SECONDS"),
        ("--time-future-seconds", "soon", "SPOJKA_TIME_FUTURE_SECONDS"),
        ("--grace-days", "1.5", "SPOJKA_GRACE_DAYS"),
        ("--signature-token-file", "/dev/null", "SPOJKA_SIGNATURE_TOKEN"),
    ] {
        assert_eq!(named(&[(flag, value)]), variable, "{flag}={value}");
    }
    assert_eq!(named(&[("--smtp-url", "http://x"), ("--mail-from", "a@example.com")]), "SPOJKA_SMTP_URL");
}

#[test]
fn secrets_may_come_from_files_and_never_show() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("token");
    std::fs::write(&path, "from-file\n").unwrap();
    let file = path.to_str().unwrap();
    let config = given(&[("--signature-token", "-"), ("--signature-token-file", file)]).unwrap();
    assert_eq!(config.signature_token.expose_secret(), "from-file");
    let gone = format!("{file}.gone");
    assert_eq!(named(&[("--signature-token", "-"), ("--signature-token-file", &gone)]), "SPOJKA_SIGNATURE_TOKEN_FILE");
    let shown = format!("{config:?}");
    assert!(!shown.contains("from-file") && !shown.contains("BwcHBw"), "{shown}");
    let wrong = given(&[("--vault-keys", "k1:c2VjcmV0")]).unwrap_err().to_string();
    assert!(!wrong.contains("c2VjcmV0"), "{wrong}");
}

/// Settings that any text may be.
const FREE: [&str; 3] = ["SPOJKA_SIGNATURE_TOKEN", "SPOJKA_SUPPORT_PHONE", "SPOJKA_SUPPORT_HOURS"];

#[test]
fn every_setting_refuses_nonsense_by_its_name() {
    for variable in unknown::names() {
        if FREE.contains(&variable.as_str()) {
            continue;
        }
        let flag = format!("--{}", variable.trim_start_matches("SPOJKA_").to_lowercase().replace('_', "-"));
        // What belongs together is given together.
        let with: &[(&str, &str)] = match variable.as_str() {
            "SPOJKA_SMTP_URL" | "SPOJKA_SMTP_URL_FILE" => &[("--mail-from", "a@example.com")],
            "SPOJKA_MAIL_FROM" => &[("--smtp-url", "smtp://127.0.0.1")],
            "SPOJKA_TLS_KEY" => &[("--tls-cert", "/dev/null")],
            "SPOJKA_TLS_CERT" => &[("--tls-key", "/dev/null")],
            "SPOJKA_SIGNATURE_TOKEN_FILE" => &[("--signature-token", "-")],
            "SPOJKA_VAULT_KEYS_FILE" => &[("--vault-keys", "-")],
            _ => &[],
        };
        for nonsense in ["%\u{1}=/?", "https:///", "smtp://h?tls=maybe"] {
            if variable == "SPOJKA_LOG" && nonsense.starts_with("http") {
                continue; // a filter of nothing that exists, which the log's own reader takes
            }
            let changes: Vec<_> = with.iter().copied().chain([(flag.as_str(), nonsense)]).collect();
            assert_eq!(named(&changes), variable, "{flag}={nonsense}");
        }
    }
}
