//! The objects behind the iterators of arrays, strings, Maps and Sets: what is iterated, how far,
//! and as what.

use easy_ext::ext;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{CellKind, Cursor, JsResult};

/// What an iterator goes through and returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
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

impl IteratorKind {
    /// The kind of this number, of those that [`BuiltinIteration::builtin_step`] steps.
    fn stepped(number: i32) -> Option<IteratorKind> {
        use IteratorKind as Kind;
        Some(match number {
            1 => Kind::ArrayKeys,
            2 => Kind::ArrayValues,
            3 => Kind::ArrayEntries,
            5 => Kind::MapKeys,
            6 => Kind::MapValues,
            7 => Kind::MapEntries,
            8 => Kind::SetValues,
            9 => Kind::SetEntries,
            _ => return None,
        })
    }
}

#[ext(BuiltinIteration)]
pub impl<'s> Scope<'s> {
    /// What `next` of an iterator of an array, Map or Set returns, without a result object: `None` at the end. The bounds of
    /// a TypedArray have been checked.
    fn builtin_step(&mut self, iterator: BuiltinIterator<'_>, kind: IteratorKind) -> JsResult<Option<Value<'s>>> {
        let Some(source) = iterator.source(self).as_object() else { return Ok(None) };
        let at = self.internal(iterator.0, POSITION);
        if let IteratorKind::ArrayKeys | IteratorKind::ArrayValues | IteratorKind::ArrayEntries = kind {
            let position = at.as_number().unwrap_or(0.0);
            // Most positions are integers, of which less has to be computed.
            let (more, next) = match at.as_int().filter(|&i| i < i32::MAX && source.is(CellKind::Array)) {
                Some(i) => ((i as u32) < source.array_length(), Value::int(i + 1)),
                None if source.is(CellKind::TypedArray) => {
                    let length = self.typed_array_length(source).unwrap_or(0);
                    (position < length as f64, Value::number(position + 1.0))
                }
                None => (position < self.length_of(source)? as f64, Value::number(position + 1.0)),
            };
            if !more {
                iterator.finish();
                return Ok(None);
            }
            iterator.0.set_internal(POSITION, next);
            if kind == IteratorKind::ArrayKeys {
                return Ok(Some(at));
            }
            let element = match self.dense_element(source, position as usize) {
                Some(element) => element,
                None => self.get_elem(source.value(), at)?,
            };
            return match kind {
                IteratorKind::ArrayValues => Ok(Some(element)),
                _ => Ok(Some(self.new_array(&[at, element])?.value())),
            };
        }
        let mut cursor = Cursor::from_number(at.as_number().unwrap_or(0.0));
        let Some((key, value)) = self.map_next(source, &mut cursor) else {
            iterator.finish();
            return Ok(None);
        };
        iterator.set_position(cursor.to_number());
        Ok(Some(match kind {
            IteratorKind::MapValues => value,
            IteratorKind::MapEntries => self.new_array(&[key, value])?.value(),
            IteratorKind::SetEntries => self.new_array(&[key, key])?.value(),
            _ => key,
        }))
    }

    /// The iterator that `next` would step, if it is the built-in method for such iterators, so that
    /// [`BuiltinIteration::builtin_step`] does what a call would do.
    fn builtin_stepped<'a>(
        &mut self,
        iterator: Value<'a>,
        next: Value<'_>,
    ) -> Option<(BuiltinIterator<'a>, IteratorKind)> {
        let o = iterator.as_kind(CellKind::BuiltinIterator)?;
        let ctx = self;
        let kind = IteratorKind::stepped(ctx.internal(o, KIND).as_int()?)?;
        let usual = match kind {
            IteratorKind::ArrayKeys | IteratorKind::ArrayValues | IteratorKind::ArrayEntries => {
                let source = ctx.internal(o, SOURCE).as_object()?;
                if source.is(CellKind::TypedArray) && ctx.typed_array_length(source).is_none() {
                    return None;
                }
                ctx.intrinsics.array_iterator_next
            }
            IteratorKind::SetValues | IteratorKind::SetEntries => ctx.intrinsics.set_iterator_next,
            _ => ctx.intrinsics.map_iterator_next,
        };
        (next == usual).then_some((BuiltinIterator(o), kind))
    }
}
