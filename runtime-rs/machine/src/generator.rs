//! The built-ins of generator objects (27.5.1).

use crate::promise::Promises;
use crate::promise_capability::Capability;
use crate::resume::{Resumed, Resumption};
use yarrow_abi::kinds::ResumeMode;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult, NativeKind};

/// %GeneratorPrototype%, `%IteratorPrototype%[@@iterator]` and what hangs on them: the first that is installed in a realm.
pub fn install_generators(ctx: &mut Scope<'_>) -> JsResult<()> {
    let iterator = ctx.intrinsics.iterator_prototype;
    let key = ctx.symbols.iterator;
    let f = ctx.define_symbol_method(iterator, key, "[Symbol.iterator]", 0, return_this)?;
    ctx.set_intrinsic(f.value(), |i, f| i.iterator_prototype_iterator = f);
    let async_iterator = ctx.intrinsics.async_iterator_prototype;
    let key = ctx.symbols.async_iterator;
    ctx.define_symbol_method(async_iterator, key, "[Symbol.asyncIterator]", 0, return_this)?;
    let key = ctx.symbols.async_dispose;
    ctx.define_symbol_method(async_iterator, key, "[Symbol.asyncDispose]", 0, async_iterator_dispose)?;
    let p = ctx.intrinsics.generator_prototype;
    let f = ctx.define_method(p, "next", 1, generator_next)?;
    ctx.set_generator_next(f);
    let f = ctx.define_method(p, "return", 1, generator_return)?;
    ctx.set_intrinsic(f.value(), |i, f| i.generator_return = f);
    let f = ctx.define_method(p, "throw", 1, generator_throw)?;
    ctx.set_intrinsic(f.value(), |i, f| i.generator_throw = f);
    let gf = ctx.intrinsics.generator_function_prototype;
    let (tag, constructor, prototype) = (ctx.symbols.to_string_tag, ctx.names.constructor, ctx.names.prototype);
    let (generator, function) = (ctx.names.generator.value(), ctx.names.generator_function.value());
    ctx.define_data(p, tag.into(), generator, Attrs::CONFIGURABLE)?;
    ctx.define_data(p, constructor.into(), gf.value(), Attrs::CONFIGURABLE)?;
    ctx.define_data(gf, tag.into(), function, Attrs::CONFIGURABLE)?;
    ctx.define_data(gf, prototype.into(), p.value(), Attrs::CONFIGURABLE)
}

fn return_this<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.this())
}

/// %AsyncIteratorPrototype%[@@asyncDispose] (27.1.5.2)
fn async_iterator_dispose<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let promise = ctx.new_promise()?;
    if let Err(throw) = close_into(ctx, args.this(), promise) {
        let reason = ctx.caught(throw);
        ctx.reject_promise(promise, reason)?;
    }
    Ok(promise.value())
}

/// Calls `return`, and settles the promise by what comes of it.
fn close_into(ctx: &mut Scope<'_>, iterator: Value<'_>, promise: Object<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let key = ctx.names.return_;
    let method = ctx.get_method(iterator, key)?;
    if method.is_undefined() {
        return ctx.resolve_promise(promise, Value::UNDEFINED);
    }
    let result = ctx.call(method, iterator, &[])?;
    let wrapper = ctx.promise_resolve(result)?;
    let name = ctx.names.empty;
    let unwrap = ctx.new_native(name, 1, return_undefined, NativeKind::Function)?;
    ctx.perform_promise_then(wrapper, unwrap.value(), Value::UNDEFINED, Some(Capability::of_promise(promise)))
}

fn return_undefined<'s>(_: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::UNDEFINED)
}

fn resume_method<'s>(ctx: &mut Scope<'s>, args: Args<'s>, mode: ResumeMode, name: &str) -> JsResult<Value<'s>> {
    let Some(g) = args.this().as_kind(CellKind::Generator) else {
        let text = ctx.describe(args.this());
        return Err(ctx.throw_type_error(format_args!(
            "Method [Generator].prototype.{name} called on incompatible receiver {text}"
        )));
    };
    let resumed = ctx.generator_resume_raw(g, mode, args.get(0))?;
    Ok(match resumed {
        Resumed::Yield(v) => ctx.new_iter_result(v, false)?.value(),
        Resumed::Done(v) => ctx.new_iter_result(v, true)?.value(),
        Resumed::Delegate(result) => result,
    })
}

/// %GeneratorPrototype%.next (27.5.1.2)
fn generator_next<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    resume_method(ctx, args, ResumeMode::Next, "next")
}

/// %GeneratorPrototype%.return (27.5.1.3)
fn generator_return<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    resume_method(ctx, args, ResumeMode::Return, "return")
}

/// %GeneratorPrototype%.throw (27.5.1.4)
fn generator_throw<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    resume_method(ctx, args, ResumeMode::Throw, "throw")
}
