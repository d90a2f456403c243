//! The methods of Iterator.prototype that consume (27.1.4), and `[Symbol.dispose]`.

use crate::iterator_helpers::{function_argument, iterator_direct, this_iterator};
use crate::table::define_methods;
use yarrow_core::{Args, Context, JsResult, Value};

/// What a consuming method does after a call of its function.
enum Verdict {
    Continue,
    Stop(Value),
}

/// Calls the function argument for each value until a verdict ends it, closing the iterator.
fn consume(
    ctx: &mut Context,
    args: Args,
    name: &str,
    mut judge: impl FnMut(&Context, Value, Value) -> Verdict,
) -> JsResult<Option<Value>> {
    let iterator = this_iterator(ctx, args, name)?;
    let f = function_argument(ctx, args)?;
    let record = iterator_direct(ctx, iterator)?;
    let mut k = 0.0;
    while let Some(v) = ctx.iter_next(record.get())? {
        let verdict = ctx.scope(|ctx| {
            let v = ctx.root(v);
            let result = ctx.call(f, Value::UNDEFINED, &[v.get(), Value::number(k)]);
            result.map(|r| judge(ctx, v.get(), r))
        });
        match verdict {
            Ok(Verdict::Continue) => {}
            Ok(Verdict::Stop(result)) => {
                let result = ctx.root(result);
                ctx.iter_close(record.get())?;
                return Ok(Some(result.get()));
            }
            Err(throw) => return Err(ctx.iter_close_throw(record.get(), throw)),
        }
        k += 1.0;
    }
    Ok(None)
}

/// Iterator.prototype.every (27.1.4.3)
fn iterator_every(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let judge = |ctx: &Context, _, r| if ctx.to_boolean(r) { Verdict::Continue } else { Verdict::Stop(Value::FALSE) };
    Ok(consume(ctx, args, "every", judge)?.unwrap_or(Value::TRUE))
}

/// Iterator.prototype.find (27.1.4.5)
fn iterator_find(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let judge = |ctx: &Context, v, r| if ctx.to_boolean(r) { Verdict::Stop(v) } else { Verdict::Continue };
    Ok(consume(ctx, args, "find", judge)?.unwrap_or(Value::UNDEFINED))
}

/// Iterator.prototype.forEach (27.1.4.7)
fn iterator_for_each(ctx: &mut Context, args: Args) -> JsResult<Value> {
    consume(ctx, args, "forEach", |_, _, _| Verdict::Continue)?;
    Ok(Value::UNDEFINED)
}

/// Iterator.prototype.some (27.1.4.10)
fn iterator_some(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let judge = |ctx: &Context, _, r| if ctx.to_boolean(r) { Verdict::Stop(Value::TRUE) } else { Verdict::Continue };
    Ok(consume(ctx, args, "some", judge)?.unwrap_or(Value::FALSE))
}

/// Iterator.prototype.reduce (27.1.4.9)
fn iterator_reduce(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let iterator = this_iterator(ctx, args, "reduce")?;
    let f = function_argument(ctx, args)?;
    let record = iterator_direct(ctx, iterator)?;
    let accumulator = ctx.root(args.get(1));
    let mut k = 0.0;
    if args.len() < 2 {
        match ctx.iter_next(record.get())? {
            Some(first) => accumulator.set(first),
            None => {
                return Err(ctx.throw_type_error(format_args!("Reduce of a done iterator with no initial value")));
            }
        }
        k = 1.0;
    }
    while let Some(v) = ctx.iter_next(record.get())? {
        match ctx.call(f, Value::UNDEFINED, &[accumulator.get(), v, Value::number(k)]) {
            Ok(result) => accumulator.set(result),
            Err(throw) => return Err(ctx.iter_close_throw(record.get(), throw)),
        }
        k += 1.0;
    }
    Ok(accumulator.get())
}

/// Iterator.prototype.toArray (27.1.4.12)
fn iterator_to_array(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let iterator = this_iterator(ctx, args, "toArray")?;
    let record = iterator_direct(ctx, iterator)?;
    let array = ctx.new_array(&[])?;
    let array = ctx.root(array);
    ctx.iter_collect(record.get(), array.object())?;
    Ok(array.get())
}

/// How many elements `includes` skips: nothing is converted.
fn skipped_argument(ctx: &mut Context, v: Value) -> JsResult<f64> {
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
fn iterator_includes(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let iterator = this_iterator(ctx, args, "includes")?;
    let mut skip = match skipped_argument(ctx, args.get(1)) {
        Ok(skip) => skip,
        Err(throw) => return Err(ctx.iter_close_throw(iterator, throw)),
    };
    let record = iterator_direct(ctx, iterator)?;
    while let Some(v) = ctx.iter_next(record.get())? {
        if skip > 0.0 {
            skip -= 1.0;
        } else if ctx.same_value_zero(v, args.get(0)) {
            ctx.iter_close(record.get())?;
            return Ok(Value::TRUE);
        }
        ctx.poll();
    }
    Ok(Value::FALSE)
}

/// Iterator.prototype.join (proposal iterator-join)
fn iterator_join(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let iterator = this_iterator(ctx, args, "join")?;
    let separator = if args.get(0).is_undefined() { ctx.new_string(",") } else { ctx.to_string(args.get(0)) };
    let separator = match separator.and_then(|s| ctx.flat(s)) {
        Ok(separator) => ctx.root(separator),
        Err(throw) => return Err(ctx.iter_close_throw(iterator, throw)),
    };
    let record = iterator_direct(ctx, iterator)?;
    let mut text = ctx.string_builder();
    let mut first = true;
    while let Some(v) = ctx.iter_next(record.get())? {
        if !first && let Some(s) = separator.get().as_string() {
            text.push_chars(ctx.flat(s)?.chars());
        }
        first = false;
        if !v.is_nullish() {
            match ctx.to_string(v).and_then(|s| ctx.flat(s)) {
                Ok(s) => text.push_chars(s.chars()),
                Err(throw) => return Err(ctx.iter_close_throw(record.get(), throw)),
            }
        }
        if text.len() > yarrow_core::MAX_LENGTH {
            let throw = ctx.throw_range_error(format_args!("Invalid string length"));
            return Err(ctx.iter_close_throw(record.get(), throw));
        }
        ctx.poll();
    }
    Ok(text.finish(ctx)?.value())
}

/// `%IteratorPrototype%[@@dispose]` (27.1.2.2)
fn iterator_dispose(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let key = ctx.names.return_;
    let method = ctx.get_method(args.this(), key)?;
    if !method.is_undefined() {
        ctx.call(method, args.this(), &[])?;
    }
    Ok(Value::UNDEFINED)
}

pub fn install(ctx: &mut Context) -> JsResult<()> {
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
