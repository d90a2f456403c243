//! A second, typed copy of loops, in which numbers stand in machine registers.
//!
//! In the typed copy of a loop, boxed vregs that hold numbers have vregs of type `i32` or `f64` beside them. Where an
//! operation wants a number of which nothing is known, a guard ([`yarrow_mir::Terminator::Guard`]) tests it; where it is none,
//! control goes on in the plain copy, which is the loop as it was, at the same instruction. Plain code comes back to the typed
//! copy at the heads of loops. Nothing leads into the middle of typed code, so what a guard has shown stays known.
//!
//! A wrong guess costs time and never a result: the plain copy does what the program says, and after some failures an
//! activation stays there.
//!
//! | file | what it does |
//! | --- | --- |
//! | `loops` | the outermost loops and their heads |
//! | `evidence` | which vregs are likely to be integers, or numbers |
//! | `facts` | what is known at a place |
//! | `layouts` | which properties of an object one guard is for |
//! | `unlikely` | the calls of callees that are not what they are likely to be |
//! | `plan` | what becomes of an instruction, and what that makes known: all the choices |
//! | `flow` | what is known where blocks begin |
//! | `rewrite` | makes the typed copy |
//!
//! The idea of versions of blocks by type is that of basic block versioning (Chevalier-Boisvert and Feeley, 2015).

mod evidence;
mod facts;
mod flow;
mod layouts;
mod loops;
mod plan;
mod rewrite;
mod unlikely;

use evidence::compute_evidence;
use flow::{Entries, Subject, compute_entries};
use layouts::compute_layouts;
use loops::{Loop, compute_loops};
use plan::{Mood, Plan, is_boxed, works};
use std::cell::Cell;
use unlikely::compute_unlikely;
use yarrow_analysis::{blocks_in_cycles, compute_liveness};
use yarrow_mir::{FuncId, Function, Op, Program};

/// Loops of more instructions have no typed copy.
const MOST_INSTS: usize = 1500;

/// Functions of more blocks have none: what is known is looked for in all of them.
const MOST_BLOCKS: usize = 2000;

/// Loops with fewer operations that become quicker have no typed copy.
const LEAST_GAINS: usize = 2;

/// Nor have loops a first copy in which less than one operation on values of so many becomes quicker.
const BOLD_SHARE: usize = 8;

/// Nor a second one, for what the first has guessed wrong, if less than one instruction with values of so many does.
const CAREFUL_SHARE: usize = 3;

/// A call or a suspension takes as long as so many operations that become quicker: a loop with more gains nothing to speak of.
const CALL: usize = 2;

/// Makes the typed copies of a function's loops, if they add no more instructions than `growth`, of which they take their part.
pub fn run(program: &mut Program, growth: &Cell<usize>, id: FuncId) {
    let few = program.functions[id].blocks.len() <= MOST_BLOCKS;
    if !few || !blocks_in_cycles(&program.functions[id]).values().any(|in_cycle| *in_cycle) {
        return;
    }
    let f = program.functions[id].clone();
    let live = compute_liveness(&f);
    let unlikely = compute_unlikely(&f);
    let mut loops = compute_loops(&f, live.order());
    loops.retain(|l| {
        l.blocks.iter().filter(|b| !unlikely[**b]).map(|b| f.blocks[*b].insts.len()).sum::<usize>() <= MOST_INSTS
    });
    if loops.is_empty() {
        return;
    }
    let evidence = compute_evidence(&f, &program.strings);
    let layouts = compute_layouts(&f, &evidence, &unlikely, &loops);
    let copies = [Mood::Bold, Mood::Careful].map(|mood| {
        let s = Subject { f: &f, evidence: &evidence, layouts: &layouts, unlikely: &unlikely, mood, live: &live };
        (s, compute_entries(s))
    });
    let [(s, bold), (other, careful)] = &copies;
    let chosen: Vec<(&Loop, usize)> = loops
        .iter()
        .filter(|l| is_worth_it(*s, bold, l))
        .map(|l| {
            let differ = l.blocks.iter().any(|b| {
                let plans = |s: &Subject<'_>, entries: &Entries| entries[*b].as_ref().map(|entry| s.plans(*b, entry));
                bold[*b] != careful[*b] || plans(s, bold) != plans(other, careful)
            });
            (l, if differ && is_worth_it(*other, careful, l) { 2 } else { 1 })
        })
        .collect();
    if chosen.is_empty() {
        return;
    }
    let mut grown = f.clone();
    grown.layouts = layouts.data.clone();
    rewrite::rewrite(&mut grown, &copies, &chosen);
    let size = |f: &Function| f.blocks.values().map(|b| b.insts.len()).sum::<usize>();
    if let Some(left) = growth.get().checked_sub(size(&grown) - size(&f)) {
        growth.set(left);
        program.functions[id] = grown;
    }
}

fn is_worth_it(s: Subject<'_>, entries: &Entries, l: &Loop) -> bool {
    let likely = || l.blocks.iter().filter(|b| !s.unlikely[**b]);
    let insts = || likely().flat_map(|b| &s.f.blocks[*b].insts);
    let quick_enough = |gains: usize| match s.mood {
        Mood::Bold => BOLD_SHARE * gains >= insts().filter(|inst| works(s.f, inst)).count(),
        Mood::Careful => CAREFUL_SHARE * gains >= insts().filter(|inst| is_boxed(s.f, inst)).count(),
    };
    // A step of `for await` and its await are one.
    if insts().any(|inst| inst.op == Op::AsyncIterNext) {
        return false;
    }
    let suspensions = l.blocks.iter().filter(|b| s.f.blocks[**b].term.is_suspension()).count();
    let mut calls = suspensions;
    let mut gains = 0;
    for b in likely() {
        let plans = entries[*b].as_ref().map_or(Vec::new(), |entry| s.plans(*b, entry));
        for (i, inst) in s.f.blocks[*b].insts.iter().enumerate() {
            let plan = plans.get(i).copied().unwrap_or(Plan::Generic);
            calls += usize::from(plan == Plan::Generic && inst.effects(s.f).enters_code);
            gains += plan.gains(s.f, inst);
        }
    }
    gains >= LEAST_GAINS && quick_enough(gains) && gains > CALL * calls
}
