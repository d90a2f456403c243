//! Puts the instructions of small functions in the place of their calls, and direct calls in the place of others.
//!
//! The callee is known ([`Op::CallKnown`], [`Op::CallClosure`]), or it is likely: of a method call, the functions that the program
//! makes properties of that name. Which one it is, if any, is asked in front ([`Op::IsClosure`]); the call stays for the others.
//!
//! A position of the callee's names the call that it stands in the place of ([`InlinedCall`]), so that stack traces show the same
//! frames.

use crate::facts::{Facts, single_definitions};
use cranelift_entity::{EntityRef, SecondaryMap};
use yarrow_analysis::blocks_in_cycles;
use yarrow_mir::{
    Block, BlockData, Const, FuncId, Function, FunctionKind, Inlined, InlinedCall, Inst, Loc, Op, Program, Terminator,
    Type, VReg,
};

/// Functions of more instructions stay on their own, where the call is in a loop.
const MOST_IN_LOOPS: usize = 40;

/// And elsewhere, but for code that runs once, which has no calls replaced.
const MOST_ELSEWHERE: usize = 8;

/// What a copy has around it: the question, and the ways in and out.
const AROUND: usize = 4;

/// More functions that a method may be are not asked for.
const MOST_METHODS: usize = 3;

/// A function does not grow by more instructions than so many.
const MOST_GROWTH: usize = 600;

/// Callee and `this` come before the arguments of a call.
const HEADER: usize = 2;

/// A method that more functions may be is not called directly.
const MOST_DIRECT: usize = 2;

/// A call to be replaced.
#[derive(Debug)]
struct Site {
    block: Block,
    inst: usize,
    callees: Vec<(FuncId, How)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// By the function's instructions.
    Copied,
    /// By a direct call.
    Called,
}

/// Runs the pass.
pub fn run(program: &mut Program, facts: &Facts, id: FuncId) {
    // From the last to the first, so that the places of those to come stay as they are.
    for site in compute_sites(program, facts, id).into_iter().rev() {
        let body = |(id, how): &(FuncId, How)| (*id, (*how == How::Copied).then(|| program.functions[*id].clone()));
        let callees: Vec<(FuncId, Option<Function>)> = site.callees.iter().map(body).collect();
        replace(&mut program.functions[id], &site, &callees);
    }
}

/// The calls of a function that are worth it, in the order of blocks and instructions.
fn compute_sites(program: &Program, facts: &Facts, id: FuncId) -> Vec<Site> {
    let f = &program.functions[id];
    let mut sites = calls(f, facts);
    if sites.is_empty() {
        return sites;
    }
    let in_cycle = blocks_in_cycles(f);
    let mut growth = 0;
    for site in &mut sites {
        let most = match in_cycle[site.block] {
            true => MOST_IN_LOOPS,
            false if facts.runs_once(id) => 0,
            false => MOST_ELSEWHERE,
        };
        let asks = matches!(f.blocks[site.block].insts[site.inst].op, Op::Call(_));
        let few = site.callees.len() <= MOST_DIRECT;
        site.callees.retain_mut(|(id_of, how)| {
            let callee = &program.functions[*id_of];
            let mut size = callee.blocks.values().map(|b| b.insts.len()).sum::<usize>() + AROUND;
            let fits = |size| growth + size <= MOST_GROWTH && size <= facts.inlining.get();
            let copied = size <= most + AROUND
                && fits(size)
                && callee.strict == f.strict
                && may_be_inlined(callee, [id, *id_of]);
            let worth_it = in_cycle[site.block] || !facts.runs_once(id);
            let called = !copied && asks && few && worth_it && facts.takes_direct_calls(*id_of) && fits(AROUND);
            if called {
                (size, *how) = (AROUND, How::Called);
            }
            let chosen = copied || called;
            if chosen {
                growth += size;
                facts.inlining.set(facts.inlining.get() - size);
            }
            chosen
        });
    }
    sites.retain(|site| !site.callees.is_empty());
    sites
}

/// The calls with the functions that they may be of.
fn calls(f: &Function, facts: &Facts) -> Vec<Site> {
    let defs = single_definitions(f);
    let mut sites = Vec::new();
    for (block, data) in &f.blocks {
        for (inst, i) in data.insts.iter().enumerate() {
            let callees = match i.op {
                Op::CallKnown(callee) | Op::CallClosure(callee) => vec![(callee, How::Copied)],
                Op::Call(_) => match defs[i.args[0]].map(|d| d.op) {
                    Some(Op::GetProp(name)) if facts.methods(name).len() <= MOST_METHODS => {
                        facts.methods(name).iter().map(|f| (*f, How::Copied)).collect()
                    }
                    _ => continue,
                },
                _ => continue,
            };
            sites.push(Site { block, inst, callees });
        }
    }
    sites
}

/// Is nothing in it bound to a frame of its own, and calls it none of `callers`? A function with a loop spends its time there, and
/// its loop has typed copies of its own.
fn may_be_inlined(f: &Function, callers: [FuncId; 2]) -> bool {
    matches!(f.kind, FunctionKind::Normal | FunctionKind::Method)
        && !blocks_in_cycles(f).values().any(|in_cycle| *in_cycle)
        && f.blocks.values().flat_map(|b| &b.insts).all(|inst| match inst.op {
            Op::CallKnown(callee) | Op::CallClosure(callee) => !callers.contains(&callee),
            Op::Rest(_) | Op::Arguments | Op::MapArguments(_) | Op::DirectEval(..) => false,
            _ => true,
        })
}

fn replace(f: &mut Function, site: &Site, callees: &[(FuncId, Option<Function>)]) {
    let data = &mut f.blocks[site.block];
    let rest = BlockData {
        insts: data.insts.split_off(site.inst + 1),
        term: std::mem::replace(&mut data.term, Terminator::Unreachable),
        term_loc: data.term_loc,
        handler: data.handler,
    };
    let handler = data.handler;
    let call = data.insts.pop().expect("the call stands before the rest");
    let rest = f.blocks.push(rest);
    let mut at = site.block;
    for (id, callee) in callees {
        let entry = match callee {
            Some(callee) => copy(f, *id, callee, &call, handler, rest),
            None => direct(f, *id, &call, handler, rest),
        };
        let next = if matches!(call.op, Op::CallKnown(_) | Op::CallClosure(_)) {
            None
        } else {
            let is_it = f.new_vreg(Type::Bool);
            let ask = Inst::new(Op::IsClosure(*id), Some(is_it), [call.args[0]], call.loc);
            f.blocks[at].insts.push(ask);
            let next = f.blocks.push(BlockData { handler, ..BlockData::new() });
            f.blocks[at].term = Terminator::Branch { cond: is_it, then: entry, other: next };
            Some(next)
        };
        f.blocks[at].term_loc = call.loc;
        match next {
            None => f.blocks[at].term = Terminator::Jump(entry),
            Some(next) => at = next,
        }
    }
    if at != site.block {
        f.blocks[at].term = Terminator::Jump(rest);
        f.blocks[at].term_loc = call.loc;
        f.blocks[at].insts.push(call);
    }
}

/// A block of `f` with a direct call, which goes on at `rest`.
fn direct(f: &mut Function, id: FuncId, call: &Inst, handler: Option<Block>, rest: Block) -> Block {
    let insts = vec![Inst { op: Op::CallClosure(id), ..call.clone() }];
    f.blocks.push(BlockData { insts, term: Terminator::Jump(rest), term_loc: call.loc, handler })
}

/// The callee's instructions as blocks of `f`, which go on at `rest`: where they begin.
fn copy(f: &mut Function, id: FuncId, callee: &Function, call: &Inst, handler: Option<Block>, rest: Block) -> Block {
    let copy = Copying::new(f, id, callee, call.loc);
    for (b, from) in &callee.blocks {
        let mut to = from.clone();
        to.handler = from.handler.map(|h| copy.blocks[h]).or(handler);
        to.term_loc = copy.loc(from.term_loc);
        for inst in &mut to.insts {
            copy.inst(inst, call);
        }
        to.term.each_successor_mut(|next| *next = copy.blocks[*next]);
        to.term.each_use_mut(|v| *v = copy.vregs[*v]);
        to.term.each_def_mut(|v| *v = copy.vregs[*v]);
        if let Terminator::Return(v) = to.term {
            to.insts.extend(call.dst.map(|dst| Inst::new(Op::Copy, Some(dst), [v], call.loc)));
            to.term = Terminator::Jump(rest);
        }
        f.blocks[copy.blocks[b]] = to;
    }
    copy.blocks[callee.entry]
}

/// What the parts of a callee are called in the caller.
struct Copying {
    blocks: SecondaryMap<Block, Block>,
    vregs: SecondaryMap<VReg, VReg>,
    /// The call itself, and those that were replaced in the callee before.
    call: Inlined,
    calls: SecondaryMap<Inlined, Inlined>,
}

impl Copying {
    fn new(f: &mut Function, id: FuncId, callee: &Function, at: Loc) -> Copying {
        let mut copy = Copying {
            blocks: SecondaryMap::with_default(Block::new(0)),
            vregs: SecondaryMap::with_default(VReg::new(0)),
            call: f.inlined.push(InlinedCall { function: id, at }),
            calls: SecondaryMap::with_default(Inlined::new(0)),
        };
        for (call, data) in &callee.inlined {
            let at = copy.loc(data.at);
            copy.calls[call] = f.inlined.push(InlinedCall { function: data.function, at });
        }
        for b in callee.blocks.keys() {
            copy.blocks[b] = f.new_block();
        }
        for (v, data) in &callee.vregs {
            copy.vregs[v] = f.vregs.push(data.clone());
        }
        copy
    }

    fn loc(&self, loc: Loc) -> Loc {
        if loc.line == 0 {
            return loc;
        }
        let call = loc.inlined.expand().map_or(self.call, |call| self.calls[call]);
        Loc { inlined: call.into(), ..loc }
    }

    /// What the callee finds in its frame comes from the operands of the call.
    fn inst(&self, inst: &mut Inst, call: &Inst) {
        inst.loc = self.loc(inst.loc);
        inst.dst = inst.dst.map(|v| self.vregs[v]);
        inst.args.iter_mut().for_each(|v| *v = self.vregs[*v]);
        let known = matches!(call.op, Op::CallKnown(_));
        let header = if known { 0 } else { HEADER };
        let (op, from) = match inst.op {
            Op::Param(i) => (Op::Copy, call.args.get(header + i as usize)),
            Op::Callee if !known => (Op::Copy, call.args.first()),
            Op::Env if !known => (Op::ClosureEnv, call.args.first()),
            Op::This if !known => (Op::Copy, call.args.get(1)),
            Op::NewTarget => (Op::Copy, None),
            _ => return,
        };
        inst.op = if from.is_some() { op } else { Op::Const(Const::Undefined) };
        inst.args.extend(from.copied());
    }
}
