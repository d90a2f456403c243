//! Branches on a flag that several paths have just made: each path branches itself.
//!
//! The paths of a comparison (integers, doubles, the runtime) meet in a block that has their flag. Where
//! nothing comes between and the flag decides a branch, the block is copied to the end of each path that
//! jumps to it, so that back ends see a comparison and its branch side by side. (Tail duplication, of
//! blocks of a few instructions without effects.)

use cranelift_entity::SecondaryMap;
use yarrow_lir::{BinOp, Block, BlockData, Function, InstKind, Terminator};

/// Larger blocks are not copied.
const FEW_INSTS: usize = 4;

/// Rewrites the function.
pub fn thread_flags(f: &mut Function) {
    let mut copyable = SecondaryMap::<Block, bool>::new();
    for (b, data) in &f.blocks {
        copyable[b] = decides_quickly(data);
    }
    let sources: Vec<Block> = f.blocks.keys().collect();
    for from in sources {
        let Terminator::Jump(to) = f.blocks[from].term else { continue };
        if from == to || !copyable[to] || !passes_flag(&f.blocks[from], &f.blocks[to]) {
            continue;
        }
        let BlockData { insts, term, term_loc } = f.blocks[to].clone();
        let data = &mut f.blocks[from];
        data.insts.extend(insts);
        data.term = term;
        data.term_loc = term_loc;
    }
}

fn decides_quickly(data: &BlockData) -> bool {
    matches!(data.term, Terminator::Branch { .. })
        && data.insts.len() <= FEW_INSTS
        && data.insts.iter().all(|inst| match &inst.kind {
            InstKind::Iconst { .. } | InstKind::Copy { .. } => true,
            InstKind::Binary { op, .. } => matches!(op, BinOp::And | BinOp::Or | BinOp::Xor),
            _ => false,
        })
}

/// Does the last instruction of a path define what the copied block decides by?
fn passes_flag(path: &BlockData, decision: &BlockData) -> bool {
    let Some(made) = path.insts.last().and_then(|inst| inst.kind.defs().first().copied()) else { return false };
    let mut flag = made;
    for inst in &decision.insts {
        let Some(&next) = inst.kind.defs().first() else { continue };
        if inst.kind.uses().contains(&flag) {
            flag = next;
        } else if next == flag {
            return false;
        }
    }
    decision.term.used() == Some(flag)
}

#[cfg(test)]
mod tests {
    use super::thread_flags;
    use yarrow_lir::{parse_module, print_module, verify_module};

    #[test]
    fn each_path_that_makes_the_flag_branches_itself() {
        let text = r#"module "t"
func f0 export "f"(v0: i32, v1: i32) -> i32 {
  vregs v2: i32, v3: i32, v4: i32
bb0:
  branch v0, bb1, bb2
bb1:
  v3 = icmp.lt v0, v1
  v2 = copy v3
  jump bb3
bb2:
  v2 = copy v1
  v4 = iconst 7
  jump bb3
bb3:
  v4 = iconst 1
  v3 = xor v2, v4
  branch v3, bb4, bb5 likely then
bb4:
  return v0
bb5:
  return v1
}
"#;
        let mut module = parse_module(text).unwrap_or_else(|e| panic!("{e}"));
        thread_flags(module.functions.values_mut().next().expect("a function"));
        verify_module(&module).unwrap_or_else(|e| panic!("{e:?}"));
        let printed = print_module(&module);
        let block = |name: &str| {
            let rest = printed.split(&format!("\n{name}:\n")).nth(1).expect("the block");
            rest.split("\nbb").next().expect("split gives one").to_owned()
        };
        assert!(block("bb1").contains("xor v2, v4\n  branch v3, bb4, bb5 likely then"), "{printed}");
        assert!(block("bb2").trim_end().ends_with("jump bb3"), "its last instruction is something else:\n{printed}");
    }
}
