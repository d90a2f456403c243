//! `yield*` as MIR: a loop that steps the inner iterator and suspends with what it returns.
//!
//! In: functions with [`Terminator::Delegate`]. Out: none of them is left. The observable order of
//! ECMAScript 15.5.5 (`YieldExpression : yield * AssignmentExpression`) is kept by one runtime step
//! per resumption, which is told the resume mode and what was received:
//!
//! ```text
//!         mode = Next; received = undefined
//! step:   answer = delegate_step iterator, mode, received
//!         branch is_done answer → over, suspend
//! suspend: yield(delegate) answer; by next → n, by throw → t, by return → r   (received)
//! n:      mode = Next → step      t: mode = Throw → step      r: mode = Return → step
//! over:   result = delegate_result; mode is Return ? on_return : resume
//! ```
//!
//! A throw is forwarded to the inner iterator rather than thrown here, hence `on_throw`.

use yarrow_abi::kinds::{Kind, ResumeMode};
use yarrow_mir::{Block, Const, Function, Inst, Loc, Op, SuspendKind, Terminator, Type, VReg};

/// Expands every `yield*` of `f`.
pub fn expand_delegates(f: &mut Function) {
    for b in f.blocks.keys().collect::<Vec<_>>() {
        if let Terminator::Delegate { iter, result, resume, on_return } = f.blocks[b].term {
            expand(f, b, iter, result, resume, on_return);
        }
    }
}

fn mode_const(mode: ResumeMode) -> Const {
    Const::I32(mode.number().cast_signed())
}

/// A new block with the handler of the `yield*`.
fn push_block(f: &mut Function, handler: Option<Block>, loc: Loc, insts: Vec<Inst>, term: Terminator) -> Block {
    let b = f.new_block();
    let data = &mut f.blocks[b];
    data.handler = handler;
    data.insts = insts;
    data.term = term;
    data.term_loc = loc;
    b
}

fn expand(f: &mut Function, at: Block, iter: VReg, result: VReg, resume: Block, on_return: Block) {
    let loc = f.blocks[at].term_loc;
    let handler = f.blocks[at].handler;
    let mode = f.new_vreg(Type::I32);
    let received = f.new_vreg(Type::Value);
    let answer = f.new_vreg(Type::Value);
    let done = f.new_vreg(Type::Bool);
    let inst = |op, dst, args: &[VReg]| Inst::new(op, Some(dst), args.iter().copied(), loc);
    let set_mode = |m| inst(Op::Const(mode_const(m)), mode, &[]);

    let step = f.new_block();
    let over = {
        let cases = vec![(ResumeMode::Return.number().cast_signed(), on_return)];
        let term = Terminator::Switch { on: mode, cases, default: resume };
        push_block(f, handler, loc, vec![inst(Op::DelegateResult, result, &[])], term)
    };
    let back = |f: &mut Function, m| push_block(f, handler, loc, vec![set_mode(m)], Terminator::Jump(step));
    let by_next = back(f, ResumeMode::Next);
    let by_throw = back(f, ResumeMode::Throw);
    let by_return = back(f, ResumeMode::Return);
    let suspend = push_block(
        f,
        handler,
        loc,
        vec![],
        Terminator::Yield {
            kind: SuspendKind::Delegate,
            value: answer,
            result: received,
            resume: by_next,
            on_throw: Some(by_throw),
            on_return: Some(by_return),
        },
    );

    let data = &mut f.blocks[step];
    data.handler = handler;
    data.insts = vec![inst(Op::DelegateStep, answer, &[iter, mode, received]), inst(Op::IsDone, done, &[answer])];
    data.term = Terminator::Branch { cond: done, then: over, other: suspend };
    data.term_loc = loc;

    let data = &mut f.blocks[at];
    data.insts.push(set_mode(ResumeMode::Next));
    data.insts.push(inst(Op::Const(Const::Undefined), received, &[]));
    data.term = Terminator::Jump(step);
}
