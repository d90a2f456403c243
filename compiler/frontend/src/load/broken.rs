//! Modules that only `import()` reaches may be wrong: the program compiles, and their import is rejected.
//!
//! What was found wrong in them becomes warnings, and the first of it what they are rejected with. What Yarrow does not support
//! stays an error.

use std::collections::HashSet;

use yarrow_diag::{Diagnostic, Severity};

use super::{Fault, Graph, ModuleIx};

/// Sets the faults of such modules aside, once all is linked.
pub fn set_aside(graph: &mut Graph<'_>) {
    if !graph.modules.iter().any(|m| m.dynamic.any) {
        return;
    }
    let needed = needed(graph);
    let mut faults = Vec::new();
    for d in &mut graph.diagnostics {
        let Some(span) = d.primary().filter(|_| d.severity == Severity::Error) else { continue };
        let name = graph.sources.name(span.file);
        // A file may have a second text, and be a module besides a script.
        let exact = graph.modules.iter().position(|m| m.file == span.file);
        let of = exact.or_else(|| graph.modules.iter().position(|m| graph.sources.name(m.file) == name));
        let Some(m) = of.filter(|m| !needed.contains(m)) else { continue };
        if d.message.contains("not supported") {
            continue;
        }
        d.severity = Severity::Warning;
        d.help.get_or_insert_with(|| "the import of this module will be rejected".to_owned());
        faults.push((m, fault_of(d)));
    }
    for (m, fault) in faults {
        graph.modules[m].broken.get_or_insert(fault);
    }
}

fn fault_of(d: &Diagnostic) -> Fault {
    match d.message.strip_prefix("SyntaxError: ") {
        Some(message) => Fault { class: "SyntaxError", code: None, message: message.replace('`', "'") },
        None => Fault::error("ERR_MODULE_NOT_FOUND", d.message.replace('`', "'")),
    }
}

/// The modules that the program cannot do without.
fn needed(graph: &Graph<'_>) -> HashSet<ModuleIx> {
    reached(graph, 0, true)
}

fn reached(graph: &Graph<'_>, from: ModuleIx, requires: bool) -> HashSet<ModuleIx> {
    let mut seen = HashSet::from([from]);
    let mut next = vec![from];
    while let Some(m) = next.pop() {
        let module = &graph.modules[m];
        let required = module.requires.values().filter(|_| requires);
        next.extend(module.requests.values().chain(required).copied().filter(|m| seen.insert(*m)));
    }
    seen
}

impl Graph<'_> {
    /// What the import of a module is rejected with, because it or one that it imports is broken.
    pub fn fault_behind(&self, m: ModuleIx) -> Option<&Fault> {
        let mut reached: Vec<_> = reached(self, m, false).into_iter().collect();
        reached.sort_unstable();
        reached.into_iter().find_map(|m| self.modules[m].broken.as_ref())
    }
}
