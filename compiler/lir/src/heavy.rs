//! Which functions are too much for code generation that looks at a whole function.
//!
//! A good register allocator, and much else of a back end, takes time in proportion to the values that are live at the borders of
//! blocks, summed over all blocks. Where many values live through many blocks, that is the square of the function's length. For such
//! functions both back ends have a quick way, which looks at one block at a time.

use crate::flow::reverse_postorder;
use crate::ir::{Function, VReg};
use cranelift_entity::SecondaryMap;

/// More blocks than this are too many.
pub const MAX_BLOCKS: usize = 6000;

/// And so are more pairs of a value and a block that it lives through, about.
pub const MAX_SPANS: usize = 2_000_000;

impl Function {
    /// Is the function left to the quick way?
    #[must_use]
    pub fn is_heavy(&self) -> bool {
        self.blocks.len() > MAX_BLOCKS || spans(self) > MAX_SPANS
    }
}

/// The blocks from the first mention of a vreg to the last, in the order in which they are emitted, for all vregs
/// together: what it takes to keep them, loops not counted.
fn spans(f: &Function) -> usize {
    let mut first: SecondaryMap<VReg, Option<usize>> = SecondaryMap::with_capacity(f.vregs.len());
    let mut total = 0;
    let mut last: SecondaryMap<VReg, usize> = SecondaryMap::with_capacity(f.vregs.len());
    for (at, &block) in reverse_postorder(f).iter().enumerate() {
        let data = &f.blocks[block];
        let mut mention = |v: VReg| {
            if first[v].is_none() {
                first[v] = Some(at);
                last[v] = at;
            }
            total += at - last[v];
            last[v] = at;
        };
        for inst in &data.insts {
            inst.kind.uses().into_iter().for_each(&mut mention);
            inst.kind.defs().into_iter().for_each(&mut mention);
        }
        data.term.used().into_iter().for_each(mention);
    }
    total
}

#[cfg(test)]
mod tests {
    use super::{MAX_SPANS, spans};
    use crate::ir::Function;
    use crate::parse::parse_module;
    use std::fmt::Write;

    /// `n` values, each defined in a block of its own, and all of them read in the last.
    fn long(n: usize) -> Function {
        let vregs: Vec<String> = (1..=n).map(|i| format!("v{i}: i64")).collect();
        let mut text = format!("module \"t\"\nfunc f0 export \"f\"(v0: i64) -> i64 {{\n  vregs {}\n", vregs.join(", "));
        for i in 1..=n {
            let _ = writeln!(text, "bb{}:\n  v{i} = iconst {i}\n  jump bb{i}", i - 1);
        }
        let _ = writeln!(text, "bb{n}:");
        for i in 1..=n {
            let _ = writeln!(text, "  v0 = add v0, v{i}");
        }
        text.push_str("  return v0\n}\n");
        let module = parse_module(&text).unwrap_or_else(|e| panic!("{e}"));
        module.functions.values().next().expect("a function").clone()
    }

    #[test]
    fn values_that_live_through_many_blocks_make_a_function_heavy() {
        assert_eq!(spans(&long(3)), 3 + 2 + 1);
        assert!(!long(1000).is_heavy());
        let n = (2.0 * MAX_SPANS as f64).sqrt() as usize + 1;
        assert!(long(n).is_heavy());
    }
}
