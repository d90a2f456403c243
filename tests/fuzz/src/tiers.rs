//! The ways to run a program, and the comparison of what they print.

use crate::tree::Program;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One way to run a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    pub name: &'static str,
    kind: Kind,
    /// A collection at every safepoint.
    stress: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `yarrow build` with these options, then the executable.
    Built(&'static str),
    /// `yarrow run --tier=interp`.
    Interpreted,
    Node,
}

/// Yarrow's own tiers. The first is what the others are compared with.
pub const TIERS: &[Tier] = &[
    Tier { name: "interp", kind: Kind::Interpreted, stress: false },
    Tier { name: "llvm-O0", kind: Kind::Built("-O0"), stress: false },
    Tier { name: "llvm-O3", kind: Kind::Built("-O3"), stress: false },
    Tier { name: "llvm-O3 under stress", kind: Kind::Built("-O3"), stress: true },
];

/// The second opinion.
pub const NODE: Tier = Tier { name: "node", kind: Kind::Node, stress: false };

/// What a program did on a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Standard output and exit code.
    Ran {
        stdout: String,
        code: i32,
    },
    /// The compiler said no.
    Refused(String),
    /// Killed by a signal, or the compiler was.
    Crashed(String),
    TimedOut,
}

/// Two tiers that disagree.
#[derive(Clone, Debug)]
pub struct Difference {
    pub reference: &'static str,
    pub tier: &'static str,
    pub what: String,
}

/// Where to find what runs programs.
#[derive(Clone, Debug)]
pub struct Machine {
    pub yarrow: PathBuf,
    /// Compare with node as well.
    pub node: bool,
    pub timeout: Duration,
}

/// Is node on PATH?
#[must_use]
pub fn node_is_there() -> bool {
    Command::new("node").arg("--version").output().is_ok_and(|o| o.status.success())
}

impl Machine {
    /// Runs the program everywhere; the first difference.
    ///
    /// # Errors
    /// If files cannot be written or a tool cannot be started.
    pub fn compare(&self, program: &Program, tiers: &[Tier]) -> std::io::Result<Option<Difference>> {
        let dir = tempfile::tempdir()?;
        let file = dir.path().join("program.mjs");
        std::fs::write(&file, program.source())?;
        let mut all: Vec<&Tier> = tiers.iter().collect();
        if self.node {
            all.push(&NODE);
        }
        let mut built: Option<(&'static str, PathBuf)> = None;
        let mut reference: Option<(&'static str, Outcome)> = None;
        for tier in all {
            let outcome = self.run(tier, &file, dir.path(), &mut built)?;
            if let Outcome::Crashed(how) = outcome {
                return Ok(Some(Difference { reference: "any", tier: tier.name, what: format!("crashed: {how}") }));
            }
            // Fuel makes every program end.
            if outcome == Outcome::TimedOut {
                return Ok(Some(Difference { reference: "any", tier: tier.name, what: "does not end".to_owned() }));
            }
            match &reference {
                None => reference = Some((tier.name, outcome)),
                Some((name, expected)) if *expected != outcome => {
                    let what = describe(expected, &outcome);
                    return Ok(Some(Difference { reference: name, tier: tier.name, what }));
                }
                Some(_) => {}
            }
        }
        Ok(None)
    }

    fn run(
        &self,
        tier: &Tier,
        file: &Path,
        dir: &Path,
        built: &mut Option<(&'static str, PathBuf)>,
    ) -> std::io::Result<Outcome> {
        let mut command = match tier.kind {
            Kind::Node => {
                let mut c = Command::new("node");
                c.arg(file);
                c
            }
            Kind::Interpreted => {
                let mut c = Command::new(&self.yarrow);
                c.args(["run", "--tier=interp"]).arg(file);
                c
            }
            Kind::Built(opt) => {
                let exe = match built {
                    Some((o, exe)) if *o == opt => exe.clone(),
                    _ => {
                        let exe = dir.join(format!("program{opt}"));
                        let mut c = Command::new(&self.yarrow);
                        c.arg("build").arg(file).arg(opt).arg("-o").arg(&exe);
                        match self.finish(&mut c)? {
                            Outcome::Ran { code: 0, .. } => {}
                            Outcome::Ran { stdout, code } => return Ok(Outcome::Refused(format!("{code}: {stdout}"))),
                            other => return Ok(other),
                        }
                        *built = Some((opt, exe.clone()));
                        exe
                    }
                };
                Command::new(exe)
            }
        };
        if tier.stress {
            command.env("YARROW_GC", "stress");
        }
        self.finish(&mut command)
    }

    fn finish(&self, command: &mut Command) -> std::io::Result<Outcome> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut pipe = child.stdout.take().expect("stdout is piped");
        let reader = std::thread::spawn(move || {
            let mut text = Vec::new();
            let read = std::io::Read::read_to_end(&mut pipe, &mut text);
            read.map(|_| String::from_utf8_lossy(&text).into_owned())
        });
        let deadline = Instant::now() + self.timeout;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break Some(status);
            }
            if Instant::now() > deadline {
                child.kill()?;
                child.wait()?;
                break None;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        let stdout = reader.join().expect("reading a pipe does not panic")?;
        Ok(match status {
            None => Outcome::TimedOut,
            Some(status) => match status.code() {
                Some(code) => Outcome::Ran { stdout, code },
                None => Outcome::Crashed(status.to_string()),
            },
        })
    }
}

fn describe(expected: &Outcome, found: &Outcome) -> String {
    let (Outcome::Ran { stdout: a, code: x }, Outcome::Ran { stdout: b, code: y }) = (expected, found) else {
        return format!("{expected:?} against {found:?}");
    };
    let mut lines = a.lines().zip(b.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((i, (a, b))) => format!("line {}: {a:?} against {b:?}", i + 1),
        None => format!("{} lines and code {x} against {} lines and code {y}", a.lines().count(), b.lines().count()),
    }
}
