//! The collection: roots, tracing by kind of cell, weak processing, and the death of what cells own.

use crate::bare::{Object, Value};
use crate::cell::{
    AccessorCell, BufferCell, CellHeader, FunctionCell, GeneratorCell, ObjectCell, RawResultCell, StringCell,
    SymbolCell, object_flags as flag,
};
use crate::context::Context;
use crate::ephemerons::WaitingValues;
use crate::shape::Shapes;
use crate::sparse::SparseTable;
use crate::values::is_collection;
use yarrow_abi::layout::{
    CellKind, ENV_SLOTS, GENERATOR_DONE, GENERATOR_SLOTS, INFO_NATIVE, OBJECT_INLINE, SIZE_CLASSES, STRING_ROPE,
};
use yarrow_gc::{Bucket, Marker};
use yarrow_values::{Store, Trace, Tracer};

/// Traces cells: what it needs to know besides the cell.
struct Cells<'a> {
    shapes: &'a Shapes,
    sparse: &'a SparseTable,
    /// The elements that objects without elements share.
    no_elements: *mut Value,
}

impl Context {
    /// Collects now. A safepoint: all that is to live must be rooted.
    pub(crate) fn collect(&mut self) {
        let mut buckets = std::mem::replace(&mut self.store.prefix.buckets, [Bucket::EMPTY; SIZE_CLASSES]);
        let Store { prefix, roots, heap, shapes, strings, out_of_memory, .. } = &mut self.store;
        let (prefix, shapes, strings) = (&*prefix, &*shapes, &*strings);
        // SAFETY: the root stack and its top are of one store, which is not used meanwhile.
        let rooted = unsafe { roots.below(prefix.root_top) };
        let single = [*out_of_memory, self.delegate_result];
        let parts: [&dyn Trace; 8] = [
            prefix,
            strings,
            &self.known,
            &self.realms,
            &self.script_record,
            &self.modules,
            &self.units,
            &self.handles,
        ];
        let (arguments_shapes, maps) = (self.arguments_shapes, &self.weak.collections);
        let cells = Cells { shapes, sparse: &self.sparse, no_elements: prefix.empty_elements };
        let collection = heap.mark(&mut buckets, |m| {
            let mut tracer = Tracer::new(shapes, m);
            tracer.words(rooted);
            tracer.values(&single);
            arguments_shapes.into_iter().for_each(|id| tracer.shape(id));
            parts.into_iter().for_each(|part| part.trace(&mut tracer));
            cells.drain(m);
            let mut waiting = WaitingValues::default();
            for &map in maps {
                waiting.add_map(map, m);
            }
            while let Some(cell) = m.pop() {
                // SAFETY: as in `drain`.
                unsafe { cells.trace(cell, m) };
                waiting.release(cell, m);
            }
        });
        self.store.prefix.buckets = buckets;
        self.regexps.forget_subject();
        self.store.forget_popped_frames();
        self.clear_weak();
        self.drop_dead();
        self.store.heap.sweep(collection);
        self.store.prefix.gc_pending = u32::from(self.store.heap.pending());
    }

    fn is_live(&self, v: Value) -> bool {
        v.cell().is_none_or(|c| self.store.heap.is_marked(c.cast()))
    }

    fn clear_weak(&mut self) {
        let mut refs = std::mem::take(&mut self.weak.refs);
        refs.retain(|&r| self.is_live(r.value()));
        for r in &refs {
            if !self.is_live(r.weak_target()) {
                r.set_weak_target(Value::UNDEFINED);
            }
        }
        self.weak.refs = refs;
        let mut collections = std::mem::take(&mut self.weak.collections);
        collections.retain(|&c| self.is_live(c.value()));
        for c in &collections {
            if c.map_table().iter().any(|(key, _)| !self.is_live(key.value())) {
                c.map_table().retain(|key, _| self.is_live(key.value()));
            }
        }
        self.weak.collections = collections;
    }

    fn drop_dead(&mut self) {
        let registry = std::mem::take(&mut self.registry);
        let (live, dead): (Vec<_>, Vec<_>) = registry.into_iter().partition(|o| self.store.heap.is_marked(o.address()));
        self.registry = live;
        for o in dead {
            self.drop_owned(o);
        }
        let heap = &self.store.heap;
        self.store.strings.retain(|cell| heap.is_marked(cell));
        if let Some(freed) = self.store.shapes.sweep() {
            // Their ids will be used again.
            self.modules.forget_shapes(&freed);
            self.units.forget_shapes(&freed);
        }
        self.account_for_shapes();
        // Allocation caches compare addresses of functions, which may now be those of others.
        self.bump_epoch();
    }
}

fn buffer_cell(payload: *mut Value) -> *mut u8 {
    payload.cast::<u8>().wrapping_sub(size_of::<BufferCell>())
}

impl Cells<'_> {
    fn drain(&self, m: &mut Marker<'_>) {
        while let Some(cell) = m.pop() {
            // SAFETY: marked cells are live, and so have a valid header and the layout of their kind.
            unsafe {
                // Of most of them, which are strings and objects, at once.
                if (*cell.cast::<CellHeader>()).kind == CellKind::String as u8 {
                    trace_string(cell, m);
                } else {
                    self.trace(cell, m);
                }
            }
        }
    }

    /// # Safety
    /// `cell` is a live cell.
    unsafe fn trace(&self, cell: *mut u8, m: &mut Marker<'_>) {
        // SAFETY: the layouts of `cell.rs`, by kind.
        unsafe {
            let header = cell.cast::<CellHeader>();
            let kind = (*header).kind;
            if kind >= CellKind::FIRST_OBJECT {
                self.trace_object(Object::from_ptr(cell), kind, m);
            } else if kind == CellKind::String as u8 {
                trace_string(cell, m);
            } else if kind == CellKind::Buffer as u8 {
                let buffer = cell.cast::<BufferCell>();
                words(cell, size_of::<BufferCell>(), (*buffer).cap as usize, m);
            } else if kind == CellKind::Environment as u8 {
                words(cell, ENV_SLOTS as usize, (*header).word as usize, m);
            } else if kind == CellKind::Accessor as u8 {
                let a = cell.cast::<AccessorCell>();
                m.mark_word((*a).getter.bits());
                m.mark_word((*a).setter.bits());
            } else if kind == CellKind::Symbol as u8 {
                m.mark_word((*cell.cast::<SymbolCell>()).description.bits());
            } else if kind == CellKind::RawResult as u8 {
                m.mark_word((*cell.cast::<RawResultCell>()).result.bits());
            } else if kind == CellKind::IterRecord as u8 || kind == CellKind::ForInState as u8 {
                words(cell, size_of::<CellHeader>(), (*header).word as usize, m);
            }
        }
    }

    /// # Safety
    /// `o` is live and of this kind.
    unsafe fn trace_object(&self, o: Object, kind: u8, m: &mut Marker<'_>) {
        self.shapes.mark(o.shape(), m);
        if o.has_flag(flag::SPARSE) {
            for (stored, _) in self.sparse.get(o).into_iter().flat_map(|t| t.values()) {
                m.mark_word(stored.bits());
            }
        }
        // SAFETY: the layouts of `cell.rs`, by kind.
        unsafe {
            let object = o.cell::<ObjectCell>();
            if !(*object).slots.is_null() {
                m.mark_cell(buffer_cell((*object).slots));
            }
            if (*object).elements != self.no_elements {
                m.mark_cell(buffer_cell((*object).elements));
            }
            if HAS_WORDS & 1 << kind != 0 {
                words(o.address(), OBJECT_INLINE as usize, usize::from(o.aux()), m);
            } else if kind == CellKind::Function as u8 {
                let f = o.cell::<FunctionCell>();
                m.mark_word((*f).env.bits());
                m.mark_word((*f).fields.bits());
                if (*(*f).info).flags & INFO_NATIVE == 0 {
                    m.mark_word((*f).home.bits());
                }
            } else if kind == CellKind::Generator as u8 {
                trace_frame(o, m);
            } else if kind == CellKind::Map as u8 || kind == CellKind::Set as u8 {
                debug_assert!(is_collection(o));
                for (key, value) in o.map_table().iter() {
                    m.mark_word(key.value().bits());
                    m.mark_word(value.bits());
                }
            } else if kind == CellKind::Namespace as u8 {
                crate::namespace::trace_namespace(o, m);
            }
        }
    }
}

/// The parts of a rope, or the flat string that it stands for.
///
/// # Safety
/// `cell` is a live string.
#[inline]
unsafe fn trace_string(cell: *mut u8, m: &mut Marker<'_>) {
    // SAFETY: the layout of a string.
    unsafe {
        let s = cell.cast::<StringCell>();
        if (*s).header.flags & STRING_ROPE != 0 {
            m.mark_word((*s).left.bits());
            m.mark_word((*s).right.bits());
        }
    }
}

/// Kinds whose `aux` counts value words behind the object header, a bit for each.
const HAS_WORDS: u64 = 1 << CellKind::Object as u8
    | 1 << CellKind::Error as u8
    | 1 << CellKind::Wrapper as u8
    | 1 << CellKind::Date as u8
    | 1 << CellKind::RegExp as u8
    | 1 << CellKind::BuiltinIterator as u8
    | 1 << CellKind::Arguments as u8
    | 1 << CellKind::FinalizationRegistry as u8
    | 1 << CellKind::Proxy as u8
    | 1 << CellKind::TypedArray as u8
    | 1 << CellKind::DataView as u8
    | 1 << CellKind::DisposableStack as u8;

/// # Safety
/// The cell has `count` words of values at `offset`.
unsafe fn words(cell: *mut u8, offset: usize, count: usize, m: &mut Marker<'_>) {
    for i in 0..count {
        // SAFETY: the caller's promise.
        m.mark_word(unsafe { cell.add(offset + i * 8).cast::<u64>().read() });
    }
}

/// The slots that are live in the state a generator is suspended in, and no others. While it runs,
/// still those of the state it was resumed from: values that stay in the frame from one suspension
/// to the next are not stored again, nor rooted on the stack.
///
/// # Safety
/// `o` is a live generator.
unsafe fn trace_frame(o: Object, m: &mut Marker<'_>) {
    // SAFETY: the compiler's descriptor fits the frame.
    unsafe {
        let g = o.cell::<GeneratorCell>();
        if (*g).flags & GENERATOR_DONE != 0 {
            return;
        }
        let desc = &*(*g).desc;
        if (*g).state >= desc.state_count {
            return;
        }
        let map = desc.maps.add((*g).state as usize * desc.map_words as usize);
        for slot in 0..desc.slot_count as usize {
            if *map.add(slot / 64) & (1 << (slot % 64)) != 0 {
                m.mark_word(o.address().add(GENERATOR_SLOTS as usize + slot * 8).cast::<u64>().read());
            }
        }
    }
}
