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

fn frame_desc(g: Object<'_>) -> &'static FrameDesc {
    // SAFETY: descriptors are valid for ever.
    unsafe { &*cell(g).desc.get() }
}

/// The words of a generator's frame.
pub(crate) fn frame_slots<'a>(g: Object<'a>) -> &'a [Cell<u64>] {
    let first = g.address().wrapping_add(GENERATOR_SLOTS as usize);
    // SAFETY: so many words follow the cell, which is alive.
    unsafe { std::slice::from_raw_parts(first.cast(), frame_desc(g).slot_count as usize) }
}

/// The words of a generator's frame that are live in its present state, which it has, each with its slot.
pub(crate) fn live_words<'a>(g: Object<'a>) -> impl Iterator<Item = (usize, u64)> + use<'a> {
    let (desc, state) = (frame_desc(g), cell(g).state.get());
    assert!(state < desc.state_count, "a state of the generator");
    let words = desc.map_words as usize;
    // SAFETY: the descriptor says how many states there are; each has its words of the map.
    let live = unsafe { std::slice::from_raw_parts(desc.maps.add(state as usize * words), words) };
    let slots = frame_slots(g).iter().map(Cell::get).enumerate();
    slots.filter(|(slot, _)| live[slot / 64] & (1 << (slot % 64)) != 0)
}

/// Whether a generator holds values: it has not ended, and is in a state that it has.
pub(crate) fn is_suspended(g: Object<'_>) -> bool {
    cell(g).flags.get() & GENERATOR_DONE == 0 && cell(g).state.get() < frame_desc(g).state_count
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
        frame_desc(g)
    }

    /// A frame slot if it holds a value that is live in the generator's present state.
    #[must_use]
    pub fn generator_slot(&mut self, g: Object<'_>, slot: u32) -> Option<Value<'s>> {
        if self.generator_flags(g) & GENERATOR_RUNNING != 0 || !is_suspended(g) {
            return None;
        }
        let (_, word) = live_words(g).find(|(i, _)| *i == slot as usize)?;
        // SAFETY: a slot that is live holds a value, and the generator is alive.
        let value = Some(unsafe { Value::from_bits(word) });
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
