//! RegExp.prototype\[@@match\], \[@@matchAll\] and \[@@search\] (22.2.6.8, 22.2.6.9, 22.2.6.12), and the
//! installation of all the methods behind well-known symbols.

use super::exec::{group_value, regexp_exec};
use super::iterator::{move_last_index, new_iterator};
use super::receiver::{construct_copy, each_match, is_plain_global, read_flags, receiver_and_string};
use super::{replace, split};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Native, Object, Scope, Symbol, Value};

/// The array of all matches; null if there are none.
fn null_if_empty(list: Object<'_>) -> Value<'_> {
    if list.array_length() == 0 { Value::NULL } else { list.value() }
}

/// RegExp.prototype\[@@match\] (22.2.6.8)
fn match_<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, s) = receiver_and_string(ctx, args, "[Symbol.match]")?;
    if is_plain_global(ctx, o)? {
        let list = ctx.new_array(&[])?;
        each_match(ctx, o, s, |ctx, found| {
            let v = group_value(ctx, s, found.group(0))?;
            ctx.array_push(list, v)
        })?;
        return Ok(null_if_empty(list));
    }
    let (_, flags) = read_flags(ctx, o)?;
    if !flags.global {
        return regexp_exec(ctx, o, s);
    }
    let key = ctx.names.last_index;
    ctx.set(o, key, Value::int(0))?;
    let list = ctx.new_array(&[])?;
    loop {
        let ctx = &mut ctx.inner();
        let Some(found) = regexp_exec(ctx, o, s)?.as_object() else { break };
        let matched = ctx.get(found, 0u32)?;
        let matched = ctx.to_string(matched)?;
        ctx.array_push(list, matched.value())?;
        if matched.is_empty() {
            move_last_index(ctx, o, s, flags.unicode)?;
        }
    }
    Ok(null_if_empty(list))
}

/// RegExp.prototype\[@@matchAll\] (22.2.6.9)
fn match_all<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, s) = receiver_and_string(ctx, args, "[Symbol.matchAll]")?;
    let default = ctx.intrinsics.regexp;
    let c = ctx.species_constructor(o, default)?;
    let (flags, text) = read_flags(ctx, o)?;
    let matcher = construct_copy(ctx, c, o, flags.value())?;
    let key = ctx.names.last_index;
    let last_index = ctx.get(o, key)?;
    let last_index = ctx.to_length(last_index)?;
    ctx.set(matcher, key, Value::number(last_index as f64))?;
    new_iterator(ctx, matcher, s, text.global, text.unicode.is_unicode())
}

/// RegExp.prototype\[@@search\] (22.2.6.12)
fn search<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, s) = receiver_and_string(ctx, args, "[Symbol.search]")?;
    let key = ctx.names.last_index;
    let previous = ctx.get(o, key)?;
    if !ctx.same_value(previous, Value::int(0)) {
        ctx.set(o, key, Value::int(0))?;
    }
    let result = regexp_exec(ctx, o, s)?;
    let current = ctx.get(o, key)?;
    if !ctx.same_value(current, previous) {
        ctx.set(o, key, previous)?;
    }
    match result.as_object() {
        Some(found) => {
            let key = ctx.names.index;
            ctx.get(found, key)
        }
        None => Ok(Value::int(-1)),
    }
}

pub fn install(ctx: &mut Scope<'_>, proto: Object<'_>) -> JsResult<()> {
    let s = &ctx.symbols;
    let methods: [(Symbol<'_>, &str, u16, Native); 5] = [
        (s.match_, "[Symbol.match]", 1, match_),
        (s.match_all, "[Symbol.matchAll]", 1, match_all),
        (s.replace, "[Symbol.replace]", 2, replace::replace),
        (s.search, "[Symbol.search]", 1, search),
        (s.split, "[Symbol.split]", 2, split::split),
    ];
    for (key, name, length, f) in methods {
        let ctx = &mut ctx.inner();
        ctx.define_symbol_method(proto, key, name, length, f)?;
    }
    Ok(())
}
