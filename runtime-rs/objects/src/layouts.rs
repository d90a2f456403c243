//! The cells of layouts that compiled code assumes of objects, and what fills them. None of it runs JavaScript.

use crate::bare::Object;
use crate::context::Context;
use crate::shape::{Place, ShapeId};
use crate::values::FlatString;
use std::mem::offset_of;
use yarrow_abi::layout as abi;
use yarrow_abi::layout::{CellKind, LAYOUT_FIELDS, LAYOUT_NO_SHAPE, LAYOUT_SHAPES, LAYOUT_SIZE, OBJECT_INLINE};

/// So many times a cell learns: objects that keep changing shape make guards fail, and learning costs time.
const MOST_CHANGES: u32 = 64;

/// See [`abi::LAYOUT_SHAPES`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct LayoutCell {
    shapes: [ShapeId; LAYOUT_SHAPES],
    changes: u32,
    offsets: [u32; LAYOUT_FIELDS],
}

const _: () = {
    assert!(size_of::<LayoutCell>() == LAYOUT_SIZE);
    assert!(offset_of!(LayoutCell, shapes) == 0);
    assert!(offset_of!(LayoutCell, changes) == abi::LAYOUT_LEARNED);
    assert!(offset_of!(LayoutCell, offsets) == abi::LAYOUT_OFFSETS);
};

/// A property that a layout asks for.
#[derive(Clone, Copy)]
pub struct Wanted<'v> {
    pub name: FlatString<'v>,
    pub written: bool,
}

impl LayoutCell {
    /// Shapes with the same offsets stand side by side, the last one in front.
    fn learn(&mut self, shape: ShapeId, offsets: &[u32]) -> bool {
        if self.shapes.contains(&shape) || self.changes >= MOST_CHANGES {
            return false;
        }
        self.changes += 1;
        let known = &mut self.offsets[..offsets.len()];
        if known == offsets {
            self.shapes.rotate_right(1);
        } else {
            known.copy_from_slice(offsets);
            self.shapes = [LAYOUT_NO_SHAPE; LAYOUT_SHAPES];
        }
        self.shapes[0] = shape;
        true
    }
}

impl Context {
    /// Has the cell know the shape of an object that has all these properties in itself; returns whether that is news.
    pub(crate) fn learn_layout<'n>(
        &self,
        o: Object,
        wanted: impl Iterator<Item = Wanted<'n>>,
        cell: &mut LayoutCell,
    ) -> bool {
        let id = o.shape();
        let shape = self.store.shapes.get(id);
        if !o.is(CellKind::Object) || shape.dictionary.is_some() {
            return false;
        }
        let mut offsets = [0; LAYOUT_FIELDS];
        let mut count = 0;
        for (offset, field) in offsets.iter_mut().zip(wanted) {
            let Some(Place { slot, attrs }) = self.store.shapes.lookup(id, field.name.into()) else { return false };
            let fits =
                slot < u32::from(shape.inline_cap) && !attrs.is_accessor() && (!field.written || attrs.writable());
            if !fits {
                return false;
            }
            *offset = OBJECT_INLINE as u32 + slot * 8;
            count += 1;
        }
        cell.learn(id, &offsets[..count])
    }
}
