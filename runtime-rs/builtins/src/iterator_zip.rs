//! Iterator.concat, Iterator.zip and Iterator.zipKeyed (27.1.3.2).
//!
//! Their helpers keep arrays that JavaScript never sees: `concat` the iterables and their methods, `zip`
//! the open records (null where one is done) and the padding.

use crate::iterator_helpers::{BENEATH, COUNTER, FUNCTION, INNER, Kind, new_helper, open_flattenable};
use crate::table::define_methods;
use yarrow_core::rooted::{Args, Object, PropertyKey, Scope, Value};
use yarrow_core::{JsResult, Throw};

fn item(list: Value, i: usize) -> Value {
    let list = list.as_object();
    list.as_ref().and_then(|l| ctx.dense_elements(l)).and_then(|e| e.get(i)).copied().unwrap_or(Value::UNDEFINED)
}

fn length(list: Value) -> usize {
    list.as_object().map_or(0, |l| l.array_length() as usize)
}

fn set_item(list: Value, i: usize, v: Value) {
    if let Some(list) = list.as_object() {
        ctx.with_dense(list, |words| words[i] = v);
    }
}

/// Iterator.concat (27.1.3.2.1)
fn iterator_concat<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let methods = ctx.new_array(&[])?;
    for i in 0..args.len() {
        let v = args.get(i);
        if !v.is_object() {
            let text = ctx.describe(v);
            return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
        }
        let key = ctx.symbols.iterator;
        let method = ctx.get_method(v, key)?;
        if method.is_undefined() {
            let text = ctx.describe(v);
            return Err(ctx.throw_type_error(format_args!("{text} is not iterable")));
        }
        ctx.array_push(methods, method)?;
    }
    let iterables = ctx.new_array(args.from(0))?;
    new_helper(ctx, Kind::Concat, iterables.value(), methods, Value::UNDEFINED)
}

pub fn concat_step<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> JsResult<Option<Value<'s>>> {
    loop {
        let inner = ctx.internal(o, INNER);
        if !inner.is_undefined() {
            if let Some(v) = ctx.iter_next(inner)? {
                return Ok(Some(v));
            }
            o.set_internal(INNER, Value::UNDEFINED);
        }
        let (iterables, methods) = (ctx.internal(o, BENEATH), ctx.internal(o, FUNCTION));
        let i = ctx.internal(o, COUNTER).as_int().unwrap_or(0);
        if i as usize >= length(iterables) {
            return Ok(None);
        }
        o.set_internal(COUNTER, Value::int(i + 1));
        let iterator = ctx.call(item(methods, i as usize), item(iterables, i as usize), &[])?;
        let record = ctx.iter_from_iterator(iterator)?;
        o.set_internal(INNER, record);
    }
}

/// IteratorCloseAll (7.4.14) with a throw completion: the last first. Answers `throw`.
fn close_all_throw(ctx: &mut Scope<'_>, list: Object<'_>, throw: Throw) -> Throw {
    ctx.scope(|ctx| {
        let thrown = ctx.caught(throw);
        for i in (0..length(list)).rev() {
            let record = item(list, i);
            if !record.is_null() {
                set_item(list, i, Value::NULL);
                ctx.iter_close_silent(record);
            }
        }
        ctx.throw(thrown)
    })
}

/// IteratorCloseAll (7.4.14) with another completion: the first that throws decides.
pub fn close_all(ctx: &mut Scope<'_>, list: Object<'_>) -> JsResult<()> {
    ctx.scope(|ctx| {
        for i in (0..length(list)).rev() {
            let record = item(list, i);
            if !record.is_null() {
                set_item(list, i, Value::NULL);
                if let Err(throw) = ctx.iter_close(record) {
                    return Err(close_all_throw(ctx, list, throw));
                }
            }
        }
        Ok(())
    })
}

/// IfAbruptCloseIterators (7.4.15): a throw closes what is open.
fn or_close_all<T>(ctx: &mut Scope<'_>, list: Object<'_>, result: JsResult<T>) -> JsResult<T> {
    result.map_err(|throw| close_all_throw(ctx, list, throw))
}

/// What `zip` and `zipKeyed` read of their arguments first: the kind, and the padding option.
fn read_options<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<(Kind, Value<'s>)> {
    if !args.get(0).is_object() {
        let text = ctx.describe(args.get(0));
        return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
    }
    let options = args.get(1);
    if options.is_undefined() {
        return Ok((Kind::ZipShortest, Value::UNDEFINED));
    }
    let Some(options) = options.as_object() else {
        let text = ctx.describe(options);
        return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
    };
    let key = ctx.atom("mode")?;
    let mode = ctx.get(options, key)?;
    let text = mode.as_string().map(|s| s.to_rust());
    match text.as_deref() {
        None if mode.is_undefined() => Ok((Kind::ZipShortest, Value::UNDEFINED)),
        Some("shortest") => Ok((Kind::ZipShortest, Value::UNDEFINED)),
        Some("strict") => Ok((Kind::ZipStrict, Value::UNDEFINED)),
        Some("longest") => {
            let key = ctx.atom("padding")?;
            let padding = ctx.get(options, key)?;
            if !padding.is_object() && !padding.is_undefined() {
                return Err(ctx.throw_type_error(format_args!("padding must be an object")));
            }
            Ok((Kind::ZipLongest, padding))
        }
        _ => Err(ctx.throw_type_error(format_args!("mode must be \"shortest\", \"longest\" or \"strict\""))),
    }
}

/// The records of the iterables that `zip`'s argument yields.
fn open_iterables(ctx: &mut Scope<'_>, iterables: Value<'_>, records: Object<'_>) -> JsResult<()> {
    let input = ctx.iter_open(iterables)?;
    loop {
        let next = ctx.iter_next(input);
        let Some(next) = or_close_all(ctx, records, next)? else { return Ok(()) };
        match open_flattenable(ctx, next) {
            Ok(record) => ctx.array_push(records, record)?,
            Err(throw) => {
                let throw = close_all_throw(ctx, records, throw);
                return Err(ctx.iter_close_throw(input, throw));
            }
        }
    }
}

/// The padding of `zip`: as many values as there are iterators.
fn read_padding(ctx: &mut Scope<'_>, option: Value<'_>, records: Object<'_>, padding: Object<'_>) -> JsResult<()> {
    let count = length(records);
    let opened = ctx.iter_open(option);
    let input = or_close_all(ctx, records, opened)?;
    let mut using = true;
    for _ in 0..count {
        let mut value = Value::UNDEFINED;
        if using {
            let next = ctx.iter_next(input);
            match or_close_all(ctx, records, next)? {
                Some(v) => value = v,
                None => using = false,
            }
        }
        ctx.array_push(padding, value)?;
    }
    if using {
        let closed = ctx.iter_close(input);
        or_close_all(ctx, records, closed)?;
    }
    Ok(())
}

/// Iterator.zip (27.1.3.2.3)
fn iterator_zip<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (kind, option) = read_options(ctx, args)?;
    let records = ctx.new_array(&[])?;
    open_iterables(ctx, args.get(0), records)?;
    let padding = ctx.new_array(&[])?;
    if option.is_object() {
        read_padding(ctx, option, records, padding)?;
    }
    new_helper(ctx, kind, records, padding, Value::UNDEFINED)
}

/// The enumerable properties of `zipKeyed`'s argument whose values are not undefined: their keys as
/// values, and their records.
fn open_members(ctx: &mut Scope<'_>, members: Value<'_>, keys: Object<'_>, records: Object<'_>) -> JsResult<()> {
    let Some(members) = members.as_object() else { return Ok(()) };
    for key in ctx.rooted_own_keys(members)? {
        let property = ctx.get_own_property(members, key);
        if !or_close_all(ctx, records, property)?.is_some_and(|p| p.attrs.enumerable()) {
            continue;
        }
        let value = ctx.get(members, key);
        let value = or_close_all(ctx, records, value)?;
        if value.is_undefined() {
            continue;
        }
        ctx.array_push(keys, key.root_value())?;
        let record = open_flattenable(ctx, value);
        let record = or_close_all(ctx, records, record)?;
        ctx.array_push(records, record)?;
    }
    Ok(())
}

/// The opposite of [`PropertyKey::root_value`].
fn key_of(v: Value) -> PropertyKey {
    match (v.as_symbol(), v.as_string().and_then(|s| s.as_flat())) {
        (Some(s), _) => PropertyKey::Symbol(s),
        (None, Some(s)) => PropertyKey::String(s),
        (None, None) => PropertyKey::Index(v.as_number().unwrap_or(0.0) as u32),
    }
}

/// Iterator.zipKeyed (27.1.3.2.4)
fn iterator_zip_keyed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (kind, option) = read_options(ctx, args)?;
    let (keys, records, padding) = (ctx.new_array(&[])?, ctx.new_array(&[])?, ctx.new_array(&[])?);
    let (keys, records, padding) = (ctx.root(keys), ctx.root(records), ctx.root(padding));
    open_members(ctx, args.get(0), keys, records)?;
    if let Some(from) = option.as_object() {
        for i in 0..length(keys) {
            let value = ctx.get(from, key_of(item(keys, i)));
            let value = or_close_all(ctx, records, value)?;
            ctx.array_push(padding, value)?;
        }
    }
    new_helper(ctx, kind, records, padding, keys)
}

fn throw_uneven(ctx: &mut Scope<'_>) -> Throw {
    ctx.throw_type_error(format_args!("the iterators have not the same number of values"))
}

/// IteratorZip (27.1.3.2.5): one step.
pub fn zip_step<'s>(ctx: &mut Scope<'s>, o: Object<'_>, kind: Kind) -> JsResult<Option<Value<'s>>> {
    let records = ctx.internal(o, BENEATH);
    let count = length(records);
    if count == 0 {
        return Ok(None);
    }
    let results = ctx.new_array(&[])?;
    for i in 0..count {
        let padding = item(ctx.internal(o, FUNCTION), i);
        let record = item(records, i);
        if record.is_null() {
            ctx.array_push(results, padding)?;
            continue;
        }
        let next = ctx.iter_next(record);
        if !matches!(next, Ok(Some(_))) {
            set_item(records, i, Value::NULL);
        }
        let value = match or_close_all(ctx, records, next)? {
            Some(v) => v,
            None => match kind {
                Kind::ZipStrict if i == 0 => return strict_end(ctx, records),
                Kind::ZipStrict => {
                    let throw = throw_uneven(ctx);
                    return Err(close_all_throw(ctx, records, throw));
                }
                Kind::ZipLongest => {
                    if (0..count).all(|k| item(records, k).is_null()) {
                        return Ok(None);
                    }
                    item(ctx.internal(o, FUNCTION), i)
                }
                _ => {
                    close_all(ctx, records)?;
                    return Ok(None);
                }
            },
        };
        ctx.array_push(results, value)?;
    }
    let keys = ctx.internal(o, INNER);
    if keys.is_undefined() {
        return Ok(Some(results));
    }
    let object = ctx.new_object_with(Value::NULL)?;
    for i in 0..count {
        ctx.create_data_property_or_throw(object, key_of(item(keys, i)), item(results, i))?;
    }
    Ok(Some(object.value()))
}

/// The first iterator is done: the others have to be.
fn strict_end<'s>(ctx: &mut Scope<'s>, records: Object<'_>) -> JsResult<Option<Value<'s>>> {
    for k in 1..length(records) {
        let more = ctx.iter_step(item(records, k));
        if !matches!(more, Ok(true)) {
            set_item(records, k, Value::NULL);
        }
        if or_close_all(ctx, records, more)? {
            let throw = throw_uneven(ctx);
            return Err(close_all_throw(ctx, records, throw));
        }
    }
    Ok(None)
}

pub fn install(ctx: &mut Scope<'_>, iterator: Object<'_>) -> JsResult<()> {
    define_methods(
        ctx,
        iterator,
        &[("concat", 0, iterator_concat), ("zip", 1, iterator_zip), ("zipKeyed", 1, iterator_zip_keyed)],
    )
}
