//! The modules of a program that waits at a top level, or that has `import()`: as arrays, which the runtime evaluates in the order of
//! the specification (`module_graph.rs` of the machine says what is in them).

use std::collections::BTreeMap;

use yarrow_mir::{Const, FunctionKind, GlobalData, GlobalId, Op, Program as Mir, Type, VReg};

use super::made::{Made, Steps};
use crate::link::Linked;
use crate::load::{Fault, Graph, ModuleIx};

/// Is the program one of these?
pub fn is_needed(graph: &Graph<'_>) -> bool {
    graph.modules.iter().any(|m| m.suspends || m.dynamic.any)
}

/// The globals that will hold the arrays.
pub fn records(program: &mut Mir, steps: &Steps) -> BTreeMap<ModuleIx, GlobalId> {
    let mut modules: Vec<ModuleIx> = steps.keys().copied().collect();
    modules.sort_unstable();
    modules.into_iter().map(|m| (m, program.globals.push(GlobalData::new("module")))).collect()
}

impl Made<'_> {
    /// Makes the arrays.
    pub fn make_records(&mut self, graph: &Graph<'_>, steps: &Steps, records: &BTreeMap<ModuleIx, GlobalId>) {
        let clock = self.op(Op::NewArray(1), &[]);
        let zero = self.b.constant(Const::I32(0));
        self.b.effect(Op::ArrayPush, &[clock, zero]);
        let mut dependencies = Vec::new();
        for (m, global) in records {
            let undefined = self.undefined();
            let run = self.op(Op::Closure(steps[m]), &[undefined]);
            let list = self.op(Op::NewArray(0), &[]);
            let suspends = self.b.constant(Const::Bool(graph.modules[*m].suspends));
            let record = self.op(Op::NewArray(14), &[]);
            for part in [run, list, suspends, clock] {
                self.b.effect(Op::ArrayPush, &[record, part]);
            }
            self.store(*global, record);
            dependencies.push((*m, list));
        }
        for (m, list) in dependencies {
            for global in graph.modules[m].imported().iter().filter_map(|m| records.get(m)) {
                let record = self.op(Op::LoadGlobal(*global), &[]);
                self.b.effect(Op::ArrayPush, &[list, record]);
            }
        }
    }

    /// Evaluates the entry, and lets the program wait for it.
    pub fn evaluate_entry(&mut self, linked: &Linked, entry: GlobalId) {
        let record = self.op(Op::LoadGlobal(entry), &[]);
        let promise = self.op(Op::EvaluateModule, &[record]);
        let place = self.place_of_wait(linked);
        self.b.effect(Op::ProgramPromise, &[promise, place]);
    }

    /// A function that says where a top level waits.
    fn place_of_wait(&mut self, linked: &Linked) -> VReg {
        let mut f = Made::new(self.program, "place", FunctionKind::Method);
        for global in linked.files.iter().filter_map(|links| links.waits) {
            let place = f.op(Op::LoadGlobal(global), &[]);
            let none = f.b.op(Op::IsUndefined, Type::Bool, &[place]);
            let waits = f.when(none);
            let next = f.b.new_block();
            f.b.jump(next);
            f.b.switch_to(waits);
            f.answer(place);
            f.b.switch_to(next);
        }
        let f = f.finish();
        let undefined = self.undefined();
        self.op(Op::Closure(f), &[undefined])
    }
}

/// What `require` throws for a module that has to wait.
pub fn require_async_fault(path: &str) -> Fault {
    let message = format!(
        "require() cannot be used on an ESM graph with top-level await. Use import() instead.\n  Requiring {path} "
    );
    Fault::error("ERR_REQUIRE_ASYNC_MODULE", message)
}
