//! Arguments objects (10.4.4).
//!
//! A mapped one shares its first elements with the parameters of its function, which live in an
//! environment: parameter `i` in slot `i + 1`. Its internal slots are that environment and how many
//! elements are mapped. Such an element is a HOLE among the dense elements, and so no fast path finds
//! it; once one of them loses its mapping or an attribute, the elements are sparse, where a HOLE as
//! the stored word says that the element is still mapped.

use crate::cell::object_flags as flag;
use crate::context::Context;
use crate::error::JsResult;
use crate::object::Object;
use crate::property::{Attrs, Descriptor, NamedKey, Property};
use crate::value::Value;
use yarrow_abi::layout::{CellKind, ENV_SLOTS};

/// Internal slots: the environment or `undefined`, the number of mapped elements.
const ENVIRONMENT: usize = 0;
const MAPPED: usize = 1;
const SLOTS: u16 = 2;

impl Object {
    /// The environment of a mapped arguments object.
    fn parameter_map(self) -> Option<Value> {
        if !self.is(CellKind::Arguments) {
            return None;
        }
        Some(self.internal(ENVIRONMENT)).filter(|v| v.is_kind(CellKind::Environment))
    }

    /// Are some of its elements parameters?
    pub(crate) fn is_mapped(self) -> bool {
        self.parameter_map().is_some()
    }

    /// How many of the dense elements may be mapped.
    pub(crate) fn mapped_count(self) -> u32 {
        if self.is_mapped() { self.internal(MAPPED).as_int().unwrap_or(0).cast_unsigned() } else { 0 }
    }
}

fn slot(env: Value, i: u32) -> *mut Value {
    let cell = env.bits() as *mut u8;
    cell.wrapping_add(ENV_SLOTS as usize + (i as usize + 1) * 8).cast()
}

impl Context {
    /// An unmapped arguments object (10.4.4.6).
    pub fn new_arguments(&mut self, args: &[Value]) -> JsResult<Object> {
        let proto = self.intrinsics.object_prototype.value();
        let o = self.new_object_of_kind(CellKind::Arguments, proto, SLOTS)?;
        for (i, &v) in args.iter().enumerate() {
            self.define_data(o, (i as u32).into(), v, Attrs::ALL)?;
        }
        let (length, iterator, callee) = (self.names.length, self.symbols.iterator, self.names.callee);
        self.define_data(o, length.into(), Value::from(args.len() as u32), Attrs::HIDDEN)?;
        let values = self.intrinsics.array_values;
        self.define_data(o, iterator.into(), values, Attrs::HIDDEN)?;
        let thrower = self.intrinsics.throw_type_error;
        self.define_own_property(o, callee.into(), &Descriptor::accessor(thrower, thrower, Attrs::NONE))?;
        Ok(o)
    }

    /// Makes an object fresh from [`Context::new_arguments`] the mapped one of `callee`
    /// (10.4.4.7): `count` parameters live in the environment from slot 1 on.
    pub fn map_arguments(&mut self, o: Object, env: Value, callee: Value, count: u32) -> JsResult<()> {
        // The same slots, in a shape where `callee` is a data property.
        let key = NamedKey::from(self.names.callee);
        let proto = self.prototype_of(o);
        let mut shape = self.root_shape(proto, 0);
        for (k, place) in self.shapes.properties(o.shape()) {
            let attrs = if k == key { Attrs::HIDDEN } else { place.attrs };
            shape = self.shapes.add(shape, k, attrs);
        }
        o.set_shape(shape);
        if let Some(place) = self.own_place(o, key)? {
            self.write_slot(o, place.slot, callee);
        }
        let dense = o.dense_elements().map_or(0, <[Value]>::len) as u32;
        let count = count.min(dense);
        if count > 0 && env.is_kind(CellKind::Environment) {
            o.set_internal(ENVIRONMENT, env);
            o.set_internal(MAPPED, Value::from(count));
            (0..count as usize).for_each(|i| o.write_element(i, Value::HOLE));
            self.write_barrier(o);
        }
        Ok(())
    }

    /// The value of the parameter that element `i` is mapped to.
    pub(crate) fn mapped_value(&self, o: Object, i: u32) -> Option<Value> {
        let env = o.parameter_map()?;
        let mapped =
            if o.has_flag(flag::SPARSE) { self.sparse.get(o)?.get(&i)?.0.is_hole() } else { i < o.mapped_count() };
        // SAFETY: the compiler gave the environment a slot for each mapped parameter.
        mapped.then(|| unsafe { slot(env, i).read() })
    }

    /// `[[DefineOwnProperty]]` (10.4.4.2) of element `i`, which is mapped; `new` is what the checks of the
    /// ordinary method came to.
    pub(crate) fn define_mapped(&mut self, o: Object, i: u32, new: Property) -> JsResult<()> {
        let Some(env) = o.parameter_map() else { return Ok(()) };
        if !new.attrs.is_accessor() {
            // SAFETY: as above.
            unsafe { slot(env, i).write(new.value) };
        }
        if new.attrs == Attrs::ALL {
            return Ok(());
        }
        self.make_sparse(o);
        let stored = if new.attrs.is_accessor() {
            self.new_accessor(new.value, new.setter)?
        } else if new.attrs.writable() {
            Value::HOLE
        } else {
            new.value
        };
        self.sparse.get_mut(o).insert(i, (stored, new.attrs));
        Ok(())
    }
}
