//! The numbers of the cells of layouts in a module.

use cranelift_entity::{EntityRef, SecondaryMap};
use yarrow_mir::{FuncId, Layout, Program};

/// Where the cells of functions begin among those of the module.
pub struct LayoutCells {
    first: SecondaryMap<FuncId, usize>,
    pub count: usize,
}

impl LayoutCells {
    #[must_use]
    pub fn new(program: &Program) -> LayoutCells {
        let mut first = SecondaryMap::new();
        let mut count = 0;
        for (id, f) in &program.functions {
            first[id] = count;
            count += f.layouts.len();
        }
        LayoutCells { first, count }
    }

    /// The number of a layout's cell.
    #[must_use]
    pub fn index(&self, function: FuncId, layout: Layout) -> usize {
        self.first[function] + layout.index()
    }
}
