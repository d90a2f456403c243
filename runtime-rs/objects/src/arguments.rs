//! Arguments objects (10.4.4).
//!
//! A mapped one shares its first elements with the parameters of its function, which live in an
//! environment: parameter `i` in slot `i + 1`. Its internal slots are that environment and how many
//! elements are mapped. Such an element is a HOLE among the dense elements, and so no fast path finds
//! it; once one of them loses its mapping or an attribute, the elements are sparse, where a HOLE as
//! the stored word says that the element is still mapped.

use crate::bare::{Object, Property, Value};
use crate::cell::object_flags as flag;
use crate::context::Context;
use crate::shape::ShapeId;
use crate::throw::JsResult;
use crate::values::{Attrs, ObjectFields, environment_slots};
use std::cell::Cell;
use yarrow_abi::layout::{CellKind, OBJECT_INLINE};

/// Internal slots: the environment or `undefined`, the number of mapped elements.
const ENVIRONMENT: usize = 0;
const MAPPED: usize = 1;
const SLOTS: u16 = 2;

/// Property slots of a fresh object.
const LENGTH_SLOT: u32 = 0;
const CALLEE_SLOT: u32 = 2;

#[derive(Clone, Copy)]
enum ArgumentsKind {
    Unmapped = 0,
    Mapped = 1,
}

/// The environment of a mapped arguments object.
fn parameter_map(o: Object) -> Option<Value> {
    if !o.is(CellKind::Arguments) {
        return None;
    }
    Some(o.internal(ENVIRONMENT)).filter(|v| v.is_kind(CellKind::Environment))
}

/// Are some of its elements parameters?
pub(crate) fn is_mapped(o: Object) -> bool {
    parameter_map(o).is_some()
}

/// How many of the dense elements may be mapped.
pub(crate) fn mapped_count(o: Object) -> u32 {
    if is_mapped(o) { o.internal(MAPPED).as_int().unwrap_or(0).cast_unsigned() } else { 0 }
}

/// The parameter that element `i` is mapped to: the compiler gave the environment a slot for each.
fn slot(env: Value, i: u32) -> Option<&'static Cell<Value>> {
    environment_slots(env)?.get(i as usize + 1)
}

impl Context {
    /// The shape of a fresh arguments object: `length`, `@@iterator`, `callee` in the first slots.
    fn arguments_shape(&mut self, kind: ArgumentsKind) -> ShapeId {
        let proto = self.intrinsics.object_prototype.value();
        let known = self.arguments_shapes[kind as usize];
        // Another realm's objects have another prototype.
        if known != 0 && self.store.shapes.get(known).proto == proto {
            return known;
        }
        let callee = match kind {
            ArgumentsKind::Unmapped => Attrs::ACCESSOR,
            ArgumentsKind::Mapped => Attrs::HIDDEN,
        };
        let mut shape = self.root_shape(proto, 0, CellKind::Arguments);
        shape = self.store.shapes.add(shape, self.names.length.into(), Attrs::HIDDEN);
        shape = self.store.shapes.add(shape, self.symbols.iterator.into(), Attrs::HIDDEN);
        shape = self.store.shapes.add(shape, self.names.callee.into(), callee);
        self.arguments_shapes[kind as usize] = shape;
        shape
    }

    /// An unmapped arguments object (10.4.4.6).
    pub(crate) fn new_arguments(&mut self, args: &[Value]) -> JsResult<Object> {
        let shape = self.arguments_shape(ArgumentsKind::Unmapped);
        let o = self.store.alloc_object(CellKind::Arguments, OBJECT_INLINE as usize + usize::from(SLOTS) * 8, shape)?;
        o.object().header.aux.set(SLOTS);
        o.set_internal(ENVIRONMENT, Value::UNDEFINED);
        o.set_internal(MAPPED, Value::UNDEFINED);
        self.fill_elements(o, args)?;
        let length = Value::from(args.len() as u32);
        self.store.reserve_slot(o, 0, CALLEE_SLOT)?;
        for (slot, value) in
            [length, self.intrinsics.array_values, self.intrinsics.arguments_callee].into_iter().enumerate()
        {
            self.store.write_slot(o, slot as u32, value);
        }
        Ok(o)
    }

    /// The elements of an arguments object that nobody has tampered with, a HOLE for what is mapped.
    fn untouched_arguments<'a>(&self, o: &'a Object) -> Option<&'a [Value]> {
        if !o.is(CellKind::Arguments) || !self.arguments_shapes.contains(&o.shape()) {
            return None;
        }
        let length = self.store.read_slot(*o, LENGTH_SLOT);
        o.dense_elements().filter(|dense| length == Value::from(dense.len() as u32))
    }

    /// The same, if none is mapped.
    pub(crate) fn whole_arguments<'a>(&self, o: &'a Object) -> Option<&'a [Value]> {
        self.untouched_arguments(o).filter(|dense| !dense.contains(&Value::HOLE))
    }

    /// The values of an arguments object that nobody has tampered with: what CreateListFromArrayLike would
    /// collect.
    pub(crate) fn list_of_arguments(&mut self, o: Object) -> Option<Vec<Value>> {
        let dense = self.untouched_arguments(&o)?;
        let value = |(i, &v): (usize, &Value)| if v.is_hole() { self.mapped_value(o, i as u32) } else { Some(v) };
        dense.iter().enumerate().map(value).collect()
    }

    /// Makes an object fresh from [`Context::new_arguments`] the mapped one of `callee`
    /// (10.4.4.7): `count` parameters live in the environment from slot 1 on.
    pub(crate) fn map_arguments(&mut self, o: Object, env: Value, callee: Value, count: u32) -> JsResult<()> {
        let shape = self.arguments_shape(ArgumentsKind::Mapped);
        o.set_shape(shape);
        self.store.write_slot(o, CALLEE_SLOT, callee);
        let dense = o.dense_elements().map_or(0, <[Value]>::len) as u32;
        let count = count.min(dense);
        if count > 0 && env.is_kind(CellKind::Environment) {
            o.set_internal(ENVIRONMENT, env);
            o.set_internal(MAPPED, Value::from(count));
            (0..count as usize).for_each(|i| o.write_element(i, Value::HOLE));
            self.store.write_barrier(o);
        }
        Ok(())
    }

    /// The value of the parameter that element `i` is mapped to.
    pub(crate) fn mapped_value(&self, o: Object, i: u32) -> Option<Value> {
        let env = parameter_map(o)?;
        let mapped =
            if o.has_flag(flag::SPARSE) { self.sparse.get(o)?.get(&i)?.0.is_hole() } else { i < mapped_count(o) };
        slot(env, i).filter(|_| mapped).map(Cell::get)
    }

    /// `[[DefineOwnProperty]]` (10.4.4.2) of element `i`, which is mapped; `new` is what the checks of the
    /// ordinary method came to.
    pub(crate) fn define_mapped(&mut self, o: Object, i: u32, new: Property) -> JsResult<()> {
        let Some(env) = parameter_map(o) else { return Ok(()) };
        if !new.attrs.is_accessor() {
            slot(env, i).inspect(|parameter| parameter.set(new.value));
        }
        if new.attrs == Attrs::ALL {
            return Ok(());
        }
        self.make_sparse(o);
        let stored = if new.attrs.is_accessor() {
            self.store.new_accessor(new.value, new.setter)?
        } else if new.attrs.writable() {
            Value::HOLE
        } else {
            new.value
        };
        self.sparse_insert(o, i, stored, new.attrs)?;
        Ok(())
    }
}
