//! Running an activation: entry, the loop over blocks, exceptions, terminators.

use crate::code::{Code, GeneratorCode, Inst, NONE, Term, Unit};
use crate::machine::Machine;
use yarrow_abi::kinds::{ErrorKind, ResumeMode};
use yarrow_abi::layout::GENERATOR_DONE;
use yarrow_machine::prelude::*;
use yarrow_mir::{FunctionKind, class_call_message};
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Context, JsResult, Throw, expect_function, expect_kind, word_of};

/// What control does after an instruction that ends a block.
pub(crate) enum Next {
    Block(u32),
    /// The activation ends, or is suspended; its result stands.
    Leave,
}

/// Code of every interpreted function.
///
/// # Safety
/// The JavaScript calling convention; the callee is a function object of this crate's making.
pub(crate) unsafe extern "C" fn interp_entry(ctx: *mut Context, sp: *mut u64, argc: u64) -> u64 {
    // SAFETY: the convention. The info of an interpreted function is the head of its code, which is never freed.
    unsafe {
        Scope::called(ctx, sp, argc, |ctx, args| {
            let info = expect_function(args.callee()).function_info();
            call(ctx, &*info.cast::<Code>(), args)
        })
    }
}

/// Runs a function on what it is called with.
pub(crate) fn call<'s>(ctx: &mut Scope<'s>, code: &'static Code, args: Args<'s>) -> JsResult<Value<'s>> {
    let mut machine = Machine::new(ctx, code, Some(args))?;
    machine.call(ctx)?;
    Ok(ctx.root(machine.result()))
}

/// Resumes an interpreted generator or async function.
///
/// # Safety
/// The convention of resume functions; the generator or coroutine is one of this crate's making.
pub(crate) unsafe extern "C" fn interp_resume(
    ctx: *mut Context,
    sp: *mut u64,
    generator: u64,
    mode: u64,
    value: u64,
) -> u64 {
    let mode = expect_kind::<ResumeMode>(mode);
    // SAFETY: the convention.
    unsafe { Scope::at(ctx, sp, [generator, value], |ctx, [g, value]| word_of(resume(ctx, g, mode, value))) }
}

fn resume<'s>(ctx: &mut Scope<'s>, g: Value<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<Value<'s>> {
    let desc = std::ptr::from_ref(ctx.generator_desc(g));
    // SAFETY: the descriptor of what is interpreted is the head of its layout, which its code owns.
    let (layout, code) = unsafe {
        let layout = &*desc.cast::<GeneratorCode>();
        (layout, &*layout.code.get())
    };
    let mut machine = Machine::new(ctx, code, None)?;
    if let Err(throw) = machine.resume(ctx, g, layout, mode, value) {
        ctx.set_generator_flags(g, GENERATOR_DONE);
        return Err(throw);
    }
    Ok(ctx.root(machine.result()))
}

/// Runs the unit's init function over the environment `env` (`undefined`, or that around a direct
/// eval); returns the completion value of a script.
pub fn run<'s>(ctx: &mut Scope<'s>, unit: &'static Unit, env: Value<'_>) -> JsResult<Value<'s>> {
    let Some(init) = unit.init else { return Ok(Value::UNDEFINED) };
    // SAFETY: code and info belong together, and units are never freed.
    let f = unsafe { ctx.new_closure(interp_entry as *const u8, &raw const unit.code(init).info, env)? };
    ctx.call(f.value(), Value::UNDEFINED, &[])
}

impl Machine<'_> {
    fn call(&mut self, ctx: &mut Scope<'_>) -> JsResult<()> {
        let args = self.args();
        let is_class = matches!(self.code.kind, FunctionKind::ClassBase | FunctionKind::ClassDerived);
        if is_class && !args.is_construct() {
            let message = class_call_message(&self.code.name);
            return Err(ctx.throw_error(ErrorKind::TypeError, format_args!("{message}")));
        }
        ctx.poll_if_pending();
        let makes = matches!(self.code.kind, FunctionKind::Normal | FunctionKind::ClassBase);
        if makes && args.is_construct() {
            let ctx = &mut ctx.inner();
            let site = self.unit.site(self.code.cache);
            let made = ctx.create_this(args.callee(), args.new_target(), Some(site))?;
            self.set_object(made);
        }
        let ran = self.run(ctx, self.code.entry);
        if self.code.kind == FunctionKind::Async
            && let Err(throw) = ran
        {
            let ctx = &mut ctx.inner();
            let reason = ctx.caught(throw);
            let promise = ctx.async_throw(reason)?;
            self.set_result(promise);
            return Ok(());
        }
        ran?;
        if self.object() != Value::EMPTY && !self.result().is_object() {
            self.answer(self.code.registers);
        }
        Ok(())
    }

    /// Runs from the start of a block to the end of the activation.
    fn run(&mut self, ctx: &mut Scope<'_>, start: u32) -> JsResult<()> {
        let code = self.code;
        let mut at = start;
        loop {
            let block = &code.blocks[at as usize];
            self.clear(block.dead);
            let next = match self.run_insts(ctx, &block.insts) {
                Ok(()) => self.terminate(&mut ctx.inner(), &block.term, block.loc),
                Err(throw) => Err(throw),
            };
            let to = match next {
                Ok(Next::Block(to)) => to,
                Ok(Next::Leave) => return Ok(()),
                Err(throw) => self.handle(ctx, at, throw)?,
            };
            if to <= at {
                ctx.poll_if_pending();
            }
            at = to;
        }
    }

    #[inline(always)]
    fn run_insts(&mut self, ctx: &mut Scope<'_>, insts: &[Inst]) -> JsResult<()> {
        for inst in insts {
            self.step(&mut ctx.inner(), inst)?;
            self.clear(inst.dead);
        }
        Ok(())
    }

    /// The handler of a block that threw, the exception pending.
    fn handle(&mut self, ctx: &mut Scope<'_>, block: u32, throw: Throw) -> JsResult<u32> {
        let handler = self.code.blocks[block as usize].handler;
        if handler == NONE {
            return Err(throw);
        }
        ctx.poll_if_pending();
        Ok(handler)
    }

    /// Continues at a block, or at the handler of `block` if that threw.
    pub fn run_after(&mut self, ctx: &mut Scope<'_>, block: u32, next: JsResult<Next>) -> JsResult<()> {
        let to = match next {
            Ok(Next::Block(to)) => {
                ctx.poll_if_pending();
                to
            }
            Ok(Next::Leave) => return Ok(()),
            Err(throw) => self.handle(ctx, block, throw)?,
        };
        self.run(ctx, to)
    }

    #[inline(always)]
    fn terminate(&mut self, ctx: &mut Scope<'_>, term: &'static Term, loc: u32) -> JsResult<Next> {
        Ok(match term {
            Term::Jump(to) => Next::Block(*to),
            Term::Branch { cond, then, other } => {
                Next::Block(if self.get(*cond) == Value::TRUE { *then } else { *other })
            }
            Term::Switch { on, cases, default } => {
                let on = self.get(*on).as_int();
                Next::Block(cases.iter().find(|(k, _)| Some(*k) == on).map_or(*default, |(_, to)| *to))
            }
            Term::Guard { op, args, dst, ok, exit } => {
                Next::Block(if self.guard(*op, *args, *dst) { *ok } else { *exit })
            }
            Term::Return(v) => {
                self.answer(*v);
                if let Some(g) = self.generator() {
                    ctx.set_generator_flags(g, GENERATOR_DONE);
                } else if self.code.kind == FunctionKind::Async {
                    let promise = ctx.async_return(self.result())?;
                    self.set_result(promise);
                }
                Next::Leave
            }
            Term::Throw(v) => {
                self.mark(loc);
                return Err(ctx.throw(self.get(*v)));
            }
            Term::Unreachable => panic!("control reached an unreachable block of {}", self.code.name),
            Term::InitialYield => {
                self.new_generator(ctx)?;
                Next::Leave
            }
            Term::Yield(y) if self.code.kind == FunctionKind::Async && self.generator().is_none() => {
                self.start_async(ctx, y)?;
                Next::Leave
            }
            Term::Yield(y) => {
                self.answer(y.value);
                self.suspend(ctx, y.state, y.kind);
                Next::Leave
            }
            Term::Delegate(d) => {
                self.mark(loc);
                self.delegate(ctx, d, ResumeMode::Next, Value::UNDEFINED)?
            }
        })
    }
}
