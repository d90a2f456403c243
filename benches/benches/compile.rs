//! Compile time by phase: source to MIR with all passes, and LIR through LLVM to an object.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use yarrow_benches::{compile_to_mir, name_of, programs};

fn compile(c: &mut Criterion) {
    let mut group = c.benchmark_group("compile");
    group.sample_size(10).measurement_time(std::time::Duration::from_secs(2));
    group.warm_up_time(std::time::Duration::from_millis(500));
    for path in programs() {
        let name = name_of(&path);
        group.bench_function(format!("{name}/mir"), |b| b.iter(|| black_box(compile_to_mir(&path))));
        let program = compile_to_mir(&path);
        let options = yarrow_lower::Options { symbol_prefix: "yarrow".to_owned(), main: true };
        group.bench_function(format!("{name}/llvm-O2"), |b| {
            b.iter(|| {
                let lir = yarrow_lower::lower_program(&program, &options);
                let compiled = yarrow_llvm::compile(&lir, &yarrow_llvm::Options::default()).expect("LLVM takes it");
                black_box(compiled.object().expect("LLVM emits it"))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, compile);
criterion_main!(benches);
