//! Safepoints of a function and the root slots of its frame.
//!
//! In: a MIR function whose prologue instructions come first ([`hoist_prologue`]), its liveness and
//! facts. Out: [`Polls`], where the function asks whether to collect; [`RootMap`], a slot for each
//! boxed vreg that is live across a safepoint and may hold a cell which only a root keeps alive.
//!
//! * Safepoints are the polls and the instructions that may call JavaScript.
//! * A vreg has at most one slot, written after each of its definitions; two vregs share a slot only
//!   if neither is defined while the other is live (or by a copy of the other).
//! * The collector does not move cells: slots are never read back.

use crate::facts::Facts;
use cranelift_entity::SecondaryMap;
use fixedbitset::FixedBitSet;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use yarrow_abi::layout::{CALL_HEADER, FastBuiltin};
use yarrow_analysis::{Liveness, Order, Visit};
use yarrow_mir::{Block, Function, Inst, Op, Strings, Type, VReg};

/// Does the instruction read what the function was entered with?
#[must_use]
pub fn is_prologue(op: &Op) -> bool {
    matches!(
        op,
        Op::Param(_)
            | Op::This
            | Op::Callee
            | Op::Env
            | Op::NewTarget
            | Op::Rest(_)
            | Op::Arguments
            | Op::Generator
            | Op::ResumeMode
            | Op::ResumeValue
    )
}

/// Moves the prologue instructions to the front of the entry block, each the only one there to define
/// its vreg; returns their number.
///
/// # Panics
/// If one of them stands elsewhere or is not the first to define its vreg.
pub fn hoist_prologue(f: &mut Function) -> usize {
    let entry = f.entry;
    for (b, data) in f.blocks.iter() {
        for inst in &data.insts {
            assert!(
                b == entry || !is_prologue(&inst.op),
                "{:?} outside the entry block, in {b} of {}",
                inst.op,
                f.name
            );
        }
    }
    let has_predecessors = f.blocks.keys().any(|b| f.successors(b).contains(&entry));
    let insts = std::mem::take(&mut f.blocks[entry].insts);
    let mut touched: BTreeSet<VReg> = BTreeSet::new();
    for inst in &insts {
        if let Some(d) = inst.dst.filter(|_| is_prologue(&inst.op)) {
            let defs = || f.blocks.values().flat_map(|b| &b.insts).chain(&insts).filter(|i| i.dst == Some(d)).count();
            assert!(
                !touched.contains(&d) && (!has_predecessors || defs() == 1),
                "{d} of {} cannot be defined in the prologue",
                f.name
            );
        } else {
            touched.extend(inst.args.iter().copied().chain(inst.dst));
        }
    }
    let (mut front, back): (Vec<Inst>, Vec<Inst>) = insts.into_iter().partition(|i| is_prologue(&i.op));
    let last = |d: Option<VReg>| front.iter().rposition(|i| i.dst == d);
    let kept: Vec<bool> = front.iter().enumerate().map(|(i, inst)| last(inst.dst) == Some(i)).collect();
    let mut kept = kept.into_iter();
    front.retain(|_| kept.next() == Some(true));
    let count = front.len();
    front.extend(back);
    f.blocks[entry].insts = front;
    count
}

/// Where a function polls.
#[derive(Clone, Debug, Default)]
pub struct Polls {
    /// Before the prologue, while the caller's arguments are still rooted.
    pub entry: bool,
    /// On these back edges.
    pub edges: BTreeSet<(Block, Block)>,
    /// After the `Catch` of these handlers: of a loop through exceptions nothing else polls, and what
    /// caught the RangeError of the heap's limit must find memory again before it allocates.
    pub handlers: BTreeSet<Block>,
}

/// May the instruction allocate, or run code that does?
fn allocates(inst: &Inst, f: &Function) -> bool {
    let e = inst.effects(f);
    match inst.op {
        Op::CheckTdz(_) | Op::CheckDestructurable(_) | Op::DerivedResult => false,
        Op::ThrowConstAssign(_) | Op::ThrowError(..) => true,
        _ => e.calls_js || e.throws,
    }
}

/// Callees that are intrinsic functions which calls do inline, and nothing else, as far as the program tells: it has no methods of these
/// names. If they are something else, they are called through the runtime.
#[must_use]
pub fn checked_callees(
    f: &Function,
    fast: &BTreeMap<VReg, FastBuiltin>,
    own_methods: &[FastBuiltin],
) -> BTreeSet<VReg> {
    let mut checked: BTreeSet<VReg> =
        fast.iter().filter(|(_, builtin)| !own_methods.contains(builtin)).map(|(v, _)| *v).collect();
    for inst in f.blocks.values().flat_map(|b| &b.insts).filter(|inst| matches!(inst.op, Op::Call(_))) {
        let is_inline = |builtin: &FastBuiltin| inst.args.len() == CALL_HEADER + builtin.argument_count();
        if !fast.get(&inst.args[0]).is_some_and(is_inline) {
            checked.remove(&inst.args[0]);
        }
    }
    checked
}

/// Is the function on no cycle of calls that the runtime has no part in? Then whoever calls it polls and has
/// checked the stacks. Calls of `checked` callees go through the runtime.
#[must_use]
pub fn is_leaf(f: &Function, order: &Order, checked: &BTreeSet<VReg>) -> bool {
    let insts = || order.blocks.iter().flat_map(|b| &f.blocks[*b].insts);
    let goes_through = |i: &Inst| matches!(i.op, Op::Call(_)) && checked.contains(&i.args[0]);
    !insts().any(|i| i.effects(f).enters_code && !goes_through(i))
}

/// Decides where `f` polls: at entry if other code may be entered from it, since each cycle of calls has such
/// a function; and on the back edges of loops that allocate or call.
#[must_use]
pub fn compute_polls(f: &Function, order: &Order, is_leaf: bool) -> Polls {
    let mut block_allocates: SecondaryMap<Block, bool> = SecondaryMap::new();
    let mut preds: SecondaryMap<Block, Vec<Block>> = SecondaryMap::new();
    let mut polls = Polls { entry: !is_leaf, ..Polls::default() };
    for b in &order.blocks {
        block_allocates[*b] = f.blocks[*b].insts.iter().any(|i| allocates(i, f));
        f.successors(*b).into_iter().for_each(|s| preds[s].push(*b));
    }
    for b in &order.blocks {
        let data = &f.blocks[*b];
        data.term.each_successor(|s| {
            if order.is_back_edge(*b, s) && loop_blocks(*b, s, &preds).into_iter().any(|l| block_allocates[l]) {
                polls.edges.insert((*b, s));
            }
        });
        if let Some(h) = data.handler.filter(|_| f.block_may_throw(*b)) {
            polls.handlers.insert(h);
        }
    }
    polls
}

/// Blocks of the natural loop of the back edge `from` → `head` (of an irreducible one: more).
fn loop_blocks(from: Block, head: Block, preds: &SecondaryMap<Block, Vec<Block>>) -> BTreeSet<Block> {
    let mut seen = BTreeSet::from([head]);
    let mut work = vec![from];
    while let Some(b) = work.pop() {
        if seen.insert(b) {
            work.extend(&preds[b]);
        }
    }
    seen
}

/// Is the instruction one in which a collection may happen?
fn is_safepoint(inst: &Inst, f: &Function) -> bool {
    inst.effects(f).calls_js
}

/// Callees that some definition reads from a property `next`: calls of them try to resume a
/// generator directly.
#[must_use]
pub fn next_callees(f: &Function, strings: &Strings) -> BTreeSet<VReg> {
    let insts = f.blocks.values().flat_map(|b| &b.insts);
    insts
        .filter(|i| matches!(i.op, Op::GetProp(name) if strings.display(name) == "next"))
        .filter_map(|i| i.dst)
        .collect()
}

/// Operands that the instruction's code reads after the safepoint in it: those of a direct
/// resumption, which asks the generator for its flags afterwards.
fn held_operands<'i>(inst: &'i Inst, next_callees: &BTreeSet<VReg>) -> &'i [VReg] {
    match inst.op {
        Op::IterNext | Op::IterClose | Op::DelegateStep => &inst.args[..1],
        Op::CallNext(_) => &inst.args[1..2],
        Op::Call(_) if next_callees.contains(&inst.args[0]) => &inst.args[1..2],
        _ => &[],
    }
}

/// More vregs that need a slot get them by their intervals.
pub(crate) const MAX_COLOURED: usize = 2000;

/// Root slots by vreg.
#[derive(Clone, Debug)]
pub struct RootMap {
    slot: SecondaryMap<VReg, Option<u32>>,
    pub count: u32,
}

impl RootMap {
    #[must_use]
    pub fn slot(&self, v: VReg) -> Option<u32> {
        self.slot[v]
    }
}

/// Assigns the root slots of `f`. The poll at entry needs none.
#[must_use]
pub fn compute_roots(
    f: &Function,
    live: &Liveness,
    facts: &Facts,
    polls: &Polls,
    next_callees: &BTreeSet<VReg>,
) -> RootMap {
    let rooted = rooted_vregs(f, live, facts, polls, next_callees);
    let mut index: SecondaryMap<VReg, Option<u32>> = SecondaryMap::new();
    for (i, v) in rooted.iter().enumerate() {
        index[*v] = u32::try_from(i).ok();
    }
    if rooted.len() > MAX_COLOURED {
        return by_intervals(f, live, &rooted, &index);
    }
    let mut conflicts = vec![FixedBitSet::with_capacity(rooted.len()); rooted.len()];
    for b in &live.order().blocks {
        live.walk_back(f, *b, |_, inst, after| {
            let Some(d) = inst.dst.and_then(|d| index[d]) else { return Visit::Keep };
            let source = if inst.op == Op::Copy { index[inst.args[0]] } else { None };
            for u in after.iter().filter_map(|v| index[v]) {
                if u != d && Some(u) != source {
                    conflicts[d as usize].insert(u as usize);
                    conflicts[u as usize].insert(d as usize);
                }
            }
            Visit::Keep
        });
    }
    let mut slot: SecondaryMap<VReg, Option<u32>> = SecondaryMap::new();
    let mut colours: Vec<u32> = Vec::with_capacity(rooted.len());
    let mut count = 0;
    for (i, v) in rooted.iter().enumerate() {
        let mut taken = FixedBitSet::with_capacity(count as usize + 1);
        conflicts[i].ones().take_while(|u| *u < i).for_each(|u| taken.insert(colours[u] as usize));
        let colour = u32::try_from(taken.zeroes().next().expect("one more than colours in use")).expect("few slots");
        colours.push(colour);
        count = count.max(colour + 1);
        slot[*v] = Some(colour);
    }
    RootMap { slot, count }
}

/// The slots of a function in which the graph of conflicts would be too large: a vreg keeps its slot from the first place
/// where it lives to the last, in the order of the blocks.
fn by_intervals(f: &Function, live: &Liveness, rooted: &[VReg], index: &SecondaryMap<VReg, Option<u32>>) -> RootMap {
    let mut intervals: Vec<Option<(u32, u32)>> = vec![None; rooted.len()];
    let mut at = 0;
    let mut mention = |v: VReg, at: u32| {
        if let Some(i) = index[v] {
            let interval = &mut intervals[i as usize];
            let first = interval.map_or(at, |(first, _)| first);
            *interval = Some((first, at));
        }
    };
    for b in &live.order().blocks {
        let data = &f.blocks[*b];
        live.live_in(*b).for_each(|v| mention(v, at));
        for inst in &data.insts {
            at += 1;
            inst.args.iter().chain(&inst.dst).for_each(|v| mention(*v, at));
        }
        at += 1;
        data.term.each_use(|v| mention(v, at));
        data.term.def().iter().for_each(|v| mention(*v, at));
        live.live_out(*b).into_iter().chain(live.live_handler(*b)).for_each(|v| mention(v, at));
    }
    let mut order: Vec<usize> = (0..rooted.len()).collect();
    order.sort_by_key(|i| intervals[*i]);
    let mut slot: SecondaryMap<VReg, Option<u32>> = SecondaryMap::new();
    let mut busy: BinaryHeap<Reverse<(u32, u32)>> = BinaryHeap::new();
    let mut count = 0;
    for i in order {
        let Some((first, last)) = intervals[i] else { continue };
        let free = busy.peek().is_some_and(|Reverse((end, _))| *end < first);
        let colour = match if free { busy.pop() } else { None } {
            Some(Reverse((_, colour))) => colour,
            None => {
                count += 1;
                count - 1
            }
        };
        busy.push(Reverse((last, colour)));
        slot[rooted[i]] = Some(colour);
    }
    RootMap { slot, count }
}

/// Vregs that need a slot, ascending.
fn rooted_vregs(
    f: &Function,
    live: &Liveness,
    facts: &Facts,
    polls: &Polls,
    next_callees: &BTreeSet<VReg>,
) -> Vec<VReg> {
    let mut across = live.vreg_set(f);
    for b in &live.order().blocks {
        let catch_polls = polls.handlers.contains(b);
        live.walk_back(f, *b, |_, inst, after| {
            if is_safepoint(inst, f) {
                let result = inst.dst.filter(|d| !live.set_has(&across, *d));
                after.add_to(&mut across);
                if let Some(d) = result {
                    live.set(&mut across, d, false);
                }
                if inst.effects(f).throws {
                    live.live_handler(*b).filter(|v| Some(*v) == result).for_each(|v| live.set(&mut across, v, true));
                }
                held_operands(inst, next_callees).iter().for_each(|v| live.set(&mut across, *v, true));
            }
            if catch_polls && inst.op == Op::Catch {
                after.add_to(&mut across);
            }
            Visit::Keep
        });
    }
    for (_, head) in &polls.edges {
        live.live_in(*head).for_each(|v| live.set(&mut across, v, true));
    }
    let mut rooted = live.members(&across);
    rooted.retain(|v| f.ty(*v) == Type::Value && facts.of(*v).may_be_collected());
    rooted
}
