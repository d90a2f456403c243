//! Module namespace objects (10.4.6).

use crate::bare::{FlatString, Object, Property, Value};
use crate::cell::{OwnerCell, object_flags as flag};
use crate::context::Context;
use crate::throw::JsResult;
use crate::values::{Attrs, ObjectFields, Owned};
use yarrow_abi::layout::CellKind;
use yarrow_gc::Marker;

impl Context {
    /// A module namespace over globals of an instance: (string index, global index) pairs, sorted by the units of the
    /// strings.
    ///
    /// # Safety
    /// `instance` is an instance of this context, and the indices lie in it; `strings` is the
    /// offset of its strings in words.
    pub(crate) unsafe fn new_namespace(&mut self, entries: &[(u32, u32)], instance: *mut u64) -> JsResult<Object> {
        let mut names = Vec::with_capacity(entries.len());
        let strings = self.instance_globals(instance);
        for &(string, global) in entries {
            // SAFETY: the caller's promise: strings follow the globals.
            let name = unsafe { Value::from_bits(instance.add(strings + string as usize).read()) };
            if let Some(name) = name.as_string().and_then(|s| s.as_flat()) {
                names.push((name, global));
            }
        }
        debug_assert!(names.is_sorted_by(|a, b| a.0.chars().compare(b.0.chars()).is_lt()));
        let shape = self.root_shape(Value::NULL, 0, CellKind::Namespace);
        let o = self.store.alloc_object(CellKind::Namespace, size_of::<OwnerCell>(), shape)?;
        o.own(Namespace { names, instance });
        self.register(o);
        let tag = self.symbols.to_string_tag;
        let module = self.names.module.value();
        self.add_property(o, tag.into(), module, Attrs::NONE)?;
        o.set_flag(flag::NON_EXTENSIBLE);
        Ok(o)
    }

    /// How many globals the instance at this address has.
    fn instance_globals(&self, instance: *mut u64) -> usize {
        let found = self.modules.loaded.iter().flatten().find(|l| std::ptr::eq(l.instance.address(), instance));
        let units = || self.units.globals_of(instance).unwrap_or(0);
        found.map_or_else(units, |l| l.desc.global_count as usize)
    }

    pub(crate) fn namespace_get_own(&mut self, o: Object, name: FlatString) -> JsResult<Option<Property>> {
        let ns = namespace(&o);
        let Some(global) = ns.global(name) else { return Ok(None) };
        // SAFETY: the global exists in the instance, which lives as long as the context.
        let value = unsafe { Value::from_bits(ns.instance.add(global as usize).read()) };
        if value == Value::TDZ {
            return Err(
                self.throw_reference_error(format_args!("Cannot access '{}' before initialization", name.string()))
            );
        }
        let attrs = Attrs::WRITABLE.with(Attrs::ENUMERABLE);
        Ok(Some(Property { attrs, value, setter: Value::UNDEFINED }))
    }

    /// Whether a namespace exports the name, its binding initialised or not.
    pub(crate) fn namespace_has(&self, o: Object, name: FlatString) -> bool {
        namespace(&o).global(name).is_some()
    }

    pub(crate) fn namespace_names(&self, o: Object) -> Vec<FlatString> {
        namespace(&o).names.iter().map(|&(n, _)| n).collect()
    }
}

struct Namespace {
    /// Sorted by code units.
    names: Vec<(FlatString, u32)>,
    instance: *mut u64,
}

impl Namespace {
    /// The global that the name stands for.
    fn global(&self, name: FlatString) -> Option<u32> {
        let at = self.names.binary_search_by(|(n, _)| n.chars().compare(name.chars())).ok()?;
        Some(self.names[at].1)
    }
}

fn namespace(o: &Object) -> &Namespace {
    o.owned()
}

// SAFETY: namespaces are made with one.
unsafe impl Owned for Namespace {
    fn owns(o: Object) -> bool {
        o.is(CellKind::Namespace)
    }
}

pub(crate) fn trace_namespace(o: Object, m: &mut Marker<'_>) {
    for (name, _) in &namespace(&o).names {
        m.mark_word(name.value().bits());
    }
}

pub(crate) fn drop_namespace(o: Object) {
    drop(o.take_owned::<Namespace>());
}
