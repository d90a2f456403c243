//! Literals of constants, made of their data ([`yarrow_abi::literal`]).

use yarrow_abi::literal::Item;
use yarrow_abi::value as bits;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Object, PropertyKey, Scope, Value};

/// An array or object that is being filled.
#[derive(Clone, Copy)]
enum Rest {
    Elements(u32),
    Properties(u32),
}

/// Properties that a fresh object has room for in itself, at most: as other literals have it.
const MAX_ROOM: u32 = 64;

pub trait Literals<'s> {
    /// The array or object that the words stand for; `string` is the module's string of an index.
    fn literal<'t>(&mut self, words: &[u64], string: impl Fn(u32) -> Value<'t>) -> JsResult<Value<'s>>;
}

impl<'s> Literals<'s> for Scope<'s> {
    fn literal<'t>(&mut self, words: &[u64], string: impl Fn(u32) -> Value<'t>) -> JsResult<Value<'s>> {
        let mut words = words.iter().map(|&word| Item::decode(word));
        let first = words.next().map(|item| container(self, item)).transpose()?;
        let Some((whole, rest)) = first.flatten() else { return Ok(Value::UNDEFINED) };
        // All arrays and objects begun, by number: nesting takes no stack, and roots none but this one.
        let begun = self.new_array(&[whole.value()])?;
        let mut under_way = vec![(0, rest)];
        while let Some((number, rest)) = under_way.last_mut() {
            let ctx = &mut self.inner();
            let Some(o) = ctx.get(begun, PropertyKey::Index(*number))?.as_object() else { break };
            let inner = match rest {
                Rest::Elements(left) => elements(ctx, o, left, &mut words, &string)?,
                Rest::Properties(left) => properties(ctx, o, left, &mut words, &string)?,
            };
            match inner {
                Some((inner, rest)) => {
                    under_way.push((begun.array_length(), rest));
                    ctx.array_push(begun, inner.value())?;
                }
                None => {
                    under_way.pop();
                }
            }
        }
        Ok(whole.value())
    }
}

type Begun<'s> = (Object<'s>, Rest);

/// Fills an array up to the next element that is to be filled itself.
fn elements<'s, 't>(
    ctx: &mut Scope<'s>,
    array: Object<'_>,
    left: &mut u32,
    words: &mut impl Iterator<Item = Item>,
    string: &impl Fn(u32) -> Value<'t>,
) -> JsResult<Option<Begun<'s>>> {
    while *left > 0 {
        *left -= 1;
        let Some(item) = words.next() else { break };
        if let Some(inner) = container(ctx, item)? {
            ctx.array_push(array, inner.0.value())?;
            return Ok(Some(inner));
        }
        ctx.array_push(array, constant(item, string))?;
    }
    Ok(None)
}

/// Fills an object up to the next property whose value is to be filled itself.
fn properties<'s, 't>(
    ctx: &mut Scope<'s>,
    object: Object<'_>,
    left: &mut u32,
    words: &mut impl Iterator<Item = Item>,
    string: &impl Fn(u32) -> Value<'t>,
) -> JsResult<Option<Begun<'s>>> {
    while *left > 0 {
        *left -= 1;
        let (Some(key), Some(item)) = (words.next(), words.next()) else { break };
        let inner = container(ctx, item)?;
        let turn = &mut ctx.inner();
        let key = turn.to_property_key(constant(key, string))?;
        let value = inner.map_or_else(|| constant(item, string), |(o, _)| o.value());
        turn.create_data_property(object, key, value)?;
        if inner.is_some() {
            return Ok(inner);
        }
    }
    Ok(None)
}

/// The array or object, still empty, that an item begins.
fn container<'s>(ctx: &mut Scope<'s>, item: Item) -> JsResult<Option<Begun<'s>>> {
    Ok(match item {
        Item::Array(length) => Some((ctx.new_array_with_capacity(length)?, Rest::Elements(length))),
        Item::Object(count) => {
            let room = count.min(MAX_ROOM) as u16;
            Some((ctx.new_object_with_room(room)?, Rest::Properties(count)))
        }
        Item::Immediate(_) | Item::String(_) => None,
    })
}

fn constant<'t>(item: Item, string: &impl Fn(u32) -> Value<'t>) -> Value<'t> {
    match item {
        Item::String(index) => string(index),
        Item::Immediate(word) if bits::is_int(word) => Value::from(bits::decode_int(word)),
        Item::Immediate(word) if bits::is_double(word) => Value::number(bits::decode_double(word)),
        Item::Immediate(bits::NULL) => Value::NULL,
        Item::Immediate(bits::FALSE) => Value::FALSE,
        Item::Immediate(bits::TRUE) => Value::TRUE,
        Item::Immediate(bits::HOLE) => Value::HOLE,
        Item::Immediate(_) | Item::Array(_) | Item::Object(_) => Value::UNDEFINED,
    }
}
