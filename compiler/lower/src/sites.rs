//! A guess of what an access of a named property is likely to find. It decides which cases of the site's cache are tested inline;
//! the runtime tests the others, in the same cache.

use std::collections::{BTreeMap, BTreeSet};
use yarrow_mir::{Block, Function, FunctionKind, GuardOp, Inst, Op, Terminator, VReg};

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
                Op::Call(_) | Op::CallNext(_) => {
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

/// The caches that guards of properties share with the operations that their exits go on with: what misses in the guard is found
/// there, and the runtime notes it for both.
#[derive(Debug, Default)]
pub struct SharedCaches {
    /// By block that begins with such an operation.
    operations: BTreeMap<Block, i32>,
    /// By block that ends with the guard.
    guards: BTreeMap<Block, i32>,
}

impl SharedCaches {
    /// `new_cache` makes a cache.
    pub fn compute(f: &Function, mut new_cache: impl FnMut() -> i32) -> SharedCaches {
        let mut shared = SharedCaches::default();
        for (b, data) in &f.blocks {
            let Terminator::Guard { op, exit, .. } = data.term else { continue };
            let fits = |b: Block| {
                f.blocks[b].insts.first().is_some_and(|inst| match (op, inst.op) {
                    (GuardOp::GetMethod(name), Op::GetProp(of)) | (GuardOp::LoadBuiltin(name), Op::LoadBuiltin(of)) => {
                        name == of
                    }
                    _ => false,
                })
            };
            // The exit boxes what the operation needs.
            let behind = match f.blocks[exit].term {
                Terminator::Jump(to) => Some(to),
                _ => None,
            };
            if let Some(at) = behind.into_iter().chain([exit]).find(|b| fits(*b)) {
                let cache = *shared.operations.entry(at).or_insert_with(&mut new_cache);
                shared.guards.insert(b, cache);
            }
        }
        shared
    }

    /// The cache of the first instruction of the block.
    #[must_use]
    pub fn of_block(&self, b: Block) -> Option<i32> {
        self.operations.get(&b).copied()
    }

    /// The cache of the guard at the end of the block.
    #[must_use]
    pub fn of_guard(&self, b: Block) -> Option<i32> {
        self.guards.get(&b).copied()
    }
}
