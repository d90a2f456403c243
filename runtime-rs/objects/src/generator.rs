//! The cells of generator objects: what is known of one, and calls of its resume function.
//!
//! The compiled resume function keeps flags and state itself: RUNNING on entry, 0 or DELEGATING
//! with the next state at a yield, DONE at the end, also by an exception. What it does not see:
//! throw and return before the first resumption, and any resumption after the end.

use crate::bare;
use crate::cell::{GeneratorCell, RawResultCell};
use crate::context::{Context, Scope};
use crate::ic::{AllocCache, with_cache};
use crate::realms::RealmId;
use crate::throw::JsResult;
use crate::values::{Object, Value};
use std::cell::Cell;
use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::{CellKind, FrameDesc, GENERATOR_DONE, GENERATOR_RUNNING, GENERATOR_SLOTS};

/// Compiled resume code.
pub type Resume = unsafe extern "C" fn(ctx: *mut Context, sp: *mut u64, generator: u64, mode: u64, value: u64) -> u64;

fn cell(g: Object<'_>) -> *mut GeneratorCell {
    assert!(g.is(CellKind::Generator), "not a generator");
    g.cell()
}

/// The result object in a RawResult cell.
pub fn raw_result(v: Value<'_>) -> Option<Value<'_>> {
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
    pub(crate) unsafe fn new_generator(
        &mut self,
        proto: bare::Value,
        resume: *const u8,
        desc: *const FrameDesc,
    ) -> JsResult<bare::Object> {
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

    pub(crate) fn new_raw_result(&mut self, result: bare::Value) -> JsResult<bare::Value> {
        let cell: *mut RawResultCell = self.store.alloc(CellKind::RawResult, size_of::<RawResultCell>())?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).result = result;
            Ok(Value::from_bits(cell as u64))
        }
    }
}

impl<'s> Scope<'s> {
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

    /// Marks a generator as done.
    pub fn finish_generator(&mut self, g: Object<'_>) {
        self.set_generator_flags(g, GENERATOR_DONE);
    }

    /// Sets what a generator's resume function tells about it.
    pub fn set_generator_flags(&mut self, g: Object<'_>, flags: u32) {
        // SAFETY: `cell` checks the kind.
        unsafe { (*cell(g)).flags = flags };
    }

    /// Runs the resume function of a generator that is neither running nor done: what it yields or returns.
    pub fn run_generator(&mut self, g: Object<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<Value<'s>> {
        assert!(self.generator_flags(g) & (GENERATOR_RUNNING | GENERATOR_DONE) == 0, "a generator that can be resumed");
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
        self.result_of(word)
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
