//! Code from text: eval (19.2.1) and the constructors of functions (20.2.1, 27.3.1). The text goes to
//! whatever evaluator the program is linked with.

use crate::table::define_tag;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, JsString, Native, Object, Scope, Value};
use yarrow_objects::{Attrs, DynamicFunction, JsResult, NativeKind};

/// eval (19.2.1) called indirectly.
fn eval<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    match args.get(0).as_string() {
        Some(source) => ctx.evaluate_indirectly(source),
        None => Ok(args.get(0)),
    }
}

/// CreateDynamicFunction (20.2.1.1.1)
fn create_dynamic_function<'s>(ctx: &mut Scope<'s>, args: Args<'s>, kind: DynamicFunction) -> JsResult<Value<'s>> {
    // The texts are kept alive by an array, then a list: roots of their own could be too many.
    let texts = ctx.new_array(&[])?;
    for &arg in args.from(0) {
        let ctx = &mut ctx.inner();
        let text = ctx.to_string(arg)?;
        ctx.array_push(texts, text.value())?;
    }
    let texts = ctx.list_of_elements(texts, 0..args.len())?;
    let mut texts: Vec<JsString<'_>> = texts.values().iter().filter_map(|v| v.as_string()).collect();
    let body = texts.pop().unwrap_or(ctx.names.empty.string());
    let made = ctx.evaluate_function(kind, &texts, body)?;
    let Some(f) = made.as_object().filter(|_| args.is_construct() && args.new_target() != args.callee()) else {
        return Ok(made);
    };
    let default = intrinsic_prototype(ctx, kind);
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    ctx.set_prototype_of(f, proto.value())?;
    Ok(made)
}

fn intrinsic_prototype<'s>(ctx: &Scope<'s>, kind: DynamicFunction) -> Object<'s> {
    let i = &ctx.intrinsics;
    match kind {
        DynamicFunction::Normal => i.function_prototype,
        DynamicFunction::Generator => i.generator_function_prototype,
        DynamicFunction::Async => i.async_function_prototype,
        DynamicFunction::AsyncGenerator => i.async_generator_function_prototype,
    }
}

/// Function (20.2.1.1)
pub fn function_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create_dynamic_function(ctx, args, DynamicFunction::Normal)
}

/// GeneratorFunction (27.3.1.1)
fn generator_function_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create_dynamic_function(ctx, args, DynamicFunction::Generator)
}

/// AsyncFunction (27.7.1.1)
fn async_function_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create_dynamic_function(ctx, args, DynamicFunction::Async)
}

/// AsyncGeneratorFunction (27.4.1.1)
fn async_generator_function_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create_dynamic_function(ctx, args, DynamicFunction::AsyncGenerator)
}

/// Installs eval and the constructors that are no globals; that of ordinary functions is there already.
pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let global = ctx.global;
    let f = ctx.define_method(global, "eval", 1, eval)?;
    ctx.set_intrinsic(f.value(), |i, v| i.eval = v);
    let i = &ctx.intrinsics;
    let function_prototype = i.function_prototype;
    let hidden: [(&str, Native, Object); 3] = [
        ("GeneratorFunction", generator_function_constructor, i.generator_function_prototype),
        ("AsyncFunction", async_function_constructor, i.async_function_prototype),
        ("AsyncGeneratorFunction", async_generator_function_constructor, i.async_generator_function_prototype),
    ];
    let constructor = ctx.names.constructor;
    let function = ctx.get(function_prototype, constructor)?;
    for (name, native, proto) in hidden {
        let ctx = &mut ctx.inner();
        let atom = ctx.atom(name)?;
        let f = ctx.new_native(atom, 1, native, NativeKind::Constructor)?;
        ctx.set_prototype_of(f, function)?;
        let key = ctx.names.prototype;
        ctx.define_data(f, key.into(), proto.value(), Attrs::NONE)?;
        ctx.define_data(proto, constructor.into(), f.value(), Attrs::CONFIGURABLE)?;
        define_tag(ctx, proto, name)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::test_support::*;
    use yarrow_objects::rooted::{Scope, Value};
    use yarrow_objects::{EvalRequest, JsResult};

    /// Returns the sort of the request and its texts.
    fn echo<'s>(ctx: &mut Scope<'s>, request: EvalRequest<'_>) -> JsResult<Value<'s>> {
        let text = match request {
            EvalRequest::Script { source } => format!("script {}", source.to_rust()),
            EvalRequest::Indirect { source } => format!("indirect {}", source.to_rust()),
            EvalRequest::Direct { source, scope, .. } => format!("direct {} in {scope}", source.to_rust()),
            EvalRequest::Function { kind, params, body } => {
                let params: Vec<String> = params.iter().map(|p| p.to_rust()).collect();
                format!("{kind:?} ({}) {}", params.join("|"), body.to_rust())
            }
        };
        Ok(ctx.new_string(&text)?.value())
    }

    #[test]
    fn text_goes_to_the_evaluator() {
        with_builtins(|h| {
            h.ctx.set_evaluator(echo);
            let global = h.ctx.global.value();
            let source = h.string("1 + 1");
            assert_eq!(h.call(global, "eval", &[source]), r#""indirect 1 + 1""#);
            let (a, b, body) = (h.string("a"), Value::int(1), h.string("return a"));
            assert_eq!(h.call(global, "Function", &[a, b, body]), r#""Normal (a|1) return a""#);
            assert_eq!(h.call(global, "Function", &[]), r#""Normal () ""#);
            let proto = h.ctx.intrinsics.generator_function_prototype.value();
            assert_eq!(h.call(proto, "constructor", &[body]), r#""Generator () return a""#);
            let eval = h.global("eval");
            assert!(h.ctx.is_intrinsic_eval(eval));
            assert!(!h.ctx.is_intrinsic_eval(global));
        });
    }

    #[test]
    fn what_is_no_string_evaluates_to_itself() {
        with_builtins(|h| {
            let global = h.ctx.global.value();
            assert_eq!(h.call(global, "eval", &[Value::int(7)]), "7");
            assert_eq!(h.call(global, "eval", &[]), "undefined");
        });
    }

    #[test]
    fn without_an_evaluator_there_is_an_eval_error() {
        with_builtins(|h| {
            let global = h.ctx.global.value();
            let source = h.string("1");
            let error = "EvalError: this program was built without eval: yarrow build --eval";
            assert_eq!(h.call(global, "eval", &[source]), error);
            assert_eq!(h.call(global, "Function", &[source]), error);
        });
    }
}
