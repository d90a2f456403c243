//! The core of the runtime: values, strings, shapes, objects, calls, iteration, generators.
//!
//! # Guide for writers of built-ins
//!
//! **A built-in** is a safe function, installed with [`Context::define_method`] and its kin:
//!
//! ```text
//! /// Array.prototype.at (23.1.3.1)
//! fn array_at(ctx: &mut Context, args: Args) -> JsResult<Value> {
//!     let o = ctx.to_object(args.this())?;
//!     let length = ctx.length_of(o)?;
//!     let relative = ctx.to_integer_or_infinity(args.get(0))?;
//!     let k = if relative >= 0.0 { relative } else { length as f64 + relative };
//!     if k < 0.0 || k >= length as f64 { return Ok(Value::UNDEFINED); }
//!     let key = ctx.key_from_number(k)?;
//!     ctx.get(o, key)
//! }
//!
//! pub fn install(ctx: &mut Context) -> JsResult<()> {
//!     let proto = ctx.intrinsics.array_prototype;          // prototypes exist from the start
//!     ctx.define_method(proto, "at", 1, array_at)?;         // name, length, function
//!     let array = ctx.define_constructor("Array", 1, array, proto)?; // also on the global object
//!     ctx.define_method(array, "isArray", 1, array_is_array)?;
//!     let values = ctx.define_method(proto, "values", 0, array_values)?;
//!     let key = ctx.symbols.iterator;
//!     ctx.define_data(proto, key.into(), values.value(), Attrs::HIDDEN)?;
//!     ctx.intrinsics.array_values = values.value();         // known to the fast iteration
//!     let key = ctx.symbols.species;
//!     ctx.define_accessor(array, key.into(), "[Symbol.species]", return_this, None)
//! }
//! ```
//!
//! **Arguments**: [`Args`]: `get(i)` (`undefined` if absent), `len()`, `this()`, `callee()`,
//! `new_target()`, `is_construct()`, `data()` (captured value), `to_vec()`. They lie on the root
//! stack: always rooted, and `set(i, v)` reuses a slot as a root.
//!
//! **Roots**: only calls that may run JavaScript collect: [`Context::call`], `construct`, `get`,
//! `set`, `to_string`, `to_number`, `to_primitive`, iteration, and everything built on them.
//! Allocation never collects. A value, object, string or key of your own that you use *after*
//! such a call must be rooted before it: `let r = ctx.root(o);` then `r.object()` or `r.get()`;
//! `r.set(v)` replaces it. Roots go by themselves when the built-in returns; a loop that makes
//! roots wraps its body in `ctx.scope(|ctx| ...)`. `YARROW_GC=stress` finds what you forget.
//! A [`Throw`] holds its value bare too.
//!
//! **Errors**: `return Err(ctx.throw_type_error(format_args!("{} is not a function", ctx.describe(v))))`
//! (bind the description first), `throw_range_error`, `throw_reference_error`,
//! `throw_syntax_error`; `new_error(kind, message)`.
//!
//! **Strings**: [`JsString`] may be a rope; `ctx.flat(s)?` gives a [`FlatString`] with `chars()`
//! ([`Chars::Latin1`] or [`Chars::Utf16`]), `len()`. Make them with `new_string(&str)`,
//! `new_string_utf16`, `substring`, `concat`, `char_string`; `to_rust()` copies out.
//! [`StringBuilder`] collects units.
//!
//! **Property keys**: [`PropertyKey`]: `ctx.names.length.into()`, `ctx.symbols.iterator.into()`,
//! `5u32.into()`, `ctx.atom("foo")?.into()`, `ctx.to_property_key(v)?`, `ctx.key_from_number(n)?`.
//! Dynamic keys are cells: root `key.root_value()` across calls.
//!
//! **Objects**: `new_object()`, `new_object_with(proto)`, `new_array(&[Value])`,
//! `new_object_of_kind(kind, proto, internal_slots)` (internal slots: `o.internal(i)`,
//! `o.set_internal(i, v)`, initially `undefined`), `prototype_from_constructor(new_target, default)`.
//! Internal methods: `get_own_property(o, key)`, `define_own_property(o, key, &desc) -> JsResult<bool>`,
//! `has_property`, `get(o, key)`, `get_with_receiver`, `get_value(v, key)` (any base), `set(o, key, v)` (throws on
//! failure), `set_with_receiver -> JsResult<bool>`, `delete(o, key) -> JsResult<bool>`, `own_keys(o)`,
//! `prototype_of`, `set_prototype_of`, `is_extensible`, `prevent_extensions`.
//! Abstract operations: `create_data_property(o, key, v) -> JsResult<bool>`, `create_data_property_or_throw`,
//! `define_data(o, key, v, attrs)`, `define_property_or_throw`, `delete_or_throw`, `get_method(v, key)`,
//! `set_integrity(o, Integrity::Frozen)`, `test_integrity`,
//! `length_of`, `instance_of`, `ordinary_has_instance`, `species_constructor`, `is_array`, `invoke(v, key, args)`,
//! `array_push(a, v)`, `next_element`, `previous_element` (walks that skip holes), `list_from_array_like`, `copy_data_properties`,
//! `new_arguments`, `new_bound_function`, `set_function_name`. Arrays: `o.array_length()`,
//! `o.dense_elements() -> Option<&[Value]>` (holes among them).
//!
//! **Conversions**: `to_primitive(v, Hint)`, `to_boolean`, `to_number`, `to_numeric`, `to_string`,
//! `to_object`, `to_integer_or_infinity`, `to_length`, `to_int32`, `to_uint32`, `to_index`,
//! `number_to_string(f64)`, `string_to_number`, `to_bigint`, `to_bigint64`, `string_to_bigint`,
//! `number_to_bigint`, `new_bigint_i128` ([`BigInt`]), `same_value`, `same_value_zero`,
//! `strict_equals`, `loose_equals`, `type_of`.
//!
//! **Calls**: `ctx.call(f, this, &[args])`, `ctx.construct(f, &[args], new_target)`; both root what
//! they are given. **Iteration**: `let it = ctx.iter_open(v)?; let it = ctx.root(it);
//! while let Some(v) = ctx.iter_next(it.get())? { ... }`, and on an early exit
//! `ctx.iter_close(it.get())?` or, with a `Throw` in hand, `return Err(ctx.iter_close_throw(it.get(), throw))`.
//!
//! **Rust data in objects**: Map and Set objects own a [`MapTable`]: `ctx.new_collection(kind, proto)`, `o.map_table()`
//! (`get`, `contains`, `remove`, `clear`, `next(&mut cursor)`, `iter`), `ctx.map_key(v)?`, and
//! `ctx.map_insert(o, k, v)?`, which accounts for the memory.
//!
//! **Exotic objects**: the internal methods above go through Proxies and TypedArrays; so each may run
//! JavaScript. `prototype_of(o)` looks at the shape alone (null for a Proxy) and runs nothing;
//! `get_prototype_of(o)` is `[[GetPrototypeOf]]`. `own_keys` answers unrooted keys, `rooted_own_keys` roots
//! them. `new_proxy`, `proxy_parts`, `revoke_proxy`; `is_array(v)` throws for a revoked one.
//!
//! **Binary data**: `new_array_buffer(proto, length, max, shared)`, `o.byte_store()`, `resize_array_buffer`,
//! `detach_array_buffer`; `new_view(kind, proto, View { .. })`, `o.view()`, `typed_array_length(o)` (`None`: out
//! of bounds), `typed_array_get`, `typed_array_set`, `raw_to_value`, `value_to_raw`.
//!
//! **Realms**: `ctx.global` and `ctx.intrinsics` are the current realm's. `new_realm()`, `in_realm(id, |ctx| ..)`,
//! `global_of(id)`, `intrinsics_of(id)`, `function_realm(f)`. `prototype_from_constructor(new_target, default)`
//! takes the default of the current realm and answers that of new.target's.
//!
//! **Output**: `ctx.stdout.write(bytes)`; `ctx.write_stderr(bytes)` flushes it first.

mod arguments;
mod array;
mod array_buffer;
mod bigint;
mod bigint_ops;
mod cell;
mod class;
mod collections;
mod context;
mod convert;
mod dense;
mod descriptor;
mod dispose;
mod elements;
mod ephemerons;
mod error;
mod eval;
mod exotic;
mod function;
mod generator;
mod globals;
mod handles;
mod hash;
mod holes;
mod host;
mod ic;
mod intrinsics;
mod iterate;
mod module;
mod names;
mod number;
mod object;
mod ops;
mod ordered;
mod output;
mod property;
mod proxy;
mod realm;
mod regexp;
mod regexp_class;
mod regexp_pattern;
mod shape;
mod sparse;
mod string;
mod string_search;
mod symbol;
mod trace;
mod typed_array;
mod unit;
mod value;
pub mod values;
mod weak;

pub use array_buffer::{ByteStore, MAX_BUFFER_BYTES};
pub use bigint::{BigInt, MAX_BIGINT_BITS};
pub use cell::object_flags;
pub use class::{Integrity, MethodKind, PrivateKind};
pub use collections::{MapKey, MapTable};
pub use context::{Context, Root};
pub use convert::Hint;
pub use error::{JsResult, Throw};
pub use eval::{DynamicFunction, EvalRequest, Evaluator};
pub use function::{Args, Code, Native, NativeKind};
pub use generator::{Resume, Resumed};
pub use globals::{GlobalDeclaration, ScriptRecord, Strictness};
pub use handles::Handles;
pub use host::Finaliser;
pub use ic::{AllocCache, GetCache, GetEntry, GlobalCache, SetCache, SetEntry};
pub use intrinsics::Intrinsics;
pub use module::LoadError;
pub use names::{Names, Symbols};
pub use number::{f64_pow, f64_rem, f64_to_i32, format_number, is_space, string_to_number, trim};
pub use object::{Object, SlotRef};
pub use ops::Arithmetic;
pub use ordered::{Cursor, OrderedTable, TableKey};
pub use output::Output;
pub use property::{Attrs, Descriptor, NamedKey, Property, PropertyKey};
pub use realm::{Installer, RealmId};
pub use regexp::{RegExpFlags, RegExpMatch, Search};
pub use shape::ShapeId;
pub use string::{Chars, FlatString, JsString, MAX_LENGTH, StringBuilder};
pub use symbol::Symbol;
pub use typed_array::{ElementType, RawElement, View, f64_to_f16, number_to_raw};
pub use unit::{UNIT_MODULE, UnitInstance, UnitPlaces};
pub use value::Value;
pub use yarrow_abi::functions::ErrorKind;
pub use yarrow_abi::layout::CellKind;
