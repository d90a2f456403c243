//! The methods of Iterator.prototype that consume (27.1.4), and `[Symbol.dispose]`.

use crate::iterator_helpers::{function_argument, this_iterator};
use crate::table::define_methods;
use yarrow_machine::prelude::*;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Scope, Value};

/// Calls the function argument for each value until the truth of what it returns is the wanted one, if there is one.
/// Then the iterator is closed, and the value is returned.
fn consume<'s>(ctx: &mut Scope<'s>, args: Args<'s>, name: &str, wanted: Option<bool>) -> JsResult<Option<Value<'s>>> {
    let iterator = this_iterator(ctx, args, name)?;
    let f = function_argument(ctx, args)?;
    let record = ctx.iter_from_iterator(iterator)?;
    let mut k = 0.0;
    loop {
        let mut ctx = ctx.inner();
        let Some(v) = ctx.iter_next(record)? else { return Ok(None) };
        match ctx.call(f, Value::UNDEFINED, &[v, Value::number(k)]) {
            Ok(result) if wanted == Some(ctx.to_boolean(result)) => {
                ctx.iter_close(record)?;
                return Ok(Some(ctx.escape(v)));
            }
            Ok(_) => {}
            Err(throw) => return Err(ctx.iter_close_throw(record, throw)),
        }
        k += 1.0;
    }
}

/// Iterator.prototype.every (27.1.4.3)
fn iterator_every<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(consume(ctx, args, "every", Some(false))?.is_none().into())
}

/// Iterator.prototype.find (27.1.4.5)
fn iterator_find<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(consume(ctx, args, "find", Some(true))?.unwrap_or(Value::UNDEFINED))
}

/// Iterator.prototype.forEach (27.1.4.7)
fn iterator_for_each<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    consume(ctx, args, "forEach", None)?;
    Ok(Value::UNDEFINED)
}

/// Iterator.prototype.some (27.1.4.10)
fn iterator_some<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(consume(ctx, args, "some", Some(true))?.is_some().into())
}

/// Iterator.prototype.reduce (27.1.4.9)
fn iterator_reduce<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let iterator = this_iterator(ctx, args, "reduce")?;
    let f = function_argument(ctx, args)?;
    let record = ctx.iter_from_iterator(iterator)?;
    let accumulator = ctx.slot(args.get(1));
    let mut k = 0.0;
    if args.len() < 2 {
        match ctx.iter_next(record)? {
            Some(first) => accumulator.set(first),
            None => {
                return Err(ctx.throw_type_error(format_args!("Reduce of a done iterator with no initial value")));
            }
        }
        k = 1.0;
    }
    loop {
        let ctx = &mut ctx.inner();
        let Some(v) = ctx.iter_next(record)? else { break };
        let so_far = accumulator.get(ctx);
        match ctx.call(f, Value::UNDEFINED, &[so_far, v, Value::number(k)]) {
            Ok(result) => accumulator.set(result),
            Err(throw) => return Err(ctx.iter_close_throw(record, throw)),
        }
        k += 1.0;
    }
    Ok(accumulator.get(ctx))
}

/// Iterator.prototype.toArray (27.1.4.12)
fn iterator_to_array<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let iterator = this_iterator(ctx, args, "toArray")?;
    let record = ctx.iter_from_iterator(iterator)?;
    let array = ctx.new_array(&[])?;
    ctx.iter_collect(record, array)?;
    Ok(array.value())
}

/// How many elements `includes` skips: nothing is converted.
fn skipped_argument(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<f64> {
    const MAX_SAFE: f64 = 9_007_199_254_740_991.0;
    if v.is_undefined() {
        return Ok(0.0);
    }
    match v.as_number().filter(|n| n.trunc() == *n) {
        Some(n) if n < 0.0 || (n.is_finite() && n > MAX_SAFE) => {
            Err(ctx.throw_range_error(format_args!("{n} is out of range")))
        }
        Some(n) => Ok(n),
        None => {
            let text = ctx.describe(v);
            Err(ctx.throw_type_error(format_args!("{text} is not an integral number")))
        }
    }
}

/// Iterator.prototype.includes (proposal iterator-includes)
fn iterator_includes<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let iterator = this_iterator(ctx, args, "includes")?;
    let mut skip = match skipped_argument(ctx, args.get(1)) {
        Ok(skip) => skip,
        Err(throw) => return Err(ctx.iter_close_throw(iterator, throw)),
    };
    let record = ctx.iter_from_iterator(iterator)?;
    loop {
        let ctx = &mut ctx.inner();
        let Some(v) = ctx.iter_next(record)? else { break };
        if skip > 0.0 {
            skip -= 1.0;
        } else if ctx.same_value_zero(v, args.get(0)) {
            ctx.iter_close(record)?;
            return Ok(Value::TRUE);
        }
        ctx.poll();
    }
    Ok(Value::FALSE)
}

/// Iterator.prototype.join (proposal iterator-join)
fn iterator_join<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let iterator = this_iterator(ctx, args, "join")?;
    let separator = if args.get(0).is_undefined() { ctx.new_string(",") } else { ctx.to_string(args.get(0)) };
    let separator = match separator.and_then(|s| ctx.flat(s)) {
        Ok(separator) => separator,
        Err(throw) => return Err(ctx.iter_close_throw(iterator, throw)),
    };
    let record = ctx.iter_from_iterator(iterator)?;
    let mut text = ctx.string_builder();
    let mut first = true;
    loop {
        let ctx = &mut ctx.inner();
        let Some(v) = ctx.iter_next(record)? else { break };
        if !first {
            text.push_chars(separator.chars());
        }
        first = false;
        if !v.is_nullish() {
            match ctx.to_string(v).and_then(|s| ctx.flat(s)) {
                Ok(s) => text.push_chars(s.chars()),
                Err(throw) => return Err(ctx.iter_close_throw(record, throw)),
            }
        }
        if text.len() > yarrow_objects::MAX_LENGTH {
            let throw = ctx.throw_range_error(format_args!("Invalid string length"));
            return Err(ctx.iter_close_throw(record, throw));
        }
        ctx.poll();
    }
    Ok(ctx.finish_string(text)?.value())
}

/// `%IteratorPrototype%[@@dispose]` (27.1.2.2)
fn iterator_dispose<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let key = ctx.names.return_;
    let method = ctx.get_method(args.this(), key)?;
    if !method.is_undefined() {
        ctx.call(method, args.this(), &[])?;
    }
    Ok(Value::UNDEFINED)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.iterator_prototype;
    let key = ctx.symbols.dispose;
    ctx.define_symbol_method(proto, key, "[Symbol.dispose]", 0, iterator_dispose)?;
    define_methods(
        ctx,
        proto,
        &[
            ("every", 1, iterator_every),
            ("find", 1, iterator_find),
            ("forEach", 1, iterator_for_each),
            ("includes", 1, iterator_includes),
            ("join", 1, iterator_join),
            ("reduce", 1, iterator_reduce),
            ("some", 1, iterator_some),
            ("toArray", 0, iterator_to_array),
        ],
    )
}
