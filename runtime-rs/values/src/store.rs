//! The store: the heap with what is kept beside it for values, that is shapes, atoms and the root stack. Nothing here
//! runs JavaScript, and nothing collects: a cell that allocation returns lives at least until the caller returns to
//! a layer that may. So the code of this crate holds bare values.

use crate::atoms::Strings;
use crate::bare::{FlatString, Object, Value};
use crate::cell::{BufferCell, CellHeader, Layout};
use crate::root_stack::{self, RootStack};
use crate::shape::{ShapeId, Shapes};
use crate::trace::{Trace, Tracer};
use std::mem::offset_of;
use yarrow_abi::layout as abi;
use yarrow_abi::layout::{CellKind, FastBuiltin, SIZE_CLASSES};
use yarrow_gc::memory::{map, unmap};
use yarrow_gc::{Bucket, Buckets, Heap, Settings, Stress};

/// What a store allocates outside its heap and root stack until a context stands, amply.
const START_UP_BYTES: usize = 16 << 20;

/// Says that memory ran out: the error that was made for this case is the pending exception.
#[derive(Debug)]
#[must_use]
pub struct OutOfMemory(());

/// The start of a context, which compiled code knows: see [`yarrow_abi::layout`] for the meaning of the fields.
#[repr(C)]
pub struct Prefix {
    pub exception: Value,
    pub root_top: *mut u64,
    pub root_limit: *mut u64,
    pub native_limit: usize,
    pub gc_pending: u32,
    pub iter_result_shape: ShapeId,
    pub proto_epoch: u64,
    pub instances: *mut *mut u8,
    pub empty_elements: *mut Value,
    pub generator_next: Value,
    pub array_shape: ShapeId,
    pub function_shape: ShapeId,
    pub buckets: Buckets,
    pub fast_builtins: [Value; FastBuiltin::COUNT],
    pub bare_iterators: u64,
    pub intact: [IntactEntry; abi::INTACT_ENTRIES],
    pub results: [ResultEntry; abi::RESULT_ENTRIES],
    pub single_chars: *const FlatString,
}

/// See [`yarrow_abi::layout::CONTEXT_RESULTS`].
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct ResultEntry {
    pub shape: ShapeId,
    pub done: u32,
    pub value: u32,
    pub reserved: u32,
}

/// See [`yarrow_abi::layout::CONTEXT_INTACT`].
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct IntactEntry {
    pub shape: ShapeId,
    pub epoch: u64,
}

const _: () = {
    assert!(offset_of!(Prefix, exception) as i32 == abi::CONTEXT_EXCEPTION);
    assert!(offset_of!(Prefix, root_top) as i32 == abi::CONTEXT_ROOT_TOP);
    assert!(offset_of!(Prefix, root_limit) as i32 == abi::CONTEXT_ROOT_LIMIT);
    assert!(offset_of!(Prefix, native_limit) as i32 == abi::CONTEXT_NATIVE_LIMIT);
    assert!(offset_of!(Prefix, gc_pending) as i32 == abi::CONTEXT_GC_PENDING);
    assert!(offset_of!(Prefix, iter_result_shape) as i32 == abi::CONTEXT_ITER_RESULT_SHAPE);
    assert!(offset_of!(Prefix, proto_epoch) as i32 == abi::CONTEXT_PROTO_EPOCH);
    assert!(offset_of!(Prefix, instances) as i32 == abi::CONTEXT_INSTANCES);
    assert!(offset_of!(Prefix, empty_elements) as i32 == abi::CONTEXT_EMPTY_ELEMENTS);
    assert!(offset_of!(Prefix, generator_next) as i32 == abi::CONTEXT_GENERATOR_NEXT);
    assert!(offset_of!(Prefix, array_shape) as i32 == abi::CONTEXT_ARRAY_SHAPE);
    assert!(offset_of!(Prefix, function_shape) as i32 == abi::CONTEXT_FUNCTION_SHAPE);
    assert!(offset_of!(Prefix, buckets) as i32 == abi::CONTEXT_BUCKETS);
    assert!(offset_of!(Prefix, fast_builtins) as i32 == abi::CONTEXT_FAST_BUILTINS);
    assert!(offset_of!(Prefix, bare_iterators) as i32 == abi::CONTEXT_BARE_ITERATORS);
    assert!(offset_of!(Prefix, intact) as i32 == abi::CONTEXT_INTACT);
    assert!(offset_of!(Prefix, results) as i32 == abi::CONTEXT_RESULTS);
    assert!(offset_of!(Prefix, single_chars) as i32 == abi::CONTEXT_SINGLE_CHARS);
    assert!(size_of::<ResultEntry>() as i32 == abi::RESULT_ENTRY);
    assert!(offset_of!(ResultEntry, shape) == 0);
    assert!(offset_of!(ResultEntry, done) as i32 == abi::RESULT_ENTRY_DONE);
    assert!(offset_of!(ResultEntry, value) as i32 == abi::RESULT_ENTRY_VALUE);
    assert!(size_of::<IntactEntry>() as i32 == abi::INTACT_ENTRY);
    assert!(offset_of!(IntactEntry, shape) == 0);
    assert!(offset_of!(IntactEntry, epoch) as i32 == abi::INTACT_ENTRY_EPOCH);
};

impl Trace for Prefix {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        tracer.marker.mark_leaf(self.empty_elements.cast::<u8>().wrapping_sub(size_of::<BufferCell>()));
        tracer.values(&[self.exception, self.generator_next]);
        tracer.values(&self.fast_builtins);
        [self.iter_result_shape, self.array_shape, self.function_shape].into_iter().for_each(|id| tracer.shape(id));
    }
}

/// The heap, the root stack, the shapes and the strings of a context.
#[repr(C)]
pub struct Store {
    pub prefix: Prefix,
    pub roots: RootStack,
    pub heap: Heap,
    pub shapes: Shapes,
    pub strings: Strings,
    /// The error that is thrown at the heap's limit: made when the context was, since there is no memory for a new one.
    pub out_of_memory: Value,
    /// Bytes that other parts of the context hold outside the heap, and that the heap's limit includes.
    pub owned_elsewhere: usize,
}

impl Store {
    /// A store for the current thread. It has the empty string and the strings of one unit up to 255, and no other
    /// cells. `None` if there is no memory for it.
    #[must_use]
    pub fn try_new(settings: Settings) -> Option<Store> {
        let stack = RootStack::try_new()?;
        let slack = map(START_UP_BYTES);
        let heap = if slack.is_null() { None } else { Heap::try_new(settings) };
        // SAFETY: nobody uses the slack.
        unsafe { unmap(slack, START_UP_BYTES) };
        let mut store = Store {
            prefix: Prefix {
                exception: Value::UNDEFINED,
                root_top: stack.base,
                root_limit: stack.program_limit(settings.stress),
                native_limit: root_stack::native_limit(),
                gc_pending: u32::from(settings.stress != Stress::Off),
                iter_result_shape: 0,
                proto_epoch: 1,
                instances: std::ptr::null_mut(),
                empty_elements: std::ptr::null_mut(),
                generator_next: Value::UNDEFINED,
                array_shape: 0,
                function_shape: 0,
                buckets: [Bucket::EMPTY; SIZE_CLASSES],
                fast_builtins: [Value::EMPTY; FastBuiltin::COUNT],
                bare_iterators: 0,
                intact: [IntactEntry::default(); abi::INTACT_ENTRIES],
                results: [ResultEntry::default(); abi::RESULT_ENTRIES],
                single_chars: std::ptr::null(),
            },
            roots: stack,
            heap: heap?,
            shapes: Shapes::default(),
            strings: Strings::default(),
            out_of_memory: Value::UNDEFINED,
            owned_elsewhere: 0,
        };
        store.prefix.empty_elements = store.new_buffer(0).ok()?;
        store.fill_strings().ok()?;
        Some(store)
    }

    /// Zeroed memory for a cell, its kind set. Never collects.
    pub fn alloc<T>(&mut self, kind: CellKind, size: usize) -> Result<*mut T, OutOfMemory> {
        let class = size.div_ceil(abi::SIZE_GRANULE).wrapping_sub(1);
        let cell = match self.prefix.buckets.get_mut(class) {
            Some(bucket) if bucket.end as usize - bucket.cur as usize >= (class + 1) * abi::SIZE_GRANULE => {
                let cell = bucket.cur;
                bucket.cur = cell.wrapping_add((class + 1) * abi::SIZE_GRANULE);
                cell
            }
            _ => self.alloc_slow(size)?,
        };
        // SAFETY: a fresh cell of at least 8 bytes.
        unsafe { CellHeader::set_kind(cell.cast(), kind as u8) };
        Ok(cell.cast())
    }

    /// A new cell that is no object.
    pub fn new_cell<L: Layout>(&mut self, cell: L) -> Result<Value, OutOfMemory> {
        let place: *mut L = self.alloc(L::KIND, size_of::<L>())?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            place.write(cell);
            CellHeader::set_kind(place.cast(), L::KIND as u8);
        }
        Ok(Value::from_cell(place))
    }

    /// A new cell that is no object, zeroed, with so many bytes, its fields among them.
    pub fn new_zeroed_cell<L: Layout>(&mut self, size: usize) -> Result<Value, OutOfMemory> {
        assert!(size >= size_of::<L>(), "room for the fields");
        let place: *mut L = self.alloc(L::KIND, size)?;
        Ok(Value::from_cell(place))
    }

    /// A zeroed cell without a kind: the slow path of allocation in compiled code.
    pub fn alloc_slow(&mut self, size: usize) -> Result<*mut u8, OutOfMemory> {
        let roots = (self.prefix.root_top as usize).saturating_sub(self.prefix.root_limit as usize);
        let tables = self.shapes.dictionary_bytes() + self.strings.bytes();
        self.heap.set_owner_bytes(roots + tables + self.owned_elsewhere);
        let cell = self.heap.alloc(size, &mut self.prefix.buckets);
        self.prefix.gc_pending = u32::from(self.heap.pending());
        if cell.is_null() { Err(self.starve()) } else { Ok(cell) }
    }

    /// Makes the error for this case the pending exception.
    #[cold]
    pub fn starve(&mut self) -> OutOfMemory {
        self.prefix.exception = self.out_of_memory;
        OutOfMemory(())
    }

    /// Whether so many bytes more fit below the heap's limit; if not, a collection is asked for.
    pub fn has_room(&mut self, bytes: usize) -> bool {
        let room = self.heap.has_room(bytes);
        if !room {
            self.prefix.gc_pending = u32::from(self.heap.pending());
        }
        room
    }

    /// A buffer of `cap` words, pointed at by its payload.
    pub fn new_buffer(&mut self, cap: u32) -> Result<*mut Value, OutOfMemory> {
        let cell: *mut BufferCell = self.alloc(CellKind::Buffer, size_of::<BufferCell>() + cap as usize * 8)?;
        // SAFETY: a fresh cell with its payload after the header.
        unsafe {
            (*cell).cap = cap;
            Ok(cell.add(1).cast())
        }
    }

    /// The buffer, with room for `cap` words, more than it had: what it held is kept, and what is new is zero. The buffer before
    /// may be gone.
    ///
    /// # Safety
    /// `payload` is a buffer's, and nobody uses it under its former address.
    pub unsafe fn grow_buffer(&mut self, payload: *mut Value, cap: u32) -> Result<*mut Value, OutOfMemory> {
        let words = crate::elements::buffer_cap(payload) as usize;
        // SAFETY: the caller's promise; both buffers have the words that are copied, or set to zero.
        unsafe {
            let before = crate::elements::buffer(payload);
            let size = size_of::<BufferCell>() + cap as usize * 8;
            if let Some(cell) = self.heap.grow(before.cast_mut().cast(), size) {
                self.prefix.gc_pending = u32::from(self.heap.pending());
                let cell: *mut BufferCell = cell.cast();
                (*cell).cap = cap;
                let payload: *mut Value = cell.add(1).cast();
                payload.add(words).write_bytes(0, cap as usize - words);
                return Ok(payload);
            }
            let grown = self.new_buffer(cap)?;
            let len = (*before).len.get();
            std::ptr::copy_nonoverlapping(payload, grown, len as usize);
            (*crate::elements::buffer(grown)).len.set(len);
            Ok(grown)
        }
    }

    /// An internal list of values, as a value that JavaScript never sees.
    pub fn new_value_list(&mut self, values: &[crate::Value<'_>]) -> Result<Value, OutOfMemory> {
        let payload = self.new_buffer(values.len() as u32)?;
        // SAFETY: the payload has room for the values.
        unsafe {
            let cell = payload.cast::<BufferCell>().sub(1);
            (*cell).len.set(values.len() as u32);
            std::ptr::copy_nonoverlapping(values.as_ptr().cast(), payload, values.len());
            Ok(Value::from_cell(cell))
        }
    }

    /// Tells the collector that a reference was stored into `cell`. A no-op until collections are
    /// generational; call it all the same where a cell that may be old gets a new reference.
    pub fn write_barrier(&mut self, cell: Object) {
        let _ = cell;
    }

    /// Accounts for bytes that a cell has come to own outside the heap, or no longer owns.
    pub fn add_external(&mut self, bytes: isize) {
        self.heap.add_external(bytes);
        self.prefix.gc_pending = u32::from(self.heap.pending());
    }
}

/// The values of a list that [`Store::new_value_list`] made; none for any other value.
#[must_use]
pub fn values_of_list<'s>(list: crate::Value<'s>) -> &'s [crate::Value<'s>] {
    if !list.is_kind(CellKind::Buffer) {
        return &[];
    }
    let cell = list.bits() as *const BufferCell;
    // SAFETY: the kind was checked; a buffer's payload follows its header, and a list's never changes.
    unsafe { std::slice::from_raw_parts(cell.add(1).cast(), (*cell).len.get() as usize) }
}
