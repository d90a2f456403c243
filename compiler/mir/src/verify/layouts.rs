//! Which objects are known to have a layout: a forward data-flow problem, of what holds on every path.
//!
//! A guard makes it known, a copy hands it on, an assignment to the vreg and whatever clobbers layouts
//! ([`Inst::clobbers_layouts`], a suspension) end it. Nothing is known in a handler.

use crate::ir::{Block, Function, Inst, Layout, Op, Terminator, VReg};
use crate::{GuardOp, text::Place};
use cranelift_entity::SecondaryMap;
use std::collections::BTreeSet;

type Known = BTreeSet<(VReg, Layout)>;

/// An access to a field of an object that is not known to have the layout.
pub struct Unknown {
    pub place: Place,
    pub object: VReg,
    pub layout: Layout,
}

/// Finds these accesses in blocks that control comes to.
pub fn compute_unknown(f: &Function) -> Vec<Unknown> {
    if f.layouts.is_empty() {
        return Vec::new();
    }
    let mut entries: SecondaryMap<Block, Option<Known>> = SecondaryMap::new();
    let handlers = f.blocks.values().filter_map(|data| data.handler);
    let mut work: Vec<Block> = handlers.chain([f.entry]).collect();
    work.iter().for_each(|b| entries[*b] = Some(Known::new()));
    while let Some(b) = work.pop() {
        let mut known = entries[b].clone().unwrap_or_default();
        f.blocks[b].insts.iter().for_each(|inst| step(f, &mut known, inst));
        let term = &f.blocks[b].term;
        if term.is_suspension() {
            known.clear();
        }
        if let Some(d) = term.def() {
            known.retain(|(v, _)| *v != d);
        }
        term.each_successor(|to| {
            let mut here = known.clone();
            if let Terminator::Guard { op: GuardOp::Layout(layout), args, ok, exit, .. } = term
                && *ok == to
                && ok != exit
            {
                here.extend(args.first().map(|object| (*object, *layout)));
            }
            let joined = match &entries[to] {
                None => here,
                Some(before) => before.intersection(&here).copied().collect(),
            };
            if entries[to].as_ref() != Some(&joined) {
                entries[to] = Some(joined);
                work.push(to);
            }
        });
    }
    let mut unknown = Vec::new();
    for (b, data) in f.blocks.iter() {
        let Some(mut known) = entries[b].clone() else { continue };
        for (i, inst) in data.insts.iter().enumerate() {
            if let Op::LoadField(layout, _) | Op::StoreField(layout, _) = inst.op
                && let Some(&object) = inst.args.first()
                && !known.contains(&(object, layout))
            {
                unknown.push(Unknown { place: Place::Inst(b, i), object, layout });
            }
            step(f, &mut known, inst);
        }
    }
    unknown
}

fn step(f: &Function, known: &mut Known, inst: &Inst) {
    if inst.clobbers_layouts(f) {
        known.clear();
    }
    let Some(d) = inst.dst else { return };
    let copied: Vec<Layout> = match inst.op {
        Op::Copy => known.iter().filter(|(v, _)| inst.args.first() == Some(v)).map(|(_, layout)| *layout).collect(),
        _ => Vec::new(),
    };
    known.retain(|(v, _)| *v != d);
    known.extend(copied.into_iter().map(|layout| (d, layout)));
}
