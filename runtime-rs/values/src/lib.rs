//! What JavaScript computes with: cells and values, strings, symbols, BigInts, shapes, property keys, tables, and the
//! store that holds them. This is the lowest layer of the runtime above the heap. Nothing in it runs JavaScript or
//! collects, and what fails fails for want of memory: see [`OutOfMemory`].
//!
//! # Values and their lifetimes
//! [`Value`], [`Object`], [`JsString`], [`Symbol`], [`BigInt`] and [`PropertyKey`] carry a lifetime, and the cell
//! behind each is alive for as long as that. There are two ways to come by one:
//!
//! * It is **rooted**: its word lies on the root stack, in a scope of the layer above that lasts for the lifetime.
//!   Objects do not move, so what is held is the word itself: the slot keeps it alive, and nobody reads it back.
//! * It is **borrowed** from a context that nobody may change meanwhile, and so not collect either.
//!
//! A value of an ended scope, or a borrowed one across a call that may run JavaScript, is an error of the borrow
//! checker. `docs/rooting.md` explains the rule with examples. Values without a cell (numbers, booleans, `undefined`,
//! …) are valid for every lifetime.
//!
//! Storage itself collects nothing, and so works on [`bare`] values, whose lifetime says nothing.

mod atoms;
mod attrs;
pub mod bare;
mod bigint;
mod bigints;
mod bytes;
pub mod cell;
mod chars;
mod collection;
mod elements;
mod environment;
mod function;
pub mod hash;
mod header;
pub mod held;
mod key;
pub mod number;
mod object;
pub mod ordered;
mod owner;
mod property;
mod regexp;
mod regexp_class;
mod regexp_flags;
mod regexp_pattern;
mod regexp_start;
mod root_stack;
mod roots;
pub mod shape;
mod slots;
mod store;
mod string;
mod string_builder;
pub mod string_search;
mod strings;
mod symbol;
mod symbols;
mod trace;
mod value;
mod view;

pub use atoms::Strings;
pub use attrs::Attrs;
pub use bigint::{BigInt, MAX_BIGINT_BITS, whole_to_big};
pub use bytes::{ByteStore, zeroed};
pub use chars::{Chars, MAX_LENGTH};
pub use collection::{MapKey, MapTable, is_collection};
pub use elements::{buffer, buffer_cap, unpack};
pub use environment::environment_slots;
pub use function::SourceFunction;
pub use key::{Descriptor, Property, PropertyKey};
pub use object::{Object, ObjectFields};
pub use owner::{Owned, RustData};
pub use property::NamedKey;
pub use regexp::{MAX_PROGRAMS, Program, RegExpCell, RegExpMatch, RegExps, Search};
pub use regexp_flags::RegExpFlags;
pub use root_stack::{RootMark, RootStack};
pub use shape::ShapeId;
pub use store::{IntactEntry, OutOfMemory, Prefix, ResultEntry, Store, values_of_list};
pub use string::{FlatString, JsString};
pub use string_builder::{Full, StringBuilder};
pub use symbol::Symbol;
pub use trace::{Trace, Tracer};
pub use value::Value;
pub use view::{ElementType, RawElement, View, f16_to_f64, f64_to_f16, number_to_raw};
