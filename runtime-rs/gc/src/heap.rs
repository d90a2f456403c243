//! The heap itself: blocks, runs, marking and the lazy sweep. See the crate's doc.

use crate::large::{self, LargeCells};
use crate::machine::default_limit;
use crate::memory::{affordable, allow, forbid, map, unmap};
use crate::settings::{Settings, Stress};
use std::cell::OnceCell;
use yarrow_abi::layout::{SIZE_CLASSES, SIZE_GRANULE};

const BLOCK: usize = 64 * 1024;
const BLOCK_SHIFT: u32 = 16;
/// Words of mark bits of a block.
const BLOCK_WORDS: usize = BLOCK / SIZE_GRANULE / 64;
const MAX_SMALL: usize = SIZE_CLASSES * SIZE_GRANULE;
/// Address space of a heap; Miri, which has no address space that costs nothing, has to do with the least.
const RESERVE: usize = if cfg!(miri) { MIN_RESERVE } else { 64 << 30 };
const MIN_RESERVE: usize = 64 << 20;
/// What a heap may hold before the default limit is looked up, which takes some twenty system calls.
const START_UP_LIMIT: usize = 4 << 20;
/// See [`Heap::reserve`]: so much, a block for a few classes, but no more than this part of the limit.
const RESERVED: usize = 8 * BLOCK;
const RESERVED_PART: usize = 8;
/// Bytes that may be allocated between two collections: at least so many, which a cache holds; beyond that, the bytes in use, or
/// up to the greater measure as many of them as keep collections rare.
const MIN_THRESHOLD: usize = 2 << 20;
const EASY_THRESHOLD: usize = 8 << 20;
const EASY_FACTOR: usize = 4;
/// Longest run handed out at once.
const MAX_RUN: usize = 8 << 10;
const POISON: u8 = 0xdb;

/// A run of free, zeroed memory, as compiled code sees it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Bucket {
    pub cur: *mut u8,
    pub end: *mut u8,
}

/// The runs of all size classes: part of the context that compiled code knows.
pub type Buckets = [Bucket; SIZE_CLASSES];

impl Bucket {
    pub const EMPTY: Bucket = Bucket { cur: std::ptr::null_mut(), end: std::ptr::null_mut() };
}

/// The blocks of one size class, and where the sweeper stands in them.
#[derive(Default)]
struct Class {
    blocks: Vec<u32>,
    /// Index into `blocks` of the block being swept.
    block: usize,
    /// Cell within it.
    cell: usize,
}

pub struct Heap {
    base: *mut u8,
    reserved: usize,
    marks: *mut u64,
    /// Size class of each block in use.
    block_class: Vec<u8>,
    free_blocks: Vec<u32>,
    classes: [Class; SIZE_CLASSES],
    large: LargeCells,
    settings: Settings,
    /// Hard limit in bytes, once it is known.
    limit: OnceCell<usize>,
    /// Bytes handed out since the last collection, and live at it.
    allocated: usize,
    live: usize,
    external: usize,
    /// Of the owner's tables and roots.
    owner: usize,
    threshold: usize,
    collections: usize,
    /// Polls seen under stress.
    polls: u32,
    /// An allocation failed since the last collection.
    starved: bool,
    /// An allocation failed, and no collection has found room since: the reserve may be used.
    in_need: bool,
}

/// What a tracing function marks through.
pub struct Marker<'a> {
    heap: &'a Heap,
    stack: Vec<*mut u8>,
    live: usize,
}

/// A collection under way, between marking and sweeping.
pub struct Collection {
    live: usize,
}

impl Heap {
    /// Reserves address space; halves its wish where the system refuses. `None` if there is too little.
    #[must_use]
    pub fn try_new(settings: Settings) -> Option<Self> {
        let mut reserved = affordable(RESERVE, 4).max(MIN_RESERVE);
        let (base, marks) = loop {
            let base = map(reserved + BLOCK);
            let marks = map(reserved / SIZE_GRANULE / 8);
            if !base.is_null() && !marks.is_null() {
                break (base, marks);
            }
            // SAFETY: the mappings were made just now and are unused.
            unsafe {
                unmap(base, reserved + BLOCK);
                unmap(marks, reserved / SIZE_GRANULE / 8);
            }
            reserved /= 2;
            if reserved < MIN_RESERVE {
                return None;
            }
        };
        Some(Heap {
            base,
            reserved,
            marks: marks.cast(),
            block_class: Vec::new(),
            free_blocks: Vec::new(),
            classes: std::array::from_fn(|_| Class::default()),
            large: LargeCells::default(),
            threshold: MIN_THRESHOLD.min(settings.max_bytes.unwrap_or(usize::MAX) / 2),
            limit: settings.max_bytes.map_or_else(OnceCell::new, OnceCell::from),
            settings,
            allocated: 0,
            live: 0,
            external: 0,
            owner: 0,
            collections: 0,
            polls: 0,
            starved: false,
            in_need: false,
        })
    }

    #[must_use]
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// How often this heap has been collected.
    #[must_use]
    pub fn collections(&self) -> usize {
        self.collections
    }

    /// Bytes in use as far as known: live at the last collection, handed out since, external.
    #[must_use]
    pub fn used(&self) -> usize {
        self.live + self.allocated + self.external + self.owner
    }

    /// Whether the owner should collect at its next safepoint.
    #[must_use]
    pub fn pending(&self) -> bool {
        self.settings.stress != Stress::Off || self.is_starved() || self.used() >= self.threshold
    }

    /// Whether an allocation has failed since the last collection, or half of the reserve has gone.
    #[must_use]
    pub fn is_starved(&self) -> bool {
        self.starved || (self.in_need && self.allocated > self.reserve() / 2)
    }

    /// The part of the limit that is kept for a while after an allocation has failed. Without it, code that has caught the
    /// error and dropped what it held would run out of memory again, if it did not come to a collection first.
    fn reserve(&self) -> usize {
        (self.limit.get().copied().unwrap_or(START_UP_LIMIT) / RESERVED_PART).min(RESERVED)
    }

    /// Whether a safepoint whose owner found `pending` is to collect: always, but for the polls that a
    /// stress period skips.
    pub fn is_due(&mut self) -> bool {
        let Stress::Every(period) = self.settings.stress else { return true };
        self.polls = self.polls.wrapping_add(1);
        self.polls.is_multiple_of(period.get()) || self.is_starved() || self.used() >= self.threshold
    }

    /// Accounts for memory outside the heap that a cell owns.
    pub fn add_external(&mut self, bytes: isize) {
        self.external = self.external.saturating_add_signed(bytes);
    }

    /// Accounts for what the owner holds that no cell owns (tables, roots): so many bytes, in the place of
    /// those named before.
    pub fn set_owner_bytes(&mut self, bytes: usize) {
        self.owner = bytes;
    }

    /// Bytes that may be taken yet.
    #[must_use]
    pub fn room(&self) -> usize {
        let limit = *self.limit.get_or_init(default_limit);
        limit.saturating_sub(self.used() + if self.in_need { 0 } else { self.reserve() })
    }

    /// Whether so many bytes more stay within the limit.
    fn fits(&self, bytes: usize) -> bool {
        let known = self.limit.get().is_some() || self.used().saturating_add(bytes) > START_UP_LIMIT;
        !known || bytes <= self.room()
    }

    fn note_failure(&mut self) {
        self.starved = true;
        self.in_need = true;
    }

    /// Whether that much memory outside the heap may be taken yet; where not, an allocation has failed.
    pub fn has_room(&mut self, bytes: usize) -> bool {
        let room = self.fits(bytes);
        if !room {
            self.note_failure();
        }
        room
    }

    fn is_small(&self, cell: *const u8) -> bool {
        (cell as usize).wrapping_sub(self.base as usize) < self.reserved
    }

    /// A zeroed cell, or null at the limit. Refills the bucket of its class.
    pub fn alloc(&mut self, size: usize, buckets: &mut Buckets) -> *mut u8 {
        let cell = self.try_alloc(size, buckets);
        if cell.is_null() {
            self.note_failure();
        }
        cell
    }

    fn try_alloc(&mut self, size: usize, buckets: &mut Buckets) -> *mut u8 {
        if size > MAX_SMALL {
            if !self.fits(size) {
                return std::ptr::null_mut();
            }
            let cell = self.large.alloc(size);
            if !cell.is_null() {
                self.allocated += size;
            }
            return cell;
        }
        let class = size.max(1).div_ceil(SIZE_GRANULE) - 1;
        let cell_size = (class + 1) * SIZE_GRANULE;
        let bucket = &mut buckets[class];
        if (bucket.end as usize) - (bucket.cur as usize) < cell_size {
            let Some(run) = self.next_run(class, cell_size) else { return std::ptr::null_mut() };
            *bucket = run;
        }
        let cell = bucket.cur;
        bucket.cur = cell.wrapping_add(cell_size);
        cell
    }

    /// Gives a cell so many bytes, more than it has, without use of a second one: where it lies then. What is new in it is not
    /// zeroed. `None`, and nothing done, where that cannot be: for small cells, for want of memory, and under stress, where an
    /// address that somebody has kept is to be found out.
    ///
    /// # Safety
    /// `cell` is one of this heap, and is used by nobody under its former address, if that is another.
    pub unsafe fn grow(&mut self, cell: *mut u8, size: usize) -> Option<*mut u8> {
        if self.is_small(cell) || self.settings.stress != Stress::Off {
            return None;
        }
        // SAFETY: what is not small is large.
        let before = unsafe { large::size_of(cell) };
        if !self.fits(size - before) {
            return None;
        }
        // SAFETY: the caller's promise.
        let grown = unsafe { self.large.grow(cell, size) };
        if grown.is_null() {
            return None;
        }
        self.allocated += size - before;
        Some(grown)
    }

    fn block_address(&self, block: u32) -> *mut u8 {
        self.base.wrapping_add((block as usize) << BLOCK_SHIFT)
    }

    /// Finds the next stretch of free cells of a class and clears it.
    fn next_run(&mut self, class: usize, cell_size: usize) -> Option<Bucket> {
        let cells = BLOCK / cell_size;
        let step = cell_size / SIZE_GRANULE;
        loop {
            let c = &self.classes[class];
            let Some(&block) = c.blocks.get(c.block) else { break };
            let marks = self.block_marks(block);
            let marked = |cell: usize| {
                let bit = cell * step;
                marks[bit / 64] & (1 << (bit % 64)) != 0
            };
            let mut start = c.cell;
            while start < cells && marked(start) {
                start += 1;
            }
            if start == cells {
                let c = &mut self.classes[class];
                c.block += 1;
                c.cell = 0;
                continue;
            }
            // Short runs keep the memory that a start-up touches, and the clearing, small.
            let limit = cells.min(start + MAX_RUN.div_ceil(cell_size));
            // Only the first granules of cells have marks.
            let end = first_set(marks, start * step, limit * step).map_or(limit, |bit| bit / step);
            let bytes = (end - start) * cell_size;
            if !self.fits(bytes) {
                return None;
            }
            self.classes[class].cell = end;
            let cur = self.block_address(block).wrapping_add(start * cell_size);
            allow(cur, bytes);
            // SAFETY: the run lies in a block of this heap and holds no live cell.
            unsafe { std::ptr::write_bytes(cur, 0, bytes) };
            self.allocated += bytes;
            return Some(Bucket { cur, end: cur.wrapping_add(bytes) });
        }
        self.new_block(class)?;
        self.next_run(class, cell_size)
    }

    /// Gives the class one more block, which is where its sweeper then stands.
    fn new_block(&mut self, class: usize) -> Option<()> {
        if !self.fits(BLOCK) {
            return None;
        }
        let block = match self.free_blocks.pop() {
            Some(block) => block,
            None => {
                let block = self.block_class.len();
                if (block + 1) << BLOCK_SHIFT > self.reserved {
                    return None;
                }
                self.block_class.push(0);
                u32::try_from(block).ok()?
            }
        };
        self.block_class[block as usize] = class as u8;
        let c = &mut self.classes[class];
        c.blocks.push(block);
        c.block = c.blocks.len() - 1;
        c.cell = 0;
        Some(())
    }

    fn block_marks(&self, block: u32) -> &[u64] {
        // SAFETY: the side table covers every block of the reserved range.
        unsafe { std::slice::from_raw_parts(self.marks.add(block as usize * BLOCK_WORDS), BLOCK_WORDS) }
    }

    /// Whether the collection under way has marked the cell, which is one of this heap.
    #[must_use]
    #[expect(clippy::not_unsafe_ptr_arg_deref, reason = "the owner's cell types vouch for the pointer")]
    pub fn is_marked(&self, cell: *mut u8) -> bool {
        if self.is_small(cell) {
            let bit = (cell as usize - self.base as usize) / SIZE_GRANULE;
            // SAFETY: the side table covers the reserved range.
            unsafe { *self.marks.add(bit / 64) & (1 << (bit % 64)) != 0 }
        } else {
            // SAFETY: what is not small is large, and callers pass cells of this heap.
            unsafe { large::is_marked(cell) }
        }
    }

    /// First half of a collection: forgets the free runs and the old marks, and calls `mark`,
    /// which marks the roots and drains the marker.
    pub fn mark(&mut self, buckets: &mut Buckets, mark: impl FnOnce(&mut Marker<'_>)) -> Collection {
        *buckets = [Bucket::EMPTY; SIZE_CLASSES];
        let words = self.block_class.len() * BLOCK_WORDS;
        // SAFETY: the side table covers every block in use.
        unsafe { std::ptr::write_bytes(self.marks, 0, words) };
        self.large.clear_marks();
        let mut marker = Marker { heap: self, stack: Vec::with_capacity(1024), live: 0 };
        mark(&mut marker);
        assert!(marker.stack.is_empty(), "a collection left cells untraced");
        Collection { live: marker.live }
    }

    /// Second half: what is not marked is free from here on.
    pub fn sweep(&mut self, collection: Collection) {
        self.collections += 1;
        self.starved = false;
        self.large.sweep();
        let poison = self.settings.stress != Stress::Off;
        for class in 0..SIZE_CLASSES {
            let mut blocks = std::mem::take(&mut self.classes[class].blocks);
            blocks.retain(|&block| {
                let live = self.block_marks(block).iter().any(|&w| w != 0);
                if poison || cfg!(yarrow_asan) {
                    self.poison_dead(block, class);
                }
                if !live {
                    self.free_blocks.push(block);
                }
                live
            });
            self.classes[class] = Class { blocks, block: 0, cell: 0 };
        }
        self.live = collection.live;
        self.allocated = 0;
        if self.in_need {
            // What is free besides the reserve is to be worth going on for.
            self.in_need = false;
            self.in_need = self.room() < self.reserve();
        }
        let used = self.used();
        let easy = used.saturating_mul(EASY_FACTOR).clamp(MIN_THRESHOLD, EASY_THRESHOLD);
        let wish = used.saturating_add(used.max(easy));
        // Near the limit, collect when half of what is left is used up.
        self.threshold = wish.min(used.saturating_add(self.room() / 2));
    }

    fn poison_dead(&self, block: u32, class: usize) {
        let cell_size = (class + 1) * SIZE_GRANULE;
        let start = self.block_address(block);
        for cell in 0..BLOCK / cell_size {
            let p = start.wrapping_add(cell * cell_size);
            if !self.is_marked(p) {
                if cfg!(yarrow_asan) {
                    forbid(p, cell_size);
                    continue;
                }
                // SAFETY: the cell lies in a block of this heap and is dead.
                unsafe { std::ptr::write_bytes(p, POISON, cell_size) };
            }
        }
    }
}

/// The first set bit of `from..to`.
fn first_set(words: &[u64], from: usize, to: usize) -> Option<usize> {
    let mut word = from / 64;
    let mut bits = words[word] & (!0 << (from % 64));
    while bits == 0 {
        word += 1;
        if word * 64 >= to {
            return None;
        }
        bits = words[word];
    }
    Some(word * 64 + bits.trailing_zeros() as usize).filter(|&bit| bit < to)
}

impl Drop for Heap {
    fn drop(&mut self) {
        allow(self.base, self.block_class.len() << BLOCK_SHIFT);
        // SAFETY: the heap owns both mappings, and nothing uses its cells any more.
        unsafe {
            unmap(self.base, self.reserved + BLOCK);
            unmap(self.marks.cast(), self.reserved / SIZE_GRANULE / 8);
        }
    }
}

impl Marker<'_> {
    /// Marks a cell and remembers to trace it.
    #[inline]
    pub fn mark_cell(&mut self, cell: *mut u8) {
        if self.mark_leaf(cell) {
            self.stack.push(cell);
        }
    }

    /// Marks a cell that holds no others; returns whether it was unmarked before.
    #[expect(clippy::not_unsafe_ptr_arg_deref, reason = "the owner's cell types vouch for the pointer")]
    #[inline]
    pub fn mark_leaf(&mut self, cell: *mut u8) -> bool {
        let heap = self.heap;
        if heap.is_small(cell) {
            let offset = cell as usize - heap.base as usize;
            let bit = offset / SIZE_GRANULE;
            let mask = 1 << (bit % 64);
            // SAFETY: the side table covers the reserved range, and the collector has it for itself.
            unsafe {
                let word = heap.marks.add(bit / 64);
                if *word & mask != 0 {
                    return false;
                }
                *word |= mask;
            }
            self.live += (heap.block_class[offset >> BLOCK_SHIFT] as usize + 1) * SIZE_GRANULE;
            return true;
        }
        // SAFETY: what is not small is a large cell of this heap.
        match unsafe { large::mark(cell) } {
            Some(size) => {
                self.live += size;
                true
            }
            None => false,
        }
    }

    /// Marks what a word refers to, if it is a value that is a cell.
    #[inline]
    pub fn mark_word(&mut self, word: u64) {
        if yarrow_abi::value::is_cell(word) {
            self.mark_cell(word as *mut u8);
        }
    }

    #[must_use]
    pub fn is_marked(&self, cell: *mut u8) -> bool {
        self.heap.is_marked(cell)
    }

    /// The next cell to trace.
    pub fn pop(&mut self) -> Option<*mut u8> {
        self.stack.pop()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heap(settings: Settings) -> (Heap, Buckets) {
        (Heap::try_new(settings).expect("address space"), [Bucket::EMPTY; SIZE_CLASSES])
    }

    fn collect(heap: &mut Heap, buckets: &mut Buckets, roots: &[*mut u8]) {
        let c = heap.mark(buckets, |m| {
            for &r in roots {
                m.mark_cell(r);
            }
            while m.pop().is_some() {}
        });
        heap.sweep(c);
    }

    #[test]
    fn dead_cells_are_reused_and_live_ones_keep_their_bytes() {
        let (mut heap, mut buckets) = heap(Settings::default());
        let count = if cfg!(miri) { 400 } else { 10_000 };
        let cells: Vec<_> = (0..count).map(|_| heap.alloc(48, &mut buckets)).collect();
        let keep: Vec<_> = cells.iter().copied().step_by(3).collect();
        for &k in &keep {
            // SAFETY: the cell is 48 bytes long.
            unsafe { k.cast::<u64>().write(k as u64) };
        }
        collect(&mut heap, &mut buckets, &keep);
        let again: Vec<_> = (0..count / 5 * 3).map(|_| heap.alloc(48, &mut buckets)).collect();
        for &a in &again {
            assert!(!keep.contains(&a));
            // SAFETY: the cell is 48 bytes long.
            assert_eq!(unsafe { a.cast::<u64>().read() }, 0, "memory is handed out zeroed");
        }
        for &k in &keep {
            // SAFETY: the cell is live.
            assert_eq!(unsafe { k.cast::<u64>().read() }, k as u64);
        }
    }

    #[test]
    fn the_first_set_bit_of_a_range_is_found() {
        let mut words = [0_u64; 4];
        assert_eq!(first_set(&words, 0, 256), None);
        for bit in [0, 1, 63, 64, 130, 255] {
            words[bit / 64] |= 1 << (bit % 64);
        }
        let step = if cfg!(miri) { 31 } else { 1 };
        for from in (0..256).step_by(step) {
            for to in (from + 1..=256).step_by(step) {
                let expected = (from..to).find(|&bit| words[bit / 64] >> (bit % 64) & 1 != 0);
                assert_eq!(first_set(&words, from, to), expected, "{from}..{to}");
            }
        }
    }

    #[test]
    fn large_cells_live_and_die() {
        let (mut heap, mut buckets) = heap(Settings::default());
        let a = heap.alloc(10_000, &mut buckets);
        let b = heap.alloc(20_000, &mut buckets);
        assert_eq!(heap.used(), 30_000);
        collect(&mut heap, &mut buckets, &[b]);
        assert_eq!(heap.used(), 20_000);
        assert_ne!(a, b);
    }

    #[test]
    fn large_cells_grow_where_they_are_or_elsewhere() {
        let (mut heap, mut buckets) = heap(Settings::default());
        let small = heap.alloc(32, &mut buckets);
        // SAFETY: a cell of this heap, which nobody uses.
        assert_eq!(unsafe { heap.grow(small, 10_000) }, None);
        let mut cells: Vec<_> = (0..20).map(|_| heap.alloc(1000, &mut buckets)).collect();
        let dead = cells.split_off(10);
        collect(&mut heap, &mut buckets, &cells);
        drop(dead);
        for round in 2..6 {
            for (i, cell) in cells.iter_mut().enumerate() {
                // SAFETY: the cell is that long, and nobody knows it by its former address.
                unsafe {
                    cell.write(i as u8);
                    *cell = heap.grow(*cell, round * 1000).expect("memory");
                    assert_eq!(cell.read(), i as u8);
                    cell.add(round * 1000 - 1).write(1);
                }
            }
        }
        assert_eq!(heap.used(), heap.live + heap.allocated);
        collect(&mut heap, &mut buckets, &cells[..3]);
        assert_eq!(heap.used(), 15_000, "the list knows them by where they lie now");
    }

    #[test]
    fn stress_poisons_the_dead() {
        let (mut heap, mut buckets) = heap(Settings { stress: Stress::EVERY_POLL, max_bytes: Some(usize::MAX) });
        let keep = heap.alloc(32, &mut buckets);
        let dead = heap.alloc(32, &mut buckets);
        assert!(heap.pending());
        collect(&mut heap, &mut buckets, &[keep]);
        // SAFETY: the block is mapped, and poisoned memory is plain bytes.
        unsafe {
            assert_eq!(dead.read(), POISON);
            assert_eq!(keep.read(), 0);
        }
        let again = heap.alloc(32, &mut buckets);
        // SAFETY: a fresh cell.
        assert_eq!(unsafe { again.read() }, 0);
    }

    #[test]
    fn memory_outside_counts_towards_the_limit() {
        let (mut heap, _) = heap(Settings { stress: Stress::Off, max_bytes: Some(1 << 20) });
        assert!(heap.has_room(1 << 19));
        heap.add_external(1 << 19);
        assert!(!heap.is_starved());
        assert!(!heap.has_room((1 << 19) + 1));
        assert!(heap.is_starved());
    }

    #[test]
    fn the_limit_answers_null_and_asks_to_collect_before() {
        let (mut heap, mut buckets) = heap(Settings { stress: Stress::Off, max_bytes: Some(1 << 20) });
        let mut asked = false;
        let mut n = 0;
        while !heap.alloc(512, &mut buckets).is_null() {
            asked |= heap.pending();
            n += 1;
        }
        assert!(asked);
        assert!((1500..=2048).contains(&n), "{n}");
        assert!(heap.pending(), "a failure asks for a collection, however near the threshold is to the limit");
        assert!(heap.alloc(1 << 20, &mut buckets).is_null());
        collect(&mut heap, &mut buckets, &[]);
        assert!(!heap.alloc(512, &mut buckets).is_null());
    }

    #[test]
    fn a_failure_gives_the_reserve_away_until_a_collection_finds_room() {
        let (mut heap, mut buckets) = heap(Settings { stress: Stress::Off, max_bytes: Some(1 << 20) });
        let fill = |heap: &mut Heap, buckets: &mut Buckets| {
            std::iter::from_fn(|| Some(heap.alloc(512, buckets)).filter(|cell| !cell.is_null())).collect::<Vec<_>>()
        };
        let cells = fill(&mut heap, &mut buckets);
        collect(&mut heap, &mut buckets, &cells);
        assert!(!heap.is_starved());
        let more = fill(&mut heap, &mut buckets);
        assert!(more.len() * 512 > heap.reserve() / 2, "{}", more.len());
        assert!(heap.is_starved());
        collect(&mut heap, &mut buckets, &cells[..10]);
        assert!(!heap.is_starved());
        assert_eq!(fill(&mut heap, &mut buckets).len() + 10, cells.len(), "the reserve is kept again");
    }

    #[test]
    fn the_default_limit_is_looked_up_by_a_heap_that_has_grown() {
        let (mut heap, mut buckets) = heap(Settings { stress: Stress::Off, max_bytes: None });
        assert!(!heap.alloc(START_UP_LIMIT / 2, &mut buckets).is_null());
        assert_eq!(heap.limit.get(), None);
        assert!(!heap.alloc(START_UP_LIMIT, &mut buckets).is_null());
        assert_eq!(heap.limit.get(), Some(&default_limit()));
        assert_eq!(heap.room(), default_limit() - heap.reserve() - heap.used());
        assert!(heap.has_room(heap.room()));
        if !cfg!(miri) {
            assert!(!heap.has_room(heap.room() + 1));
        }
    }
}
