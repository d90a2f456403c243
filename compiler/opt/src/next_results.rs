//! Calls of `next` whose result object nobody sees: they get along without one.
//!
//! In: `r = g.next(v)` whose result is asked for `value` and `done`, and for nothing else. Out: [`Op::CallNext`], which gives what
//! a generator has yielded where `g` is a generator object with the intrinsic `next`, and the result object otherwise.
//! [`Op::NextYielded`] tells which of the two it is, in a vreg of its own. Each read becomes a branch on that: a yielded value is the
//! `value` of a result that is not `done`; the result object is asked as before, at the same place, so that getters and proxies
//! notice nothing.
//!
//! What copies join is a *family* of vregs. It is rewritten as a whole or not at all: every definition of a member is a call of
//! `next`, a constant or a copy of a member; every use is a read of `value` or `done`, the check in front of a pattern that takes the
//! result apart, or a copy to a member. Suspensions and handlers need no care: the two vregs are assigned side by side, with nothing
//! that throws in between.

use crate::facts::{Facts, single_definitions};
use cranelift_entity::{EntityRef, SecondaryMap};
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;
use yarrow_mir::{Block, Const, FuncId, Function, Inst, Loc, Op, Program, StrId, Terminator, Type, VReg};

/// Arguments of a call that sends a value: the callee, the generator, the value.
const MOST_ARGUMENTS: usize = 3;

/// What the pass looks for.
#[derive(Clone, Copy)]
struct Names {
    value: Option<StrId>,
    done: Option<StrId>,
}

/// Runs the pass.
pub fn run(program: &mut Program, _: &Facts, id: FuncId) {
    let strings = &program.strings;
    let names = Names { value: strings.find("value"), done: strings.find("done") };
    let Some(next) = strings.find("next") else { return };
    let f = &mut program.functions[id];
    let unseen = compute_unseen(f, next, names);
    if !unseen.is_empty() {
        rewrite(f, names, &unseen);
    }
}

/// The members of the families that can do without result objects.
fn compute_unseen(f: &Function, next: StrId, names: Names) -> Vec<VReg> {
    let insts = || f.blocks.values().flat_map(|b| &b.insts);
    if !insts().any(|i| i.op == Op::GetProp(next)) {
        return Vec::new();
    }
    let defs = single_definitions(f);
    let is_call = |inst: &Inst| {
        let callee = || defs[inst.args[0]].is_some_and(|d| d.op == Op::GetProp(next));
        matches!(inst.op, Op::Call(_)) && inst.args.len() <= MOST_ARGUMENTS && callee()
    };
    let mut families = UnionFind::<usize>::new(f.vregs.len());
    for inst in insts().filter(|i| i.op == Op::Copy) {
        inst.dst.iter().for_each(|d| {
            families.union(d.index(), inst.args[0].index());
        });
    }
    let families = families.into_labeling();
    let family = |v: VReg| VReg::new(families[v.index()]);
    let mut called = SecondaryMap::<VReg, bool>::new();
    let mut seen = SecondaryMap::<VReg, bool>::new();
    for data in f.blocks.values() {
        for inst in &data.insts {
            if let Some(d) = inst.dst {
                if is_call(inst) {
                    called[family(d)] = true;
                } else if !matches!(inst.op, Op::Copy | Op::Const(_)) {
                    seen[family(d)] = true;
                }
            }
            let asks = match inst.op {
                Op::GetProp(name) => names.value == Some(name) || names.done == Some(name),
                Op::CheckDestructurable(_) | Op::Copy => true,
                _ => false,
            };
            if !asks {
                inst.args.iter().for_each(|a| seen[family(*a)] = true);
            }
        }
        data.term.each_use(|v| seen[family(v)] = true);
        data.term.def().iter().for_each(|d| seen[family(*d)] = true);
    }
    f.vregs.keys().filter(|v| called[family(*v)] && !seen[family(*v)]).collect()
}

/// Rewrites a function.
struct Rewriter<'f> {
    f: &'f mut Function,
    names: Names,
    /// By member, whether it holds a yielded value.
    yielded: BTreeMap<VReg, VReg>,
    /// The block that is being filled.
    at: Block,
    handler: Option<Block>,
}

fn rewrite(f: &mut Function, names: Names, unseen: &[VReg]) {
    let yielded: BTreeMap<VReg, VReg> = unseen.iter().map(|v| (*v, f.new_vreg(Type::Bool))).collect();
    let entry = f.entry;
    let mut r = Rewriter { f, names, yielded, at: entry, handler: None };
    for b in r.f.blocks.keys().collect::<Vec<_>>() {
        r.block(b);
    }
}

impl Rewriter<'_> {
    fn block(&mut self, b: Block) {
        let is_member = |v: &VReg| self.yielded.contains_key(v);
        if !self.f.blocks[b].insts.iter().any(|i| i.dst.iter().chain(&i.args).any(is_member)) {
            return;
        }
        let data = &mut self.f.blocks[b];
        let insts = std::mem::take(&mut data.insts);
        let term = std::mem::replace(&mut data.term, Terminator::Unreachable);
        let term_loc = data.term_loc;
        (self.at, self.handler) = (b, data.handler);
        let mut insts = insts.into_iter().peekable();
        while let Some(inst) = insts.next() {
            let read = inst.args.first().and_then(|a| self.yielded.get(a)).copied();
            match (inst.op, read) {
                (Op::Copy, Some(from)) => self.define(inst, |to, loc| Inst::new(Op::Copy, Some(to), [from], loc)),
                (Op::GetProp(name), Some(yielded)) => {
                    let done = self.names.done == Some(name);
                    let tests = |i: &Inst| done && i.op == Op::Truthy && inst.dst == Some(i.args[0]);
                    let test = insts.next_if(tests);
                    self.read(yielded, inst, done, test);
                }
                (Op::CheckDestructurable(_), Some(yielded)) => self.fork(yielded, vec![], vec![inst]),
                (Op::Call(text), None) if inst.dst.is_some_and(|d| self.yielded.contains_key(&d)) => {
                    let call = Inst { op: Op::CallNext(text), ..inst };
                    self.define(call, |to, loc| Inst::new(Op::NextYielded, Some(to), [], loc));
                }
                (Op::Const(_), _) if inst.dst.is_some_and(|d| self.yielded.contains_key(&d)) => {
                    let no = Op::Const(Const::Bool(false));
                    self.define(inst, |to, loc| Inst::new(no, Some(to), [], loc));
                }
                _ => self.push(inst),
            }
        }
        let data = &mut self.f.blocks[self.at];
        (data.term, data.term_loc) = (term, term_loc);
    }

    fn push(&mut self, inst: Inst) {
        self.f.blocks[self.at].insts.push(inst);
    }

    /// A definition of a member, and that of the flag beside it.
    fn define(&mut self, inst: Inst, flag: impl FnOnce(VReg, Loc) -> Inst) {
        let to = self.yielded[&inst.dst.expect("it defines a member")];
        let flag = flag(to, inst.loc);
        self.push(inst);
        self.push(flag);
    }

    /// A read of `value`, or of `done`, and the test of that if it comes next.
    fn read(&mut self, yielded: VReg, get: Inst, done: bool, test: Option<Inst>) {
        let not_done = |dst: VReg, loc: Loc| Inst::new(Op::Const(Const::Bool(false)), Some(dst), [], loc);
        let dst = get.dst.expect("a read has a result");
        let mut known = vec![match done {
            true => not_done(dst, get.loc),
            false => Inst::new(Op::Copy, Some(dst), [get.args[0]], get.loc),
        }];
        known.extend(test.iter().map(|t| not_done(t.dst.expect("a test has a result"), t.loc)));
        self.fork(yielded, known, std::iter::once(get).chain(test).collect());
    }

    /// Goes on by these instructions where the flag is set, and by those where it is not.
    fn fork(&mut self, yielded: VReg, set: Vec<Inst>, clear: Vec<Inst>) {
        let loc = clear[0].loc;
        let next = self.f.new_block();
        let mut arm = |insts: Vec<Inst>| {
            let b = self.f.new_block();
            let data = &mut self.f.blocks[b];
            data.insts = insts;
            data.term = Terminator::Jump(next);
            data.term_loc = loc;
            data.handler = self.handler;
            b
        };
        let then = if set.is_empty() { next } else { arm(set) };
        let other = arm(clear);
        let data = &mut self.f.blocks[self.at];
        data.term = Terminator::Branch { cond: yielded, then, other };
        data.term_loc = loc;
        self.at = next;
        self.f.blocks[next].handler = self.handler;
    }
}
