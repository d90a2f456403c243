//! What functions suspend into: generator objects, async generator objects, and the coroutines of async functions, which JavaScript
//! never sees. What is known of one, and calls of its resume function.
//!
//! The compiled resume function keeps flags and state itself: RUNNING on entry; 0, DELEGATING or AWAITING
//! with the next state at a suspension, DONE at the end, also by an exception. What it does not see:
//! throw and return before the first resumption, and any resumption after the end.

use crate::bare;
use crate::cell::{AsyncGeneratorCell, CellHeader, CoroutineCell, GeneratorCell, RawResultCell};
use crate::context::{Context, Scope};
use crate::ic::{AllocCache, with_cache};
use crate::reaction::waiting_coroutine;
use crate::realms::RealmId;
use crate::scope::Cells;
use crate::suspended::{cell, frame_desc, is_suspended, live_words};
use crate::throw::JsResult;
use crate::values::{Object, Value};
use std::cell::Cell;
use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::{CellKind, FrameDesc, GENERATOR_DONE, GENERATOR_RUNNING, GENERATOR_SLOTS};

/// Compiled resume code.
pub type Resume = unsafe extern "C" fn(ctx: *mut Context, sp: *mut u64, generator: u64, mode: u64, value: u64) -> u64;

/// The result object in a RawResult cell.
pub fn raw_result(v: Value<'_>) -> Option<Value<'_>> {
    // The cell never changes, and so keeps what it holds.
    v.layout::<RawResultCell>().map(|raw| raw.result)
}

/// What alone waits by `await` for the result of a coroutine, or of the request that an async generator works on.
pub(crate) fn waiting_for<'a>(g: Value<'a>) -> Option<Value<'a>> {
    let result = match g.layout::<CoroutineCell>() {
        Some(own) => own.promise.get(),
        None => g.layout::<AsyncGeneratorCell>()?.request.get(),
    };
    match result.as_kind(CellKind::Promise) {
        Some(promise) => waiting_coroutine(promise),
        None => result.is_cell().then_some(result),
    }
}

impl Context {
    /// A generator object in state 0, its frame zeroed.
    ///
    /// # Safety
    /// `resume` and `desc` are those of one compiled generator function, valid for ever.
    pub(crate) unsafe fn new_generator(
        &mut self,
        proto: bare::Value,
        resume: *const u8,
        desc: *const FrameDesc,
    ) -> JsResult<bare::Object> {
        // SAFETY: the caller's promise.
        unsafe { self.new_generator_of(CellKind::Generator, proto, resume, desc) }
    }

    /// An async generator object in state 0, its frame zeroed, without requests.
    ///
    /// # Safety
    /// As [`Context::new_generator`].
    pub(crate) unsafe fn new_async_generator(
        &mut self,
        proto: bare::Value,
        resume: *const u8,
        desc: *const FrameDesc,
    ) -> JsResult<bare::Object> {
        // SAFETY: the caller's promise.
        let g = unsafe { self.new_generator_of(CellKind::AsyncGenerator, proto, resume, desc) }?;
        let own = g.layout::<AsyncGeneratorCell>();
        own.request.set(bare::Value::UNDEFINED);
        own.queue.set(bare::Value::UNDEFINED);
        Ok(g)
    }

    /// # Safety
    /// As [`Context::new_generator`].
    unsafe fn new_generator_of(
        &mut self,
        kind: CellKind,
        proto: bare::Value,
        resume: *const u8,
        desc: *const FrameDesc,
    ) -> JsResult<bare::Object> {
        let shape = self.root_shape(proto, 0, kind);
        // SAFETY: the caller's promise.
        let size = unsafe { frame_end(desc) };
        let o = self.store.alloc_object(kind, size, shape)?;
        self.fill_frame_cell(o.value(), resume, desc);
        Ok(o)
    }

    fn fill_frame_cell(&self, g: bare::Value, resume: *const u8, desc: *const FrameDesc) {
        let cell = cell(g);
        cell.header.aux.set(self.current_realm().0);
        cell.resume.set(resume);
        cell.desc.set(desc);
    }

    /// The coroutine of an async function, its frame zeroed.
    ///
    /// # Safety
    /// `resume` and `desc` are those of one compiled async function, valid for ever.
    pub(crate) unsafe fn new_coroutine(&mut self, resume: *const u8, desc: *const FrameDesc) -> JsResult<bare::Value> {
        // SAFETY: the caller's promise.
        let size = unsafe { frame_end(desc) };
        let g = self.store.new_zeroed_cell::<CoroutineCell>(size)?;
        self.fill_frame_cell(g, resume, desc);
        g.layout::<CoroutineCell>().expect("a coroutine").promise.set(bare::Value::UNDEFINED);
        Ok(g)
    }

    /// Calls the resume function of a generator or coroutine, whose realm is the current one, with its frame on the top of the
    /// root stack: the word that it leaves with.
    ///
    /// # Safety
    /// The cell is that of `g`, which neither runs nor is done, and is rooted as `value` is. There is room for a call.
    #[inline]
    pub(crate) unsafe fn call_resume(
        &mut self,
        g: Value<'_>,
        cell: &GeneratorCell,
        mode: ResumeMode,
        value: Value<'_>,
    ) -> u64 {
        let sp = self.store.prefix.root_top;
        // SAFETY: the caller's promise.
        let word = unsafe {
            let resume = std::mem::transmute::<*const u8, Resume>(cell.resume.get());
            resume(self, sp, g.bits(), mode as u64, value.bits())
        };
        self.store.prefix.root_top = sp;
        word
    }

    pub(crate) fn new_raw_result(&mut self, result: bare::Value) -> JsResult<bare::Value> {
        Ok(self.store.new_cell(RawResultCell { header: CellHeader::new(0, 0), result })?)
    }
}

/// Bytes of a cell with such a frame.
///
/// # Safety
/// A valid descriptor.
unsafe fn frame_end(desc: *const FrameDesc) -> usize {
    // SAFETY: the caller's promise.
    let desc = unsafe { &*desc };
    assert!(desc.slots_offset as i32 >= GENERATOR_SLOTS, "a frame behind the fields");
    desc.slots_offset as usize + desc.slot_count as usize * 8
}

// Those of generators, async ones or not, and of coroutines.
impl<'s> Scope<'s> {
    #[must_use]
    pub fn generator_flags<'a>(&self, g: impl Into<Value<'a>>) -> u32 {
        cell(g).flags.get()
    }

    #[must_use]
    pub fn generator_state<'a>(&self, g: impl Into<Value<'a>>) -> u32 {
        cell(g).state.get()
    }

    #[must_use]
    pub fn generator_is_done<'a>(&self, g: impl Into<Value<'a>>) -> bool {
        self.generator_flags(g) & GENERATOR_DONE != 0
    }

    /// The frame layout.
    #[must_use]
    pub fn generator_desc<'a>(&self, g: impl Into<Value<'a>>) -> &'static FrameDesc {
        frame_desc(g)
    }

    /// A frame slot if it holds a value that is live in the generator's present state.
    #[must_use]
    pub fn generator_slot(&mut self, g: Object<'_>, slot: u32) -> Option<Value<'s>> {
        let runs = self.generator_flags(g) & GENERATOR_RUNNING != 0 || self.runs_in_chain(g);
        if runs || !is_suspended(g.value()) {
            return None;
        }
        let (_, word) = live_words(g.value()).find(|(i, _)| *i == slot as usize)?;
        // SAFETY: a slot that is live holds a value, and the generator is alive.
        let value = Some(unsafe { Value::from_bits(word) });
        self.keep(value.filter(|v| *v != Value::EMPTY))
    }

    /// Marks a generator as done.
    pub fn finish_generator(&mut self, g: Object<'_>) {
        self.set_generator_flags(g, GENERATOR_DONE);
    }

    /// Sets what a resume function tells about its generator.
    pub fn set_generator_flags<'a>(&mut self, g: impl Into<Value<'a>>, flags: u32) {
        cell(g).flags.set(flags);
    }

    /// Runs the resume function of what neither runs nor is done: what it leaves with.
    pub fn run_generator<'a>(
        &mut self,
        g: impl Into<Value<'a>>,
        mode: ResumeMode,
        value: Value<'_>,
    ) -> JsResult<Value<'s>> {
        self.run_suspended(g.into(), mode, value).map(|(left, _)| left)
    }

    /// As [`Scope::run_generator`], with the flags that tell what it leaves with.
    #[inline(always)]
    pub fn run_suspended(&mut self, g: Value<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<(Value<'s>, u32)> {
        let cell = cell(g);
        assert!(cell.flags.get() & (GENERATOR_RUNNING | GENERATOR_DONE) == 0, "a generator that can be resumed");
        self.ctx.check_stack()?;
        self.poll_if_pending();
        let realm = RealmId(cell.header.aux.get());
        // SAFETY: the cell of this generator; everything it is given is rooted.
        let word = self.ctx.in_realm(realm, |ctx| unsafe { ctx.call_resume(g, cell, mode, value) });
        let left = self.result_of(word)?;
        Ok((left, cell.flags.get()))
    }

    /// Runs `f` as the job that resumes this coroutine or async generator: stack traces name what waits for it.
    pub fn resuming<R>(&mut self, g: Value<'_>, f: impl FnOnce(&mut Scope<'s>) -> R) -> R {
        self.ctx.resumed = g.detach();
        let result = f(self);
        self.ctx.resumed = bare::Value::UNDEFINED;
        result
    }

    /// The promise of a coroutine's result; `undefined` while it has none.
    #[must_use]
    pub fn coroutine_promise(&mut self, coroutine: Value<'_>) -> Value<'s> {
        let promise = coroutine.layout::<CoroutineCell>().expect("a coroutine").promise.get();
        self.keep(promise)
    }

    /// Gives a coroutine the promise of its result.
    pub fn set_coroutine_promise(&mut self, coroutine: Value<'_>, promise: Object<'_>) {
        coroutine.layout::<CoroutineCell>().expect("a coroutine").promise.set(promise.value().detach());
    }

    /// The request that an async generator works on: a promise, a coroutine, or EMPTY; `undefined` if there is none.
    #[inline]
    pub fn async_generator_request(&mut self, g: Object<'_>) -> Value<'s> {
        let request = g.layout::<AsyncGeneratorCell>().request.get();
        self.keep(request)
    }

    #[inline]
    pub fn set_async_generator_request(&mut self, g: Object<'_>, request: Value<'_>) {
        g.layout::<AsyncGeneratorCell>().request.set(request.detach());
        self.ctx.store.write_barrier(g.detach());
    }

    /// The requests behind that one; `undefined` if there are none.
    #[inline]
    pub fn async_generator_queue(&mut self, g: Object<'_>) -> Value<'s> {
        let queue = g.layout::<AsyncGeneratorCell>().queue.get();
        self.keep(queue)
    }

    #[inline]
    pub fn set_async_generator_queue(&mut self, g: Object<'_>, queue: Value<'_>) {
        g.layout::<AsyncGeneratorCell>().queue.set(queue.detach());
        self.ctx.store.write_barrier(g.detach());
    }

    /// The step of this async generator is what the coroutine that runs awaits next.
    #[inline]
    pub fn set_stepped(&mut self, g: Object<'_>) {
        self.ctx.stepped = g.value().detach();
    }

    /// The async generator whose step is awaited, which is known from then on.
    #[inline]
    pub fn take_stepped(&mut self) -> Option<Object<'s>> {
        let stepped = std::mem::replace(&mut self.ctx.stepped, bare::Value::UNDEFINED);
        self.keep(stepped.as_object())
    }

    /// The completion value that the last `yield*` step left.
    pub fn take_delegate_result(&mut self) -> Value<'s> {
        let value = std::mem::replace(&mut self.ctx.delegate_result, Value::UNDEFINED);
        self.keep(value)
    }

    /// The generator object of a call of `f`, not started.
    ///
    /// # Safety
    /// As [`Scope::new_generator`].
    pub unsafe fn generator_of(
        &mut self,
        f: Value<'_>,
        resume: *const u8,
        desc: *const FrameDesc,
        site: Option<&Cell<AllocCache>>,
    ) -> JsResult<Object<'s>> {
        let default = self.intrinsics.generator_prototype;
        let proto = self.prototype_from_constructor(f, default)?;
        // SAFETY: the caller's promise.
        let g = unsafe { self.new_generator(proto.value(), resume, desc)? };
        if let Some(site) = site {
            self.learn_generator(f, g, site)?;
        }
        Ok(g)
    }

    /// The async generator object of a call of `f`, not started.
    ///
    /// # Safety
    /// As [`Scope::new_generator`].
    pub unsafe fn async_generator_of(
        &mut self,
        f: Value<'_>,
        resume: *const u8,
        desc: *const FrameDesc,
    ) -> JsResult<Object<'s>> {
        let default = self.intrinsics.async_generator_prototype;
        let proto = self.prototype_from_constructor(f, default)?;
        // SAFETY: the caller's promise.
        let g = unsafe { self.ctx.new_async_generator(proto.value().detach(), resume, desc) }?;
        Ok(self.keep(g))
    }

    /// The coroutine of an async function.
    ///
    /// # Safety
    /// `resume` and `desc` are those of one async function, valid for ever.
    pub unsafe fn new_coroutine(&mut self, resume: *const u8, desc: *const FrameDesc) -> JsResult<Value<'s>> {
        // SAFETY: the caller's promise.
        let coroutine = unsafe { self.ctx.new_coroutine(resume, desc) }?;
        Ok(self.keep(coroutine))
    }

    /// Lets the cache of `site` answer for the generators of the function `f`, of which `g` is one.
    fn learn_generator(&mut self, f: Value<'_>, g: Object<'_>, site: &Cell<AllocCache>) -> JsResult<()> {
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
        with_cache(site, |cache| self.learn_allocation(f, g.shape(), cache))
    }
}
