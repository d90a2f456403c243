//! The entry of a function: stack check, what it was called with, frame, object under construction,
//! poll. In this order:
//!
//! 1. stack checks, before the frame is written;
//! 2. parameters, `this`, callee and the rest array into vregs, before the frame overwrites the
//!    incoming area of the root stack;
//! 3. the frame: marker, zeroed slots, slots of what step 2 loaded;
//! 4. the object under construction, which may call JavaScript;
//! 5. the poll.
//!
//! Also the generic entries of functions whose body takes its parameters in registers.

use crate::builder::FnBuilder;
use crate::function::{Form, Lowering};
use crate::module::ModuleCx;
use yarrow_abi::functions::{ErrorKind, RtFn};
use yarrow_abi::layout::{
    CALL_HEADER, CONSTRUCT_FLAG, CONTEXT_NATIVE_LIMIT, CONTEXT_ROOT_LIMIT, CellKind, FUNCTION_ENV,
};
use yarrow_abi::value::{EXCEPTION, NOT_CELL_MASK, UNDEFINED};
use yarrow_lir::{self as lir, BinOp, Func, Hint, IntCc, MemType, Region, Type, UnOp, VReg};
use yarrow_mir::{FuncId, FunctionKind, Inst, Op};

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
        if self.has_frame {
            self.check_stack();
        }
        let mir = self.mir;
        let insts = &mir.blocks[mir.entry].insts[..self.prologue];
        let this = match self.form {
            Form::Generic => self.load_generic(insts),
            Form::Direct => self.load_direct(insts),
            Form::Resume => self.load_resume(insts),
        };
        let words = i64::try_from(8 * self.frame_words()).expect("small frame");
        let top = self.b.bin_imm(BinOp::Add, self.sp, words.cast_unsigned());
        self.b.copy_to(self.sp_out, top);
        if self.has_frame {
            self.store_whole_marker();
            let zero = self.b.word(0);
            for word in 1..self.frame_words() {
                let at = i32::try_from(8 * word).expect("small frame");
                self.b.store(MemType::I64, Region::Roots, self.sp, at, zero);
            }
            for inst in insts {
                if inst.op != Op::This
                    && let Some(d) = inst.dst
                {
                    self.store_root(d);
                }
            }
        }
        let this = if self.constructs() { Some(self.create_this(this.expect("generic"))) } else { this.map(|t| t.word) };
        for inst in insts {
            if inst.op == Op::This
                && let Some(d) = inst.dst
            {
                let this = this.unwrap_or_else(|| self.b.word(UNDEFINED));
                self.set(d, this);
            }
        }
        if self.polls.entry {
            self.poll();
        }
    }

    /// Throws a RangeError where the root stack or the native stack has no room for this function.
    fn check_stack(&mut self) {
        let need = self.stack_need();
        let top = self.b.bin_imm(BinOp::Add, self.sp, need);
        let limit = self.b.load(MemType::I64, Region::Context, self.ctx, CONTEXT_ROOT_LIMIT);
        let roots = self.b.icmp(IntCc::Ugt, top, limit);
        let native = self.b.stack_pointer();
        let limit = self.b.load(MemType::I64, Region::Context, self.ctx, CONTEXT_NATIVE_LIMIT);
        let native = self.b.icmp(IntCc::Ult, native, limit);
        let overflow = self.b.bin(BinOp::Or, roots, native);
        let away = self.b.new_block();
        self.b.leave_if(overflow, away);
        let next = self.b.current();
        self.b.switch_to(away);
        self.b.call_rt(RtFn::rt_throw_stack_overflow, &[self.ctx, self.sp]);
        return_exception(&mut self.b);
        self.b.switch_to(next);
    }

    /// Step 2 of the JavaScript calling convention; answers what step 4 needs.
    fn load_generic(&mut self, insts: &[Inst]) -> Option<Incoming> {
        let argc = self.b.function.new_param(Type::I64);
        let kind = self.mir.kind;
        let is_class = matches!(kind, FunctionKind::ClassBase | FunctionKind::ClassDerived);
        let flag = match kind {
            FunctionKind::Normal | FunctionKind::ClassBase | FunctionKind::ClassDerived => {
                Some(self.b.bin_imm(BinOp::And, argc, CONSTRUCT_FLAG))
            }
            FunctionKind::Method | FunctionKind::Generator | FunctionKind::Module | FunctionKind::Resume(_) => None,
        };
        if is_class {
            self.check_construct_call(flag.expect("a constructor"));
        }
        let count = self.b.un(UnOp::Trunc, argc);
        let callee = self.b.load(MemType::I64, Region::Roots, self.sp, 0);
        let word = self.b.load(MemType::I64, Region::Roots, self.sp, 8);
        for inst in insts {
            let value = match inst.op {
                Op::Param(i) => load_argument(&mut self.b, self.sp, count, i),
                Op::Callee => callee,
                Op::Env => self.b.load(MemType::I64, Region::Heap, callee, FUNCTION_ENV),
                Op::NewTarget => match flag {
                    None => self.b.word(UNDEFINED),
                    Some(_) if is_class => word,
                    Some(flag) => {
                        let undefined = self.b.word(UNDEFINED);
                        let constructing = self.b.icmp_imm(IntCc::Ne, flag, 0);
                        self.b.select(constructing, word, undefined)
                    }
                },
                Op::This => continue,
                Op::Rest(from) => {
                    let (args, argc) = self.incoming_arguments(count);
                    let from = self.b.i32(from.cast_signed());
                    self.prologue_rt(RtFn::rt_rest, &[self.ctx, args, argc, from])
                }
                Op::Arguments => {
                    let (args, argc) = self.incoming_arguments(count);
                    self.prologue_rt(RtFn::rt_arguments, &[self.ctx, args, argc])
                }
                ref op => panic!("{op:?} in {}, which is no resume function", self.mir.name),
            };
            self.define(inst, value);
        }
        Some(Incoming { callee, word, flag })
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
    fn prologue_rt(&mut self, func: RtFn, args: &[VReg]) -> VReg {
        let v = self.b.call_rt(func, args).expect("a value");
        let threw = self.b.icmp_imm(IntCc::Eq, v, EXCEPTION);
        let away = self.b.new_block();
        self.b.leave_if(threw, away);
        let next = self.b.current();
        self.b.switch_to(away);
        return_exception(&mut self.b);
        self.b.switch_to(next);
        v
    }

    fn check_construct_call(&mut self, flag: VReg) {
        let away = self.b.new_block();
        let constructing = flag_set(&mut self.b, flag);
        self.b.leave_unless(constructing, away);
        let next = self.b.current();
        self.b.switch_to(away);
        let text = self.cx.class_message(self.id);
        let text = self.string(text);
        let kind = self.b.i32(ErrorKind::TypeError as i32);
        self.b.call_rt(RtFn::rt_throw_error, &[self.ctx, self.sp, kind, text]);
        return_exception(&mut self.b);
        self.b.switch_to(next);
    }

    fn load_direct(&mut self, insts: &[Inst]) -> Option<Incoming> {
        let params: Vec<VReg> =
            (0..self.mir.param_count).map(|_| self.b.function.new_param(Type::I64)).collect();
        for inst in insts {
            let value = match inst.op {
                Op::Param(i) => params[i as usize],
                Op::This => continue,
                Op::Env | Op::NewTarget if self.mir.kind == FunctionKind::Module => self.b.word(UNDEFINED),
                ref op => panic!("{op:?} in {}, which is called directly", self.mir.name),
            };
            self.define(inst, value);
        }
        let uses_this = insts.iter().any(|i| i.op == Op::This);
        assert!(!uses_this || self.mir.kind == FunctionKind::Module, "This in {}, called directly", self.mir.name);
        None
    }

    fn load_resume(&mut self, insts: &[Inst]) -> Option<Incoming> {
        let generator = self.b.function.new_param(Type::I64);
        let mode = self.b.function.new_param(Type::I64);
        let value = self.b.function.new_param(Type::I64);
        for inst in insts {
            let value = match inst.op {
                Op::Generator => generator,
                Op::ResumeMode => self.b.un(UnOp::Trunc, mode),
                Op::ResumeValue => value,
                ref op => panic!("{op:?} in the resume function {}", self.mir.name),
            };
            self.define(inst, value);
        }
        None
    }

    /// Step 4: `this` of a constructor, its slot filled where the call constructs.
    fn create_this(&mut self, incoming: Incoming) -> VReg {
        let this = self.b.vreg(Type::I64);
        self.b.copy_to(this, incoming.word);
        let next = self.b.new_block();
        if self.mir.kind == FunctionKind::Normal {
            let create = self.b.new_block();
            let flag = incoming.flag.expect("a constructor");
            let constructing = flag_set(&mut self.b, flag);
            self.b.branch(constructing, create, next, Hint::None);
            self.b.switch_to(create);
        }
        let made = self.prologue_rt(RtFn::rt_create_this, &[self.ctx, self.sp_out, incoming.callee, incoming.word]);
        self.b.store(MemType::I64, Region::Roots, self.sp, self.construct_slot(), made);
        self.b.copy_to(this, made);
        self.b.jump(next);
        self.b.switch_to(next);
        this
    }
}

/// What the JavaScript calling convention hands over.
#[derive(Clone, Copy)]
struct Incoming {
    callee: VReg,
    /// `this`, or `new.target` when constructing.
    word: VReg,
    /// `argc & CONSTRUCT_FLAG`, where the function may be constructed.
    flag: Option<VReg>,
}

fn flag_set(b: &mut FnBuilder, flag: VReg) -> VReg {
    b.icmp_imm(IntCc::Ne, flag, 0)
}

/// The generic entry of a function whose body is the direct form `body`: loads the parameters from
/// the root stack; where the function may construct, makes the object and answers it unless the
/// body answers another.
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
    args.extend((0..mir.param_count).map(|i| load_argument(&mut b, sp, count, i)));
    if mir.kind == FunctionKind::Normal {
        let flag = b.bin_imm(BinOp::And, argc, CONSTRUCT_FLAG);
        let construct = b.new_block();
        let set = flag_set(&mut b, flag);
        b.leave_if(set, construct);
        let plain = b.current();
        b.switch_to(construct);
        // The incoming area keeps the arguments rooted; the object takes the place of new.target.
        let exit = b.new_block();
        let callee = b.load(MemType::I64, Region::Roots, sp, 0);
        let target = b.load(MemType::I64, Region::Roots, sp, 8);
        let wide = b.un(UnOp::Zext, count);
        let bytes = b.bin_imm(BinOp::Shl, wide, 3);
        let end = b.bin(BinOp::Add, sp, bytes);
        let top = b.bin_imm(BinOp::Add, end, 8 * CALL_HEADER as u64);
        let this = b.call_rt(RtFn::rt_create_this, &[ctx, top, callee, target]).expect("a value");
        let threw = b.icmp_imm(IntCc::Eq, this, EXCEPTION);
        b.leave_if(threw, exit);
        b.store(MemType::I64, Region::Roots, sp, 8, this);
        let mut constructed = args.clone();
        constructed[1] = b.bin_imm(BinOp::Add, sp, 8 * CALL_HEADER as u64);
        let result = b.call(body, &constructed);
        let threw = b.icmp_imm(IntCc::Eq, result, EXCEPTION);
        b.leave_if(threw, exit);
        let answer_this = b.new_block();
        let tag = b.bin_imm(BinOp::And, result, NOT_CELL_MASK);
        let is_cell = b.icmp_imm(IntCc::Eq, tag, 0);
        b.leave_unless(is_cell, answer_this);
        let kind = b.load(MemType::U8, Region::Heap, result, yarrow_abi::layout::CELL_KIND);
        let is_object = b.icmp_imm(IntCc::Uge, kind, u64::from(CellKind::FIRST_OBJECT));
        b.leave_unless(is_object, answer_this);
        b.terminate(lir::Terminator::Return(Some(result)));
        b.switch_to(answer_this);
        b.terminate(lir::Terminator::Return(Some(this)));
        b.switch_to(exit);
        return_exception(&mut b);
        b.switch_to(plain);
    }
    let result = b.call(body, &args);
    b.terminate(lir::Terminator::Return(Some(result)));
    cx.module.functions[entry] = b.finish();
}
