//! RegExpExec and RegExpBuiltinExec (22.2.7), and the array that describes a match.

use std::ops::Range;
use yarrow_objects::rooted::{FlatString, Object, Scope, Value};
use yarrow_objects::{JsResult, RegExpFlags, RegExpMatch, Search};

/// AdvanceStringIndex (22.2.7.3)
pub fn advance(s: FlatString<'_>, at: usize, flags: RegExpFlags) -> usize {
    if flags.is_unicode() && at < s.len() { at + s.chars().code_point_at(at).1 } else { at + 1 }
}

pub fn search_of(flags: RegExpFlags) -> Search {
    if flags.has(RegExpFlags::STICKY) { Search::Here } else { Search::Forward }
}

/// RegExpExec (22.2.7.1): an object or null.
pub fn regexp_exec<'s>(ctx: &mut Scope<'s>, o: Object<'_>, s: FlatString<'_>) -> JsResult<Value<'s>> {
    let key = ctx.names.exec;
    let exec = ctx.get(o, key)?;
    if exec == ctx.intrinsics.regexp_exec && ctx.regexp_flags(o).is_some() {
        return builtin_exec(ctx, o, s);
    }
    if exec.is_callable() {
        let result = ctx.call(exec, o.value(), &[s.value()])?;
        if result.is_object() || result.is_null() {
            return Ok(result);
        }
        let text = ctx.describe(result);
        return Err(ctx.throw_type_error(format_args!("{text} is not an object or null")));
    }
    if ctx.regexp_flags(o).is_some() {
        return builtin_exec(ctx, o, s);
    }
    let text = ctx.describe(o.value());
    Err(ctx.throw_type_error(format_args!("Method RegExp.prototype.exec called on incompatible receiver {text}")))
}

/// RegExpBuiltinExec (22.2.7.2) up to the description of the match.
fn find_and_move(
    ctx: &mut Scope<'_>,
    o: Object<'_>,
    s: FlatString<'_>,
) -> JsResult<Option<(RegExpMatch, RegExpFlags)>> {
    let key = ctx.names.last_index;
    let last_index = ctx.get(o, key)?;
    let last_index = ctx.to_length(last_index)?;
    let flags = ctx.regexp_flags(o).unwrap_or_default();
    let moves = flags.has(RegExpFlags::GLOBAL) || flags.has(RegExpFlags::STICKY);
    let from = if moves { usize::try_from(last_index).unwrap_or(usize::MAX) } else { 0 };
    let found = ctx.regexp_find(o, s, from, search_of(flags));
    if moves {
        let end = found.as_ref().map_or(0, RegExpMatch::end);
        ctx.set(o, key, Value::number(end as f64))?;
    }
    Ok(found.map(|m| (m, flags)))
}

/// RegExpBuiltinExec (22.2.7.2).
pub fn builtin_exec<'s>(ctx: &mut Scope<'s>, o: Object<'_>, s: FlatString<'_>) -> JsResult<Value<'s>> {
    match find_and_move(ctx, o, s)? {
        Some((found, flags)) => match_array(ctx, s, &found, flags),
        None => Ok(Value::NULL),
    }
}

/// The result of `test` of a plain RegExp: without describing the match.
pub fn plain_test(ctx: &mut Scope<'_>, o: Object<'_>, s: FlatString<'_>) -> JsResult<Option<bool>> {
    if !ctx.is_plain_regexp(o)? {
        return Ok(None);
    }
    Ok(Some(find_and_move(ctx, o, s)?.is_some()))
}

pub fn group_value<'s>(ctx: &mut Scope<'s>, s: FlatString<'_>, group: Option<Range<usize>>) -> JsResult<Value<'s>> {
    match group {
        Some(r) => Ok(ctx.substring(s, r.start, r.end)?.value()),
        None => Ok(Value::UNDEFINED),
    }
}

/// The object of the named groups, or `undefined` if there are none.
pub fn groups_object<'s>(
    ctx: &mut Scope<'s>,
    found: &RegExpMatch,
    mut value_of: impl for<'i> FnMut(&mut Scope<'i>, Option<Range<usize>>) -> JsResult<Value<'i>>,
) -> JsResult<Value<'s>> {
    if !found.has_names() {
        return Ok(Value::UNDEFINED);
    }
    let groups = ctx.new_object_with(Value::NULL)?;
    for (name, group) in found.named_groups() {
        let ctx = &mut ctx.inner();
        let v = value_of(ctx, group)?;
        let name = ctx.new_string(name)?;
        let key = ctx.key_from_string(name)?;
        ctx.create_data_property(groups, key, v)?;
    }
    Ok(groups.value())
}

/// All groups of a match, the whole match first.
pub fn groups(found: &RegExpMatch) -> impl Iterator<Item = Option<Range<usize>>> {
    (0..=found.group_count()).map(|i| found.group(i))
}

/// The array that `exec` returns.
fn match_array<'s>(
    ctx: &mut Scope<'s>,
    s: FlatString<'_>,
    found: &RegExpMatch,
    flags: RegExpFlags,
) -> JsResult<Value<'s>> {
    let a = ctx.array_of_parts(s, groups(found))?;
    let key = ctx.names.index;
    ctx.create_data_property(a, key, Value::number(found.start() as f64))?;
    let key = ctx.names.input;
    ctx.create_data_property(a, key, s.value())?;
    let groups = groups_object(ctx, found, |ctx, group| group_value(ctx, s, group))?;
    let key = ctx.names.groups;
    ctx.create_data_property(a, key, groups)?;
    if flags.has(RegExpFlags::HAS_INDICES) {
        let indices = indices_array(ctx, found)?;
        let key = ctx.atom("indices")?;
        ctx.create_data_property(a, key, indices)?;
    }
    Ok(a.value())
}

/// GetMatchIndexPair (22.2.7.7), and `undefined` for a group that took no part.
fn index_pair<'s>(ctx: &mut Scope<'s>, group: Option<Range<usize>>) -> JsResult<Value<'s>> {
    match group {
        Some(r) => {
            let words = [r.start, r.end].map(|i| Value::number(i as f64));
            Ok(ctx.new_array(&words)?.value())
        }
        None => Ok(Value::UNDEFINED),
    }
}

/// MakeMatchIndicesIndexPairArray (22.2.7.8)
fn indices_array<'s>(ctx: &mut Scope<'s>, found: &RegExpMatch) -> JsResult<Value<'s>> {
    let a = ctx.new_array(&[])?;
    for group in groups(found) {
        let ctx = &mut ctx.inner();
        let pair = index_pair(ctx, group)?;
        ctx.array_push(a, pair)?;
    }
    let groups = groups_object(ctx, found, index_pair)?;
    let key = ctx.names.groups;
    ctx.create_data_property(a, key, groups)?;
    Ok(a.value())
}
