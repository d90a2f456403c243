//! Appends instructions to a function under construction: a cursor with a current block, a current
//! source position and a current handler, which new blocks inherit.

use crate::ir::{Block, Const, Function, Inst, Loc, Op, Terminator, Type, VReg};

/// Cursor over a function. Instructions appended after a terminator are dropped: code after a
/// `return` or `break` is unreachable and needs no care from the caller.
#[derive(Debug)]
pub struct Builder {
    pub function: Function,
    current: Block,
    terminated: bool,
    handler: Option<Block>,
    loc: Loc,
}

impl Builder {
    #[must_use]
    pub fn new(function: Function) -> Self {
        let current = function.entry;
        Builder { function, current, terminated: false, handler: None, loc: Loc::default() }
    }

    #[must_use]
    pub fn finish(self) -> Function {
        self.function
    }

    pub fn set_loc(&mut self, loc: Loc) {
        self.loc = loc;
    }

    #[must_use]
    pub fn loc(&self) -> Loc {
        self.loc
    }

    #[must_use]
    pub fn current(&self) -> Block {
        self.current
    }

    /// Has the current block got its terminator, so that what follows is unreachable?
    #[must_use]
    pub fn is_terminated(&self) -> bool {
        self.terminated
    }

    /// A new block under the current handler.
    pub fn new_block(&mut self) -> Block {
        let b = self.function.new_block();
        self.function.blocks[b].handler = self.handler;
        b
    }

    /// The handler of blocks made from now on; returns the former one. The current block keeps its
    /// handler: callers that open or leave a `try` continue in a new block.
    pub fn set_handler(&mut self, handler: Option<Block>) -> Option<Block> {
        std::mem::replace(&mut self.handler, handler)
    }

    #[must_use]
    pub fn handler(&self) -> Option<Block> {
        self.handler
    }

    /// Continues at the end of `b`, which has no terminator yet.
    pub fn switch_to(&mut self, b: Block) {
        self.current = b;
        self.terminated = false;
    }

    pub fn vreg(&mut self, ty: Type) -> VReg {
        self.function.new_vreg(ty)
    }

    pub fn push(&mut self, inst: Inst) {
        if !self.terminated {
            self.function.blocks[self.current].insts.push(inst);
        }
    }

    /// Appends `op` with a fresh destination of type `ty`.
    pub fn op(&mut self, op: Op, ty: Type, args: &[VReg]) -> VReg {
        let dst = self.vreg(ty);
        self.op_to(op, dst, args);
        dst
    }

    /// Appends `op` with this destination.
    pub fn op_to(&mut self, op: Op, dst: VReg, args: &[VReg]) {
        let inst = Inst::new(op, Some(dst), args.iter().copied(), self.loc);
        self.push(inst);
    }

    /// Appends `op`, which has no result.
    pub fn effect(&mut self, op: Op, args: &[VReg]) {
        let inst = Inst::new(op, None, args.iter().copied(), self.loc);
        self.push(inst);
    }

    pub fn constant(&mut self, c: Const) -> VReg {
        self.op(Op::Const(c), Type::Value, &[])
    }

    pub fn copy_to(&mut self, dst: VReg, src: VReg) {
        self.op_to(Op::Copy, dst, &[src]);
    }

    /// Ends the current block. A second terminator is dropped.
    pub fn terminate(&mut self, term: Terminator) {
        if !self.terminated {
            let data = &mut self.function.blocks[self.current];
            data.term = term;
            data.term_loc = self.loc;
            self.terminated = true;
        }
    }

    pub fn jump(&mut self, b: Block) {
        self.terminate(Terminator::Jump(b));
    }

    pub fn branch(&mut self, cond: VReg, then: Block, other: Block) {
        self.terminate(Terminator::Branch { cond, then, other });
    }
}
