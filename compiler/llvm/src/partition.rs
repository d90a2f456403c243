//! How a large module is cut into parts: runs of neighbouring functions of about [`PART_WEIGHT`], whatever machine this
//! is. So the objects are the same everywhere. Part 0 has the data. What another part refers to is a hidden symbol
//! with a number in its name, since names of local functions need not differ; all else is as local as
//! in a whole module.

use cranelift_entity::{EntityRef, SecondaryMap};
use yarrow_lir::{Data, Func, Function, InstKind, Linkage, Module, Target};

/// LIR instructions and blocks of a part, about: so many that starting LLVM for it does not count.
pub(crate) const PART_WEIGHT: u64 = 5000;

/// Which part has what, and what the parts see of each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Partition {
    part: SecondaryMap<Func, u32>,
    shared_functions: SecondaryMap<Func, bool>,
    shared_data: SecondaryMap<Data, bool>,
    pub(crate) weights: Vec<u64>,
}

/// One part of a module.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'p> {
    partition: &'p Partition,
    index: u32,
}

impl Part<'_> {
    pub(crate) fn has(self, func: Func) -> bool {
        self.partition.part[func] == self.index
    }

    pub(crate) fn has_data(self) -> bool {
        self.index == 0
    }

    /// Does another part refer to the function?
    pub(crate) fn shares(self, func: Func) -> bool {
        self.partition.shared_functions[func]
    }

    pub(crate) fn shares_data(self, data: Data) -> bool {
        self.partition.shared_data[data]
    }
}

impl Partition {
    /// Everything in one part.
    pub(crate) fn whole() -> Partition {
        Partition { weights: vec![0], ..Partition::default() }
    }

    pub(crate) fn part(&self, index: usize) -> Part<'_> {
        Part { partition: self, index: u32::try_from(index).expect("few parts") }
    }

    pub(crate) fn compute(lir: &Module) -> Partition {
        let total: u64 = lir.functions.values().map(weight).sum();
        let count = (total / PART_WEIGHT).max(1);
        let mut partition = Partition { weights: vec![0], ..Partition::default() };
        let mut sum = 0;
        for (func, function) in &lir.functions {
            let current = partition.weights.len() as u64;
            if sum * count >= current * total && current < count {
                partition.weights.push(0);
            }
            partition.part[func] = u32::try_from(partition.weights.len() - 1).expect("few parts");
            sum += weight(function);
            *partition.weights.last_mut().expect("never empty") += weight(function);
        }
        partition.find_shared(lir);
        partition
    }

    fn find_shared(&mut self, lir: &Module) {
        for (from, function) in &lir.functions {
            for inst in function.blocks.values().flat_map(|b| &b.insts) {
                match &inst.kind {
                    InstKind::FuncAddr { func, .. } | InstKind::Call { func, .. } => {
                        self.shared_functions[*func] |= self.part[*func] != self.part[from];
                    }
                    InstKind::DataAddr { data, .. } => self.shared_data[*data] |= self.part[from] != 0,
                    InstKind::Iconst { .. }
                    | InstKind::Fconst { .. }
                    | InstKind::Copy { .. }
                    | InstKind::Binary { .. }
                    | InstKind::Unary { .. }
                    | InstKind::Overflow { .. }
                    | InstKind::Icmp { .. }
                    | InstKind::Fcmp { .. }
                    | InstKind::Select { .. }
                    | InstKind::Load { .. }
                    | InstKind::Store { .. }
                    | InstKind::StackPointer { .. }
                    | InstKind::CallIndirect { .. }
                    | InstKind::CallRt { .. } => {}
                }
            }
        }
        for (_, target) in lir.data.values().flat_map(|d| &d.relocs) {
            if let Target::Func(func) = target {
                self.shared_functions[*func] |= self.part[*func] != 0;
            }
        }
    }
}

fn weight(function: &Function) -> u64 {
    function.blocks.values().map(|b| b.insts.len() as u64 + 1).sum()
}

/// The symbol of a function.
pub(crate) fn function_symbol(function: &Function, func: Func, part: Part<'_>) -> String {
    match function.linkage {
        Linkage::Local if part.shares(func) => format!("{}.f{}", function.name, func.index()),
        Linkage::Local | Linkage::Export => function.name.clone(),
    }
}
