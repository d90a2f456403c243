//! A program on every tier, and where what it prints differs.

use crate::tree::{Goal, Node, Program};
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;
use yarrow_tiers::command::run;
use yarrow_tiers::difference::first_difference;
use yarrow_tiers::launch::{Outcome, Ready, Yarrow};
use yarrow_tiers::{Engine, Gc, TIERS, Tier};

/// Two ways to run that disagree, or one that goes wrong on its own.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The way at fault, or the one that differs from the reference.
    pub way: String,
    pub what: String,
}

/// What programs run on.
#[derive(Clone, Debug)]
pub struct Machine {
    pub yarrow: Yarrow,
    /// Compare with node as well.
    pub node: bool,
    pub tiers: Vec<Tier>,
    pub modes: Vec<Gc>,
}

/// Is node on PATH?
#[must_use]
pub fn node_is_there() -> bool {
    Command::new("node").arg("--version").output().is_ok_and(|o| o.status.success())
}

/// Has node take a file as a script: it knows modules and CommonJS only. (Text after `-e` would see node's own
/// modules as globals.) Being a module itself, this has the order of jobs that Yarrow's scripts have: they come before
/// node's own queue, and before an uncaught exception ends the program.
const NODE_SCRIPT: &str = "import { runInThisContext } from 'node:vm';
import { readFileSync } from 'node:fs';
runInThisContext(readFileSync(process.argv[2], 'utf8'), process.argv[2]);
";

/// Node's timers on virtual time: real ones would order by how long the program takes between them.
const VIRTUAL_TIME: &str = include_str!("virtual_time.cjs");

/// A program in a file of its own.
#[derive(Debug)]
pub struct Written {
    pub file: PathBuf,
    pub goal: Goal,
    dir: TempDir,
}

impl Written {
    /// # Errors
    /// If the file cannot be written.
    pub fn new(goal: Goal, source: &str) -> std::io::Result<Written> {
        let dir = tempfile::tempdir()?;
        let file = dir.path().join(format!("program.{}", goal.extension()));
        std::fs::write(&file, source)?;
        Ok(Written { file, goal, dir })
    }
}

/// Do guards of the optimiser fail though they hold?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guards {
    Hold,
    Fail,
}

impl Machine {
    /// With every tier, plain and under stress.
    #[must_use]
    pub fn new(yarrow: Yarrow) -> Machine {
        Machine { yarrow, node: node_is_there(), tiers: TIERS.to_vec(), modes: vec![Gc::Plain, Gc::STRESS] }
    }

    /// What there is to compare a program on: node only where it is right, and no more collections than it ends with in time.
    #[must_use]
    pub fn suited_to(&self, program: &Program) -> Machine {
        let period = |gc: &Gc| match gc {
            Gc::Plain => Gc::Plain,
            Gc::Stress(n) => Gc::Stress((*n).max(program.kind.gc_period())),
        };
        let modes = self.modes.iter().map(period).collect();
        Machine { node: self.node && program.node == Node::Agrees, modes, ..self.clone() }
    }

    /// Runs the program everywhere it is suited to; the first difference.
    ///
    /// # Errors
    /// If files cannot be written or a tool cannot be started.
    pub fn compare(&self, program: &Program) -> std::io::Result<Option<Difference>> {
        self.suited_to(program).compare_source(program.goal, &program.source())
    }

    /// The same of a program's text, everywhere.
    ///
    /// # Errors
    /// As [`Machine::compare`].
    pub fn compare_source(&self, goal: Goal, source: &str) -> std::io::Result<Option<Difference>> {
        let written = Written::new(goal, source)?;
        let at = |way: String, what: String| Ok(Some(Difference { way, what }));
        if let Err(outcome) = self.yarrow.check(&written.file, written.goal.options())? {
            return at("check".to_owned(), fault(&outcome).unwrap_or_default());
        }
        let mut reference = self.reference(&written)?;
        if let Some(what) = reference.as_ref().and_then(fault) {
            return at("node".to_owned(), what);
        }
        for (tier, guards) in self.ways() {
            let name = if guards == Guards::Fail {
                format!("{} with failing guards", tier.name)
            } else {
                tier.name.to_owned()
            };
            let ready = match self.prepare(tier, guards, &written)? {
                Ok(ready) => ready,
                Err(outcome) => return at(name, fault(&outcome).unwrap_or_default()),
            };
            for gc in &self.modes {
                let outcome = ready.run(*gc)?;
                match difference(reference.as_ref(), &outcome) {
                    Some(what) => return at(format!("{name} {gc}"), what),
                    None => reference = reference.or(Some(outcome)),
                }
            }
        }
        Ok(None)
    }

    /// Each tier, and Cranelift in memory once more with guards that fail.
    #[must_use]
    pub fn ways(&self) -> Vec<(Tier, Guards)> {
        let mut ways: Vec<(Tier, Guards)> = self.tiers.iter().map(|tier| (*tier, Guards::Hold)).collect();
        let in_memory = self.tiers.iter().filter(|tier| tier.engine == Engine::CraneliftInMemory);
        ways.extend(in_memory.map(|tier| (*tier, Guards::Fail)));
        ways
    }

    /// Makes a program ready to run; what went wrong there.
    ///
    /// # Errors
    /// If the compiler cannot be started.
    pub fn prepare(&self, tier: Tier, guards: Guards, written: &Written) -> std::io::Result<Result<Ready, Outcome>> {
        let options = written.goal.options();
        match guards {
            Guards::Hold => self.yarrow.prepare(tier, &written.file, options),
            Guards::Fail => self.yarrow.prepare_with_failing_guards(tier, &written.file, options),
        }
    }

    /// What the program does on Node, if it is to be asked.
    ///
    /// # Errors
    /// If it cannot be started, or a file not be written.
    pub fn reference(&self, written: &Written) -> std::io::Result<Option<Outcome>> {
        if !self.node {
            return Ok(None);
        }
        let mut node = Command::new("node");
        let time = written.dir.path().join("virtual_time.cjs");
        std::fs::write(&time, VIRTUAL_TIME)?;
        node.arg("--require").arg(time);
        match written.goal {
            Goal::Module | Goal::CommonJs => {}
            Goal::Script => {
                let runner = written.dir.path().join("script.mjs");
                std::fs::write(&runner, NODE_SCRIPT)?;
                node.arg(runner);
            }
        }
        run(node.arg(&written.file), self.yarrow.limit).map(|answer| Some(Outcome::of(answer)))
    }
}

/// What is wrong with an outcome on its own. Fuel makes every program end.
fn fault(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Ran { .. } => None,
        Outcome::Refused(why) => Some(format!("refused: {why}")),
        Outcome::Crashed(how) => Some(format!("crashed: {how}")),
        Outcome::TimedOut => Some("does not end".to_owned()),
    }
}

/// How an outcome differs from the one that is taken for right, if there is one yet. What standard error says of
/// an uncaught exception is each engine's own.
#[must_use]
pub fn difference(reference: Option<&Outcome>, outcome: &Outcome) -> Option<String> {
    let Outcome::Ran { stdout, code, .. } = outcome else { return fault(outcome) };
    let Some(Outcome::Ran { stdout: expected, code: expected_code, .. }) = reference else { return None };
    let codes = || format!("exit code {code}, not {expected_code}");
    first_difference(expected, stdout).or_else(|| (code != expected_code).then(codes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(stdout: &str, stderr: &str, code: i32) -> Outcome {
        Outcome::Ran { stdout: stdout.to_owned(), stderr: stderr.to_owned(), code }
    }

    #[test]
    fn output_and_exit_code_count() {
        let a = ran("a\n", "x", 0);
        assert_eq!(difference(None, &a), None);
        assert_eq!(difference(Some(&a), &ran("a\n", "y", 0)), None);
        assert!(difference(Some(&a), &ran("b\n", "x", 0)).is_some());
        assert!(difference(Some(&a), &ran("a\n", "x", 1)).is_some());
        assert!(difference(Some(&Outcome::TimedOut), &Outcome::TimedOut).is_some());
    }
}
