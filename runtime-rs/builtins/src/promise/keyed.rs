//! Promise.allKeyed and Promise.allSettledKeyed (proposal await-dictionary): the promises are the values of an object, and so are the
//! results. They are Promise.all and Promise.allSettled with a list of keys beside that of values.

use super::combinators::{Combinator, add_element, new_shared, one_less, promise_resolve_of, reject_if_thrown};
use super::this_constructor;
use crate::table::define_methods;
use yarrow_machine::Capability;
use yarrow_machine::prelude::*;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Object, Scope, Value};

fn combine<'s>(ctx: &mut Scope<'s>, args: Args<'s>, which: Combinator, name: &str) -> JsResult<Value<'s>> {
    let c = this_constructor(ctx, args, name)?;
    let capability = ctx.new_promise_capability(c.value())?;
    let result = combine_with(ctx, c, args.get(0), capability, which);
    reject_if_thrown(ctx, capability, result)
}

/// PerformPromiseAllKeyed, and what comes before it.
fn combine_with(
    ctx: &mut Scope<'_>,
    c: Object<'_>,
    promises: Value<'_>,
    capability: Capability<'_>,
    which: Combinator,
) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let resolve = promise_resolve_of(ctx, c)?;
    let Some(promises) = promises.as_object() else {
        let text = ctx.describe(promises);
        return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
    };
    let keys = ctx.new_array(&[])?;
    let shared = new_shared(ctx, capability, keys.value())?;
    let mut index = 0;
    for key in ctx.own_keys(promises)?.iter() {
        let ctx = &mut ctx.inner();
        if !ctx.get_own_property(promises, key)?.is_some_and(|p| p.attrs.enumerable()) {
            continue;
        }
        let v = ctx.get(promises, key)?;
        ctx.array_push(keys, key.root_value())?;
        add_element(ctx, (c, resolve), v, Some((shared, index)), capability, which)?;
        index += 1;
    }
    one_less(ctx, shared, which)
}

/// Promise.allKeyed
fn promise_all_keyed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    combine(ctx, args, Combinator::All, "Promise.allKeyed")
}

/// Promise.allSettledKeyed
fn promise_all_settled_keyed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    combine(ctx, args, Combinator::AllSettled, "Promise.allSettledKeyed")
}

pub fn install(ctx: &mut Scope<'_>, promise: Object<'_>) -> JsResult<()> {
    define_methods(
        ctx,
        promise,
        &[("allKeyed", 1, promise_all_keyed), ("allSettledKeyed", 1, promise_all_settled_keyed)],
    )
}
