//! The context for code that cannot root values: entries that do not know where their caller's frame ends.

use crate::context::{Context, Scope};
use crate::expect::{expect_generator, expect_object};
use crate::ic::{AllocCache, GetCache, SetCache, with_cache};
use crate::layouts::{LayoutCell, Wanted};
use crate::private_cache::PrivateCache;
use crate::scope::Cells;
use crate::throw::JsResult;
use crate::values::held::Bare;
use crate::values::{FlatString, Object, Value};
use std::cell::Cell;
use std::marker::PhantomData;
use yarrow_abi::layout::FunctionInfo;

/// A context whose storage alone can be used, for as long as `'s`. Nothing here runs JavaScript or collects, so what is
/// alive stays so for `'s`, and nothing is put on the root stack, of which nobody knows the top. The one error that it
/// throws is that of the heap's limit, which exists already.
#[repr(transparent)]
pub struct Storage<'s> {
    ctx: Context,
    /// Neither longer nor shorter.
    brand: PhantomData<fn(&'s ()) -> &'s ()>,
}

impl Storage<'_> {
    /// Runs `f` on the storage of a context, with values.
    ///
    /// # Safety
    /// A valid context that nothing else borrows, and values that are alive.
    #[inline(always)]
    pub unsafe fn of<const N: usize, R>(
        ctx: *mut Context,
        words: [u64; N],
        f: impl for<'s> FnOnce(&mut Storage<'s>, [Value<'s>; N]) -> R,
    ) -> R {
        // SAFETY: the caller's promise; a storage is a context by its layout. Nothing dies while `f` runs.
        unsafe { f(&mut *ctx.cast(), words.map(|w| Value::from_bits(w))) }
    }
}

impl<'s> Storage<'s> {
    /// The global object.
    #[must_use]
    pub fn global(&self) -> Object<'s> {
        self.ctx.known.global
    }

    /// The prototype that the shape shows.
    #[must_use]
    pub fn prototype_of(&self, o: Object<'s>) -> Value<'s> {
        self.ctx.store.prototype_of(o.detach())
    }

    /// What `typeof` shows.
    #[must_use]
    pub fn type_of(&self, v: Value<'s>) -> Value<'s> {
        self.ctx.type_of(v.detach()).value()
    }

    /// Is it the current realm's %eval%?
    #[must_use]
    pub fn is_intrinsic_eval(&self, v: Value<'s>) -> bool {
        Scope::look(&self.ctx).is_intrinsic_eval(v)
    }

    /// ToBoolean (7.1.2)
    #[must_use]
    pub fn to_boolean(&self, v: Value<'s>) -> bool {
        Scope::look(&self.ctx).to_boolean(v)
    }

    /// IsStrictlyEqual (7.2.15)
    pub fn strict_equals(&mut self, a: Value<'s>, b: Value<'s>) -> bool {
        self.ctx.strict_equals(a.detach(), b.detach())
    }

    /// Stores to a receiver whose shape the cache knows; returns whether it did.
    #[must_use]
    #[inline]
    pub fn store_cached(&mut self, base: Value<'s>, value: Value<'s>, site: &Cell<SetCache>) -> bool {
        with_cache(site, |cache| self.ctx.store_cached(base.detach(), value.detach(), cache))
    }

    /// The value that the table of all sites has for a property of an object; `None` as well where the site should learn it.
    #[inline(always)]
    pub fn known_property(&mut self, base: Value<'s>, key: Value<'s>, site: &Cell<GetCache>) -> Option<Value<'s>> {
        let o = base.as_object()?.detach();
        with_cache(site, |cache| self.ctx.known_property(o, key.detach(), cache))
    }

    /// The value that the table of all sites has for a property of an object.
    #[inline(always)]
    pub fn known_to_all(&self, base: Value<'s>, key: Value<'s>) -> Option<Value<'s>> {
        self.ctx.known_to_all(base.as_object()?.detach(), key.detach())
    }

    /// The data property of an object or of its prototypes that is read without running code, for the cache to know.
    pub fn data_property(&mut self, base: Value<'s>, key: FlatString<'s>, site: &Cell<GetCache>) -> Option<Value<'s>> {
        let o = base.as_object()?.detach();
        if !Scope::look(&self.ctx).is_plain_name(key) {
            return None;
        }
        // An error of the heap's limit comes again where the property is read in earnest.
        with_cache(site, |cache| self.ctx.learn_get(base.detach(), o, key.detach(), cache)).ok().flatten()
    }

    /// Has the cell of a layout know the object, if it has all these properties in itself; returns whether that is news.
    pub fn learn_layout(
        &self,
        v: Value<'s>,
        wanted: impl Iterator<Item = Wanted<'s>>,
        cell: &Cell<LayoutCell>,
    ) -> bool {
        v.as_object().is_some_and(|o| with_cache(cell, |cell| self.ctx.learn_layout(o.detach(), wanted, cell)))
    }

    /// The private member that the cache has.
    #[must_use]
    #[inline]
    pub fn private_hit(&self, v: Value<'s>, name: Value<'s>, site: &Cell<PrivateCache>) -> Option<Value<'s>> {
        with_cache(site, |cache| self.ctx.private_hit(v.detach(), name.detach(), cache))
    }

    /// Writes the private member where the cache knows it; returns whether it did.
    #[must_use]
    #[inline]
    pub fn private_store(
        &mut self,
        v: Value<'s>,
        name: Value<'s>,
        value: Value<'s>,
        site: &Cell<PrivateCache>,
    ) -> bool {
        with_cache(site, |cache| self.ctx.private_store(v.detach(), name.detach(), value.detach(), cache))
    }

    /// Adds the private member where the cache knows the shape; returns whether it did.
    #[must_use]
    #[inline]
    pub fn private_add(&mut self, v: Value<'s>, name: Value<'s>, value: Value<'s>, site: &Cell<PrivateCache>) -> bool {
        with_cache(site, |cache| self.ctx.private_add(v.detach(), name.detach(), value.detach(), cache))
    }

    /// An environment of so many slots, each `undefined`.
    pub fn new_environment(&mut self, slots: u32) -> JsResult<Value<'s>> {
        Ok(self.ctx.store.new_environment(slots)?)
    }

    /// A closure of compiled code.
    ///
    /// # Safety
    /// `code` is a function of the calling convention, `info` outlives the context.
    pub unsafe fn new_closure(
        &mut self,
        code: *const u8,
        info: *const FunctionInfo,
        env: Value<'s>,
    ) -> JsResult<Object<'s>> {
        // SAFETY: the caller's promise.
        unsafe { self.ctx.new_closure(code, info, env.detach()) }
    }

    /// The object of a literal, filling the cache, if there is one.
    pub fn new_literal(&mut self, inline_cap: u32, site: Option<&Cell<AllocCache>>) -> JsResult<Object<'s>> {
        let inline_cap = inline_cap.min(u32::from(u16::MAX)) as u16;
        match site {
            Some(site) => with_cache(site, |cache| self.ctx.new_literal(inline_cap, cache)),
            None => self.ctx.new_object_sized(self.ctx.intrinsics.object_prototype.value(), inline_cap),
        }
    }

    /// An array of these values (a HOLE makes a hole).
    pub fn new_array(&mut self, values: &[Value<'s>]) -> JsResult<Object<'s>> {
        self.ctx.new_array(values.bare())
    }

    /// An empty array with room for `cap` elements.
    pub fn new_array_with_capacity(&mut self, cap: u32) -> JsResult<Object<'s>> {
        self.ctx.new_array_with_capacity(cap)
    }

    /// Appends to an array of a literal.
    pub fn array_push(&mut self, array: Value<'s>, value: Value<'s>) -> JsResult<()> {
        let array = expect_object(array).detach();
        let i = array.array_length();
        // No heap has room for so many.
        if i == u32::MAX {
            return Err(self.ctx.throw_out_of_memory());
        }
        self.ctx.store_element(array, i, value.detach())?;
        array.set_array_length(i + 1);
        Ok(())
    }

    /// An unmapped arguments object (10.4.4.6).
    pub fn new_arguments(&mut self, values: &[Value<'s>]) -> JsResult<Object<'s>> {
        self.ctx.new_arguments(values.bare())
    }

    /// Makes an arguments object the mapped one of `callee`: see [`Scope::map_arguments`].
    pub fn map_arguments(&mut self, o: Value<'s>, env: Value<'s>, callee: Value<'s>, count: u32) -> JsResult<()> {
        self.ctx.map_arguments(expect_object(o).detach(), env.detach(), callee.detach(), count)
    }

    /// `{ value, done }`.
    pub fn new_iter_result(&mut self, value: Value<'s>, done: bool) -> JsResult<Object<'s>> {
        self.ctx.new_iter_result(value.detach(), done)
    }

    /// The result object for what a resumption of compiled code just answered.
    pub fn generator_result(&mut self, g: Value<'s>, value: Value<'s>) -> JsResult<Value<'s>> {
        if let Some(result) = crate::generator::raw_result(value) {
            return Ok(result);
        }
        let done = Scope::look(&self.ctx).generator_is_done(expect_generator(g));
        Ok(self.new_iter_result(value, done)?.value())
    }

    /// The completion value that the last `yield*` step left.
    pub fn take_delegate_result(&mut self) -> Value<'s> {
        std::mem::replace(&mut self.ctx.delegate_result, Value::UNDEFINED)
    }

    /// A fresh private name.
    pub fn new_private_name(&mut self, description: Value<'s>) -> JsResult<Value<'s>> {
        Ok(self.ctx.store.new_private_name(description.detach())?.value())
    }

    /// A module namespace over globals of an instance: (string index, global index) pairs.
    ///
    /// # Safety
    /// `instance` is an instance of this context, and the indices lie in it.
    pub unsafe fn new_namespace(&mut self, entries: &[(u32, u32)], instance: *mut u64) -> JsResult<Object<'s>> {
        // SAFETY: the caller's promise.
        unsafe { self.ctx.new_namespace(entries, instance) }
    }
}
