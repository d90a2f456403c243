//! How a large module is cut into parts: runs of neighbouring functions of about [`PART_WEIGHT`]. The cut does not depend on the machine,
//! so the objects are the same everywhere.
//!
//! Functions that are compiled quickly have parts of their own, since LLVM allocates registers for a whole module in one way. Part 0 has
//! the data. What another part refers to becomes a hidden symbol with a number in its name, since the names of local functions may
//! be equal. Everything else stays local, as in a whole module.

use cranelift_entity::{EntityRef, SecondaryMap};
use yarrow_lir::{Data, Frequency, Func, Function, InstKind, Linkage, Module, OptLevel, Target};

/// LIR instructions and blocks of a part, about: so many that starting LLVM for it does not count.
pub(crate) const PART_WEIGHT: u64 = 5000;

/// Which part has what, and what the parts see of each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Partition {
    part: SecondaryMap<Func, u32>,
    shared_functions: SecondaryMap<Func, bool>,
    shared_data: SecondaryMap<Data, bool>,
    pub(crate) weights: Vec<u64>,
    /// Parts from this one on are compiled quickly: as at `O0`.
    quick_from: u32,
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

    /// Is the part left to the code generation of `O0`?
    pub(crate) fn is_quick(self) -> bool {
        self.index >= self.partition.quick_from
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
        Partition { weights: vec![0], quick_from: u32::MAX, ..Partition::default() }
    }

    pub(crate) fn part(&self, index: usize) -> Part<'_> {
        Part { partition: self, index: u32::try_from(index).expect("few parts") }
    }

    /// Parts for this level. What is compiled quickly comes behind the rest: functions that would take too long
    /// otherwise, and those that run once, if they are worth a part of their own.
    pub(crate) fn compute(lir: &Module, opt: OptLevel) -> Partition {
        let is_once = |f: &Function| f.frequency == Frequency::Once && matches!(opt, OptLevel::O1 | OptLevel::O2);
        let once: u64 = lir.functions.values().filter(|f| is_once(f)).map(weight).sum();
        let quick: SecondaryMap<Func, bool> = (lir.functions.iter())
            .filter(|(_, f)| opt != OptLevel::O0 && (f.is_heavy() || once > PART_WEIGHT && is_once(f)))
            .map(|(func, _)| (func, true))
            .collect();
        let mut partition = Partition { quick_from: u32::MAX, ..Partition::default() };
        // The passes of `O3` look across functions.
        let others = if opt == OptLevel::O3 { u64::MAX } else { PART_WEIGHT };
        partition.cut(lir, others, |func| !quick[func]);
        if lir.functions.keys().any(|func| quick[func]) {
            partition.quick_from = u32::try_from(partition.weights.len()).expect("few parts");
            partition.cut(lir, PART_WEIGHT, |func| quick[func]);
        }
        partition.find_shared(lir);
        partition
    }

    /// Cuts some of the functions into parts of about this weight.
    fn cut(&mut self, lir: &Module, part_weight: u64, has: impl Fn(Func) -> bool) {
        let functions = || lir.functions.iter().filter(|(func, _)| has(*func));
        let total: u64 = functions().map(|(_, f)| weight(f)).sum();
        let count = (total / part_weight).max(1);
        let first = self.weights.len();
        self.weights.push(0);
        let mut sum = 0;
        for (func, function) in functions() {
            let current = (self.weights.len() - first) as u64;
            if sum * count >= current * total && current < count {
                self.weights.push(0);
            }
            self.part[func] = u32::try_from(self.weights.len() - 1).expect("few parts");
            sum += weight(function);
            *self.weights.last_mut().expect("never empty") += weight(function);
        }
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
