//! Large modules in parts, each compiled with an LLVM context of its own on a thread of its own, to
//! an object of its own. How it is cut is in `partition`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use yarrow_lir::{Module, require_valid};

use crate::compile::{compile_part, thread_time};
use crate::error::LlvmError;
use crate::options::Options;
use crate::partition::{Part, Partition};
use yarrow_lir::OptLevel;

/// LLVM recurses along long chains of blocks.
const STACK_SIZE: usize = 256 << 20;

/// What is made of a module for a linker.
#[derive(Debug)]
pub struct Objects {
    /// Never empty, and to be linked together.
    pub objects: Vec<Vec<u8>>,
    /// What all parts together took of the processors: optimising LLVM's form.
    pub passes: Duration,
    /// And making machine code of it.
    pub emission: Duration,
    /// How many were made at the same time.
    pub threads: usize,
}

/// As [`crate::compile`], for objects alone: a large module is made in parts, as many at once as there
/// are processors. At `O3`, whose passes look across functions, that is for heavy functions only.
pub fn compile_objects(lir: &Module, options: &Options) -> Result<Objects, LlvmError> {
    require_valid(lir)?;
    let partition = Partition::compute(lir, options.opt);
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
    let mut objects =
        Objects { objects: Vec::new(), passes: Duration::ZERO, emission: Duration::ZERO, threads: threads.max(1) };
    for (_, result) in done {
        let (object, passes, emission) = result?;
        objects.objects.push(object);
        objects.passes += passes;
        objects.emission += emission;
    }
    Ok(objects)
}

fn compile_one(lir: &Module, options: &Options, part: Part<'_>) -> Result<(Vec<u8>, Duration, Duration), LlvmError> {
    let quick = part.is_quick().then(|| Options { opt: OptLevel::O0, ..options.clone() });
    let compiled = compile_part(lir, quick.as_ref().unwrap_or(options), part)?;
    let start = thread_time();
    let object = compiled.object_once()?;
    Ok((object, compiled.passes(), thread_time().saturating_sub(start)))
}

#[cfg(test)]
mod tests {
    use super::compile_objects;
    use crate::Options;
    use crate::partition::PART_WEIGHT;
    use std::fmt::Write;
    use yarrow_lir::OptLevel;
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

    /// A function of more blocks than good code generation takes has an object of its own.
    #[test]
    fn heavy_functions_are_parts_of_their_own() {
        let blocks = yarrow_lir::MAX_BLOCKS + 1;
        let mut text =
            String::from("module \"heavy\"\nfunc f0 export \"light\"(v0: i64) -> i64 {\nbb0:\n  return v0\n}\n");
        text.push_str("func f1 export \"heavy\"(v0: i64) -> i64 {\n");
        for i in 0..blocks {
            let _ = writeln!(text, "bb{i}:\n  jump bb{}", i + 1);
        }
        let _ = writeln!(text, "bb{blocks}:\n  return v0\n}}");
        let module = parse_module(&text).unwrap_or_else(|e| panic!("{e}"));
        // Without optimisation, parts are cut by weight alone.
        for (opt, parts) in [(OptLevel::O0, 1), (OptLevel::O2, 2), (OptLevel::O3, 2)] {
            let options = Options { opt, ..Options::default() };
            assert_eq!(compile_objects(&module, &options).expect("compiles").objects.len(), parts, "{opt:?}");
        }
    }
}
