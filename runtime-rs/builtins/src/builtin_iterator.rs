//! The objects behind the iterators of arrays, strings, Maps and Sets: what is iterated, how far,
//! and as what.

use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult};

/// What an iterator goes through and returns.
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

/// An iterator object.
#[derive(Clone, Copy)]
pub struct BuiltinIterator<'s>(Object<'s>);

impl BuiltinIterator<'_> {
    pub fn source<'s>(self, ctx: &mut Scope<'s>) -> Value<'s> {
        ctx.internal(self.0, SOURCE)
    }

    pub fn position(self, ctx: &mut Scope<'_>) -> f64 {
        ctx.internal(self.0, POSITION).as_number().unwrap_or(0.0)
    }

    pub fn set_position(self, position: f64) {
        self.0.set_internal(POSITION, Value::number(position));
    }

    pub fn finish(self) {
        self.0.set_internal(SOURCE, Value::UNDEFINED);
    }
}

pub fn new_iterator<'s>(
    ctx: &mut Scope<'s>,
    proto: Object<'_>,
    kind: IteratorKind,
    source: Value<'_>,
) -> JsResult<Value<'s>> {
    let o = ctx.new_object_of_kind(CellKind::BuiltinIterator, proto.value(), 3)?;
    o.set_internal(KIND, Value::int(kind as i32));
    o.set_internal(SOURCE, source);
    o.set_internal(POSITION, Value::int(0));
    Ok(o.value())
}

/// The receiver of a `next`, which is an iterator of one of these kinds.
pub fn iterator_of<'a>(
    ctx: &mut Scope<'_>,
    this: Value<'a>,
    kinds: &[IteratorKind],
    tag: &str,
) -> JsResult<(BuiltinIterator<'a>, IteratorKind)> {
    if let Some(o) = this.as_kind(CellKind::BuiltinIterator) {
        let own = ctx.internal(o, KIND);
        if let Some(&kind) = kinds.iter().find(|&&k| own == Value::int(k as i32)) {
            return Ok((BuiltinIterator(o), kind));
        }
    }
    let text = ctx.describe(this);
    Err(ctx.throw_type_error(format_args!("Method {tag}.prototype.next called on incompatible receiver {text}")))
}
