//! The layering: every `Cargo.toml` imports only what the code map of ARCHITECTURE.md allows.

use std::collections::BTreeMap;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Rows `| path | … | names |` of the table.
fn allowed() -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    let section = text.split("## Code map").nth(1).and_then(|t| t.split("\n## ").next()).expect("it has a code map");
    let mut rooms = BTreeMap::new();
    for line in section.lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let room = cells[0].trim_matches('`').to_owned();
        rooms.insert(room, cells[2].split_whitespace().map(str::to_owned).collect());
    }
    rooms
}

#[test]
fn every_room_imports_only_what_the_code_map_allows() {
    let allowed = allowed();
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("the workspace manifest is there");
    let members: Vec<&str> = manifest
        .lines()
        .skip_while(|l| !l.starts_with("members"))
        .skip(1)
        .take_while(|l| !l.starts_with(']'))
        .map(|l| l.trim().trim_matches([',', '"']))
        .collect();
    assert!(members.len() > 10, "the members are read: {members:?}");
    for member in members {
        let may = allowed.get(member).unwrap_or_else(|| panic!("{member} is missing in the code map"));
        let text = std::fs::read_to_string(root().join(member).join("Cargo.toml")).expect("a manifest");
        let dependencies = text.split("[dependencies]").nth(1).and_then(|t| t.split("\n[").next()).unwrap_or_default();
        for import in dependencies.lines().filter_map(|l| l.strip_prefix("yarrow-")) {
            let import = import.split(['.', ' ', '=']).next().expect("split gives one");
            let compiler = [
                "diag",
                "mir",
                "analysis",
                "frontend",
                "opt",
                "generator",
                "lir",
                "lower",
                "llvm",
                "cranelift",
                "interp",
                "eval",
            ];
            let all_of_compiler = may.windows(3).any(|w| w[0] == "all" && w[2].starts_with("`compiler`"));
            let ok = may.iter().any(|m| m == import) || (all_of_compiler && compiler.contains(&import));
            assert!(ok, "{member} imports yarrow-{import}, which the code map does not allow");
        }
    }
}
