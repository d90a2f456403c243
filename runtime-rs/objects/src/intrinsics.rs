//! The objects of the realm that the runtime knows by name. Prototypes exist from the start; what
//! built-ins install later (constructors, functions that fast paths recognise) is `undefined` until then.

use crate::bare::{Object, Value};
use crate::values::{self, ElementType};
use yarrow_abi::kinds::ErrorKind;
use yarrow_values::{Trace, Tracer};

macro_rules! intrinsics {
    (objects { $($object:ident,)* } values { $($value:ident,)* }) => {
        #[derive(Clone, Copy)]
        pub struct Intrinsics<'s> {
            $(pub $object: values::Object<'s>,)*
            $(pub $value: values::Value<'s>,)*
        }

        impl<'s> Intrinsics<'s> {
            /// The object of `other` that stands where `o` stands here.
            #[must_use]
            pub fn corresponding(&self, o: values::Object<'_>, other: &Intrinsics<'s>) -> Option<values::Object<'s>> {
                $(if self.$object == o { return Some(other.$object); })*
                None
            }
        }

        impl Intrinsics<'static> {
            /// Every prototype stands for this object until it is made.
            pub(crate) fn all(o: Object) -> Self {
                Intrinsics { $($object: o,)* $($value: Value::UNDEFINED,)* }
            }

        }

        impl Trace for Intrinsics<'static> {
            fn trace(&self, tracer: &mut Tracer<'_, '_>) {
                tracer.values(&[$(self.$object.value()),*]);
                tracer.values(&[$(self.$value),*]);
            }
        }
    };
}

intrinsics! {
    objects {
        object_prototype, function_prototype, array_prototype, string_prototype, number_prototype,
        boolean_prototype, symbol_prototype, bigint_prototype, iterator_prototype, async_iterator_prototype,
        generator_function_prototype, generator_prototype, async_function_prototype,
        async_generator_function_prototype, async_generator_prototype, array_iterator_prototype,
        map_iterator_prototype, set_iterator_prototype, string_iterator_prototype,
        regexp_string_iterator_prototype, map_prototype, set_prototype, weak_map_prototype,
        weak_set_prototype, weak_ref_prototype, finalization_registry_prototype, date_prototype, regexp_prototype,
        promise_prototype, error_prototype, type_error_prototype, range_error_prototype,
        reference_error_prototype, syntax_error_prototype, eval_error_prototype, uri_error_prototype,
        aggregate_error_prototype, suppressed_error_prototype, iterator_helper_prototype,
        array_buffer_prototype, shared_array_buffer_prototype, data_view_prototype, typed_array_prototype,
        int8_array_prototype, uint8_array_prototype, uint8_clamped_array_prototype, int16_array_prototype,
        uint16_array_prototype, int32_array_prototype, uint32_array_prototype, float16_array_prototype,
        float32_array_prototype, float64_array_prototype, bigint64_array_prototype, biguint64_array_prototype,
        disposable_stack_prototype, async_disposable_stack_prototype,
    }
    values {
        // Constructors.
        array, promise, object, error, array_buffer, shared_array_buffer,
        // A list of the constructors of TypedArrays, by element type.
        typed_arrays,
        // Array.prototype.values, the `next` of array iterators, and their kin: fast iteration
        // checks that they are in place.
        array_values, array_iterator_next, string_iterator, string_iterator_next,
        map_entries, map_iterator_next, set_values, set_iterator_next,
        iterator_prototype_iterator, generator_return, generator_throw, async_generator_next,
        // What a promise that nobody has tampered with finds.
        promise_then, promise_species, promise_resolve,
        function_has_instance, object_to_string, throw_type_error, eval,
        // The pair of functions that `callee` of every unmapped arguments object is.
        arguments_callee,
        // RegExp, its `exec`, and what RegExp.prototype was made of.
        regexp, regexp_exec, regexp_members,
        // What Symbol.for and Symbol.keyFor share.
        symbol_registry,
        // What the libraries of `runtime-rs/web` have installed, in an order of their own; `undefined` before the first.
        platform,
    }
}

impl<'s> Intrinsics<'s> {
    /// The prototype of the TypedArrays with these elements.
    #[must_use]
    pub fn typed_array_prototype_of(&self, element: ElementType) -> values::Object<'s> {
        match element {
            ElementType::Int8 => self.int8_array_prototype,
            ElementType::Uint8 => self.uint8_array_prototype,
            ElementType::Uint8Clamped => self.uint8_clamped_array_prototype,
            ElementType::Int16 => self.int16_array_prototype,
            ElementType::Uint16 => self.uint16_array_prototype,
            ElementType::Int32 => self.int32_array_prototype,
            ElementType::Uint32 => self.uint32_array_prototype,
            ElementType::Float16 => self.float16_array_prototype,
            ElementType::Float32 => self.float32_array_prototype,
            ElementType::Float64 => self.float64_array_prototype,
            ElementType::BigInt64 => self.bigint64_array_prototype,
            ElementType::BigUint64 => self.biguint64_array_prototype,
        }
    }

    #[must_use]
    pub fn error_prototype(&self, kind: ErrorKind) -> values::Object<'s> {
        match kind {
            ErrorKind::Error => self.error_prototype,
            ErrorKind::TypeError => self.type_error_prototype,
            ErrorKind::RangeError => self.range_error_prototype,
            ErrorKind::ReferenceError => self.reference_error_prototype,
            ErrorKind::SyntaxError => self.syntax_error_prototype,
            ErrorKind::EvalError => self.eval_error_prototype,
            ErrorKind::UriError => self.uri_error_prototype,
        }
    }
}
