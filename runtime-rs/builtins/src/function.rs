//! Function.prototype (20.2.3). The constructor is in `eval.rs`.

use crate::eval::function_constructor;
use crate::table::define_methods;
use yarrow_machine::Integrity;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Descriptor, Object, Scope, Value};
use yarrow_objects::{Attrs, JsResult, NativeKind, Throw};

fn this_function<'s>(ctx: &mut Scope<'s>, args: Args<'s>, name: &str) -> JsResult<Object<'s>> {
    match args.this().as_object().filter(|o| o.is_callable()) {
        Some(f) => Ok(f),
        None => Err(throw_not_applicable(ctx, args.this(), name)),
    }
}

/// TypeError: what is called by this method of functions is no function.
pub(crate) fn throw_not_applicable(ctx: &mut Scope<'_>, v: Value<'_>, name: &str) -> Throw {
    let text = ctx.describe(v);
    let kind = ctx.type_of(v).string().to_rust();
    let kind = match kind.as_str() {
        _ if v.is_nullish() => text.clone(),
        "object" => format!("an {kind}"),
        _ => format!("a {kind}"),
    };
    ctx.throw_type_error(format_args!(
        "Function.prototype.{name} was called on {text}, which is {kind} and not a function"
    ))
}

/// Function.prototype.apply (20.2.3.1)
fn function_apply<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let f = this_function(ctx, args, "apply")?;
    if args.get(1).is_nullish() {
        return ctx.call(f.value(), args.get(0), &[]);
    }
    ctx.call_list(f.value(), args.get(0), args.get(1))
}

/// Function.prototype.bind (20.2.3.2)
fn function_bind<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(target) = args.this().as_object().filter(|o| o.is_callable()) else {
        return Err(ctx.throw_type_error(format_args!("Bind must be called on a function")));
    };
    let bound_args = args.from(1);
    let bound = ctx.new_bound_function(target, args.get(0), bound_args)?;
    let mut length = 0.0;
    let key = ctx.names.length;
    if ctx.has_own_property(target, key.into())?
        && let Some(n) = ctx.get(target, key)?.as_number()
    {
        let n = if n.is_nan() { 0.0 } else { n.trunc() };
        length = (n - bound_args.len() as f64).max(0.0);
    }
    ctx.define_data(bound, key.into(), Value::number(length + 0.0), Attrs::CONFIGURABLE)?;
    let key = ctx.names.name;
    let name = ctx.get(target, key)?.as_string().unwrap_or(ctx.names.empty.string());
    let prefix = ctx.new_string("bound ")?;
    let name = ctx.concat(prefix, name)?;
    ctx.define_data(bound, key.into(), name.value(), Attrs::CONFIGURABLE)?;
    Ok(bound.value())
}

/// Function.prototype.call (20.2.3.3)
fn function_call<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let f = this_function(ctx, args, "call")?;
    ctx.call(f.value(), args.get(0), args.from(1))
}

/// Can a function of this name be shown with it? The syntax of NativeFunction wants a name that could stand in a program.
fn is_property_name(name: &str) -> bool {
    let is_start = |c: char| c.is_alphabetic() || c == '_' || c == '$';
    let name = name.strip_prefix("get ").or_else(|| name.strip_prefix("set ")).unwrap_or(name);
    let (text, is_computed) = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(text) => (text, true),
        None => (name, false),
    };
    text.starts_with(is_start) && text.chars().all(|c| is_start(c) || c.is_numeric() || is_computed && c == '.')
}

/// Function.prototype.toString (20.2.3.5): the source text is not kept, so every function is
/// shown as native code.
fn function_to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(f) = args.this().as_object().filter(|o| o.is_callable()) else {
        return Err(
            ctx.throw_type_error(format_args!("Function.prototype.toString requires that 'this' be a Function"))
        );
    };
    let key = ctx.names.name;
    let name = ctx.own_text(f, key).unwrap_or_default();
    let text = match (f.is_class(), name.is_empty()) {
        (true, true) => "class { [native code] }".to_owned(),
        (true, false) => format!("class {name} {{ [native code] }}"),
        (false, _) if is_property_name(&name) => format!("function {name}() {{ [native code] }}"),
        (false, _) => "function () { [native code] }".to_owned(),
    };
    Ok(ctx.new_string(&text)?.value())
}

/// Function.prototype\[@@hasInstance\] (20.2.3.6)
fn function_has_instance<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::bool(ctx.ordinary_has_instance(args.this(), args.get(0))?))
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.function_prototype;
    ctx.define_constructor("Function", 1, function_constructor, proto)?;
    define_methods(
        ctx,
        proto,
        &[
            ("apply", 2, function_apply),
            ("bind", 1, function_bind),
            ("call", 1, function_call),
            ("toString", 0, function_to_string),
        ],
    )?;
    let name = ctx.atom("[Symbol.hasInstance]")?;
    let f = ctx.new_native(name, 1, function_has_instance, NativeKind::Function)?;
    let key = ctx.symbols.has_instance;
    ctx.define_data(proto, key.into(), f.value(), Attrs::NONE)?;
    ctx.set_intrinsic(f.value(), |i, v| i.function_has_instance = v);
    // The one %ThrowTypeError% (10.2.4.1), which arguments objects of strict functions have as well.
    let thrower = ctx.intrinsics.throw_type_error;
    ctx.set_integrity(thrower.as_object().unwrap_or(proto), Integrity::Frozen)?;
    for key in [ctx.names.caller, ctx.names.arguments] {
        let desc = Descriptor::accessor(thrower, thrower, Attrs::CONFIGURABLE);
        ctx.define_own_property(proto, key.into(), &desc)?;
    }
    Ok(())
}
