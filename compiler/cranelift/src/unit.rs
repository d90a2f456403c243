//! A module's data objects, and the compilation of its functions on all cores.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::isa::TargetIsa;
use cranelift_entity::EntityRef;
use cranelift_frontend::FunctionBuilderContext;
use cranelift_module::{DataDescription, FuncId, Module, ModuleError, ModuleReloc};
use yarrow_lir::{self as lir, DataObject, Func, Target};

use crate::debug::{Lines, Positions};
use crate::declare::{Ids, Import, Reach, Unit};
use crate::error::CraneliftError;
use crate::function::build_function;
use crate::options::Listing;

/// Below so many instructions of LIR, a thread costs more than it brings.
const INSTS_PER_THREAD: usize = 2000;

/// A function in machine code, on its way to the module.
struct Code {
    bytes: Vec<u8>,
    align: u64,
    relocs: Vec<ModuleReloc>,
    lines: Lines,
}

/// What is known of a module's code besides the code.
pub(crate) struct Emitted {
    /// The functions' source positions, in order.
    pub(crate) lines: Vec<(FuncId, Lines)>,
    /// Bytes of machine code.
    pub(crate) code_size: usize,
}

/// Declares and defines everything in `module`; `quick` is its machine with the settings for heavy functions.
pub(crate) fn emit_module<M: Module>(
    module: &mut M,
    lir: &lir::Module,
    quick: &dyn TargetIsa,
    reach: Reach,
    positions: Positions,
) -> Result<Emitted, CraneliftError> {
    let named = |source: ModuleError| refused(lir, source);
    let ids = Ids::declare(module, lir).map_err(|e| refused(lir, e))?;
    let code = {
        let unit = Unit { lir, isa: module.isa(), quick, reach, positions, ids: &ids };
        compile_functions(&unit)?
    };
    let mut emitted = Emitted { lines: Vec::with_capacity(lir.functions.len()), code_size: 0 };
    for ((func, _), code) in lir.functions.iter().zip(code) {
        module.define_function_bytes(ids.functions[func], code.align, &code.bytes, &code.relocs).map_err(named)?;
        emitted.code_size += code.bytes.len();
        emitted.lines.push((ids.functions[func], code.lines));
    }
    for (data, object) in &lir.data {
        let description = describe(module, &ids, object);
        module.define_data(ids.data[data], &description).map_err(named)?;
    }
    Ok(emitted)
}

/// Each function as text.
pub(crate) fn list_functions<M: Module>(
    module: &mut M,
    lir: &lir::Module,
    quick: &dyn TargetIsa,
    listing: Listing,
) -> Result<String, CraneliftError> {
    let ids = Ids::declare(module, lir).map_err(|e| refused(lir, e))?;
    let unit = Unit { lir, isa: module.isa(), quick, reach: Reach::Near, positions: Positions::Dropped, ids: &ids };
    let mut scratch = Scratch::new();
    let mut out = String::new();
    for (func, function) in &lir.functions {
        build_function(&unit, func, &mut scratch.context.func, &mut scratch.builder);
        let text = match listing {
            Listing::Clif => scratch.context.func.display().to_string(),
            Listing::Assembly => {
                scratch.context.set_disasm(true);
                let code = scratch
                    .context
                    .compile(unit.isa_of(function), &mut ControlPlane::default())
                    .map_err(|e| CraneliftError::Function { function: function.name.clone(), source: e.inner })?;
                code.vcode.clone().unwrap_or_default()
            }
        };
        out.push_str(&format!("; {}\n{text}\n", function.name));
        scratch.context.clear();
    }
    Ok(out)
}

fn refused(lir: &lir::Module, source: impl Into<Box<ModuleError>>) -> CraneliftError {
    CraneliftError::Module { module: lir.name.clone(), source: source.into() }
}

fn describe<M: Module>(module: &mut M, ids: &Ids, object: &DataObject) -> DataDescription {
    let mut description = DataDescription::new();
    if object.relocs.is_empty() && object.writable && object.bytes.iter().all(|&b| b == 0) {
        description.define_zeroinit(object.bytes.len());
    } else {
        description.define(object.bytes.clone().into_boxed_slice());
    }
    description.set_align(u64::from(object.align.max(1)));
    for (offset, target) in &object.relocs {
        let import = match target {
            Target::Func(func) => Import::Function(ids.functions[*func]),
            Target::Data(data) => Import::Data(ids.data[*data]),
            Target::Extern(name) => ids.externs[name],
        };
        match import {
            Import::Function(id) => {
                let reference = module.declare_func_in_data(id, &mut description);
                description.write_function_addr(*offset, reference);
            }
            Import::Data(id) => {
                let reference = module.declare_data_in_data(id, &mut description);
                description.write_data_addr(*offset, reference, 0);
            }
        }
    }
    description
}

/// What a thread keeps from one function to the next.
struct Scratch {
    context: Context,
    builder: FunctionBuilderContext,
}

impl Scratch {
    fn new() -> Scratch {
        Scratch { context: Context::new(), builder: FunctionBuilderContext::new() }
    }
}

/// Compiles every function, in the module's order.
fn compile_functions(unit: &Unit<'_>) -> Result<Vec<Code>, CraneliftError> {
    let sizes: Vec<usize> =
        unit.lir.functions.values().map(|f| f.blocks.values().map(|b| b.insts.len() + 1).sum()).collect();
    let total: usize = sizes.iter().sum();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(total / INSTS_PER_THREAD + 1);
    if threads == 1 {
        let mut scratch = Scratch::new();
        return unit.lir.functions.keys().map(|func| compile_function(unit, func, &mut scratch)).collect();
    }
    // Large functions first, so that none is left for the end.
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(sizes[i]), i));
    let next = AtomicUsize::new(0);
    let compiled: Vec<Mutex<Option<Result<Code, CraneliftError>>>> = sizes.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        let mut scratch = Scratch::new();
        while let Some(&i) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let code = compile_function(unit, Func::new(i), &mut scratch);
            if let Ok(mut place) = compiled[i].lock() {
                *place = Some(code);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // A thread that does not start leaves its work to the others.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    compiled.into_iter().map(|c| c.into_inner().ok().flatten().ok_or(CraneliftError::Thread)?).collect()
}

fn compile_function(unit: &Unit<'_>, func: Func, scratch: &mut Scratch) -> Result<Code, CraneliftError> {
    let context = &mut scratch.context;
    let locs = build_function(unit, func, &mut context.func, &mut scratch.builder);
    let result = context.compile(unit.isa_of(&unit.lir.functions[func]), &mut ControlPlane::default()).map(|code| {
        let align = u64::from(code.buffer.alignment);
        (code.code_buffer().to_vec(), align.max(u64::from(unit.isa.function_alignment().minimum)))
    });
    let (bytes, align) = result
        .map_err(|e| CraneliftError::Function { function: unit.lir.functions[func].name.clone(), source: e.inner })?;
    let id = unit.ids.functions[func];
    let relocs = context.compiled_code().map_or_else(Vec::new, |code| {
        code.buffer.relocs().iter().map(|reloc| ModuleReloc::from_mach_reloc(reloc, &context.func, id)).collect()
    });
    let lines = match (unit.positions, context.compiled_code()) {
        (Positions::Kept, Some(code)) => Lines::compute(&locs, code.buffer.get_srclocs_sorted(), bytes.len() as u32),
        (Positions::Kept, None) | (Positions::Dropped, _) => Lines::default(),
    };
    context.clear();
    Ok(Code { bytes, align, relocs, lines })
}
