//! Large cells: a `calloc` each, with a header of two words before the cell.

use std::alloc::Layout;

const HEADER: usize = 16;

#[repr(C)]
struct Header {
    size: usize,
    marked: u32,
    /// Its place in the list.
    index: u32,
}

#[derive(Default)]
pub(crate) struct LargeCells {
    cells: Vec<*mut u8>,
}

fn layout(size: usize) -> Option<Layout> {
    Layout::from_size_align(size.checked_add(HEADER)?, 16).ok()
}

fn header(cell: *mut u8) -> *mut Header {
    cell.wrapping_sub(HEADER).cast()
}

/// Marks a large cell; returns its size if it was not marked before.
///
/// # Safety
/// `cell` is a large cell of a living heap.
pub(crate) unsafe fn mark(cell: *mut u8) -> Option<usize> {
    // SAFETY: every large cell has its header before it.
    unsafe {
        let h = header(cell);
        if (*h).marked != 0 {
            return None;
        }
        (*h).marked = 1;
        Some((*h).size)
    }
}

/// # Safety
/// `cell` is a large cell of a living heap.
pub(crate) unsafe fn is_marked(cell: *mut u8) -> bool {
    // SAFETY: every large cell has its header before it.
    unsafe { (*header(cell)).marked != 0 }
}

impl LargeCells {
    /// Zeroed memory, or null.
    pub(crate) fn alloc(&mut self, size: usize) -> *mut u8 {
        let Some(layout) = layout(size) else { return std::ptr::null_mut() };
        // SAFETY: the size is not zero; the header lies in the allocation.
        unsafe {
            let base = std::alloc::alloc_zeroed(layout);
            if base.is_null() {
                return base;
            }
            let cell = base.add(HEADER);
            (*header(cell)).size = size;
            (*header(cell)).index = self.cells.len() as u32;
            self.cells.push(cell);
            cell
        }
    }

    /// Gives a large cell so many bytes, more than it has: where it lies then. What is new in it is not initialised. Null, and
    /// nothing done, if there is no memory.
    ///
    /// # Safety
    /// `cell` is in use, and is used by nobody under its former address, if that is another.
    pub(crate) unsafe fn grow(&mut self, cell: *mut u8, size: usize) -> *mut u8 {
        // SAFETY: the caller's promise. The layouts are those of the allocation before and after.
        unsafe {
            let (Some(before), Some(after)) = (layout((*header(cell)).size), layout(size)) else {
                return std::ptr::null_mut();
            };
            let base = std::alloc::realloc(cell.sub(HEADER), before, after.size());
            if base.is_null() {
                return base;
            }
            let cell = base.add(HEADER);
            (*header(cell)).size = size;
            self.cells[(*header(cell)).index as usize] = cell;
            cell
        }
    }

    pub(crate) fn clear_marks(&mut self) {
        for &cell in &self.cells {
            // SAFETY: the list holds living large cells.
            unsafe { (*header(cell)).marked = 0 };
        }
    }

    /// Frees what is not marked.
    pub(crate) fn sweep(&mut self) {
        let mut kept = 0;
        self.cells.retain(|&cell| {
            // SAFETY: the list holds living large cells; a dead one leaves the list here.
            unsafe {
                if (*header(cell)).marked != 0 {
                    (*header(cell)).index = kept;
                    kept += 1;
                    return true;
                }
                free(cell);
                false
            }
        });
    }
}

/// Bytes of a large cell.
///
/// # Safety
/// `cell` is a large cell of a living heap.
pub(crate) unsafe fn size_of(cell: *const u8) -> usize {
    // SAFETY: every large cell has its header before it.
    unsafe { (*header(cell.cast_mut())).size }
}

/// # Safety
/// `cell` is in use and is not used afterwards.
unsafe fn free(cell: *mut u8) {
    // SAFETY: the caller gives up the cell; its layout is what it was allocated with.
    unsafe {
        if let Some(layout) = layout((*header(cell)).size) {
            std::alloc::dealloc(cell.sub(HEADER), layout);
        }
    }
}

impl Drop for LargeCells {
    fn drop(&mut self) {
        for &cell in &self.cells {
            // SAFETY: the heap dies, and its cells with it.
            unsafe { free(cell) };
        }
    }
}
