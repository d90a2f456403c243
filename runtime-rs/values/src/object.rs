//! Objects, as far as their cells alone tell about them.

use crate::Value;
use crate::cell::{FunctionCell, Layout, ObjectCell};
use crate::shape::ShapeId;
use std::marker::PhantomData;
use std::ptr::NonNull;
use yarrow_abi::layout::{CellKind, INFO_NATIVE, OBJECT_INLINE};

/// An object that is alive for `'s`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Object<'s>(NonNull<ObjectCell>, PhantomData<&'s ()>);

/// The kinds of objects whose `aux` does not count internal slots, a bit for each.
const NO_INTERNAL_SLOTS: u64 = 1 << CellKind::Object as u8
    | 1 << CellKind::Function as u8
    | 1 << CellKind::Generator as u8
    | 1 << CellKind::Promise as u8;

impl std::fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Object({:p})", self.0)
    }
}

impl<'s> Object<'s> {
    /// # Safety
    /// `cell` is an object that is alive for `'s`.
    #[must_use]
    pub unsafe fn from_ptr(cell: *mut u8) -> Self {
        // SAFETY: the caller's cell is not null.
        Object(unsafe { NonNull::new_unchecked(cell.cast()) }, PhantomData)
    }

    #[must_use]
    pub fn value(self) -> Value<'s> {
        Value::from_cell(self.0.as_ptr())
    }

    #[must_use]
    pub fn address(self) -> *mut u8 {
        self.0.as_ptr().cast()
    }

    /// The part of its cell that all objects have.
    pub fn object(self) -> &'s ObjectCell {
        // SAFETY: an object is alive for its lifetime.
        unsafe { self.0.as_ref() }
    }

    /// The cell, if it has this layout.
    pub fn layout_if<L: Layout>(self) -> Option<&'s L> {
        // SAFETY: the header says that the cell has the layout, and it is alive for 's.
        L::fits(&self.object().header).then(|| unsafe { self.0.cast::<L>().as_ref() })
    }

    /// The cell by its layout.
    ///
    /// # Panics
    /// If the object has another one.
    pub fn layout<L: Layout>(self) -> &'s L {
        self.layout_if().expect("an object of the kind that the caller states")
    }

    #[must_use]
    pub fn kind_byte(self) -> u8 {
        self.object().header.kind()
    }

    #[must_use]
    pub fn is(self, kind: CellKind) -> bool {
        self.kind_byte() == kind as u8
    }

    #[must_use]
    pub fn is_callable(self) -> bool {
        self.is(CellKind::Function)
    }

    #[must_use]
    pub fn shape(self) -> ShapeId {
        self.object().header.word.get()
    }

    pub fn has_flag(self, f: u8) -> bool {
        self.object().header.flags.get() & f != 0
    }

    pub fn aux(self) -> u16 {
        self.object().header.aux.get()
    }

    fn internal_slot(self, i: usize) -> *mut u64 {
        let has = NO_INTERNAL_SLOTS & 1 << self.kind_byte() == 0;
        assert!(i < usize::from(self.aux()) && has, "internal slot {i}");
        self.address().wrapping_add(OBJECT_INLINE as usize + i * 8).cast()
    }

    fn internal_word(self, i: usize) -> u64 {
        // SAFETY: the cell has `aux` words behind the object header, which the bound was checked against.
        unsafe { self.internal_slot(i).read() }
    }

    /// Stores into internal slot `i` of an object made with so many.
    pub fn set_internal(self, i: usize, value: Value<'_>) {
        // SAFETY: as above.
        unsafe { self.internal_slot(i).write(value.bits()) };
    }
}

/// What only storage does with the cell of an object: it writes what code relies on, and reads words that no lifetime
/// guards. The layers above cannot name it, and so cannot call it.
pub trait ObjectFields {
    /// Gives the object a shape that its slots fit.
    fn set_shape(self, shape: ShapeId);

    /// Sets flags of [`crate::cell::object_flags`].
    fn set_flag(self, flags: u8);

    /// Where the elements lie.
    fn elements(self) -> *mut Value<'static>;

    fn set_elements(self, elements: *mut Value<'static>);

    /// Where the slots lie that do not lie in the object.
    fn slots(self) -> *mut Value<'static>;

    /// The cell of a Function.
    ///
    /// # Panics
    /// If the object is another one.
    fn function(&self) -> &FunctionCell;

    /// Gives a built-in the value that is its own.
    ///
    /// # Panics
    /// If the object is no built-in.
    fn set_data(self, data: Value<'_>);
}

impl ObjectFields for Object<'_> {
    fn set_shape(self, shape: ShapeId) {
        self.object().header.word.set(shape);
    }

    fn set_flag(self, flags: u8) {
        let header = &self.object().header;
        header.flags.set(header.flags.get() | flags);
    }

    fn elements(self) -> *mut Value<'static> {
        self.object().elements.get()
    }

    fn set_elements(self, elements: *mut Value<'static>) {
        self.object().elements.set(elements);
    }

    fn slots(self) -> *mut Value<'static> {
        self.object().slots.get()
    }

    fn function(&self) -> &FunctionCell {
        self.layout()
    }

    fn set_data(self, data: Value<'_>) {
        assert!(self.function_flags() & INFO_NATIVE != 0, "not a built-in");
        // SAFETY: what a cell holds lives as long as it does.
        self.function().env.set(unsafe { Value::from_bits(data.bits()) });
    }
}

impl Object<'static> {
    /// Internal slot `i` of an object made with so many.
    #[must_use]
    pub fn internal(self, i: usize) -> Value<'static> {
        // SAFETY: the slots of an object hold live values.
        unsafe { Value::from_bits(self.internal_word(i)) }
    }
}

impl<'s> Value<'s> {
    #[must_use]
    pub fn as_object(self) -> Option<Object<'s>> {
        // SAFETY: the kind says that the cell is an object.
        self.is_object().then(|| unsafe { Object::from_ptr(self.bits() as *mut u8) })
    }

    /// The object, if it is one of this kind.
    #[must_use]
    pub fn as_kind(self, kind: CellKind) -> Option<Object<'s>> {
        self.as_object().filter(|o| o.kind_byte() == kind as u8)
    }
}

impl<'s> From<Object<'s>> for Value<'s> {
    fn from(o: Object<'s>) -> Self {
        o.value()
    }
}
