//! Running the jobs that wait (9.5): reactions of promises, thenables to be resolved, coroutines, callbacks.

use crate::coroutine::Coroutines;
use crate::promise_capability::PromiseCapabilities;
use easy_ext::ext;
use yarrow_abi::kinds::ResumeMode;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{CellKind, Job, JsResult, Reaction, RealmId, Settlement};

#[ext(JobQueue)]
pub impl<'s> Scope<'s> {
    /// Runs jobs, the oldest first, until none waits. What leaves a job as an exception leaves here, and the jobs that
    /// are left wait: the caller decides whether the program goes on.
    fn run_jobs(&mut self) -> JsResult<()> {
        loop {
            let ctx = &mut self.inner();
            if let Some((coroutine, value)) = ctx.take_resumption() {
                ctx.poll_if_pending();
                ctx.resuming(coroutine, |ctx| ctx.resume_coroutine(coroutine, ResumeMode::Next, value))?;
            } else {
                let Some(job) = ctx.take_job() else { return Ok(()) };
                ctx.poll_if_pending();
                ctx.run_job(job)?;
            }
            ctx.clear_kept_objects();
            // At the heap's limit, jobs that fail may make room for others for ever: somebody hears of it now, not when all
            // are done.
            if ctx.has_starved()
                && let Some(tell) = ctx.rejection_hook()
            {
                tell(ctx)?;
            }
        }
    }

    fn run_job(&mut self, job: Job<'_>) -> JsResult<()> {
        match job {
            Job::Resume { coroutine, mode, value } => {
                self.resuming(coroutine, |ctx| ctx.resume_coroutine(coroutine, mode, value))
            }
            Job::Reaction { reaction, settlement, argument } => self.run_reaction(reaction, settlement, argument),
            Job::ResolveThenable { promise, thenable, then } => self.resolve_thenable(promise, thenable, then),
            Job::Call { callback } => self.call(callback, Value::UNDEFINED, &[]).map(|_| ()),
        }
    }

    /// NewPromiseReactionJob (27.2.2.1)
    fn run_reaction(&mut self, reaction: Reaction<'_>, settlement: Settlement, argument: Value<'_>) -> JsResult<()> {
        let handler = reaction.handler(settlement);
        let completion = match handler.as_object() {
            None => Ok((settlement, argument)),
            Some(f) => {
                let realm = self.job_realm(f);
                let result = self.in_realm(realm, |ctx| ctx.call(handler, Value::UNDEFINED, &[argument]));
                result.map(|v| (Settlement::Fulfilled, v))
            }
        };
        let (settlement, value) = match completion {
            Ok(completion) => completion,
            // Nobody is there who would be told.
            Err(throw) if reaction.capability().is_undefined() => return Err(throw),
            Err(throw) => (Settlement::Rejected, self.caught(throw)),
        };
        self.in_realm(reaction.realm(), |ctx| ctx.settle_capability(reaction.capability(), settlement, value))
    }

    /// NewPromiseResolveThenableJob (27.2.2.2)
    fn resolve_thenable(&mut self, promise: Object<'_>, thenable: Object<'_>, then: Value<'_>) -> JsResult<()> {
        // What `then` would make of it, but for a promise that nobody would see.
        if thenable.is(CellKind::Promise) && then == self.intrinsics.promise_then && self.is_intact_promise(thenable)? {
            return self.register_handlers(thenable, Value::UNDEFINED, Value::UNDEFINED, promise.value());
        }
        let realm = then.as_object().map_or(self.current_realm(), |f| self.job_realm(f));
        self.in_realm(realm, |ctx| {
            let (resolve, reject) = ctx.create_functions_for_thenable(promise)?;
            if let Err(throw) = ctx.call(then, thenable.value(), &[resolve, reject]) {
                let reason = ctx.caught(throw);
                ctx.call(reject, Value::UNDEFINED, &[reason])?;
            }
            Ok(())
        })
    }

    /// The realm of a job that calls `f`: that of the function, or the current one of a Proxy that has been revoked.
    fn job_realm(&mut self, f: Object<'_>) -> RealmId {
        match self.function_realm(f) {
            Ok(realm) => realm,
            Err(throw) => {
                self.caught(throw);
                self.current_realm()
            }
        }
    }
}
