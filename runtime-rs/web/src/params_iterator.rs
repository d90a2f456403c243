//! The iterators of URLSearchParams, and how both are shown. An iterator is live: it knows the place in the list.

use crate::class::{CLASS, Class, define_methods, define_tag, new_instance, remember, this_instance};
use crate::inspection::{define_inspection, inspect, is_too_deep};
use crate::url_state::with_pairs;
use yarrow_objects::rooted::{Args, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, JsResult};

/// Internal slots: the URLSearchParams, the index of the next pair, the [`Part`].
const PARAMS: usize = CLASS + 1;
const NEXT: usize = CLASS + 2;
const PART: usize = CLASS + 3;
const SLOTS: u16 = 3;

/// What of a pair is returned.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum Part {
    Name,
    Value,
    Entry,
}

const NAME: &str = "URLSearchParams Iterator";

pub fn new_iterator<'s>(ctx: &mut Scope<'s>, params: Object<'_>, part: Part) -> JsResult<Value<'s>> {
    let o = new_instance(ctx, Class::UrlSearchParamsIterator, SLOTS)?;
    o.set_internal(PARAMS, params.value());
    o.set_internal(NEXT, Value::int(0));
    o.set_internal(PART, Value::int(part as i32));
    Ok(o.value())
}

fn this_iterator<'s>(ctx: &mut Scope<'_>, args: Args<'s>) -> JsResult<Object<'s>> {
    this_instance(ctx, args, &[Class::UrlSearchParamsIterator], "URLSearchParamsIterator")
}

/// The list, the next index and the part of an iterator.
fn state<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> (Option<Object<'s>>, usize, Part) {
    let params = ctx.internal(o, PARAMS).as_object();
    let next = ctx.internal(o, NEXT).as_number().unwrap_or(0.0) as usize;
    let part = match ctx.internal(o, PART).as_int() {
        Some(0) => Part::Name,
        Some(1) => Part::Value,
        _ => Part::Entry,
    };
    (params, next, part)
}

fn value_of<'s>(ctx: &mut Scope<'s>, pair: &(String, String), part: Part) -> JsResult<Value<'s>> {
    Ok(match part {
        Part::Name => ctx.new_string(&pair.0)?.value(),
        Part::Value => ctx.new_string(&pair.1)?.value(),
        Part::Entry => {
            let (name, value) = (ctx.new_string(&pair.0)?, ctx.new_string(&pair.1)?);
            ctx.new_array(&[name.value(), value.value()])?.value()
        }
    })
}

fn next<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_iterator(ctx, args)?;
    let (params, next, part) = state(ctx, o);
    let pair = params.and_then(|params| with_pairs(ctx, params, |pairs| pairs.get(next).cloned()));
    let Some(pair) = pair else { return Ok(ctx.new_iter_result(Value::UNDEFINED, true)?.value()) };
    o.set_internal(NEXT, Value::number((next + 1) as f64));
    let value = value_of(ctx, &pair, part)?;
    Ok(ctx.new_iter_result(value, false)?.value())
}

/// The text of a list of pairs: each as `name => value`, or a part of it.
pub fn shown_list(
    ctx: &mut Scope<'_>,
    args: Args<'_>,
    name: &str,
    pairs: &[(String, String)],
    part: Option<Part>,
) -> JsResult<String> {
    if is_too_deep(args) {
        return Ok("[Object]".to_owned());
    }
    let mut items = Vec::new();
    for pair in pairs {
        let ctx = &mut ctx.inner();
        items.push(match part {
            Some(part) => {
                let value = value_of(ctx, pair, part)?;
                inspect(ctx, args, value, 1.0)?
            }
            None => {
                let (name, value) = (value_of(ctx, pair, Part::Name)?, value_of(ctx, pair, Part::Value)?);
                format!("{} => {}", inspect(ctx, args, name, 1.0)?, inspect(ctx, args, value, 1.0)?)
            }
        });
    }
    if items.is_empty() {
        return Ok(format!("{name} {{}}"));
    }
    let width: usize = items.iter().map(|item| item.chars().count() + 2).sum();
    let key: PropertyKey = ctx.atom("breakLength")?.into();
    let most = ctx.get_value(args.get(1), key)?.as_number().unwrap_or(80.0);
    Ok(if (width - 2) as f64 > most {
        format!("{name} {{\n  {} }}", items.join(",\n  "))
    } else {
        format!("{name} {{ {} }}", items.join(", "))
    })
}

fn inspect_iterator<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_iterator(ctx, args)?;
    let (params, next, part) = state(ctx, o);
    let rest = params.map(|params| with_pairs(ctx, params, |pairs| pairs.get(next..).unwrap_or(&[]).to_vec()));
    let text = shown_list(ctx, args, NAME, &rest.unwrap_or_default(), Some(part))?;
    Ok(ctx.new_string(&text)?.value())
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let above = ctx.intrinsics.iterator_prototype;
    let proto = ctx.new_object_with(above.value())?;
    remember(ctx, Class::UrlSearchParamsIterator, proto.value())?;
    define_methods(ctx, proto, Attrs::ALL, &[("next", 0, next)])?;
    define_inspection(ctx, proto, inspect_iterator)?;
    define_tag(ctx, proto, NAME)
}
