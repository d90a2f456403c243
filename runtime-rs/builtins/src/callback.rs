//! The function that a method of arrays calls for each element, with what stays the same from call to call.

use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Callee, Object, Scope, Value};

/// It is called with an element, its index and the object.
#[derive(Clone, Copy)]
pub(crate) struct Callback<'a> {
    function: Callee<'a>,
    this: Value<'a>,
    object: Object<'a>,
}

impl<'a> Callback<'a> {
    /// The first argument of the method, with the second one as its receiver.
    pub fn new(ctx: &Scope<'_>, args: Args<'a>, object: Object<'a>) -> Callback<'a> {
        Callback { function: ctx.callee(args.get(0)), this: args.get(1), object }
    }

    pub fn call<'s>(self, ctx: &mut Scope<'s>, v: Value<'_>, k: u64) -> JsResult<Value<'s>> {
        ctx.call_back(self.function, self.this, [v, index_value(k), self.object.value()])
    }
}

/// An index as a value.
pub(crate) fn index_value<'s>(k: u64) -> Value<'s> {
    match i32::try_from(k) {
        Ok(i) => Value::int(i),
        Err(_) => Value::number(k as f64),
    }
}
