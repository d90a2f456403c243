//! One module, or a part of one, through LLVM: its form, the passes, and what is written of it.

use std::time::Duration;

use inkwell::context::Context;
use inkwell::module::Module;
use inkwell::support::LLVMString;
use inkwell::targets::{FileType, TargetMachine};
use rustix::time::{ClockId, clock_gettime};
use yarrow_lir as lir;

use crate::error::LlvmError;
use crate::function::emit_function;
use crate::module::ModuleEmitter;
use crate::options::Options;
use crate::partition::Part;
use crate::raw::Detached;
use crate::{pipeline, target};

/// The processor time of this thread.
pub(crate) fn thread_time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0))
}

/// An optimised module.
pub struct Compiled {
    module: Detached,
    machine: TargetMachine,
    passes: Duration,
}

impl Compiled {
    /// The object file.
    pub fn object(&self) -> Result<Vec<u8>, LlvmError> {
        self.emit(FileType::Object)
    }

    /// The same as assembly text.
    pub fn assembly(&self) -> Result<String, LlvmError> {
        let text = self.emit(FileType::Assembly)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// LLVM's form of the module, after optimisation.
    #[must_use]
    pub fn llvm_ir(&self) -> String {
        self.module.module().print_to_string().to_string()
    }

    /// What optimising it took of a processor, whoever else had it meanwhile.
    #[must_use]
    pub fn passes(&self) -> Duration {
        self.passes
    }

    /// The object file, of a module that nothing else is asked of.
    pub(crate) fn object_once(&self) -> Result<Vec<u8>, LlvmError> {
        self.emit_module(self.module.module(), FileType::Object)
    }

    fn emit(&self, kind: FileType) -> Result<Vec<u8>, LlvmError> {
        // Code generation changes the module it is given, so each output takes a copy.
        self.emit_module(&self.module.module().clone(), kind)
    }

    fn emit_module(&self, module: &Module<'_>, kind: FileType) -> Result<Vec<u8>, LlvmError> {
        let buffer = self
            .machine
            .write_to_memory_buffer(module, kind)
            .map_err(|e: LLVMString| LlvmError::Emission(e.to_string()))?;
        let bytes = buffer.as_slice();
        // LLVM ends the text of a buffer with a NUL that inkwell counts in.
        let end = if kind == FileType::Assembly { text_end(bytes) } else { bytes.len() };
        Ok(bytes[..end].to_vec())
    }
}

fn text_end(bytes: &[u8]) -> usize {
    bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len())
}

/// A part of a verified module.
pub(crate) fn compile_part(lir: &yarrow_lir::Module, options: &Options, part: Part<'_>) -> Result<Compiled, LlvmError> {
    let machine = target::create_machine(options)?;
    let mut passes = Duration::ZERO;
    let module = Detached::make(|context| {
        let module = emit_module(context, lir, part, &machine, options)?;
        if cfg!(debug_assertions) {
            verify(&module)?;
        }
        let built = thread_time();
        pipeline::optimise(&module, &machine, options.opt)?;
        passes = thread_time().saturating_sub(built);
        Ok::<_, LlvmError>(module)
    })?;
    Ok(Compiled { module, machine, passes })
}

pub(crate) fn verify(module: &Module) -> Result<(), LlvmError> {
    module.verify().map_err(|e| LlvmError::Invalid {
        module: module.get_name().to_string_lossy().into_owned(),
        message: e.to_string(),
    })
}

pub(crate) fn emit_module<'ctx>(
    context: &'ctx Context,
    lir: &lir::Module,
    part: Part<'_>,
    machine: &TargetMachine,
    options: &Options,
) -> Result<Module<'ctx>, LlvmError> {
    let emitter = ModuleEmitter::new(context, lir, part, machine, options);
    for (func, function) in lir.functions.iter().filter(|(func, _)| part.has(*func)) {
        emit_function(&emitter, emitter.function(func), function)?;
    }
    if let Some(debug) = &emitter.debug {
        debug.finish();
    }
    Ok(emitter.module)
}
