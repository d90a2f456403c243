//! The objects behind the iterators of arrays, strings, Maps and Sets: what is iterated, how far,
//! and as what.

use yarrow_core::{CellKind, Context, JsResult, Object, Value};

/// What an iterator goes through and answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IteratorKind {
    ArrayKeys = 1,
    ArrayValues,
    ArrayEntries,
    String,
    MapKeys,
    MapValues,
    MapEntries,
    SetValues,
    SetEntries,
    RegExpString,
}

/// Internal slots. The first tells the iterators of this file from others of the same kind of cell.
pub const KIND: usize = 0;
/// `undefined` once the iteration is over.
const SOURCE: usize = 1;
const POSITION: usize = 2;

/// An iterator object; its cell is kept alive by whoever called.
#[derive(Clone, Copy)]
pub struct BuiltinIterator(Object);

impl BuiltinIterator {
    #[must_use]
    pub fn source(self) -> Value {
        self.0.internal(SOURCE)
    }

    #[must_use]
    pub fn position(self) -> f64 {
        self.0.internal(POSITION).as_number().unwrap_or(0.0)
    }

    pub fn set_position(self, position: f64) {
        self.0.set_internal(POSITION, Value::number(position));
    }

    pub fn finish(self) {
        self.0.set_internal(SOURCE, Value::UNDEFINED);
    }
}

pub fn new_iterator(ctx: &mut Context, proto: Object, kind: IteratorKind, source: Value) -> JsResult<Value> {
    let o = ctx.new_object_of_kind(CellKind::BuiltinIterator, proto.value(), 3)?;
    o.set_internal(KIND, Value::int(kind as i32));
    o.set_internal(SOURCE, source);
    o.set_internal(POSITION, Value::int(0));
    Ok(o.value())
}

/// The receiver of a `next`, which is an iterator of one of these kinds.
pub fn iterator_of(
    ctx: &mut Context,
    this: Value,
    kinds: &[IteratorKind],
    tag: &str,
) -> JsResult<(BuiltinIterator, IteratorKind)> {
    if let Some(o) = this.as_kind(CellKind::BuiltinIterator)
        && let Some(&kind) = kinds.iter().find(|&&k| o.internal(KIND) == Value::int(k as i32))
    {
        return Ok((BuiltinIterator(o), kind));
    }
    let text = ctx.describe(this);
    Err(ctx.throw_type_error(format_args!("Method {tag}.prototype.next called on incompatible receiver {text}")))
}
