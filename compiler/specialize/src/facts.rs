//! What is known of boxed vregs at a place of the typed copy.

use std::collections::{BTreeMap, BTreeSet};
use yarrow_mir::{Function, Layout, Type, VReg};

/// A machine representation of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Num {
    I32,
    F64,
}

impl Num {
    pub fn ty(self) -> Type {
        match self {
            Num::I32 => Type::I32,
            Num::F64 => Type::F64,
        }
    }
}

/// A number, which a vreg of the typed copy holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    pub num: Num,
    /// The boxed vreg has it too.
    pub boxed: bool,
}

/// By boxed vreg; of those that are missing nothing is known, and they are boxed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    numbers: BTreeMap<VReg, Fact>,
    /// Objects that have a layout.
    layouts: BTreeMap<VReg, Layout>,
    /// Arrays and ordinary objects, which they stay.
    plain: BTreeSet<VReg>,
}

impl Facts {
    pub fn get(&self, v: VReg) -> Option<Fact> {
        self.numbers.get(&v).copied()
    }

    /// It is this number now.
    pub fn set(&mut self, v: VReg, fact: Fact) {
        self.forget(v);
        self.numbers.insert(v, fact);
    }

    pub fn forget(&mut self, v: VReg) {
        self.layouts.remove(&v);
        self.plain.remove(&v);
        self.numbers.remove(&v);
    }

    pub fn layout(&self, v: VReg) -> Option<Layout> {
        self.layouts.get(&v).copied()
    }

    pub fn set_layout(&mut self, v: VReg, layout: Layout) {
        self.layouts.insert(v, layout);
    }

    pub fn layouts(&self) -> impl Iterator<Item = (VReg, Layout)> + '_ {
        self.layouts.iter().map(|(v, layout)| (*v, *layout))
    }

    pub fn is_plain(&self, v: VReg) -> bool {
        self.plain.contains(&v)
    }

    pub fn set_plain(&mut self, v: VReg) {
        self.plain.insert(v);
    }

    pub fn plain(&self) -> impl Iterator<Item = VReg> + '_ {
        self.plain.iter().copied()
    }

    /// Something has been done that may change objects.
    pub fn forget_layouts(&mut self) {
        self.layouts.clear();
    }

    /// The boxed vreg has what is known of it from here on.
    pub fn note_boxed(&mut self, v: VReg) {
        if let Some(fact) = self.numbers.get_mut(&v) {
            fact.boxed = true;
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (VReg, Fact)> + '_ {
        self.numbers.iter().map(|(v, fact)| (*v, *fact))
    }

    /// Those that stand only in a vreg of the typed copy.
    pub fn unboxed(&self) -> impl Iterator<Item = (VReg, Num)> + '_ {
        self.iter().filter(|(_, fact)| !fact.boxed).map(|(v, fact)| (v, fact.num))
    }

    pub fn retain(&mut self, mut keep: impl FnMut(VReg) -> bool) {
        self.numbers.retain(|v, _| keep(*v));
        self.layouts.retain(|v, _| keep(*v));
        self.plain.retain(|v| keep(*v));
    }

    /// What holds on both ways. An integer and a double are a double.
    pub fn join(&mut self, other: &Facts) {
        self.layouts.retain(|v, layout| other.layout(*v) == Some(*layout));
        self.plain.retain(|v| other.is_plain(*v));
        self.numbers.retain(|v, fact| {
            let Some(of) = other.get(*v) else { return false };
            if of.num != fact.num {
                fact.num = Num::F64;
            }
            fact.boxed &= of.boxed;
            true
        });
    }

    /// The representation in which a vreg stands, which may be of a machine type itself.
    pub fn num(&self, f: &Function, v: VReg) -> Option<Num> {
        match f.ty(v) {
            Type::I32 => Some(Num::I32),
            Type::F64 => Some(Num::F64),
            Type::Bool => None,
            Type::Value => self.get(v).map(|fact| fact.num),
        }
    }
}
