//! The drawing of layers in `src/lib.rs` holds: imports point downward only. And no file grows too long, nor stops the
//! program at a surprise.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Lines of the longest file.
const LONGEST: usize = 400;

/// What each room may use besides itself.
fn allowed() -> BTreeMap<&'static str, Vec<&'static str>> {
    BTreeMap::from([
        ("domain", vec![]),
        ("store", vec!["domain"]),
        ("crypto", vec!["domain"]),
        ("systems", vec!["domain"]),
        ("config", vec!["crypto", "domain"]),
        ("telemetry", vec!["config", "domain"]),
        ("text", vec!["domain"]),
        ("coupling", vec!["store", "crypto", "systems", "domain"]),
        ("web", vec!["text", "config", "telemetry", "coupling", "store", "crypto", "domain"]),
        ("sync", vec!["text", "coupling", "store", "crypto", "systems", "domain"]),
        (
            "server",
            vec!["text", "config", "telemetry", "web", "sync", "coupling", "store", "crypto", "systems", "domain"],
        ),
        // The binary: main.rs and cli/.
        (
            "main",
            vec![
                "text",
                "config",
                "telemetry",
                "server",
                "web",
                "sync",
                "coupling",
                "store",
                "crypto",
                "systems",
                "domain",
            ],
        ),
    ])
}

/// All files under `src` with their text.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut files) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(&root).unwrap().to_owned(), text));
            }
        }
    }
    files.sort();
    files
}

/// The room of a file: its folder, or its own name at the top.
fn room(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy();
    match first.trim_end_matches(".rs") {
        "cli" => "main".to_owned(),
        room => room.to_owned(),
    }
}

/// The text without comments and without the tests at its end.
fn code(text: &str) -> String {
    let body = ["mod tests {", "pub mod tests {", "pub(crate) mod tests {"]
        .iter()
        .filter_map(|head| text.find(&format!("#[cfg(test)]\n{head}")))
        .min()
        .map_or(text, |end| &text[..end]);
    body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rooms that a text names: `crate::room`, `spojka::room`, and those inside `crate::{…}`.
fn named(text: &str, rooms: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for root in ["crate::", "spojka::"] {
        for (at, _) in text.match_indices(root) {
            let rest = &text[at + root.len()..];
            let part = if let Some(inner) = rest.strip_prefix('{') {
                group(inner)
            } else {
                rest.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
            };
            let words = part.split(|c: char| !c.is_alphanumeric() && c != '_');
            found.extend(words.filter(|word| rooms.contains(word)).map(str::to_owned));
        }
    }
    found
}

/// What stands before the brace that closes the group.
fn group(inner: &str) -> &str {
    let mut open = 1;
    let end = inner.find(|c| {
        open += i32::from(c == '{') - i32::from(c == '}');
        open == 0
    });
    &inner[..end.unwrap_or(inner.len())]
}

#[test]
fn imports_point_downward_only() {
    let allowed = allowed();
    let rooms: BTreeSet<&str> = allowed.keys().copied().collect();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (path, text) in sources() {
        let room = room(&path);
        if room == "lib" {
            continue;
        }
        let Some(may) = allowed.get(room.as_str()) else {
            wrong.push(format!("{}: the room `{room}` has no place in the layers", path.display()));
            continue;
        };
        for other in named(&code(&text), &rooms) {
            seen += 1;
            if other != room && !may.contains(&other.as_str()) {
                wrong.push(format!("{}: {room} must not use {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 100, "only {seen} imports were seen");
}

#[test]
fn imports_are_read_in_each_form() {
    let rooms = BTreeSet::from(["store", "domain", "web"]);
    let text =
        "use crate::store::{Db, jobs};\nuse crate::{\n    domain::{ids, job},\n    web,\n};\nuse spojka::domain::job;";
    assert_eq!(named(text, &rooms).into_iter().collect::<Vec<_>>(), ["domain", "store", "web"]);
    assert_eq!(named("fn a() { crate::web::app() }", &rooms).into_iter().collect::<Vec<_>>(), ["web"]);
    assert!(named("use std::store::x;", &rooms).is_empty());
}

#[test]
fn files_are_short() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(path, text)| (text.lines().count(), path))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{} has {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn nothing_stops_at_a_surprise() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        if path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        for (number, line) in code(&text).lines().enumerate() {
            if line.contains(".unwrap()") || line.contains("todo!(") || line.contains("unimplemented!(") {
                found.push(format!("{} near line {}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Work on claimed jobs stores what it did by `Context::begin`, so that a worker whose lease is gone changes nothing. The files here
/// don't work on claimed jobs.
#[test]
fn jobs_store_under_their_lease() {
    let apart = ["engine", "context", "schedule", "spread", "gate", "alerts", "messages", "requests", "refused"];
    let loose: Vec<String> = sources()
        .into_iter()
        .filter(|(path, _)| room(path) == "sync")
        .filter(|(path, _)| path.file_stem().is_none_or(|name| apart.iter().all(|a| name != *a)))
        .filter(|(_, text)| code(text).contains("db().begin()"))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(loose.is_empty(), "{loose:#?}");
}
