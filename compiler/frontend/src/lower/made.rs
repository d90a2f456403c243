//! Functions that stand in no source.

use std::collections::HashMap;

use yarrow_mir::{
    Builder, Const, FuncId, Function, FunctionKind, GlobalId, Op, Program as Mir, Terminator, Type, VReg,
};

use crate::load::ModuleIx;

/// By module: the function that executes it.
pub type Steps = HashMap<ModuleIx, FuncId>;

/// A function of no file's source.
pub struct Made<'p> {
    pub b: Builder,
    pub program: &'p mut Mir,
}

impl<'p> Made<'p> {
    pub fn new(program: &'p mut Mir, name: &str, kind: FunctionKind) -> Self {
        Made { b: Builder::new(Function::new(name, kind)), program }
    }

    pub fn op(&mut self, op: Op, args: &[VReg]) -> VReg {
        self.b.op(op, Type::Value, args)
    }

    pub fn undefined(&mut self) -> VReg {
        self.b.constant(Const::Undefined)
    }

    pub fn string(&mut self, text: &str) -> VReg {
        let id = self.program.strings.intern(text);
        self.b.constant(Const::Str(id))
    }

    pub fn init_prop(&mut self, object: VReg, name: &str, value: VReg) {
        let name = self.program.strings.intern(name);
        self.b.effect(Op::InitProp(name), &[object, value]);
    }

    pub fn get(&mut self, object: VReg, name: &str) -> VReg {
        let name = self.program.strings.intern(name);
        self.op(Op::GetProp(name), &[object])
    }

    pub fn builtin(&mut self, name: &str) -> VReg {
        let name = self.program.strings.intern(name);
        self.op(Op::LoadBuiltin(name), &[])
    }

    pub fn store(&mut self, g: GlobalId, v: VReg) {
        self.b.effect(Op::StoreGlobal(g), &[v]);
    }

    /// Continues where `cond` holds; returns the block where it does not.
    pub fn when(&mut self, cond: VReg) -> yarrow_mir::Block {
        let (then, other) = (self.b.new_block(), self.b.new_block());
        self.b.branch(cond, then, other);
        self.b.switch_to(then);
        other
    }

    pub fn answer(&mut self, v: VReg) {
        self.b.terminate(Terminator::Return(v));
    }

    pub fn finish(mut self) -> FuncId {
        let undefined = self.undefined();
        self.answer(undefined);
        self.program.functions.push(self.b.finish())
    }

    /// Ends the function, which takes the place that was kept for it.
    pub fn finish_as(mut self, id: FuncId) {
        let undefined = self.undefined();
        self.answer(undefined);
        self.program.functions[id] = self.b.finish();
    }

    /// Calls `body`; what it throws is passed on after `failed` has run.
    pub fn call_guarded(&mut self, body: FuncId, failed: impl FnOnce(&mut Self, VReg)) {
        let (handler, guarded, after) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        self.b.function.blocks[guarded].handler = Some(handler);
        self.b.jump(guarded);
        self.b.switch_to(guarded);
        self.op(Op::CallKnown(body), &[]);
        self.b.jump(after);
        self.b.switch_to(handler);
        let error = self.op(Op::Catch, &[]);
        failed(self, error);
        self.b.terminate(Terminator::Throw(error));
        self.b.switch_to(after);
    }
}
