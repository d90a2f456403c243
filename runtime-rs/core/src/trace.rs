//! The collection: roots, tracing by kind of cell, weak processing, and the death of what cells own.

use crate::cell::{
    AccessorCell, BufferCell, CellHeader, FunctionCell, GeneratorCell, ObjectCell, RawResultCell, StringCell,
    SymbolCell, object_flags as flag,
};
use crate::collections::is_collection;
use crate::context::Context;
use crate::ephemerons::WaitingValues;
use crate::object::Object;
use crate::shape::Shapes;
use crate::sparse::SparseTable;
use crate::value::Value;
use yarrow_abi::layout::{
    CellKind, ENV_SLOTS, GENERATOR_DONE, GENERATOR_SLOTS, INFO_NATIVE, OBJECT_INLINE, STRING_ROPE,
};
use yarrow_gc::Marker;
use yarrow_gc::memory::clear;

/// What tracing an object needs to know besides the cell.
struct Tracer<'a> {
    shapes: &'a Shapes,
    sparse: &'a SparseTable,
}

impl Context {
    /// Collects now. A safepoint: all that is to live must be rooted.
    pub fn collect(&mut self) {
        let words = (self.root_top as usize - self.root_base as usize) / 8;
        // SAFETY: the live part of the root stack.
        let stack = unsafe { std::slice::from_raw_parts(self.root_base, words) };
        let known = &self.known;
        let (intrinsics, names, symbols, modules, weak, realms) =
            (&known.intrinsics, &known.names, &known.symbols, &self.modules, &self.weak, &self.realms);
        let singles =
            [self.exception, self.generator_next, self.out_of_memory, self.delegate_result, self.global.value()];
        let [unmapped, mapped] = self.arguments_shapes;
        let kept_shapes = [self.array_shape, self.function_shape, self.iter_result_shape, unmapped, mapped];
        let empty = buffer_cell(self.empty_elements);
        let single_chars = &self.single_chars;
        let units = &self.units;
        let handles = &self.handles;
        let fast_builtins = &self.fast_builtins;
        let script_record = &self.script_record;
        let tracer = Tracer { shapes: &self.shapes, sparse: &self.sparse };
        let collection = self.heap.mark(&mut self.buckets, |m| {
            m.mark_leaf(empty);
            for &word in stack {
                m.mark_word(word);
            }
            let mut mark = |v: Value| m.mark_word(v.bits());
            singles.into_iter().for_each(&mut mark);
            fast_builtins.iter().for_each(|v| mark(*v));
            intrinsics.each(&mut mark);
            realms.each_root(&mut mark);
            names.each(&mut mark);
            script_record.each_name(&mut mark);
            symbols.each(&mut |_, s| mark(s.value()));
            single_chars.iter().for_each(|s| mark(s.value()));
            modules.each_root(&mut mark);
            units.each_root(&mut mark);
            handles.each(&mut mark);
            realms.each_shape(&mut |id| tracer.shapes.mark(id, m));
            kept_shapes.into_iter().for_each(|id| tracer.shapes.mark(id, m));
            tracer.drain(m);
            let mut waiting = WaitingValues::default();
            for &map in &weak.collections {
                waiting.add_map(map, m);
            }
            while let Some(cell) = m.pop() {
                // SAFETY: as in `drain`.
                unsafe { tracer.trace(cell, m) };
                waiting.release(cell, m);
            }
        });
        self.regexps.forget_subject();
        self.forget_popped_frames();
        self.clear_weak();
        self.drop_dead();
        self.heap.sweep(collection);
        self.gc_pending = u32::from(self.heap.pending());
    }

    /// Zeroes the root stack above its top. A compiled frame does not initialise its slots, so that
    /// an unset one shows what an earlier, popped frame left there; cleared at each collection,
    /// such a word can only have been written since the last one, and so is not dangling.
    fn forget_popped_frames(&mut self) {
        // SAFETY: the range lies in the context's mapping, above all that is live.
        unsafe { clear(self.root_top.cast(), self.root_end as usize - self.root_top as usize) };
    }

    fn is_live(&self, v: Value) -> bool {
        v.cell().is_none_or(|c| self.heap.is_marked(c.cast()))
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
        let (live, dead): (Vec<_>, Vec<_>) = registry.into_iter().partition(|o| self.heap.is_marked(o.address()));
        self.registry = live;
        for o in dead {
            self.drop_owned(o);
        }
        let heap = &self.heap;
        self.atoms.retain(|cell| heap.is_marked(cell));
        if let Some(freed) = self.shapes.sweep() {
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

impl Tracer<'_> {
    fn drain(&self, m: &mut Marker<'_>) {
        while let Some(cell) = m.pop() {
            // SAFETY: marked cells are live, and so have a valid header and the layout of their kind.
            unsafe { self.trace(cell, m) };
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
                if (*header).flags & STRING_ROPE != 0 {
                    let s = cell.cast::<StringCell>();
                    m.mark_word((*s).left.bits());
                    m.mark_word((*s).right.bits());
                }
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
            m.mark_cell(buffer_cell((*object).elements));
            if kind == CellKind::Function as u8 {
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
                crate::module::trace_namespace(o, m);
            } else if has_words(kind) {
                words(o.address(), OBJECT_INLINE as usize, usize::from(o.aux()), m);
            }
        }
    }
}

/// Kinds whose `aux` counts value words behind the object header.
fn has_words(kind: u8) -> bool {
    [
        CellKind::Object,
        CellKind::Error,
        CellKind::Wrapper,
        CellKind::Date,
        CellKind::RegExp,
        CellKind::BuiltinIterator,
        CellKind::Arguments,
        CellKind::FinalizationRegistry,
        CellKind::Proxy,
        CellKind::TypedArray,
        CellKind::DataView,
        CellKind::DisposableStack,
    ]
    .iter()
    .any(|&k| k as u8 == kind)
}

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
