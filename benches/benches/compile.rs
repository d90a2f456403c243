//! Compile time by phase and back end: source to MIR with all passes, MIR to LIR, LIR to an object.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;
use yarrow_benches::{compile_to_mir, programs};
use yarrow_lir::OptLevel;
use yarrow_pipeline::{Counters, Unit};

fn compile(c: &mut Criterion) {
    let mut group = c.benchmark_group("compile");
    group.sample_size(10).measurement_time(Duration::from_secs(1)).warm_up_time(Duration::from_millis(300));
    let unit = Unit::in_process(Counters::Absent);
    for program in programs() {
        let name = &program.name;
        let mir = || compile_to_mir(&program.path, OptLevel::O2);
        group.bench_function(format!("{name}/mir"), |b| b.iter(|| black_box(mir())));
        let mir = mir();
        group.bench_function(format!("{name}/lir"), |b| b.iter(|| black_box(mir.to_lir(&unit))));
        for (level, opt) in [("llvm-O2", OptLevel::O2), ("llvm-O0", OptLevel::O0)] {
            let code = compile_to_mir(&program.path, opt).to_lir(&unit);
            group.bench_function(format!("{name}/{level}"), |b| {
                b.iter(|| {
                    let compiled = code.llvm().expect("LLVM takes it");
                    black_box(compiled.object().expect("LLVM emits it"))
                });
            });
        }
        let code = mir.to_lir(&unit);
        group.bench_function(format!("{name}/cranelift"), |b| {
            b.iter(|| black_box(code.cranelift_object().expect("Cranelift takes it")));
        });
    }
    group.finish();
}

criterion_group!(benches, compile);
criterion_main!(benches);
