//! Variables that look like settings and are none: most likely misspelt, and then silently without effect.
use clap::Args as _;

use super::Flags;

/// Variables of the scripts and tests beside the program, which it may inherit.
const OF_SCRIPTS: [&str; 6] = [
    "SPOJKA_TEST_",
    "SPOJKA_DEMO_STATE",
    "SPOJKA_DEMO_BINARIES",
    "SPOJKA_BINARIES",
    "SPOJKA_SCREENSHOTS",
    "SPOJKA_ADVISORY_DB",
];
/// How like a setting's name a variable must be for that setting to be named: 0.0 nothing in common, 1.0 the same.
const LIKE: f64 = 0.8;

/// Names of all settings' variables.
pub fn names() -> Vec<String> {
    let command = Flags::augment_args(clap::Command::new("spojka"));
    command.get_arguments().filter_map(|a| a.get_env()).map(|name| name.to_string_lossy().into_owned()).collect()
}

/// One sentence for each of these variables that begins like a setting and is none. Never shows a value.
pub fn sentences(variables: impl Iterator<Item = String>) -> Vec<String> {
    let known = names();
    let strange = variables.filter(|name| {
        let ours = name.starts_with("SPOJKA_") && !OF_SCRIPTS.iter().any(|start| name.starts_with(start));
        ours && !known.contains(name)
    });
    let sentence = |name: String| {
        let near =
            known.iter().map(|k| (strsim::jaro_winkler(&name[7..], &k[7..]), k)).max_by(|a, b| a.0.total_cmp(&b.0));
        match near.filter(|(like, _)| *like >= LIKE) {
            Some((_, nearest)) => format!("{name} is not a setting and has no effect; did you mean {nearest}?"),
            None => format!("{name} is not a setting and has no effect; see `spojka help`"),
        }
    };
    strange.map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_variable_is_told_with_the_nearest_setting() {
        let told = |name: &str| sentences(std::iter::once(name.to_owned())).pop();
        for (name, nearest) in [
            ("SPOJKA_PUBLIC_ULR", "SPOJKA_PUBLIC_URL"),
            ("SPOJKA_VAULT_KEY", "SPOJKA_VAULT_KEYS"),
            ("SPOJKA_SMTPURL", "SPOJKA_SMTP_URL"),
            ("SPOJKA_DATABASEURL_FILE", "SPOJKA_DATABASE_URL_FILE"),
        ] {
            let text = told(name).unwrap();
            assert!(text.contains(&format!("did you mean {nearest}?")), "{text}");
        }
        assert!(told("SPOJKA_XYZ").is_some_and(|text| !text.contains("did you mean")));
        for fine in ["SPOJKA_LISTEN", "SPOJKA_SMTP_URL_FILE", "SPOJKA_TEST_POSTGRES_URL", "PATH"] {
            assert_eq!(told(fine), None, "{fine}");
        }
    }
}
