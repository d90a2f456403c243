//! What can be held across calls into the context: values, and what is made of them.

use crate::property::NamedKey;
use crate::shape::Place;
use crate::{
    Attrs, BigInt, Chars, Descriptor, ElementType, FlatString, JsString, Object, Property, PropertyKey, RawElement,
    Symbol, Value,
};
use yarrow_abi::kinds::ErrorKind;
use yarrow_abi::layout::CellKind;

/// Something made of values that are alive for one lifetime.
pub trait Held: Cells {}

impl<T: Cells> Held for T {}

/// What a scope has to know of a held thing. Other layers cannot name it, and so neither implement it nor call it.
///
/// # Safety
/// `In<'s>` is the same type but for its lifetime, and `each_cell` shows every cell.
pub unsafe trait Cells: Copy {
    /// The same for another lifetime.
    type In<'s>;

    /// Each word of it that may name a cell.
    fn each_cell(self, f: &mut impl FnMut(u64));

    /// # Safety
    /// Its cells are alive for `'s`.
    #[inline(always)]
    unsafe fn assume_alive<'s>(self) -> Self::In<'s> {
        const { assert!(size_of::<Self>() == size_of::<Self::In<'static>>()) };
        // SAFETY: the same type but for its lifetime, which is the caller's promise.
        unsafe { std::mem::transmute_copy(&self) }
    }

    /// Without the lifetime that says how long it is alive, for what runs no JavaScript, and for code that roots by
    /// hand.
    #[inline(always)]
    fn detach(self) -> Self::In<'static> {
        // SAFETY: whoever calls this keeps it alive, which nothing checks: the runtime's own obligation.
        unsafe { self.assume_alive() }
    }
}

macro_rules! plain {
    ($($t:ty),*) => { $(
        // SAFETY: no lifetime, and no cell.
        unsafe impl Cells for $t {
            type In<'s> = $t;

            fn each_cell(self, _: &mut impl FnMut(u64)) {}
        }
    )* };
}

plain!((), bool, u16, u32, u64, i32, i64, i128, usize, f64, NamedKey, Place);

// SAFETY: one word, a cell or not.
unsafe impl Cells for Value<'_> {
    type In<'s> = Value<'s>;

    #[inline]
    fn each_cell(self, f: &mut impl FnMut(u64)) {
        if self.is_cell() {
            f(self.bits());
        }
    }
}

macro_rules! cells {
    ($($t:ident),*) => { $(
        // SAFETY: one word, which is a cell.
        unsafe impl Cells for $t<'_> {
            type In<'s> = $t<'s>;

            #[inline]
            fn each_cell(self, f: &mut impl FnMut(u64)) {
                f(self.value().bits());
            }
        }
    )* };
}

cells!(Object, JsString, Symbol, BigInt, FlatString);

// SAFETY: the string's or the symbol's cell is all it has.
unsafe impl Cells for PropertyKey<'_> {
    type In<'s> = PropertyKey<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        match self {
            PropertyKey::String(s) => s.each_cell(f),
            PropertyKey::Symbol(s) => s.each_cell(f),
            PropertyKey::Index(_) => {}
        }
    }
}

// SAFETY: its two values.
unsafe impl Cells for Property<'_> {
    type In<'s> = Property<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        self.value.each_cell(f);
        self.setter.each_cell(f);
    }
}

// SAFETY: its three values.
unsafe impl Cells for Descriptor<'_> {
    type In<'s> = Descriptor<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        for part in [self.value, self.getter, self.setter] {
            part.each_cell(f);
        }
    }
}

// SAFETY: what it is made of says it of itself.
unsafe impl<T: Cells> Cells for Option<T> {
    type In<'s> = Option<T::In<'s>>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        if let Some(held) = self {
            held.each_cell(f);
        }
    }
}

// SAFETY: likewise.
unsafe impl<A: Cells, B: Cells> Cells for (A, B) {
    type In<'s> = (A::In<'s>, B::In<'s>);

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        self.0.each_cell(f);
        self.1.each_cell(f);
    }
}

/// What storage is given: the same without the lifetimes. It holds nothing longer than the call lasts.
pub trait Bare {
    type To;
    fn bare(self) -> Self::To;
}

impl<T: Cells> Bare for T {
    type To = T::In<'static>;
    fn bare(self) -> Self::To {
        self.detach()
    }
}

/// Implements [`Bare`] for arguments without values in them.
#[macro_export]
macro_rules! as_it_is {
    ($($t:ty),* $(,)?) => { $(
        impl $crate::held::Bare for $t {
            type To = Self;
            fn bare(self) -> Self {
                self
            }
        }
    )* };
}

as_it_is!(Attrs, CellKind, ElementType, RawElement, ErrorKind, &str, &[u8], &[u16], Chars<'_>);

impl<'a> Bare for &'a [Value<'_>] {
    type To = &'a [Value<'static>];
    fn bare(self) -> Self::To {
        // SAFETY: a value is one word whatever its lifetime is. The callee holds them no longer than the call lasts.
        unsafe { std::slice::from_raw_parts(self.as_ptr().cast(), self.len()) }
    }
}

impl<'a> Bare for &'a Descriptor<'_> {
    type To = &'a Descriptor<'static>;
    fn bare(self) -> Self::To {
        // SAFETY: the same words; the callee holds them no longer than the call lasts.
        unsafe { &*(&raw const *self).cast() }
    }
}
