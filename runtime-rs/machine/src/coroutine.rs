//! Coroutines, the bodies of async functions: how a job goes on with one.

use easy_ext::ext;
use yarrow_abi::kinds::ResumeMode;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Scope, Value};

#[ext(Coroutines)]
pub impl<'s> Scope<'s> {
    /// Goes on with a coroutine that waited for a promise: with its value, or by throwing its reason.
    fn resume_coroutine(&mut self, coroutine: Value<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<()> {
        let _ = (coroutine, mode, value);
        panic!("no coroutine yet")
    }
}
