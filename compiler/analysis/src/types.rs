//! Number inference: which boxed vregs only ever hold machine numbers or booleans.
//!
//! An optimistic, flow-insensitive fixed point over the lattice `nothing < i32 < f64 < value` and
//! `nothing < bool < value`: a vreg's type is the join over its definitions. Everything that is
//! not arithmetic on known numbers gives `value`. Arithmetic gives `f64`, since ECMAScript's
//! numbers are doubles; `i32` is kept for bit operations, for counters that a guard bounds
//! (`bounded_counters`), and for sums of which only the lower bits are seen ([`crate::truncated`]).

use crate::order::compute_dominators;
use crate::truncated::{Truncated, compute_truncated};
use cranelift_entity::SecondaryMap;
use yarrow_mir::{Block, Const, Function, Inst, Op, Terminator, Type, VReg};

/// Inferred type by vreg; `None` for vregs that nothing defines.
#[derive(Clone, Debug)]
pub struct Types {
    of: SecondaryMap<VReg, Option<Type>>,
}

impl Types {
    /// The type the vreg may have: its own unless it is a boxed one shown to hold something narrower.
    #[must_use]
    pub fn get(&self, f: &Function, v: VReg) -> Type {
        match f.ty(v) {
            Type::Value => self.of[v].unwrap_or(Type::Value),
            t @ (Type::I32 | Type::F64 | Type::Bool) => t,
        }
    }
}

fn join(a: Option<Type>, b: Option<Type>) -> Option<Type> {
    match (a, b) {
        (None, t) | (t, None) => t,
        (Some(a), Some(b)) if a == b => Some(a),
        (Some(Type::I32), Some(Type::F64)) | (Some(Type::F64), Some(Type::I32)) => Some(Type::F64),
        _ => Some(Type::Value),
    }
}

/// Computes the types of the boxed vregs of `f`.
#[must_use]
pub fn compute_types(f: &Function) -> Types {
    let counters = bounded_counters(f);
    let truncated = compute_truncated(f);
    let shown = Shown { counters: &counters, truncated: &truncated };
    let mut types = Types { of: SecondaryMap::with_default(None) };
    propagate(f, shown, &mut types);
    // What is computed from itself only, in code that is not reached, holds nothing and stays boxed;
    // so what is computed from that must not count on it.
    let mut defined: Vec<VReg> = f.blocks.values().flat_map(|b| &b.insts).filter_map(|i| i.dst).collect();
    defined.retain(|v| types.of[*v].is_none());
    if !defined.is_empty() {
        defined.iter().for_each(|v| types.of[*v] = Some(Type::Value));
        propagate(f, shown, &mut types);
    }
    types
}

/// What else has been shown of vregs.
#[derive(Clone, Copy)]
struct Shown<'a> {
    /// They do not overflow.
    counters: &'a SecondaryMap<VReg, bool>,
    /// They may.
    truncated: &'a Truncated,
}

/// Joins the definitions into `types` until nothing changes.
fn propagate(f: &Function, shown: Shown<'_>, types: &mut Types) {
    let of = &mut types.of;
    let mut changed = true;
    while changed {
        changed = false;
        let mut define = |of: &mut SecondaryMap<VReg, Option<Type>>, v: VReg, t: Option<Type>| {
            let joined = join(of[v], t);
            if joined != of[v] {
                of[v] = joined;
                changed = true;
            }
        };
        for data in f.blocks.values() {
            for inst in &data.insts {
                if let Some(d) = inst.dst {
                    let t = result_type(f, inst, of, shown);
                    define(of, d, t);
                }
            }
            if let Some(d) = data.term.def() {
                define(of, d, Some(Type::Value));
            }
        }
    }
}

/// Type of what `inst` gives, under the types found so far; `None` while an operand has none.
fn result_type(f: &Function, inst: &Inst, of: &SecondaryMap<VReg, Option<Type>>, shown: Shown<'_>) -> Option<Type> {
    let dst = inst.dst?;
    let bounded = shown.counters[dst];
    if f.ty(dst) != Type::Value {
        return Some(f.ty(dst));
    }
    let arg = |i: usize| match f.ty(inst.args[i]) {
        Type::Value => of[inst.args[i]],
        t @ (Type::I32 | Type::F64 | Type::Bool) => Some(t),
    };
    let number = |t: Type| matches!(t, Type::I32 | Type::F64);
    match inst.op {
        Op::Const(Const::I32(_)) => Some(Type::I32),
        Op::Const(Const::F64(_)) => Some(Type::F64),
        Op::Const(Const::Bool(_)) => Some(Type::Bool),
        Op::Copy => arg(0),
        Op::Convert | Op::BoxDouble => arg(0),
        // It wraps.
        Op::Add | Op::Sub if arg(0)? == Type::I32 && arg(1)? == Type::I32 && shown.truncated.is_truncated(dst) => {
            Some(Type::I32)
        }
        Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Rem | Op::Exp => {
            let (a, b) = (arg(0)?, arg(1)?);
            Some(if number(a) && number(b) { Type::F64 } else { Type::Value })
        }
        Op::BitAnd | Op::BitOr | Op::BitXor | Op::Shl | Op::Shr => {
            let (a, b) = (arg(0)?, arg(1)?);
            Some(if number(a) || number(b) { Type::I32 } else { Type::Value })
        }
        Op::Ushr => {
            let (a, b) = (arg(0)?, arg(1)?);
            Some(if number(a) || number(b) { Type::F64 } else { Type::Value })
        }
        Op::Neg => arg(0).map(|t| if number(t) { Type::F64 } else { Type::Value }),
        Op::BitNot => arg(0).map(|t| if number(t) { Type::I32 } else { Type::Value }),
        Op::Inc | Op::Dec => arg(0).map(|t| match t {
            Type::I32 if bounded => Type::I32,
            Type::I32 | Type::F64 => Type::F64,
            Type::Bool | Type::Value => Type::Value,
        }),
        Op::ToNumber | Op::ToNumeric => arg(0).map(|t| if number(t) { t } else { Type::Value }),
        _ => Some(Type::Value),
    }
}

/// Vregs that count by one and cannot overflow an i32: every definition is a small constant, but
/// for one `inc` (or `dec`) of the vreg itself, in a block dominated by the side of a branch on
/// which the counter is less (greater) than some i32. From one step to the next, control passes the
/// branch again: an inner loop without it would count past the bound.
fn bounded_counters(f: &Function) -> SecondaryMap<VReg, bool> {
    let mut steps: SecondaryMap<VReg, Vec<(Block, Op)>> = SecondaryMap::with_default(Vec::new());
    let mut other: SecondaryMap<VReg, bool> = SecondaryMap::with_default(false);
    for (b, data) in &f.blocks {
        for inst in &data.insts {
            let Some(d) = inst.dst else { continue };
            match inst.op {
                Op::Const(Const::I32(i)) if i.unsigned_abs() < 1 << 30 => {}
                Op::Inc | Op::Dec if inst.args[0] == d => steps[d].push((b, inst.op)),
                _ => other[d] = true,
            }
        }
        if let Some(d) = data.term.def() {
            other[d] = true;
        }
    }
    let mut bounded = SecondaryMap::with_default(false);
    let candidates: Vec<VReg> =
        f.vregs.keys().filter(|v| !other[*v] && steps[*v].len() == 1 && f.ty(*v) == Type::Value).collect();
    if candidates.is_empty() {
        return bounded;
    }
    let dominators = compute_dominators(f);
    let known = Known::compute(f);
    for v in candidates {
        let (at, op) = steps[v][0];
        let guarded = known.comparisons[v].iter().any(|b| {
            guard_of(f, &known, *b, v, op).is_some_and(|side| {
                dominators.dominators(at).is_some_and(|mut chain| chain.any(|d| d == side))
                    && !repeats_without(f, at, side)
            })
        });
        bounded[v] = guarded;
    }
    bounded
}

/// Does a cycle lead from `at` to itself around `side`?
fn repeats_without(f: &Function, at: Block, side: Block) -> bool {
    let mut seen: SecondaryMap<Block, bool> = SecondaryMap::with_default(false);
    let mut work = f.successors(at);
    while let Some(b) = work.pop() {
        if b == side || seen[b] {
            continue;
        }
        if b == at {
            return true;
        }
        seen[b] = true;
        work.extend(f.successors(b));
    }
    false
}

/// The successor of `b` on which `v` is bounded in the direction of `step` by an i32 constant,
/// provided that it has no other predecessor.
fn guard_of(f: &Function, known: &Known, b: Block, v: VReg, step: Op) -> Option<Block> {
    let data = &f.blocks[b];
    let Terminator::Branch { cond, then, .. } = data.term else { return None };
    let at = data.insts.iter().rposition(|i| i.dst == Some(cond))?;
    let compare = &data.insts[at];
    if data.insts[at..].iter().any(|i| i.dst == Some(v)) {
        return None;
    }
    let small = |c: VReg| known.small[c] == Some(true);
    let upward = step == Op::Inc;
    let ok = match compare.op {
        Op::Lt | Op::Le if upward => compare.args[0] == v && small(compare.args[1]),
        Op::Gt | Op::Ge if upward => compare.args[1] == v && small(compare.args[0]),
        Op::Gt | Op::Ge => compare.args[0] == v && small(compare.args[1]),
        Op::Lt | Op::Le => compare.args[1] == v && small(compare.args[0]),
        _ => false,
    };
    (ok && known.predecessors[then] == 1).then_some(then)
}

/// What is asked of a function for each counter, found once.
struct Known {
    /// By block, how many others lead to it, by a terminator or as a handler.
    predecessors: SecondaryMap<Block, u32>,
    /// By vreg, the blocks that end in a branch on a comparison with it.
    comparisons: SecondaryMap<VReg, Vec<Block>>,
    /// By vreg that is assigned: is every definition an i32 constant that is far from overflow?
    small: SecondaryMap<VReg, Option<bool>>,
}

impl Known {
    fn compute(f: &Function) -> Known {
        let mut known = Known {
            predecessors: SecondaryMap::new(),
            comparisons: SecondaryMap::new(),
            small: SecondaryMap::with_default(None),
        };
        for (b, data) in &f.blocks {
            let mut successors = f.successors(b);
            successors.sort_unstable();
            successors.dedup();
            successors.into_iter().for_each(|to| known.predecessors[to] += 1);
            for inst in &data.insts {
                let Some(d) = inst.dst else { continue };
                let small = matches!(inst.op, Op::Const(Const::I32(i)) if i.unsigned_abs() < 1 << 30);
                known.small[d] = Some(small && known.small[d] != Some(false));
            }
            if let Some(d) = data.term.def() {
                known.small[d] = Some(false);
            }
            let Terminator::Branch { cond, .. } = data.term else { continue };
            if let Some(compare) = data.insts.iter().rfind(|i| i.dst == Some(cond)) {
                compare.args.iter().for_each(|a| known.comparisons[*a].push(b));
            }
        }
        known
    }
}
