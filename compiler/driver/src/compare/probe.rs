//! What a resumption costs in a configuration: a small program, compiled by it, measures itself.

use super::configuration::Configuration;
use super::subject::Compiler;
use crate::error::{DriverError, io_error};
use crate::pipeline::Resumptions;
use serde::Deserialize;

const PROGRAM: &str = include_str!("probe.js");

/// Of one resumption, with the loop round it and without the collector, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Cost {
    pub for_of_ns: f64,
    pub next_ns: f64,
}

/// Compiles and runs the probe.
pub fn cost(compiler: &Compiler, c: Configuration) -> Result<Cost, DriverError> {
    let dir = super::scratch()?;
    let source = dir.path().join("probe.js");
    std::fs::write(&source, PROGRAM).map_err(|e| io_error("write", &source, e))?;
    let compiler = compiler.of_probe(&source)?;
    let built = if c.is_jit() { None } else { Some(compiler.build(c)?) };
    let ran = compiler.run(c, built.as_ref().map(|b| b.exe.as_path()), Resumptions::Uncounted)?;
    serde_json::from_slice(&ran.transcript.stdout).map_err(|_| DriverError::Probe {
        configuration: c.name(),
        output: String::from_utf8_lossy(&ran.transcript.stdout).trim_end().to_owned(),
    })
}
