//! Tests over small programs in MIR's text form.

use crate::{Options, lower_program};
use yarrow_abi::functions::RtFn;
use yarrow_lir::{Function, InstKind, MemType, Module, Region, Terminator};

/// Parses, verifies, lowers, verifies.
fn lower(text: &str) -> Module {
    let program = yarrow_mir::parse::parse_program(text).expect("MIR text");
    if let Err(errors) = yarrow_mir::verify::verify_program(&program) {
        panic!("{}", errors.iter().map(|e| format!("{e}\n")).collect::<String>());
    }
    let module = lower_program(&program, &Options::default());
    check(&module);
    module
}

fn check(module: &Module) {
    if let Err(errors) = yarrow_lir::verify_module(module) {
        let list: String = errors.iter().take(10).map(|e| format!("{e}\n")).collect();
        panic!("{list}{}", yarrow_lir::print_module(module));
    }
}

/// The function whose symbol ends so.
fn function<'m>(module: &'m Module, suffix: &str) -> &'m Function {
    let found = module.functions.values().find(|f| f.name.ends_with(suffix));
    found.unwrap_or_else(|| panic!("no function *{suffix}"))
}

fn insts(f: &Function) -> impl Iterator<Item = &InstKind> {
    f.blocks.values().flat_map(|b| &b.insts).map(|i| &i.kind)
}

fn calls(f: &Function) -> Vec<RtFn> {
    insts(f)
        .filter_map(|i| match i {
            InstKind::CallRt { func, .. } => Some(*func),
            _ => None,
        })
        .collect()
}

/// Offsets of the 64-bit stores to the function's own part of the root stack, markers apart.
fn root_stores(f: &Function) -> Vec<i32> {
    let sp = f.params[1];
    insts(f)
        .filter_map(|i| match i {
            InstKind::Store { mem: MemType::I64, region: Region::Roots, base, offset, .. } if *base == sp && *offset > 0 => {
                Some(*offset)
            }
            _ => None,
        })
        .collect()
}

/// Root slots of the frame, by the stores to them.
fn slots(f: &Function) -> usize {
    let mut offsets = root_stores(f);
    offsets.sort_unstable();
    offsets.dedup();
    offsets.len()
}

#[test]
fn every_operation_lowers() {
    for text in [
        include_str!("../../mir/tests/text/operators.mir"),
        include_str!("../../mir/tests/text/lowered.mir"),
        include_str!("tests/objects.mir"),
    ] {
        let program = yarrow_mir::parse::parse_program(text).expect("MIR text");
        check(&lower_program(&program, &Options::default()));
    }
}
