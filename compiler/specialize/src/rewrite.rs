//! Makes the typed copy of chosen loops.
//!
//! Each boxed vreg that holds a number there has a vreg for each representation beside it. A guard that fails makes the boxed
//! vregs that are missing, counts, and goes on in the plain copy at the same instruction. Ways of the plain copy to a
//! head go through a block that asks whether what the typed copy counts on holds, unless guards have failed [`PATIENCE`] times
//! in this activation.

use crate::facts::{Fact, Facts, Num};
use crate::flow::{Entries, Subject};
use crate::loops::Loop;
use crate::plan::{Operands, Plan, builtin_operand, guarded_first, indexed, number_of};
use cranelift_entity::SecondaryMap;
use std::collections::{BTreeMap, HashMap};
use yarrow_abi::layout::CALL_HEADER;
use yarrow_mir::{Block, BlockData, Builtin, Const, Function, GuardOp, Inst, Layout, Loc, Op, Terminator, Type, VReg};

/// So many guards may fail in one activation before it goes on to the next copy.
const PATIENCE: i32 = 8;

/// Makes the copies and the ways to them and out of them.
///
/// `copies` are those that a loop may have, the one to try first in front; each chosen loop has the first so many.
pub fn rewrite(f: &mut Function, copies: &[(Subject<'_>, Entries)], chosen: &[(&Loop, usize)]) {
    let exits = f.new_vreg(Type::I32);
    let (s, entries) = &copies[0];
    let mut r = Rewriter {
        s: *s,
        entries,
        typed: SecondaryMap::new(),
        ways_in: SecondaryMap::new(),
        shadows: HashMap::new(),
        plain: HashMap::new(),
        tails: BTreeMap::new(),
        live_before: HashMap::new(),
        exits_made: HashMap::new(),
        exits,
        at: f.entry,
        handler: None,
        f,
    };
    for (l, _) in chosen {
        for &head in l.heads.iter().filter(|b| entries[**b].is_some()) {
            r.ways_in[head] = Some(r.f.new_block());
        }
    }
    // Where to go on with what leads to the next copy.
    let mut open: SecondaryMap<Block, Option<Block>> = r.ways_in.clone();
    for (n, (s, entries)) in copies.iter().enumerate() {
        (r.s, r.entries) = (*s, entries);
        r.typed.clear();
        r.shadows.clear();
        r.plain.clear();
        r.exits_made.clear();
        let chosen = || chosen.iter().filter(|(_, count)| *count > n).map(|(l, _)| l);
        for &b in chosen().flat_map(|l| &l.blocks).filter(|b| entries[**b].is_some()) {
            r.typed[b] = Some(r.f.new_block());
        }
        chosen().flat_map(|l| &l.blocks).filter(|b| entries[**b].is_some()).for_each(|b| r.block(*b));
        let limit = PATIENCE * (i32::try_from(n).expect("few copies") + 1);
        for &head in chosen().flat_map(|l| &l.heads) {
            open[head] = open[head].map(|at| r.way_in(head, at, limit));
        }
    }
    for (head, at) in open.iter().filter_map(|(head, at)| Some((head, (*at)?))) {
        r.at = at;
        r.end(Terminator::Jump(head), r.s.f.blocks[head].term_loc);
    }
    for b in s.f.blocks.keys() {
        let ways_in = &r.ways_in;
        r.f.blocks[b].term.each_successor_mut(|to| *to = ways_in[*to].unwrap_or(*to));
    }
    r.split_tails();
    let entry = r.f.entry;
    let loc = r.f.loc;
    r.f.blocks[entry].insts.insert(0, Inst::new(Op::Const(Const::I32(0)), Some(exits), [], loc));
}

struct Rewriter<'a> {
    s: Subject<'a>,
    entries: &'a Entries,
    /// The function being rewritten; `s.f` is as it was.
    f: &'a mut Function,
    typed: SecondaryMap<Block, Option<Block>>,
    /// Where plain code goes instead of the head of a loop.
    ways_in: SecondaryMap<Block, Option<Block>>,
    shadows: HashMap<(VReg, Num), VReg>,
    /// By object: the same, known to be an array or an ordinary one.
    plain: HashMap<VReg, VReg>,
    /// Where exits come back: the rest of a plain block from an instruction on.
    tails: BTreeMap<(Block, usize), Block>,
    /// Of the blocks looked at: by instruction, the vregs that live before it.
    live_before: HashMap<Block, Vec<Vec<VReg>>>,
    /// By where it leads and what it boxes: exits of this copy.
    exits_made: HashMap<(Block, Vec<(VReg, Num)>), Block>,
    /// Counts guards that failed.
    exits: VReg,
    /// Where instructions go.
    at: Block,
    handler: Option<Block>,
}

impl Rewriter<'_> {
    fn push(&mut self, op: Op, dst: VReg, args: &[VReg], loc: Loc) {
        self.f.blocks[self.at].insts.push(Inst::new(op, Some(dst), args.iter().copied(), loc));
    }

    fn end(&mut self, term: Terminator, loc: Loc) {
        let data = &mut self.f.blocks[self.at];
        data.term = term;
        data.term_loc = loc;
        data.handler = self.handler;
    }

    fn shadow(&mut self, v: VReg, num: Num) -> VReg {
        if self.f.ty(v) == num.ty() {
            return v;
        }
        let name = self.f.vregs[v].name.clone();
        *self.shadows.entry((v, num)).or_insert_with(|| {
            let shadow = self.f.new_vreg(num.ty());
            self.f.vregs[shadow].name = name;
            shadow
        })
    }

    /// Makes boxed vregs.
    fn make_boxed(&mut self, missing: &[(VReg, Num)], loc: Loc) {
        for &(v, num) in missing {
            let from = self.shadow(v, num);
            // What may be an integer becomes one, for others to use as such.
            let evidence = self.s.evidence;
            let double = num == Num::F64 && evidence.is_fraction(v) && !evidence.is_index(v) && !evidence.is_sum(v);
            self.push(if double { Op::BoxDouble } else { Op::Convert }, v, &[from], loc);
        }
    }

    /// Makes those of these boxed vregs that are missing.
    fn have_boxed(&mut self, vregs: &[VReg], facts: &mut Facts, loc: Loc) {
        for &v in vregs {
            if let Some(fact) = facts.get(v).filter(|fact| !fact.boxed) {
                self.make_boxed(&[(v, fact.num)], loc);
                facts.note_boxed(v);
            }
        }
    }

    /// A guard: control goes on where it holds.
    fn guard(&mut self, op: GuardOp, args: &[VReg], exit: Block, loc: Loc) -> Option<VReg> {
        let dst = op.result().map(|ty| self.f.new_vreg(ty));
        let ok = self.f.new_block();
        self.end(Terminator::Guard { op, args: args.iter().copied().collect(), dst, ok, exit }, loc);
        self.at = ok;
        dst
    }

    /// The number in `v`, guarded, in its vreg of the typed copy.
    fn unbox(&mut self, v: VReg, num: Num, exit: Block, loc: Loc) -> VReg {
        let op = match num {
            Num::I32 => GuardOp::I32,
            Num::F64 => GuardOp::F64,
        };
        let number = self.guard(op, &[v], exit, loc).expect("it gives a number");
        let shadow = self.shadow(v, num);
        self.push(Op::Copy, shadow, &[number], loc);
        shadow
    }

    /// The vreg of an object that is known to be plain.
    fn plain(&mut self, v: VReg) -> VReg {
        let name = self.f.vregs[v].name.clone();
        *self.plain.entry(v).or_insert_with(|| {
            let plain = self.f.new_vreg(Type::Value);
            self.f.vregs[plain].name = name;
            plain
        })
    }

    fn guard_plain(&mut self, v: VReg, exit: Block, loc: Loc) {
        let object = self.guard(GuardOp::Plain, &[v], exit, loc).expect("it gives the object");
        let plain = self.plain(v);
        self.push(Op::Copy, plain, &[object], loc);
    }

    /// A guard that an object has the layout, which its cell learns where it fails, on the way to `exit`, where it counts.
    fn guard_layout(&mut self, v: VReg, layout: Layout, exit: Block, loc: Loc) {
        let here = self.at;
        self.at = self.f.new_block();
        let learns = self.at;
        // Where something has been learned, nothing was guessed wrong.
        let learned = self.f.new_vreg(Type::I32);
        self.push(Op::LearnLayout(layout), learned, &[v], loc);
        self.push(Op::Sub, self.exits, &[self.exits, learned], loc);
        let handler = self.handler.take();
        self.end(Terminator::Jump(exit), loc);
        (self.at, self.handler) = (here, handler);
        self.guard(GuardOp::Layout(layout), &[v], learns, loc);
    }

    /// A block that goes on in plain code at `to`, with all that lives there boxed; it counts.
    fn exit_to(&mut self, missing: &[(VReg, Num)], to: Block, loc: Loc) -> Block {
        if let Some(exit) = self.exits_made.get(&(to, missing.to_vec())) {
            return *exit;
        }
        let (here, handler) = (self.at, self.handler.take());
        self.at = self.f.new_block();
        let exit = self.at;
        self.make_boxed(missing, loc);
        self.push(Op::Inc, self.exits, &[self.exits], loc);
        self.end(Terminator::Jump(to), loc);
        (self.at, self.handler) = (here, handler);
        self.exits_made.insert((to, missing.to_vec()), exit);
        exit
    }

    /// An exit to an instruction of a plain block.
    fn exit_at(&mut self, b: Block, i: usize, facts: &Facts, loc: Loc) -> Block {
        let live = self.live_before.entry(b).or_insert_with(|| live_before(self.s, b));
        let missing: Vec<(VReg, Num)> = facts.unboxed().filter(|(v, _)| live[i].binary_search(v).is_ok()).collect();
        let to = match i {
            0 => b,
            _ => *self.tails.entry((b, i)).or_insert_with(|| self.f.new_block()),
        };
        self.exit_to(&missing, to, loc)
    }

    // --- blocks ---------------------------------------------------------------------------------

    fn block(&mut self, b: Block) {
        let s = self.s;
        let data: &BlockData = &s.f.blocks[b];
        let mut facts = self.entries[b].clone().expect("it is reached");
        self.at = self.typed[b].expect("made before");
        self.handler = data.handler;
        let missing = s.missing_for_handler(b, &facts);
        self.make_boxed(&missing, data.term_loc);
        missing.iter().for_each(|(v, _)| facts.note_boxed(*v));
        for (i, inst) in data.insts.iter().enumerate() {
            let plan = s.plan((b, i), &facts);
            self.inst(b, i, inst, plan, &facts);
            s.apply(b, &mut facts, inst, plan);
        }
        let loc = data.term_loc;
        let mut term = data.term.clone();
        let mut used = Vec::new();
        term.each_use(|v| used.push(v));
        self.have_boxed(&used, &mut facts, loc);
        if let Some(result) = term.def() {
            facts.forget(result);
        }
        if term.is_suspension() {
            facts.forget_layouts();
        }
        let mut successors = Vec::new();
        term.each_successor(|to| successors.push(to));
        let mut edges = successors.into_iter().map(|to| self.edge(&facts, to, loc)).collect::<Vec<_>>().into_iter();
        term.each_successor_mut(|to| *to = edges.next().expect("one for each"));
        self.end(term, loc);
    }

    /// The block to go to for the edge to `to` of the plain copy.
    fn edge(&mut self, facts: &Facts, to: Block, loc: Loc) -> Block {
        let live = |v: VReg| self.s.live.is_live_in(to, v);
        let all: Vec<(VReg, Num)> = facts.unboxed().filter(|(v, _)| live(*v)).collect();
        if self.s.leaves_to(to) {
            return self.exit_to(&all, to, loc);
        }
        let typed = self.typed[to];
        let known = if typed.is_some() { self.entries[to].clone().unwrap_or_default() } else { Facts::default() };
        let missing: Vec<(VReg, Num)> =
            all.iter().copied().filter(|(v, _)| known.get(*v).is_none_or(|fact| fact.boxed)).collect();
        let unknown: Vec<(VReg, Num)> =
            known.iter().filter(|(v, _)| facts.get(*v).is_none()).map(|(v, fact)| (v, fact.num)).collect();
        let layouts: Vec<(VReg, Layout)> =
            known.layouts().filter(|(v, layout)| facts.layout(*v) != Some(*layout)).collect();
        let wider: Vec<VReg> = known
            .iter()
            .filter(|(v, fact)| fact.num == Num::F64 && facts.get(*v).is_some_and(|from| from.num == Num::I32))
            .map(|(v, _)| v)
            .collect();
        let plain: Vec<VReg> = known.plain().filter(|v| !facts.is_plain(*v)).collect();
        let target = typed.unwrap_or_else(|| self.ways_in[to].unwrap_or(to));
        let guards = !unknown.is_empty() || !layouts.is_empty() || !plain.is_empty();
        if missing.is_empty() && !guards && wider.is_empty() {
            return target;
        }
        let (here, handler) = (self.at, self.handler.take());
        self.at = self.f.new_block();
        let edge = self.at;
        if guards {
            let exit = self.exit_to(&all, to, loc);
            for (v, num) in unknown {
                self.unbox(v, num, exit, loc);
            }
            for (v, layout) in layouts {
                self.guard_layout(v, layout, exit, loc);
            }
            for v in plain {
                self.guard_plain(v, exit, loc);
            }
        }
        self.make_boxed(&missing, loc);
        for v in wider {
            let from = self.shadow(v, Num::I32);
            let double = self.shadow(v, Num::F64);
            self.push(Op::Convert, double, &[from], loc);
        }
        self.end(Terminator::Jump(target), loc);
        (self.at, self.handler) = (here, handler);
        edge
    }

    /// Goes on from `at`, where plain code comes to the head of a loop, to this copy, while fewer than `limit` guards have failed;
    /// else to the block returned.
    fn way_in(&mut self, head: Block, at: Block, limit: i32) -> Block {
        let Some(typed) = self.typed[head] else { return at };
        let next = self.f.new_block();
        let loc = self.s.f.blocks[head].insts.first().map_or(self.s.f.blocks[head].term_loc, |inst| inst.loc);
        self.handler = None;
        self.at = at;
        let most = self.f.new_vreg(Type::I32);
        self.push(Op::Const(Const::I32(limit)), most, &[], loc);
        self.guard(GuardOp::Below, &[self.exits, most], next, loc);
        let known = self.entries[head].clone().unwrap_or_default();
        let mut exit = None;
        for (v, fact) in known.iter() {
            let exit = *exit.get_or_insert_with(|| self.exit_to(&[], head, loc));
            self.unbox(v, fact.num, exit, loc);
        }
        for (v, layout) in known.layouts() {
            let exit = *exit.get_or_insert_with(|| self.exit_to(&[], head, loc));
            self.guard_layout(v, layout, exit, loc);
        }
        for v in known.plain() {
            let exit = *exit.get_or_insert_with(|| self.exit_to(&[], head, loc));
            self.guard_plain(v, exit, loc);
        }
        self.end(Terminator::Jump(typed), loc);
        next
    }

    /// Cuts the plain blocks where exits come back.
    fn split_tails(&mut self) {
        for ((b, i), tail) in std::mem::take(&mut self.tails).into_iter().rev() {
            let data = &mut self.f.blocks[b];
            let insts = data.insts.split_off(i);
            let term = std::mem::replace(&mut data.term, Terminator::Jump(tail));
            let term_loc = data.term_loc;
            data.term_loc = insts.first().map_or(term_loc, |inst| inst.loc);
            let handler = data.handler;
            self.f.blocks[tail] = BlockData { insts, term, term_loc, handler };
        }
    }

    // --- instructions ---------------------------------------------------------------------------

    fn inst(&mut self, b: Block, i: usize, inst: &Inst, plan: Plan, facts: &Facts) {
        let loc = inst.loc;
        match plan {
            Plan::Generic => {
                let mut facts = facts.clone();
                self.have_boxed(&inst.args, &mut facts, loc);
                self.f.blocks[self.at].insts.push(inst.clone());
                if inst.op == Op::Copy && facts.is_plain(inst.args[0]) {
                    let (from, to) = (self.plain(inst.args[0]), self.plain(inst.dst.expect("a copy has a result")));
                    self.push(Op::Copy, to, &[from], loc);
                }
            }
            Plan::Drop => {}
            Plan::Constant(num) => {
                let dst = self.result(inst, Some(num));
                self.push(inst.op, dst, &[], loc);
                self.keep_boxed(b, inst, num);
            }
            Plan::Move(num) => {
                let operands = self.operands((b, i), inst, &inst.args, Operands::As(num), facts);
                let dst = self.result(inst, Some(num));
                let op = if self.f.ty(operands[0]) == self.f.ty(dst) { Op::Copy } else { Op::Convert };
                self.push(op, dst, &operands, loc);
                self.keep_boxed(b, inst, num);
            }
            Plan::Machine { operands, result } => {
                let operands = self.operands((b, i), inst, &inst.args, operands, facts);
                let dst = self.result(inst, result);
                let op = match inst.op {
                    Op::LooseEq => Op::StrictEq,
                    Op::ToInt32 => Op::Copy,
                    op => op,
                };
                self.push(op, dst, &operands, loc);
                if let Some(num) = result {
                    self.keep_boxed(b, inst, num);
                }
            }
            Plan::Memory(op) => self.memory(b, i, inst, op, facts),
            Plan::Field { guarded } => self.field(b, i, inst, guarded, facts),
            Plan::Builtin(builtin) => self.builtin(b, i, inst, builtin, facts),
            Plan::Guard(op) => {
                let mut operands = self.operands((b, i), inst, &inst.args, Operands::As(Num::I32), facts);
                if operands.len() == 1 {
                    let one = self.f.new_vreg(Type::I32);
                    self.push(Op::Const(Const::I32(1)), one, &[], loc);
                    operands.push(one);
                }
                let exit = self.exit_at(b, i, facts, loc);
                let number = self.guard(op, &operands, exit, loc).expect("it gives a number");
                let dst = self.result(inst, Some(Num::I32));
                self.push(Op::Copy, dst, &[number], loc);
                self.keep_boxed(b, inst, Num::I32);
            }
        }
    }

    /// Of more than two arguments, the function of the first two is taken with the third, and so on.
    fn builtin(&mut self, b: Block, i: usize, inst: &Inst, builtin: Builtin, facts: &Facts) {
        let (loc, op) = (inst.loc, GuardOp::Builtin(builtin));
        let mut facts = facts.clone();
        let mut called = inst.args.clone();
        called.truncate(op.args().iter().filter(|ty| **ty == Type::Value).count());
        self.have_boxed(&inst.args[..CALL_HEADER], &mut facts, loc);
        let num = number_of(op).expect("it gives a number");
        let numbers =
            self.operands((b, i), inst, &inst.args[CALL_HEADER..], Operands::As(builtin_operand(builtin)), &facts);
        let exit = self.exit_at(b, i, &facts, loc);
        let passed = op.args().len() - called.len();
        let (first, others) = numbers.split_at(passed);
        let mut result = self.guard(op, &[&called[..], first].concat(), exit, loc).expect("it gives a number");
        for v in others {
            result = self.guard(op, &[&called[..], &[result, *v]].concat(), exit, loc).expect("it gives a number");
        }
        let dst = self.result(inst, Some(num));
        self.push(Op::Copy, dst, &[result], loc);
        self.keep_boxed(b, inst, num);
    }

    fn field(&mut self, b: Block, i: usize, inst: &Inst, guarded: Option<Layout>, facts: &Facts) {
        let loc = inst.loc;
        let mut facts = facts.clone();
        self.have_boxed(&inst.args, &mut facts, loc);
        let object = inst.args[0];
        if let Some(layout) = guarded {
            let exit = self.exit_at(b, i, &facts, loc);
            self.guard_layout(object, layout, exit, loc);
            facts.set_layout(object, layout);
        }
        let layout = facts.layout(object).expect("it is known");
        let op = match inst.op {
            Op::GetProp(name) => Op::LoadField(layout, name),
            Op::SetProp(name) => Op::StoreField(layout, name),
            op => op,
        };
        self.f.blocks[self.at].insts.push(Inst::new(op, inst.dst, inst.args.iter().copied(), loc));
    }

    fn memory(&mut self, b: Block, i: usize, inst: &Inst, op: GuardOp, facts: &Facts) {
        let loc = inst.loc;
        let mut facts = facts.clone();
        let mut operands = Vec::new();
        for (&v, ty) in inst.args.iter().zip(op.args()) {
            let num = match ty {
                Type::I32 => Some(Num::I32),
                Type::F64 => Some(Num::F64),
                Type::Value | Type::Bool => None,
            };
            if let Some(num) = num {
                operands.push(self.shadow(v, num));
                continue;
            }
            self.have_boxed(&[v], &mut facts, loc);
            operands.push(v);
        }
        let exit = self.exit_at(b, i, &facts, loc);
        if let Some(object) = indexed(self.s.f, self.s.evidence, &facts, inst, op).filter(|v| !facts.is_plain(*v)) {
            self.guard_plain(object, exit, loc);
            facts.set_plain(object);
        }
        if let Some(&object) = inst.args.first().filter(|v| facts.is_plain(**v)) {
            operands[0] = self.plain(object);
        }
        let result = self.guard(op, &operands, exit, loc);
        if inst.dst.is_none() {
            return;
        }
        if let (Some(from), Some(num)) = (result, number_of(op)) {
            let dst = self.result(inst, Some(num));
            self.push(Op::Copy, dst, &[from], loc);
            self.keep_boxed(b, inst, num);
        } else if let (Some(from), Some(dst)) = (result, inst.dst) {
            self.push(Op::Copy, dst, &[from], loc);
        }
    }

    /// The vreg that takes the result in the typed copy.
    fn result(&mut self, inst: &Inst, num: Option<Num>) -> VReg {
        let dst = inst.dst.expect("an operator has a result");
        match num {
            Some(num) if self.f.ty(dst) == Type::Value => self.shadow(dst, num),
            _ => dst,
        }
    }

    fn keep_boxed(&mut self, b: Block, inst: &Inst, num: Num) {
        let dst = inst.dst.expect("an operator has a result");
        if self.f.ty(dst) == Type::Value && self.s.keeps_boxed(b, dst) {
            self.make_boxed(&[(dst, num)], inst.loc);
        }
    }

    /// The operands on the machine; all guards come first.
    fn operands(
        &mut self,
        (b, i): (Block, usize),
        inst: &Inst,
        args: &[VReg],
        as_: Operands,
        facts: &Facts,
    ) -> Vec<VReg> {
        let loc = inst.loc;
        let mut known = facts.clone();
        let (wanted, guarded) = match as_ {
            Operands::As(num) => (num, args.to_vec()),
            Operands::Truncated => (Num::I32, guarded_first(self.s.f, facts, inst).into_iter().collect()),
        };
        for v in guarded {
            if known.num(self.s.f, v).is_none() {
                let exit = self.exit_at(b, i, facts, loc);
                self.unbox(v, wanted, exit, loc);
                known.set(v, Fact { num: wanted, boxed: true });
            }
        }
        args.iter()
            .map(|&v| {
                let Some(num) = known.num(self.s.f, v) else {
                    let truncated = self.f.new_vreg(Type::I32);
                    self.push(Op::ToInt32, truncated, &[v], loc);
                    return truncated;
                };
                let from = self.shadow(v, num);
                if num == wanted {
                    return from;
                }
                let converted = self.f.new_vreg(wanted.ty());
                self.push(Op::Convert, converted, &[from], loc);
                converted
            })
            .collect()
    }
}

/// By instruction of `b`, the vregs that live before it, ascending.
fn live_before(s: Subject<'_>, b: Block) -> Vec<Vec<VReg>> {
    let mut live = vec![Vec::new(); s.f.blocks[b].insts.len() + 1];
    s.live.walk_back(s.f, b, |i, _, after| {
        live[i + 1] = after.iter().collect();
        live[i + 1].sort_unstable();
        yarrow_analysis::Visit::Keep
    });
    live[0] = s.live.live_in(b).collect();
    live[0].sort_unstable();
    live
}
