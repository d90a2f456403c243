//! Objects: the context and its scopes, internal methods, functions and calls, conversions, caches, errors, and all else
//! that looks into cells. What runs programs by these operations is the crate `yarrow-machine`.
//!
//! # Guide for writers of built-ins
//!
//! **A built-in** is a safe function, installed with [`rooted::Scope::define_method`] and its kin:
//!
//! ```text
//! /// Array.prototype.at (23.1.3.1)
//! fn array_at<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
//!     let o = ctx.to_object(args.this())?;
//!     let length = ctx.length_of(o)?;
//!     let relative = ctx.to_integer_or_infinity(args.get(0))?;
//!     let k = if relative >= 0.0 { relative } else { length as f64 + relative };
//!     if k < 0.0 || k >= length as f64 { return Ok(Value::UNDEFINED); }
//!     let key = ctx.key_from_number(k)?;
//!     ctx.get(o, key)
//! }
//!
//! pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
//!     let proto = ctx.intrinsics.array_prototype;           // prototypes exist from the start
//!     ctx.define_method(proto, "at", 1, array_at)?;          // name, length, function
//!     let array = ctx.define_constructor("Array", 1, array, proto)?; // also on the global object
//!     ctx.define_method(array, "isArray", 1, array_is_array)?;
//!     let values = ctx.define_method(proto, "values", 0, array_values)?;
//!     let key = ctx.symbols.iterator;
//!     ctx.define_data(proto, key.into(), values.value(), Attrs::HIDDEN)?;
//!     ctx.set_intrinsic(values.value(), |i, f| i.array_values = f);  // known to the fast iteration
//!     let key = ctx.symbols.species;
//!     ctx.define_accessor(array, key.into(), "[Symbol.species]", return_this, None)
//! }
//! ```
//!
//! **Roots**: a value is alive for its lifetime, see `docs/rooting.md` and [`rooted::Scope`]. What a method of `&mut self` returns
//! is rooted. A loop opens a scope for each turn: `let ctx = &mut ctx.inner();`. What outlives a turn is kept in a
//! [`rooted::Root`] (`ctx.slot(v)`), in an array or a [`rooted::List`], or leaves by [`rooted::Inner::escape`].
//!
//! **Arguments**: [`rooted::Args`]: `get(i)` (`undefined` if absent), `len()`, `from(i)` (the rest, as a slice), `this()`,
//! `callee()`, `new_target()`, `is_construct()`, `data()` (captured value).
//!
//! **Errors**: `return Err(ctx.throw_type_error(format_args!("{text} is not a function")))` (bind the description
//! first: `ctx.describe(v)`), `throw_range_error`, `throw_reference_error`, `throw_syntax_error`. A [`Throw`] holds no value:
//! `ctx.caught(throw)` takes the value, `ctx.throw(v)` throws one.
//!
//! **Strings**: [`rooted::JsString`] may be a rope; `ctx.flat(s)?` gives a [`rooted::FlatString`] with `chars()`
//! ([`Chars::Latin1`] or [`Chars::Utf16`]), which live as long as the string. Make them with `new_string(&str)`,
//! `new_string_utf16`, `substring`, `concat`, `char_string`; `to_rust()` copies out. `ctx.string_builder()` collects
//! units, `ctx.check_builder(&builder)?` in loops says when they are too many, `ctx.finish_string(builder)` makes the string.
//!
//! **Property keys**: [`rooted::PropertyKey`]: `ctx.names.length.into()`, `ctx.symbols.iterator.into()`,
//! `5u32.into()`, `ctx.atom("foo")?.into()`, `ctx.to_property_key(v)?`, `ctx.key_from_number(n)?`.
//!
//! **Objects**: `new_object()`, `new_object_with(proto)`, `new_array(&[Value])`,
//! `new_object_of_kind(kind, proto, internal_slots)` (internal slots: `ctx.internal(o, i)`, `o.set_internal(i, v)`,
//! initially `undefined`), `prototype_from_constructor(new_target, default)`. The internal methods go through Proxies and
//! TypedArrays, and so each may run JavaScript: `get`, `get_value` (any base), `set` (throws on failure),
//! `set_with_receiver`, `get_own_property`, `define_own_property`, `has_property`, `delete`, `own_keys` (a list),
//! `get_prototype_of`, `set_prototype_of`, `is_extensible`, `prevent_extensions`. `prototype_of(o)` looks at the shape alone.
//! Dense elements of arrays, without prototypes: `dense_element`, `dense_len`, `write_dense`, `with_dense`; `next_element`
//! passes over holes where nobody can tell.
//!
//! **Calls**: `ctx.call(f, this, &[args])`, `ctx.construct(f, &[args], new_target)`. **Iteration**:
//! `let iter = ctx.iter_open(v)?;`, in each turn `ctx.iter_next(iter)?`, and on an early exit `ctx.iter_close(iter)?` or,
//! with a `Throw` in hand, `return Err(ctx.iter_close_throw(iter, throw))`; these are the machine's: `use
//! yarrow_machine::prelude::*`.
//!
//! **Rust data in objects**: Map and Set objects: `new_collection`, `map_get`, `map_insert`, `map_remove`, `map_next`.
//! Bytes: `new_array_buffer`, `ctx.byte_store(o)` (borrowed), `resize_array_buffer`, `detach_array_buffer`; `new_view`,
//! `ctx.view(o)`, `typed_array_length(o)` (`None`: out of bounds), `typed_array_get`, `typed_array_set`.
//!
//! **Realms**: `ctx.global` and `ctx.intrinsics` are the current realm's. `new_realm()`, `in_realm(id, |ctx| ..)`,
//! `global_of(id)`, `intrinsics_of(id)`, `function_realm(f)`.

use yarrow_values::{self as values, bare, cell, hash, number, ordered, shape};

mod access;
mod args;
mod arguments;
mod array;
mod array_buffer;
mod bigint;
mod bigint_ops;
mod birth;
mod call;
mod chain_steps;
mod chains;
mod clock;
mod collections;
mod context;
mod convert;
mod dense;
mod descriptor;
mod drain;
mod elements;
mod environment;
mod ephemerons;
mod error;
mod eval_request;
mod exotic;
mod expect;
mod fast_iteration;
mod finalisation;
mod finalisers;
mod frame;
mod frame_place;
mod function;
mod generator;
mod get_entry;
mod handles;
mod holes;
mod host;
mod ic;
mod instance;
mod intact;
mod internal_methods;
mod intrinsics;
mod iter_results;
mod iteration_records;
mod job_queue;
mod jobs;
mod known_properties;
mod layouts;
mod members;
mod module;
mod modules;
mod names;
mod namespace;
mod object;
mod ops;
mod output;
mod private_cache;
mod private_names;
mod program_promise;
mod promise;
mod property;
mod proxy;
mod reaction;
mod realm;
mod realms;
mod regexp;
mod scope;
mod script_bindings;
mod script_record;
mod setter_table;
mod setters;
mod sparse;
mod storage;
mod suspended;
mod symbol;
mod tasks;
mod throw;
mod timers;
mod trace;
mod typed_array;
mod unit;
mod units;
mod waker;
mod weak;

/// The types of code whose roots the compiler checks: see [`rooted::Scope`].
pub mod rooted {
    pub use crate::args::Args;
    pub use crate::call::Callee;
    pub use crate::context::Scope;
    pub use crate::frame::Frame;
    pub use crate::function::Native;
    pub use crate::scope::{Held, Inner, Keys, List, Root};
    pub use crate::values::{BigInt, Descriptor, FlatString, JsString, Object, Property, PropertyKey, Symbol, Value};
}

pub use array_buffer::MAX_BUFFER_BYTES;
pub use cell::object_flags;
pub use context::{Context, Evaluator, Installer, Known, LibraryInstaller, RejectionHook};
pub use convert::{Hint, as_index};
pub use drain::Drained;
pub use error::error_name;
pub use eval_request::{DynamicFunction, EvalRequest};
pub use expect::{
    expect_atom, expect_function, expect_generator, expect_kind, expect_object, expect_private_name, expect_string,
};
pub use function::{Code, Native, NativeKind, code_of, is_native};
pub use generator::{Resume, raw_result};
pub use handles::Handles;
pub use hash::Mixer;
pub use host::Finaliser;
pub use ic::{AllocCache, GetCache, GlobalCache, Hit, SetCache};
pub use intrinsics::Intrinsics;
pub use iteration_records::{ForIn, IterMode, Record};
pub use job_queue::Job;
pub use layouts::{LayoutCell, Wanted};
pub use members::{Lacking, Members};
pub use module::LoadError;
pub use names::{Names, Symbols};
pub use number::{format_number, is_space, string_to_number, trim};
pub use ops::Arithmetic;
pub use ordered::{Cursor, OrderedTable, TableKey};
pub use output::Output;
pub use private_cache::{PrivateAccess, PrivateCache};
pub use reaction::{PromiseState, Reaction, Settlement};
pub use realms::RealmId;
pub use scope::{Finalised, Part, word_of};
pub use shape::ShapeId;
pub use storage::Storage;
pub use tasks::{Phase, Tick};
pub use throw::{JsResult, Throw};
pub use timers::{TimerCall, TimerKind};
pub use units::{UNIT_MODULE, UnitFunction, UnitInstance, UnitPlaces};
pub use values::{
    Attrs, ByteStore, Chars, ElementType, MAX_BIGINT_BITS, MAX_LENGTH, MapKey, MapTable, NamedKey, RawElement,
    RegExpFlags, RegExpMatch, Search, StringBuilder, View, f64_to_f16, number_to_raw,
};
pub use waker::Waker;
pub use yarrow_abi::arithmetic::{f64_pow, f64_rem, f64_to_i32};
pub use yarrow_abi::kinds::ErrorKind;
pub use yarrow_abi::layout::CellKind;
