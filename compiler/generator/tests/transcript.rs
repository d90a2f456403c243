//! Lowering against an oracle: random functions that suspend (generators, async functions, async generators) are run by a small interpreter twice, once
//! as they are, where a suspension keeps the registers, and once lowered, where only the frame
//! survives. What they yield, return, throw and store must agree for random sequences of `next`,
//! `throw` and `return`.
//!
//! The frame is kept honest: at each suspension, every slot that no saved vreg of the state has is
//! poisoned, a resume function starts with poisoned registers, and reading poison fails the test.

#[path = "transcript/interpreter.rs"]
mod interpreter;
#[path = "transcript/random.rs"]
mod random;

use interpreter::{Event, Lowered, Source};
use random::{Random, random_function};
use yarrow_abi::kinds::ResumeMode;
use yarrow_generator::lower_generators;
use yarrow_mir::text::write_program;
use yarrow_mir::verify::verify_program;
use yarrow_mir::{FunctionKind, GlobalData, Program};

const FUNCTIONS: usize = 2000;
const RUNS: usize = 4;
const RESUMPTIONS: usize = 30;

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    suspended: usize,
    thrown_in: usize,
    returned_in: usize,
    finished: usize,
    threw: usize,
    shared_slots: usize,
    skipped_stores: usize,
    /// Async functions that returned or threw before they waited.
    settled_at_once: usize,
    /// Those that never wait.
    never_waited: usize,
}

#[test]
fn lowered_functions_have_the_transcript_of_their_source() {
    let mut r = Random::new(11);
    let mut seen = Seen::default();
    for round in 0..FUNCTIONS {
        let mut source = Program::default();
        source.globals.push(GlobalData::new("log"));
        let id = source.functions.push(random_function(&mut r));
        if let Err(errors) = verify_program(&source) {
            panic!("round {round}, source: {errors:#?}\n{}", write_program(&source));
        }
        let mut lowered = source.clone();
        let decisions = lower_generators(&mut lowered);
        if let Err(errors) = verify_program(&lowered) {
            panic!("round {round}, lowered: {errors:#?}\n{}", write_program(&lowered));
        }
        let decision = decisions.first();
        let is_async = source.functions[id].kind == FunctionKind::Async;
        assert!(decisions.len() <= 1 && (decision.is_some() || is_async), "one function is lowered");
        match decision {
            Some(decision) => count_frame(&lowered, decision, &mut seen),
            None => seen.never_waited += 1,
        }
        for run in 0..RUNS {
            let seed = r.next();
            let mut a = Source::new(&source.functions[id], seed);
            let mut b = Lowered::new(&lowered, id, decision, seed);
            let mut commands = vec![];
            let what = |commands: &[(ResumeMode, i32)]| {
                format!(
                    "round {round}, run {run}: {commands:?}\n{}\n{}",
                    write_program(&source),
                    write_program(&lowered)
                )
            };
            let created = a.create();
            compare(&created, &b.create(), || what(&commands));
            if is_async && matches!(created.last(), Some(Event::Returned(_) | Event::Threw(_))) {
                seen.settled_at_once += 1;
            }
            while commands.len() < RESUMPTIONS && a.is_suspended() {
                // A generator that has not started answers `throw` and `return` without its code.
                let mode = match r.below(6) {
                    0 if is_async || !commands.is_empty() => ResumeMode::Throw,
                    1 if !commands.is_empty() && a.takes_return() => ResumeMode::Return,
                    _ => ResumeMode::Next,
                };
                let sent = r.small();
                commands.push((mode, sent));
                let events = a.resume(mode, sent);
                count_events(mode, &events, &mut seen);
                compare(&events, &b.resume(mode, sent), || what(&commands));
            }
        }
    }
    let Seen { suspended, thrown_in, returned_in, finished, threw, .. } = seen;
    let Seen { shared_slots, skipped_stores, settled_at_once, never_waited, .. } = seen;
    let of_runs = [suspended, thrown_in, returned_in, finished, threw, shared_slots, skipped_stores, settled_at_once];
    assert!(of_runs.iter().all(|n| *n > 150) && never_waited > 20, "too little seen: {seen:?}");
}

/// The same oracle for the removal of dead instructions, which relies on liveness at handlers and yields.
#[test]
fn dead_instructions_do_not_show_in_the_transcript() {
    let mut r = Random::new(12);
    let mut removed = 0;
    for round in 0..FUNCTIONS {
        let mut source = Program::default();
        source.globals.push(GlobalData::new("log"));
        let id = source.functions.push(random_function(&mut r));
        let mut swept = source.clone();
        let facts = yarrow_opt::facts::compute_facts(&swept);
        yarrow_opt::dead::run(&mut swept, &facts, id);
        if let Err(errors) = verify_program(&swept) {
            panic!("round {round}: {errors:#?}\n{}", write_program(&swept));
        }
        let size = |p: &Program| p.functions[id].blocks.values().map(|b| b.insts.len()).sum::<usize>();
        removed += size(&source) - size(&swept);
        let seed = r.next();
        let mut a = Source::new(&source.functions[id], seed);
        let mut b = Source::new(&swept.functions[id], seed);
        let what = || format!("round {round}\n{}\n{}", write_program(&source), write_program(&swept));
        compare(&a.create(), &b.create(), what);
        for i in 0..RESUMPTIONS {
            if !a.is_suspended() {
                break;
            }
            let mode = match r.below(6) {
                0 if i > 0 => ResumeMode::Throw,
                1 if i > 0 && a.takes_return() => ResumeMode::Return,
                _ => ResumeMode::Next,
            };
            let sent = r.small();
            compare(&a.resume(mode, sent), &b.resume(mode, sent), what);
        }
    }
    assert!(removed > 1000, "only {removed} instructions were dead");
}

fn compare(source: &[Event], lowered: &[Event], context: impl Fn() -> String) {
    assert!(source == lowered, "source  {source:?}\nlowered {lowered:?}\n{}", context());
}

fn count_events(mode: ResumeMode, events: &[Event], seen: &mut Seen) {
    match mode {
        ResumeMode::Next => {}
        ResumeMode::Throw => seen.thrown_in += 1,
        ResumeMode::Return => seen.returned_in += 1,
    }
    match events.last() {
        Some(Event::Yielded(..)) => seen.suspended += 1,
        Some(Event::Returned(_)) => seen.finished += 1,
        Some(Event::Threw(_)) => seen.threw += 1,
        Some(Event::Stored(_) | Event::Created | Event::Endless) | None => {}
    }
}

/// Counts the vregs that share a slot and the stores left out because the slot holds the value.
fn count_frame(lowered: &Program, decision: &yarrow_generator::Lowered, seen: &mut Seen) {
    seen.shared_slots += decision.layout.saved.len() - decision.layout.slots.len();
    let saved: usize = decision.suspensions.iter().map(|s| s.live.len()).sum();
    let stores = [decision.ramp, decision.resume]
        .iter()
        .flat_map(|id| lowered.functions[*id].blocks.values())
        .flat_map(|b| &b.insts)
        .filter(|i| matches!(i.op, yarrow_mir::Op::StoreFrame(_)))
        .count();
    // The ramp of an async function stores for each suspension that it reaches, its resume function once more.
    seen.skipped_stores += saved.saturating_sub(stores);
}
