//! What `using` needs (7.5): dispose methods and suppressed errors.

use easy_ext::ext;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{Attrs, JsResult};

#[ext(Disposal)]
pub impl<'s> Scope<'s> {
    /// CreateDisposableResource (7.5.5) for `using`: the method to dispose of `v` with, `undefined` for null
    /// and undefined; TypeError for a value without one.
    fn get_dispose_method(&mut self, v: Value<'_>) -> JsResult<Value<'s>> {
        if v.is_nullish() {
            return Ok(Value::UNDEFINED);
        }
        if !v.is_object() {
            let text = self.describe(v);
            return Err(self.throw_type_error(format_args!("{text} is not an object that can be disposed of")));
        }
        let ctx = self;
        let key = ctx.symbols.dispose;
        let method = ctx.get_method(v, key)?;
        if method.is_undefined() {
            let text = ctx.describe(v);
            return Err(ctx.throw_type_error(format_args!("{text} has no method Symbol.dispose")));
        }
        Ok(method)
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
