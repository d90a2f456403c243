//! What `using` and `await using` need (7.5): dispose methods and suppressed errors.

use crate::promise::Promises;
use easy_ext::ext;
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Attrs, JsResult};

#[ext(Disposal)]
pub impl<'s> Scope<'s> {
    /// CreateDisposableResource (7.5.5) for `using`: the method to dispose of `v` with, `undefined` for null
    /// and undefined; TypeError for a value without one.
    fn get_dispose_method(&mut self, v: Value<'_>) -> JsResult<Value<'s>> {
        if v.is_nullish() {
            return Ok(Value::UNDEFINED);
        }
        self.check_disposable(v)?;
        let key = self.symbols.dispose;
        let method = self.get_method(v, key)?;
        if method.is_undefined() {
            let text = self.describe(v);
            return Err(self.throw_type_error(format_args!("{text} has no method Symbol.dispose")));
        }
        Ok(method)
    }

    /// CreateDisposableResource (7.5.5) for `await using`: the method, whose result is to be awaited; `null` for null and undefined;
    /// TypeError for a value without one. A method `Symbol.dispose` is wrapped, so that nobody waits for its result.
    fn get_async_dispose_method(&mut self, v: Value<'_>) -> JsResult<Value<'s>> {
        if v.is_nullish() {
            return Ok(Value::NULL);
        }
        self.check_disposable(v)?;
        let key = self.symbols.async_dispose;
        let method = self.get_method(v, key)?;
        if !method.is_undefined() {
            return Ok(method);
        }
        let key = self.symbols.dispose;
        let method = self.get_method(v, key)?;
        if method.is_undefined() {
            let text = self.describe(v);
            return Err(
                self.throw_type_error(format_args!("{text} has no method Symbol.asyncDispose and no Symbol.dispose"))
            );
        }
        let name = self.names.empty;
        Ok(self.new_native_with_data(name, 0, dispose_at_once, method)?.value())
    }

    /// A SuppressedError as DisposeResources (7.5.9) makes it: `error` came while `suppressed` was on its way.
    fn new_suppressed_error(&mut self, error: Value<'_>, suppressed: Value<'_>) -> JsResult<Value<'s>> {
        let proto = self.intrinsics.suppressed_error_prototype;
        let o = self.new_error_object(proto)?;
        self.capture_stack(o, None)?;
        for (name, v) in [("error", error), ("suppressed", suppressed)] {
            let key = self.atom(name)?;
            self.define_data(o, key.into(), v, Attrs::HIDDEN)?;
        }
        Ok(o.value())
    }
}

#[ext]
impl<'s> Scope<'s> {
    fn check_disposable(&mut self, v: Value<'_>) -> JsResult<()> {
        if v.is_object() {
            return Ok(());
        }
        let text = self.describe(v);
        Err(self.throw_type_error(format_args!("{text} is not an object that can be disposed of")))
    }
}

/// The closure of GetDisposeMethod (7.5.6): calls the method in the function's data, and gives a promise without its result.
fn dispose_at_once<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let promise = ctx.new_promise()?;
    match ctx.call(args.data(), args.this(), &[]) {
        Ok(_) => ctx.resolve_promise(promise, Value::UNDEFINED)?,
        Err(throw) => {
            let reason = ctx.caught(throw);
            ctx.reject_promise(promise, reason)?;
        }
    }
    Ok(promise.value())
}
