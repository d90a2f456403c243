//! The header of every cell.

#[repr(C)]
pub struct CellHeader {
    /// Shape of an object; other cells: a word of their own.
    pub word: u32,
    pub kind: u8,
    pub flags: u8,
    pub aux: u16,
}
