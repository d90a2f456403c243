//! Stretches of address space that are committed as they are used: the heap's blocks and marks, and the root stack
//! of a context. Their memory is zeroed.
//!
//! Miri has no such mappings; there they are allocations. Built with AddressSanitizer (`--cfg yarrow_asan`, see `make asan`),
//! it is told which cells are dead.

#[cfg(not(miri))]
mod system {
    use super::page_size;

    /// See [`super::map`].
    pub fn map(bytes: usize) -> *mut u8 {
        // SAFETY: a fresh anonymous mapping touches nothing that exists.
        let p = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                bytes,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        if p == libc::MAP_FAILED { std::ptr::null_mut() } else { p.cast() }
    }

    /// Bytes that the process may still map (`ulimit -v`); `None` where nothing limits it.
    pub fn address_space() -> Option<usize> {
        let mut limit = libc::rlimit { rlim_cur: libc::RLIM_INFINITY, rlim_max: libc::RLIM_INFINITY };
        // SAFETY: the limit is ours to be written to.
        let known = unsafe { libc::getrlimit(libc::RLIMIT_AS, &raw mut limit) } == 0;
        (known && limit.rlim_cur != libc::RLIM_INFINITY)
            .then(|| usize::try_from(limit.rlim_cur).unwrap_or(usize::MAX).saturating_sub(mapped()))
    }

    /// Bytes that the process has mapped; 0 where the system does not tell.
    fn mapped() -> usize {
        let pages = std::fs::read_to_string("/proc/self/statm").ok();
        let pages = pages.and_then(|s| s.split(' ').next()?.parse::<usize>().ok()).unwrap_or(0);
        pages.saturating_mul(page_size())
    }

    /// See [`super::unmap`].
    pub unsafe fn unmap(p: *mut u8, bytes: usize) {
        // SAFETY: the caller's promise.
        unsafe { libc::munmap(p.cast(), bytes) };
    }

    /// See [`super::clear`].
    pub unsafe fn clear(p: *mut u8, bytes: usize) {
        let end = p as usize + bytes;
        let page = (p as usize).next_multiple_of(4096).min(end);
        // SAFETY: the caller's promise; pages given back read as zero.
        unsafe {
            std::ptr::write_bytes(p, 0, page - p as usize);
            if page < end {
                libc::madvise(page as *mut libc::c_void, end - page, libc::MADV_DONTNEED);
            }
        }
    }
}

#[cfg(miri)]
mod system {
    use std::alloc::Layout;

    fn layout(bytes: usize) -> Layout {
        Layout::from_size_align(bytes, 4096).expect("callers ask for less than the address space")
    }

    /// See [`super::map`].
    pub fn map(bytes: usize) -> *mut u8 {
        // SAFETY: callers ask for some bytes.
        unsafe { std::alloc::alloc_zeroed(layout(bytes)) }
    }

    /// Nothing limits the address space there.
    pub fn address_space() -> Option<usize> {
        None
    }

    /// See [`super::unmap`].
    pub unsafe fn unmap(p: *mut u8, bytes: usize) {
        // SAFETY: the caller's promise.
        unsafe { std::alloc::dealloc(p, layout(bytes)) };
    }

    /// See [`super::clear`].
    pub unsafe fn clear(p: *mut u8, bytes: usize) {
        // SAFETY: the caller's promise.
        unsafe { std::ptr::write_bytes(p, 0, bytes) };
    }
}

/// Zeroed address space of so many bytes, which are not zero; null if there is none.
#[must_use]
pub fn map(bytes: usize) -> *mut u8 {
    system::map(bytes)
}

/// Bytes of a page; 0 where the system does not tell.
pub(crate) fn page_size() -> usize {
    // SAFETY: sysconf only reads.
    usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).unwrap_or(0)
}

/// How much of a stretch of `bytes` to map where address space is limited: no more than the `part`-th part of it.
#[must_use]
pub fn affordable(bytes: usize, part: usize) -> usize {
    part_of(system::address_space(), bytes, part)
}

/// See [`affordable`]; whole pages of the largest size that systems have.
fn part_of(left: Option<usize>, bytes: usize, part: usize) -> usize {
    left.map_or(bytes, |left| bytes.min((left / part) & !0xffff))
}

/// Gives back what [`map`] gave.
///
/// # Safety
/// `p` is a mapping of so many bytes, or null, and is not used any more.
pub unsafe fn unmap(p: *mut u8, bytes: usize) {
    if !p.is_null() {
        // SAFETY: the caller's promise.
        unsafe { system::unmap(p, bytes) };
    }
}

/// Zeroes a stretch of a mapping, and gives its whole pages back to the system.
///
/// # Safety
/// The stretch lies in a mapping up to whose end, or the end of a page of it, it goes; nobody reads what it held.
pub unsafe fn clear(p: *mut u8, bytes: usize) {
    // SAFETY: the caller's promise.
    unsafe { system::clear(p, bytes) };
}

#[cfg(yarrow_asan)]
mod sanitizer {
    unsafe extern "C" {
        pub fn __asan_poison_memory_region(p: *const u8, bytes: usize);
        pub fn __asan_unpoison_memory_region(p: *const u8, bytes: usize);
    }
}

/// Nobody may read or write these bytes of a mapping, until [`allow`] takes that back. Only AddressSanitizer checks it.
pub(crate) fn forbid(p: *mut u8, bytes: usize) {
    #[cfg(yarrow_asan)]
    // SAFETY: the sanitizer only notes it.
    unsafe {
        sanitizer::__asan_poison_memory_region(p, bytes);
    }
    let _ = (p, bytes);
}

/// See [`forbid`].
pub(crate) fn allow(p: *mut u8, bytes: usize) {
    #[cfg(yarrow_asan)]
    // SAFETY: the sanitizer only notes it.
    unsafe {
        sanitizer::__asan_unpoison_memory_region(p, bytes);
    }
    let _ = (p, bytes);
}

#[cfg(test)]
mod tests {
    use super::part_of;

    #[test]
    fn a_stretch_is_at_most_its_part_of_what_is_left() {
        assert_eq!(part_of(None, usize::MAX, 4), usize::MAX);
        assert_eq!(part_of(Some(1 << 30), usize::MAX, 4), 1 << 28);
        assert_eq!(part_of(Some(1 << 30), 1 << 20, 4), 1 << 20);
        assert_eq!(part_of(Some((1 << 30) + 123_456), usize::MAX, 2) % 0x1_0000, 0);
        assert_eq!(part_of(Some(100), usize::MAX, 16), 0);
    }
}
