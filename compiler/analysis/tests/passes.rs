//! Text tests of the analyses: what each finds out about the functions of a program.

mod harness;

use cranelift_entity::EntityRef;
use std::fmt::Write;
use yarrow_analysis::order::compute_dominators;
use yarrow_analysis::{Visit, blocks_in_cycles, compute_liveness, compute_order, compute_types};
use yarrow_mir::{Function, FunctionKind, Program, Terminator, Type, VReg};

fn check(folder: &str, describe: impl Fn(&Function, &mut String) -> std::fmt::Result) {
    harness::check_folder(env!("CARGO_MANIFEST_DIR"), folder, |program| report(program, &describe));
}

/// What `describe` writes on each function, in the frame of a function.
fn report(program: &Program, describe: impl Fn(&Function, &mut String) -> std::fmt::Result) -> String {
    let mut out = String::new();
    for (id, f) in &program.functions {
        writeln!(out, "function {id} {:?}", f.name).expect("strings take any text");
        describe(f, &mut out).expect("strings take any text");
        out.push_str("}\n");
    }
    out
}

fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" ")
}

fn sorted(vregs: impl IntoIterator<Item = VReg>) -> String {
    let mut all: Vec<VReg> = vregs.into_iter().collect();
    all.sort_unstable_by_key(|v| v.index());
    list(all)
}

#[test]
fn order() {
    check("order", |f, out| {
        let order = compute_order(f);
        let dominators = compute_dominators(f);
        writeln!(out, "  order: {}", list(&order.blocks))?;
        for b in &order.blocks {
            if let Some(d) = dominators.immediate_dominator(*b) {
                writeln!(out, "  {b} dominated by {d}")?;
            }
            for s in f.successors(*b).into_iter().filter(|s| order.is_back_edge(*b, *s)) {
                writeln!(out, "  back edge {b} {s}")?;
            }
        }
        let unreachable = f.blocks.keys().filter(|b| !order.is_reachable(*b));
        writeln!(out, "  unreachable: {}", list(unreachable))
    });
}

#[test]
fn liveness() {
    check("liveness", |f, out| {
        let liveness = compute_liveness(f);
        for b in &liveness.order().blocks {
            let (into, over) = (sorted(liveness.live_in(*b)), sorted(liveness.live_out(*b)));
            writeln!(out, "{b}:\n  entry: {into}\n  exit: {over}\n  handler: {}", sorted(liveness.live_handler(*b)))?;
            let mut after = Vec::new();
            liveness.walk_back(f, *b, |i, _, live| {
                after.push((i, sorted(live.iter())));
                Visit::Keep
            });
            for (i, live) in after.iter().rev() {
                writeln!(out, "  after {i}: {live}")?;
            }
        }
        Ok(())
    });
}

#[test]
fn types() {
    check("types", |f, out| {
        let types = compute_types(f);
        for v in f.vregs.keys().filter(|v| f.ty(*v) == Type::Value) {
            writeln!(out, "  {v}: {}", format!("{:?}", types.get(f, v)).to_lowercase())?;
        }
        Ok(())
    });
}

/// On a stack that a walk which recursed along the blocks would overflow.
#[test]
fn long_chains_of_blocks_take_no_stack() {
    let walk = || {
        let mut f = Function::new("long", FunctionKind::Normal);
        let mut last = f.entry;
        for _ in 0..100_000 {
            let next = f.new_block();
            f.blocks[last].term = Terminator::Jump(next);
            last = next;
        }
        // The second half is a loop.
        let head = f.blocks.keys().nth(50_000).expect("so many blocks");
        f.blocks[last].term = Terminator::Jump(head);
        let cycles = blocks_in_cycles(&f);
        assert_eq!(f.blocks.keys().filter(|b| cycles[*b]).count(), 50_001);
        assert_eq!(compute_order(&f).blocks.len(), 100_001);
        assert_eq!(compute_liveness(&f).live_out(f.entry), []);
    };
    std::thread::Builder::new().stack_size(1 << 18).spawn(walk).expect("a thread").join().expect("no panic");
}
