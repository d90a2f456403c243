//! Which vregs an instruction assigns and reads, which blocks a terminator goes to.

use smallvec::{SmallVec, smallvec};

use crate::ir::{Block, InstKind, Region, Terminator, VReg};

impl InstKind {
    /// The vregs assigned.
    #[must_use]
    pub fn defs(&self) -> SmallVec<[VReg; 2]> {
        match self {
            InstKind::Iconst { dst, .. }
            | InstKind::Fconst { dst, .. }
            | InstKind::Copy { dst, .. }
            | InstKind::Binary { dst, .. }
            | InstKind::Unary { dst, .. }
            | InstKind::Icmp { dst, .. }
            | InstKind::Fcmp { dst, .. }
            | InstKind::Select { dst, .. }
            | InstKind::Load { dst, .. }
            | InstKind::FuncAddr { dst, .. }
            | InstKind::DataAddr { dst, .. }
            | InstKind::StackPointer { dst } => smallvec![*dst],
            InstKind::Overflow { dst, overflow, .. } => smallvec![*dst, *overflow],
            InstKind::Store { .. } => smallvec![],
            InstKind::Call { dst, .. } | InstKind::CallIndirect { dst, .. } | InstKind::CallRt { dst, .. } => {
                dst.iter().copied().collect()
            }
        }
    }

    #[must_use]
    pub fn is_call(&self) -> bool {
        matches!(self, InstKind::Call { .. } | InstKind::CallIndirect { .. } | InstKind::CallRt { .. })
    }

    /// Does the instruction do nothing but assign? What it loads does not change while the function runs.
    #[must_use]
    pub fn is_pure(&self) -> bool {
        match self {
            InstKind::Load { region, .. } => *region == Region::Invariant,
            InstKind::Store { .. } => false,
            other => !other.is_call(),
        }
    }

    /// Reads `by` wherever it read `v`.
    pub fn replace_uses(&mut self, v: VReg, by: VReg) {
        let replace = |used: &mut VReg| {
            if *used == v {
                *used = by;
            }
        };
        match self {
            InstKind::Iconst { .. }
            | InstKind::Fconst { .. }
            | InstKind::FuncAddr { .. }
            | InstKind::DataAddr { .. }
            | InstKind::StackPointer { .. } => {}
            InstKind::Copy { src, .. } | InstKind::Unary { src, .. } => replace(src),
            InstKind::Binary { lhs, rhs, .. }
            | InstKind::Overflow { lhs, rhs, .. }
            | InstKind::Icmp { lhs, rhs, .. }
            | InstKind::Fcmp { lhs, rhs, .. } => [lhs, rhs].into_iter().for_each(replace),
            InstKind::Select { cond, then, other, .. } => [cond, then, other].into_iter().for_each(replace),
            InstKind::Load { base, .. } => replace(base),
            InstKind::Store { base, src, .. } => [base, src].into_iter().for_each(replace),
            InstKind::Call { args, .. } | InstKind::CallRt { args, .. } => args.iter_mut().for_each(replace),
            InstKind::CallIndirect { callee, args, .. } => {
                replace(callee);
                args.iter_mut().for_each(replace);
            }
        }
    }

    /// The vregs read, in operand order.
    #[must_use]
    pub fn uses(&self) -> SmallVec<[VReg; 8]> {
        match self {
            InstKind::Iconst { .. }
            | InstKind::Fconst { .. }
            | InstKind::FuncAddr { .. }
            | InstKind::DataAddr { .. }
            | InstKind::StackPointer { .. } => smallvec![],
            InstKind::Copy { src, .. } | InstKind::Unary { src, .. } => smallvec![*src],
            InstKind::Binary { lhs, rhs, .. }
            | InstKind::Overflow { lhs, rhs, .. }
            | InstKind::Icmp { lhs, rhs, .. }
            | InstKind::Fcmp { lhs, rhs, .. } => smallvec![*lhs, *rhs],
            InstKind::Select { cond, then, other, .. } => smallvec![*cond, *then, *other],
            InstKind::Load { base, .. } => smallvec![*base],
            InstKind::Store { base, src, .. } => smallvec![*base, *src],
            InstKind::Call { args, .. } | InstKind::CallRt { args, .. } => args.iter().copied().collect(),
            InstKind::CallIndirect { callee, args, .. } => {
                std::iter::once(*callee).chain(args.iter().copied()).collect()
            }
        }
    }
}

impl Terminator {
    /// The blocks it may go to.
    #[must_use]
    pub fn targets(&self) -> SmallVec<[Block; 2]> {
        match self {
            Terminator::Jump(to) => smallvec![*to],
            Terminator::Branch { then, other, .. } => smallvec![*then, *other],
            Terminator::Switch { cases, default, .. } => cases.iter().map(|(_, to)| *to).chain([*default]).collect(),
            Terminator::Dispatch { table, .. } => table.iter().copied().collect(),
            Terminator::Return(_) | Terminator::Unreachable => smallvec![],
        }
    }

    /// The vreg read.
    #[must_use]
    pub fn used(&self) -> Option<VReg> {
        match self {
            Terminator::Branch { cond, .. } => Some(*cond),
            Terminator::Switch { on, .. } | Terminator::Dispatch { on, .. } => Some(*on),
            Terminator::Return(value) => *value,
            Terminator::Jump(_) | Terminator::Unreachable => None,
        }
    }
}
