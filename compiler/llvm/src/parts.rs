//! Large modules in parts, each compiled with an LLVM context of its own on a thread of its own, to
//! an object of its own.
//!
//! Functions are cut into runs of neighbours of about [`PART_WEIGHT`], whatever machine this is: so the
//! objects are the same everywhere. Part 0 has the data. What another part refers to is a hidden symbol
//! with a number in its name, since names of local functions need not differ; all else is as local as
//! in a whole module.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use cranelift_entity::{EntityRef, SecondaryMap};
use yarrow_lir::{Data, Func, Function, InstKind, Linkage, Module, Target, require_valid};

use crate::{LlvmError, OptLevel, Options, Times, compile_part};

/// LIR instructions and blocks of a part, about: so many that starting LLVM for it does not count.
const PART_WEIGHT: u64 = 5000;

/// LLVM recurses along long chains of blocks.
const STACK_SIZE: usize = 256 << 20;

/// Which part has what, and what the parts see of each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Partition {
    part: SecondaryMap<Func, u32>,
    shared_functions: SecondaryMap<Func, bool>,
    shared_data: SecondaryMap<Data, bool>,
    weights: Vec<u64>,
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

    fn compute(lir: &Module) -> Partition {
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

/// What is made of a module for a linker.
#[derive(Debug)]
pub struct Objects {
    /// Never empty, and to be linked together.
    pub objects: Vec<Vec<u8>>,
    /// Of the part that took longest.
    pub times: Times,
    /// Likewise, of code generation.
    pub emission: Duration,
}

/// As [`crate::compile`], for objects alone: a large module is made in parts, as many at once as there
/// are processors. Not at `O3`, whose passes look across functions.
pub fn compile_objects(lir: &Module, options: &Options) -> Result<Objects, LlvmError> {
    require_valid(lir)?;
    let partition = match options.opt {
        OptLevel::O0 | OptLevel::O1 | OptLevel::O2 => Partition::compute(lir),
        OptLevel::O3 => Partition::whole(),
    };
    let mut order: Vec<usize> = (0..partition.weights.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(partition.weights[i]), i));
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(order.len());
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let work = || {
        while let Some(&index) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let result = compile_one(lir, options, partition.part(index));
            done.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let thread = std::thread::Builder::new().name("llvm".to_owned()).stack_size(STACK_SIZE);
            if thread.spawn_scoped(scope, work).is_err() {
                // Where the system has no thread to give, this one does the rest.
                work();
                break;
            }
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    let mut objects = Objects { objects: Vec::new(), times: Times::default(), emission: Duration::ZERO };
    let mut longest = Duration::ZERO;
    for (_, result) in done {
        let (object, times, emission) = result?;
        objects.objects.push(object);
        let all = times.building + times.passes + emission;
        if all >= longest {
            (longest, objects.times, objects.emission) = (all, times, emission);
        }
    }
    Ok(objects)
}

fn compile_one(lir: &Module, options: &Options, part: Part<'_>) -> Result<(Vec<u8>, Times, Duration), LlvmError> {
    let compiled = compile_part(lir, options, part)?;
    let start = Instant::now();
    let object = compiled.object_once()?;
    Ok((object, compiled.times(), start.elapsed()))
}

#[cfg(test)]
mod tests {
    use super::{PART_WEIGHT, compile_objects};
    use crate::{OptLevel, Options};
    use std::fmt::Write;
    use yarrow_lir::{Module, parse_module};

    /// Functions that call each other in a ring, of the same name.
    fn ring(count: u64, length: u64) -> Module {
        let mut text = String::from("module \"ring\"\n");
        for i in 0..count {
            let _ =
                writeln!(text, "func f{i} local \"same\"(v0: i64) -> i64 {{\n  vregs v1: i64\nbb0:\n  v1 = copy v0");
            for _ in 0..length {
                text.push_str("  v1 = add v1, v0\n");
            }
            let _ = writeln!(text, "  v1 = call f{}(v1)\n  return v1\n}}", (i + 1) % count);
        }
        parse_module(&text).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn a_large_module_gives_several_objects_and_the_same_each_time() {
        let options = Options { opt: OptLevel::O0, ..Options::default() };
        let small = compile_objects(&ring(4, 10), &options).expect("compiles");
        assert_eq!(small.objects.len(), 1);
        let large = ring(8, PART_WEIGHT / 2);
        let first = compile_objects(&large, &options).expect("compiles").objects;
        assert_eq!(first.len(), 4);
        assert!(first == compile_objects(&large, &options).expect("compiles").objects);
        let whole = Options { opt: OptLevel::O3, ..Options::default() };
        assert_eq!(compile_objects(&large, &whole).expect("compiles").objects.len(), 1);
    }
}
