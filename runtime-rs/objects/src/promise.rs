//! Promises as they change: settlement, and the registration of reactions.
//!
//! A pending promise has its reactions as a list, the last registered first. The end of the list may be a coroutine as such: an
//! `await` on a promise that nobody else waits for allocates nothing. When the promise settles, the list is turned round and becomes
//! jobs, so that reactions run in the order of registration. A settled promise holds its result alone.

use crate::bare;
use crate::cell::{CellHeader, PromiseCell, ReactionCell};
use crate::context::{Context, Scope};
use crate::exotic::Lookup;
use crate::fast_iteration::Intact;
use crate::job_queue::Job;
use crate::reaction::{
    Does, FULFILLED, HANDLED, HOSTS, PromiseState, REJECTED, REPORTED, RESOLVED, Reaction, Settlement, bits, cell,
    set_bits, state, wants_report,
};
use crate::scope::Cells;
use crate::shape::ShapeId;
use crate::throw::JsResult;
use crate::values::{Object, Value};
use std::cell::Cell;
use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::CellKind;

/// The job of a reaction: `reaction` is a reaction or a coroutine.
fn job(reaction: bare::Value, settlement: Settlement, argument: bare::Value) -> Job<'static> {
    let mode = match settlement {
        Settlement::Fulfilled => ResumeMode::Next,
        Settlement::Rejected => ResumeMode::Throw,
    };
    match reaction.layout::<ReactionCell>() {
        None => Job::Resume { coroutine: reaction, mode, value: argument },
        Some(r) if r.header.flags.get() == Does::Resume as u8 => {
            Job::Resume { coroutine: r.on_fulfilled, mode, value: argument }
        }
        Some(_) => Job::Reaction { reaction: Reaction::of(reaction), settlement, argument },
    }
}

/// How many reactions a list has.
fn count(list: bare::Value) -> usize {
    let mut at = list;
    let mut count = 0;
    while let Some(r) = at.layout::<ReactionCell>() {
        count += 1;
        at = r.next.get();
    }
    count + usize::from(at.is_cell())
}

impl Context {
    /// The shape of fresh promises of the current realm. While the epoch lasts, no shape dies and the realm stays.
    fn promise_shape(&mut self) -> ShapeId {
        let epoch = self.store.prefix.proto_epoch;
        if self.intact.fresh_promise.1 != epoch {
            let proto = self.intrinsics.promise_prototype.value();
            let shape = self.root_shape(proto, 0, CellKind::Promise);
            self.intact.fresh_promise = (shape, self.store.prefix.proto_epoch);
        }
        self.intact.fresh_promise.0
    }

    fn new_promise_of(&mut self, shape: ShapeId) -> JsResult<bare::Object> {
        let p = self.store.alloc_object(CellKind::Promise, size_of::<PromiseCell>(), shape)?;
        cell(p).word.set(bare::Value::UNDEFINED);
        Ok(p)
    }

    /// FulfillPromise and RejectPromise (27.2.1.4, 27.2.1.7) of a pending promise.
    fn settle(&mut self, p: bare::Object, settlement: Settlement, value: bare::Value) -> JsResult<()> {
        assert!(state(p) == PromiseState::Pending, "a promise settles once");
        let waiting = cell(p).word.get();
        if waiting.is_cell() {
            self.reserve_jobs(count(waiting))?;
        }
        cell(p).word.set(value);
        self.store.write_barrier(p);
        match settlement {
            Settlement::Fulfilled => set_bits(p, FULFILLED),
            Settlement::Rejected => {
                set_bits(p, REJECTED);
                if wants_report(p) {
                    self.track_rejection(p);
                }
            }
        }
        if waiting.is_cell() { self.enqueue_reactions(waiting, settlement, value) } else { Ok(()) }
    }

    /// The jobs of a list of reactions begin to wait.
    fn enqueue_reactions(&mut self, list: bare::Value, settlement: Settlement, value: bare::Value) -> JsResult<()> {
        let mut at = list;
        // Turns the list round; what has no successor in it is the first that was registered.
        let mut turned = bare::Value::UNDEFINED;
        while let Some(r) = at.layout::<ReactionCell>() {
            let next = r.next.replace(turned);
            turned = at;
            at = next;
        }
        if at.is_cell() {
            self.enqueue_job(job(at, settlement, value))?;
        }
        while let Some(r) = turned.layout::<ReactionCell>() {
            let next = r.next.replace(bare::Value::UNDEFINED);
            self.enqueue_job(job(turned, settlement, value))?;
            turned = next;
        }
        Ok(())
    }

    /// Adds to a pending promise's list, which `reaction` knows as its `next` unless it is a coroutine as such; of a settled one
    /// the job begins to wait. From now on the promise counts as handled.
    #[inline]
    fn register_on(&mut self, p: bare::Object, reaction: bare::Value) -> JsResult<()> {
        match state(p) {
            PromiseState::Pending => {
                cell(p).word.set(reaction);
                self.store.write_barrier(p);
            }
            PromiseState::Fulfilled => self.enqueue_job(job(reaction, Settlement::Fulfilled, cell(p).word.get()))?,
            PromiseState::Rejected => {
                self.enqueue_job(job(reaction, Settlement::Rejected, cell(p).word.get()))?;
                if bits(p) & (HANDLED | REPORTED) == REPORTED {
                    self.track_late_handling(p);
                }
            }
        }
        set_bits(p, HANDLED);
        Ok(())
    }

    fn new_reaction(&mut self, p: bare::Object, does: Does, parts: [bare::Value; 3]) -> JsResult<bare::Value> {
        let before = match state(p) {
            PromiseState::Pending => cell(p).word.get(),
            PromiseState::Fulfilled | PromiseState::Rejected => bare::Value::UNDEFINED,
        };
        let header = CellHeader::new(0, does as u8);
        header.aux.set(self.current_realm().0);
        let [on_fulfilled, on_rejected, capability] = parts;
        let next = Cell::new(before);
        Ok(self.store.new_cell(ReactionCell { header, on_fulfilled, on_rejected, capability, next })?)
    }

    /// Whether nobody has tampered with what the promise finds: `constructor` is %Promise%, which has its own `Symbol.species`, and
    /// `then` is %Promise.prototype.then%.
    pub(crate) fn is_intact_promise(&mut self, p: bare::Object) -> JsResult<bool> {
        let now = (p.shape(), self.store.prefix.proto_epoch);
        if self.intact.promise == now {
            return Ok(true);
        }
        let i = &self.intrinsics;
        let (promise, then, species) = (i.promise, i.promise_then, i.promise_species);
        let (constructor_key, then_key, species_key) = (self.names.constructor, self.names.then, self.symbols.species);
        let Some(constructor) = promise.as_object() else { return Ok(false) };
        let untouched = self.finds(p, constructor_key, promise)? == Intact::InEpoch
            && self.finds(p, then_key, then)? == Intact::InEpoch
            && self.own_getter(constructor, species_key)? == Some(species);
        if untouched && !self.store.is_dictionary(p) {
            // A look at a function may have changed its shape.
            self.intact.promise = (p.shape(), self.store.prefix.proto_epoch);
        }
        Ok(untouched)
    }

    /// Whether nobody has tampered with what promises made now would find, as far as is known without a look.
    #[inline]
    pub(crate) fn fresh_promises_are_intact(&self) -> bool {
        let epoch = self.store.prefix.proto_epoch;
        self.intact.fresh_promise == (self.intact.promise.0, epoch) && self.intact.promise.1 == epoch
    }

    /// Whether the object certainly finds no `then`. Every object of a shape does not while the epoch lasts: its prototypes change it.
    pub(crate) fn lacks_then(&mut self, o: bare::Object) -> JsResult<bool> {
        let now = (o.shape(), self.store.prefix.proto_epoch);
        let entry = o.shape() as usize % 8;
        if self.intact.thenless[entry] == now {
            return Ok(true);
        }
        if o.is(CellKind::Namespace) || !matches!(self.lookup(o, self.names.then.into())?, Lookup::Absent) {
            return Ok(false);
        }
        if !self.store.is_dictionary(o) {
            self.intact.thenless[entry] = (o.shape(), self.store.prefix.proto_epoch);
        }
        Ok(true)
    }

    /// The getter of an own accessor property.
    fn own_getter(&mut self, o: bare::Object, key: bare::Symbol) -> JsResult<Option<bare::Value>> {
        let Some(place) = self.own_place(o, key.into())? else { return Ok(None) };
        let p = self.store.property_at(o, place);
        Ok(p.attrs.is_accessor().then_some(p.value))
    }
}

impl<'s> Scope<'s> {
    /// A pending promise with the intrinsic prototype.
    pub fn new_promise(&mut self) -> JsResult<Object<'s>> {
        let shape = self.ctx.promise_shape();
        let p = self.ctx.new_promise_of(shape)?;
        Ok(self.keep(p))
    }

    /// A promise that is fulfilled, with a value that is no thenable.
    pub fn new_fulfilled_promise(&mut self, value: Value<'_>) -> JsResult<Object<'s>> {
        let shape = self.ctx.promise_shape();
        let p = self.ctx.new_promise_of(shape)?;
        cell(p).word.set(value.detach());
        set_bits(p, FULFILLED);
        Ok(self.keep(p))
    }

    /// A pending promise with a prototype of its own.
    pub fn new_promise_with(&mut self, proto: Object<'_>) -> JsResult<Object<'s>> {
        let shape = self.ctx.root_shape(proto.detach().value(), 0, CellKind::Promise);
        let p = self.ctx.new_promise_of(shape)?;
        Ok(self.keep(p))
    }

    #[must_use]
    pub fn promise_state(&self, p: Object<'_>) -> PromiseState {
        state(p)
    }

    /// From now on nobody but the host resolves this promise.
    pub fn give_promise_to_host(&mut self, p: Object<'_>) {
        set_bits(p, HOSTS);
    }

    /// Whether the promise was the host's to resolve. It no longer is: it is resolved once.
    pub fn take_promise_from_host(&mut self, p: Object<'_>) -> bool {
        let before = bits(p);
        cell(p).object.header.aux.set(before & !HOSTS);
        before & HOSTS != 0
    }

    /// Whether neither of the promise's first pair of resolving functions was called yet. From now on one was.
    pub fn take_resolution(&mut self, p: Object<'_>) -> bool {
        let first = bits(p) & RESOLVED == 0;
        set_bits(p, RESOLVED);
        first
    }

    /// Somebody has seen the rejection of `p`, as a handler would have: it needs no report.
    pub fn note_promise_handled(&mut self, p: Object<'_>) {
        if bits(p) & (HANDLED | REPORTED) == REPORTED {
            self.ctx.track_late_handling(p.detach());
        }
        set_bits(p, HANDLED);
    }

    /// The value or the reason of a settled promise; `undefined` while it is pending.
    pub fn promise_result(&mut self, p: Object<'_>) -> Value<'s> {
        match state(p) {
            PromiseState::Pending => Value::UNDEFINED,
            PromiseState::Fulfilled | PromiseState::Rejected => {
                let result = cell(p.detach()).word.get();
                self.keep(result)
            }
        }
    }

    /// FulfillPromise and RejectPromise (27.2.1.4, 27.2.1.7) of a pending promise. It runs nothing.
    pub fn settle_promise(&mut self, p: Object<'_>, settlement: Settlement, value: Value<'_>) -> JsResult<()> {
        self.ctx.settle(p.detach(), settlement, value.detach())
    }

    /// The rest of PerformPromiseThen (27.2.5.4.1): handlers are functions or `undefined`, the capability is as
    /// [`Reaction::capability`] says. Without handlers, the settlement is handed on to the capability.
    pub fn register_handlers(
        &mut self,
        p: Object<'_>,
        on_fulfilled: Value<'_>,
        on_rejected: Value<'_>,
        capability: Value<'_>,
    ) -> JsResult<()> {
        let parts = [on_fulfilled.detach(), on_rejected.detach(), capability.detach()];
        let reaction = self.ctx.new_reaction(p.detach(), Does::Then, parts)?;
        self.ctx.register_on(p.detach(), reaction)
    }

    /// Await (27.7.5.3) of a promise that nobody has tampered with, as far as is known without a look. Otherwise false, and nothing is
    /// done.
    #[inline]
    pub fn await_intact(&mut self, awaited: Value<'_>, coroutine: Value<'_>) -> JsResult<bool> {
        let Some(p) = awaited.as_kind(CellKind::Promise) else { return Ok(false) };
        if self.ctx.intact.promise != (p.shape(), self.ctx.store.prefix.proto_epoch) {
            return Ok(false);
        }
        self.register_coroutine(p, coroutine)?;
        Ok(true)
    }

    /// Lets the settlement of `p` resume a coroutine, which is a cell.
    #[inline]
    pub fn register_coroutine(&mut self, p: Object<'_>, coroutine: Value<'_>) -> JsResult<()> {
        assert!(coroutine.is_cell() && !coroutine.is_kind(CellKind::Reaction), "a coroutine is a cell of its own");
        let (p, coroutine) = (p.detach(), coroutine.detach());
        let alone = state(p) != PromiseState::Pending || cell(p).word.get().is_undefined();
        let reaction = if alone {
            coroutine
        } else {
            self.ctx.new_reaction(p, Does::Resume, [coroutine, Value::UNDEFINED, Value::UNDEFINED])?
        };
        self.ctx.register_on(p, reaction)
    }

    /// Whether nobody has tampered with what the promise finds: `constructor` is %Promise%, which has its own `Symbol.species`, and
    /// `then` is %Promise.prototype.then%.
    pub fn is_intact_promise(&mut self, p: Object<'_>) -> JsResult<bool> {
        self.ctx.is_intact_promise(p.detach())
    }

    /// Whether nobody has tampered with what promises made now would find, as far as is known without a look.
    #[inline]
    #[must_use]
    pub fn fresh_promises_are_intact(&self) -> bool {
        self.ctx.fresh_promises_are_intact()
    }

    /// Whether the object certainly finds no `then`: of ordinary objects the usual case, told by their shape.
    pub fn lacks_then(&mut self, o: Object<'_>) -> JsResult<bool> {
        self.ctx.lacks_then(o.detach())
    }

    /// Lets promises be told apart from those that somebody has tampered with. Called once the constructor stands.
    pub fn watch_promises(&mut self, constructor: Object<'_>) {
        self.ctx.become_prototype(constructor.detach());
    }
}
