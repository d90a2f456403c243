//! %RegExpStringIteratorPrototype% (22.2.9).

use super::exec::{advance, regexp_exec};
use crate::table::define_tag;
use yarrow_machine::builtin_iterator::{IteratorKind, KIND, iterator_of};
use yarrow_objects::rooted::{Args, FlatString, Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult, RegExpFlags};

/// Internal slots behind the common ones, whose source is the matcher.
const STRING: usize = 3;
const GLOBAL: usize = 4;
const UNICODE: usize = 5;

/// CreateRegExpStringIterator (22.2.9.1)
pub fn new_iterator<'s>(
    ctx: &mut Scope<'s>,
    matcher: Object<'_>,
    s: FlatString<'_>,
    global: bool,
    unicode: bool,
) -> JsResult<Value<'s>> {
    let proto = ctx.intrinsics.regexp_string_iterator_prototype;
    let o = ctx.new_object_of_kind(CellKind::BuiltinIterator, proto.value(), 6)?;
    o.set_internal(KIND, Value::int(IteratorKind::RegExpString as i32));
    o.set_internal(KIND + 1, matcher.value());
    o.set_internal(STRING, s.value());
    o.set_internal(GLOBAL, global.into());
    o.set_internal(UNICODE, unicode.into());
    Ok(o.value())
}

/// %RegExpStringIteratorPrototype%.next (22.2.9.2.1)
fn next<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (iterator, _) = iterator_of(ctx, args.this(), &[IteratorKind::RegExpString], "RegExp String Iterator")?;
    let slots = args.this().as_object().map(|o| [STRING, GLOBAL, UNICODE].map(|i| ctx.internal(o, i)));
    let [s, global, unicode] = slots.unwrap_or([Value::UNDEFINED; 3]);
    let (Some(matcher), Some(s)) = (iterator.source(ctx).as_object(), s.as_string()) else {
        return Ok(ctx.new_iter_result(Value::UNDEFINED, true)?.value());
    };
    let s = ctx.flat(s)?;
    let result = match regexp_exec(ctx, matcher, s) {
        Ok(result) => result,
        Err(throw) => {
            iterator.finish();
            return Err(throw);
        }
    };
    let Some(found) = result.as_object() else {
        iterator.finish();
        return Ok(ctx.new_iter_result(Value::UNDEFINED, true)?.value());
    };
    if global != Value::TRUE {
        iterator.finish();
    } else if let Err(throw) = step_over_empty(ctx, matcher, found, s, unicode == Value::TRUE) {
        iterator.finish();
        return Err(throw);
    }
    Ok(ctx.new_iter_result(result, false)?.value())
}

/// After an empty match the next one is looked for behind it.
fn step_over_empty(
    ctx: &mut Scope<'_>,
    matcher: Object<'_>,
    found: Object<'_>,
    s: FlatString<'_>,
    unicode: bool,
) -> JsResult<()> {
    let matched = ctx.get(found, 0u32)?;
    if !ctx.to_string(matched)?.is_empty() {
        return Ok(());
    }
    let flags = if unicode { RegExpFlags::UNICODE } else { RegExpFlags::default() };
    move_last_index(ctx, matcher, s, flags)
}

/// `lastIndex` moved on by one character.
pub fn move_last_index(ctx: &mut Scope<'_>, o: Object<'_>, s: FlatString<'_>, flags: RegExpFlags) -> JsResult<()> {
    let key = ctx.names.last_index;
    let at = ctx.get(o, key)?;
    let at = ctx.to_length(at)?;
    // A length may lie far outside of the string, where all steps are one unit.
    let next = if at < s.len() as u64 { advance(s, at as usize, flags) as f64 } else { at as f64 + 1.0 };
    ctx.set(o, key, Value::number(next))
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.regexp_string_iterator_prototype;
    ctx.define_method(proto, "next", 0, next)?;
    define_tag(ctx, proto, "RegExp String Iterator")
}
