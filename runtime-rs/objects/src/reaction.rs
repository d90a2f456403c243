//! The cells of promises and of their reactions, as they are read: states, handlers, what waits.

use crate::cell::{PromiseCell, ReactionCell};
use crate::realms::RealmId;
use crate::scope::Cells;
use crate::values::{Object, Value};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PromiseState {
    Pending,
    Fulfilled,
    Rejected,
}

/// How a promise settles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Settlement {
    Fulfilled,
    Rejected,
}

// What `aux` of a promise says.
pub(crate) const FULFILLED: u16 = 1;
pub(crate) const REJECTED: u16 = 2;
/// `[[PromiseIsHandled]]`
pub(crate) const HANDLED: u16 = 4;
/// Its rejection was reported as unhandled.
pub(crate) const REPORTED: u16 = 8;
/// It is the host's to resolve, which has not done so.
pub(crate) const HOSTS: u16 = 16;
/// One of its first pair of resolving functions was called.
pub(crate) const RESOLVED: u16 = 32;

/// What a reaction does, in its `flags`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Does {
    /// Calls a handler and settles the capability.
    Then = 0,
    /// Resumes the coroutine in `on_fulfilled`.
    Resume = 1,
}

/// A PromiseReaction record (27.2.1.2), for both ways to settle.
#[derive(Clone, Copy)]
pub struct Reaction<'s>(Value<'s>);

impl<'s> Reaction<'s> {
    /// A value that is a reaction.
    pub(crate) fn of(v: Value<'s>) -> Reaction<'s> {
        Reaction(v)
    }

    pub(crate) fn value(self) -> Value<'s> {
        self.0
    }

    fn cell(self) -> &'s ReactionCell {
        self.0.layout().expect("a reaction")
    }

    /// The handler of this settlement; `undefined` if there is none.
    #[must_use]
    pub fn handler(self, settlement: Settlement) -> Value<'s> {
        match settlement {
            Settlement::Fulfilled => self.cell().on_fulfilled,
            Settlement::Rejected => self.cell().on_rejected,
        }
    }

    /// What the completion settles: a promise, the value of a list of a promise and the functions that settle it, or `undefined`.
    #[must_use]
    pub fn capability(self) -> Value<'s> {
        self.cell().capability
    }

    /// The realm that registered it.
    #[must_use]
    pub fn realm(self) -> RealmId {
        RealmId(self.cell().header.aux.get())
    }
}

// SAFETY: one word, the cell.
unsafe impl Cells for Reaction<'_> {
    type In<'s> = Reaction<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        self.0.each_cell(f);
    }
}

pub(crate) fn cell<'a>(p: Object<'a>) -> &'a PromiseCell {
    p.layout()
}

pub(crate) fn bits(p: Object<'_>) -> u16 {
    cell(p).object.header.aux.get()
}

pub(crate) fn set_bits(p: Object<'_>, more: u16) {
    cell(p).object.header.aux.set(bits(p) | more);
}

pub(crate) fn state(p: Object<'_>) -> PromiseState {
    match bits(p) & (FULFILLED | REJECTED) {
        0 => PromiseState::Pending,
        FULFILLED => PromiseState::Fulfilled,
        _ => PromiseState::Rejected,
    }
}

/// Whether a rejected promise has no handler and was not reported.
pub(crate) fn wants_report(p: Object<'_>) -> bool {
    bits(p) & (HANDLED | REPORTED) == 0
}

pub(crate) fn note_reported(p: Object<'_>) {
    set_bits(p, REPORTED);
}

/// What waits for a pending promise by `await`, if nothing else does.
pub(crate) fn waiting_coroutine<'a>(p: Object<'a>) -> Option<Value<'a>> {
    if state(p) != PromiseState::Pending {
        return None;
    }
    let reaction = cell(p).word.get();
    match reaction.layout::<ReactionCell>() {
        None => reaction.is_cell().then_some(reaction),
        Some(r) if r.header.flags.get() == Does::Resume as u8 && !r.next.get().is_cell() => Some(r.on_fulfilled),
        Some(_) => None,
    }
}
