//! Passes over MIR at the level of JavaScript, before generator lowering. One pass a file; each is
//! a function over one MIR function, with a name that `--dump` and `--opt-bisect` know.

pub mod dead;
pub mod direct_calls;
pub mod facts;
pub mod fold;
pub mod inline;
pub mod narrow;
pub mod next_results;
pub mod ranges;
pub mod unbox;
pub mod webs;

use facts::{Facts, compute_facts};
use yarrow_mir::{FuncId, Program};

/// A pass over one function of a program.
#[derive(Clone, Copy)]
pub struct Pass {
    pub name: &'static str,
    pub run: fn(&mut Program, &Facts, FuncId),
}

impl std::fmt::Debug for Pass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// The passes in the order they run from -O1 on.
pub const PASSES: &[Pass] = &[
    Pass { name: "dead", run: dead::run },
    Pass { name: "webs", run: webs::run },
    Pass { name: "fold", run: fold::run },
    Pass { name: "next-results", run: next_results::run },
    Pass { name: "direct-calls", run: direct_calls::run },
    Pass { name: "inline", run: inline::run },
    Pass { name: "unbox", run: unbox::run },
    Pass { name: "specialize", run: |program, facts, id| yarrow_specialize::run(program, &facts.growth, id) },
    Pass { name: "ranges", run: ranges::run },
    Pass { name: "narrow", run: narrow::run },
    Pass { name: "dead-after", run: dead::run },
];

/// Runs these passes over every function, pass by pass, at most `limit` function passes in all.
/// `observe` sees the program before (`false`) and after (`true`) each pass.
pub fn run_passes(program: &mut Program, passes: &[Pass], limit: usize, mut observe: impl FnMut(&Program, Pass, bool)) {
    let mut budget = limit;
    for pass in passes {
        observe(program, *pass, false);
        let facts = compute_facts(program);
        let ids: Vec<FuncId> = program.functions.keys().collect();
        for id in ids {
            if budget == 0 {
                break;
            }
            budget -= 1;
            (pass.run)(program, &facts, id);
        }
        observe(program, *pass, true);
    }
}
