//! Compile time by phase and back end: source to MIR with all passes, MIR to LIR, LIR to an object.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;
use yarrow_benches::{compile_to_mir, programs};
use yarrow_lir::OptLevel;

fn compile(c: &mut Criterion) {
    let mut group = c.benchmark_group("compile");
    group.sample_size(10).measurement_time(Duration::from_secs(1)).warm_up_time(Duration::from_millis(300));
    for program in programs() {
        let name = &program.name;
        group.bench_function(format!("{name}/mir"), |b| b.iter(|| black_box(compile_to_mir(&program.path))));
        let mir = compile_to_mir(&program.path);
        let options = yarrow_lower::Options::default();
        group.bench_function(format!("{name}/lir"), |b| {
            b.iter(|| black_box(yarrow_lower::lower_program(&mir, &options)))
        });
        let lir = yarrow_lower::lower_program(&mir, &options);
        for (level, opt) in [("llvm-O2", OptLevel::O2), ("llvm-O0", OptLevel::O0)] {
            let options = yarrow_llvm::Options { opt, ..yarrow_llvm::Options::default() };
            group.bench_function(format!("{name}/{level}"), |b| {
                b.iter(|| {
                    let compiled = yarrow_llvm::compile(&lir, &options).expect("LLVM takes it");
                    black_box(compiled.object().expect("LLVM emits it"))
                });
            });
        }
        let options = yarrow_cranelift::Options { opt: OptLevel::O2, ..yarrow_cranelift::Options::default() };
        group.bench_function(format!("{name}/cranelift"), |b| {
            b.iter(|| black_box(yarrow_cranelift::compile(&lir, &options).expect("Cranelift takes it")));
        });
    }
    group.finish();
}

criterion_group!(benches, compile);
criterion_main!(benches);
