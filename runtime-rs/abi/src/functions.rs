//! The one table of functions that compiled code calls in the runtime.
//!
//! The compiler declares them from this table; `yarrow-rt` defines each and asserts its Rust
//! signature against it. Conventions:
//!
//! * `Ctx` is the context. `Sp` is the first free word of the root stack: a function that takes
//!   it may call back into JavaScript (and so collect), and roots its own `Value` parameters.
//! * A function with effect `throws` returns [`crate::value::EXCEPTION`] (`Value` results),
//!   [`crate::kinds::Condition::Threw`] (`Condition` results) when it threw.
//! * What is named after a type of [`crate::kinds`] is one of its numbers. An `I32` result is 0 or 1 where it decides
//!   something.
//! * `pure` functions neither throw nor have side effects that JavaScript can see.

use crate::kinds::Enumeration;

/// Machine type of a parameter or result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ty {
    Ctx,
    Sp,
    /// A boxed value: `u64`.
    Value,
    I32,
    U32,
    I64,
    F64,
    Ptr,
    Void,
    /// A number of an enumeration: `u32`, as a result `i32`.
    Kind(Enumeration),
}

/// The enumerations under their own names, as the table has them.
#[allow(non_upper_case_globals, reason = "they are the names of types")]
impl Ty {
    pub const ErrorKind: Ty = Ty::Kind(Enumeration::ErrorKind);
    pub const MethodKind: Ty = Ty::Kind(Enumeration::MethodKind);
    pub const PrivateKind: Ty = Ty::Kind(Enumeration::PrivateKind);
    pub const Enumerable: Ty = Ty::Kind(Enumeration::Enumerable);
    pub const GlobalDeclaration: Ty = Ty::Kind(Enumeration::GlobalDeclaration);
    pub const Mutability: Ty = Ty::Kind(Enumeration::Mutability);
    pub const Deletable: Ty = Ty::Kind(Enumeration::Deletable);
    pub const ResumeMode: Ty = Ty::Kind(Enumeration::ResumeMode);
    pub const Condition: Ty = Ty::Kind(Enumeration::Condition);
}

/// What a call may do besides computing its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effects {
    /// A safepoint: may collect.
    pub collects: bool,
    /// May run JavaScript, and so may collect.
    pub calls_js: bool,
    /// Enters code by itself, without the poll and the check of the stacks that the runtime makes before it calls.
    pub enters_code: bool,
    pub throws: bool,
    /// No effect that JavaScript can see; may be removed or merged.
    pub pure: bool,
}

impl Effects {
    const NONE: Effects = Effects { collects: false, calls_js: false, enters_code: false, throws: false, pure: false };
}

macro_rules! effect {
    ($e:ident collects) => {
        $e.collects = true;
    };
    ($e:ident calls_js) => {
        effect!($e calls_js_silently);
        $e.throws = true;
    };
    // What the JavaScript throws is dropped.
    ($e:ident calls_js_silently) => {
        $e.collects = true;
        $e.calls_js = true;
    };
    ($e:ident enters_code) => {
        effect!($e calls_js);
        $e.enters_code = true;
    };
    ($e:ident throws) => {
        $e.throws = true;
    };
    ($e:ident pure) => {
        $e.pure = true;
    };
}

macro_rules! rt_functions {
    ($($(#[doc = $doc:literal])* fn $name:ident($($param:ident),*) -> $result:ident [$($effect:ident)*];)*) => {
        /// A runtime function of the table.
        #[allow(non_camel_case_types, reason = "the variants are the C names")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum RtFn { $($(#[doc = $doc])* $name,)* }

        impl RtFn {
            /// Every function, in table order.
            pub const ALL: &'static [RtFn] = &[$(RtFn::$name,)*];

            /// The C symbol.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(RtFn::$name => stringify!($name),)* }
            }

            #[must_use]
            pub const fn params(self) -> &'static [Ty] {
                match self { $(RtFn::$name => &[$(Ty::$param),*],)* }
            }

            #[must_use]
            pub const fn result(self) -> Ty {
                match self { $(RtFn::$name => Ty::$result,)* }
            }

            #[must_use]
            pub const fn effects(self) -> Effects {
                #[allow(unused_mut, reason = "functions without effects")]
                match self {
                    $(RtFn::$name => {
                        let mut e = Effects::NONE;
                        $(effect!(e $effect);)*
                        e
                    })*
                }
            }
        }

        /// Calls `$with! { $(name (params) result;)* }`: lets the runtime check its definitions.
        #[macro_export]
        macro_rules! for_each_rt_function {
            ($with:ident) => { $with! { $($name ($($param)*) $result;)* } };
        }
    };
}

rt_functions! {
    // --- operators on values of any type ---------------------------------------------------
    fn rt_add(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_sub(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_mul(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_div(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_rem(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_exp(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_bit_and(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_bit_or(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_bit_xor(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_shl(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_shr(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_ushr(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_neg(Ctx, Sp, Value) -> Value [calls_js];
    fn rt_bit_not(Ctx, Sp, Value) -> Value [calls_js];
    fn rt_inc(Ctx, Sp, Value) -> Value [calls_js];
    fn rt_dec(Ctx, Sp, Value) -> Value [calls_js];
    /// ToNumber.
    fn rt_to_number(Ctx, Sp, Value) -> Value [calls_js];
    /// ToNumeric of an operand of a bitwise operator whose other operand is a number: TypeError for a BigInt.
    fn rt_bitwise_operand(Ctx, Sp, Value) -> Value [calls_js];
    /// ToNumeric (the operand of `++` and `--`).
    fn rt_to_numeric(Ctx, Sp, Value) -> Value [calls_js];
    fn rt_to_string(Ctx, Sp, Value) -> Value [calls_js];
    /// ToPropertyKey: an interned string or a symbol, or an integer value for an array index.
    fn rt_to_property_key(Ctx, Sp, Value) -> Value [calls_js];
    fn rt_to_object(Ctx, Sp, Value) -> Value [throws];
    /// OrdinaryCallBindThis of a function that is not strict: (`this` argument).
    fn rt_coerce_this(Ctx, Sp, Value) -> Value [throws];
    /// A BigInt: (its decimal digits).
    fn rt_bigint_new(Ctx, Sp, Value) -> Value [throws];
    fn rt_lt(Ctx, Sp, Value, Value) -> Condition [calls_js];
    fn rt_le(Ctx, Sp, Value, Value) -> Condition [calls_js];
    fn rt_gt(Ctx, Sp, Value, Value) -> Condition [calls_js];
    fn rt_ge(Ctx, Sp, Value, Value) -> Condition [calls_js];
    fn rt_loose_eq(Ctx, Sp, Value, Value) -> Condition [calls_js];
    fn rt_strict_eq(Ctx, Value, Value) -> I32 [pure];
    fn rt_instanceof(Ctx, Sp, Value, Value) -> Condition [calls_js];
    /// `key in object`: (key, object).
    fn rt_in(Ctx, Sp, Value, Value) -> Condition [calls_js];
    /// ToBoolean.
    fn rt_truthy(Ctx, Value) -> I32 [pure];
    fn rt_typeof(Ctx, Value) -> Value [pure];
    fn rt_f64_rem(F64, F64) -> F64 [pure];
    fn rt_f64_pow(F64, F64) -> F64 [pure];
    /// ToInt32 of a double.
    fn rt_f64_to_i32(F64) -> I32 [pure];

    // --- errors ------------------------------------------------------------------------------
    /// ReferenceError: cannot access (name) before initialization.
    fn rt_throw_tdz(Ctx, Sp, Value) -> Value [throws];
    /// TypeError: assignment to constant variable (name).
    fn rt_throw_const_assign(Ctx, Sp, Value) -> Value [throws];
    /// Throws a new error: (`ErrorKind`, message).
    fn rt_throw_error(Ctx, Sp, ErrorKind, Value) -> Value [throws];
    /// TypeError: (source text of the callee) is not a function: (callee, text).
    fn rt_throw_not_callable(Ctx, Sp, Value, Value) -> Value [throws];
    /// RangeError: the root stack or the native stack is used up.
    fn rt_throw_stack_overflow(Ctx, Sp) -> Value [throws];
    /// TypeError: cannot destructure (value) as it is null or undefined; (value, source text).
    fn rt_throw_not_destructurable(Ctx, Sp, Value, Value) -> Value [throws];

    // --- bindings ----------------------------------------------------------------------------
    /// A name of the global environment: a script's lexical declaration, else a property of the
    /// global object; ReferenceError if absent or uninitialised: (name, global cache).
    fn rt_global_get(Ctx, Sp, Value, Ptr) -> Value [calls_js];
    /// As above, but `undefined` if absent (`typeof name`).
    fn rt_global_get_or_undefined(Ctx, Sp, Value, Ptr) -> Value [calls_js];
    /// Strict assignment to a name of the global environment: (name, value).
    fn rt_global_set(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// As above in code that is not strict: makes the property where there is none.
    fn rt_global_set_sloppy(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// `delete name` of the global environment.
    fn rt_global_delete(Ctx, Sp, Value) -> Condition [calls_js];
    /// HasBinding of the global environment.
    fn rt_global_has(Ctx, Sp, Value) -> Condition [calls_js];
    /// The global object.
    fn rt_global_this(Ctx) -> Value [pure];
    /// The checks of GlobalDeclarationInstantiation: (name, `GlobalDeclaration`).
    fn rt_global_check(Ctx, Sp, Value, GlobalDeclaration) -> Value [calls_js];
    /// Enters a script's lexical declaration, uninitialised: (name, slot of the binding, `Mutability`).
    fn rt_global_declare_lexical(Ctx, Sp, Value, Ptr, Mutability) -> Value [throws];
    /// CreateGlobalVarBinding: (name, `Deletable`).
    fn rt_global_declare_var(Ctx, Sp, Value, Deletable) -> Value [calls_js];
    /// CreateGlobalFunctionBinding: (function, name, `Deletable`).
    fn rt_global_declare_function(Ctx, Sp, Value, Value, Deletable) -> Value [calls_js];
    /// HasBinding of an object scope: (object, name).
    fn rt_with_has(Ctx, Sp, Value, Value) -> Condition [calls_js];
    /// GetBindingValue of an object scope in strict code: (object, name).
    fn rt_with_get(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// As above in code that is not strict: `undefined` if absent.
    fn rt_with_get_sloppy(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// SetMutableBinding of an object scope in strict code: (object, value, name).
    fn rt_with_set(Ctx, Sp, Value, Value, Value) -> Value [calls_js];
    /// As above in code that is not strict.
    fn rt_with_set_sloppy(Ctx, Sp, Value, Value, Value) -> Value [calls_js];
    /// A call that may be a direct eval. `Sp` points at callee, `undefined`, arguments: (argc,
    /// environment or `undefined`, `StaticStr` that describes the scopes around, instance of the
    /// calling module, source text of the callee).
    fn rt_direct_eval(Ctx, Sp, I64, Value, Ptr, Ptr, Value) -> Value [enters_code];
    /// A new environment of so many slots, each `undefined`.
    fn rt_env_new(Ctx, U32) -> Value [throws];

    // --- functions and classes -----------------------------------------------------------------
    /// A function object: (code, `FunctionInfo`, environment).
    fn rt_closure(Ctx, Ptr, Ptr, Value) -> Value [throws];
    /// SetFunctionName: (function, property key, `MethodKind`).
    fn rt_set_function_name(Ctx, Sp, Value, Value, MethodKind) -> Value [throws];
    /// ClassDefinitionEvaluation's heart: (constructor closure, heritage or TDZ for none).
    /// Creates the prototype object, links both, and returns the prototype.
    fn rt_class_new(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// GetSuperConstructor: the `[[Prototype]]` of (active function).
    fn rt_super_constructor(Ctx, Value) -> Value [pure];
    /// OrdinaryCreateFromConstructor: (callee, new.target, allocation cache or null).
    fn rt_create_this(Ctx, Sp, Value, Value, Ptr) -> Value [calls_js];
    /// Runs a class's field initialisers: (constructor, this).
    fn rt_init_fields(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// `[[Call]]`: `Sp` points at callee, `this`, arguments: (argc, source text of the callee).
    fn rt_call_value(Ctx, Sp, I64, Value) -> Value [enters_code];
    /// The same as a function of the runtime, which polls and checks the stacks, so that the caller need not.
    fn rt_call_checked(Ctx, Sp, I64, Value) -> Value [calls_js];
    /// `[[Construct]]`: `Sp` points at callee, new.target, arguments: (argc, source text of the callee).
    fn rt_construct(Ctx, Sp, I64, Value) -> Value [enters_code];
    /// Call with the elements of an array as arguments: (callee, this, array, source text).
    fn rt_call_spread(Ctx, Sp, Value, Value, Value, Value) -> Value [calls_js];
    /// Construct likewise: (callee, new.target, array, source text).
    fn rt_construct_spread(Ctx, Sp, Value, Value, Value, Value) -> Value [calls_js];
    /// Rest parameter: (first of the arguments, argc, index of the first rest argument).
    fn rt_rest(Ctx, Ptr, I64, U32) -> Value [throws];
    /// Unmapped arguments object: (first of the arguments, argc).
    fn rt_arguments(Ctx, Ptr, I64) -> Value [throws];
    /// Makes that the mapped arguments object of a function that is not strict: (arguments object,
    /// environment, function, how many parameters live in the environment from slot 1 on).
    fn rt_map_arguments(Ctx, Value, Value, Value, U32) -> Value [throws];

    // --- objects -------------------------------------------------------------------------------
    /// An ordinary object with %Object.prototype%: (inline slots, allocation cache).
    fn rt_object_new(Ctx, U32, Ptr) -> Value [throws];
    /// An empty array: (capacity).
    fn rt_array_new(Ctx, U32) -> Value [throws];
    /// Appends to an array made by a literal: (array, value or HOLE).
    fn rt_array_push(Ctx, Value, Value) -> Value [throws];
    /// Appends to an array whose elements lie side by side, up to its length, and that takes more: (array, value). 0 if there is no
    /// memory for one more; nothing is done then.
    fn rt_array_append_dense(Ctx, Value, Value) -> I32 [];
    /// Appends what an iterable yields to an array made by a literal: (array, iterable, source text).
    fn rt_array_append(Ctx, Sp, Value, Value, Value) -> Value [calls_js];
    /// (object, interned key, get cache).
    fn rt_get_prop(Ctx, Sp, Value, Value, Ptr) -> Value [calls_js];
    /// The property if it is found without running code, HOLE otherwise: (object, interned key, get cache).
    fn rt_get_data(Ctx, Value, Value, Ptr) -> Value [];
    /// Strict assignment: (object, interned key, value, set cache).
    fn rt_set_prop(Ctx, Sp, Value, Value, Value, Ptr) -> Value [calls_js];
    /// Assignment in code that is not strict: nothing where it is refused.
    fn rt_set_prop_sloppy(Ctx, Sp, Value, Value, Value, Ptr) -> Value [calls_js];
    /// CreateDataPropertyOrThrow with a constant key: (object, interned key, value, set cache).
    fn rt_init_prop(Ctx, Sp, Value, Value, Value, Ptr) -> Value [calls_js];
    /// Has the cell of a layout know an object of it, if the value is one: (value, cell, names, the module's strings). 1 if the cell
    /// knows what it did not know before, else 0.
    fn rt_layout_learn(Ctx, Value, Ptr, Ptr, Ptr) -> I32 [];
    fn rt_get_elem(Ctx, Sp, Value, Value) -> Value [calls_js];
    fn rt_set_elem(Ctx, Sp, Value, Value, Value) -> Value [calls_js];
    /// Assignment in code that is not strict.
    fn rt_set_elem_sloppy(Ctx, Sp, Value, Value, Value) -> Value [calls_js];
    /// CreateDataPropertyOrThrow: (object, key, value).
    fn rt_define_field(Ctx, Sp, Value, Value, Value) -> Value [calls_js];
    /// Strict `delete object[key]`.
    fn rt_delete(Ctx, Sp, Value, Value) -> Condition [calls_js];
    /// `delete object[key]` in code that is not strict.
    fn rt_delete_sloppy(Ctx, Sp, Value, Value) -> Condition [calls_js];
    /// `super[key]`: (home object, key, this).
    fn rt_get_super(Ctx, Sp, Value, Value, Value) -> Value [calls_js];
    /// `super[key] = value`: (home object, key, this, value).
    fn rt_set_super(Ctx, Sp, Value, Value, Value, Value) -> Value [calls_js];
    /// The same in code that is not strict.
    fn rt_set_super_sloppy(Ctx, Sp, Value, Value, Value, Value) -> Value [calls_js];
    /// Defines a method or accessor, naming the function and setting its home object:
    /// (object, key, function, `MethodKind`, `Enumerable`).
    fn rt_define_method(Ctx, Sp, Value, Value, Value, MethodKind, Enumerable) -> Value [calls_js];
    /// `__proto__: value` in an object literal.
    fn rt_set_proto_literal(Ctx, Sp, Value, Value) -> Void [];
    /// CopyDataProperties: (target, source, array of excluded keys or undefined).
    fn rt_copy_props(Ctx, Sp, Value, Value, Value) -> Value [calls_js];
    /// The template object of a tagged template: (array of cooked strings, array of raw strings).
    fn rt_template_object(Ctx, Sp, Value, Value) -> Value [throws];
    /// A RegExp of a literal: (pattern, flags).
    fn rt_regexp_new(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// GetDisposeMethod (sync-dispose): `undefined` for `undefined` and `null`.
    fn rt_dispose_method(Ctx, Sp, Value) -> Value [calls_js];
    /// GetDisposeMethod (async-dispose): `null` for `undefined` and `null`.
    fn rt_async_dispose_method(Ctx, Sp, Value) -> Value [calls_js];
    /// A SuppressedError: (error, what it suppressed).
    fn rt_suppressed_error_new(Ctx, Sp, Value, Value) -> Value [throws];
    /// What a literal of constants makes: (its words, as [`crate::literal`] has them; their number; the module's strings).
    fn rt_literal_new(Ctx, Sp, Ptr, U32, Ptr) -> Value [throws];
    /// A module namespace: (entries `[(string index, global index); n]` as u32 pairs, n, instance).
    fn rt_namespace_new(Ctx, Ptr, U32, Ptr) -> Value [throws];
    /// A fresh private name: (description string).
    fn rt_private_name(Ctx, Value) -> Value [throws];
    /// PrivateGet: (object, private name, private cache). TypeError if absent.
    fn rt_private_get(Ctx, Sp, Value, Value, Ptr) -> Value [calls_js];
    /// PrivateSet: (object, private name, value, private cache).
    fn rt_private_set(Ctx, Sp, Value, Value, Value, Ptr) -> Value [calls_js];
    /// PrivateFieldAdd / PrivateMethodOrAccessorAdd: (object, private name, value,
    /// `PrivateKind`, private cache).
    fn rt_private_define(Ctx, Sp, Value, Value, Value, PrivateKind, Ptr) -> Value [calls_js];
    /// `#x in object`: (object, private name, private cache).
    fn rt_private_has(Ctx, Sp, Value, Value, Ptr) -> Condition [calls_js];

    // --- iteration -------------------------------------------------------------------------------
    /// GetIterator(value, sync): (iterable, source text). Answers what the functions below take:
    /// the generator object itself when it would be pulled by the intrinsic `next`, else an
    /// internal record. Never visible to JavaScript.
    fn rt_iter_open(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// IteratorStepValue: the next value, or ITER_DONE. A record whose `next` threw or finished is
    /// done: it returns ITER_DONE ever after, and closing it does nothing.
    fn rt_iter_next(Ctx, Sp, Value) -> Value [calls_js];
    /// Likewise, without a look at the value; returns undefined.
    fn rt_iter_skip(Ctx, Sp, Value) -> Value [calls_js];
    /// IteratorClose with a normal (or return) completion.
    fn rt_iter_close(Ctx, Sp, Value) -> Value [calls_js];
    /// IteratorClose with a throw completion: what `return` throws is dropped. No exception is
    /// pending before or after (the handler has caught it and will rethrow).
    fn rt_iter_close_silent(Ctx, Sp, Value) -> Void [calls_js_silently];
    /// An array of the values left (rest element of an array pattern).
    fn rt_iter_rest(Ctx, Sp, Value) -> Value [calls_js];
    /// IteratorComplete and IteratorValue for a step of a record: (record, what its `next` returned). Answers as `rt_iter_next`.
    fn rt_iter_result_value(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// GetIterator(value, async): (iterable, source text). An internal record, or an async generator object that would be asked
    /// by the intrinsic `next`.
    fn rt_async_iter_open(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// Calls `next` without arguments; the result is to be awaited.
    fn rt_async_iter_next(Ctx, Sp, Value) -> Value [calls_js];
    /// Calls the method of a resume mode: (iterator, `ResumeMode`, received value). The result is to be awaited; ITER_DONE where
    /// there is no method.
    fn rt_async_iter_step(Ctx, Sp, Value, ResumeMode, Value) -> Value [calls_js];
    /// Calls `return` without arguments; as above.
    fn rt_async_iter_close(Ctx, Sp, Value) -> Value [calls_js];
    /// IteratorComplete; TypeError for what is no object.
    fn rt_iter_result_done(Ctx, Sp, Value) -> Condition [calls_js];
    /// TypeError for what is no object.
    fn rt_check_iter_result(Ctx, Sp, Value) -> Value [throws];
    fn rt_for_in_open(Ctx, Sp, Value) -> Value [calls_js];
    /// The next key, a string, or ITER_DONE.
    fn rt_for_in_next(Ctx, Sp, Value) -> Value [calls_js];

    // --- modules ---------------------------------------------------------------------------------
    /// Evaluates a module, an array as `module_graph.rs` of the machine has it: the promise of that.
    fn rt_evaluate_module(Ctx, Sp, Value) -> Value [calls_js];
    /// What the program waits for: (promise, function that says where it waits).
    fn rt_program_promise(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// The `type` that the second operand of `import()` asks for, or `undefined`.
    fn rt_import_type(Ctx, Sp, Value) -> Value [calls_js];
    /// The URL that a specifier names: (specifier, URL of the asking file, array of the URLs that there are or `undefined`).
    fn rt_find_module(Ctx, Sp, Value, Value, Value) -> Value [calls_js];

    // --- generators ------------------------------------------------------------------------------
    /// A generator object in state 0, its frame zeroed: (generator function, resume, `FrameDesc`,
    /// allocation cache). Its prototype is the function's `prototype`, or the intrinsic one.
    fn rt_generator_new(Ctx, Sp, Value, Ptr, Ptr, Ptr) -> Value [calls_js];
    /// The coroutine of an async function, its frame zeroed: (resume, `FrameDesc`).
    fn rt_coroutine_new(Ctx, Sp, Ptr, Ptr) -> Value [throws];
    /// An async generator object in state 0, its frame zeroed: (async generator function, resume, `FrameDesc`).
    fn rt_async_generator_new(Ctx, Sp, Value, Ptr, Ptr) -> Value [calls_js];
    /// A coroutine that is suspended for the first time waits: (coroutine, value). The promise of its result.
    fn rt_async_start(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// A new promise, resolved: (value).
    fn rt_async_return(Ctx, Sp, Value) -> Value [calls_js];
    /// A new promise, rejected: (reason).
    fn rt_async_throw(Ctx, Sp, Value) -> Value [throws];
    /// Resumes a generator that is neither running nor done by `next`; answers as its resume function does: (generator, value).
    fn rt_generator_answer(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// The result object for what a resumption just answered, whatever the flags say:
    /// (generator, value).
    fn rt_generator_result(Ctx, Value, Value) -> Value [throws];
    /// For a consumer without result objects, when the flags are not 0 after a resumption:
    /// opens a `RawResult`, returns the value, or ITER_DONE: (generator, value).
    fn rt_generator_unwrap(Ctx, Sp, Value, Value) -> Value [calls_js];
    /// One step of `yield*`: (iterator of `rt_iter_open`, `ResumeMode`, received value). Answers the
    /// value to yield (perhaps a `RawResult`), or ITER_DONE with the completion value kept for
    /// `rt_delegate_result`.
    fn rt_delegate_step(Ctx, Sp, Value, ResumeMode, Value) -> Value [calls_js];
    fn rt_delegate_result(Ctx) -> Value [];
    /// What `rt_delegate_step` makes of a `RawResult` that an inner generator, resumed inline, answered.
    fn rt_delegate_pass(Ctx, Sp, Value) -> Value [calls_js];

    // --- memory ------------------------------------------------------------------------------------
    /// The slow path of a poll: collects if asked to.
    fn rt_gc_poll(Ctx, Sp) -> Void [collects];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_may_collect_take_the_root_stack() {
        for f in RtFn::ALL {
            let e = f.effects();
            if e.collects {
                assert_eq!(f.params()[..2], [Ty::Ctx, Ty::Sp], "{}", f.name());
            }
            assert!(!(e.pure && (e.collects || e.throws)), "{}", f.name());
            assert!(!(e.throws && f.result() == Ty::Void), "{} cannot tell that it threw", f.name());
        }
    }
}
