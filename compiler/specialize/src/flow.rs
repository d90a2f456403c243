//! What is known where each block of the typed copy begins: a forward data-flow problem, under the guards that
//! [`plan`](crate::plan) chooses.
//!
//! A vreg of which nothing is known before a loop, while each way round the loop comes to know it, is known at its head: one
//! guard on the way in stands for one in each turn.

use crate::evidence::Evidence;
use crate::facts::{Fact, Facts, Num};
use crate::layouts::Layouts;
use crate::plan::{Mood, Plan, apply, plan};
use cranelift_entity::SecondaryMap;
use std::collections::BTreeMap;
use yarrow_analysis::Liveness;
use yarrow_mir::{Block, Function, Inst, Layout, Type, VReg};

/// A function with what is known of it.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub f: &'a Function,
    pub evidence: &'a Evidence,
    pub layouts: &'a Layouts,
    /// See [`compute_unlikely`](crate::unlikely::compute_unlikely).
    pub unlikely: &'a SecondaryMap<Block, bool>,
    pub mood: Mood,
    pub live: &'a Liveness,
}

impl Subject<'_> {
    /// Does the way to this block leave the typed copy, as a wrong guess?
    pub fn leaves_to(&self, b: Block) -> bool {
        self.mood == Mood::Bold && self.unlikely[b]
    }

    /// Reads the handler of `b` the boxed vreg? Then that is kept up to date throughout `b`.
    pub fn keeps_boxed(&self, b: Block, v: VReg) -> bool {
        self.live.is_live_handler(b, v)
    }

    /// The boxed vregs to be made where `b` begins.
    pub fn missing_for_handler(&self, b: Block, facts: &Facts) -> Vec<(VReg, Num)> {
        self.live
            .live_handler(b)
            .filter_map(|v| facts.get(v).filter(|fact| !fact.boxed).map(|fact| (v, fact.num)))
            .collect()
    }

    /// What becomes of the i-th instruction of `b`.
    pub fn plan(&self, (b, i): (Block, usize), facts: &Facts) -> Plan {
        let inst = &self.f.blocks[b].insts[i];
        match plan(self.f, self.evidence, self.mood, facts, inst) {
            Plan::Field { .. } => {
                let known = facts.layout(inst.args[0]).is_some_and(|layout| self.layouts.has(layout, inst.op));
                let guarded = if known { None } else { self.layouts.at(b, i) };
                if known || guarded.is_some() { Plan::Field { guarded } } else { Plan::Generic }
            }
            plan => plan,
        }
    }

    pub fn apply(&self, b: Block, facts: &mut Facts, inst: &Inst, plan: Plan) {
        apply(self.f, self.evidence, facts, inst, plan, |v| self.keeps_boxed(b, v));
    }

    /// What becomes of the instructions of `b`.
    pub fn plans(&self, b: Block, entry: &Facts) -> Vec<Plan> {
        let mut facts = entry.clone();
        let mut plans = Vec::new();
        for (i, inst) in self.f.blocks[b].insts.iter().enumerate() {
            let plan = self.plan((b, i), &facts);
            self.apply(b, &mut facts, inst, plan);
            plans.push(plan);
        }
        plans
    }

    /// What is known where `b` ends.
    fn leave(&self, b: Block, entry: &Facts) -> Facts {
        let mut facts = entry.clone();
        for (v, _) in self.missing_for_handler(b, entry) {
            facts.note_boxed(v);
        }
        for (i, inst) in self.f.blocks[b].insts.iter().enumerate() {
            let plan = self.plan((b, i), &facts);
            self.apply(b, &mut facts, inst, plan);
        }
        self.f.blocks[b].term.each_use(|v| facts.note_boxed(v));
        if self.f.blocks[b].term.is_suspension() {
            facts.forget_layouts();
        }
        if let Some(result) = self.f.blocks[b].term.def() {
            facts.forget(result);
        }
        facts
    }
}

/// By block, what is known where it begins; `None` for what no terminator leads to.
pub type Entries = SecondaryMap<Block, Option<Facts>>;

/// Computes what is known.
pub fn compute_entries(s: Subject<'_>) -> Entries {
    let first = solve(s, &Guesses::default());
    let guesses = guess(s, &first);
    if guesses.is_empty() { first } else { solve(s, &guesses) }
}

/// What is taken to hold on the way into a loop.
#[derive(Default)]
struct Guesses {
    numbers: BTreeMap<(Block, VReg), Num>,
    layouts: BTreeMap<(Block, VReg), Layout>,
    plain: BTreeMap<(Block, VReg), ()>,
}

impl Guesses {
    fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.layouts.is_empty() && self.plain.is_empty()
    }
}

/// The guesses about vregs at the head of a loop.
fn of_head<T: Copy>(guesses: &BTreeMap<(Block, VReg), T>, head: Block) -> impl Iterator<Item = (VReg, T)> {
    let all = (head, VReg::from_u32(0))..=(head, VReg::from_u32(u32::MAX - 1));
    guesses.range(all).map(|((_, v), guess)| (*v, *guess))
}

fn solve(s: Subject<'_>, guesses: &Guesses) -> Entries {
    let mut entries: Entries = SecondaryMap::with_default(None);
    let order = &s.live.order().blocks;
    let ordinary = reached_by_terminators(s.f);
    // Exceptions leave the typed copy: what only handlers lead to begins with nothing known, and says nothing of the rest.
    entries[s.f.entry] = Some(Facts::default());
    for b in order.iter().filter(|b| !ordinary[**b]) {
        entries[*b] = Some(Facts::default());
    }
    let mut changed = true;
    while changed {
        changed = false;
        for &b in order {
            let Some(entry) = &entries[b] else { continue };
            let end = s.leave(b, entry);
            s.f.blocks[b].term.each_successor(|to| {
                if (ordinary[to] && !ordinary[b]) || s.leaves_to(to) {
                    return;
                }
                let mut facts = end.clone();
                facts.retain(|v| s.live.is_live_in(to, v));
                if !s.live.order().is_back_edge(b, to) {
                    for (v, num) in of_head(&guesses.numbers, to) {
                        if facts.get(v).is_none() {
                            facts.set(v, Fact { num, boxed: true });
                        }
                    }
                    for (v, layout) in of_head(&guesses.layouts, to) {
                        if facts.get(v).is_none() && facts.layout(v).is_none() {
                            facts.set_layout(v, layout);
                        }
                    }
                    for (v, ()) in of_head(&guesses.plain, to) {
                        if facts.get(v).is_none() {
                            facts.set_plain(v);
                        }
                    }
                }
                let joined = match &entries[to] {
                    None => facts,
                    Some(known) => {
                        let mut joined = known.clone();
                        joined.join(&facts);
                        joined
                    }
                };
                if entries[to].as_ref() != Some(&joined) {
                    entries[to] = Some(joined);
                    changed = true;
                }
            });
        }
    }
    entries
}

/// The blocks that control comes to without an exception.
fn reached_by_terminators(f: &Function) -> SecondaryMap<Block, bool> {
    let mut reached = SecondaryMap::new();
    let mut work = vec![f.entry];
    while let Some(b) = work.pop() {
        if !std::mem::replace(&mut reached[b], true) {
            f.blocks[b].term.each_successor(|to| work.push(to));
        }
    }
    reached
}

/// What each way round a loop comes to know of a vreg that is unknown at its head.
fn guess(s: Subject<'_>, entries: &Entries) -> Guesses {
    let ordinary = reached_by_terminators(s.f);
    let mut rounds: BTreeMap<Block, Vec<Facts>> = BTreeMap::new();
    for &b in &s.live.order().blocks {
        let Some(entry) = &entries[b] else { continue };
        let end = s.leave(b, entry);
        s.f.blocks[b].term.each_successor(|to| {
            if s.live.order().is_back_edge(b, to) && ordinary[b] == ordinary[to] {
                rounds.entry(to).or_default().push(end.clone());
            }
        });
    }
    let mut guesses = Guesses::default();
    for (head, ends) in rounds {
        let Some((first, others)) = ends.split_first() else { continue };
        let known = entries[head].clone().unwrap_or_default();
        let mut all = first.clone();
        others.iter().for_each(|end| all.join(end));
        for (v, fact) in all.iter() {
            let unknown = s.f.ty(v) == Type::Value && s.live.is_live_in(head, v) && known.get(v).is_none();
            if unknown && s.evidence.may_be_number(v) && !s.evidence.is_sometimes_empty(v) {
                guesses.numbers.insert((head, v), fact.num);
            }
        }
        for (v, layout) in all.layouts() {
            if s.live.is_live_in(head, v) && known.get(v).is_none() && known.layout(v).is_none() {
                guesses.layouts.insert((head, v), layout);
            }
        }
        for v in all.plain() {
            if s.live.is_live_in(head, v) && known.get(v).is_none() && !known.is_plain(v) {
                guesses.plain.insert((head, v), ());
            }
        }
    }
    guesses
}
