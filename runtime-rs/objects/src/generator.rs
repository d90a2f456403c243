//! The cells of generator objects: what is known of one, and calls of its resume function.
//!
//! The compiled resume function keeps flags and state itself: RUNNING on entry, 0 or DELEGATING
//! with the next state at a yield, DONE at the end, also by an exception. What it does not see:
//! throw and return before the first resumption, and any resumption after the end.

use crate::bare;
use crate::cell::{CellHeader, GeneratorCell, RawResultCell};
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

/// The result object in a RawResult cell.
pub fn raw_result(v: Value<'_>) -> Option<Value<'_>> {
    // The cell never changes, and so keeps what it holds.
    v.layout::<RawResultCell>().map(|raw| raw.result)
}

fn cell<'a>(g: Object<'a>) -> &'a GeneratorCell {
    g.layout()
}

/// The words of a generator's frame.
pub(crate) fn frame_slots<'a>(g: Object<'a>) -> &'a [Cell<u64>] {
    let first = g.address().wrapping_add(GENERATOR_SLOTS as usize);
    // SAFETY: the descriptor is valid for ever. So many words follow the cell, which is alive.
    unsafe { std::slice::from_raw_parts(first.cast(), (*cell(g).desc.get()).slot_count as usize) }
}

/// Which slots of a frame are live in a state that it has: a bit for each.
pub(crate) fn live_slots(desc: &'static FrameDesc, state: u32) -> &'static [u64] {
    assert!(state < desc.state_count, "a state of the generator");
    let words = desc.map_words as usize;
    // SAFETY: the descriptor says how many states there are; each has its words of the map.
    unsafe { std::slice::from_raw_parts(desc.maps.add(state as usize * words), words) }
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
        cell(o).object.header.aux.set(self.current_realm().0);
        cell(o).resume.set(resume);
        cell(o).desc.set(desc);
        Ok(o)
    }

    pub(crate) fn new_raw_result(&mut self, result: bare::Value) -> JsResult<bare::Value> {
        Ok(self.store.new_cell(RawResultCell { header: CellHeader::new(0, 0), result })?)
    }
}

impl<'s> Scope<'s> {
    #[must_use]
    pub fn generator_flags(&self, g: Object<'_>) -> u32 {
        cell(g).flags.get()
    }

    #[must_use]
    pub fn generator_state(&self, g: Object<'_>) -> u32 {
        cell(g).state.get()
    }

    #[must_use]
    pub fn generator_is_done(&self, g: Object<'_>) -> bool {
        self.generator_flags(g) & GENERATOR_DONE != 0
    }

    /// The frame layout of a generator.
    #[must_use]
    pub fn generator_desc(&self, g: Object<'_>) -> &'static FrameDesc {
        // SAFETY: descriptors are valid for ever.
        unsafe { &*cell(g).desc.get() }
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
        let slot = slot as usize;
        let live = live_slots(desc, state)[slot / 64] & (1 << (slot % 64)) != 0;
        // SAFETY: a slot that is live holds a value, and the generator is alive.
        let value = live.then(|| unsafe { Value::from_bits(frame_slots(g)[slot].get()) });
        self.keep(value.filter(|v| *v != Value::EMPTY))
    }

    /// Marks a generator as done.
    pub fn finish_generator(&mut self, g: Object<'_>) {
        self.set_generator_flags(g, GENERATOR_DONE);
    }

    /// Sets what a generator's resume function tells about it.
    pub fn set_generator_flags(&mut self, g: Object<'_>, flags: u32) {
        cell(g).flags.set(flags);
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
            let resume = std::mem::transmute::<*const u8, Resume>(cell(g).resume.get());
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
