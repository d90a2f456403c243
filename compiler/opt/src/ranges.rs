//! Takes guards away that a comparison has answered: an integer below another one has a successor, and one above another a
//! predecessor, that is an i32.
//!
//! A forward analysis: what holds at the end of a block, on each edge, meets where edges do. The loop `for (i = 0; i < n; i++)` has
//! no overflow to guard then, and nothing that leaves for it.

use crate::facts::Facts;
use cranelift_entity::SecondaryMap;
use std::collections::BTreeMap;
use yarrow_analysis::compute_order;
use yarrow_mir::{Block, Const, FuncId, Function, GuardOp, Inst, Op, Program, Terminator, Type, VReg};

/// What is known of an integer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Room {
    /// It is not the greatest i32.
    above: bool,
    /// It is not the least.
    below: bool,
}

/// By vreg; of the others nothing is known.
type Rooms = BTreeMap<VReg, Room>;

/// Runs the pass.
pub fn run(program: &mut Program, _: &Facts, id: FuncId) {
    let f = &mut program.functions[id];
    let steps = |data: &Terminator| matches!(data, Terminator::Guard { op: GuardOp::AddI32 | GuardOp::SubI32, .. });
    if !f.blocks.values().any(|data| steps(&data.term)) {
        return;
    }
    let starts = compute_starts(f);
    for b in f.blocks.keys().collect::<Vec<_>>() {
        let Some(mut rooms) = starts[b].clone() else { continue };
        let data = &f.blocks[b];
        data.insts.iter().for_each(|inst| step(&mut rooms, inst));
        let Terminator::Guard { op, args, dst: Some(dst), ok, .. } = &data.term else { continue };
        let Some(by) = args.get(1).and_then(|by| constant(&data.insts, *by)) else { continue };
        let room = rooms.get(&args[0]).copied().unwrap_or_default();
        let (op, fits) = match op {
            GuardOp::AddI32 => (Op::Add, fits(room, by.into())),
            GuardOp::SubI32 => (Op::Sub, fits(room, -i64::from(by))),
            _ => continue,
        };
        if fits {
            let inst = Inst::new(op, Some(*dst), [args[0], args[1]], data.term_loc);
            let ok = *ok;
            f.blocks[b].insts.push(inst);
            f.blocks[b].term = Terminator::Jump(ok);
        }
    }
}

/// Is the sum an i32?
fn fits(room: Room, by: i64) -> bool {
    by == 0 || (by == 1 && room.above) || (by == -1 && room.below)
}

/// The constant that a vreg holds where these instructions end.
fn constant(insts: &[Inst], v: VReg) -> Option<i32> {
    match insts.iter().rev().find(|inst| inst.dst == Some(v))?.op {
        Op::Const(Const::I32(i)) => Some(i),
        _ => None,
    }
}

/// What is known where blocks begin; `None` for those that are not reached.
fn compute_starts(f: &Function) -> SecondaryMap<Block, Option<Rooms>> {
    let mut starts: SecondaryMap<Block, Option<Rooms>> = SecondaryMap::new();
    starts[f.entry] = Some(Rooms::new());
    let order = compute_order(f).blocks;
    let mut changed = true;
    while changed {
        changed = false;
        for &b in &order {
            let Some(mut rooms) = starts[b].clone() else { continue };
            let data = &f.blocks[b];
            // An exception may come from anywhere in the block.
            if let Some(handler) = data.handler {
                changed |= meet(&mut starts[handler], &Rooms::new());
            }
            data.insts.iter().for_each(|inst| step(&mut rooms, inst));
            data.term.def().iter().for_each(|d| {
                rooms.remove(d);
            });
            data.term.each_successor(|to| {
                let mut there = rooms.clone();
                if let Terminator::Branch { cond, then, other } = data.term
                    && then != other
                {
                    compared(f, &data.insts, cond, to == then, &mut there);
                }
                changed |= meet(&mut starts[to], &there);
            });
        }
    }
    starts
}

/// Leaves what holds on both ways; did that change anything?
fn meet(start: &mut Option<Rooms>, rooms: &Rooms) -> bool {
    let Some(known) = start else {
        *start = Some(rooms.clone());
        return true;
    };
    let before = known.clone();
    known.retain(|v, room| {
        let other = rooms.get(v).copied().unwrap_or_default();
        *room = Room { above: room.above && other.above, below: room.below && other.below };
        *room != Room::default()
    });
    *known != before
}

fn step(rooms: &mut Rooms, inst: &Inst) {
    let Some(d) = inst.dst else { return };
    let copied = if inst.op == Op::Copy { rooms.get(&inst.args[0]).copied() } else { None };
    match copied {
        Some(room) => rooms.insert(d, room),
        None => rooms.remove(&d),
    };
}

/// Adds what a comparison says whose outcome is known.
fn compared(f: &Function, insts: &[Inst], cond: VReg, holds: bool, rooms: &mut Rooms) {
    let Some(at) = insts.iter().rposition(|inst| inst.dst == Some(cond)) else { return };
    let inst = &insts[at];
    let [x, y] = inst.args[..] else { return };
    let stays = |v: VReg| f.ty(v) == Type::I32 && !insts[at + 1..].iter().any(|later| later.dst == Some(v));
    if !stays(x) || !stays(y) {
        return;
    }
    let (less, more) = match (inst.op, holds) {
        (Op::Lt, true) | (Op::Ge, false) => (x, y),
        (Op::Gt, true) | (Op::Le, false) => (y, x),
        _ => return,
    };
    rooms.entry(less).or_default().above = true;
    rooms.entry(more).or_default().below = true;
}
