//! The objects of the realm that the runtime knows by name. Prototypes exist from the start; what
//! built-ins install later (constructors, functions that fast paths recognise) is `undefined` until then.

use crate::args::Args;
use crate::cell::object_flags as flag;
use crate::context::{Context, Known};
use crate::error::JsResult;
use crate::function::NativeKind;
use crate::names::{Names, Symbols};
use crate::object::Object;
use crate::property::Attrs;
use crate::scope::Scope;
use crate::typed_array::ElementType;
use crate::value::Value;
use crate::values;
use yarrow_abi::kinds::ErrorKind;
use yarrow_abi::layout::{CellKind, OBJECT_INLINE};
use yarrow_values::{OutOfMemory, Store, Trace, Tracer};

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
        iterator_prototype_iterator, generator_return, generator_throw,
        function_has_instance, object_to_string, throw_type_error, eval,
        // RegExp, its `exec`, and what RegExp.prototype was made of.
        regexp, regexp_exec, regexp_members,
        // What Symbol.for and Symbol.keyFor share.
        symbol_registry,
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

impl Known<'static> {
    /// Names and symbols, and one object in the place of all others until a realm is filled.
    pub(crate) fn before_realm(store: &mut Store) -> Result<Self, OutOfMemory> {
        let names = Names::new(store)?;
        let symbols = Symbols::new(store)?;
        let (shape, _) = store.shapes.root(Value::NULL, 0, CellKind::Object);
        let object = store.alloc_object(CellKind::Object, OBJECT_INLINE as usize, shape)?;
        Ok(Known { global: object, intrinsics: Intrinsics::all(object), names, symbols })
    }
}

/// Makes the realm of a fresh context.
pub(crate) fn fill(ctx: &mut Context) -> JsResult<()> {
    fill_realm(ctx)?;
    let limit = ctx.store.heap.settings().max_bytes;
    let message = ctx.store.new_string(&format!("out of memory: the heap limit of {limit} bytes is reached"))?;
    ctx.store.out_of_memory = ctx.new_error(ErrorKind::RangeError, message)?.value();
    Ok(())
}

/// A prototype object, made out of line: there are many.
#[inline(never)]
fn prototype(ctx: &mut Context, proto: Value) -> JsResult<Object> {
    ctx.new_object_with(proto)
}

/// Makes the objects of a realm in the place of those that the context has.
pub(crate) fn fill_realm(ctx: &mut Context) -> JsResult<()> {
    let empty = ctx.names.empty;
    let object = ctx.new_object_sized(Value::NULL, 4)?;
    let p = object.value();
    let symbol_registry = ctx.intrinsics.symbol_registry;
    ctx.intrinsics = Intrinsics { symbol_registry, ..Intrinsics::all(object) };
    ctx.store.prefix.function_shape = ctx.root_shape(p, 0, CellKind::Function);
    let function = ctx.new_native(empty, 0, return_undefined, NativeKind::Function)?;
    ctx.intrinsics.function_prototype = function;
    ctx.store.prefix.function_shape = ctx.root_shape(function.value(), 0, CellKind::Function);
    ctx.store.prefix.array_shape = ctx.root_shape(p, 0, CellKind::Array);
    let array = ctx.new_array(&[])?;
    ctx.intrinsics.array_prototype = array;
    ctx.store.prefix.array_shape = ctx.root_shape(array.value(), 0, CellKind::Array);
    macro_rules! prototypes {
        ($($field:ident: $proto:expr,)*) => { $({
            let proto = $proto;
            ctx.intrinsics.$field = prototype(ctx, proto)?;
        })* };
    }
    prototypes! {
        string_prototype: p,
        number_prototype: p,
        boolean_prototype: p,
        symbol_prototype: p,
        bigint_prototype: p,
        iterator_prototype: p,
        async_iterator_prototype: p,
        generator_function_prototype: function.value(),
        async_function_prototype: function.value(),
        async_generator_function_prototype: function.value(),
        map_prototype: p,
        set_prototype: p,
        weak_map_prototype: p,
        weak_set_prototype: p,
        weak_ref_prototype: p,
        finalization_registry_prototype: p,
        date_prototype: p,
        regexp_prototype: p,
        promise_prototype: p,
        array_buffer_prototype: p,
        shared_array_buffer_prototype: p,
        data_view_prototype: p,
        typed_array_prototype: p,
        disposable_stack_prototype: p,
        async_disposable_stack_prototype: p,
        error_prototype: p,
    }
    // The prototypes of strings, numbers and booleans are wrappers themselves.
    for (value, which) in [(empty.value(), 0), (Value::int(0), 1), (Value::FALSE, 2)] {
        let w = ctx.new_object_of_kind(CellKind::Wrapper, p, 1)?;
        w.set_internal(0, value);
        match which {
            0 => ctx.intrinsics.string_prototype = w,
            1 => ctx.intrinsics.number_prototype = w,
            _ => ctx.intrinsics.boolean_prototype = w,
        }
    }
    let error = ctx.intrinsics.error_prototype.value();
    let iterator = ctx.intrinsics.iterator_prototype.value();
    let async_iterator = ctx.intrinsics.async_iterator_prototype.value();
    let typed_array = ctx.intrinsics.typed_array_prototype.value();
    prototypes! {
        generator_prototype: iterator,
        async_generator_prototype: async_iterator,
        array_iterator_prototype: iterator,
        map_iterator_prototype: iterator,
        set_iterator_prototype: iterator,
        string_iterator_prototype: iterator,
        regexp_string_iterator_prototype: iterator,
        type_error_prototype: error,
        range_error_prototype: error,
        reference_error_prototype: error,
        syntax_error_prototype: error,
        eval_error_prototype: error,
        uri_error_prototype: error,
        aggregate_error_prototype: error,
        suppressed_error_prototype: error,
        iterator_helper_prototype: iterator,
        int8_array_prototype: typed_array,
        uint8_array_prototype: typed_array,
        uint8_clamped_array_prototype: typed_array,
        int16_array_prototype: typed_array,
        uint16_array_prototype: typed_array,
        int32_array_prototype: typed_array,
        uint32_array_prototype: typed_array,
        float16_array_prototype: typed_array,
        float32_array_prototype: typed_array,
        float64_array_prototype: typed_array,
        bigint64_array_prototype: typed_array,
        biguint64_array_prototype: typed_array,
    }
    // Functions of these kinds find their prototype through a shape that must exist from the start.
    for proto in [
        ctx.intrinsics.generator_function_prototype,
        ctx.intrinsics.async_function_prototype,
        ctx.intrinsics.async_generator_function_prototype,
    ] {
        ctx.root_shape(proto.value(), 0, CellKind::Function);
    }
    ctx.make_iter_result_shape();
    let global = ctx.new_object_sized(p, 8)?;
    ctx.global = global;
    ctx.make_dictionary(global);
    // Global caches hang on the epoch as the caches of prototypes do.
    global.set_flag(flag::IS_PROTO);
    let key = ctx.names.global_this;
    ctx.add_property(global, key.into(), global.value(), Attrs::HIDDEN)?;
    for (name, value) in
        [("undefined", Value::UNDEFINED), ("NaN", Value::number(f64::NAN)), ("Infinity", Value::number(f64::INFINITY))]
    {
        let key = ctx.store.atom(name)?;
        ctx.add_property(global, key.into(), value, Attrs::NONE)?;
    }
    ctx.enter(|ctx| ctx.install_generators())?;
    let thrower = ctx.new_native(empty, 0, refuse_access, NativeKind::Function)?;
    ctx.intrinsics.throw_type_error = thrower.value();
    let i = &ctx.intrinsics;
    let watched = [
        i.iterator_prototype,
        i.generator_prototype,
        i.array_prototype,
        i.array_iterator_prototype,
        i.string_prototype,
        i.string_iterator_prototype,
        i.map_prototype,
        i.map_iterator_prototype,
        i.set_prototype,
        i.set_iterator_prototype,
    ];
    for watched in watched {
        ctx.become_prototype(watched);
        watched.set_flag(flag::WATCHED);
    }
    Ok(())
}

fn return_undefined<'s>(_: &mut Scope<'s>, _: Args<'s>) -> JsResult<values::Value<'s>> {
    Ok(Value::UNDEFINED)
}

/// %ThrowTypeError% (10.2.4.1). Old code asks functions that are not strict for their `caller` and `arguments`;
/// they answer `undefined`, as strict callers do elsewhere.
fn refuse_access<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<values::Value<'s>> {
    if args.this().as_object().is_some_and(|f| f.function_flags() == yarrow_abi::layout::INFO_CONSTRUCTOR) {
        return Ok(Value::UNDEFINED);
    }
    Err(ctx.throw_type_error(format_args!(
        "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them"
    )))
}
