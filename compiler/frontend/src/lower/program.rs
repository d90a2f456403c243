//! All files of a program to MIR, or a text that is evaluated.

use std::collections::{HashMap, HashSet};

use yarrow_mir::{Function, FunctionKind, Program as Mir};

use super::context::FnCx;
use super::script::{Completion, TopLevel};
use super::{Constructor, FieldsStart, Initial, Lower, evaluation, imports, modules};
use crate::analyze::{Root, Storage, UnitId};
use crate::link::Linked;
use crate::load::{Graph, SourceKind};

pub fn lower(graph: &mut Graph<'_>, linked: &Linked, program: &mut Mir) {
    let mut initial = Vec::new();
    let mut bodies = HashMap::new();
    let mut script = None;
    for ix in 0..graph.modules.len() {
        let module = &graph.modules[ix];
        if module.analysis.units.is_empty() || module.broken.is_some() {
            continue;
        }
        let kind = if module.suspends { FunctionKind::Async } else { FunctionKind::Module };
        let lower = Lower {
            module: ix,
            modules: &graph.modules,
            analysis: &module.analysis,
            linked,
            sources: &graph.sources,
            program,
            diagnostics: &mut graph.diagnostics,
            initial: &mut initial,
            constructors: HashMap::new(),
            computed_literals: HashSet::new(),
            f: FnCx::new(Function::new("", kind), UnitId(0), None),
        };
        if ix == 0 && module.kind == SourceKind::Script {
            script = Some(lower.lower_script(TopLevel::Script, Completion::Drop));
            continue;
        }
        bodies.insert(ix, lower.lower_module());
    }
    for ((m, v), ns) in &linked.namespace_globals {
        if let Storage::Global(g) = graph.modules[*m].analysis.var(*v).storage {
            initial.push((g, Initial::Namespace(*ns)));
        }
    }
    if script.is_some() && !evaluation::is_needed(graph) {
        program.init = script;
        return;
    }
    program.init = Some(modules::build_init(graph, linked, program, initial, &bodies, script));
}

/// Lowers a text that is no file. The first so many bytes of it were put there.
pub fn lower_eval<'a>(graph: &mut Graph<'a>, linked: &Linked, program: &mut Mir, root: Root<'_, 'a>, added: usize) {
    let mut initial = Vec::new();
    let module = &graph.modules[0];
    let mut lower = Lower {
        module: 0,
        modules: &graph.modules,
        analysis: &module.analysis,
        linked,
        sources: &graph.sources,
        program,
        diagnostics: &mut graph.diagnostics,
        initial: &mut initial,
        constructors: HashMap::new(),
        computed_literals: HashSet::new(),
        f: FnCx::new(Function::new("", FunctionKind::Script), UnitId(0), None),
    };
    let top = match root {
        Root::Script => TopLevel::Script,
        Root::DirectEval(outer) => {
            if outer.super_call {
                let fields = if outer.has_fields { FieldsStart::AtOnce } else { FieldsStart::Never };
                let constructor = Constructor { derived: outer.derived, fields, name: String::new() };
                lower.constructors.insert(UnitId(1), constructor);
            }
            TopLevel::Eval
        }
        Root::Module | Root::CommonJs | Root::IndirectEval | Root::Function => TopLevel::Eval,
    };
    let init = lower.lower_script(top, Completion::Keep { added });
    imports::build_import_of_eval(linked, program);
    program.init = Some(init);
}
