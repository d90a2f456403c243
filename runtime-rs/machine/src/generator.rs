//! The built-ins of generator objects (27.5.1).

use crate::resume::{Resumed, Resumption};
use yarrow_abi::kinds::ResumeMode;
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult};

/// %GeneratorPrototype%, `%IteratorPrototype%[@@iterator]` and what hangs on them: the first that is installed in a realm.
pub fn install_generators(ctx: &mut Scope<'_>) -> JsResult<()> {
    let iterator = ctx.intrinsics.iterator_prototype;
    let key = ctx.symbols.iterator;
    let f = ctx.define_symbol_method(iterator, key, "[Symbol.iterator]", 0, return_this)?;
    ctx.set_intrinsic(f.value(), |i, f| i.iterator_prototype_iterator = f);
    let async_iterator = ctx.intrinsics.async_iterator_prototype;
    let key = ctx.symbols.async_iterator;
    ctx.define_symbol_method(async_iterator, key, "[Symbol.asyncIterator]", 0, return_this)?;
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
