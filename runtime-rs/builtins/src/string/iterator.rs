//! String.prototype\[@@iterator\] (22.1.3.36) and %StringIteratorPrototype% (22.1.5).

use super::this_string;
use crate::table::define_tag;
use yarrow_machine::builtin_iterator::{IteratorKind, iterator_of, new_iterator};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Scope, Value};

fn iterator<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "[Symbol.iterator]")?;
    let proto = ctx.intrinsics.string_iterator_prototype;
    new_iterator(ctx, proto, IteratorKind::String, s.value())
}

/// %StringIteratorPrototype%.next (22.1.5.1.1)
fn next<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (iterator, _) = iterator_of(ctx, args.this(), &[IteratorKind::String], "String Iterator")?;
    let at = iterator.position(ctx) as usize;
    let Some(s) = iterator.source(ctx).as_string().filter(|s| at < s.len()) else {
        iterator.finish();
        return Ok(ctx.new_iter_result(Value::UNDEFINED, true)?.value());
    };
    let s = ctx.flat(s)?;
    let (_, units) = s.chars().code_point_at(at);
    iterator.set_position((at + units) as f64);
    let c = ctx.substring(s, at, at + units)?;
    Ok(ctx.new_iter_result(c.value(), false)?.value())
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let (proto, key) = (ctx.intrinsics.string_prototype, ctx.symbols.iterator);
    let f = ctx.define_symbol_method(proto, key, "[Symbol.iterator]", 0, iterator)?;
    ctx.set_intrinsic(f.value(), |i, v| i.string_iterator = v);
    let proto = ctx.intrinsics.string_iterator_prototype;
    let f = ctx.define_method(proto, "next", 0, next)?;
    ctx.set_intrinsic(f.value(), |i, v| i.string_iterator_next = v);
    define_tag(ctx, proto, "String Iterator")
}
