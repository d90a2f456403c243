//! The state of an AbortSignal.

use crate::listeners::LISTENERS;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Object, Scope, Value};

/// Internal slots, behind that of all event targets: whether it is aborted, why, and the array of the signals that are aborted
/// with it.
const ABORTED: usize = LISTENERS + 1;
const REASON: usize = LISTENERS + 2;
const DEPENDENTS: usize = LISTENERS + 3;

pub fn is_aborted(ctx: &mut Scope<'_>, signal: Object<'_>) -> bool {
    let ctx = &mut ctx.inner();
    ctx.internal(signal, ABORTED) == Value::TRUE
}

pub fn set_aborted(signal: Object<'_>, reason: Value<'_>) {
    signal.set_internal(ABORTED, Value::TRUE);
    signal.set_internal(REASON, reason);
}

pub fn reason<'s>(ctx: &mut Scope<'s>, signal: Object<'_>) -> Value<'s> {
    ctx.internal(signal, REASON)
}

/// The signals that are aborted with this one.
pub fn dependents<'s>(ctx: &mut Scope<'s>, signal: Object<'_>) -> Vec<Object<'s>> {
    let Some(list) = ctx.internal(signal, DEPENDENTS).as_object() else { return Vec::new() };
    let count = ctx.dense_len(list).unwrap_or(0);
    (0..count).filter_map(|i| ctx.dense_element(list, i)?.as_object()).collect()
}

pub fn add_dependent(ctx: &mut Scope<'_>, signal: Object<'_>, dependent: Object<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let list = match ctx.internal(signal, DEPENDENTS).as_object() {
        Some(list) => list,
        None => {
            let list = ctx.new_array(&[])?;
            signal.set_internal(DEPENDENTS, list.value());
            list
        }
    };
    ctx.array_push(list, dependent.value())
}
