//! `process.env`: an object whose values are text, whatever is assigned.

use crate::node_error::throw_with_code;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, ErrorKind, JsResult};

/// The `defineProperty` trap, by which assignments come too: makes a text of the value.
fn define_variable<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let descriptor = ctx.to_property_descriptor(args.get(2))?;
    let flags = [descriptor.writable, descriptor.enumerable, descriptor.configurable];
    // An assignment to a variable that is there says nothing of them.
    let are_right = flags.iter().all(Option::is_none) || flags.iter().all(|flag| *flag == Some(true));
    let refusal = if descriptor.getter.is_some() || descriptor.setter.is_some() {
        Some("'process.env' does not accept an accessor(getter/setter) descriptor")
    } else {
        (!are_right).then_some("'process.env' only accepts a configurable, writable, and enumerable data descriptor")
    };
    if let Some(message) = refusal {
        return Err(throw_with_code(ctx, ErrorKind::TypeError, "ERR_INVALID_OBJECT_DEFINE_PROPERTY", message));
    }
    let name = ctx.to_string(args.get(1))?;
    let key = ctx.to_property_key(name.into())?;
    let text = ctx.to_string(descriptor.value.unwrap_or(Value::UNDEFINED))?;
    if let Some(variables) = args.get(0).as_object() {
        ctx.define_data(variables, key, text.into(), Attrs::ALL)?;
    }
    Ok(Value::bool(true))
}

/// The environment of the process as it starts; what is assigned stays in the program.
pub fn new_environment<'s>(ctx: &mut Scope<'s>) -> JsResult<Object<'s>> {
    let variables = ctx.new_object()?;
    for (name, value) in std::env::vars_os() {
        let ctx = &mut ctx.inner();
        let value = ctx.new_string(&value.to_string_lossy())?;
        let name = ctx.new_string(&name.to_string_lossy())?;
        let key = ctx.to_property_key(name.into())?;
        ctx.define_data(variables, key, value.into(), Attrs::ALL)?;
    }
    let handler = ctx.new_object_with(Value::NULL)?;
    ctx.define_method(handler, "defineProperty", 3, define_variable)?;
    ctx.new_proxy(variables, handler)
}
