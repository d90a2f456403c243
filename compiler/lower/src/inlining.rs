//! Where fast paths are worth their code.
//!
//! An operation on values has two forms: a few instructions that call the runtime, and a longer one with the common cases
//! inline. The longer one is several times as fast, and takes nearly all the time of the back ends. So it goes where it runs
//! often, as far as that can be told:
//!
//! 1. in loops, and in the bodies of generators, whose loops lie outside of them;
//! 2. in functions that may be called often, the small ones first;
//! 3. never in code that runs once: the top levels of modules and scripts, and functions that those
//!    call where they make them.
//!
//! A [`Budget`] bounds the sum, so that the time a program takes to compile grows with its length
//! and no faster.

use cranelift_entity::SecondaryMap;
use yarrow_analysis::{blocks_in_cycles, compute_order, functions_run_once};
use yarrow_lir::OptLevel;
use yarrow_mir::{Block, FuncId, Function, FunctionKind, Op, PrivateKind, Program, Type, VReg};

/// How many instructions of LIR all inline forms of a program may have, about.
///
/// Measured with LLVM at `-O2` on `deltablue` (218 lines), time against that without a limit:
///
/// | budget | code generation | run |
/// | ---: | ---: | ---: |
/// | 0 | 0.38 | 2.55 |
/// | 5,000 | 0.58 | 1.79 |
/// | 10,000 | 0.75 | 1.20 |
/// | 20,000 | 0.95 | 0.97 |
///
/// Programs of one algorithm need less than 5,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Budget(pub u32);

impl Budget {
    /// For the quickest build: no fast path at all.
    pub const NONE: Budget = Budget(0);
    /// Where build time counts.
    pub const SMALL: Budget = Budget(5_000);
    /// For release builds that are waited for.
    pub const USUAL: Budget = Budget(20_000);
    /// Whatever it takes.
    pub const UNLIMITED: Budget = Budget(u32::MAX);

    #[must_use]
    pub fn of_level(level: OptLevel) -> Budget {
        match level {
            OptLevel::O0 => Budget::NONE,
            OptLevel::O1 => Budget::SMALL,
            OptLevel::O2 => Budget::USUAL,
            OptLevel::O3 => Budget::UNLIMITED,
        }
    }
}

/// Which of a function's blocks have fast paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Choice {
    cycles: bool,
    rest: bool,
}

/// The decision for a program.
#[derive(Debug)]
pub struct Inlining {
    choices: SecondaryMap<FuncId, Choice>,
    once: SecondaryMap<FuncId, bool>,
}

/// Blocks of a function that are to have fast paths.
#[derive(Debug)]
pub struct InlineBlocks {
    choice: Choice,
    once: bool,
    cycles: SecondaryMap<Block, bool>,
}

impl InlineBlocks {
    #[must_use]
    pub fn contains(&self, b: Block) -> bool {
        if self.cycles[b] { self.choice.cycles } else { self.choice.rest }
    }

    /// Does each block of the function run once at most?
    #[must_use]
    pub fn run_once(&self) -> bool {
        self.once && !self.cycles.values().any(|in_cycle| *in_cycle)
    }
}

impl Inlining {
    /// Spends the budget by rank, within a rank on small functions first.
    #[must_use]
    pub fn compute(program: &Program, budget: Budget) -> Inlining {
        let mut choices = SecondaryMap::new();
        let once = functions_run_once(program);
        if budget == Budget::NONE {
            return Inlining { choices, once };
        }
        let mut candidates = Vec::new();
        for (id, f) in program.functions.iter() {
            let (in_cycles, rest) = weights(f);
            if matches!(f.kind, FunctionKind::Resume(_)) {
                candidates.push((0, in_cycles + rest, id, Choice { cycles: true, rest: true }));
                continue;
            }
            candidates.push((0, in_cycles, id, Choice { cycles: true, rest: false }));
            if !once[id] {
                candidates.push((1, rest, id, Choice { cycles: false, rest: true }));
            }
        }
        candidates.sort_by_key(|(rank, weight, id, _)| (*rank, *weight, *id));
        let mut left = budget.0;
        for (_, weight, id, choice) in candidates {
            let Some(rest) = left.checked_sub(weight) else { continue };
            left = rest;
            choices[id].cycles |= choice.cycles;
            choices[id].rest |= choice.rest;
        }
        Inlining { choices, once }
    }

    /// The blocks of one function.
    #[must_use]
    pub fn blocks(&self, id: FuncId, f: &Function) -> InlineBlocks {
        InlineBlocks { choice: self.choices[id], once: self.once[id], cycles: blocks_in_cycles(f) }
    }
}

/// What the fast paths of the blocks in cycles would add, and those of the others.
fn weights(f: &Function) -> (u32, u32) {
    let cycles = blocks_in_cycles(f);
    let mut sums = (0, 0);
    for b in compute_order(f).blocks {
        let sum: u32 = f.blocks[b].insts.iter().map(|i| weight(f, &i.op, i.args.first().copied())).sum();
        if cycles[b] { sums.0 += sum } else { sums.1 += sum }
    }
    sums
}

/// Instructions of LIR that the inline form has above the other, about; measured on programs of `benches`.
fn weight(f: &Function, op: &Op, first: Option<VReg>) -> u32 {
    let machine = first.is_some_and(|v| f.ty(v) != Type::Value);
    match op {
        _ if machine => 0,
        Op::Add | Op::Sub | Op::Mul => 65,
        Op::Rem => 60,
        Op::Div | Op::Exp => 25,
        Op::BitAnd | Op::BitOr | Op::BitXor | Op::Shl | Op::Shr | Op::Ushr => 45,
        Op::Lt | Op::Le | Op::Gt | Op::Ge | Op::LooseEq => 35,
        Op::StrictEq => 45,
        Op::Neg | Op::BitNot | Op::Inc | Op::Dec | Op::ToNumber | Op::ToNumeric | Op::ToInt32 => 25,
        Op::Truthy => 30,
        Op::GetProp(_) => 30,
        Op::SetProp(_) | Op::InitProp(_) => 30,
        Op::GetPrivate | Op::SetPrivate | Op::HasPrivate => 20,
        Op::DefinePrivate(PrivateKind::Field | PrivateKind::Method) => 20,
        Op::GetElem => 30,
        Op::SetElem => 55,
        Op::Call(_) => 15,
        Op::CallNext(_) => 35,
        Op::NewObject(_) | Op::NewArray(_) | Op::NewEnv(_) | Op::Closure(_) => 20,
        Op::ArrayPush => 15,
        Op::IterNext => 85,
        Op::IterOpen(_) | Op::IterClose => 35,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Inlining};
    use yarrow_mir::parse::parse_program;
    use yarrow_mir::{Block, FuncId, Program};

    const TEXT: &str = r#"
init fn0

function fn0 "init" module {
  v0..v5: value
  v6: bool
bb0:
  v0 = const undefined
  v1 = closure fn1, v0
  v2 = call "f", v1, v0
  v3 = closure fn2, v0
  v4 = add v2, v3
  jump bb1
bb1:
  v5 = get_prop "p", v4
  v6 = truthy v5
  branch v6, bb1, bb2
bb2:
  return v5
}

function fn1 "once" normal {
  v0..v1: value
bb0:
  v0 = const undefined
  v1 = add v0, v0
  return v1
}

function fn2 "often" normal {
  v0..v1: value
bb0:
  v0 = const undefined
  v1 = add v0, v0
  return v1
}
"#;

    fn program() -> Program {
        parse_program(TEXT).unwrap_or_else(|e| panic!("{e}"))
    }

    fn inline(inlining: &Inlining, program: &Program, f: u32, block: u32) -> bool {
        let id = FuncId::from_u32(f);
        inlining.blocks(id, &program.functions[id]).contains(Block::from_u32(block))
    }

    #[test]
    fn loops_and_functions_have_fast_paths_and_code_that_runs_once_has_none() {
        let program = program();
        let inlining = Inlining::compute(&program, Budget::UNLIMITED);
        let is = |f, b| inline(&inlining, &program, f, b);
        let runs_once = |f| inlining.blocks(FuncId::from_u32(f), &program.functions[FuncId::from_u32(f)]).run_once();
        assert!(!runs_once(0), "has a loop");
        assert!(runs_once(1) && !runs_once(2));
        assert!(!is(0, 0), "top level");
        assert!(is(0, 1), "a loop of the top level");
        assert!(!is(1, 0), "called once where it is made");
        assert!(is(2, 0), "may be called often");
    }

    #[test]
    fn loops_come_first_where_the_budget_is_small() {
        let program = program();
        let inlining = Inlining::compute(&program, Budget(70));
        assert!(inline(&inlining, &program, 0, 1));
        assert!(!inline(&inlining, &program, 2, 0));
    }
}
