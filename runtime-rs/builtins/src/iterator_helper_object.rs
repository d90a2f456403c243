//! The object of an iterator helper: an iterator with the internal slots below: what it is, its state, the record of
//! the iterator beneath it, the function or the count, a counter, and something of the kind's own (the
//! inner record of `flatMap`, the buffer of `windows`).

use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{CellKind, JsResult};

pub const KIND: usize = 0;
pub const STATE: usize = 1;
pub const BENEATH: usize = 2;
pub const FUNCTION: usize = 3;
pub const COUNTER: usize = 4;
pub const INNER: usize = 5;
const SLOTS: u16 = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Map,
    Filter,
    Take,
    Drop,
    FlatMap,
    Chunks,
    Windows,
    /// `windows` that yields what there is if it is too little.
    PartialWindows,
    Concat,
    ZipShortest,
    ZipLongest,
    ZipStrict,
}
pub const KINDS: [Kind; 12] = [
    Kind::Map,
    Kind::Filter,
    Kind::Take,
    Kind::Drop,
    Kind::FlatMap,
    Kind::Chunks,
    Kind::Windows,
    Kind::PartialWindows,
    Kind::Concat,
    Kind::ZipShortest,
    Kind::ZipLongest,
    Kind::ZipStrict,
];

/// Tells helpers from the other iterators of this kind of cell: their first slot is this and the kind.
pub const BRAND: i32 = 100;
pub const FRESH: i32 = 0;

pub fn new_helper<'s>(
    ctx: &mut Scope<'s>,
    kind: Kind,
    beneath: Value<'_>,
    operand: Value<'_>,
    inner: Value<'_>,
) -> JsResult<Value<'s>> {
    let proto = ctx.intrinsics.iterator_helper_prototype;
    let o = ctx.new_object_of_kind(CellKind::BuiltinIterator, proto.value(), SLOTS)?;
    o.set_internal(KIND, Value::int(BRAND + kind as i32));
    o.set_internal(STATE, Value::int(FRESH));
    o.set_internal(BENEATH, beneath);
    o.set_internal(FUNCTION, operand);
    o.set_internal(COUNTER, Value::int(0));
    o.set_internal(INNER, inner);
    Ok(o.value())
}

/// GetIteratorFlattenable (7.4.5), primitives rejected.
pub fn open_flattenable<'s>(ctx: &mut Scope<'s>, v: Value<'_>) -> JsResult<Value<'s>> {
    if !v.is_object() {
        let text = ctx.describe(v);
        return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
    }
    let key = ctx.symbols.iterator;
    let method = ctx.get_method(v, key)?;
    let iterator = if method.is_undefined() { v } else { ctx.call(method, v, &[])? };
    ctx.iter_from_iterator(iterator)
}
