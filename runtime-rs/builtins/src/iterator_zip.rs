//! Iterator.concat, Iterator.zip and Iterator.zipKeyed (27.1.3.2).
//!
//! Their helpers keep arrays that JavaScript never sees: `concat` the iterables and their methods, `zip`
//! the open records (null where one is done) and the padding.

use crate::iterator_helper_object::{BENEATH, COUNTER, FUNCTION, INNER, Kind, new_helper, open_flattenable};
use crate::table::define_methods;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, PropertyKey, Scope, Value};
use yarrow_objects::{JsResult, Throw};

fn item<'s>(ctx: &mut Scope<'s>, list: Object<'_>, i: usize) -> Value<'s> {
    ctx.dense_element(list, i).unwrap_or(Value::UNDEFINED)
}

fn length(list: Object<'_>) -> usize {
    list.array_length() as usize
}

/// Iterator.concat (27.1.3.2.1)
fn iterator_concat<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let methods = ctx.new_array(&[])?;
    for &v in args.from(0) {
        let ctx = &mut ctx.inner();
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
    new_helper(ctx, Kind::Concat, iterables.value(), methods.value(), Value::UNDEFINED)
}

pub fn concat_step<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> JsResult<Option<Value<'s>>> {
    let (iterables, methods) = (ctx.internal(o, BENEATH).as_object(), ctx.internal(o, FUNCTION).as_object());
    let (Some(iterables), Some(methods)) = (iterables, methods) else { return Ok(None) };
    loop {
        let mut ctx = ctx.inner();
        let inner = ctx.internal(o, INNER);
        if !inner.is_undefined() {
            if let Some(v) = ctx.iter_next(inner)? {
                return Ok(Some(ctx.escape(v)));
            }
            o.set_internal(INNER, Value::UNDEFINED);
        }
        let i = ctx.internal(o, COUNTER).as_int().unwrap_or(0);
        if i as usize >= length(iterables) {
            return Ok(None);
        }
        o.set_internal(COUNTER, Value::int(i + 1));
        let method = item(&mut ctx, methods, i as usize);
        let iterable = item(&mut ctx, iterables, i as usize);
        let iterator = ctx.call(method, iterable, &[])?;
        let record = ctx.iter_from_iterator(iterator)?;
        o.set_internal(INNER, record);
    }
}

/// Record `i` if it is open; from now on it counts as done.
fn take_record<'s>(ctx: &mut Scope<'s>, records: Object<'_>, i: usize) -> Option<Value<'s>> {
    let record = item(ctx, records, i);
    if record.is_null() {
        return None;
    }
    set_done(ctx, records, i);
    Some(record)
}

fn set_done(ctx: &mut Scope<'_>, records: Object<'_>, i: usize) {
    ctx.write_dense(records, i, &[Value::NULL]);
}

/// IteratorCloseAll (7.4.14) with a throw completion: the last first. Returns `throw`.
fn close_all_throw(ctx: &mut Scope<'_>, records: Object<'_>, throw: Throw) -> Throw {
    let ctx = &mut ctx.inner();
    let thrown = ctx.caught(throw);
    for i in (0..length(records)).rev() {
        let ctx = &mut ctx.inner();
        if let Some(record) = take_record(ctx, records, i) {
            ctx.iter_close_silent(record);
        }
    }
    ctx.throw(thrown)
}

/// IteratorCloseAll (7.4.14) with another completion: the first that throws decides.
pub fn close_all(ctx: &mut Scope<'_>, records: Object<'_>) -> JsResult<()> {
    for i in (0..length(records)).rev() {
        let ctx = &mut ctx.inner();
        if let Some(record) = take_record(ctx, records, i)
            && let Err(throw) = ctx.iter_close(record)
        {
            return Err(close_all_throw(ctx, records, throw));
        }
    }
    Ok(())
}

/// IfAbruptCloseIterators (7.4.15): a throw closes what is open.
fn or_close_all<T>(ctx: &mut Scope<'_>, records: Object<'_>, result: JsResult<T>) -> JsResult<T> {
    result.map_err(|throw| close_all_throw(ctx, records, throw))
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
        let ctx = &mut ctx.inner();
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
    let opened = ctx.iter_open(option);
    let input = or_close_all(ctx, records, opened)?;
    let mut using = true;
    for _ in 0..length(records) {
        let ctx = &mut ctx.inner();
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
    new_helper(ctx, kind, records.value(), padding.value(), Value::UNDEFINED)
}

/// The enumerable properties of `zipKeyed`'s argument whose values are not undefined: their keys as
/// values, and their records.
fn open_members(ctx: &mut Scope<'_>, members: Value<'_>, keys: Object<'_>, records: Object<'_>) -> JsResult<()> {
    let Some(members) = members.as_object() else { return Ok(()) };
    for key in ctx.own_keys(members)?.iter() {
        let ctx = &mut ctx.inner();
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

/// Key `i` of the list that [`open_members`] makes.
fn key_at<'s>(ctx: &mut Scope<'s>, keys: Object<'_>, i: usize) -> PropertyKey<'s> {
    PropertyKey::of_root_value(item(ctx, keys, i))
}

/// Iterator.zipKeyed (27.1.3.2.4)
fn iterator_zip_keyed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (kind, option) = read_options(ctx, args)?;
    let (keys, records, padding) = (ctx.new_array(&[])?, ctx.new_array(&[])?, ctx.new_array(&[])?);
    open_members(ctx, args.get(0), keys, records)?;
    if let Some(from) = option.as_object() {
        for i in 0..length(keys) {
            let ctx = &mut ctx.inner();
            let key = key_at(ctx, keys, i);
            let value = ctx.get(from, key);
            let value = or_close_all(ctx, records, value)?;
            ctx.array_push(padding, value)?;
        }
    }
    new_helper(ctx, kind, records.value(), padding.value(), keys.value())
}

fn throw_uneven(ctx: &mut Scope<'_>) -> Throw {
    ctx.throw_type_error(format_args!("the iterators have not the same number of values"))
}

/// IteratorZip (27.1.3.2.5): one step.
pub fn zip_step<'s>(ctx: &mut Scope<'s>, o: Object<'_>, kind: Kind) -> JsResult<Option<Value<'s>>> {
    let (records, padding) = (ctx.internal(o, BENEATH).as_object(), ctx.internal(o, FUNCTION).as_object());
    let (Some(records), Some(padding)) = (records, padding) else { return Ok(None) };
    let count = length(records);
    if count == 0 {
        return Ok(None);
    }
    let results = ctx.new_array(&[])?;
    for i in 0..count {
        let ctx = &mut ctx.inner();
        let record = item(ctx, records, i);
        if record.is_null() {
            let value = item(ctx, padding, i);
            ctx.array_push(results, value)?;
            continue;
        }
        let next = ctx.iter_next(record);
        if !matches!(next, Ok(Some(_))) {
            set_done(ctx, records, i);
        }
        let value = match or_close_all(ctx, records, next)? {
            Some(v) => v,
            None => match kind {
                Kind::ZipStrict if i == 0 => {
                    strict_end(ctx, records)?;
                    return Ok(None);
                }
                Kind::ZipStrict => {
                    let throw = throw_uneven(ctx);
                    return Err(close_all_throw(ctx, records, throw));
                }
                Kind::ZipLongest => {
                    if ctx.dense_elements(records).is_some_and(|all| all.iter().all(|record| record.is_null())) {
                        return Ok(None);
                    }
                    item(ctx, padding, i)
                }
                _ => {
                    close_all(ctx, records)?;
                    return Ok(None);
                }
            },
        };
        ctx.array_push(results, value)?;
    }
    let Some(keys) = ctx.internal(o, INNER).as_object() else { return Ok(Some(results.value())) };
    let object = ctx.new_object_with(Value::NULL)?;
    for i in 0..count {
        let ctx = &mut ctx.inner();
        let (key, value) = (key_at(ctx, keys, i), item(ctx, results, i));
        ctx.create_data_property_or_throw(object, key, value)?;
    }
    Ok(Some(object.value()))
}

/// The first iterator is done: the others have to be.
fn strict_end(ctx: &mut Scope<'_>, records: Object<'_>) -> JsResult<()> {
    for k in 1..length(records) {
        let ctx = &mut ctx.inner();
        let record = item(ctx, records, k);
        let more = ctx.iter_step(record);
        if !matches!(more, Ok(true)) {
            set_done(ctx, records, k);
        }
        if or_close_all(ctx, records, more)? {
            let throw = throw_uneven(ctx);
            return Err(close_all_throw(ctx, records, throw));
        }
    }
    Ok(())
}

pub fn install(ctx: &mut Scope<'_>, iterator: Object<'_>) -> JsResult<()> {
    define_methods(
        ctx,
        iterator,
        &[("concat", 0, iterator_concat), ("zip", 1, iterator_zip), ("zipKeyed", 1, iterator_zip_keyed)],
    )
}
