//! What each phase of the compiler takes of a processor for programs of one shape, their size doubled again and again:
//! a phase that takes four times as long for twice the size shows here.
//!
//! `--shapes a,b` chooses; `--most N` sets the largest size; `YARROW` is the command to measure.
//! Ends with 1 if a program is not compiled.

use clap::Parser;
use serde_json::Value;
use std::process::{Command, ExitCode, Stdio};
use yarrow_benches::shapes::{SHAPES, Shape};
use yarrow_benches::yarrow;

#[derive(Parser)]
#[command(about = "Prints how compile times grow with the size of programs")]
struct Arguments {
    /// Shapes, by comma; all if not given
    #[arg(long, value_delimiter = ',')]
    shapes: Vec<String>,

    /// The largest size
    #[arg(long, default_value_t = 50_000)]
    most: usize,

    /// Sizes of each shape, each twice the one before
    #[arg(long, default_value_t = 4)]
    doublings: u32,

    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

/// The report of `--timings=json`.
fn compile(shape: &Shape, size: usize, backend: &str) -> Result<Value, String> {
    let failed = |e: &dyn std::fmt::Display| format!("{} of {size}, {backend}: {e}", shape.name);
    let folder = tempfile::tempdir().map_err(|e| failed(&e))?;
    let (source, output) = (folder.path().join("shape.js"), folder.path().join("shape"));
    let timings = folder.path().join("timings.json");
    std::fs::write(&source, (shape.source)(size)).map_err(|e| failed(&e))?;
    let built = Command::new(yarrow())
        .args(["build", "-O2", "--backend", backend])
        .arg(format!("--timings=json:{}", timings.display()))
        .arg("-o")
        .arg(&output)
        .arg(&source)
        .stdout(Stdio::null())
        .output()
        .map_err(|e| failed(&e))?;
    if !built.status.success() {
        return Err(failed(&String::from_utf8_lossy(&built.stderr).trim()));
    }
    let text = std::fs::read_to_string(&timings).map_err(|e| failed(&e))?;
    serde_json::from_str(&text).map_err(|e| failed(&e))
}

/// Prints the rows of a shape; whether all programs were compiled.
fn print(shape: &Shape, arguments: &Arguments) -> bool {
    let most = shape.most.min(arguments.most);
    let mut fine = true;
    for backend in ["llvm", "cranelift"] {
        println!("\n{} ({}), {backend}", shape.name, shape.unit);
        for size in (0..arguments.doublings).rev().map(|i| most >> i).filter(|size| *size > 0) {
            match compile(shape, size, backend) {
                Ok(report) => println!("{size:>8} {}", row(&report)),
                Err(why) => {
                    fine = false;
                    println!("{size:>8} {why}");
                }
            }
        }
    }
    fine
}

/// Milliseconds of processor time by phase, and the most memory.
fn row(report: &Value) -> String {
    let phases = report["phases"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut columns: Vec<String> = phases
        .iter()
        .map(|p| format!("{} {:.0}", p["name"].as_str().unwrap_or("?"), p["cpu_ms"].as_f64().unwrap_or(f64::NAN)))
        .collect();
    columns.push(format!("{} MB", report["peak_memory"].as_u64().unwrap_or(0) >> 20));
    columns.join("  ")
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let unknown = arguments.shapes.iter().find(|name| SHAPES.iter().all(|s| s.name != **name));
    if let Some(name) = unknown {
        let names: Vec<&str> = SHAPES.iter().map(|s| s.name).collect();
        eprintln!("error: there is no shape `{name}`: there are {}", names.join(", "));
        return ExitCode::from(2);
    }
    println!("Milliseconds of processor time by phase of `yarrow build -O2`, and the most memory.");
    let is_chosen = |s: &Shape| arguments.shapes.is_empty() || arguments.shapes.iter().any(|n| n == s.name);
    let mut fine = true;
    for shape in SHAPES.iter().filter(|s| is_chosen(s)) {
        fine &= print(shape, &arguments);
    }
    if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
