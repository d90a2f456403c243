//! The process that runs cases: one realm for each way, made once; each case on each way is a child of it, a copy
//! that starts from the same state and may crash or hang without harm.
//!
//! A line of standard input is `seed TAB path`, or `list`. The answer is lines, then `DONE`: for a case its
//! failures, for a list the paths. With [`Say::Transcripts`] each way's transcript comes before the failures, and
//! its lines begin with `| `.

use crate::case::{Case, Failure, Kind, Way};
use crate::node::{self, Node};
use crate::realm::{self, Realm};
use std::io::{self, BufRead, Write};
use std::time::Duration;
use yarrow_inprocess::child::{Answer, Ended, Limits, in_child};
use yarrow_tiers::Tier;
use yarrow_tiers::difference::first_difference;

/// The line after an answer.
pub const DONE: &str = "DONE";

/// What comes before each line of a transcript.
pub const TRANSCRIPT: &str = "| ";

/// What a worker says of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Say {
    Failures,
    Transcripts,
}

/// A way with its realm.
struct Place {
    way: Way,
    realm: Realm,
}

/// What a case did on a way.
struct Ran {
    way: Way,
    transcript: String,
    ended: Ended,
}

/// Serves cases until standard input ends. The first way is the reference.
///
/// # Errors
/// If a realm cannot be made, or a pipe breaks.
pub fn serve(ways: &[Way], limits: Limits, say: Say) -> Result<(), String> {
    let mut places = Vec::new();
    let mut compiled: Vec<(Tier, yarrow_inprocess::load::Unit)> = Vec::new();
    for &way in ways {
        let unit = match compiled.iter().find(|(tier, _)| *tier == way.tier) {
            Some((_, unit)) => unit.clone(),
            None => {
                let unit = realm::compile(way.tier)?;
                compiled.push((way.tier, unit.clone()));
                unit
            }
        };
        places.push(Place { way, realm: Realm::new(&unit, way.gc).map_err(|e| format!("{way}: {e}"))? });
    }
    let node = Node::with(&realm::source(), realm::ENTRIES).map_err(|e| e.to_string())?;
    for line in io::stdin().lock().lines() {
        let line = line.map_err(|e| e.to_string())?;
        let mut text = match line.split_once('\t') {
            Some((seed, path)) => {
                let seed = seed.parse().map_err(|_| format!("no case: {line}"))?;
                run(&mut places, node.as_ref(), &Case { path: path.to_owned(), seed }, limits, say)?
            }
            None => list(&mut places, limits)?,
        };
        text.push_str(DONE);
        text.push('\n');
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|e| e.to_string())?;
    }
    Ok(())
}

fn list(places: &mut [Place], limits: Limits) -> Result<String, String> {
    let Some(first) = places.first_mut() else { return Ok(String::new()) };
    let (text, ended) = in_child(limits, |answer| {
        if let Err(error) = first.realm.list(answer) {
            panic!("{error}");
        }
    })
    .map_err(|e| e.to_string())?;
    if ended == Ended::Well { Ok(text) } else { Err(format!("the list of cases: {ended:?}")) }
}

fn run(places: &mut [Place], node: Option<&Node>, case: &Case, limits: Limits, say: Say) -> Result<String, String> {
    let mut all = Vec::new();
    for place in places {
        let work = |answer: &mut Answer| {
            if let Err(error) = place.realm.run(&case.path, case.choices(), answer) {
                answer.line(&format!("{BROKEN}{error}"));
            }
        };
        let (transcript, ended) = in_child(limits, work).map_err(|e| e.to_string())?;
        all.push(Ran { way: place.way, transcript, ended });
    }
    let mut text = String::new();
    if say == Say::Transcripts {
        for ran in &all {
            text.push_str(&format!("{TRANSCRIPT}{}\n", ran.way));
            ran.transcript.lines().for_each(|line| text.push_str(&format!("{TRANSCRIPT}{line}\n")));
        }
    }
    let mut failures = judge(&all);
    if let (Some(node), Some(reference)) = (node.filter(|_| case.is_matrix()), all.first()) {
        let limit = Duration::from_secs(limits.seconds.into());
        let says = node.run(&case.path, case.choices(), limit).map_err(|e| e.to_string())?;
        let difference = node::first_difference(&reference.transcript, &says);
        failures.extend(difference.map(|d| Failure::new(Kind::Node, reference.way, &d)));
    }
    for failure in failures {
        text.push_str(&failure.to_line());
        text.push('\n');
    }
    Ok(text)
}

/// Of the line by which a case says that it threw.
const BROKEN: &str = "broken: ";

/// What is wrong: with each way by itself, with tiers against the first tier, and with each tier's ways to collect
/// against its first.
fn judge(all: &[Ran]) -> Vec<Failure> {
    let mut failures = Vec::new();
    for (i, ran) in all.iter().enumerate() {
        let mut fail = |kind, message: &str| failures.push(Failure::new(kind, ran.way, message));
        let last = ran.transcript.lines().rfind(|l| !l.starts_with("  ")).unwrap_or("(no line)");
        match &ran.ended {
            Ended::Timeout => fail(Kind::Timeout, last),
            Ended::Crash(how) if how.contains("panicked at") => fail(Kind::Panic, &format!("{how} after {last}")),
            Ended::Crash(how) => fail(Kind::Crash, &format!("{how} after {last}")),
            Ended::Well if ran.transcript.lines().any(|l| l.starts_with(BROKEN)) => {
                fail(Kind::Broken, ran.transcript.lines().last().unwrap_or_default());
            }
            Ended::Well => {
                // A way that failed by itself is no measure of others.
                let well = |r: &&Ran| r.ended == Ended::Well;
                let own = all[..i].iter().find(|r| r.way.tier == ran.way.tier).filter(well);
                let other = all[..i].iter().find(|r| r.way.gc == ran.way.gc).filter(well);
                if let Some(difference) = own.and_then(|own| first_difference(&own.transcript, &ran.transcript)) {
                    fail(Kind::Collection, &difference);
                } else if let Some(difference) =
                    other.and_then(|other| first_difference(&other.transcript, &ran.transcript))
                {
                    fail(Kind::Tier, &difference);
                }
            }
        }
    }
    failures
}

#[cfg(test)]
mod tests {
    use super::*;
    use yarrow_tiers::Gc;

    fn ran(tier: &str, gc: Gc, transcript: &str, ended: Ended) -> Ran {
        let way = Way { tier: Tier::parse(tier).expect("there is one"), gc };
        Ran { way, transcript: transcript.to_owned(), ended }
    }

    fn kinds(all: &[Ran]) -> Vec<Kind> {
        judge(all).into_iter().map(|f| f.kind).collect()
    }

    #[test]
    fn each_way_is_held_against_its_tier_and_against_the_reference() {
        let well = |tier, gc, text| ran(tier, gc, text, Ended::Well);
        let four = |a, b, c, d| {
            [
                well("interp", Gc::Plain, a),
                well("interp", Gc::STRESS, b),
                well("cranelift-jit", Gc::Plain, c),
                well("cranelift-jit", Gc::STRESS, d),
            ]
        };
        assert_eq!(kinds(&four("x\n", "x\n", "x\n", "x\n")), []);
        assert_eq!(kinds(&four("x\n", "y\n", "x\n", "x\n")), [Kind::Collection, Kind::Tier]);
        assert_eq!(kinds(&four("x\n", "x\n", "y\n", "y\n")), [Kind::Tier, Kind::Tier]);
        assert_eq!(kinds(&four("x\n", "x\n", "x\n", "broken: y\n")), [Kind::Broken]);
    }

    #[test]
    fn a_crash_a_panic_and_a_timeout_are_told_apart() {
        let ended = |ended| kinds(&[ran("interp", Gc::Plain, "f call 0\n", ended)]);
        assert_eq!(ended(Ended::Crash("SIGSEGV".to_owned())), [Kind::Crash]);
        assert_eq!(ended(Ended::Crash("exit 101: thread panicked at a.rs".to_owned())), [Kind::Panic]);
        assert_eq!(ended(Ended::Timeout), [Kind::Timeout]);
    }
}
