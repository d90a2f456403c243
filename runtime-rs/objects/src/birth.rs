//! How a context comes to be, and the objects of a realm that exist before any built-in is installed.

use crate::args::Args;
use crate::bare::{Object, Value};
use crate::cell::object_flags as flag;
use crate::clock::Clock;
use crate::context::{Context, Known, Scope};
use crate::function::NativeKind;
use crate::intrinsics::Intrinsics;
use crate::names::{Names, Symbols};
use crate::throw::JsResult;
use crate::values::{self, Attrs, ObjectFields};
use yarrow_abi::layout::{CellKind, FastBuiltin, INFO_CONSTRUCTOR, INFO_ONE_ARGUMENT, OBJECT_INLINE};
use yarrow_gc::Settings;
use yarrow_values::{OutOfMemory, Store};

impl Context {
    /// A context for the current thread, with settings from the environment. It has the
    /// prototype objects, but no built-ins.
    ///
    /// # Panics
    /// As [`Context::with_settings`].
    #[must_use]
    pub fn new() -> Box<Context> {
        Context::with_settings(Settings::from_env())
    }

    /// A context with these settings.
    ///
    /// # Panics
    /// If there is no memory for one: [`Context::try_with_settings`] says so instead.
    #[must_use]
    pub fn with_settings(settings: Settings) -> Box<Context> {
        Context::try_with_settings(settings).expect("memory for a context")
    }

    /// A context with these settings; `None` if there is no memory for one.
    #[must_use]
    pub fn try_with_settings(settings: Settings) -> Option<Box<Context>> {
        // A limit that cannot hold the intrinsics would leave nothing to report it with.
        let max_bytes = settings.max_bytes.map(|bytes| bytes.max(4 << 20));
        let mut store = Store::try_new(Settings { max_bytes, ..settings })?;
        let known = Known::before_realm(&mut store).ok()?;
        let mut ctx = Box::new(Context {
            store,
            sparse: Default::default(),
            registry: Vec::new(),
            weak: Default::default(),
            regexps: Default::default(),
            modules: Default::default(),
            units: Default::default(),
            delegate_result: Value::UNDEFINED,
            chains: Default::default(),
            resumed: Value::UNDEFINED,
            stepped: Value::UNDEFINED,
            arguments_shapes: [0; 2],
            script_record: Default::default(),
            evaluator: None,
            intact: Default::default(),
            known_properties: Default::default(),
            setters: Default::default(),
            realms: Default::default(),
            libraries: None,
            installer: None,
            known,
            stdout: Default::default(),
            exit_code: 0,
            handles: Default::default(),
            finalisers: Default::default(),
            finalisations: Default::default(),
            jobs: Default::default(),
            program: [Value::UNDEFINED; 2],
            timers: Default::default(),
            tasks: Default::default(),
            on_rejections: None,
            clock: Clock::from_env(),
        });
        fill(&mut ctx).ok()?;
        Some(ctx)
    }

    /// Tells compiled code which functions it may do inline. Called once the built-ins stand.
    pub(crate) fn learn_fast_builtins(&mut self, math: Object) -> JsResult<()> {
        let constructor = self.names.constructor;
        let string = self.ordinary_own_property(self.intrinsics.string_prototype, constructor.into())?;
        let string = string.and_then(|p| p.value.as_object()).unwrap_or(math);
        for f in FastBuiltin::ALL {
            let holder = match f {
                FastBuiltin::StringCharCodeAt => self.intrinsics.string_prototype,
                FastBuiltin::StringFromCharCode => string,
                FastBuiltin::ArrayPush | FastBuiltin::ArrayPop | FastBuiltin::ArrayShift => {
                    self.intrinsics.array_prototype
                }
                FastBuiltin::MathAbs
                | FastBuiltin::MathCeil
                | FastBuiltin::MathFloor
                | FastBuiltin::MathImul
                | FastBuiltin::MathMax
                | FastBuiltin::MathMin
                | FastBuiltin::MathSqrt
                | FastBuiltin::MathTrunc => math,
            };
            let key = self.store.atom(f.property())?;
            let found = self.ordinary_own_property(holder, key.into())?;
            self.store.prefix.fast_builtins[f as usize] = found.map_or(Value::UNDEFINED, |p| p.value);
        }
        // So that reads of its properties are cached.
        self.become_prototype(math);
        self.make_dictionary(string);
        self.become_prototype(string);
        Ok(())
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
fn fill(ctx: &mut Context) -> JsResult<()> {
    fill_realm(ctx)?;
    let why = ctx.store.heap.settings().max_bytes.map_or_else(
        || "three quarters of the memory there is are in use, the default of YARROW_HEAP_MAX".to_owned(),
        |limit| format!("the heap limit of {limit} bytes is reached"),
    );
    ctx.store.out_of_memory = ctx.new_out_of_memory_error(&format!("out of memory: {why}"))?.value();
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
    let thrower = ctx.new_native(empty, 0, refuse_access, NativeKind::Function)?;
    ctx.intrinsics.throw_type_error = thrower.value();
    ctx.intrinsics.arguments_callee = ctx.store.new_accessor(thrower.value(), thrower.value())?;
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
        i.promise_prototype,
    ];
    for watched in watched {
        ctx.become_prototype(watched);
        watched.set_flag(flag::WATCHED);
    }
    // Caches know what numbers inherit, as what strings do, though no object need have this prototype.
    let number_prototype = ctx.intrinsics.number_prototype;
    ctx.become_prototype(number_prototype);
    Ok(())
}

fn return_undefined<'s>(_: &mut Scope<'s>, _: Args<'s>) -> JsResult<values::Value<'s>> {
    Ok(Value::UNDEFINED)
}

/// %ThrowTypeError% (10.2.4.1). Old code asks functions that are not strict for their `caller` and `arguments`;
/// both are `undefined`. Whether its other arguments matter makes no function strict.
fn refuse_access<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<values::Value<'s>> {
    let plain = |f: values::Object<'_>| f.function_flags() & !INFO_ONE_ARGUMENT == INFO_CONSTRUCTOR;
    if args.this().as_object().is_some_and(plain) {
        return Ok(Value::UNDEFINED);
    }
    Err(ctx.throw_type_error(format_args!(
        "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them"
    )))
}
