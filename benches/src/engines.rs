//! The ways to run a program: Yarrow's tiers, and each peer that is found on `PATH`.
//!
//! An engine is prepared once for a program (built, or its source copied to where the engine takes it as what
//! it is), then its command may be run any number of times. Whole processes are compared: what a peer needs to
//! start and to compile counts, as does what `yarrow run` needs.

use crate::machine::{first_line, on_path};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Tier that the others are compared with.
pub const BASE: &str = "llvm-O2";
/// Peer that the others are compared with.
pub const PEER_BASE: &str = "node";

/// How a program gets to run.
#[derive(Clone, Debug)]
enum Way {
    /// `yarrow build` with these flags, then the executable.
    Built { yarrow: PathBuf, flags: &'static [&'static str] },
    /// `yarrow run` with these flags.
    RunByYarrow { yarrow: PathBuf, flags: &'static [&'static str] },
    /// Another engine.
    Peer { program: PathBuf, peer: &'static Peer },
}

/// A JavaScript engine's command line.
#[derive(Debug)]
struct Peer {
    name: &'static str,
    /// Before the file.
    arguments: &'static [&'static str],
    /// What prints the version, and what stands before it in the line.
    version: (&'static [&'static str], &'static str),
    source: Source,
}

/// What a peer takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// Modules, by their extension.
    Module,
    /// Scripts only, and it has `print` where the others have `console.log`.
    ScriptWithPrint,
}

const PEERS: [Peer; 5] = [
    Peer { name: PEER_BASE, arguments: &[], version: (&["--version"], "v"), source: Source::Module },
    Peer { name: "deno", arguments: &["run", "--quiet"], version: (&["--version"], "deno"), source: Source::Module },
    Peer { name: "bun", arguments: &[], version: (&["--version"], ""), source: Source::Module },
    // Its own limit of the stack is too low for a chain of some thousand generators.
    Peer {
        name: "qjs",
        arguments: &["--stack-size", "7000000", "--module"],
        version: (&["--help"], "QuickJS version"),
        source: Source::Module,
    },
    Peer {
        name: "hermes",
        arguments: &["-O", "-w"],
        version: (&["--version"], "Hermes release version:"),
        source: Source::ScriptWithPrint,
    },
];

/// In front of a script, in its first line so that the other lines keep their numbers.
const CONSOLE_BY_PRINT: &str =
    "var console = { log: function () { print(Array.prototype.join.call(arguments, ' ')); } }; ";

/// An engine there is, under the name that tables give it.
#[derive(Clone, Debug)]
pub struct Engine {
    pub name: &'static str,
    pub version: String,
    way: Way,
}

/// What to start for a program, again and again.
#[derive(Clone, Debug)]
pub struct Prepared {
    program: PathBuf,
    arguments: Vec<OsString>,
    environment: Vec<(&'static str, OsString)>,
}

impl Prepared {
    #[must_use]
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).envs(self.environment.iter().cloned());
        command
    }
}

impl Engine {
    /// The command line as the report shows it.
    #[must_use]
    pub fn shown(&self) -> String {
        let words = match &self.way {
            Way::Built { flags, .. } => [&["yarrow", "build"], *flags, &["FILE", "&&", "./FILE"]].concat(),
            Way::RunByYarrow { flags, .. } => [&["yarrow", "run"], *flags, &["FILE"]].concat(),
            Way::Peer { peer, .. } => [&[peer.name], peer.arguments, &["FILE"]].concat(),
        };
        words.join(" ")
    }

    /// Whether it makes an executable.
    #[must_use]
    pub fn is_built(&self) -> bool {
        matches!(self.way, Way::Built { .. })
    }

    /// Whether it is one of Yarrow's tiers.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        !matches!(self.way, Way::Peer { .. })
    }

    /// Where [`Engine::build_command`] puts the executable.
    #[must_use]
    pub fn executable(&self, name: &str, scratch: &Path) -> PathBuf {
        scratch.join(format!("{name}.{}", self.name))
    }

    /// What builds a program, for an engine that builds.
    #[must_use]
    pub fn build_command(&self, name: &str, source: &Path, scratch: &Path) -> Option<Command> {
        let Way::Built { yarrow, flags } = &self.way else { return None };
        let mut command = Command::new(yarrow);
        command.arg("build").args(*flags).arg(source).arg("-o").arg(self.executable(name, scratch));
        Some(command)
    }

    /// What runs a program; one that is built is expected to be.
    ///
    /// # Errors
    /// If the source cannot be read or copied.
    pub fn prepare(&self, name: &str, source: &Path, scratch: &Path) -> std::io::Result<Prepared> {
        let prepared = match &self.way {
            Way::Built { .. } => {
                Prepared { program: self.executable(name, scratch), arguments: Vec::new(), environment: Vec::new() }
            }
            Way::RunByYarrow { yarrow, flags } => {
                let words = std::iter::once("run").chain(flags.iter().copied()).map(OsString::from);
                let arguments = words.chain([source.as_os_str().to_owned()]).collect();
                Prepared { program: yarrow.clone(), arguments, environment: Vec::new() }
            }
            Way::Peer { program, peer } => {
                let file = scratch.join(name).with_extension(match peer.source {
                    Source::Module => "mjs",
                    Source::ScriptWithPrint => "js",
                });
                let text = std::fs::read_to_string(source)?;
                let head = if peer.source == Source::ScriptWithPrint { CONSOLE_BY_PRINT } else { "" };
                std::fs::write(&file, format!("{head}{text}"))?;
                let words = peer.arguments.iter().map(OsString::from).chain([file.into_os_string()]).collect();
                // Nothing of the user's is asked for news, or written to.
                let environment = vec![
                    ("NO_COLOR", OsString::from("1")),
                    ("DENO_NO_UPDATE_CHECK", OsString::from("1")),
                    ("DENO_DIR", scratch.join("deno").into_os_string()),
                ];
                Prepared { program: program.clone(), arguments: words, environment }
            }
        };
        Ok(prepared)
    }
}

/// Yarrow's tiers.
#[must_use]
pub fn tiers(yarrow: &Path) -> Vec<Engine> {
    let version = first_line(Command::new(yarrow).arg("--version")).unwrap_or_else(|| "yarrow".to_owned());
    let version = version.trim_start_matches("yarrow").trim().to_owned();
    let built =
        |name, flags| Engine { name, version: version.clone(), way: Way::Built { yarrow: yarrow.to_owned(), flags } };
    vec![
        built(BASE, &["-O2"]),
        built("llvm-O3", &["-O3"]),
        built("cranelift", &["--backend=cranelift"]),
        Engine {
            name: "cranelift-jit",
            version: version.clone(),
            way: Way::RunByYarrow { yarrow: yarrow.to_owned(), flags: &["--backend=cranelift"] },
        },
    ]
}

/// A peer was asked for that there is not.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NoPeer {
    #[error("`{0}` is not on PATH")]
    NotOnPath(String),
    #[error("`{name}` is no peer; peers are: {}", known.join(", "))]
    Unknown { name: String, known: Vec<&'static str> },
}

/// The peers of a list such as `node,qjs`, or all that there are.
///
/// # Errors
/// If one of the list is unknown or not on `PATH`.
pub fn peers(wanted: Option<&str>) -> Result<Vec<Engine>, NoPeer> {
    let names: Option<Vec<&str>> = wanted.map(|list| list.split([',', ' ']).filter(|name| !name.is_empty()).collect());
    if let Some(name) = names.iter().flatten().find(|name| PEERS.iter().all(|p| p.name != **name)) {
        return Err(NoPeer::Unknown { name: (*name).to_owned(), known: PEERS.iter().map(|p| p.name).collect() });
    }
    let mut found = Vec::new();
    for peer in &PEERS {
        if names.as_ref().is_some_and(|names| !names.contains(&peer.name)) {
            continue;
        }
        match on_path(peer.name) {
            Some(program) => found.push(Engine {
                name: peer.name,
                version: version(&program, peer),
                way: Way::Peer { program, peer },
            }),
            None if names.is_some() => return Err(NoPeer::NotOnPath(peer.name.to_owned())),
            None => {}
        }
    }
    Ok(found)
}

/// The version that the engine tells: the line that begins as the table says, without that beginning.
fn version(program: &Path, peer: &Peer) -> String {
    let (arguments, before) = peer.version;
    let Ok(output) = Command::new(program).args(arguments).output() else { return String::new() };
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    let line = text.lines().find_map(|line| line.trim().strip_prefix(before));
    line.and_then(|rest| rest.split_whitespace().next()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_peer_is_told_with_those_there_are() {
        let error = peers(Some("node,rhino")).expect_err("there is no such peer");
        assert_eq!(error.to_string(), "`rhino` is no peer; peers are: node, deno, bun, qjs, hermes");
    }

    #[test]
    fn an_empty_list_of_peers_is_none() {
        assert!(peers(Some("")).expect("nothing is missing").is_empty());
    }

    #[test]
    fn an_engine_with_print_gets_a_console_on_the_first_line() {
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let source = scratch.path().join("source.js");
        std::fs::write(&source, "// one\nconsole.log(1);\n").expect("it can be written");
        let peer = PEERS.iter().find(|p| p.source == Source::ScriptWithPrint).expect("there is one");
        let engine =
            Engine { name: peer.name, version: String::new(), way: Way::Peer { program: PathBuf::new(), peer } };
        let prepared = engine.prepare("copy", &source, scratch.path()).expect("it can be copied");
        let file = prepared.arguments.last().expect("the file is the last argument");
        let text = std::fs::read_to_string(file).expect("it is there");
        assert_eq!(text, format!("{CONSOLE_BY_PRINT}// one\nconsole.log(1);\n"));
    }
}
