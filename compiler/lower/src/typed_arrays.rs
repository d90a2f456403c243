//! Elements of TypedArrays, inline for the element types that most programs use, where the array and its buffer have a fixed length.
//! All else is the runtime's.

use crate::facts::Kinds;
use crate::fast_calls::narrow;
use crate::function::{Join, Lowering};
use yarrow_abi::element_type::ElementType;
use yarrow_abi::layout::{
    BUFFER_DETACHED, CELL_FLAGS, CellKind, TYPED_ARRAY_BUFFER, TYPED_ARRAY_DATA, TYPED_ARRAY_ELEMENT,
    TYPED_ARRAY_LENGTH,
};
use yarrow_lir::{BinOp, Block, Hint, IntCc, MemType, Region, Type, UnOp, VReg};

/// An element of an array whose type is not known before it runs.
struct Element {
    /// An [`ElementType`].
    ty: VReg,
    data: VReg,
    index: VReg,
}

impl Lowering<'_, '_> {
    /// `object[index]` of an object that may be a TypedArray: arrives with the element, or leaves for `away`.
    pub fn get_typed_element(&mut self, object: VReg, index: VReg, join: &mut Join, away: Block) {
        let element = self.typed_element(object, index, away);
        self.if_element(&element, ElementType::Float64, ElementType::Float64, |me| {
            let at = me.element_address(&element, ElementType::Float64);
            let d = me.b.load(MemType::F64, Region::Elements, at, 0);
            let d = me.without_foreign_nan(d);
            let v = me.box_f64(d);
            me.arrive(join, v);
        });
        let i = self.small_element(&element, away);
        let v = self.box_i32(i);
        self.arrive(join, v);
    }

    /// An element that is an integer of 32 bits; leaves for `away` where it is of another type.
    fn small_element(&mut self, element: &Element, away: Block) -> VReg {
        let mut join = self.join(Type::I32);
        self.if_element(element, ElementType::Uint8, ElementType::Uint8Clamped, |me| {
            let at = me.element_address(element, ElementType::Uint8);
            let i = me.b.load(MemType::U8, Region::Elements, at, 0);
            me.arrive(&mut join, i);
        });
        self.if_element(element, ElementType::Int32, ElementType::Int32, |me| {
            let at = me.element_address(element, ElementType::Int32);
            let i = me.b.load(MemType::I32, Region::Elements, at, 0);
            me.arrive(&mut join, i);
        });
        self.b.jump(away);
        self.close(join)
    }

    /// The same as an f64, which arrives.
    pub fn get_typed_f64(&mut self, object: VReg, index: VReg, join: &mut Join, away: Block) {
        let element = self.typed_element(object, index, away);
        self.if_element(&element, ElementType::Float64, ElementType::Float64, |me| {
            let at = me.element_address(&element, ElementType::Float64);
            let d = me.b.load(MemType::F64, Region::Elements, at, 0);
            let d = me.without_foreign_nan(d);
            me.arrive(join, d);
        });
        let i = self.small_element(&element, away);
        let d = self.b.un(UnOp::I32ToF64, i);
        self.arrive(join, d);
    }

    /// `object[index] = value` of a cell that may be a TypedArray: arrives with the value, or leaves for `away` before anything is
    /// stored. Numbers are converted as they are stored; what is no number takes the runtime.
    pub fn set_typed_element(
        &mut self,
        object: VReg,
        index: VReg,
        (value, kinds): (VReg, Kinds),
        join: &mut Join,
        away: Block,
    ) {
        let element = self.typed_element(object, index, away);
        self.leave_unless_number(value, kinds, away);
        let kinds = narrow(kinds);
        self.if_element(&element, ElementType::Float64, ElementType::Float64, |me| {
            let d = me.number_to_f64(value, kinds);
            let at = me.element_address(&element, ElementType::Float64);
            me.b.store(MemType::F64, Region::Elements, at, 0, d);
            me.arrive(join, value);
        });
        self.if_element(&element, ElementType::Int8, ElementType::Uint8, |me| {
            let i = me.number_to_i32(value, kinds);
            let at = me.element_address(&element, ElementType::Uint8);
            me.b.store(MemType::U8, Region::Elements, at, 0, i);
            me.arrive(join, value);
        });
        self.if_element(&element, ElementType::Int32, ElementType::Uint32, |me| {
            let i = me.number_to_i32(value, kinds);
            let at = me.element_address(&element, ElementType::Int32);
            me.b.store(MemType::I32, Region::Elements, at, 0, i);
            me.arrive(join, value);
        });
        self.b.jump(away);
    }

    /// Leaves for `away` unless the object is a TypedArray that compiled code may reach into, with an element at `index`.
    fn typed_element(&mut self, object: VReg, index: VReg, away: Block) -> Element {
        let kind = self.cell_kind(object);
        let typed = self.b.icmp_imm(IntCc::Eq, kind, CellKind::TypedArray as u64);
        self.b.leave_unless(typed, away);
        let length = self.b.load(MemType::I32, Region::Header, object, TYPED_ARRAY_LENGTH);
        let inside = self.b.icmp(IntCc::Ult, index, length);
        self.b.leave_unless(inside, away);
        let buffer = self.b.load(MemType::I64, Region::Header, object, TYPED_ARRAY_BUFFER);
        let flags = self.b.load(MemType::U8, Region::Header, buffer, CELL_FLAGS);
        let detached = self.b.bin_imm(BinOp::And, flags, BUFFER_DETACHED.into());
        self.b.leave_if(detached, away);
        let data = self.b.load(MemType::I64, Region::Header, object, TYPED_ARRAY_DATA);
        let ty = self.b.load(MemType::U8, Region::Header, object, TYPED_ARRAY_ELEMENT);
        Element { ty, data, index }
    }

    /// Does `path`, which arrives somewhere, if the element's type is one from `first` to `last`; goes on here otherwise.
    fn if_element(&mut self, element: &Element, first: ElementType, last: ElementType, path: impl FnOnce(&mut Self)) {
        let (here, other) = (self.b.new_block(), self.b.new_block());
        let is = if first == last {
            self.b.icmp_imm(IntCc::Eq, element.ty, first as u64)
        } else {
            let from_first = self.b.bin_imm(BinOp::Sub, element.ty, first as u64);
            self.b.icmp_imm(IntCc::Ule, from_first, last as u64 - first as u64)
        };
        self.b.branch(is, here, other, Hint::Other);
        let marker = self.marker;
        self.b.switch_to(here);
        path(self);
        self.marker = marker;
        self.b.switch_to(other);
    }

    fn element_address(&mut self, element: &Element, ty: ElementType) -> VReg {
        let wide = self.b.un(UnOp::Zext, element.index);
        let bytes = self.b.bin_imm(BinOp::Shl, wide, ty.size().trailing_zeros().into());
        self.b.bin(BinOp::Add, element.data, bytes)
    }
}
