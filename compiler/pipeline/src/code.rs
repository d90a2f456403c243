//! LIR, and what either back end makes of it.

use crate::observe::{Observer, Step};
use crate::settings::Settings;
use yarrow_cranelift::{CraneliftError, Listing};
use yarrow_llvm::LlvmError;

/// A unit's LIR.
pub struct Code<'o> {
    lir: yarrow_lir::Module,
    settings: Settings,
    observer: &'o dyn Observer,
}

/// The address of a symbol that the unit refers to and does not define.
type Resolve<'r> = &'r dyn Fn(&str) -> Option<*const u8>;

impl<'o> Code<'o> {
    pub(crate) fn new(lir: yarrow_lir::Module, settings: Settings, observer: &'o dyn Observer) -> Code<'o> {
        Code { lir, settings, observer }
    }

    #[must_use]
    pub fn lir(&self) -> &yarrow_lir::Module {
        &self.lir
    }

    /// LLVM's optimised form.
    ///
    /// # Errors
    /// If LLVM has something against it.
    pub fn llvm(&self) -> Result<yarrow_llvm::Compiled, LlvmError> {
        self.observer.begins(Step::CodeGeneration);
        yarrow_llvm::compile(&self.lir, &self.settings.llvm())
    }

    /// Objects of LLVM's for the linker, of large modules several, made at the same time.
    ///
    /// # Errors
    /// As [`Code::llvm`].
    pub fn llvm_objects(&self) -> Result<yarrow_llvm::Objects, LlvmError> {
        self.observer.begins(Step::CodeGeneration);
        yarrow_llvm::compile_objects(&self.lir, &self.settings.llvm())
    }

    /// LLVM's code, in this process.
    ///
    /// # Errors
    /// As [`Code::llvm`], and for a symbol that `resolve` does not know.
    pub fn llvm_in_memory(&self, resolve: Resolve<'_>) -> Result<yarrow_llvm::Loaded, LlvmError> {
        self.observer.begins(Step::CodeGeneration);
        yarrow_llvm::compile_in_memory(&self.lir, &self.settings.llvm(), resolve)
    }

    /// Cranelift's object.
    ///
    /// # Errors
    /// If Cranelift has something against it.
    pub fn cranelift_object(&self) -> Result<Vec<u8>, CraneliftError> {
        self.observer.begins(Step::CodeGeneration);
        yarrow_cranelift::compile(&self.lir, &self.settings.cranelift())
    }

    /// Cranelift's code, in this process.
    ///
    /// # Errors
    /// As [`Code::cranelift_object`], and for a symbol that `resolve` does not know.
    pub fn cranelift_in_memory(&self, resolve: Resolve<'_>) -> Result<yarrow_cranelift::Loaded, CraneliftError> {
        self.observer.begins(Step::CodeGeneration);
        yarrow_cranelift::compile_in_memory(&self.lir, &self.settings.cranelift(), resolve)
    }

    /// What Cranelift makes of it, as text.
    ///
    /// # Errors
    /// As [`Code::cranelift_object`].
    pub fn cranelift_text(&self, listing: Listing) -> Result<String, CraneliftError> {
        self.observer.begins(Step::CodeGeneration);
        yarrow_cranelift::list(&self.lir, &self.settings.cranelift(), listing)
    }
}
