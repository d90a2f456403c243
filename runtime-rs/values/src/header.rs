//! The header of every cell, and what the layout of a kind's cells promises.

use std::cell::Cell;
use yarrow_abi::layout::CellKind;

#[repr(C)]
pub struct CellHeader {
    /// Shape of an object; other cells: a word of their own.
    pub word: Cell<u32>,
    kind: u8,
    pub flags: Cell<u8>,
    pub aux: Cell<u16>,
}

impl CellHeader {
    /// The header of a cell to be made, which gets its kind then.
    #[must_use]
    pub fn new(word: u32, flags: u8) -> CellHeader {
        CellHeader { word: Cell::new(word), kind: 0, flags: Cell::new(flags), aux: Cell::new(0) }
    }

    #[must_use]
    pub fn kind(&self) -> u8 {
        self.kind
    }

    /// Offset of the kind, which compiled code knows.
    pub(crate) const KIND_OFFSET: usize = std::mem::offset_of!(CellHeader, kind);

    /// Gives a cell its kind.
    ///
    /// # Safety
    /// `cell` is a fresh cell, to which nothing refers yet.
    pub(crate) unsafe fn set_kind(cell: *mut CellHeader, kind: u8) {
        // SAFETY: the caller's promise.
        unsafe { (*cell).kind = kind };
    }
}

/// What a cell of a kind consists of.
///
/// # Safety
/// The type is `repr(C)`, starts with a [`CellHeader`], needs no more than 8 bytes of alignment, has no destructor, and is valid with
/// all bytes zero. Each cell that [`Layout::fits`] is at least as long, and has that layout.
pub unsafe trait Layout {
    const KIND: CellKind;

    /// Whether a cell with this header has the layout.
    fn fits(header: &CellHeader) -> bool {
        header.kind() == Self::KIND as u8
    }
}
