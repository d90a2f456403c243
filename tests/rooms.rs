//! The layering: every `Cargo.toml` imports only what the code map of ARCHITECTURE.md allows, and within a crate no
//! files use each other in a circle. And what the rooms take from the registry is compiled once for all of them.

#[path = "rooms/files.rs"]
mod files;

use files::Files;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

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

/// The folders of the workspace's crates.
fn members() -> Vec<String> {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("the workspace manifest is there");
    let members: Vec<String> = manifest
        .lines()
        .skip_while(|l| !l.starts_with("members"))
        .skip(1)
        .take_while(|l| !l.starts_with(']'))
        .map(|l| l.trim().trim_matches([',', '"']).to_owned())
        .collect();
    assert!(members.len() > 10, "the members are read: {members:?}");
    members
}

#[test]
fn every_room_imports_only_what_the_code_map_allows() {
    let allowed = allowed();
    for member in members() {
        let may = allowed.get(&member).unwrap_or_else(|| panic!("{member} is missing in the code map"));
        let text = std::fs::read_to_string(root().join(&member).join("Cargo.toml")).expect("a manifest");
        let dependencies = text.split("[dependencies]").nth(1).and_then(|t| t.split("\n[").next()).unwrap_or_default();
        for import in dependencies.lines().filter_map(|l| l.strip_prefix("yarrow-")) {
            let import = import.split(['.', ' ', '=']).next().expect("split gives one");
            let compiler = [
                "diag",
                "mir",
                "analysis",
                "frontend",
                "opt",
                "specialize",
                "pipeline",
                "reduce",
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

/// The features with which cargo compiles each package for what `arguments` ask, by name and version. Some have two sets: what
/// procedural macros import is resolved by itself.
fn features(arguments: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let tree = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["tree", "--offline", "--locked", "--prefix=none", "--no-dedupe", "--format={p}|{f}"])
        .args(arguments)
        .output()
        .expect("cargo can be run");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let mut features: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in String::from_utf8(tree.stdout).expect("cargo writes UTF-8").lines().filter(|l| !l.is_empty()) {
        let (package, set) = line.split_once('|').expect("the format has it");
        let name: Vec<&str> = package.split(' ').take(2).collect();
        features.entry(name.join(" ")).or_default().insert(set.to_owned());
    }
    features
}

/// A package that is wanted with other features is compiled again, and so is all that imports it: the parser, Cranelift.
#[test]
fn packages_have_the_same_features_whatever_is_built() {
    let workspace = features(&["--workspace", "--edges=normal,dev"]);
    for part in ["yarrow-eval", "yarrow", "yarrow-test262", "yarrow-attack"] {
        let alone = features(&["--package", part, "--edges=normal"]);
        assert!(alone.len() > 50, "cargo lists what {part} imports: {}", alone.len());
        for (package, sets) in alone.iter().filter(|(package, _)| !package.starts_with("yarrow")) {
            let others = &workspace[package];
            assert!(
                sets.is_subset(others),
                "{package} is built with {sets:?} for {part} alone, with {others:?} for the workspace"
            );
        }
    }
}

fn circles_of(member: &str) -> Vec<String> {
    let src = root().join(member).join("src");
    let mut told = Vec::new();
    for start in ["lib.rs", "main.rs"] {
        let start = src.join(start);
        if !start.exists() {
            continue;
        }
        let files = Files::read(&start, &|file| std::fs::read_to_string(file).ok());
        for circle in files.circles() {
            let name = |file: &Path| file.strip_prefix(root().join(member)).unwrap_or(file).display().to_string();
            let ties = circle.ties.iter().map(|(from, to, names)| {
                format!("  {member}/{} takes {} from {}", name(from), names.join(", "), name(to))
            });
            told.push(ties.collect::<Vec<_>>().join("\n"));
        }
    }
    told
}

/// Files that use each other can only be read, tested and moved together.
#[test]
fn no_files_of_a_crate_use_each_other_in_a_circle() {
    let mut told = Vec::new();
    for member in members() {
        told.extend(circles_of(&member));
    }
    assert!(told.is_empty(), "circles of files:\n{}", told.join("\n\n"));
}

/// The crate of these files, by name and text, of which `src/lib.rs` is the root.
fn read(sources: &[(&str, &str)]) -> Files {
    let sources: BTreeMap<&Path, &str> = sources.iter().map(|(name, text)| (Path::new(name), *text)).collect();
    Files::read(Path::new("src/lib.rs"), &|file| sources.get(file).map(|text| (*text).to_owned()))
}

fn ties(files: &Files) -> Vec<String> {
    let told = |(from, to, names): &(PathBuf, PathBuf, Vec<String>)| {
        format!("{} {} {}", from.display(), names.join("+"), to.display())
    };
    files.circles().iter().flat_map(|c| &c.ties).map(told).collect()
}

#[test]
fn a_circle_is_found_whatever_way_its_names_are_written() {
    let a = "use crate::b::B; pub struct A;";
    let to_a = ["src/a.rs B src/b.rs", "src/b.rs A src/a.rs"];
    for b in [
        "use crate::a::A; pub struct B;",
        "use super::a::{A}; pub struct B;",
        "use crate::A; pub struct B;",
        "use crate::a; pub struct B(a::A);",
        "pub struct B(crate::a::A);",
        "pub fn f() { println!(\"{}\", crate::a::A); } pub struct B;",
        "mod inner { use super::super::a::A; } pub struct B;",
        "use crate::a::*; pub struct B(A);",
    ] {
        let files = read(&[("src/lib.rs", "mod a; mod b; pub use a::A;"), ("src/a.rs", a), ("src/b.rs", b)]);
        assert_eq!(files.count(), 3);
        assert_eq!(ties(&files), to_a, "{b}");
    }
}

#[test]
fn a_parent_and_its_child_are_a_circle_where_both_take_from_the_other() {
    let child = ("src/a/c.rs", "use super::A; pub struct C(A);");
    let files = read(&[("src/lib.rs", "mod a;"), ("src/a.rs", "mod c; pub struct A; fn f() { c::C(A); }"), child]);
    assert_eq!(ties(&files), ["src/a/c.rs A src/a.rs", "src/a.rs C src/a/c.rs"]);
    // To hand on a name is not to use it.
    let files = read(&[("src/lib.rs", "mod a;"), ("src/a/mod.rs", "mod c; pub struct A; pub use c::C;"), child]);
    assert!(ties(&files).is_empty());
}

#[test]
fn what_tests_use_and_fields_are_called_is_no_tie() {
    let a = "use crate::b::B; pub struct A { b: B } fn f(a: A) { a.b; } pub fn b() {}";
    for b in [
        "pub struct B; #[cfg(test)] mod tests { use crate::a::A; }",
        "pub struct B; #[cfg(test)] use crate::a::A;",
        "pub struct B; #[cfg(test)] fn f() -> crate::a::A { todo!() }",
        "pub struct B { A: u8 } fn f(b: B) { b.A; }",
    ] {
        let files = read(&[("src/lib.rs", "mod a; mod b;"), ("src/a.rs", a), ("src/b.rs", b)]);
        assert!(ties(&files).is_empty(), "{b}");
    }
}
