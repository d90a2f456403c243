//! URLSearchParams: a list of pairs, perhaps that of a URL's query.

use crate::class::{
    Class, Method, check_new, construct, define_accessors, define_class, define_methods, this_instance,
};
use crate::errors::{check_arguments, throw_argument_type, throw_type_error};
use crate::inspection::{class_name, define_inspection};
use crate::params_iterator::{Part, new_iterator, shown_list};
use crate::url_state::{
    PARAMS_SLOTS, Pairs, as_params, change_pairs, init_params, parse_pairs, serialize_pairs, with_pairs,
};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, JsResult, Throw};

fn this_params<'s>(ctx: &mut Scope<'_>, args: Args<'s>) -> JsResult<Object<'s>> {
    this_instance(ctx, args, &[Class::UrlSearchParams], "URLSearchParams")
}

/// The receiver, and the first arguments as texts, which have these names.
fn receive<'s, const N: usize>(
    ctx: &mut Scope<'_>,
    args: Args<'s>,
    names: [&str; N],
) -> JsResult<(Object<'s>, [String; N])> {
    let o = this_params(ctx, args)?;
    check_arguments(ctx, args, &names)?;
    let mut texts = [const { String::new() }; N];
    for (i, text) in texts.iter_mut().enumerate() {
        *text = text_of(ctx, args.get(i))?;
    }
    Ok((o, texts))
}

fn text_of(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<String> {
    let ctx = &mut ctx.inner();
    Ok(ctx.to_string(v)?.to_rust())
}

fn url_search_params<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_new(ctx, args, "URLSearchParams")?;
    let pairs = match args.get(0) {
        v if v.is_nullish() => Pairs::new(),
        v => match v.as_object() {
            Some(init) => pairs_of_object(ctx, init)?,
            None => {
                let text = text_of(ctx, v)?;
                parse_pairs(text.strip_prefix('?').unwrap_or(&text))
            }
        },
    };
    let o = construct(ctx, args, Class::UrlSearchParams, PARAMS_SLOTS)?;
    init_params(ctx, o, pairs)?;
    Ok(o.value())
}

/// The pairs of an iterable, or the properties of an object that is none.
fn pairs_of_object(ctx: &mut Scope<'_>, init: Object<'_>) -> JsResult<Pairs> {
    let ctx = &mut ctx.inner();
    let key = ctx.symbols.iterator;
    let method = ctx.get(init, key)?;
    if let Some(other) = as_params(ctx, init.value())
        && method.as_object().is_some_and(|f| yarrow_objects::is_native(f, entries))
    {
        return Ok(with_pairs(ctx, other, Clone::clone));
    }
    if method.is_nullish() {
        return pairs_of_record(ctx, init);
    }
    if !method.is_callable() {
        return Err(throw_type_error(ctx, "ERR_ARG_NOT_ITERABLE", "Query pairs must be iterable"));
    }
    let mut pairs = Pairs::new();
    let iter = ctx.iter_open(init.value())?;
    loop {
        let ctx = &mut ctx.inner();
        let Some(item) = ctx.iter_next(iter)? else { break };
        match pair_of(ctx, item) {
            Ok(pair) => pairs.push(pair),
            Err(throw) => return Err(ctx.iter_close_throw(iter, throw)),
        }
        ctx.poll();
    }
    Ok(pairs)
}

fn throw_no_pair(ctx: &mut Scope<'_>) -> Throw {
    throw_type_error(ctx, "ERR_INVALID_TUPLE", "Each query pair must be an iterable [name, value] tuple")
}

/// The two texts of an iterable.
fn pair_of(ctx: &mut Scope<'_>, item: Value<'_>) -> JsResult<(String, String)> {
    let method = match item.as_object() {
        Some(o) => {
            let key = ctx.symbols.iterator;
            ctx.get(o, key)?
        }
        None => Value::UNDEFINED,
    };
    if !method.is_callable() {
        return Err(throw_no_pair(ctx));
    }
    let mut texts = Vec::new();
    let list = ctx.iterable_to_array(item)?;
    for i in 0..ctx.dense_len(list).unwrap_or(0) {
        let ctx = &mut ctx.inner();
        let v = ctx.dense_element(list, i).unwrap_or(Value::UNDEFINED);
        texts.push(text_of(ctx, v)?);
    }
    match <[String; 2]>::try_from(texts) {
        Ok([name, value]) => Ok((name, value)),
        Err(_) => Err(throw_no_pair(ctx)),
    }
}

/// The enumerable properties. Two names that are the same text give one pair, the later value at the earlier place.
fn pairs_of_record(ctx: &mut Scope<'_>, init: Object<'_>) -> JsResult<Pairs> {
    let mut pairs = Pairs::new();
    let keys = ctx.own_keys(init)?;
    for key in keys.iter() {
        let ctx = &mut ctx.inner();
        if !ctx.is_own_enumerable(init, key)? {
            continue;
        }
        let name = ctx.key_to_value(key)?;
        let name = text_of(ctx, name)?;
        let value = ctx.get(init, key)?;
        let value = text_of(ctx, value)?;
        match pairs.iter_mut().find(|(known, _)| *known == name) {
            Some(pair) => pair.1 = value,
            None => pairs.push((name, value)),
        }
    }
    Ok(pairs)
}

fn size<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_params(ctx, args)?;
    Ok(Value::number(with_pairs(ctx, o, Vec::len) as f64))
}

fn append<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, [name, value]) = receive(ctx, args, ["name", "value"])?;
    change_pairs(ctx, o, |pairs| pairs.push((name, value)));
    Ok(Value::UNDEFINED)
}

/// The second argument, by which `delete` and `has` choose further.
fn optional_value(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<Option<String>> {
    match args.get(1) {
        v if v.is_undefined() => Ok(None),
        v => Ok(Some(text_of(ctx, v)?)),
    }
}

fn is_meant(pair: &(String, String), name: &str, value: Option<&str>) -> bool {
    pair.0 == name && value.is_none_or(|value| pair.1 == value)
}

fn delete<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, [name]) = receive(ctx, args, ["name"])?;
    let value = optional_value(ctx, args)?;
    change_pairs(ctx, o, |pairs| pairs.retain(|pair| !is_meant(pair, &name, value.as_deref())));
    Ok(Value::UNDEFINED)
}

fn has<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, [name]) = receive(ctx, args, ["name"])?;
    let value = optional_value(ctx, args)?;
    Ok(with_pairs(ctx, o, |pairs| pairs.iter().any(|pair| is_meant(pair, &name, value.as_deref()))).into())
}

fn get<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, [name]) = receive(ctx, args, ["name"])?;
    let found = with_pairs(ctx, o, |pairs| pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.clone()));
    match found {
        Some(value) => Ok(ctx.new_string(&value)?.value()),
        None => Ok(Value::NULL),
    }
}

fn get_all<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, [name]) = receive(ctx, args, ["name"])?;
    let found = with_pairs(ctx, o, |pairs| {
        let values = pairs.iter().filter(|pair| pair.0 == name).map(|pair| pair.1.clone());
        values.collect::<Vec<String>>()
    });
    let list = ctx.new_array(&[])?;
    for value in found {
        let ctx = &mut ctx.inner();
        let value = ctx.new_string(&value)?;
        ctx.array_push(list, value.value())?;
    }
    Ok(list.value())
}

/// Sets the first pair of this name, and removes the others.
fn set<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, [name, value]) = receive(ctx, args, ["name", "value"])?;
    change_pairs(ctx, o, |pairs| match pairs.iter().position(|pair| pair.0 == name) {
        Some(first) => {
            let mut i = 0;
            pairs.retain(|pair| {
                i += 1;
                i - 1 <= first || pair.0 != name
            });
            pairs[first].1 = value;
        }
        None => pairs.push((name, value)),
    });
    Ok(Value::UNDEFINED)
}

/// Sorts by the code units of the names, and leaves pairs of one name in their order.
fn sort<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_params(ctx, args)?;
    change_pairs(ctx, o, |pairs| pairs.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16())));
    Ok(Value::UNDEFINED)
}

fn for_each<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_params(ctx, args)?;
    let f = args.get(0);
    if !f.is_callable() {
        return Err(throw_argument_type(ctx, "callback", "of type function", f));
    }
    let mut i = 0;
    while let Some((name, value)) = with_pairs(ctx, o, |pairs| pairs.get(i).cloned()) {
        let ctx = &mut ctx.inner();
        let (name, value) = (ctx.new_string(&name)?, ctx.new_string(&value)?);
        ctx.call(f, args.get(1), &[value.value(), name.value(), o.value()])?;
        i += 1;
    }
    Ok(Value::UNDEFINED)
}

fn entries<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_params(ctx, args)?;
    new_iterator(ctx, o, Part::Entry)
}

fn keys<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_params(ctx, args)?;
    new_iterator(ctx, o, Part::Name)
}

fn values<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_params(ctx, args)?;
    new_iterator(ctx, o, Part::Value)
}

fn to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_params(ctx, args)?;
    let text = with_pairs(ctx, o, serialize_pairs);
    Ok(ctx.new_string(&text)?.value())
}

fn inspect_params<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_params(ctx, args)?;
    let name = class_name(ctx, args)?;
    let pairs = with_pairs(ctx, o, Clone::clone);
    let text = shown_list(ctx, args, &name, &pairs, None)?;
    Ok(ctx.new_string(&text)?.value())
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let (_, proto) = define_class(ctx, Class::UrlSearchParams, "URLSearchParams", (0, url_search_params), None)?;
    let attrs = Attrs::ENUMERABLE.with(Attrs::CONFIGURABLE);
    define_accessors(ctx, proto, attrs, &[("size", size, None)])?;
    let methods: &[Method] = &[
        ("append", 2, append),
        ("delete", 1, delete),
        ("get", 1, get),
        ("getAll", 1, get_all),
        ("has", 1, has),
        ("set", 2, set),
        ("sort", 0, sort),
        ("entries", 0, entries),
        ("forEach", 1, for_each),
        ("keys", 0, keys),
        ("values", 0, values),
        ("toString", 0, to_string),
    ];
    define_methods(ctx, proto, Attrs::ALL, methods)?;
    define_inspection(ctx, proto, inspect_params)?;
    let key = ctx.atom("entries")?;
    let entries = ctx.get(proto, key)?;
    let key = ctx.symbols.iterator;
    ctx.define_data(proto, key.into(), entries, Attrs::HIDDEN)
}
