//! Runs trials: a realm with the harness in it, and in that realm, in a child, the test.
//!
//! The harness is compiled once and evaluated once for each list of files that tests include; each
//! test starts from a copy of that realm, since a child is a copy of the process. There is a realm for each
//! mode of the collector: a test is compiled once and runs in each of them.

use crate::compile::{self, Rejected};
use crate::frontmatter::{self, Frontmatter, Phase};
use crate::host;
use crate::outcome::Outcome;
use crate::plan::Mode;
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use yarrow_frontend::Goal;
use yarrow_gc::{Settings, Stress};
use yarrow_inprocess::child::{Answer, Ended, Limits, in_child};
use yarrow_inprocess::load::{Dispatch, GuardStress, Unit, evaluate};
use yarrow_machine::prelude::*;
use yarrow_mir::Program;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{Context, JsResult, Throw};
use yarrow_tiers::{Gc, Tier};

/// A test with its text.
struct Test {
    path: PathBuf,
    text: String,
    front: Frontmatter,
    mode: Mode,
}

/// A trial as a worker is asked for it.
#[derive(Clone, Debug)]
pub struct Job {
    pub path: String,
    pub mode: Mode,
    pub includes: Vec<String>,
    pub frontend_only: bool,
}

/// A realm for each mode of the collector, with harness files in it; or why there is none.
struct Realms {
    files: Vec<String>,
    contexts: Result<Vec<Box<Context>>, Outcome>,
}

pub struct Engine {
    pub checkout: PathBuf,
    pub tier: Tier,
    /// A test runs in each.
    pub modes: Vec<Gc>,
    pub limits: Limits,
    /// Which guards fail that would hold.
    pub guards: GuardStress,
    /// How generators find the state that they go on from.
    pub dispatch: Dispatch,
    harness: HashMap<String, Result<Unit, Outcome>>,
    /// Of the last list of harness files.
    realms: Option<Realms>,
}

impl Engine {
    pub fn new(
        checkout: PathBuf,
        tier: Tier,
        modes: Vec<Gc>,
        limits: Limits,
        guards: GuardStress,
        dispatch: Dispatch,
    ) -> Engine {
        Engine { checkout, tier, modes, limits, guards, dispatch, harness: HashMap::new(), realms: None }
    }

    /// Runs jobs that the compiler alone decides, in as few children as crashes allow.
    pub fn check(&mut self, jobs: &[Job], mut each: impl FnMut(usize, Outcome)) {
        let mut at = 0;
        while at < jobs.len() {
            let rest = &jobs[at..];
            let limits = Limits { seconds: self.limits.seconds * 3, ..self.limits };
            let ran = in_child(limits, |answer| {
                for job in rest {
                    answer.line(&self.decide(job).to_line());
                }
            });
            let (text, ended) = match ran {
                Ok(ran) => ran,
                Err(error) => {
                    each(at, Outcome::crash(format!("fork: {error}")));
                    at += 1;
                    continue;
                }
            };
            let mut lines = text.lines().map_while(Outcome::from_line);
            for outcome in lines.by_ref() {
                each(at, outcome);
                at += 1;
            }
            if at < jobs.len() {
                each(at, ended_early(ended));
                at += 1;
            }
        }
    }

    /// A test that must not compile.
    fn decide(&self, job: &Job) -> Outcome {
        let test = match self.read(job) {
            Ok(test) => test,
            Err(outcome) => return outcome,
        };
        match self.compile(&test) {
            Ok(_) => Outcome::fail("a SyntaxError was expected, but it compiles"),
            Err(Rejected::Wrong(_)) => Outcome::PASS,
            Err(rejected @ Rejected::Unsupported(_)) => rejected.outcome(),
        }
    }

    /// Runs one job: an outcome for each mode of the collector.
    pub fn run(&mut self, job: &Job) -> Vec<Outcome> {
        let modes = self.modes.len();
        if let Err(outcome) = self.prepare(&job.includes) {
            return vec![outcome; modes];
        }
        let (text, ended) = match in_child(self.limits, |answer| self.run_here(job, answer)) {
            Ok(ran) => ran,
            Err(error) => return vec![Outcome::crash(format!("fork: {error}")); modes],
        };
        let mut outcomes: Vec<Outcome> = text.lines().map_while(Outcome::from_line).collect();
        outcomes.resize_with(modes, || ended_early(ended.clone()));
        outcomes
    }

    /// Compiles, and runs in all modes but the last in a child, in the last here.
    fn run_here(&mut self, job: &Job, answer: &mut Answer) {
        let compiled = self.read(job).and_then(|test| {
            let program = self.compile(&test).map_err(|rejected| rejected.outcome())?;
            Ok((test, self.load(program)?))
        });
        let limits = self.limits;
        let contexts = match &mut self.realms {
            Some(Realms { contexts: Ok(contexts), .. }) => contexts.as_mut_slice(),
            Some(Realms { contexts: Err(_), .. }) | None => &mut [],
        };
        let (test, unit) = match compiled {
            Ok(compiled) => compiled,
            Err(outcome) => return contexts.iter().for_each(|_| answer.line(&outcome.to_line())),
        };
        let Some((last, first)) = contexts.split_last_mut() else { return };
        for ctx in first {
            let ran = in_child(limits, |answer| answer.line(&run_in(ctx, &test, &unit).to_line()));
            let outcome = match ran {
                Ok((text, ended)) => {
                    text.lines().next().and_then(Outcome::from_line).unwrap_or_else(|| ended_early(ended))
                }
                Err(error) => Outcome::crash(format!("fork: {error}")),
            };
            answer.line(&outcome.to_line());
        }
        answer.line(&run_in(last, &test, &unit).to_line());
    }

    fn load(&self, program: Program) -> Result<Unit, Outcome> {
        yarrow_inprocess::load::load(program, self.tier, self.guards, self.dispatch)
            .map_err(|fault| Outcome::crash(fault.to_string()))
    }

    fn compile(&self, test: &Test) -> Result<Program, Rejected> {
        let as_is = |goal| compile::compile(&self.checkout, &test.path, &test.text, goal);
        match test.mode {
            Mode::Sloppy | Mode::Raw => as_is(Goal::Script),
            Mode::Module => as_is(Goal::Module),
            Mode::Strict => {
                let strict = format!("\"use strict\";\n{}", test.text);
                compile::compile(&self.checkout, &test.path, &strict, Goal::Script)
            }
        }
    }

    fn read(&self, job: &Job) -> Result<Test, Outcome> {
        let path = Path::new("test").join(&job.path);
        let text = std::fs::read(self.checkout.join(&path))
            .map_err(|e| Outcome::crash(format!("cannot read the test: {e}")))?;
        let text = String::from_utf8_lossy(&text).into_owned();
        let front = frontmatter::parse(&text).map_err(|e| Outcome::crash(e.to_string()))?;
        Ok(Test { path, text, front, mode: job.mode })
    }

    /// Sees to it that the realms are ones with these harness files.
    fn prepare(&mut self, includes: &[String]) -> Result<(), Outcome> {
        if self.realms.as_ref().is_none_or(|realms| realms.files != includes) {
            self.realms = None;
            // Tried in a child: a harness file that crashes shall not take the worker along.
            let tried = in_child(self.limits, |answer| {
                let outcome = self.new_realms(includes).map_or_else(|outcome| outcome, |_| Outcome::PASS);
                answer.line(&outcome.to_line());
            });
            let contexts = match tried {
                Ok((_, Ended::Well)) => self.new_realms(includes),
                Ok((_, ended)) => Err(ended_early(ended)),
                Err(error) => Err(Outcome::crash(format!("fork: {error}"))),
            };
            let contexts = contexts.map_err(|o| Outcome { message: format!("harness: {}", o.message), ..o });
            self.realms = Some(Realms { files: includes.to_vec(), contexts });
        }
        match &self.realms {
            Some(Realms { contexts: Err(outcome), .. }) => Err(outcome.clone()),
            Some(Realms { contexts: Ok(_), .. }) | None => Ok(()),
        }
    }

    fn new_realms(&mut self, includes: &[String]) -> Result<Vec<Box<Context>>, Outcome> {
        self.modes.clone().into_iter().map(|gc| self.new_realm(includes, gc)).collect()
    }

    fn new_realm(&mut self, includes: &[String], gc: Gc) -> Result<Box<Context>, Outcome> {
        let stress = match gc {
            Gc::Plain => Stress::Off,
            Gc::Stress(period) => NonZeroU32::new(period).map_or(Stress::Off, Stress::Every),
        };
        let mut ctx = Context::with_settings(Settings { stress, ..Settings::from_env() });
        yarrow_eval::install(&mut ctx);
        let installed = yarrow_builtins::install(&mut ctx).and_then(|()| ctx.enter(host::install));
        if let Err(throw) = installed {
            return Err(Outcome::crash(describe(&mut ctx, throw).message));
        }
        for file in includes {
            let unit = self.harness_file(file)?;
            if let Err(throw) = evaluate(&mut ctx, &unit) {
                let thrown = describe(&mut ctx, throw);
                return Err(Outcome::fail(format!("{file}: {}: {}", thrown.name, thrown.message)));
            }
        }
        Ok(ctx)
    }

    fn harness_file(&mut self, file: &str) -> Result<Unit, Outcome> {
        if let Some(known) = self.harness.get(file) {
            return known.clone();
        }
        let path = Path::new("harness").join(file);
        let compiled = std::fs::read_to_string(self.checkout.join(&path))
            .map_err(|e| Outcome::crash(format!("cannot read harness/{file}: {e}")))
            .and_then(|text| compile::compile(&self.checkout, &path, &text, Goal::Script).map_err(|r| r.outcome()))
            .and_then(|program| self.load(program))
            .map_err(|o| Outcome { message: format!("{file}: {}", o.message), ..o });
        self.harness.insert(file.to_owned(), compiled.clone());
        compiled
    }
}

fn run_in(ctx: &mut Context, test: &Test, unit: &Unit) -> Outcome {
    // A rejection that nobody handles is no failure of the test, but for that of the test itself.
    ctx.enter(|ctx| ctx.set_rejection_hook(None));
    let result = evaluate(ctx, unit).and_then(|()| {
        ctx.enter(|ctx| {
            ctx.run_until_idle()?;
            yarrow_builtins::check_program(ctx)
        })
    });
    judge(ctx, &test.front, result)
}

/// What came out, against what the test says of itself.
fn judge(ctx: &mut Context, front: &Frontmatter, result: JsResult<()>) -> Outcome {
    let thrown = result.err().map(|throw| describe(ctx, throw));
    match (&front.negative, thrown) {
        (None, None) if front.flags.is_async => judge_async(&host::printed()),
        (None, None) => Outcome::PASS,
        // What the evaluator throws for source that the compiler does not take yet.
        (None, Some(thrown)) if thrown.name == "EvalError" && thrown.message.contains("not supported yet") => {
            Outcome::unsupported(thrown.message)
        }
        (None, Some(thrown)) => Outcome::fail(thrown.to_string()),
        (Some(negative), None) => Outcome::fail(format!("{} was expected, but nothing was thrown", negative.error)),
        (Some(negative), Some(thrown)) if negative.phase == Phase::Runtime && thrown.name == negative.error => {
            Outcome::PASS
        }
        (Some(negative), Some(thrown)) => Outcome::fail(format!("{} was expected, not {thrown}", negative.error)),
    }
}

fn judge_async(printed: &[String]) -> Outcome {
    match printed.iter().find(|l| l.starts_with("Test262:Async")) {
        Some(line) if line == "Test262:AsyncTestComplete" => Outcome::PASS,
        Some(line) => Outcome::fail(line),
        None => Outcome::fail("the test did not call $DONE"),
    }
}

struct Thrown {
    /// Of its constructor.
    name: String,
    message: String,
}

impl std::fmt::Display for Thrown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.name, self.message)
    }
}

/// The name of a thrown object's constructor, and its message.
fn describe(ctx: &mut Context, throw: Throw) -> Thrown {
    ctx.enter(|ctx| {
        let thrown = ctx.caught(throw);
        if !thrown.is_object() {
            return Thrown { name: "a primitive".to_owned(), message: ctx.describe(thrown) };
        }
        let constructor = property(ctx, thrown, "constructor");
        let name = constructor.and_then(|c| property(ctx, c, "name"));
        let message = property(ctx, thrown, "message");
        let shown = |v: Option<Value<'_>>| v.and_then(Value::as_string).map(|s| s.to_rust()).unwrap_or_default();
        Thrown { name: shown(name), message: shown(message) }
    })
}

fn property<'s>(ctx: &mut Scope<'s>, base: Value<'_>, key: &str) -> Option<Value<'s>> {
    let key = ctx.atom(key).ok()?;
    ctx.get_value(base, key).ok()
}

fn ended_early(ended: Ended) -> Outcome {
    match ended {
        Ended::Well => Outcome::crash("it ended without an answer"),
        Ended::Timeout => Outcome::new(crate::outcome::Verdict::Timeout, "timeout"),
        Ended::Crash(how) => Outcome::crash(how),
    }
}
