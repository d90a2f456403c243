//! The entry of a function, in this order:
//!
//! 1. stack checks, unless the function is a small leaf;
//! 2. the poll, unless it is a leaf, and the object under construction, which may collect: what the function was called
//!    with is still rooted, in the incoming area of the root stack, or the poll's slow path puts it there;
//! 3. parameters, `this`, callee and the rest array into vregs, before the frame overwrites the
//!    incoming area;
//! 4. the frame: marker, zeroed slots, slots of what step 3 loaded.
//!
//! So no root slot is needed for the entry alone. Also the generic entries of functions whose body
//! takes its parameters in registers.

use crate::builder::FnBuilder;
use crate::cause::Cause;
use crate::facts::Kinds;
use crate::function::{Form, Lowering, root_offset};
use crate::module::ModuleCx;
use yarrow_abi::functions::RtFn;
use yarrow_abi::kinds::ErrorKind;
use yarrow_abi::layout::{
    CALL_HEADER, CONSTRUCT_FLAG, CONTEXT_NATIVE_LIMIT, CONTEXT_ROOT_LIMIT, CellKind, FUNCTION_ENV,
};
use yarrow_abi::value::{EXCEPTION, NOT_CELL_MASK, UNDEFINED};
use yarrow_lir::{self as lir, BinOp, Func, Hint, IntCc, MemType, Region, Type, UnOp, VReg};
use yarrow_mir::{FuncId, Function, FunctionKind, Inst, Op};

/// Offset of the i-th argument of the incoming area.
fn argument_offset(i: u32) -> i32 {
    i32::try_from(8 * (CALL_HEADER as u64 + u64::from(i))).expect("few parameters")
}

/// Arguments up to here may be read even where they were not passed: callers leave slack.
const READABLE_ARGUMENTS: u32 = 12;

/// The i-th argument or `undefined`; `argc` is an `i32`.
fn load_argument(b: &mut FnBuilder, sp: VReg, argc: VReg, i: u32) -> VReg {
    let passed = b.icmp_imm(IntCc::Ugt, argc, u64::from(i));
    if i < READABLE_ARGUMENTS {
        let undefined = b.word(UNDEFINED);
        let v = b.load(MemType::I64, Region::Roots, sp, argument_offset(i));
        return b.select(passed, v, undefined);
    }
    let result = b.word(UNDEFINED);
    let load = b.new_block();
    let next = b.new_block();
    b.branch(passed, load, next, Hint::None);
    b.switch_to(load);
    let v = b.load(MemType::I64, Region::Roots, sp, argument_offset(i));
    b.copy_to(result, v);
    b.jump(next);
    b.switch_to(next);
    result
}

fn return_exception(b: &mut FnBuilder) {
    let e = b.word(EXCEPTION);
    b.terminate(lir::Terminator::Return(Some(e)));
}

impl Lowering<'_, '_> {
    pub fn emit_prologue(&mut self) {
        if self.has_frame && !self.fits_reserve() {
            self.check_stack();
        }
        let mir = self.mir;
        let insts = &mir.blocks[mir.entry].insts[..self.prologue];
        let object = match self.form {
            Form::Generic => self.load_generic(insts),
            Form::Direct => {
                self.load_direct(insts);
                None
            }
            Form::Resume => {
                self.load_resume(insts);
                None
            }
        };
        let words = i64::try_from(8 * self.frame_words()).expect("small frame");
        let top = self.b.bin_imm(BinOp::Add, self.sp, words.cast_unsigned());
        self.b.copy_to(self.sp_out, top);
        if self.has_frame {
            self.store_whole_marker();
            let zero = self.b.word(0);
            for slot in 0..self.roots.count {
                self.b.store(MemType::I64, Region::Roots, self.sp, root_offset(slot), zero);
            }
            if let Some(object) = object {
                self.b.store(MemType::I64, Region::Roots, self.sp, self.construct_slot(), object);
                self.constructed = Some(object);
            }
            insts.iter().filter_map(|i| i.dst).for_each(|d| self.store_root(d));
        }
    }

    /// The poll at entry, while `save` are the only values to keep: its slow path puts them on the
    /// root stack from `sp` on; or, where they lie there already, `end` is behind them.
    fn entry_poll(&mut self, save: &[VReg], count: Option<VReg>) {
        if !self.polls.entry {
            return;
        }
        let collect = self.poll_branch();
        let next = self.b.current();
        self.b.switch_to(collect);
        // Another vreg than `sp`, through which the frame alone is written.
        let area = self.b.vreg(Type::I64);
        self.b.copy_to(area, self.sp);
        for (i, v) in save.iter().enumerate() {
            let at = i32::try_from(8 * i).expect("few parameters");
            self.b.store(MemType::I64, Region::Roots, area, at, *v);
        }
        let end = match count {
            Some(count) => self.incoming_end(count),
            None => self.b.bin_imm(BinOp::Add, self.sp, 8 * save.len() as u64),
        };
        self.b.call_rt(Cause::Poll, RtFn::rt_gc_poll, &[self.ctx, end]);
        self.b.jump(next);
        self.b.switch_to(next);
    }

    /// First word of the root stack behind the incoming area.
    fn incoming_end(&mut self, count: VReg) -> VReg {
        incoming_end(&mut self.b, self.sp, count)
    }

    /// Throws a RangeError where the root stack or the native stack has no room for this function.
    fn check_stack(&mut self) {
        let need = self.stack_need();
        let top = self.b.bin_imm(BinOp::Add, self.sp, need);
        let limit = self.b.load(MemType::I64, Region::Context, self.ctx, CONTEXT_ROOT_LIMIT);
        let roots = self.b.icmp(IntCc::Ugt, top, limit);
        let away = self.b.new_block();
        self.b.leave_if(roots, away);
        let native = self.b.stack_pointer();
        let limit = self.b.load(MemType::I64, Region::Context, self.ctx, CONTEXT_NATIVE_LIMIT);
        let native = self.b.icmp(IntCc::Ult, native, limit);
        self.b.leave_if(native, away);
        let next = self.b.current();
        self.b.switch_to(away);
        self.b.call_rt(Cause::EntryCheck, RtFn::rt_throw_stack_overflow, &[self.ctx, self.sp]);
        return_exception(&mut self.b);
        self.b.switch_to(next);
    }

    /// Steps 2 and 3 of the JavaScript calling convention; returns the object under construction,
    /// 0 if the call is none, of a function that may be constructed.
    fn load_generic(&mut self, insts: &[Inst]) -> Option<VReg> {
        let argc = self.b.function.new_param(Type::I64);
        let kind = self.mir.kind;
        let is_class = matches!(kind, FunctionKind::ClassBase | FunctionKind::ClassDerived);
        let constructing = match kind {
            FunctionKind::Normal | FunctionKind::ClassBase | FunctionKind::ClassDerived => {
                let flag = self.b.bin_imm(BinOp::And, argc, CONSTRUCT_FLAG);
                Some(self.b.icmp_imm(IntCc::Ne, flag, 0))
            }
            FunctionKind::Method
            | FunctionKind::Generator
            | FunctionKind::Async
            | FunctionKind::AsyncGenerator
            | FunctionKind::Module
            | FunctionKind::Script
            | FunctionKind::Resume(_) => None,
        };
        if is_class {
            self.check_construct_call(constructing.expect("a constructor"));
        }
        let count = self.b.un(UnOp::Trunc, argc);
        self.entry_poll(&[], Some(count));
        let callee = self.b.load(MemType::I64, Region::Roots, self.sp, 0);
        let word = self.b.load(MemType::I64, Region::Roots, self.sp, 8);
        let made = self.constructs().then(|| {
            let constructing = constructing.expect("a constructor");
            self.create_this(callee, word, count, constructing)
        });
        for inst in insts {
            let value = match inst.op {
                Op::Param(i) => load_argument(&mut self.b, self.sp, count, i),
                Op::Callee => callee,
                Op::Env if kind == FunctionKind::Script => self.script_env(callee),
                Op::Env => self.b.load(MemType::I64, Region::Heap, callee, FUNCTION_ENV),
                Op::NewTarget => match constructing {
                    None => self.b.word(UNDEFINED),
                    Some(_) if is_class => word,
                    Some(constructing) => {
                        let undefined = self.b.word(UNDEFINED);
                        self.b.select(constructing, word, undefined)
                    }
                },
                Op::This => match (made, constructing) {
                    (Some(made), Some(_)) if is_class => made,
                    (Some(made), Some(constructing)) => self.b.select(constructing, made, word),
                    _ => word,
                },
                Op::Rest(from) => {
                    let (args, argc) = self.incoming_arguments(count);
                    let from = self.b.i32(from.cast_signed());
                    self.prologue_rt(Cause::inst(inst, self.mir), RtFn::rt_rest, &[self.ctx, args, argc, from])
                }
                Op::Arguments => {
                    let (args, argc) = self.incoming_arguments(count);
                    self.prologue_rt(Cause::inst(inst, self.mir), RtFn::rt_arguments, &[self.ctx, args, argc])
                }
                ref op => panic!("{op:?} in {}, which is no resume function", self.mir.name),
            };
            self.define(inst, value);
        }
        made
    }

    /// The environment around a script: that of its function object, if the runtime made it one.
    fn script_env(&mut self, callee: VReg) -> VReg {
        let mut join = self.join(Type::I64);
        let none = self.b.new_block();
        self.leave_unless_cell(callee, Kinds::ANY, none);
        let env = self.b.load(MemType::I64, Region::Heap, callee, FUNCTION_ENV);
        self.arrive(&mut join, env);
        self.enter(none, &join);
        let undefined = self.b.word(UNDEFINED);
        self.arrive(&mut join, undefined);
        self.close(join)
    }

    /// Defines the result of a prologue instruction; its root slot is written later.
    fn define(&mut self, inst: &Inst, value: VReg) {
        if let Some(d) = inst.dst {
            let r = self.reg(d);
            self.b.copy_to(r, value);
        }
    }

    fn incoming_arguments(&mut self, count: VReg) -> (VReg, VReg) {
        let args = self.b.bin_imm(BinOp::Add, self.sp, 8 * CALL_HEADER as u64);
        let argc = self.b.un(UnOp::Zext, count);
        (args, argc)
    }

    /// A runtime function before the frame stands: what it throws leaves the function.
    fn prologue_rt(&mut self, cause: Cause, func: RtFn, args: &[VReg]) -> VReg {
        let v = self.b.call_rt(cause, func, args).expect("a value");
        let threw = self.b.icmp_imm(IntCc::Eq, v, EXCEPTION);
        let away = self.b.new_block();
        self.b.leave_if(threw, away);
        let next = self.b.current();
        self.b.switch_to(away);
        return_exception(&mut self.b);
        self.b.switch_to(next);
        v
    }

    fn check_construct_call(&mut self, constructing: VReg) {
        let away = self.b.new_block();
        self.b.leave_unless(constructing, away);
        let next = self.b.current();
        self.b.switch_to(away);
        let text = self.cx.class_message(self.id);
        let text = self.string(text);
        let kind = self.b.kind(ErrorKind::TypeError);
        self.b.call_rt(Cause::EntryCheck, RtFn::rt_throw_error, &[self.ctx, self.sp, kind, text]);
        return_exception(&mut self.b);
        self.b.switch_to(next);
    }

    fn load_direct(&mut self, insts: &[Inst]) {
        let mir = self.mir;
        let [takes_callee, takes_this] = direct_header(mir);
        let mut param = || self.b.function.new_param(Type::I64);
        let callee = takes_callee.then(&mut param);
        let this = takes_this.then(&mut param);
        let params: Vec<VReg> = (0..mir.param_count).map(|_| param()).collect();
        let all: Vec<VReg> = callee.into_iter().chain(this).chain(params.iter().copied()).collect();
        self.entry_poll(&all, None);
        for inst in insts {
            let value = match (inst.op, callee, this) {
                (Op::Param(i), ..) => params[i as usize],
                (Op::Callee, Some(callee), _) => callee,
                (Op::Env, Some(callee), _) => self.b.load(MemType::I64, Region::Heap, callee, FUNCTION_ENV),
                (Op::This, _, Some(this)) => this,
                (Op::This | Op::Env | Op::NewTarget, ..) if mir.kind == FunctionKind::Module => self.b.word(UNDEFINED),
                (op, ..) => panic!("{op:?} in {}, which is called directly", mir.name),
            };
            self.define(inst, value);
        }
    }

    fn load_resume(&mut self, insts: &[Inst]) {
        let generator = self.b.function.new_param(Type::I64);
        let mode = self.b.function.new_param(Type::I64);
        let value = self.b.function.new_param(Type::I64);
        self.count_resumption();
        self.entry_poll(&[generator, value], None);
        for inst in insts {
            let value = match inst.op {
                Op::Generator => generator,
                Op::ResumeMode => self.b.un(UnOp::Trunc, mode),
                Op::ResumeValue => value,
                ref op => panic!("{op:?} in the resume function {}", self.mir.name),
            };
            self.define(inst, value);
        }
    }

    fn count_resumption(&mut self) {
        let Some(cell) = self.cx.resumptions else { return };
        let cell = self.b.data_addr(cell);
        let count = self.b.load(MemType::I64, Region::Instance, cell, 0);
        let count = self.b.bin_imm(BinOp::Add, count, 1);
        self.b.store(MemType::I64, Region::Instance, cell, 0, count);
    }

    /// The object under construction, or 0 where the call does not construct.
    fn create_this(&mut self, callee: VReg, target: VReg, count: VReg, constructing: VReg) -> VReg {
        let object = self.b.word(0);
        let next = self.b.new_block();
        if self.mir.kind == FunctionKind::Normal {
            let create = self.b.new_block();
            self.b.branch(constructing, create, next, Hint::None);
            self.b.switch_to(create);
        }
        let slow = self.b.new_block();
        let ic = self.cx.new_ic();
        let made = self.bump_for(target, ic, slow);
        self.b.copy_to(object, made);
        self.b.jump(next);
        self.b.switch_to(slow);
        let end = self.incoming_end(count);
        let cache = self.instance_addr(ic);
        let made = self.prologue_rt(Cause::Construction, RtFn::rt_create_this, &[self.ctx, end, callee, target, cache]);
        self.b.copy_to(object, made);
        self.b.jump(next);
        self.b.switch_to(next);
        object
    }
}

/// First word of the root stack behind `count` arguments.
fn incoming_end(b: &mut FnBuilder, sp: VReg, count: VReg) -> VReg {
    let wide = b.un(UnOp::Zext, count);
    let bytes = b.bin_imm(BinOp::Shl, wide, 3);
    let end = b.bin(BinOp::Add, sp, bytes);
    b.bin_imm(BinOp::Add, end, 8 * CALL_HEADER as u64)
}

/// Does the direct form take the callee, and `this`, before its parameters?
pub fn direct_header(f: &Function) -> [bool; 2] {
    if f.kind == FunctionKind::Module { [false; 2] } else { [f.takes_callee(), f.takes_this()] }
}

/// The generic entry of a function whose body is the direct form `body`: loads the parameters from
/// the root stack; where the function may construct, makes the object and returns it unless the
/// body returns another.
pub fn lower_entry(cx: &mut ModuleCx<'_>, id: FuncId, entry: Func, body: Func) {
    let mir = &cx.program.functions[id];
    let declared = &cx.module.functions[entry];
    let mut function = lir::Function::new(declared.name.clone(), declared.linkage, declared.result);
    function.loc = declared.loc;
    let ctx = function.new_param(Type::I64);
    let sp = function.new_param(Type::I64);
    let argc = function.new_param(Type::I64);
    let mut b = FnBuilder::new(function);
    let count = b.un(UnOp::Trunc, argc);
    let mut args = vec![ctx, sp];
    let [takes_callee, takes_this] = direct_header(mir);
    if takes_callee {
        args.push(b.load(MemType::I64, Region::Roots, sp, 0));
    }
    let this_at = args.len();
    if takes_this {
        args.push(b.load(MemType::I64, Region::Roots, sp, 8));
    }
    args.extend((0..mir.param_count).map(|i| load_argument(&mut b, sp, count, i)));
    if mir.kind == FunctionKind::Normal {
        let flag = b.bin_imm(BinOp::And, argc, CONSTRUCT_FLAG);
        let construct = b.new_block();
        let set = b.icmp_imm(IntCc::Ne, flag, 0);
        b.leave_if(set, construct);
        let plain = b.current();
        b.switch_to(construct);
        // The incoming area keeps the arguments rooted; the object takes the place of new.target.
        let exit = b.new_block();
        let callee = b.load(MemType::I64, Region::Roots, sp, 0);
        let target = b.load(MemType::I64, Region::Roots, sp, 8);
        let top = incoming_end(&mut b, sp, count);
        let no_cache = b.word(0);
        let this = b.call_rt(Cause::Construction, RtFn::rt_create_this, &[ctx, top, callee, target, no_cache]);
        let this = this.expect("a value");
        let threw = b.icmp_imm(IntCc::Eq, this, EXCEPTION);
        b.leave_if(threw, exit);
        b.store(MemType::I64, Region::Roots, sp, 8, this);
        let mut constructed = args.clone();
        if takes_this {
            constructed[this_at] = this;
        }
        constructed[1] = b.bin_imm(BinOp::Add, sp, 8 * CALL_HEADER as u64);
        let result = b.call(Cause::GenericEntry, body, &constructed);
        let threw = b.icmp_imm(IntCc::Eq, result, EXCEPTION);
        b.leave_if(threw, exit);
        let answer_this = b.new_block();
        let tag = b.bin_imm(BinOp::And, result, NOT_CELL_MASK);
        let is_cell = b.icmp_imm(IntCc::Eq, tag, 0);
        b.leave_unless(is_cell, answer_this);
        let kind = b.load(MemType::U8, Region::Header, result, yarrow_abi::layout::CELL_KIND);
        let is_object = b.icmp_imm(IntCc::Uge, kind, u64::from(CellKind::FIRST_OBJECT));
        b.leave_unless(is_object, answer_this);
        b.terminate(lir::Terminator::Return(Some(result)));
        b.switch_to(answer_this);
        b.terminate(lir::Terminator::Return(Some(this)));
        b.switch_to(exit);
        return_exception(&mut b);
        b.switch_to(plain);
    }
    let result = b.call(Cause::GenericEntry, body, &args);
    b.terminate(lir::Terminator::Return(Some(result)));
    cx.module.functions[entry] = b.finish();
}
