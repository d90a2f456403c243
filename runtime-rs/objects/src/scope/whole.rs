//! Doors to the context as a whole: realms, collections, settings.

use super::{Cells, Scope};
use crate::context::{Evaluator, LibraryInstaller};
use crate::intrinsics::Intrinsics;
use crate::realms::RealmId;
use crate::throw::JsResult;
use crate::values::{Object, StringBuilder, Value};
use std::io::Write;
use yarrow_abi::libraries::libraries_of;

impl<'s> Scope<'s> {
    /// Collects if the heap asks for it: call it in loops that allocate without end.
    pub fn poll(&mut self) {
        self.ctx.poll();
    }

    /// Collects now.
    pub fn collect(&mut self) {
        self.ctx.collect();
    }

    /// Bytes in use by the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.ctx.heap_bytes()
    }

    /// Writes to the program's standard output, which is buffered.
    pub fn write_stdout(&mut self, bytes: &[u8]) {
        self.ctx.stdout.write(bytes);
    }

    /// Flushes standard output, then writes to standard error.
    pub fn write_stderr(&mut self, bytes: &[u8]) {
        self.ctx.stdout.flush();
        // There is nowhere left to report a failure of standard error to.
        let _ = std::io::stderr().write_all(bytes);
    }

    /// Flushes standard output.
    pub fn flush_stdout(&mut self) {
        self.ctx.stdout.flush();
    }

    /// What the process ends with where nothing else decides it.
    #[must_use]
    pub fn exit_code(&self) -> i32 {
        self.ctx.exit_code
    }

    pub fn set_exit_code(&mut self, code: i32) {
        self.ctx.exit_code = code;
    }

    #[must_use]
    pub fn current_realm(&self) -> RealmId {
        self.ctx.current_realm()
    }

    /// GetFunctionRealm (7.3.26)
    pub fn function_realm(&mut self, f: Object<'_>) -> JsResult<RealmId> {
        self.ctx.function_realm(f.detach())
    }

    /// The global object of a realm.
    #[must_use]
    pub fn global_of(&self, realm: RealmId) -> Object<'s> {
        self.ctx.global_of(realm)
    }

    /// The intrinsics of a realm.
    #[must_use]
    pub fn intrinsics_of(&self, realm: RealmId) -> &Intrinsics<'s> {
        self.ctx.intrinsics_of(realm)
    }

    /// A builder that takes no more than there is memory for.
    #[must_use]
    pub fn string_builder(&self) -> StringBuilder {
        self.ctx.store.string_builder()
    }

    /// Lets source text be evaluated.
    pub fn set_evaluator(&mut self, evaluator: Evaluator) {
        self.ctx.evaluator = Some(evaluator);
    }

    /// What evaluates source text.
    #[must_use]
    pub fn evaluator(&self) -> Option<Evaluator> {
        self.ctx.evaluator
    }

    /// Lets interpreted programs have libraries.
    pub fn set_libraries(&mut self, installer: LibraryInstaller) {
        self.ctx.libraries = Some(installer);
    }

    /// Installs the libraries of an interpreted program with these strings; nothing happens where there are none.
    pub fn install_libraries<'a>(&mut self, strings: impl Iterator<Item = &'a [u16]>) -> JsResult<()> {
        let Some(install) = self.ctx.libraries else { return Ok(()) };
        for library in libraries_of(strings) {
            install(self, library)?;
        }
        Ok(())
    }

    /// Is it the current realm's %eval%?
    #[must_use]
    pub fn is_intrinsic_eval(&self, v: Value<'_>) -> bool {
        v.is_object() && v == self.intrinsics.eval
    }
}
