//! How control leaves a block, and what tells one sort of suspension from another.

use crate::function_kind::FunctionKind;
use crate::guard::GuardOp;
use crate::ids::{Block, VReg};
use smallvec::SmallVec;
use yarrow_abi::layout::{GENERATOR_AWAITING, GENERATOR_DELEGATING};

/// Why a function is suspended at a [`Terminator::Yield`]. All suspensions are found, numbered, saved and resumed in one way;
/// what they differ in is this:
///
/// | kind | leaves with | is resumed by | with | by throw | by return |
/// | --- | --- | --- | --- | --- | --- |
/// | `Yield` | the value yielded | the caller: `next`, `throw`, `return` | what was sent | thrown there | `on_return` |
/// | `Delegate` | the inner iterator's value, perhaps an unopened result object | the caller | what was sent | `on_throw` | `on_return` |
/// | `Await` | what is waited for | a job, once the promise of that is settled | its value | its reason, thrown there | never |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SuspendKind {
    Yield,
    Delegate,
    Await,
}

impl SuspendKind {
    pub const ALL: [SuspendKind; 3] = [SuspendKind::Yield, SuspendKind::Delegate, SuspendKind::Await];

    /// May a `return` resume it? Then, and only then, the terminator has `on_return`.
    #[must_use]
    pub fn takes_return(self) -> bool {
        match self {
            SuspendKind::Yield | SuspendKind::Delegate => true,
            SuspendKind::Await => false,
        }
    }

    /// May it stand in a function of this kind?
    #[must_use]
    pub fn stands_in(self, kind: FunctionKind) -> bool {
        match self {
            SuspendKind::Yield => matches!(kind, FunctionKind::Generator | FunctionKind::AsyncGenerator),
            // In async generators `yield*` is a loop of awaits and yields.
            SuspendKind::Delegate => kind == FunctionKind::Generator,
            SuspendKind::Await => matches!(kind, FunctionKind::Async | FunctionKind::AsyncGenerator),
        }
    }

    /// The flags of what is so suspended.
    #[must_use]
    pub fn flags(self) -> u32 {
        match self {
            SuspendKind::Yield => 0,
            SuspendKind::Delegate => GENERATOR_DELEGATING,
            SuspendKind::Await => GENERATOR_AWAITING,
        }
    }
}

/// How control leaves a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Terminator {
    Jump(Block),
    /// On a bool.
    Branch {
        cond: VReg,
        then: Block,
        other: Block,
    },
    /// On an i32.
    Switch {
        on: VReg,
        cases: Vec<(i32, Block)>,
        default: Block,
    },
    /// Goes to `ok` if what the operation assumes holds, with its result in `dst` if it has one; else to `exit`, having done
    /// nothing. `dst` is assigned nowhere else, and `ok` has no other predecessor.
    Guard {
        op: GuardOp,
        args: SmallVec<[VReg; 3]>,
        dst: Option<VReg>,
        ok: Block,
        exit: Block,
    },
    /// Leaves the function with a value.
    Return(VReg),
    /// To the block's handler, or out of the function.
    Throw(VReg),
    Unreachable,
    /// Generators, async ones too: parameters are bound; the call returns the generator object. Suspension in
    /// state 0, which only `next` leaves. Exactly one, in every generator function.
    InitialYield {
        resume: Block,
    },
    /// Suspends with `value`, as [`SuspendKind`] has it. What is sent by `next` arrives in `result` at `resume`; by `throw`,
    /// in `result` at `on_throw`, or is thrown here where there is none; by `return`, in `result` at
    /// `on_return`.
    Yield {
        kind: SuspendKind,
        value: VReg,
        result: VReg,
        resume: Block,
        on_throw: Option<Block>,
        /// Where the kind takes a return.
        on_return: Option<Block>,
    },
    /// `yield*` of generators that are not async, over an open iterator ([`crate::Op::IterOpen`]). Its completion value arrives in `result`,
    /// at `resume`, or at `on_return` where a `return` was passed on to the inner iterator and ended it.
    Delegate {
        iter: VReg,
        result: VReg,
        resume: Block,
        on_return: Block,
    },
}

impl Terminator {
    #[must_use]
    pub fn is_suspension(&self) -> bool {
        match self {
            Terminator::InitialYield { .. } | Terminator::Yield { .. } | Terminator::Delegate { .. } => true,
            Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Switch { .. }
            | Terminator::Guard { .. }
            | Terminator::Return(_)
            | Terminator::Throw(_)
            | Terminator::Unreachable => false,
        }
    }

    /// Calls `f` on each successor but the handler, in order.
    pub fn each_successor(&self, mut f: impl FnMut(Block)) {
        match self {
            Terminator::Jump(b) | Terminator::InitialYield { resume: b } => f(*b),
            Terminator::Branch { then, other, .. } => {
                f(*then);
                f(*other);
            }
            Terminator::Guard { ok, exit, .. } => {
                f(*ok);
                f(*exit);
            }
            Terminator::Switch { cases, default, .. } => {
                cases.iter().for_each(|(_, b)| f(*b));
                f(*default);
            }
            Terminator::Return(_) | Terminator::Throw(_) | Terminator::Unreachable => {}
            Terminator::Yield { resume, on_throw, on_return, .. } => {
                f(*resume);
                on_throw.iter().for_each(|b| f(*b));
                on_return.iter().for_each(|b| f(*b));
            }
            Terminator::Delegate { resume, on_return, .. } => {
                f(*resume);
                f(*on_return);
            }
        }
    }

    /// Calls `f` on each successor but the handler, to be changed in place.
    pub fn each_successor_mut(&mut self, mut f: impl FnMut(&mut Block)) {
        match self {
            Terminator::Jump(b) | Terminator::InitialYield { resume: b } => f(b),
            Terminator::Branch { then, other, .. } => {
                f(then);
                f(other);
            }
            Terminator::Guard { ok, exit, .. } => {
                f(ok);
                f(exit);
            }
            Terminator::Switch { cases, default, .. } => {
                cases.iter_mut().for_each(|(_, b)| f(b));
                f(default);
            }
            Terminator::Return(_) | Terminator::Throw(_) | Terminator::Unreachable => {}
            Terminator::Yield { resume, on_throw, on_return, .. } => {
                f(resume);
                on_throw.iter_mut().for_each(&mut f);
                on_return.iter_mut().for_each(&mut f);
            }
            Terminator::Delegate { resume, on_return, .. } => {
                f(resume);
                f(on_return);
            }
        }
    }

    /// Calls `f` on each vreg that is read.
    pub fn each_use(&self, mut f: impl FnMut(VReg)) {
        match self {
            Terminator::Jump(_) | Terminator::Unreachable | Terminator::InitialYield { .. } => {}
            Terminator::Branch { cond: v, .. }
            | Terminator::Switch { on: v, .. }
            | Terminator::Return(v)
            | Terminator::Throw(v)
            | Terminator::Yield { value: v, .. }
            | Terminator::Delegate { iter: v, .. } => f(*v),
            Terminator::Guard { args, .. } => args.iter().for_each(|v| f(*v)),
        }
    }

    /// Calls `f` on each vreg that is read, to be changed in place.
    pub fn each_use_mut(&mut self, mut f: impl FnMut(&mut VReg)) {
        match self {
            Terminator::Jump(_) | Terminator::Unreachable | Terminator::InitialYield { .. } => {}
            Terminator::Branch { cond: v, .. }
            | Terminator::Switch { on: v, .. }
            | Terminator::Return(v)
            | Terminator::Throw(v)
            | Terminator::Yield { value: v, .. }
            | Terminator::Delegate { iter: v, .. } => f(v),
            Terminator::Guard { args, .. } => args.iter_mut().for_each(f),
        }
    }

    /// The vreg that the terminator assigns, on its way to every successor but the handler; a guard on its way to `ok` alone.
    #[must_use]
    pub fn def(&self) -> Option<VReg> {
        match self {
            Terminator::Yield { result, .. } | Terminator::Delegate { result, .. } => Some(*result),
            Terminator::Guard { dst, .. } => *dst,
            Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Switch { .. }
            | Terminator::Return(_)
            | Terminator::Throw(_)
            | Terminator::Unreachable
            | Terminator::InitialYield { .. } => None,
        }
    }

    /// Calls `f` on the vreg that is assigned, to be changed in place.
    pub fn each_def_mut(&mut self, f: impl FnOnce(&mut VReg)) {
        match self {
            Terminator::Yield { result: v, .. }
            | Terminator::Delegate { result: v, .. }
            | Terminator::Guard { dst: Some(v), .. } => f(v),
            Terminator::Guard { dst: None, .. }
            | Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Switch { .. }
            | Terminator::Return(_)
            | Terminator::Throw(_)
            | Terminator::Unreachable
            | Terminator::InitialYield { .. } => {}
        }
    }

    /// Has it an edge to the block's handler?
    #[must_use]
    pub fn may_throw(&self) -> bool {
        match self {
            Terminator::Throw(_) | Terminator::Delegate { .. } => true,
            Terminator::Yield { on_throw, .. } => on_throw.is_none(),
            Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Switch { .. }
            | Terminator::Guard { .. }
            | Terminator::Return(_)
            | Terminator::Unreachable
            | Terminator::InitialYield { .. } => false,
        }
    }
}
