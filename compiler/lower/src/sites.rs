//! A guess of what an access of a named property is likely to find. It decides which cases of the site's cache are tested inline;
//! the runtime tests the others, in the same cache.

use std::collections::BTreeSet;
use yarrow_mir::{Function, FunctionKind, Inst, Op, VReg};

/// The guesses for a function.
#[derive(Debug, Default)]
pub struct Sites {
    callees: BTreeSet<VReg>,
    fresh: BTreeSet<VReg>,
}

impl Sites {
    #[must_use]
    pub fn compute(f: &Function) -> Sites {
        let mut sites = Sites::default();
        let makes = matches!(f.kind, FunctionKind::Normal | FunctionKind::ClassBase | FunctionKind::ClassDerived);
        for inst in f.blocks.values().flat_map(|b| &b.insts) {
            match inst.op {
                Op::Call(_) => {
                    sites.callees.insert(inst.args[0]);
                }
                Op::NewObject(_) | Op::Construct(_) | Op::ConstructSpread(_) => sites.fresh.extend(inst.dst),
                Op::This if makes => sites.fresh.extend(inst.dst),
                Op::Copy if sites.fresh.contains(&inst.args[0]) => sites.fresh.extend(inst.dst),
                // In a derived constructor, `this` is what `super` has made.
                Op::LoadEnv(_) if f.kind == FunctionKind::ClassDerived => sites.fresh.extend(inst.dst),
                _ => {}
            }
        }
        sites
    }

    /// Is what this instruction reads often inherited? Methods are, other properties are the object's own.
    #[must_use]
    pub fn reads_method(&self, inst: &Inst) -> bool {
        inst.dst.is_some_and(|d| self.callees.contains(&d))
    }

    /// May what this instruction writes be a new property? Of an object that the function makes.
    #[must_use]
    pub fn may_add(&self, inst: &Inst) -> bool {
        matches!(inst.op, Op::InitProp(_)) || self.fresh.contains(&inst.args[0])
    }
}
