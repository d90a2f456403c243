//! What a resumption costs in a configuration: a small program, compiled by it, measures itself.

use super::configuration::Configuration;
use super::results::Cost;
use super::subject::Compiler;
use crate::child::scratch;
use crate::error::{DriverError, io_error};
use yarrow_pipeline::Counters;

const PROGRAM: &str = include_str!("probe.js");

/// Compiles and runs the probe.
pub fn cost(compiler: &Compiler, c: Configuration) -> Result<Cost, DriverError> {
    let dir = scratch()?;
    let source = dir.path().join("probe.js");
    std::fs::write(&source, PROGRAM).map_err(|e| io_error("write", &source, e))?;
    let compiler = compiler.of_probe(&source)?;
    let built = if c.is_jit() { None } else { Some(compiler.build(c)?) };
    let ran = compiler.run(c, built.as_ref().map(|b| b.exe.as_path()), Counters::Absent)?;
    serde_json::from_slice(&ran.transcript.stdout).map_err(|_| DriverError::Probe {
        configuration: c.name(),
        output: String::from_utf8_lossy(&ran.transcript.stdout).trim_end().to_owned(),
    })
}
