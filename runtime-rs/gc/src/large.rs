//! Large cells: a `calloc` each, with a header of two words before the cell.

use std::alloc::Layout;

const HEADER: usize = 16;

#[repr(C)]
struct Header {
    size: usize,
    marked: usize,
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
            self.cells.push(cell);
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
        self.cells.retain(|&cell| {
            // SAFETY: the list holds living large cells; a dead one leaves the list here.
            unsafe {
                if (*header(cell)).marked != 0 {
                    return true;
                }
                free(cell);
                false
            }
        });
    }
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
