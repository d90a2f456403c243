//! The collection: roots, tracing by kind of cell, weak processing, and the death of what cells own.

use crate::bare::{Object, Value};
use crate::cell::{
    AccessorCell, AsyncGeneratorCell, BufferCell, CoroutineCell, FunctionCell, PromiseCell, RawResultCell,
    ReactionCell, StringCell, object_flags as flag,
};
use crate::context::Context;
use crate::ephemerons::WaitingValues;
use crate::finalisation::RECORD;
use crate::iteration_records::trace_iteration;
use crate::shape::Shapes;
use crate::sparse::SparseTable;
use crate::suspended::{is_suspended, live_words};
use crate::values::{ObjectFields, buffer, environment_slots, is_collection};
use yarrow_abi::layout::{CellKind, INFO_NATIVE, OBJECT_INLINE, SIZE_CLASSES, STRING_ROPE};
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
        let single =
            [*out_of_memory, self.delegate_result, self.resumed, self.stepped, self.program[0], self.program[1]];
        self.chains.forget();
        let parts: [&dyn Trace; 14] = [
            prefix,
            strings,
            &self.known,
            &self.realms,
            &self.script_record,
            &self.modules,
            &self.units,
            &self.handles,
            &self.jobs,
            &self.timers,
            &self.tasks,
            &self.weak,
            &self.finalisations,
            &self.chains,
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
                cells.trace(cell, m);
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
        v.address().is_none_or(|c| self.store.heap.is_marked(c))
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
        let heap = &self.store.heap;
        let gone = self.finalisations.clear(|v| v.address().is_none_or(|c| heap.is_marked(c)));
        if gone > 0 {
            self.store.heap.add_external(-(gone as isize * RECORD));
        }
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
        self.forget_result_shapes();
        self.account_for_shapes();
        // Allocation caches compare addresses of functions, which may now be those of others.
        self.bump_epoch();
    }
}

fn buffer_cell(payload: *mut Value) -> *mut u8 {
    buffer(payload).cast_mut().cast()
}

impl Cells<'_> {
    fn drain(&self, m: &mut Marker<'_>) {
        while let Some(cell) = m.pop() {
            self.trace(cell, m);
        }
    }

    /// What a marked cell refers to.
    #[inline]
    fn trace(&self, cell: *mut u8, m: &mut Marker<'_>) {
        // SAFETY: what is marked is a live cell.
        let cell: Value = unsafe { Value::from_bits(cell as u64) };
        if let Some(s) = cell.layout::<StringCell>() {
            // The parts of a rope, or the flat string that it stands for.
            if s.header.flags.get() & STRING_ROPE != 0 {
                m.mark_word(s.left.get().bits());
                m.mark_word(s.right.get().bits());
            }
        } else if let Some(o) = cell.as_object() {
            self.trace_object(o, m);
        } else {
            trace_other(cell, m);
        }
    }

    fn trace_object(&self, o: Object, m: &mut Marker<'_>) {
        self.shapes.mark(o.shape(), m);
        if o.has_flag(flag::SPARSE) {
            for (stored, _) in self.sparse.get(o).into_iter().flat_map(|t| t.values()) {
                m.mark_word(stored.bits());
            }
        }
        if !o.slots().is_null() {
            m.mark_cell(buffer_cell(o.slots()));
        }
        if o.elements() != self.no_elements {
            m.mark_cell(buffer_cell(o.elements()));
        }
        let kind = o.kind_byte();
        if HAS_WORDS & 1 << kind != 0 {
            let words = o.address().wrapping_add(OBJECT_INLINE as usize);
            // SAFETY: objects of these kinds have so many words.
            unsafe { mark_words(words.cast(), usize::from(o.aux()), m) };
        } else if let Some(f) = o.layout_if::<FunctionCell>() {
            m.mark_word(f.env.get().bits());
            m.mark_word(f.fields.get().bits());
            // That word of a built-in is no value.
            if o.function_flags() & INFO_NATIVE == 0 {
                m.mark_word(f.home.get().bits());
            }
        } else if kind == CellKind::Generator as u8 {
            trace_frame(o.value(), m);
        } else if let Some(own) = o.layout_if::<AsyncGeneratorCell>() {
            m.mark_word(own.request.get().bits());
            m.mark_word(own.queue.get().bits());
            trace_frame(o.value(), m);
        } else if let Some(promise) = o.layout_if::<PromiseCell>() {
            m.mark_word(promise.word.get().bits());
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

/// What a cell refers to that is neither a string nor an object.
fn trace_other(cell: Value, m: &mut Marker<'_>) {
    if let Some(slots) = environment_slots(cell) {
        slots.iter().for_each(|slot| m.mark_word(slot.get().bits()));
    } else if let Some(b) = cell.layout::<BufferCell>() {
        let words = cell.address().map_or(std::ptr::null(), |start| start.wrapping_add(size_of::<BufferCell>()).cast());
        // SAFETY: a buffer has so many words.
        unsafe { mark_words(words, b.cap as usize, m) };
    } else if let Some(pair) = cell.layout::<AccessorCell>() {
        m.mark_word(pair.getter.bits());
        m.mark_word(pair.setter.bits());
    } else if let Some(symbol) = cell.as_symbol() {
        m.mark_word(symbol.description().bits());
    } else if let Some(raw) = cell.layout::<RawResultCell>() {
        m.mark_word(raw.result.bits());
    } else if let Some(own) = cell.layout::<CoroutineCell>() {
        m.mark_word(own.promise.get().bits());
        trace_frame(cell, m);
    } else if let Some(r) = cell.layout::<ReactionCell>() {
        for v in [r.on_fulfilled, r.on_rejected, r.capability, r.next.get()] {
            m.mark_word(v.bits());
        }
    } else {
        trace_iteration(cell, m);
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
    | 1 << CellKind::DisposableStack as u8
    | 1 << CellKind::Platform as u8
    | 1 << CellKind::Timer as u8;

/// # Safety
/// There are so many words of values.
unsafe fn mark_words(first: *const u64, count: usize, m: &mut Marker<'_>) {
    // SAFETY: the caller's promise.
    let words = unsafe { std::slice::from_raw_parts(first, count) };
    words.iter().for_each(|&word| m.mark_word(word));
}

/// The slots that are live in the state a generator is suspended in, and no others. While it runs,
/// still those of the state it was resumed from: values that stay in the frame from one suspension
/// to the next are not stored again, nor rooted on the stack.
fn trace_frame(g: Value, m: &mut Marker<'_>) {
    if is_suspended(g) {
        live_words(g).for_each(|(_, word)| m.mark_word(word));
    }
}
