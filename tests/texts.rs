//! The words of the pages: every key that is used exists in each language, none is there in vain, no plural form is missing.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use spojka::domain::cause::Code;
use spojka::domain::exclusion::{Exclusion, Origin};
use spojka::domain::hours::Day;
use spojka::domain::order::{OrderState, Wish};
use spojka::domain::product::Gap;
use spojka::domain::progress::Milestone;
use spojka::domain::request::RequestState;
use spojka::domain::settings::{OnCancel, WhichParcel};
use spojka::domain::shop::Language;
use spojka::domain::step::StepKind;
use spojka::domain::stock::Master;
use spojka::text::{self, Value};

/// Beginnings of keys whose rest comes from what is stored; anything else there falls back to the bare word.
const OPEN: [&str; 6] = ["rule-", "audit-", "error-field-", "test-", "done-", "mail-"];

/// Messages of a language: key and text.
fn messages(language: Language) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for file in std::fs::read_dir(format!("locales/{}", language.code())).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut key = String::new();
        for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            if let Some((name, rest)) = line.split_once(" = ").filter(|_| !line.starts_with([' ', '}'])) {
                name.clone_into(&mut key);
                assert!(all.insert(key.clone(), rest.to_owned()).is_none(), "{key} stands twice");
            } else {
                all.get_mut(&key).unwrap().push_str(line);
            }
        }
    }
    all
}

fn sources(folder: &Path, texts: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, texts);
        } else {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

/// Every text between quotes in handlers and templates.
fn literals() -> BTreeSet<String> {
    let mut texts = Vec::new();
    sources(Path::new("src/web"), &mut texts);
    sources(Path::new("src/sync"), &mut texts);
    sources(Path::new("src/text"), &mut texts);
    texts.push(std::fs::read_to_string("src/text.rs").unwrap());
    sources(Path::new("templates"), &mut texts);
    texts.push(std::fs::read_to_string("src/text.rs").unwrap());
    texts.iter().flat_map(|t| t.split('"')).map(str::to_owned).collect()
}

/// Keys that are put together from words of the domain.
fn families() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut add = |before: &str, word: &str, after: &str| {
        keys.insert(format!("{before}{word}{after}"));
    };
    for kind in spojka::domain::alert::AlertKind::ALL {
        add("mail-", kind.word(), "-subject");
        add("mail-", kind.word(), "-body");
    }
    for state in spojka::domain::request::RequestState::ALL {
        add("mail-account-", &state.word().replace('_', "-"), "-subject");
        add("mail-account-", &state.word().replace('_', "-"), "-body");
    }
    for code in Code::ALL {
        for before in ["cause-", "group-", "help-"] {
            add(before, code.word(), "");
        }
        if !matches!(code, Code::Unsure | Code::Limit) {
            add("cause-button-", code.word(), "");
        }
    }
    StepKind::ALL.into_iter().for_each(|k| add("step-", &k.word(), ""));
    OrderState::ALL.into_iter().for_each(|s| add("state-", &s.word().replace('_', "-"), ""));
    Wish::ALL.into_iter().for_each(|w| add("wish-", &w.word().replace('_', "-"), ""));
    for milestone in Milestone::ALL {
        add("milestone-", milestone.word(), "");
        add("milestone-when-", milestone.word(), "");
        add("progress-mail-on-", milestone.word(), "");
        add("back-", milestone.word(), "");
        add("mails-", milestone.word(), "");
    }
    for master in Master::ALL {
        add("stock-", master.word(), "");
        for end in ["-text", "-order", "-cancel", "-return"] {
            add("stock-", master.word(), end);
        }
    }
    for word in ["partner", "readiness", "statuses", "carriers", "stock", "start"] {
        add("guide-", word, "-name");
        add("guide-", word, "-what");
    }
    for gap in [Gap::Unknown, Gap::NoCode, Gap::SameCode, Gap::SameEan] {
        add("gap-", gap.word(), "");
    }
    RequestState::ALL.into_iter().for_each(|s| add("account-turn-", &s.word().replace('_', "-"), ""));
    ["shipments", "payments"].iter().for_each(|w| add("ready-", w, "-empty"));
    for exclusion in Exclusion::ALL {
        add("step-left-out-", exclusion.rule(), "");
    }
    ["same", "ahead", "canceled", "overtaken"].iter().for_each(|w| add("step-status-kept-", w, ""));
    ["step-held-hours", "step-held-by-hand", "step-waiting-cancel-tell"].iter().for_each(|k| add("", k, ""));
    Origin::ALL.into_iter().for_each(|o| add("origin-", o.word(), ""));
    Day::ALL.into_iter().for_each(|d| add("day-", d.word(), ""));
    WhichParcel::ALL.into_iter().for_each(|c| add("parcel-", c.word(), ""));
    for choice in OnCancel::ALL {
        add("cancel-", choice.word(), "");
        add("cancel-", choice.word(), "-text");
    }
    ["always", "some"].iter().for_each(|w| add("hours-", w, ""));
    ["any", "all"].iter().for_each(|w| add("exclude-match-", w, ""));
    for part in ["orders", "story", "parcels", "stock", "owner", "alerts", "secrets", "audit", "sessions"] {
        add("data-", part, "");
        add("data-", part, "-why");
    }
    ["erased", "changed", "hours"].iter().for_each(|w| add("data-until-", w, ""));
    ["done", "you", "us", "wrong", "later"].iter().for_each(|w| add("progress-", w, ""));
    ["ok", "warn", "must", "wait", "info"].iter().for_each(|w| add("mark-", w, ""));
    ["go", "hold", "wait", "left-out", "not-ready", "handed-over"].iter().for_each(|w| add("verdict-", w, ""));
    ["shop", "operator", "upgates", "itself"].iter().for_each(|w| add("who-", w, ""));
    ["statuses", "shipments", "payments"].iter().for_each(|w| add("ready-", w, "-none"));
    add("map-", "carriers", "");
    add("map-", "payments", "");
    for word in [
        "expired",
        "used-link",
        "not-found",
        "forged",
        "too-large",
        "moved-on",
        "deactivated",
        "internal",
        "away",
        "window",
        "no-cookies",
        "erased",
        "gone",
        "maintenance",
        "news",
    ] {
        add("gate-", word, "-title");
        add("gate-", word, "-text");
    }
    keys
}

/// Keys in a call of a page's speaking functions.
fn called() -> BTreeSet<String> {
    let mut texts = Vec::new();
    sources(Path::new("src/web"), &mut texts);
    sources(Path::new("src/sync"), &mut texts);
    sources(Path::new("src/text"), &mut texts);
    texts.push(std::fs::read_to_string("src/text.rs").unwrap());
    sources(Path::new("templates"), &mut texts);
    texts.push(std::fs::read_to_string("src/text.rs").unwrap());
    let mut keys = BTreeSet::new();
    for text in &texts {
        for call in [".t(\"", ".tn(\"", ".tv(\"", ".ta(\"", "say(language, \"", "say(ticket.language, \""] {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                if !key.contains('{') {
                    keys.insert(key.to_owned());
                }
            }
        }
    }
    keys
}

#[test]
fn every_key_is_there_and_none_in_vain() {
    let czech = messages(Language::Cs);
    let (literals, families) = (literals(), families());
    for language in Language::ALL {
        let here = messages(language);
        assert_eq!(here.keys().collect::<Vec<_>>(), czech.keys().collect::<Vec<_>>(), "{}", language.code());
        for key in families.iter().chain(&called()) {
            assert!(text::exists(language, key), "{} lacks {key}", language.code());
        }
    }
    let mut code = Vec::new();
    sources(Path::new("src"), &mut code);
    sources(Path::new("templates"), &mut code);
    // The rest of an open key stands somewhere in the code, perhaps written with other signs between its words.
    let code = code.join("\n").replace(['_', '.'], "-");
    let known = |rest: &str| code.contains(rest);
    for key in czech.keys() {
        let open = OPEN.iter().any(|o| key.strip_prefix(o).is_some_and(known));
        assert!(literals.contains(key) || families.contains(key) || open, "nobody uses {key}");
    }
}

#[test]
fn languages_use_the_same_values() {
    let values = |text: &str| -> BTreeSet<String> {
        text.split("{ $").skip(1).map(|rest| rest.split([' ', '}']).next().unwrap().to_owned()).collect()
    };
    let czech = messages(Language::Cs);
    for language in [Language::Sk, Language::En] {
        for (key, text) in messages(language) {
            assert_eq!(values(&text), values(&czech[&key]), "{} in {}", key, language.code());
        }
    }
}

/// The values that pick a form in a message.
fn selectors(text: &str) -> BTreeSet<&str> {
    text.split(" ->").filter_map(|before| before.rsplit_once('$').map(|t| t.1)).filter(|n| !n.contains(' ')).collect()
}

#[test]
fn every_plural_form_is_written() {
    for language in Language::ALL {
        let forms: &[&str] =
            if language == Language::En { &["[one]", "*[other]"] } else { &["[one]", "[few]", "[many]", "*[other]"] };
        for (key, text) in messages(language).iter().filter(|(_, t)| t.contains(" ->")) {
            let selectors = selectors(text);
            for form in forms {
                let written = text.matches(form).count();
                assert!(written >= selectors.len(), "{key} in {} lacks {form}", language.code());
            }
            for count in [0.0, 1.0, 2.0, 4.0, 5.0, 22.0, 1.5] {
                let mut values: Vec<(&str, Value)> = text
                    .split("{ $")
                    .skip(1)
                    .map(|rest| rest.split([' ', '}']).next().unwrap())
                    .filter(|name| !selectors.contains(name))
                    .map(|name| (name, "x".into()))
                    .collect();
                values.extend(selectors.iter().map(|name| (*name, Value::Number(count))));
                let said = text::say(language, key, &values);
                let shown = text::number(language, count);
                assert!(said.contains(&shown) && !said.contains("{$"), "{key}: {said}");
            }
        }
    }
}

#[test]
fn each_language_is_written_in_its_own_letters() {
    let foreign = |language| match language {
        Language::Cs => "ľĺŕäô",
        Language::Sk => "ěřů",
        Language::En => "áäčďéěíĺľňóôŕřšťúůýžÁČĎÉÍĽŇÓŘŠŤÚÝŽ„",
    };
    for language in Language::ALL {
        for (key, text) in messages(language) {
            let strange: String = text.chars().filter(|c| foreign(language).contains(*c)).collect();
            assert_eq!(strange, "", "{key} in {}: {text}", language.code());
        }
    }
}

#[test]
fn nothing_is_left_untranslated() {
    // Names, and words that are the same in Czech and English.
    const SAME: [&str; 9] = [
        "health-upgates",
        "who-upgates",
        "help-email",
        "detail-shop",
        "product",
        "demo",
        "usage-section",
        "test-",
        "csv-",
    ];
    let english = messages(Language::En);
    for language in [Language::Cs, Language::Sk] {
        for (key, text) in messages(language) {
            // What is left beside the values, which stand in braces.
            let words = text.split('{').map(|part| part.rsplit('}').next().unwrap_or_default());
            let wordless = !words.collect::<String>().chars().any(char::is_alphabetic);
            let known = SAME.iter().any(|s| key.starts_with(s));
            assert!(text != english[&key] || known || wordless, "{key} in {} is English: {text}", language.code());
        }
    }
}

#[test]
fn plurals_follow_the_language() {
    let say = |language, count: f64| {
        text::say(language, "map-waits", &[("count", Value::Number(count))]).replace('\u{a0}', " ")
    };
    assert_eq!(
        [1.0, 3.0, 5.0, 1.5].map(|n| say(Language::Cs, n)),
        ["Čeká 1 objednávka", "Čekají 3 objednávky", "Čeká 5 objednávek", "Čeká 1,5 objednávky"]
    );
    assert_eq!(say(Language::Sk, 22.0), "Čaká 22 objednávok");
    assert_eq!(say(Language::En, 1.0), "1 order waits");
}

#[test]
fn no_text_holds_markup_or_a_doubled_blank() {
    for language in Language::ALL {
        for (key, text) in messages(language) {
            assert!(!text.contains(['<', '>']) || text.contains("->"), "{key}");
            let plain = text.replace("   *[", "").replace("    [", "");
            assert!(!plain.contains("  ") && !plain.contains(" \u{a0}"), "{key}: {plain}");
        }
    }
}
