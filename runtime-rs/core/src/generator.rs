//! Generator objects: resumption (27.5.3), result objects, and the steps of `yield*` (15.5.5).
//!
//! The compiled resume function keeps flags and state itself: RUNNING on entry, 0 or DELEGATING
//! with the next state at a yield, DONE at the end, also by an exception. What it does not see:
//! throw and return before the first resumption, and any resumption after the end.

use crate::args::Args;
use crate::cell::{GeneratorCell, RawResultCell};
use crate::context::Context;
use crate::error::{JsResult, Throw};
use crate::ic::{AllocCache, learning};
use crate::realm::RealmId;
use crate::scope::Scope;
use crate::values::{Object, Value};
use crate::{object, value};
use std::cell::Cell;
use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::{
    CellKind, FrameDesc, GENERATOR_DELEGATING, GENERATOR_DONE, GENERATOR_RUNNING, GENERATOR_SLOTS,
};

/// Compiled resume code.
pub type Resume = unsafe extern "C" fn(ctx: *mut Context, sp: *mut u64, generator: u64, mode: u64, value: u64) -> u64;

/// What a resumption came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resumed<'s> {
    Yield(Value<'s>),
    /// Suspended in `yield*`: the inner iterator's result object, unopened.
    Delegate(Value<'s>),
    Done(Value<'s>),
}

fn cell(g: Object<'_>) -> *mut GeneratorCell {
    assert!(g.is(CellKind::Generator), "not a generator");
    g.cell()
}

/// The result object in a RawResult cell.
pub(crate) fn raw_result(v: Value<'_>) -> Option<Value<'_>> {
    // SAFETY: the kind is checked. The cell never changes, and so keeps what it holds.
    v.is_kind(CellKind::RawResult).then(|| unsafe { (*(v.bits() as *const RawResultCell)).result })
}

fn frame<'a>(g: &'a Object<'_>) -> &'a GeneratorCell {
    // SAFETY: `cell` checks the kind, and an object in hand is alive.
    unsafe { &*cell(*g) }
}

impl Context {
    /// A generator object in state 0, its frame zeroed.
    ///
    /// # Safety
    /// `resume` and `desc` are those of one compiled generator function, valid for ever.
    pub unsafe fn new_generator(
        &mut self,
        proto: value::Value,
        resume: *const u8,
        desc: *const FrameDesc,
    ) -> JsResult<object::Object> {
        let shape = self.root_shape(proto, 0, CellKind::Generator);
        // SAFETY: the caller's promise.
        let slots = unsafe { (*desc).slot_count } as usize;
        let o = self.store.alloc_object(CellKind::Generator, GENERATOR_SLOTS as usize + slots * 8, shape)?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell(o)).object.header.aux = self.current_realm().0;
            (*cell(o)).resume = resume;
            (*cell(o)).desc = desc;
        }
        Ok(o)
    }

    pub(crate) fn new_raw_result(&mut self, result: value::Value) -> JsResult<value::Value> {
        let cell: *mut RawResultCell = self.store.alloc(CellKind::RawResult, size_of::<RawResultCell>())?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).result = result;
            Ok(Value::from_bits(cell as u64))
        }
    }
}

impl<'s> Scope<'s> {
    /// Lets the cache of `site` answer for the generators of the function `f`, of which `g` is one.
    pub fn learn_generator(&mut self, f: Value<'_>, g: Object<'_>, site: &Cell<AllocCache>) -> JsResult<()> {
        let inherits = match f.as_kind(CellKind::Function) {
            Some(function) => {
                let key = self.names.prototype;
                self.get(function, key)? == self.prototype_of(g)
            }
            None => false,
        };
        // A `prototype` that is no object gives the intrinsic one.
        if !inherits {
            return Ok(());
        }
        learning(site, |cache| self.learn_allocation(f, g.shape(), cache))
    }

    #[must_use]
    pub fn generator_flags(&self, g: Object<'_>) -> u32 {
        frame(&g).flags
    }

    #[must_use]
    pub fn generator_state(&self, g: Object<'_>) -> u32 {
        frame(&g).state
    }

    #[must_use]
    pub fn generator_is_done(&self, g: Object<'_>) -> bool {
        self.generator_flags(g) & GENERATOR_DONE != 0
    }

    /// The frame layout of a generator.
    #[must_use]
    pub fn generator_desc(&self, g: Object<'_>) -> &'static FrameDesc {
        // SAFETY: descriptors are valid for ever.
        unsafe { &*frame(&g).desc }
    }

    /// A frame slot if it holds a value that is live in the generator's present state.
    #[must_use]
    pub fn generator_slot(&mut self, g: Object<'_>, slot: u32) -> Option<Value<'s>> {
        let desc = self.generator_desc(g);
        let state = self.generator_state(g);
        let busy = self.generator_flags(g) & (GENERATOR_DONE | GENERATOR_RUNNING) != 0;
        if busy || slot >= desc.slot_count || state >= desc.state_count {
            return None;
        }
        let word = state as usize * desc.map_words as usize + slot as usize / 64;
        // SAFETY: slot and state are in the ranges that the descriptor states.
        let value = unsafe {
            let live = *desc.maps.add(word) & (1 << (slot % 64)) != 0;
            let at = g.address().add(GENERATOR_SLOTS as usize + slot as usize * 8);
            live.then(|| Value::from_bits(at.cast::<u64>().read())).filter(|v| *v != Value::EMPTY)
        };
        self.keep(value)
    }

    fn finish_generator(&mut self, g: Object<'_>) {
        // SAFETY: `cell` checks the kind.
        unsafe { (*cell(g)).flags = GENERATOR_DONE };
    }

    pub fn throw_generator_running(&mut self) -> Throw {
        self.throw_type_error(format_args!("Generator is already running"))
    }

    /// GeneratorResume and GeneratorResumeAbrupt (27.5.3.3, 27.5.3.4), results unopened.
    pub fn generator_resume_raw(&mut self, g: Object<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<Resumed<'s>> {
        let flags = self.generator_flags(g);
        if flags & GENERATOR_RUNNING != 0 {
            return Err(self.throw_generator_running());
        }
        if flags & GENERATOR_DONE == 0 && self.generator_state(g) == 0 && mode != ResumeMode::Next {
            self.finish_generator(g);
        }
        if self.generator_is_done(g) {
            return match mode {
                ResumeMode::Next => Ok(Resumed::Done(Value::UNDEFINED)),
                ResumeMode::Return => Ok(Resumed::Done(self.keep(value))),
                ResumeMode::Throw => Err(self.throw(value)),
            };
        }
        self.check_stack()?;
        self.poll();
        let sp = self.ctx.store.prefix.root_top;
        let realm = RealmId(g.aux());
        // SAFETY: the resume function of this generator; everything it is given is rooted.
        let word = self.ctx.in_realm(realm, |ctx| unsafe {
            let resume = std::mem::transmute::<*const u8, Resume>((*cell(g)).resume);
            resume(ctx, sp, g.value().bits(), mode as u64, value.bits())
        });
        self.ctx.store.prefix.root_top = sp;
        let value = self.result_of(word)?;
        let flags = self.generator_flags(g);
        Ok(if flags & GENERATOR_DONE != 0 {
            Resumed::Done(value)
        } else if flags & GENERATOR_DELEGATING != 0
            && let Some(result) = raw_result(value)
        {
            Resumed::Delegate(result)
        } else {
            Resumed::Yield(value)
        })
    }

    /// Resumes, and opens the result: the value, and whether the generator is done.
    pub fn generator_resume(
        &mut self,
        g: Object<'_>,
        mode: ResumeMode,
        value: Value<'_>,
    ) -> JsResult<(Value<'s>, bool)> {
        Ok(match self.generator_resume_raw(g, mode, value)? {
            Resumed::Yield(v) => (v, false),
            Resumed::Done(v) => (v, true),
            Resumed::Delegate(result) => {
                let key = self.names.done;
                let done = self.get_value(result, key)?;
                let done = self.to_boolean(done);
                let key = self.names.value;
                (self.get_value(result, key)?, done)
            }
        })
    }

    /// The result object that JavaScript sees for a resumption.
    fn resumed_to_result(&mut self, resumed: Resumed<'s>) -> JsResult<Value<'s>> {
        Ok(match resumed {
            Resumed::Yield(v) => self.new_iter_result(v, false)?.value(),
            Resumed::Done(v) => self.new_iter_result(v, true)?.value(),
            Resumed::Delegate(result) => result,
        })
    }

    /// For consumers without result objects: the value, or `None` if that was the end.
    pub fn generator_unwrap(&mut self, g: Object<'_>, value: Value<'_>) -> JsResult<Option<Value<'s>>> {
        if self.generator_is_done(g) {
            return Ok(None);
        }
        match raw_result(value) {
            Some(result) => self.open_result(result),
            None => Ok(Some(self.keep(value))),
        }
    }

    /// One step of `yield*`: the value to yield, or `None` with the completion value kept for
    /// [`Scope::take_delegate_result`].
    pub fn delegate_step(
        &mut self,
        iter: Value<'_>,
        mode: ResumeMode,
        received: Value<'_>,
    ) -> JsResult<Option<Value<'s>>> {
        let ctx = self;
        if let Some(g) = iter.as_kind(CellKind::Generator) {
            let (key, intrinsic) = match mode {
                ResumeMode::Next => return ctx.delegate_to_generator(g, mode, received),
                ResumeMode::Throw => (ctx.names.throw_, ctx.intrinsics.generator_throw),
                ResumeMode::Return => (ctx.names.return_, ctx.intrinsics.generator_return),
            };
            let method = ctx.get_method(iter, key)?;
            if method == intrinsic {
                return ctx.delegate_to_generator(g, mode, received);
            }
            return ctx.delegate_by_method(iter, iter, method, mode, received);
        }
        if let Some((iterator, next)) = ctx.generic_record(iter) {
            let method = match mode {
                ResumeMode::Next => next,
                ResumeMode::Throw => {
                    let key = ctx.names.throw_;
                    ctx.get_method(iterator, key)?
                }
                ResumeMode::Return => {
                    let key = ctx.names.return_;
                    ctx.get_method(iterator, key)?
                }
            };
            return ctx.delegate_by_method(iter, iterator, method, mode, received);
        }
        // A fast record: its iterator has neither `throw` nor `return` of its own.
        match mode {
            ResumeMode::Next => {
                let step = ctx.iter_next(iter)?;
                if step.is_none() {
                    ctx.set_delegate_result(Value::UNDEFINED);
                }
                Ok(step)
            }
            ResumeMode::Throw | ResumeMode::Return => {
                let key = if mode == ResumeMode::Throw { ctx.names.throw_ } else { ctx.names.return_ };
                let added = ctx.added_method(iter, key)?;
                let (iterator, method) = added.unwrap_or((iter, Value::UNDEFINED));
                ctx.delegate_by_method(iter, iterator, method, mode, received)
            }
        }
    }

    fn delegate_to_generator(
        &mut self,
        g: Object<'_>,
        mode: ResumeMode,
        received: Value<'_>,
    ) -> JsResult<Option<Value<'s>>> {
        match self.generator_resume_raw(g, mode, received)? {
            Resumed::Yield(v) => Ok(Some(v)),
            Resumed::Delegate(result) => self.delegate_result_object(result),
            Resumed::Done(v) => {
                self.set_delegate_result(v);
                Ok(None)
            }
        }
    }

    /// One step of `yield*` whose inner generator has been resumed already and answered this cell.
    pub fn delegate_pass(&mut self, raw: Value<'_>) -> JsResult<Option<Value<'s>>> {
        match raw_result(raw) {
            Some(result) => self.delegate_result_object(result),
            None => Ok(Some(self.keep(raw))),
        }
    }

    /// IteratorComplete and what follows from it (15.5.5, steps 7.a.iv to vii): a result object that is not done
    /// is passed on as it is.
    fn delegate_result_object(&mut self, result: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let ctx = self;
        let key = ctx.names.done;
        let done = ctx.get_value(result, key)?;
        if ctx.to_boolean(done) {
            let key = ctx.names.value;
            let value = ctx.get_value(result, key)?;
            ctx.set_delegate_result(value);
            return Ok(None);
        }
        Ok(Some(ctx.new_raw_result(result)?))
    }

    /// Calls the inner iterator's method, `undefined` if it has none.
    fn delegate_by_method(
        &mut self,
        iter: Value<'_>,
        iterator: Value<'_>,
        method: Value<'_>,
        mode: ResumeMode,
        received: Value<'_>,
    ) -> JsResult<Option<Value<'s>>> {
        if method.is_undefined() && mode == ResumeMode::Return {
            self.set_iter_done(iter);
            self.set_delegate_result(received);
            return Ok(None);
        }
        if method.is_undefined() && mode == ResumeMode::Throw {
            self.iter_close(iter)?;
            return Err(self.throw_type_error(format_args!("The iterator does not provide a 'throw' method.")));
        }
        let result = self.call(method, iterator, &[received])?;
        let Some(o) = result.as_object() else {
            let text = self.describe(result);
            return Err(self.throw_type_error(format_args!("Iterator result {text} is not an object")));
        };
        let step = self.delegate_result_object(o.value())?;
        if step.is_none() {
            self.set_iter_done(iter);
        }
        Ok(step)
    }

    /// The completion value that the last `yield*` step left.
    pub fn take_delegate_result(&mut self) -> Value<'s> {
        let value = std::mem::replace(&mut self.ctx.delegate_result, Value::UNDEFINED);
        self.keep(value)
    }

    /// %GeneratorPrototype%, `%IteratorPrototype%[@@iterator]` and what hangs on them.
    pub(crate) fn install_generators(&mut self) -> JsResult<()> {
        use crate::property::Attrs;
        let iterator = self.intrinsics.iterator_prototype;
        let key = self.symbols.iterator;
        let f = self.define_symbol_method(iterator, key, "[Symbol.iterator]", 0, return_this)?;
        self.set_intrinsic(f.value(), |i, f| i.iterator_prototype_iterator = f);
        let async_iterator = self.intrinsics.async_iterator_prototype;
        let key = self.symbols.async_iterator;
        self.define_symbol_method(async_iterator, key, "[Symbol.asyncIterator]", 0, return_this)?;
        let p = self.intrinsics.generator_prototype;
        let f = self.define_method(p, "next", 1, generator_next)?;
        self.set_generator_next(f);
        let f = self.define_method(p, "return", 1, generator_return)?;
        self.set_intrinsic(f.value(), |i, f| i.generator_return = f);
        let f = self.define_method(p, "throw", 1, generator_throw)?;
        self.set_intrinsic(f.value(), |i, f| i.generator_throw = f);
        let gf = self.intrinsics.generator_function_prototype;
        let (tag, constructor, prototype) = (self.symbols.to_string_tag, self.names.constructor, self.names.prototype);
        let (generator, function) = (self.names.generator.value(), self.names.generator_function.value());
        self.define_data(p, tag.into(), generator, Attrs::CONFIGURABLE)?;
        self.define_data(p, constructor.into(), gf.value(), Attrs::CONFIGURABLE)?;
        self.define_data(gf, tag.into(), function, Attrs::CONFIGURABLE)?;
        self.define_data(gf, prototype.into(), p.value(), Attrs::CONFIGURABLE)
    }
}

fn return_this<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.this())
}

fn resume_method<'s>(ctx: &mut Scope<'s>, args: Args<'s>, mode: ResumeMode, name: &str) -> JsResult<Value<'s>> {
    let Some(g) = args.this().as_kind(CellKind::Generator) else {
        let text = ctx.describe(args.this());
        return Err(ctx.throw_type_error(format_args!("{name} method called on incompatible receiver {text}")));
    };
    let resumed = ctx.generator_resume_raw(g, mode, args.get(0))?;
    ctx.resumed_to_result(resumed)
}

/// %GeneratorPrototype%.next (27.5.1.2)
fn generator_next<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    resume_method(ctx, args, ResumeMode::Next, "next")
}

/// %GeneratorPrototype%.return (27.5.1.3)
fn generator_return<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    resume_method(ctx, args, ResumeMode::Return, "return")
}

/// %GeneratorPrototype%.throw (27.5.1.4)
fn generator_throw<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    resume_method(ctx, args, ResumeMode::Throw, "throw")
}
