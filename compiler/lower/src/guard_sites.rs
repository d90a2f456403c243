//! Guards by number.

use yarrow_mir::{Block, BlockData, FuncId, Function, Program, Terminator};

/// The guards of a program, in the order of functions and blocks: each is the terminator of its block.
#[must_use]
pub fn guard_sites(program: &Program) -> Vec<(FuncId, Block)> {
    let is_guard = |data: &BlockData| matches!(data.term, Terminator::Guard { .. });
    let blocks = |(id, f): (FuncId, &'_ Function)| {
        f.blocks.iter().filter(|(_, data)| is_guard(data)).map(move |(b, _)| (id, b)).collect::<Vec<_>>()
    };
    program.functions.iter().flat_map(blocks).collect()
}
