//! The split: from one function with suspensions to its ramp and its resume function.
//!
//! *Ramp*: everything up to the first suspension, which becomes "make the object, store what its state needs". Of a generator that is
//! the initial yield, and the ramp returns the object. Of an async function it is whichever `await` is reached first: until then
//! the function runs on its caller's stack, without a frame in the heap, and the ramp returns a promise in any case.
//!
//! *Resume function*: `dispatcher → one resume block per state`. A resume block loads what is read
//! before the next suspension and goes on by resume mode. A yield block stores what lives across the
//! suspension and was assigned since the last one, sets the state and returns the yielded value.
//! Two completion blocks end it: every `return` goes through the one that marks the generator
//! finished, every exception that leaves it through the other, a handler.

use crate::discovery::Suspension;
use crate::layout::FrameLayout;
use crate::prune::prune_unreachable;
use crate::transfer::compute_transfers;
use yarrow_abi::kinds::{Kind, ResumeMode};
use yarrow_mir::{Block, FuncId, Function, FunctionKind, Inst, Loc, Op, Terminator, Type, VReg};

fn inst(op: Op, dst: Option<VReg>, args: &[VReg], loc: Loc) -> Inst {
    Inst::new(op, dst, args.iter().copied(), loc)
}

/// What makes the object that `s` suspends into.
fn frame_insts(
    s: &Suspension,
    resume: FuncId,
    layout: &FrameLayout,
    callee: VReg,
    generator: VReg,
) -> impl Iterator<Item = Inst> {
    let stores = s.live.iter().map(move |v| {
        let slot = layout.slot(*v).expect("every saved vreg has a slot");
        inst(Op::StoreFrame(slot), None, &[generator, *v], s.loc)
    });
    std::iter::once(inst(Op::NewGenerator(resume), Some(generator), &[callee], s.loc)).chain(stores)
}

/// Turns the generator function `f` into its ramp.
pub fn build_ramp(f: &mut Function, resume: FuncId, suspensions: &[Suspension], layout: &FrameLayout) {
    let callee = f.new_vreg(Type::Value);
    let generator = f.new_vreg(Type::Value);
    let entry = f.entry;
    f.blocks[entry].insts.insert(0, inst(Op::Callee, Some(callee), &[], f.loc));
    for s in suspensions.iter().filter(|s| s.kind.is_none()) {
        let data = &mut f.blocks[s.block];
        data.insts.extend(frame_insts(s, resume, layout, callee, generator));
        data.term = Terminator::Return(generator);
    }
    prune_unreachable(f);
    if suspensions.is_empty() {
        // Binding the parameters always throws. The ramp still names its resume function, in a block
        // that is not reached, so that every lowered generator has the same shape.
        let b = f.new_block();
        f.blocks[b].insts.push(inst(Op::NewGenerator(resume), Some(generator), &[callee], f.loc));
        f.blocks[b].term = Terminator::Return(generator);
    }
}

/// Turns the async function `f` into its ramp. Without suspensions there is no resume function.
pub fn build_async_ramp(f: &mut Function, resume: Option<FuncId>, suspensions: &[Suspension], layout: &FrameLayout) {
    let callee = f.new_vreg(Type::Value);
    let coroutine = f.new_vreg(Type::Value);
    let (promise, thrown) = (f.new_vreg(Type::Value), f.new_vreg(Type::Value));
    let loc = f.loc;

    let reject = f.new_block();
    f.blocks[reject].insts =
        vec![inst(Op::Catch, Some(thrown), &[], loc), inst(Op::AsyncThrow, Some(promise), &[thrown], loc)];
    f.blocks[reject].term = Terminator::Return(promise);

    for b in f.blocks.keys().filter(|b| *b != reject).collect::<Vec<_>>() {
        let may_throw = f.block_may_throw(b);
        let data = &mut f.blocks[b];
        if data.handler.is_none() && may_throw {
            data.handler = Some(reject);
        }
        let Terminator::Return(v) = data.term else { continue };
        // In a block of its own, since a handler of the function's does not catch what this throws.
        let loc = data.term_loc;
        let resolve = f.new_block();
        let data = &mut f.blocks[resolve];
        data.handler = Some(reject);
        data.insts = vec![inst(Op::AsyncReturn, Some(promise), &[v], loc)];
        data.term = Terminator::Return(promise);
        data.term_loc = loc;
        f.blocks[b].term = Terminator::Jump(resolve);
    }
    let Some(resume) = resume else { return prune_unreachable(f) };
    let entry = f.entry;
    f.blocks[entry].insts.insert(0, inst(Op::Callee, Some(callee), &[], loc));
    for s in suspensions {
        let (Terminator::Yield { value, .. }, Some(kind)) = (f.blocks[s.block].term.clone(), s.kind) else {
            panic!("{} is no await of {}", s.block, f.name)
        };
        let wait = f.new_block();
        let data = &mut f.blocks[wait];
        data.handler = Some(reject);
        data.insts.extend(frame_insts(s, resume, layout, callee, coroutine));
        data.insts.push(inst(Op::SetState(s.state, kind), None, &[coroutine], s.loc));
        data.insts.push(inst(Op::AsyncStart, Some(promise), &[coroutine, value], s.loc));
        data.term = Terminator::Return(promise);
        data.term_loc = s.loc;
        f.blocks[s.block].term = Terminator::Jump(wait);
    }
    prune_unreachable(f);
}

/// The resume function of `f`, whose id is `ramp`.
#[must_use]
pub fn build_resume(f: &Function, ramp: FuncId, suspensions: &[Suspension], layout: &FrameLayout) -> Function {
    let transfers = compute_transfers(f, suspensions, layout);
    let mut r = f.clone();
    r.kind = FunctionKind::Resume(ramp);
    r.param_count = 0;
    r.frame = Some(layout.frame(f, suspensions));
    let generator = r.new_named_vreg(Type::Value, "generator");
    let mode = r.new_vreg(Type::I32);
    let sent = r.new_vreg(Type::Value);
    let state = r.new_vreg(Type::I32);

    add_completion_blocks(&mut r, generator);
    let mut cases = Vec::new();
    for (i, s) in suspensions.iter().enumerate() {
        let resume = resume_block(&mut r, s, &transfers.loads[i], layout, generator, mode, sent);
        cases.push((i32::try_from(s.state.as_u32()).expect("fewer than 2^31 states"), resume));
        yield_block(&mut r, s, &transfers.stores[i], layout, generator);
    }

    let dispatcher = r.new_block();
    let impossible = r.new_block();
    let data = &mut r.blocks[dispatcher];
    let loc = f.loc;
    data.insts = vec![
        inst(Op::Generator, Some(generator), &[], loc),
        inst(Op::ResumeMode, Some(mode), &[], loc),
        inst(Op::ResumeValue, Some(sent), &[], loc),
        inst(Op::LoadState, Some(state), &[generator], loc),
        inst(Op::SetRunning, None, &[generator], loc),
    ];
    data.term = Terminator::Switch { on: state, cases, default: impossible };
    data.term_loc = loc;
    r.entry = dispatcher;
    prune_unreachable(&mut r);
    r
}

/// Sends every return through a block that marks the generator finished, and every exception that
/// would leave the function through a handler that does.
fn add_completion_blocks(r: &mut Function, generator: VReg) {
    let loc = r.loc;
    let completion = r.new_vreg(Type::Value);
    let thrown = r.new_vreg(Type::Value);
    let own: Vec<Block> = r.blocks.keys().collect();

    let finish = r.new_block();
    r.blocks[finish].insts = vec![inst(Op::SetDone, None, &[generator], loc)];
    r.blocks[finish].term = Terminator::Return(completion);

    let abort = r.new_block();
    r.blocks[abort].insts = vec![inst(Op::Catch, Some(thrown), &[], loc), inst(Op::SetDone, None, &[generator], loc)];
    r.blocks[abort].term = Terminator::Throw(thrown);

    for b in own {
        let may_throw = r.block_may_throw(b);
        let data = &mut r.blocks[b];
        if let Terminator::Return(v) = data.term {
            data.insts.push(inst(Op::Copy, Some(completion), &[v], data.term_loc));
            data.term = Terminator::Jump(finish);
        }
        if data.handler.is_none() && may_throw {
            data.handler = Some(abort);
        }
    }
}

/// The block that goes on from state `s`: loads, then by resume mode.
fn resume_block(
    r: &mut Function,
    s: &Suspension,
    loads: &[VReg],
    layout: &FrameLayout,
    generator: VReg,
    mode: VReg,
    sent: VReg,
) -> Block {
    let handler = r.blocks[s.block].handler;
    let mut insts: Vec<Inst> = loads
        .iter()
        .map(|v| {
            let slot = layout.slot(*v).expect("every saved vreg has a slot");
            inst(Op::LoadFrame(slot), Some(*v), &[generator], s.loc)
        })
        .collect();
    let term = match r.blocks[s.block].term.clone() {
        Terminator::InitialYield { resume } => Terminator::Jump(resume),
        Terminator::Yield { result, resume, on_throw, on_return, .. } => {
            let throw = on_throw.unwrap_or_else(|| {
                let b = r.new_block();
                let data = &mut r.blocks[b];
                data.handler = handler;
                data.term = Terminator::Throw(sent);
                data.term_loc = s.loc;
                b
            });
            // Where the handler reads the former value of `result`, a thrown resumption must not
            // overwrite it: assign on the other paths only.
            let deliver = |r: &mut Function, to: Block| {
                let b = r.new_block();
                let data = &mut r.blocks[b];
                data.handler = handler;
                data.insts = vec![inst(Op::Copy, Some(result), &[sent], s.loc)];
                data.term = Terminator::Jump(to);
                data.term_loc = s.loc;
                b
            };
            let by_next = deliver(r, resume);
            let by_return = on_return.map(|to| deliver(r, to));
            let by_throw = if on_throw.is_some() { deliver(r, throw) } else { throw };
            let mut cases = vec![(ResumeMode::Throw.number().cast_signed(), by_throw)];
            cases.extend(by_return.map(|b| (ResumeMode::Return.number().cast_signed(), b)));
            Terminator::Switch { on: mode, cases, default: by_next }
        }
        Terminator::Delegate { .. }
        | Terminator::Jump(_)
        | Terminator::Branch { .. }
        | Terminator::Switch { .. }
        | Terminator::Guard { .. }
        | Terminator::Return(_)
        | Terminator::Throw(_)
        | Terminator::Unreachable => panic!("{} is no suspension of {}", s.block, r.name),
    };
    let b = r.new_block();
    let data = &mut r.blocks[b];
    data.handler = handler;
    data.insts.append(&mut insts);
    data.term = term;
    data.term_loc = s.loc;
    b
}

/// Turns the block of `s` into a yield block. In the resume function the initial yield is not
/// reachable any more.
fn yield_block(r: &mut Function, s: &Suspension, stores: &[VReg], layout: &FrameLayout, generator: VReg) {
    let Some(kind) = s.kind else {
        r.blocks[s.block].term = Terminator::Unreachable;
        return;
    };
    let data = &mut r.blocks[s.block];
    let Terminator::Yield { value, .. } = data.term else { panic!("{} is no yield", s.block) };
    for v in stores {
        let slot = layout.slot(*v).expect("every saved vreg has a slot");
        data.insts.push(inst(Op::StoreFrame(slot), None, &[generator, *v], s.loc));
    }
    data.insts.push(inst(Op::SetState(s.state, kind), None, &[generator], s.loc));
    data.term = Terminator::Return(value);
}
