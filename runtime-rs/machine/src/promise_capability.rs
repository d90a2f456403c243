//! Promise capabilities (27.2.1.1), and the functions that settle a promise (27.2.1.3).
//!
//! The first pair of resolving functions of a promise have the promise itself, which notes that one of them was called. A thenable
//! gets another pair, which share an environment: its one slot holds the promise until one of the two is called. The executor of a
//! capability has an environment too, with the two functions that it was given.

use crate::promise::Promises;
use easy_ext::ext;
use yarrow_objects::rooted::{Args, List, Native, Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult, Settlement};

/// A PromiseCapability record.
#[derive(Clone, Copy, Debug)]
pub struct Capability<'s> {
    pub promise: Value<'s>,
    /// `undefined`, and `reject` too, where the promise is settled as such and needs no functions.
    pub resolve: Value<'s>,
    pub reject: Value<'s>,
}

impl<'s> Capability<'s> {
    /// Of a promise that nobody else settles.
    #[must_use]
    pub fn of_promise(promise: Object<'s>) -> Capability<'s> {
        Capability { promise: promise.value(), resolve: Value::UNDEFINED, reject: Value::UNDEFINED }
    }
}

const RESOLVE: u32 = 0;
const REJECT: u32 = 1;

#[ext(PromiseCapabilities)]
pub impl<'s> Scope<'s> {
    /// NewPromiseCapability (27.2.1.5)
    fn new_promise_capability(&mut self, c: Value<'_>) -> JsResult<Capability<'s>> {
        if c == self.intrinsics.promise {
            let promise = self.new_promise()?;
            let (resolve, reject) = self.create_resolving_functions(promise)?;
            return Ok(Capability { promise: promise.value(), resolve, reject });
        }
        if !c.as_object().is_some_and(Object::is_constructor) {
            let text = self.describe(c);
            return Err(self.throw_type_error(format_args!("{text} is not a constructor")));
        }
        let functions = self.new_environment(2)?;
        let name = self.names.empty;
        let executor = self.new_native_with_data(name, 2, capability_executor, functions)?;
        let promise = self.construct(c, &[executor.value()], c)?;
        let (resolve, reject) = (self.env_value(functions, RESOLVE), self.env_value(functions, REJECT));
        if !resolve.is_callable() || !reject.is_callable() {
            return Err(self.throw_type_error(format_args!("Promise resolve or reject function is not callable")));
        }
        Ok(Capability { promise, resolve, reject })
    }

    /// The same for where nobody sees the functions: %Promise% gives none.
    fn new_result_capability(&mut self, c: Value<'_>) -> JsResult<Capability<'s>> {
        if c != self.intrinsics.promise {
            return self.new_promise_capability(c);
        }
        Ok(Capability::of_promise(self.new_promise()?))
    }

    /// The capability as a reaction holds it: [`PromiseCapabilities::settle_capability`] takes it.
    fn pack_capability(&mut self, capability: Capability<'_>) -> JsResult<Value<'s>> {
        let Capability { promise, resolve, reject } = capability;
        if resolve.is_undefined() {
            return Ok(self.root(promise));
        }
        Ok(self.new_list(&[promise, resolve, reject])?.value())
    }

    /// Resolves or rejects the promise of a packed capability; nothing happens where there is none.
    fn settle_capability(&mut self, packed: Value<'_>, settlement: Settlement, v: Value<'_>) -> JsResult<()> {
        if let Some(p) = packed.as_kind(CellKind::Promise) {
            return match settlement {
                Settlement::Fulfilled => self.resolve_promise(p, v),
                Settlement::Rejected => self.reject_promise(p, v),
            };
        }
        let [_, resolve, reject] = List::of(packed).values() else { return Ok(()) };
        let f = match settlement {
            Settlement::Fulfilled => *resolve,
            Settlement::Rejected => *reject,
        };
        self.call(f, Value::UNDEFINED, &[v]).map(|_| ())
    }

    /// CreateResolvingFunctions (27.2.1.3) of a promise made just now: resolve and reject.
    fn create_resolving_functions(&mut self, p: Object<'_>) -> JsResult<(Value<'s>, Value<'s>)> {
        Ok((self.create_resolve_function(p)?, self.resolving_function(reject_function, p.value())?))
    }

    /// The first of these functions alone, where nobody can see the other.
    fn create_resolve_function(&mut self, p: Object<'_>) -> JsResult<Value<'s>> {
        self.resolving_function(resolve_function, p.value())
    }

    /// CreateResolvingFunctions (27.2.1.3) of a promise that was resolved with a thenable.
    fn create_functions_for_thenable(&mut self, p: Object<'_>) -> JsResult<(Value<'s>, Value<'s>)> {
        let unresolved = self.new_environment(1)?;
        self.set_env_slot(unresolved, 0, p.value());
        let resolve = self.resolving_function(resolve_function, unresolved)?;
        Ok((resolve, self.resolving_function(reject_function, unresolved)?))
    }
}

#[ext]
impl<'s> Scope<'s> {
    fn resolving_function(&mut self, native: Native, of: Value<'_>) -> JsResult<Value<'s>> {
        let name = self.names.empty;
        Ok(self.new_native_with_data(name, 1, native, of)?.value())
    }
}

/// The promise of a resolving function, if neither has been called.
fn take_unresolved<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> Option<Object<'s>> {
    let unresolved = args.data();
    if let Some(promise) = unresolved.as_kind(CellKind::Promise) {
        return ctx.take_resolution(promise).then_some(promise);
    }
    let promise = ctx.env_value(unresolved, 0).as_object()?;
    ctx.set_env_slot(unresolved, 0, Value::UNDEFINED);
    Some(promise)
}

/// Promise Resolve Functions (27.2.1.3.2)
fn resolve_function<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(p) = take_unresolved(ctx, args) {
        ctx.resolve_promise(p, args.get(0))?;
    }
    Ok(Value::UNDEFINED)
}

/// Promise Reject Functions (27.2.1.3.1)
fn reject_function<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(p) = take_unresolved(ctx, args) {
        ctx.reject_promise(p, args.get(0))?;
    }
    Ok(Value::UNDEFINED)
}

/// GetCapabilitiesExecutor Functions (27.2.1.5.1)
fn capability_executor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let functions = args.data();
    for slot in [RESOLVE, REJECT] {
        if !ctx.env_slot(functions, slot).is_undefined() {
            return Err(ctx.throw_type_error(format_args!(
                "Promise executor has already been invoked with non-undefined arguments"
            )));
        }
    }
    ctx.set_env_slot(functions, RESOLVE, args.get(0));
    ctx.set_env_slot(functions, REJECT, args.get(1));
    Ok(Value::UNDEFINED)
}
