//! The operations of the context, for scopes: each takes values that live for the call, and roots what it returns.

use super::{Cells, List, Root, Scope};
use crate::array_buffer::ByteStore;
use crate::collections::MapKey;
use crate::context::Context;
use crate::error::{JsResult, Throw};
use crate::exotic::Lookup;
use crate::function::{Native, NativeKind};
use crate::ic::{AllocCache, GetCache, GlobalCache, SetCache};
use crate::intrinsics::Intrinsics;
use crate::iterate::IterMode;
use crate::ops::Arithmetic;
use crate::ordered::Cursor;
use crate::property::{Attrs, NamedKey};
use crate::realm::RealmId;
use crate::regexp::{RegExpFlags, RegExpMatch, Search};
use crate::shape::{Place, ShapeId};
use crate::string::StringBuilder;
use crate::typed_array::{ElementType, RawElement, View};
use crate::values::{BigInt, Descriptor, FlatString, JsString, Object, Property, PropertyKey, Symbol, Value};
use std::fmt::Arguments;
use yarrow_abi::kinds::ErrorKind;
use yarrow_abi::layout::{CellKind, FrameDesc, FunctionInfo};
use yarrow_values::held::Bare;

/// Methods that call the one of the context with the same name. What that one rooted is released, then what it
/// returned is rooted.
macro_rules! forward {
    ($($(#[$doc:meta])* $vis:vis fn $name:ident$(<$k:lifetime>)?($($arg:ident: $t:ty),* $(,)?) -> JsResult<$r:ty>;)*) => {
        impl<'s> Scope<'s> { $(
            $(#[$doc])*
            $vis fn $name$(<$k>)?(&mut self, $($arg: $t),*) -> JsResult<$r> {
                let mark = self.ctx.store.root_mark();
                let result = self.ctx.$name($(Bare::bare($arg)),*);
                self.ctx.store.release_roots(mark);
                result.map(|held| self.keep(held))
            }
        )* }
    };
}

/// The same for methods that do not throw.
macro_rules! forward_infallible {
    ($($(#[$doc:meta])* $vis:vis fn $name:ident$(<$k:lifetime>)?($($arg:ident: $t:ty),* $(,)?) -> $r:ty;)*) => {
        impl<'s> Scope<'s> { $(
            $(#[$doc])*
            $vis fn $name$(<$k>)?(&mut self, $($arg: $t),*) -> $r {
                let mark = self.ctx.store.root_mark();
                let result = self.ctx.$name($(Bare::bare($arg)),*);
                self.ctx.store.release_roots(mark);
                self.keep(result)
            }
        )* }
    };
}

/// Methods that call the one of the store with the same name, and root what it returns.
macro_rules! from_store {
    ($($(#[$doc:meta])* $vis:vis fn $name:ident($($arg:ident: $t:ty),* $(,)?) -> JsResult<$r:ty>;)*) => {
        impl<'s> Scope<'s> { $(
            $(#[$doc])*
            $vis fn $name(&mut self, $($arg: $t),*) -> JsResult<$r> {
                let made = self.ctx.store.$name($(Bare::bare($arg)),*)?;
                Ok(self.keep(made))
            }
        )* }
    };
}

/// The same for methods that do not fail.
macro_rules! from_store_infallible {
    ($($(#[$doc:meta])* $vis:vis fn $name:ident($($arg:ident: $t:ty),* $(,)?) -> $r:ty;)*) => {
        impl<'s> Scope<'s> { $(
            $(#[$doc])*
            $vis fn $name(&mut self, $($arg: $t),*) -> $r {
                let found = self.ctx.store.$name($(Bare::bare($arg)),*);
                self.keep(found)
            }
        )* }
    };
}

/// Arguments without values in them.
macro_rules! as_it_is {
    ($($t:ty),*) => { $(
        impl Bare for $t {
            type To = Self;
            fn bare(self) -> Self {
                self
            }
        }
    )* };
}

as_it_is!(Arithmetic, NativeKind, IterMode, &mut GlobalCache, &mut GetCache, &mut SetCache, &mut AllocCache);

from_store! {
    /// A fresh private name.
    pub fn new_private_name(description: Value<'_>) -> JsResult<Symbol<'s>>;
    pub(crate) fn new_bigint_i128(n: i128) -> JsResult<BigInt<'s>>;
    pub(crate) fn new_accessor(getter: Value<'_>, setter: Value<'_>) -> JsResult<Value<'s>>;
    pub(crate) fn index_to_string(i: u32) -> JsResult<JsString<'s>>;
    /// Number::toString (6.1.6.1.20)
    pub fn number_to_string(d: f64) -> JsResult<JsString<'s>>;
    /// The atom spelt `text`.
    pub fn atom(text: &str) -> JsResult<FlatString<'s>>;
    /// The atom with the units of `s`.
    pub fn intern(s: JsString<'_>) -> JsResult<FlatString<'s>>;
    /// The flat form; a rope is flattened once and for all.
    pub fn flat(s: JsString<'_>) -> JsResult<FlatString<'s>>;
    /// The string of one code unit.
    pub fn char_string(unit: u16) -> JsResult<JsString<'s>>;
    /// `start..end` in code units, which are in range.
    pub fn substring(s: FlatString<'_>, start: usize, end: usize) -> JsResult<JsString<'s>>;
    /// A fresh symbol; the description is a string or `undefined`.
    pub fn new_symbol(description: Value<'_>) -> JsResult<Symbol<'s>>;
}

from_store_infallible! {
    pub(crate) fn write_slot(o: Object<'_>, slot: u32, value: Value<'_>) -> ();
    pub(crate) fn property_at(o: Object<'_>, place: Place) -> Property<'s>;
}

// Storage of properties and elements, and what hangs on shapes.
forward! {
    pub(crate) fn own_place(o: Object<'_>, key: NamedKey) -> JsResult<Option<Place>>;
    pub(crate) fn add_property(o: Object<'_>, key: NamedKey, value: Value<'_>, attrs: Attrs) -> JsResult<()>;
    pub(crate) fn ordinary_own_property(o: Object<'_>, key: PropertyKey<'_>) -> JsResult<Option<Property<'s>>>;
    pub(crate) fn ordinary_prevent_extensions(o: Object<'_>) -> JsResult<bool>;
}

forward_infallible! {
    pub(crate) fn set_attrs(o: Object<'_>, key: NamedKey, attrs: Attrs) -> ();
    pub(crate) fn remove_property(o: Object<'_>, key: NamedKey) -> ();
    pub(crate) fn replace_prototype(o: Object<'_>, proto: Value<'_>) -> ();
    pub(crate) fn ordinary_set_prototype_of(o: Object<'_>, proto: Value<'_>) -> bool;
    pub(crate) fn set_length(array: Object<'_>, desc: &Descriptor<'_>) -> bool;
    pub(crate) fn validate(o: Object<'_>, desc: &Descriptor<'_>, current: Option<Property<'_>>) -> Option<Property<'s>>;
    pub(crate) fn validate_with(extensible: bool, desc: &Descriptor<'_>, current: Option<Property<'_>>) -> Option<Property<'s>>;
    pub(crate) fn may_enumerate(o: Object<'_>) -> bool;
    /// Gives a function its home object, for `super`.
    pub fn set_home_object(f: Object<'_>, home: Value<'_>) -> ();
    pub(crate) fn note_shape_change(o: Object<'_>) -> ();
    pub(crate) fn exotic_length(o: Object<'_>) -> Option<Property<'s>>;
    pub(crate) fn remove_index(o: Object<'_>, i: u32) -> ();
}

// BigInts, of which none runs JavaScript.
forward! {
    pub(crate) fn bigint_add(a: BigInt<'_>, b: BigInt<'_>) -> JsResult<BigInt<'s>>;
    pub(crate) fn bigint_negate(a: BigInt<'_>) -> JsResult<BigInt<'s>>;
    pub(crate) fn bigint_not(a: BigInt<'_>) -> JsResult<BigInt<'s>>;
    pub(crate) fn bigint_step(a: BigInt<'_>, step: i32) -> JsResult<BigInt<'s>>;
    pub(crate) fn bigint_arithmetic(op: Arithmetic, a: BigInt<'_>, b: BigInt<'_>) -> JsResult<BigInt<'s>>;
    pub(crate) fn string_to_bigint(s: JsString<'_>) -> JsResult<Option<BigInt<'s>>>;
}

// Inline caches.
forward! {
    pub(crate) fn learn_get(base: Value<'_>, start: Object<'_>, key: FlatString<'_>, cache: &mut GetCache) -> JsResult<Option<Value<'s>>>;
    pub(crate) fn learn_set(o: Object<'_>, key: FlatString<'_>, value: Value<'_>, cache: &mut SetCache) -> JsResult<bool>;
    pub(crate) fn learn_init(o: Object<'_>, key: FlatString<'_>, value: Value<'_>, cache: &mut SetCache) -> JsResult<bool>;
    pub(crate) fn learn_allocation(target: Value<'_>, shape: ShapeId, cache: &mut AllocCache) -> JsResult<()>;
    /// The object of a literal, filling the cache.
    pub fn new_literal(inline_cap: u16, cache: &mut AllocCache) -> JsResult<Object<'s>>;
    pub(crate) fn store_dense(base: Value<'_>, key: Value<'_>, value: Value<'_>) -> JsResult<bool>;
    pub(crate) fn is_intact(o: Object<'_>) -> JsResult<bool>;
}

// What only the core asks for.
forward! {
    pub(crate) fn new_object_sized(proto: Value<'_>, inline_cap: u16) -> JsResult<Object<'s>>;
    pub(crate) fn define_index(o: Object<'_>, i: u32, desc: &Descriptor<'_>) -> JsResult<bool>;
    pub(crate) fn new_record(mode: IterMode, source: Value<'_>, state: Value<'_>) -> JsResult<Value<'s>>;
    pub(crate) fn new_for_in(object: Option<Object<'_>>, keys: Object<'_>, exotic: bool) -> JsResult<Value<'s>>;
    pub(crate) fn new_raw_result(result: Value<'_>) -> JsResult<Value<'s>>;
    pub(crate) fn learn_global(name: FlatString<'_>, cache: &mut GlobalCache) -> JsResult<Option<Value<'s>>>;
    pub(crate) fn assign_script_binding(name: FlatString<'_>, value: Value<'_>) -> JsResult<bool>;
}

forward_infallible! {
    pub(crate) fn namespace_has(o: Object<'_>, name: FlatString<'_>) -> bool;
}

// Property access.
forward! {
    /// IsArray (7.2.2): throws for a revoked proxy.
    pub fn is_array(v: Value<'_>) -> JsResult<bool>;
    /// The key as the value that `Reflect.ownKeys` shows: a string or a symbol.
    pub fn key_to_value(key: PropertyKey<'_>) -> JsResult<Value<'s>>;
}

// Conversions.
forward! {
    /// NumberToBigInt (21.2.1.1.1)
    pub fn number_to_bigint(d: f64) -> JsResult<BigInt<'s>>;
    /// BigInt.asIntN (21.2.2.1)
    pub fn bigint_as_int_n(bits: u64, b: BigInt<'_>) -> JsResult<BigInt<'s>>;
    /// BigInt.asUintN (21.2.2.2)
    pub fn bigint_as_uint_n(bits: u64, b: BigInt<'_>) -> JsResult<BigInt<'s>>;
    /// BigInt::toString (6.1.6.2.23), in a radix from 2 to 36
    pub fn bigint_to_string(b: BigInt<'_>, radix: u32) -> JsResult<JsString<'s>>;
    /// The BigInt of a literal, its decimal digits given.
    pub fn new_bigint_from_text(digits: &str) -> JsResult<Value<'s>>;
}

// Strings and symbols.
forward! {
    /// `Symbol(description)`, as messages show it.
    pub fn symbol_descriptive_string(symbol: Symbol<'_>) -> JsResult<JsString<'s>>;
}

// Objects and functions.
forward! {
    /// `{}`
    pub fn new_object() -> JsResult<Object<'s>>;
    /// OrdinaryObjectCreate (10.1.12)
    pub fn new_object_with(proto: Value<'_>) -> JsResult<Object<'s>>;
    /// An object with internal slots, `undefined` at first.
    pub fn new_object_of_kind(kind: CellKind, proto: Value<'_>, internal: u16) -> JsResult<Object<'s>>;
    /// An Error cell without properties, for constructors called with a prototype of their own.
    pub fn new_error_object(proto: Object<'_>) -> JsResult<Object<'s>>;
    pub(crate) fn stack_string(head: &str) -> JsResult<JsString<'s>>;
    /// An error object with a message and a stack.
    pub fn new_error(kind: ErrorKind, message: JsString<'_>) -> JsResult<Object<'s>>;
    /// An array of these values (a HOLE makes a hole).
    pub fn new_array(values: &[Value<'_>]) -> JsResult<Object<'s>>;
    /// ArrayCreate (10.4.2.2): `length` holes, and a prototype of one's own.
    pub fn array_create(length: u32, proto: Option<Value<'_>>) -> JsResult<Object<'s>>;
    /// Appends to an array that was made in Rust and that no JavaScript has seen.
    pub fn array_push(array: Object<'_>, value: Value<'_>) -> JsResult<()>;
    /// An unmapped arguments object (10.4.4.6).
    pub fn new_arguments(args: &[Value<'_>]) -> JsResult<Object<'s>>;
    /// Makes an object fresh from [`Scope::new_arguments`] the mapped one of `callee` (10.4.4.7): `count` parameters live
    /// in the environment from slot 1 on.
    pub fn map_arguments(o: Object<'_>, env: Value<'_>, callee: Value<'_>, count: u32) -> JsResult<()>;
    /// `{ value, done }`.
    pub fn new_iter_result(value: Value<'_>, done: bool) -> JsResult<Object<'s>>;
    pub(crate) fn new_bound_cell(target: Object<'_>, this: Value<'_>, args: &[Value<'_>]) -> JsResult<Object<'s>>;
    /// A built-in that captures a value: see [`crate::rooted::Args::data`].
    /// RangeError if the native stack or the root stack is used up.
    pub fn check_stack() -> JsResult<()>;
}

// Collections, bytes, regular expressions.
forward! {
    /// A Map or Set object with an empty table.
    pub fn new_collection(kind: CellKind, proto: Value<'_>) -> JsResult<Object<'s>>;
    /// A WeakMap or WeakSet.
    pub fn new_weak_collection(kind: CellKind, proto: Value<'_>) -> JsResult<Object<'s>>;
    /// A WeakRef object; the target is an object or a symbol.
    pub fn new_weak_ref(proto: Value<'_>, target: Value<'_>) -> JsResult<Object<'s>>;
    /// Sets an entry of a Map, Set, WeakMap or WeakSet.
    pub fn map_insert(o: Object<'_>, key: Value<'_>, value: Value<'_>) -> JsResult<()>;
    /// AllocateArrayBuffer (25.1.3.1), its bytes zeroed: RangeError where there is no room.
    pub fn new_array_buffer(proto: Value<'_>, length: u64, max_length: Option<u64>, shared: bool) -> JsResult<Object<'s>>;
    /// Changes the length of a buffer's bytes, new ones zero; RangeError where there is no room.
    pub fn resize_array_buffer(buffer: Object<'_>, length: usize) -> JsResult<()>;
    /// RawBytesToNumeric (25.1.3.14)
    pub fn raw_to_value(element: ElementType, raw: RawElement) -> JsResult<Value<'s>>;
    /// RegExpAlloc (22.2.3.2)
    pub fn regexp_alloc(proto: Object<'_>) -> JsResult<Object<'s>>;
    pub(crate) fn regexp_compile(o: Object<'_>, pattern: JsString<'_>, flags: JsString<'_>) -> JsResult<()>;
    /// Whether the RegExp would be run by its intrinsic `exec`, and nothing could be observed.
    pub fn is_plain_regexp(o: Object<'_>) -> JsResult<bool>;
    /// Learns what RegExp.prototype was made of.
    pub fn learn_regexp_members() -> JsResult<()>;
    /// Tells compiled code which functions it may do inline. Called once the built-ins stand.
    pub fn learn_fast_builtins(math: Object<'_>) -> JsResult<()>;
}

forward_infallible! {
    /// The target of a bound function.
    pub fn bound_target(f: Object<'_>) -> Option<Object<'s>>;
    /// What `typeof` shows.
    pub fn type_of(v: Value<'_>) -> FlatString<'s>;
    /// SameValue (7.2.11)
    pub fn same_value(a: Value<'_>, b: Value<'_>) -> bool;
    /// SameValueZero (7.2.12)
    pub fn same_value_zero(a: Value<'_>, b: Value<'_>) -> bool;
    /// IsStrictlyEqual (7.2.15)
    pub fn strict_equals(a: Value<'_>, b: Value<'_>) -> bool;
    /// An element of a TypedArray; `None` if it is out of bounds.
    pub fn typed_array_get(o: Object<'_>, i: u32) -> Option<Value<'s>>;
    /// Writes the element of a TypedArray if it is in bounds.
    pub fn typed_array_store(o: Object<'_>, i: usize, raw: RawElement) -> ();
    /// DetachArrayBuffer (25.1.3.5) without a key. Nothing happens to shared buffers.
    pub fn detach_array_buffer(buffer: Object<'_>) -> ();
    /// Shortens an array with dense elements to `length`.
    pub fn truncate_dense(array: Object<'_>, length: u32) -> ();
}

impl<'s> Scope<'s> {
    // --- property access --------------------------------------------------------------------------

    /// The prototype that the shape shows: null for a Proxy. It runs nothing.
    pub fn prototype_of(&mut self, o: Object<'_>) -> Value<'s> {
        let proto = self.ctx.store.prototype_of(o.detach());
        self.keep(proto)
    }

    /// Whether the shape shows this prototype. It runs nothing.
    #[must_use]
    pub fn has_prototype(&self, o: Object<'_>, proto: Object<'_>) -> bool {
        self.ctx.store.prototype_of(o.detach()) == proto.value()
    }

    /// Calls a method of the context, and roots what it returns.
    pub(super) fn with_context<T: Cells>(
        &mut self,
        f: impl FnOnce(&mut Context) -> JsResult<T>,
    ) -> JsResult<T::In<'s>> {
        let mark = self.ctx.store.root_mark();
        let result = f(&mut self.ctx);
        self.ctx.store.release_roots(mark);
        result.map(|held| self.keep(held))
    }

    /// Stores to a receiver whose shape the cache knows, as compiled code does inline; answers whether it did. It
    /// touches no root stack.
    #[must_use]
    #[inline]
    pub fn store_cached(&mut self, base: Value<'_>, value: Value<'_>, cache: &mut SetCache) -> bool {
        self.ctx.store_cached(base.detach(), value.detach(), cache)
    }

    /// In which state the prototypes are: what a cache learned in another one it has to learn again.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.ctx.store.prefix.proto_epoch
    }

    /// Target and handler of a Proxy, null once it is revoked; `None` for other objects.
    pub fn proxy_parts(&mut self, o: Object<'_>) -> Option<(Value<'s>, Value<'s>)> {
        let parts = crate::proxy::proxy_parts(o.detach());
        self.keep(parts)
    }

    /// Whether the chain from `o` on has an object whose internal methods are its own.
    #[must_use]
    pub fn chain_is_exotic(&self, o: Object<'_>) -> bool {
        self.ctx.chain_is_exotic(o.detach())
    }

    /// Leaves the completion value of a step of `yield*`.
    pub(crate) fn set_delegate_result(&mut self, value: Value<'_>) {
        self.ctx.delegate_result = value.detach();
    }

    /// Lets compiled code and the fast iteration know the intrinsic `next` of generators.
    pub(crate) fn set_generator_next(&mut self, f: Object<'_>) {
        self.ctx.store.prefix.generator_next = f.value().detach();
    }

    pub(crate) fn is_script_binding(&self, name: FlatString<'_>) -> bool {
        self.ctx.is_script_binding(name.detach())
    }

    /// The first property or exotic object that the prototype chain has for a key.
    pub(crate) fn lookup(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<Lookup<'s>> {
        Ok(match self.ctx.lookup(o.detach(), key.detach())? {
            Lookup::Absent => Lookup::Absent,
            Lookup::Found(p) => Lookup::Found(self.keep(p)),
            Lookup::Exotic(o) => Lookup::Exotic(self.keep(o)),
        })
    }

    // --- slots and elements -----------------------------------------------------------------------

    /// Internal slot `i` of an object made with so many.
    pub fn internal(&mut self, o: Object<'_>, i: usize) -> Value<'s> {
        let value = o.detach().internal(i);
        self.keep(value)
    }

    // --- calls -------------------------------------------------------------------------------------

    /// Writes an intrinsic of the current realm: `set` stores the value it is given in its place, which roots it.
    pub fn set_intrinsic(&mut self, value: Value<'_>, set: impl for<'v> FnOnce(&mut Intrinsics<'v>, Value<'v>)) {
        set(&mut self.ctx.known.intrinsics, value.detach());
    }

    /// Whether the native stack or the root stack is used up.
    #[must_use]
    pub fn stack_is_used_up(&self) -> bool {
        self.ctx.stack_is_used_up()
    }

    /// Bytes of the native stack that may be used yet.
    #[must_use]
    pub fn native_stack_left(&self) -> usize {
        self.ctx.native_stack_left()
    }

    // --- errors --------------------------------------------------------------------------------------

    /// Throws a value.
    pub fn throw(&mut self, value: Value<'_>) -> Throw {
        self.ctx.throw(value.detach())
    }

    /// Takes the thrown value, which is then no longer on its way.
    pub fn caught(&mut self, throw: Throw) -> Value<'s> {
        let value = self.ctx.caught(throw);
        self.keep(value)
    }

    /// Makes and throws an error with the intrinsic prototype of its kind.
    pub fn throw_error(&mut self, kind: ErrorKind, message: Arguments<'_>) -> Throw {
        self.ctx.throw_error(kind, message)
    }

    pub fn throw_type_error(&mut self, message: Arguments<'_>) -> Throw {
        self.ctx.throw_type_error(message)
    }

    pub fn throw_range_error(&mut self, message: Arguments<'_>) -> Throw {
        self.ctx.throw_range_error(message)
    }

    pub fn throw_reference_error(&mut self, message: Arguments<'_>) -> Throw {
        self.ctx.throw_reference_error(message)
    }

    pub fn throw_syntax_error(&mut self, message: Arguments<'_>) -> Throw {
        self.ctx.throw_syntax_error(message)
    }

    pub(crate) fn throw_mixed_operands(&mut self) -> Throw {
        self.ctx.throw_mixed_operands()
    }

    pub(crate) fn throw_no_bigint(&mut self, text: &str) -> Throw {
        self.ctx.throw_no_bigint(text)
    }

    /// RangeError: the native stack or the root stack is used up.
    pub fn throw_stack_overflow(&mut self) -> Throw {
        self.ctx.throw_stack_overflow()
    }

    /// The result of code of the calling convention.
    pub(crate) fn result_of(&mut self, word: u64) -> JsResult<Value<'s>> {
        let result = self.ctx.from_abi(word);
        result.map(|v| self.keep(v))
    }

    /// The key for messages.
    #[must_use]
    pub fn describe_key(&self, key: PropertyKey<'_>) -> String {
        self.ctx.describe_key(key.detach())
    }

    /// `\n    at f (file:line:column)` for each compiled frame, innermost first.
    #[must_use]
    pub fn stack_trace(&self) -> String {
        self.ctx.stack_trace()
    }

    // --- collections -----------------------------------------------------------------------------------

    /// The key of a value in a table: -0 as 0, strings flat.
    fn map_key(&mut self, v: Value<'_>) -> JsResult<MapKey> {
        Ok(self.ctx.store.map_key(v.detach())?)
    }

    /// The value of an entry of a Map, Set, WeakMap or WeakSet.
    pub fn map_get(&mut self, o: Object<'_>, key: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let key = self.map_key(key)?;
        let value = o.detach().map_table().get(key);
        Ok(self.keep(value))
    }

    pub fn map_contains(&mut self, o: Object<'_>, key: Value<'_>) -> JsResult<bool> {
        let key = self.map_key(key)?;
        Ok(o.detach().map_table().contains(key))
    }

    /// Removes an entry: whether it was there.
    pub fn map_remove(&mut self, o: Object<'_>, key: Value<'_>) -> JsResult<bool> {
        let key = self.map_key(key)?;
        let o = o.detach();
        let before = o.map_table().bytes();
        let there = o.map_table().remove(key).is_some();
        self.account(before, o.map_table().bytes());
        Ok(there)
    }

    pub fn map_clear(&mut self, o: Object<'_>) {
        let o = o.detach();
        let before = o.map_table().bytes();
        o.map_table().clear();
        self.account(before, o.map_table().bytes());
    }

    fn account(&mut self, before: usize, after: usize) {
        if before != after {
            self.ctx.store.add_external(after as isize - before as isize);
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn map_len(&self, o: Object<'_>) -> usize {
        o.detach().map_table().len()
    }

    /// The entry at the cursor, which moves on; entries may be added and removed between two calls.
    pub fn map_next(&mut self, o: Object<'_>, cursor: &mut Cursor) -> Option<(Value<'s>, Value<'s>)> {
        let entry = o.detach().map_table().next(cursor).map(|(key, value)| (key.value(), value));
        self.keep(entry)
    }

    // --- bytes -------------------------------------------------------------------------------------------

    /// The bytes of an ArrayBuffer or SharedArrayBuffer.
    #[must_use]
    pub fn byte_store<'a>(&'a self, o: Object<'a>) -> &'a ByteStore {
        // SAFETY: the store lives as long as the object; changes need the context.
        unsafe { &*std::ptr::from_ref(o.detach().byte_store()) }
    }

    /// The bytes, for change. Their number changes by [`Scope::resize_array_buffer`] alone.
    #[must_use]
    pub fn byte_store_mut<'a>(&'a mut self, o: Object<'a>) -> &'a mut ByteStore {
        // SAFETY: as above, and the context is borrowed for change.
        unsafe { &mut *std::ptr::from_mut(o.detach().byte_store()) }
    }

    /// What a TypedArray or DataView was made with; `None` for other objects.
    pub fn view(&mut self, o: Object<'_>) -> Option<View<'s>> {
        let view = o.detach().view()?;
        Some(View { buffer: self.keep(view.buffer), offset: view.offset, length: view.length, element: view.element })
    }

    /// A TypedArray or DataView.
    pub fn new_view(&mut self, kind: CellKind, proto: Value<'_>, view: View<'_>) -> JsResult<Object<'s>> {
        let View { buffer, offset, length, element } = view;
        self.with_context(|ctx| {
            ctx.new_view(kind, proto.detach(), View { buffer: buffer.detach(), offset, length, element })
        })
    }

    /// How many elements a TypedArray has now; `None` if it is out of bounds.
    #[must_use]
    pub fn typed_array_length(&self, o: Object<'_>) -> Option<usize> {
        self.ctx.typed_array_length(o.detach())
    }

    // --- regular expressions, weak references, proxies ------------------------------------------------

    /// `[[OriginalFlags]]` of a RegExp.
    #[must_use]
    pub fn regexp_flags(&self, o: Object<'_>) -> Option<RegExpFlags> {
        o.detach().regexp_flags()
    }

    /// `[[OriginalSource]]` of a RegExp.
    pub fn regexp_source(&mut self, o: Object<'_>) -> Option<JsString<'s>> {
        let source = o.detach().regexp_source();
        self.keep(source)
    }

    /// Runs the program of a RegExp.
    pub fn regexp_find(&mut self, o: Object<'_>, s: FlatString<'_>, from: usize, how: Search) -> Option<RegExpMatch> {
        self.ctx.regexp_find(o.detach(), s.detach(), from, how)
    }

    /// What a WeakRef refers to, or `undefined` once it has died.
    pub fn weak_target(&mut self, o: Object<'_>) -> Value<'s> {
        let target = o.detach().weak_target();
        self.keep(target)
    }

    // --- compiled code --------------------------------------------------------------------------------

    /// A closure of compiled code. Its prototype is by kind of function.
    ///
    /// # Safety
    /// As [`Context::new_closure`].
    pub unsafe fn new_closure(
        &mut self,
        code: *const u8,
        info: *const FunctionInfo,
        env: Value<'_>,
    ) -> JsResult<Object<'s>> {
        // SAFETY: the caller's promise.
        let f = unsafe { self.ctx.new_closure(code, info, env.detach()) }?;
        Ok(self.keep(f))
    }

    /// A generator object in state 0, its frame zeroed.
    ///
    /// # Safety
    /// As [`Context::new_generator`].
    pub unsafe fn new_generator(
        &mut self,
        proto: Value<'_>,
        resume: *const u8,
        desc: *const FrameDesc,
    ) -> JsResult<Object<'s>> {
        // SAFETY: the caller's promise.
        let g = unsafe { self.ctx.new_generator(proto.detach(), resume, desc) }?;
        Ok(self.keep(g))
    }

    /// A module namespace over globals of an instance: (string index, global index) pairs.
    ///
    /// # Safety
    /// As [`Context::new_namespace`].
    pub unsafe fn new_namespace(&mut self, entries: &[(u32, u32)], instance: *mut u64) -> JsResult<Object<'s>> {
        // SAFETY: the caller's promise.
        let o = unsafe { self.ctx.new_namespace(entries, instance) }?;
        Ok(self.keep(o))
    }

    /// Enters a script's lexical declaration, uninitialised.
    ///
    /// # Safety
    /// As [`Context::declare_global_lexical`].
    pub unsafe fn declare_global_lexical(&mut self, name: FlatString<'_>, slot: *mut u64, mutable: bool) {
        // SAFETY: the caller's promise.
        unsafe { self.ctx.declare_global_lexical(name.detach(), slot, mutable) };
    }

    // --- hosts ----------------------------------------------------------------------------------------

    /// The context as a host knows it. What is done with it may collect, and roots nothing in this scope.
    pub fn context(&mut self) -> *mut Context {
        &raw mut self.ctx
    }

    /// Roots the value that a host or compiled code has given as a word.
    ///
    /// # Safety
    /// It is a value that is alive now.
    pub unsafe fn value_of(&mut self, word: u64) -> Value<'s> {
        // SAFETY: the caller's promise.
        self.keep(unsafe { Value::from_bits(word) })
    }

    /// The throw of the exception that compiled code or a host has left in the context.
    pub fn pending_throw(&mut self) -> Throw {
        self.ctx.pending_throw()
    }

    /// The error thrown at the heap's limit.
    pub fn throw_out_of_memory(&mut self) -> Throw {
        self.ctx.throw_out_of_memory()
    }

    // --- the context as a whole -----------------------------------------------------------------------

    /// Collects if the heap asks for it: call it in loops that allocate without end.
    pub fn poll(&mut self) {
        self.ctx.poll();
    }

    /// Collects now.
    pub fn collect(&mut self) {
        self.ctx.collect();
    }

    /// Bytes in use by the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.ctx.heap_bytes()
    }

    /// Writes to the program's standard output, which is buffered.
    pub fn write_stdout(&mut self, bytes: &[u8]) {
        self.ctx.stdout.write(bytes);
    }

    /// Flushes standard output, then writes to standard error.
    pub fn write_stderr(&mut self, bytes: &[u8]) {
        self.ctx.write_stderr(bytes);
    }

    /// Flushes standard output.
    pub fn flush_stdout(&mut self) {
        self.ctx.stdout.flush();
    }

    #[must_use]
    pub fn current_realm(&self) -> RealmId {
        self.ctx.current_realm()
    }

    /// GetFunctionRealm (7.3.26)
    pub fn function_realm(&mut self, f: Object<'_>) -> JsResult<RealmId> {
        self.ctx.function_realm(f.detach())
    }

    /// The global object of a realm.
    #[must_use]
    pub fn global_of(&self, realm: RealmId) -> Object<'s> {
        self.ctx.global_of(realm)
    }

    /// The intrinsics of a realm.
    #[must_use]
    pub fn intrinsics_of(&self, realm: RealmId) -> &Intrinsics<'s> {
        self.ctx.intrinsics_of(realm)
    }

    /// A builder that takes no more than there is memory for.
    #[must_use]
    pub fn string_builder(&self) -> StringBuilder {
        self.ctx.store.string_builder()
    }
}

impl<'s> Scope<'s> {
    /// A built-in function object.
    pub fn new_native(
        &mut self,
        name: FlatString<'_>,
        length: u16,
        native: Native,
        kind: NativeKind,
    ) -> JsResult<Object<'s>> {
        let f = self.ctx.new_native(name.detach(), length, native, kind)?;
        Ok(self.keep(f))
    }

    /// A built-in that captures a value: see [`crate::rooted::Args::data`].
    pub fn new_native_with_data(
        &mut self,
        name: FlatString<'_>,
        length: u16,
        native: Native,
        data: Value<'_>,
    ) -> JsResult<Object<'s>> {
        let f = self.ctx.new_native_with_data(name.detach(), length, native, data.detach())?;
        Ok(self.keep(f))
    }

    pub(crate) fn new_callable_proxy(
        &mut self,
        entry: Native,
        constructor: bool,
        data: Value<'_>,
    ) -> JsResult<Object<'s>> {
        let f = self.ctx.new_callable_proxy(entry, constructor, data.detach())?;
        Ok(self.keep(f))
    }
}

impl<'s> Root<'s> {
    /// The object in the slot, rooted in the scope that asks. A slot that holds something else is a bug of ours.
    pub fn object<'i>(self, ctx: &mut Scope<'i>) -> Object<'i> {
        let value = self.get(ctx);
        value.as_object().unwrap_or_else(|| panic!("a root that is no object: {value:?}"))
    }
}

impl<'s> List<'s> {}
