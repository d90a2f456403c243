//! Guards by number, and in words.

use yarrow_mir::{Block, BlockData, FuncId, Function, GuardOp, Program, Terminator};

/// The guards of a program that may be wrong, in the order of functions and blocks: each is the terminator of its block.
#[must_use]
pub fn guard_sites(program: &Program) -> Vec<(FuncId, Block)> {
    let is_guard = |data: &BlockData| matches!(data.term, Terminator::Guard { op, .. } if op != GuardOp::Below);
    let blocks = |(id, f): (FuncId, &'_ Function)| {
        f.blocks.iter().filter(|(_, data)| is_guard(data)).map(move |(b, _)| (id, b)).collect::<Vec<_>>()
    };
    program.functions.iter().flat_map(blocks).collect()
}

/// What the guard at the end of a block of `f` assumes; `None` for other terminators, and for one that cannot be wrong.
#[must_use]
pub fn assumption(program: &Program, f: &Function, term: &Terminator) -> Option<String> {
    let Terminator::Guard { op, .. } = term else { return None };
    if *op == GuardOp::Below {
        return None;
    }
    let names: Vec<String> = match op {
        GuardOp::Layout(layout) => {
            let fields = &f.layouts[*layout].fields;
            fields.iter().map(|field| program.strings.display(field.name)).collect()
        }
        op => op.property().map(|name| program.strings.display(name)).into_iter().collect(),
    };
    Some(if names.is_empty() { op.name().to_owned() } else { format!("{} {}", op.name(), names.join(", ")) })
}
