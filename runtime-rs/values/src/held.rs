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

/// What a scope has to know of a held thing. Other crates cannot name it, and so neither implement it nor call it.
pub trait Cells: Copy {
    /// The same for another lifetime.
    type In<'s>;

    /// Each word of it that may name a cell.
    fn each_cell(self, f: &mut impl FnMut(u64));

    /// # Safety
    /// Its cells are alive for `'s`.
    unsafe fn assume_alive<'s>(self) -> Self::In<'s>;

    /// Without the lifetime that says how long it is alive, for what runs no JavaScript, and for code that roots by
    /// hand.
    fn detach(self) -> Self::In<'static> {
        // SAFETY: whoever calls this keeps it alive, which nothing checks: the core's own obligation.
        unsafe { self.assume_alive() }
    }
}

macro_rules! plain {
    ($($t:ty),*) => { $(
        impl Cells for $t {
            type In<'s> = $t;

            fn each_cell(self, _: &mut impl FnMut(u64)) {}

            unsafe fn assume_alive<'s>(self) -> Self::In<'s> {
                self
            }
        }
    )* };
}

plain!((), bool, u16, u32, u64, i32, i64, i128, usize, f64, NamedKey, Place);

impl Cells for Value<'_> {
    type In<'s> = Value<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        if self.is_cell() {
            f(self.bits());
        }
    }

    unsafe fn assume_alive<'s>(self) -> Value<'s> {
        // SAFETY: the caller's promise.
        unsafe { Value::from_bits(self.bits()) }
    }
}

macro_rules! cells {
    ($($t:ident by $from:expr),* $(,)?) => { $(
        impl Cells for $t<'_> {
            type In<'s> = $t<'s>;

            fn each_cell(self, f: &mut impl FnMut(u64)) {
                f(self.value().bits());
            }

            unsafe fn assume_alive<'s>(self) -> $t<'s> {
                // SAFETY: the caller's promise, and the kind stays the same.
                unsafe { $from(self.value().bits() as *mut u8) }
            }
        }
    )* };
}

cells! {
    Object by Object::from_ptr,
    JsString by JsString::from_ptr,
    Symbol by Symbol::from_ptr,
    BigInt by BigInt::from_ptr,
    FlatString by |cell| FlatString::from_string(JsString::from_ptr(cell)),
}

impl Cells for PropertyKey<'_> {
    type In<'s> = PropertyKey<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        match self {
            PropertyKey::String(s) => s.each_cell(f),
            PropertyKey::Symbol(s) => s.each_cell(f),
            PropertyKey::Index(_) => {}
        }
    }

    unsafe fn assume_alive<'s>(self) -> PropertyKey<'s> {
        // SAFETY: the caller's promise.
        unsafe {
            match self {
                PropertyKey::String(s) => PropertyKey::String(s.assume_alive()),
                PropertyKey::Symbol(s) => PropertyKey::Symbol(s.assume_alive()),
                PropertyKey::Index(i) => PropertyKey::Index(i),
            }
        }
    }
}

impl Cells for Property<'_> {
    type In<'s> = Property<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        self.value.each_cell(f);
        self.setter.each_cell(f);
    }

    unsafe fn assume_alive<'s>(self) -> Property<'s> {
        // SAFETY: the caller's promise.
        unsafe { Property { attrs: self.attrs, value: self.value.assume_alive(), setter: self.setter.assume_alive() } }
    }
}

impl Cells for Descriptor<'_> {
    type In<'s> = Descriptor<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        for part in [self.value, self.getter, self.setter] {
            part.each_cell(f);
        }
    }

    unsafe fn assume_alive<'s>(self) -> Descriptor<'s> {
        // SAFETY: the caller's promise.
        unsafe {
            Descriptor {
                value: self.value.assume_alive(),
                getter: self.getter.assume_alive(),
                setter: self.setter.assume_alive(),
                writable: self.writable,
                enumerable: self.enumerable,
                configurable: self.configurable,
            }
        }
    }
}

impl<T: Cells> Cells for Option<T> {
    type In<'s> = Option<T::In<'s>>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        if let Some(held) = self {
            held.each_cell(f);
        }
    }

    unsafe fn assume_alive<'s>(self) -> Option<T::In<'s>> {
        // SAFETY: the caller's promise.
        self.map(|held| unsafe { held.assume_alive() })
    }
}

impl<A: Cells, B: Cells> Cells for (A, B) {
    type In<'s> = (A::In<'s>, B::In<'s>);

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        self.0.each_cell(f);
        self.1.each_cell(f);
    }

    unsafe fn assume_alive<'s>(self) -> (A::In<'s>, B::In<'s>) {
        // SAFETY: the caller's promise.
        unsafe { (self.0.assume_alive(), self.1.assume_alive()) }
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

macro_rules! as_it_is {
    ($($t:ty),*) => { $(
        impl Bare for $t {
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
