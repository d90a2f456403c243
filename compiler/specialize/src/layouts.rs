//! Which layouts to guard: by access to a property, the properties that its object may be asked for from there on in the loop, before
//! the vreg is assigned again or something may change the object. One guard is for all of them: objects of one class have all its
//! properties, whatever way is taken.
//!
//! A backward data-flow problem. Unlikely calls are left out of it.

use crate::evidence::Evidence;
use crate::loops::Loop;
use cranelift_entity::{PrimaryMap, SecondaryMap};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use yarrow_mir::{Block, Field, Function, Inst, Layout, LayoutData, MOST_FIELDS, Op, StrId, VReg};

/// The layouts to guard.
#[derive(Debug, Default)]
pub struct Layouts {
    pub data: PrimaryMap<Layout, LayoutData>,
    at: HashMap<(Block, usize), Layout>,
}

/// By object: its properties.
type Wanted = BTreeMap<VReg, BTreeSet<StrId>>;

impl Layouts {
    /// The layout to guard at an access if none is known that has the property.
    pub fn at(&self, b: Block, i: usize) -> Option<Layout> {
        self.at.get(&(b, i)).copied()
    }

    /// Has the layout what `op` accesses?
    pub fn has(&self, layout: Layout, op: Op) -> bool {
        let (name, written) = match op {
            Op::GetProp(name) => (name, false),
            Op::SetProp(name) => (name, true),
            _ => return false,
        };
        self.data[layout].allows(name, written)
    }
}

/// Finds the layouts for accesses in these loops.
pub fn compute_layouts(
    f: &Function,
    evidence: &Evidence,
    unlikely: &SecondaryMap<Block, bool>,
    loops: &[Loop],
) -> Layouts {
    let mut layouts = Layouts::default();
    let mut made: HashMap<(VReg, Vec<StrId>), Layout> = HashMap::new();
    for l in loops {
        let accesses = || l.blocks.iter().flat_map(|b| &f.blocks[*b].insts).filter_map(|inst| access(evidence, inst));
        let written: BTreeSet<(VReg, StrId)> =
            accesses().filter(|(.., set)| *set).map(|(v, name, _)| (v, name)).collect();
        let mut inside: SecondaryMap<Block, bool> = SecondaryMap::new();
        l.blocks.iter().for_each(|b| inside[*b] = !unlikely[*b]);
        let starts = compute_starts(f, evidence, l, &inside);
        for &b in &l.blocks {
            let mut wanted = end_of(f, b, &starts, &inside);
            for (i, inst) in f.blocks[b].insts.iter().enumerate().rev() {
                step(f, evidence, &mut wanted, inst);
                let Some((v, name, _)) = access(evidence, inst) else { continue };
                let all = &wanted[&v];
                let mut names: Vec<StrId> =
                    all.iter().copied().filter(|other| *other != name).take(MOST_FIELDS - 1).collect();
                names.push(name);
                names.sort_unstable();
                let layout = *made.entry((v, names)).or_insert_with_key(|(_, names)| {
                    let field = |name: &StrId| Field { name: *name, written: written.contains(&(v, *name)) };
                    layouts.data.push(LayoutData { fields: names.iter().map(field).collect() })
                });
                layouts.at.insert((b, i), layout);
            }
        }
    }
    layouts
}

/// An access to a property that may be a field: the object, the name, whether it is written.
fn access(evidence: &Evidence, inst: &Inst) -> Option<(VReg, StrId, bool)> {
    match inst.op {
        Op::GetProp(name) if !evidence.is_length(name) && !inst.dst.is_some_and(|d| evidence.is_called(d)) => {
            Some((inst.args[0], name, false))
        }
        Op::SetProp(name) if !evidence.is_length(name) => Some((inst.args[0], name, true)),
        _ => None,
    }
}

/// What is wanted where each block of the loop begins.
fn compute_starts(
    f: &Function,
    evidence: &Evidence,
    l: &Loop,
    inside: &SecondaryMap<Block, bool>,
) -> SecondaryMap<Block, Wanted> {
    let mut starts: SecondaryMap<Block, Wanted> = SecondaryMap::new();
    let mut changed = true;
    while changed {
        changed = false;
        for &b in l.blocks.iter().rev() {
            let mut wanted = end_of(f, b, &starts, inside);
            f.blocks[b].insts.iter().rev().for_each(|inst| step(f, evidence, &mut wanted, inst));
            if starts[b] != wanted {
                starts[b] = wanted;
                changed = true;
            }
        }
    }
    starts
}

/// What is wanted where the block ends: what some way on in the loop wants.
fn end_of(f: &Function, b: Block, starts: &SecondaryMap<Block, Wanted>, inside: &SecondaryMap<Block, bool>) -> Wanted {
    let term = &f.blocks[b].term;
    let mut wanted = Wanted::new();
    if !term.is_suspension() {
        term.each_successor(|to| {
            if !inside[to] {
                return;
            }
            for (v, names) in &starts[to] {
                wanted.entry(*v).or_default().extend(names);
            }
        });
    }
    wanted
}

/// Backwards over one instruction.
fn step(f: &Function, evidence: &Evidence, wanted: &mut Wanted, inst: &Inst) {
    if let Some(d) = inst.dst {
        wanted.remove(&d);
    }
    // Of the operations that may call something, only calls are likely to change the object.
    if inst.effects(f).enters_code && evidence.builtin(inst).is_none() {
        wanted.clear();
    }
    if let Some((v, name, _)) = access(evidence, inst) {
        wanted.entry(v).or_default().insert(name);
    }
}
