//! LIR to code in this process, by either back end: made in memory, or as an object that is linked into a shared
//! library, which finds the runtime's functions in this executable.

use crate::Fault;
use std::ffi::{CStr, CString};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Command;
use yarrow_pipeline::Code;
use yarrow_rt::symbols::address_of;
use yarrow_tiers::Engine;

/// The address of a symbol of the module; its code is never unloaded.
pub fn load(code: &Code<'_>, engine: Engine, symbol: &str) -> Result<*const u8, Fault> {
    let missing = || Fault::MissingSymbol(symbol.to_owned());
    match engine {
        Engine::Interpreter => Err(Fault::Interpreter),
        Engine::CraneliftInMemory => {
            code.cranelift_in_memory(&address_of).map_err(Fault::Cranelift)?.symbol(symbol).ok_or_else(missing)
        }
        Engine::CraneliftObject => Ok(link(&code.cranelift_object().map_err(Fault::Cranelift)?, symbol)?),
        Engine::Llvm(_) => code.llvm_in_memory(&address_of).map_err(Fault::Llvm)?.symbol(symbol).ok_or_else(missing),
    }
}

/// Links an object and loads it.
fn link(object: &[u8], symbol: &str) -> std::io::Result<*const u8> {
    let dir = tempfile::tempdir()?;
    let (from, library) = (dir.path().join("test.o"), dir.path().join("test.so"));
    std::fs::write(&from, object)?;
    let linked = Command::new("ld").arg("-shared").arg("-o").arg(&library).arg(&from).output()?;
    if !linked.status.success() {
        return Err(std::io::Error::other(format!("ld: {}", String::from_utf8_lossy(&linked.stderr))));
    }
    open(&library, symbol)
}

fn open(library: &Path, symbol: &str) -> std::io::Result<*const u8> {
    let path = CString::new(library.as_os_str().as_bytes())?;
    let name = CString::new(symbol)?;
    // SAFETY: both are strings with a NUL at their end; compiled modules have no initialisers that would run.
    let address = unsafe {
        let handle = libc::dlopen(path.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL);
        if handle.is_null() { handle } else { libc::dlsym(handle, name.as_ptr()) }
    };
    if !address.is_null() {
        return Ok(address.cast_const().cast());
    }
    // SAFETY: after a failure it returns a string, or null, that lives until the next of these calls.
    let why = unsafe {
        let text = libc::dlerror();
        if text.is_null() { "null".to_owned() } else { CStr::from_ptr(text).to_string_lossy().into_owned() }
    };
    Err(std::io::Error::other(format!("dlopen: {why}")))
}
