//! Links the objects of the runtime's archive with each other, so that the linker has a few sections to place for each program and
//! not thousands: that halves its time.
//!
//! What every program has becomes a section of each kind. What only *parts* of the runtime have becomes sections of its own, one for
//! each set of parts that has it, so that a program gets those that it asks for and no others. A part is what some symbols ask
//! for: a library (`yarrow_abi::libraries`), or functions of the interface that few programs call. Which sections those are the
//! linker itself says, which is asked what it would drop.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// Where the sections of the objects go, by how their names begin; all others stay as they are.
const KINDS: [&str; 8] = [".text", ".rodata", ".data.rel.ro", ".data", ".bss", ".tdata", ".tbss", ".gcc_except_table"];

/// Bitcode that the standard library has in its objects is left out: in one section it makes no sense, and `ar` would stumble
/// on it.
const DISCARDED: &str = "  /DISCARD/ : { *(.llvmbc .llvmcmd) }\n";

/// Replaces an archive by one with a single object. `always` are the symbols that may be asked for besides those of `parts`.
/// A linker that cannot leaves the archive as it is, which works as well.
pub fn prelink(out: &Path, archive: &str, always: &[&str], parts: &[Vec<&str>]) {
    let Some(groups) = groups(out, archive, always, parts) else { return };
    let script = out.join("merged_sections.ld");
    std::fs::write(&script, script_of(&groups)).expect("the output directory can be written to");
    let object = out.join("prelinked.o");
    let linked = relocatable(out, archive, &object)
        .args(["-Wl,--strip-debug", "-Wl,-u,rt_main"])
        .arg(format!("-Wl,-T,{}", script.display()))
        .output();
    if !linked.is_ok_and(|output| output.status.success()) {
        return;
    }
    // `ar` adds to an archive that is there.
    let merged = out.join("prelinked.a");
    std::fs::remove_file(&merged).ok();
    let ar = env::var_os("AR").unwrap_or_else(|| "ar".into());
    if Command::new(ar).arg("rcs").arg(&merged).arg(&object).status().is_ok_and(|status| status.success()) {
        std::fs::rename(merged, out.join(archive)).expect("the output directory can be written to");
    }
}

/// A link to one object, which takes from the archive what the arguments to come ask for.
fn relocatable(out: &Path, archive: &str, object: &Path) -> Command {
    let mut cc = Command::new(env::var_os("CC").unwrap_or_else(|| "cc".into()));
    cc.env("LC_ALL", "C").args(["-r", "-nostdlib"]).arg("-o").arg(object).arg(out.join(archive));
    cc
}

/// The sections that the linker drops where only these symbols are asked for, by name.
fn dropped<'a>(out: &Path, archive: &str, roots: impl Iterator<Item = &'a str>) -> Option<BTreeSet<String>> {
    let output = relocatable(out, archive, &out.join("probe.o"))
        .args(["-Wl,--gc-sections", "-Wl,--print-gc-sections"])
        .args(roots.map(|symbol| format!("-Wl,-u,{symbol}")))
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    std::fs::remove_file(out.join("probe.o")).ok();
    let text = String::from_utf8(output.stderr).ok()?;
    let names = text.lines().filter_map(|line| line.split_once("unused section '")?.1.split_once('\''));
    Some(names.map(|(name, _)| name.to_owned()).collect())
}

/// The sections that not every program has, by the set of parts that have them, as bits. Nothing but the names counts:
/// where two sections have the same one, a program may get more than it asks for.
fn groups(out: &Path, archive: &str, always: &[&str], parts: &[Vec<&str>]) -> Option<BTreeMap<u32, BTreeSet<String>>> {
    let mut rest: BTreeMap<String, u32> =
        dropped(out, archive, always.iter().copied())?.into_iter().map(|name| (name, 0)).collect();
    for (i, part) in parts.iter().enumerate() {
        let without = dropped(out, archive, always.iter().chain(part).copied())?;
        for (name, set) in &mut rest {
            *set |= u32::from(!without.contains(name)) << i;
        }
    }
    let mut groups: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for (name, set) in rest {
        if kind_of(&name).is_some() {
            groups.entry(set).or_default().insert(name);
        }
    }
    Some(groups)
}

/// The kind of a section that has a name of its own: not one that the compiler gives to several, as constants of a size or cold
/// code of functions without name.
fn kind_of(name: &str) -> Option<&'static str> {
    let kind = KINDS.into_iter().filter(|kind| name.starts_with(kind)).max_by_key(|kind| kind.len())?;
    let own = name[kind.len()..].strip_prefix('.')?;
    let constants = kind == ".rodata" && (own.starts_with("cst") || own.starts_with("str"));
    let own = ["unlikely", "startup", "hot", "exit"].iter().find_map(|how| own.strip_prefix(how)).unwrap_or(own);
    (!constants && !own.trim_matches('.').is_empty()).then_some(kind)
}

/// The linker's script.
fn script_of(groups: &BTreeMap<u32, BTreeSet<String>>) -> String {
    let mut script = "SECTIONS {\n".to_owned();
    for (set, names) in groups {
        for kind in KINDS {
            let of_kind: Vec<&str> = names.iter().map(String::as_str).filter(|n| kind_of(n) == Some(kind)).collect();
            if !of_kind.is_empty() {
                writeln!(script, "  {kind}.parts.{set} : {{").expect("writing to a string does not fail");
                for name in of_kind {
                    writeln!(script, "    *({name})").expect("writing to a string does not fail");
                }
                script.push_str("  }\n");
            }
        }
    }
    for kind in KINDS {
        writeln!(script, "  {kind} : {{ *({kind} {kind}.*) }}").expect("writing to a string does not fail");
    }
    script.push_str(DISCARDED);
    script.push_str("}\n");
    script
}
