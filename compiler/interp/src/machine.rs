//! A running frame: entry, the loop over blocks, exceptions, terminators.

use crate::decode::{Code, GeneratorCode, Inst, NONE, Term};
use crate::unit::Unit;
use yarrow_abi::functions::ErrorKind;
use yarrow_abi::layout::{
    CALL_HEADER, CONSTRUCT_FLAG, FUNCTION_ENV, FUNCTION_INFO, GENERATOR_DESC, GENERATOR_DONE, ResumeMode,
};
use yarrow_core::{Context, JsResult, Object, Throw, Value};
use yarrow_mir::FunctionKind;

/// Words of a frame before its registers: marker, object, scratch.
const FRAME_HEADER: usize = 3;
/// Words that the runtime may use above a frame before it checks the stack itself.
const SLACK: usize = 16;

/// What control does after an instruction that ends a block.
pub(crate) enum Next {
    Block(u32),
    Return(Value),
}

/// One activation.
pub(crate) struct Machine<'c> {
    pub ctx: &'c mut Context,
    pub unit: &'static Unit,
    pub code: &'static Code,
    /// Callee, `this` or new.target, and arguments; of a resumed generator the frame itself.
    pub incoming: *mut u64,
    pub argc: u64,
    frame: *mut u64,
    registers: *mut u64,
    /// First word behind the frame.
    pub top: *mut u64,
}

/// Code of every interpreted function.
///
/// # Safety
/// The JavaScript calling convention; the callee is a function object of this crate's making.
pub(crate) unsafe extern "C" fn interp_entry(ctx: *mut Context, sp: *mut u64, argc: u64) -> u64 {
    // SAFETY: the convention: the callee lies at `sp`, and the info of an interpreted function is
    // the head of its code, which is never freed.
    let (ctx, code) = unsafe {
        let callee = sp.read() as *const u8;
        let info = callee.add(FUNCTION_INFO as usize).cast::<*const Code>().read();
        (&mut *ctx, &*info)
    };
    // SAFETY: the convention.
    unsafe { enter(ctx, code, sp, argc) }
}

/// Runs `code` on what lies at `sp`.
///
/// # Safety
/// `sp` is the top of the root stack, with callee, `this` and arguments written.
pub(crate) unsafe fn enter(ctx: &mut Context, code: &'static Code, sp: *mut u64, argc: u64) -> u64 {
    let count = (argc & !CONSTRUCT_FLAG) as usize;
    let frame = sp.wrapping_add(CALL_HEADER + count);
    ctx.store.prefix.root_top = frame;
    // SAFETY: the frame lies behind the arguments.
    let result = match unsafe { Machine::push(ctx, code, frame) } {
        Ok(mut machine) => {
            machine.incoming = sp;
            machine.argc = argc;
            machine.call()
        }
        Err(throw) => Err(throw),
    };
    ctx.to_abi(result)
}

/// Resumes an interpreted generator.
///
/// # Safety
/// The convention of resume functions; the generator is one of this crate's making.
pub(crate) unsafe extern "C" fn interp_resume(
    ctx: *mut Context,
    sp: *mut u64,
    generator: u64,
    mode: u64,
    value: u64,
) -> u64 {
    // SAFETY: the convention; the descriptor of an interpreted generator is the head of its code.
    let (ctx, generator, value, layout) = unsafe {
        let layout = (generator as *const u8).add(GENERATOR_DESC as usize).cast::<*const GeneratorCode>().read();
        (&mut *ctx, Object::from_ptr(generator as *mut u8), Value::from_bits(value), &*layout)
    };
    // SAFETY: the code of a generator owns its layout.
    let code: &'static Code = unsafe { &*layout.code.get() };
    let mode = match mode {
        1 => ResumeMode::Throw,
        2 => ResumeMode::Return,
        _ => ResumeMode::Next,
    };
    ctx.store.prefix.root_top = sp;
    // SAFETY: the frame starts at the top of the root stack.
    let result = match unsafe { Machine::push(ctx, code, sp) } {
        Ok(mut machine) => {
            let result = machine.resume(generator, layout, mode, value);
            if result.is_err() {
                machine.set_flags(GENERATOR_DONE);
            }
            result
        }
        Err(throw) => Err(throw),
    };
    ctx.to_abi(result)
}

impl<'c> Machine<'c> {
    /// A frame at `frame`, its registers cleared.
    ///
    /// # Safety
    /// `frame` is the top of the root stack.
    unsafe fn push(ctx: &'c mut Context, code: &'static Code, frame: *mut u64) -> JsResult<Machine<'c>> {
        let words = FRAME_HEADER + code.registers as usize;
        let top = frame.wrapping_add(words);
        let here = std::hint::black_box(0u8);
        let native = (&raw const here as usize) < ctx.store.prefix.native_limit;
        if native || top.wrapping_add(code.outgoing as usize + SLACK) >= ctx.store.prefix.root_limit {
            return Err(ctx.throw_range_error(format_args!("Maximum call stack size exceeded")));
        }
        // SAFETY: a code belongs to a unit, neither is ever freed; the words lie below the limit.
        unsafe {
            std::ptr::write_bytes(frame, 0, words);
            let unit = &*code.unit;
            let mut machine =
                Machine { ctx, unit, code, incoming: frame, argc: 0, frame, registers: frame.add(FRAME_HEADER), top };
            machine.mark(code.loc);
            machine.ctx.store.prefix.root_top = top;
            Ok(machine)
        }
    }

    // --- registers ------------------------------------------------------------------------------

    #[inline(always)]
    pub fn get(&self, r: u32) -> Value {
        debug_assert!(r < self.code.registers);
        // SAFETY: a register of the frame; it holds a value, or nothing yet.
        unsafe { Value::from_bits(self.registers.add(r as usize).read()) }
    }

    #[inline(always)]
    pub fn set(&mut self, r: u32, v: Value) {
        debug_assert!(r < self.code.registers);
        // SAFETY: a register of the frame.
        unsafe { self.registers.add(r as usize).write(v.bits()) };
    }

    /// The i-th argument of an instruction.
    #[inline(always)]
    pub fn arg(&self, inst: &Inst, i: usize) -> Value {
        self.get(inst.args[i])
    }

    #[inline(always)]
    pub fn set_bool(&mut self, inst: &Inst, b: bool) {
        self.set(inst.dst, Value::bool(b));
    }

    /// The string or constant of an instruction.
    #[inline(always)]
    pub fn word(inst: &Inst) -> Value {
        // SAFETY: constants of a unit are numbers, words that are no cells, and strings that its instance roots.
        unsafe { Value::from_bits(inst.word) }
    }

    /// All registers.
    pub fn registers(&mut self) -> &mut [u64] {
        // SAFETY: the registers of the frame.
        unsafe { std::slice::from_raw_parts_mut(self.registers, self.code.registers as usize) }
    }

    /// Writes the location into the frame's marker.
    #[inline(always)]
    pub fn mark(&mut self, loc: u32) {
        // SAFETY: the frame's first word.
        unsafe { self.frame.write(self.unit.marker + (u64::from(loc) << 8)) };
    }

    /// The object under construction or the generator being resumed; EMPTY if there is none.
    pub fn object(&self) -> Value {
        // SAFETY: the frame's second word.
        unsafe { Value::from_bits(self.frame.add(1).read()) }
    }

    pub fn set_object(&mut self, v: Value) {
        // SAFETY: the frame's second word.
        unsafe { self.frame.add(1).write(v.bits()) };
    }

    /// Keeps a value alive during the instruction.
    pub fn keep(&mut self, v: Value) {
        // SAFETY: the frame's third word.
        unsafe { self.frame.add(2).write(v.bits()) };
    }

    // --- what the function was called with ------------------------------------------------------

    pub fn incoming(&self, i: usize) -> Value {
        // SAFETY: callee, `this` and arguments stay where the caller put them.
        unsafe { Value::from_bits(self.incoming.add(i).read()) }
    }

    pub fn is_construct(&self) -> bool {
        self.argc & CONSTRUCT_FLAG != 0
    }

    pub fn arguments(&self) -> &'static [Value] {
        let count = (self.argc & !CONSTRUCT_FLAG) as usize;
        // SAFETY: the caller's words stay while the function runs; no longer are they used.
        unsafe { std::slice::from_raw_parts(self.incoming.add(CALL_HEADER).cast::<Value>(), count) }
    }

    pub fn this(&self) -> Value {
        let made = self.object();
        if made == Value::EMPTY { self.incoming(1) } else { made }
    }

    pub fn env(&self) -> Value {
        match self.incoming(0).as_object() {
            Some(f) => crate::functions::function_word(f, FUNCTION_ENV),
            None => Value::UNDEFINED,
        }
    }

    // --- running --------------------------------------------------------------------------------

    #[inline(always)]
    fn poll(&mut self) {
        if self.ctx.store.prefix.gc_pending != 0 {
            self.ctx.poll();
        }
    }

    fn call(&mut self) -> JsResult<Value> {
        let is_class = matches!(self.code.kind, FunctionKind::ClassBase | FunctionKind::ClassDerived);
        if is_class && !self.is_construct() {
            let name = &self.code.name;
            let message = format!("Class constructor {name} cannot be invoked without 'new'");
            return Err(self.ctx.throw_error(ErrorKind::TypeError, format_args!("{message}")));
        }
        self.poll();
        let makes = matches!(self.code.kind, FunctionKind::Normal | FunctionKind::ClassBase);
        if makes && self.is_construct() {
            let (callee, target) = (self.incoming(0), self.incoming(1));
            let cache = self.alloc_cache(self.code.cache);
            let made = self.ctx.create_this(callee, target, Some(cache))?;
            self.ctx.store.prefix.root_top = self.top;
            self.set_object(made);
        }
        let result = self.run(self.code.entry)?;
        let made = self.object();
        Ok(if made == Value::EMPTY || result.is_object() { result } else { made })
    }

    /// Runs from the start of a block to the end of the activation.
    pub fn run(&mut self, start: u32) -> JsResult<Value> {
        let code = self.code;
        let mut at = start;
        loop {
            let block = &code.blocks[at as usize];
            self.clear(block.dead);
            let next = self.run_insts(&block.insts).and_then(|()| self.terminate(&block.term, block.loc));
            self.ctx.store.prefix.root_top = self.top;
            let to = match next {
                Ok(Next::Block(to)) => to,
                Ok(Next::Return(v)) => return Ok(v),
                Err(throw) => self.handle(at, throw)?,
            };
            if to <= at {
                self.poll();
            }
            at = to;
        }
    }

    #[inline(always)]
    fn run_insts(&mut self, insts: &[Inst]) -> JsResult<()> {
        for inst in insts {
            self.step(inst)?;
            self.clear(inst.dead);
        }
        Ok(())
    }

    /// Clears the registers of a list.
    #[inline(always)]
    fn clear(&mut self, (start, len): (u32, u32)) {
        for i in start..start + len {
            self.set(self.code.lists[i as usize], Value::EMPTY);
        }
    }

    /// The handler of a block that threw, the exception pending.
    fn handle(&mut self, block: u32, throw: Throw) -> JsResult<u32> {
        let handler = self.code.blocks[block as usize].handler;
        if handler == NONE {
            return Err(throw);
        }
        self.poll();
        Ok(handler)
    }

    /// Continues at a block, or at the handler of `block` if that threw.
    pub fn run_after(&mut self, block: u32, next: JsResult<Next>) -> JsResult<Value> {
        self.ctx.store.prefix.root_top = self.top;
        match next {
            Ok(Next::Block(to)) => {
                self.poll();
                self.run(to)
            }
            Ok(Next::Return(v)) => Ok(v),
            Err(throw) => {
                let handler = self.handle(block, throw)?;
                self.run(handler)
            }
        }
    }

    #[inline(always)]
    fn terminate(&mut self, term: &'static Term, loc: u32) -> JsResult<Next> {
        Ok(match term {
            Term::Jump(to) => Next::Block(*to),
            Term::Branch { cond, then, other } => {
                Next::Block(if self.get(*cond) == Value::TRUE { *then } else { *other })
            }
            Term::Switch { on, cases, default } => {
                let on = self.get(*on).as_int();
                Next::Block(cases.iter().find(|(k, _)| Some(*k) == on).map_or(*default, |(_, to)| *to))
            }
            Term::Return(v) => self.finish(*v),
            Term::Throw(v) => {
                self.mark(loc);
                return Err(self.ctx.throw(self.get(*v)));
            }
            Term::Unreachable => panic!("control reached an unreachable block of {}", self.code.name),
            Term::InitialYield => Next::Return(self.new_generator()?),
            Term::Yield(y) => {
                let value = self.get(y.value);
                self.suspend(y.state, y.kind);
                Next::Return(value)
            }
            Term::Delegate(d) => {
                self.mark(loc);
                self.delegate(d, ResumeMode::Next, Value::UNDEFINED)?
            }
        })
    }

    fn finish(&mut self, v: u32) -> Next {
        let v = self.get(v);
        if self.object().as_kind(yarrow_abi::layout::CellKind::Generator).is_some() {
            self.set_flags(GENERATOR_DONE);
        }
        Next::Return(v)
    }
}
