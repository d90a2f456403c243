//! Scopes: stretches of the root stack, and the door through which built-ins reach the context.
//!
//! A [`Scope`] is a context on which roots of the lifetime `'s` can be made. Every value that one of its methods
//! returns is rooted in it, and so lives for `'s`. Methods that may run JavaScript, and so collect, take `&mut self`;
//! what is borrowed from `&self` cannot be held across them.
//!
//! [`Scope::inner`] opens a scope within, whose roots go when it is dropped. Loops open one for each turn, so that
//! roots never pile up:
//!
//! ```text
//! for k in 0..length {
//!     let ctx = &mut ctx.inner();
//!     let v = ctx.get(o, key)?;       // rooted until the turn ends
//!     …
//! }
//! ```
//!
//! What outlives a turn is kept in a [`Root`], which is a slot that can be written, or leaves the turn by
//! [`Inner::escape`].
//!
//! # Why it is sound
//! A scope's roots lie between the top of the root stack at its start and the top now. Nobody pops below the start
//! while `'s` lasts: an inner scope pops what it made itself; it borrows the outer one, which cannot be used meanwhile.
//! A slot is never overwritten while a value relies on it: [`Root::get`] roots what it reads once more. Objects do not
//! move, so the word that was read stays right.

mod arrays;
mod bytes;
mod clock;
mod compiled;
mod entry;
mod errors;
mod forward;
mod hosts;
mod lists;
mod properties;
mod statistics;
mod strings;
mod tables;
mod tasks;
mod text;
mod timers;
mod units;
mod weak;
mod whole;

pub use entry::word_of;
pub use lists::{Keys, List};
pub use tables::Part;
pub use weak::Finalised;
pub(crate) use yarrow_values::held::Cells;
pub use yarrow_values::held::Held;

pub use crate::context::Scope;
use crate::context::{Context, Known};
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use yarrow_values::{RootMark, Value};

/// A scope within another, until it is dropped.
pub struct Inner<'i, 's> {
    outer: &'i mut Scope<'s>,
    mark: RootMark,
}

/// A slot of the root stack that can be written, for what changes from turn to turn of a loop.
#[derive(Clone, Copy)]
pub struct Root<'s> {
    slot: *mut u64,
    scope: PhantomData<fn(&'s ()) -> &'s ()>,
}

impl Context {
    /// Runs `f` with a scope of its own, and releases what it rooted.
    pub fn enter<R>(&mut self, f: impl for<'s> FnOnce(&mut Scope<'s>) -> R) -> R {
        let mark = self.store.root_mark();
        // SAFETY: the scope is `f`'s alone, and what it roots is released only after it.
        let result = f(unsafe { Scope::on(self) });
        self.store.release_roots(mark);
        result
    }
}

impl<'s> Scope<'s> {
    /// A scope on the top of the root stack.
    ///
    /// # Safety
    /// Until `'s` ends, nobody releases roots made after this call but scopes within this one.
    pub(crate) unsafe fn on<'a>(ctx: &'a mut Context) -> &'a mut Scope<'s> {
        // SAFETY: a scope is a context by its layout.
        unsafe { &mut *(&raw mut *ctx).cast::<Scope<'s>>() }
    }

    /// A scope through which a context can be looked at.
    pub(crate) fn look(ctx: &Context) -> &Scope<'static> {
        // SAFETY: a scope is a context by its layout; nothing is rooted through a shared one.
        unsafe { &*(&raw const *ctx).cast() }
    }

    /// Roots what is alive now.
    pub(crate) fn keep<T: Cells>(&mut self, bare: T) -> T::In<'s> {
        bare.each_cell(&mut |word| self.ctx.store.push_root(word));
        // SAFETY: all of its cells were rooted in this scope.
        unsafe { bare.assume_alive() }
    }

    /// A scope for the values of one turn of a loop, or of one step.
    pub fn inner(&mut self) -> Inner<'_, 's> {
        let mark = self.ctx.store.root_mark();
        Inner { outer: self, mark }
    }

    /// A slot that can be written, holding `value` for now.
    pub fn slot(&mut self, value: Value<'_>) -> Root<'s> {
        Root { slot: self.ctx.store.push_slot(value.bits()), scope: PhantomData }
    }
}

impl<'s> Deref for Scope<'s> {
    type Target = Known<'s>;

    fn deref(&self) -> &Known<'s> {
        // What is known lives as long as the context, and so longer than any scope.
        &self.ctx.known
    }
}

impl<'s> Inner<'_, 's> {
    /// Ends the scope and roots a value of it in the outer one.
    pub fn escape<T: Held>(self, value: T) -> T::In<'s> {
        let mut inner = std::mem::ManuallyDrop::new(self);
        let mark = inner.mark;
        inner.outer.ctx.store.release_roots(mark);
        // Nothing collects between the release and this.
        inner.outer.keep(value)
    }
}

impl Drop for Inner<'_, '_> {
    fn drop(&mut self) {
        self.outer.ctx.store.release_roots(self.mark);
    }
}

impl<'i> Deref for Inner<'i, '_> {
    type Target = Scope<'i>;

    fn deref(&self) -> &Scope<'i> {
        // SAFETY: scopes differ in their brand alone.
        unsafe { &*(&raw const *self.outer).cast::<Scope<'i>>() }
    }
}

impl<'i> DerefMut for Inner<'i, '_> {
    fn deref_mut(&mut self) -> &mut Scope<'i> {
        // SAFETY: scopes differ in their brand alone. What is rooted through this one is released when `self` is
        // dropped; a value of it that lives on, until 'i ends, keeps the outer scope borrowed, and without that one
        // nothing collects.
        unsafe { &mut *(&raw mut *self.outer).cast::<Scope<'i>>() }
    }
}

impl Root<'_> {
    /// The value in the slot now, rooted in the scope that asks.
    pub fn get<'i>(self, ctx: &mut Scope<'i>) -> Value<'i> {
        // SAFETY: the slot lasts for the scope it was made in, and holds a live value.
        ctx.keep(unsafe { Value::from_bits(self.slot.read()) })
    }

    /// Writes the slot.
    pub fn set(self, value: Value<'_>) {
        // SAFETY: the slot lasts for the scope it was made in. Nobody relies on what it held: see `get`.
        unsafe { self.slot.write(value.bits()) };
    }
}
