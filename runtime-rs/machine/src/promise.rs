//! Operations on promises (27.2.1): resolving, settling, waiting. What runs the reactions is in `jobs.rs`.
//!
//! A promise that nobody has tampered with is told by [`Scope::is_intact_promise`] without a look at its properties.

use crate::promise_capability::{Capability, PromiseCapabilities};
use easy_ext::ext;
use yarrow_abi::kinds::ResumeMode;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{CellKind, Job, JsResult, Settlement};

#[ext(Promises)]
pub impl<'s> Scope<'s> {
    /// PromiseResolve (27.2.4.7.1) with %Promise%: `v` itself if it is such a promise, or a promise resolved with it.
    fn promise_resolve(&mut self, v: Value<'_>) -> JsResult<Object<'s>> {
        match self.own_promise(v)? {
            Some(p) => Ok(p),
            None => self.new_resolved_promise(v),
        }
    }

    /// A new promise, resolved with `v`.
    fn new_resolved_promise(&mut self, v: Value<'_>) -> JsResult<Object<'s>> {
        if !v.is_object() {
            return self.new_fulfilled_promise(v);
        }
        let p = self.new_promise()?;
        self.resolve_promise(p, v)?;
        Ok(p)
    }

    /// `v` if it is a promise whose `constructor` is %Promise%.
    fn own_promise(&mut self, v: Value<'_>) -> JsResult<Option<Object<'s>>> {
        let Some(p) = v.as_kind(CellKind::Promise) else { return Ok(None) };
        if !self.is_intact_promise(p)? {
            let ctx = &mut self.inner();
            let key = ctx.names.constructor;
            if ctx.get(p, key)? != ctx.intrinsics.promise {
                return Ok(None);
            }
        }
        Ok(Some(self.root(p)))
    }

    /// PromiseResolve (27.2.4.7.1) with any constructor.
    fn promise_resolve_by(&mut self, c: Object<'_>, v: Value<'_>) -> JsResult<Value<'s>> {
        if c.value() == self.intrinsics.promise {
            return Ok(self.promise_resolve(v)?.value());
        }
        if let Some(p) = v.as_kind(CellKind::Promise) {
            let key = self.names.constructor;
            if self.get(p, key)? == c.value() {
                return Ok(self.root(v));
            }
        }
        let capability = self.new_promise_capability(c.value())?;
        self.call(capability.resolve, Value::UNDEFINED, &[v])?;
        Ok(capability.promise)
    }

    /// What a promise resolve function does (27.2.1.3.2) with a promise that was not yet resolved.
    fn resolve_promise(&mut self, p: Object<'_>, v: Value<'_>) -> JsResult<()> {
        let Some(o) = v.as_object() else { return self.fulfill_promise(p, v) };
        let ctx = &mut self.inner();
        if o == p {
            let throw = ctx.throw_type_error(format_args!("Chaining cycle detected for promise #<Promise>"));
            let error = ctx.caught(throw);
            return ctx.reject_promise(p, error);
        }
        let then = if o.is(CellKind::Promise) && ctx.is_intact_promise(o)? {
            ctx.intrinsics.promise_then
        } else if ctx.lacks_then(o)? {
            Value::UNDEFINED
        } else {
            let key = ctx.names.then;
            match ctx.get(o, key) {
                Ok(then) => then,
                Err(throw) => {
                    let reason = ctx.caught(throw);
                    return ctx.reject_promise(p, reason);
                }
            }
        };
        if !then.is_callable() {
            return ctx.fulfill_promise(p, v);
        }
        ctx.enqueue(Job::ResolveThenable { promise: p, thenable: o, then })
    }

    /// FulfillPromise (27.2.1.4) of a pending promise. It runs nothing.
    fn fulfill_promise(&mut self, p: Object<'_>, v: Value<'_>) -> JsResult<()> {
        self.settle_promise(p, Settlement::Fulfilled, v)
    }

    /// RejectPromise (27.2.1.7) of a pending promise. It runs nothing.
    fn reject_promise(&mut self, p: Object<'_>, reason: Value<'_>) -> JsResult<()> {
        self.settle_promise(p, Settlement::Rejected, reason)
    }

    /// PerformPromiseThen (27.2.5.4.1): what cannot be called is no handler.
    fn perform_promise_then(
        &mut self,
        p: Object<'_>,
        on_fulfilled: Value<'_>,
        on_rejected: Value<'_>,
        capability: Option<Capability<'_>>,
    ) -> JsResult<()> {
        let ctx = &mut self.inner();
        let capability = match capability {
            Some(capability) => ctx.pack_capability(capability)?,
            None => Value::UNDEFINED,
        };
        ctx.register_handlers(p, handler(on_fulfilled), handler(on_rejected), capability)
    }

    /// Promise.prototype.then (27.2.5.4)
    fn promise_then(&mut self, p: Object<'_>, on_fulfilled: Value<'_>, on_rejected: Value<'_>) -> JsResult<Value<'s>> {
        let default = self.intrinsics.promise;
        let c = if self.is_intact_promise(p)? { default } else { self.species_constructor(p, default)? };
        let capability = self.new_result_capability(c)?;
        self.perform_promise_then(p, on_fulfilled, on_rejected, Some(capability))?;
        Ok(capability.promise)
    }

    /// The second half of Await (27.7.5.3): the settlement of `p` resumes the coroutine by a job. It runs nothing.
    fn await_promise(&mut self, p: Object<'_>, coroutine: Value<'_>) -> JsResult<()> {
        self.register_coroutine(p, coroutine)
    }

    /// Await (27.7.5.3): as [`Promises::await_promise`] with the promise of [`Promises::promise_resolve`], which is not made for
    /// a value that is no object.
    fn await_value(&mut self, v: Value<'_>, coroutine: Value<'_>) -> JsResult<()> {
        if self.await_intact(v, coroutine)? {
            return Ok(());
        }
        if !v.is_object() {
            return self.enqueue_resumption(coroutine, ResumeMode::Next, v);
        }
        let ctx = &mut self.inner();
        let p = ctx.promise_resolve(v)?;
        ctx.await_promise(p, coroutine)
    }
}

fn handler(f: Value<'_>) -> Value<'_> {
    if f.is_callable() { f } else { Value::UNDEFINED }
}
