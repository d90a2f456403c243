//! The evaluation of modules whose graph may wait (16.2.1.5.3): those of programs with top-level `await` or `import()`.
//!
//! A module is an array that JavaScript never sees, of these elements:
//!
//! | element | what it holds |
//! | --- | --- |
//! | [`RUN`] | the function that is called to execute it; an async one returns a promise |
//! | [`DEPENDENCIES`] | an array of the modules that it imports, in that order |
//! | [`SUSPENDS`] | a boolean, `[[HasTLA]]` |
//! | [`CLOCK`] | an array of one number that all modules of the program share, how many have begun to wait |
//! | the others | the fields of a Cyclic Module Record of these names, as [`FRESH`] has them at first |
//!
//! The compiler makes the first four. The rest is added here, before a module is first evaluated.

use crate::promise::Promises;
use easy_ext::ext;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult, PromiseState};

const RUN: usize = 0;
const DEPENDENCIES: usize = 1;
const SUSPENDS: usize = 2;
const CLOCK: usize = 3;
/// What the compiler makes.
const MADE: usize = 4;

const STATUS: usize = 4;
/// Whether the evaluation has failed; then [`ERROR`] says with what.
const FAILED: usize = 5;
const ERROR: usize = 6;
const INDEX: usize = 7;
const ANCESTOR: usize = 8;
/// `[[AsyncEvaluationOrder]]`: 0 is unset, [`ORDER_DONE`] done.
const ORDER: usize = 9;
const PENDING: usize = 10;
/// `undefined` until it is known.
const CYCLE_ROOT: usize = 11;
/// `[[TopLevelCapability]]`, a promise or `undefined`.
const PROMISE: usize = 12;
/// An array of the modules that wait for this one.
const PARENTS: usize = 13;

const NEW: i32 = 0;
const EVALUATING: i32 = 1;
const WAITING: i32 = 2;
const EVALUATED: i32 = 3;

const ORDER_DONE: i32 = -1;

/// The elements from [`MADE`] to before [`PARENTS`] of a module that was not evaluated yet.
const FRESH: [Value<'static>; PARENTS - MADE] = [
    Value::int(NEW),
    Value::bool(false),
    Value::UNDEFINED,
    Value::int(0),
    Value::int(0),
    Value::int(0),
    Value::int(0),
    Value::UNDEFINED,
    Value::UNDEFINED,
];

#[ext(ModuleGraphs)]
pub impl<'s> Scope<'s> {
    /// Evaluate (16.2.1.5.3): the promise of the module's evaluation, the same one for each caller.
    fn evaluate_module(&mut self, module: Value<'_>) -> JsResult<Value<'s>> {
        let ctx = self;
        let Some(module) = module.as_kind(CellKind::Array) else { panic!("a module is an array") };
        let mut module = ctx.root(module);
        open(ctx, module)?;
        if matches!(int(ctx, module, STATUS), WAITING | EVALUATED)
            && let Some(root) = object(ctx, module, CYCLE_ROOT)
        {
            module = root;
        }
        if let Some(promise) = object(ctx, module, PROMISE) {
            return Ok(promise.value());
        }
        let promise = ctx.new_promise()?;
        set(ctx, module, PROMISE, promise.value());
        let mut stack = Vec::new();
        if let Err(throw) = evaluate_inner(ctx, module, &mut stack, 0) {
            let error = ctx.caught(throw);
            for m in stack {
                fail(ctx, m, error);
            }
            ctx.reject_promise(promise, error)?;
        } else if int(ctx, module, ORDER) <= 0 {
            ctx.fulfill_promise(promise, Value::UNDEFINED)?;
        }
        Ok(promise.value())
    }

    /// The entry's evaluation has begun: throws the reason if it has failed, and keeps the promise while it is pending.
    fn await_program(&mut self, promise: Value<'_>, place: Value<'_>) -> JsResult<()> {
        let ctx = &mut self.inner();
        let Some(promise) = promise.as_kind(CellKind::Promise) else { return Ok(()) };
        match ctx.promise_state(promise) {
            PromiseState::Fulfilled => Ok(()),
            PromiseState::Pending => {
                ctx.set_program_promise(promise, place);
                Ok(())
            }
            PromiseState::Rejected => {
                // The throw is the report.
                ctx.register_handlers(promise, Value::UNDEFINED, Value::UNDEFINED, Value::UNDEFINED)?;
                let reason = ctx.promise_result(promise);
                Err(ctx.throw(reason))
            }
        }
    }
}

/// Element `i` of a module, which it has.
fn get<'s>(ctx: &mut Scope<'s>, module: Object<'_>, i: usize) -> Value<'s> {
    ctx.dense_element(module, i).unwrap_or(Value::UNDEFINED)
}

fn int(ctx: &mut Scope<'_>, module: Object<'_>, i: usize) -> i32 {
    let ctx = &mut ctx.inner();
    get(ctx, module, i).as_int().unwrap_or(0)
}

fn flag(ctx: &mut Scope<'_>, module: Object<'_>, i: usize) -> bool {
    let ctx = &mut ctx.inner();
    get(ctx, module, i).as_bool().unwrap_or(false)
}

fn object<'s>(ctx: &mut Scope<'s>, module: Object<'_>, i: usize) -> Option<Object<'s>> {
    get(ctx, module, i).as_object()
}

fn set(ctx: &mut Scope<'_>, module: Object<'_>, i: usize, v: Value<'_>) {
    let written = ctx.write_dense(module, i, &[v]);
    assert!(written, "a module has no element {i}");
}

fn set_int(ctx: &mut Scope<'_>, module: Object<'_>, i: usize, n: i32) {
    set(ctx, module, i, Value::int(n));
}

/// The modules of the array that is element `i`.
fn modules<'s>(ctx: &mut Scope<'s>, module: Object<'_>, i: usize) -> Vec<Object<'s>> {
    let Some(list) = object(ctx, module, i) else { return Vec::new() };
    let count = ctx.dense_len(list).unwrap_or(0);
    (0..count).filter_map(|i| object(ctx, list, i)).collect()
}

/// Adds what the compiler does not make.
fn open(ctx: &mut Scope<'_>, module: Object<'_>) -> JsResult<()> {
    if ctx.dense_len(module) != Some(MADE) {
        return Ok(());
    }
    for part in FRESH {
        ctx.array_push(module, part)?;
    }
    let parents = ctx.new_array(&[])?;
    ctx.array_push(module, parents.value())
}

fn fail(ctx: &mut Scope<'_>, module: Object<'_>, error: Value<'_>) {
    set_int(ctx, module, STATUS, EVALUATED);
    set(ctx, module, FAILED, Value::bool(true));
    set(ctx, module, ERROR, error);
}

/// Throws what the module's evaluation has failed with, if it has.
fn check(ctx: &mut Scope<'_>, module: Object<'_>) -> JsResult<()> {
    if !flag(ctx, module, FAILED) {
        return Ok(());
    }
    let error = get(ctx, module, ERROR);
    Err(ctx.throw(error))
}

fn run<'s>(ctx: &mut Scope<'s>, module: Object<'_>) -> JsResult<Value<'s>> {
    let f = get(ctx, module, RUN);
    ctx.call(f, Value::UNDEFINED, &[])
}

/// InnerModuleEvaluation (16.2.1.5.3.1): the next index. The modules on the stack stay rooted as long as the whole evaluation runs.
fn evaluate_inner<'s>(
    ctx: &mut Scope<'s>,
    module: Object<'s>,
    stack: &mut Vec<Object<'s>>,
    index: i32,
) -> JsResult<i32> {
    open(ctx, module)?;
    match int(ctx, module, STATUS) {
        NEW => {}
        EVALUATING => return Ok(index),
        _ => return check(ctx, module).map(|()| index),
    }
    ctx.check_stack()?;
    set_int(ctx, module, STATUS, EVALUATING);
    set_int(ctx, module, INDEX, index);
    set_int(ctx, module, ANCESTOR, index);
    let mut next = index + 1;
    stack.push(module);
    for required in modules(ctx, module, DEPENDENCIES) {
        next = evaluate_inner(ctx, required, stack, next)?;
        let mut required = required;
        if int(ctx, required, STATUS) == EVALUATING {
            let ancestor = int(ctx, module, ANCESTOR).min(int(ctx, required, ANCESTOR));
            set_int(ctx, module, ANCESTOR, ancestor);
        } else {
            required = object(ctx, required, CYCLE_ROOT).unwrap_or(required);
            check(ctx, required)?;
        }
        if int(ctx, required, ORDER) > 0 {
            let pending = int(ctx, module, PENDING);
            set_int(ctx, module, PENDING, pending + 1);
            add_parent(ctx, required, module)?;
        }
    }
    let (pending, suspends) = (int(ctx, module, PENDING), flag(ctx, module, SUSPENDS));
    if pending > 0 || suspends {
        let order = tick(ctx, module);
        set_int(ctx, module, ORDER, order);
        if pending == 0 {
            execute_async(ctx, module)?;
        }
    } else {
        run(ctx, module)?;
    }
    if int(ctx, module, INDEX) == int(ctx, module, ANCESTOR) {
        while let Some(m) = stack.pop() {
            let status = if int(ctx, m, ORDER) == 0 { EVALUATED } else { WAITING };
            set_int(ctx, m, STATUS, status);
            set(ctx, m, CYCLE_ROOT, module.value());
            if m == module {
                break;
            }
        }
    }
    Ok(next)
}

/// IncrementModuleAsyncEvaluationCount (9.6.3), from 1 on.
fn tick(ctx: &mut Scope<'_>, module: Object<'_>) -> i32 {
    let ctx = &mut ctx.inner();
    let Some(clock) = object(ctx, module, CLOCK) else { panic!("a module has a clock") };
    let now = int(ctx, clock, 0) + 1;
    set_int(ctx, clock, 0, now);
    now
}

fn add_parent(ctx: &mut Scope<'_>, module: Object<'_>, parent: Object<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let Some(parents) = object(ctx, module, PARENTS) else { panic!("a module has parents") };
    ctx.array_push(parents, parent.value())
}

/// ExecuteAsyncModule (16.2.1.5.3.2)
fn execute_async(ctx: &mut Scope<'_>, module: Object<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let Some(promise) = run(ctx, module)?.as_kind(CellKind::Promise) else { panic!("an async module gives a promise") };
    let name = ctx.names.empty;
    let fulfilled = ctx.new_native_with_data(name, 1, on_fulfilled, module.value())?;
    let rejected = ctx.new_native_with_data(name, 1, on_rejected, module.value())?;
    ctx.perform_promise_then(promise, fulfilled.value(), rejected.value(), None)
}

fn on_fulfilled<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(module) = args.data().as_object() {
        execution_fulfilled(ctx, module)?;
    }
    Ok(Value::UNDEFINED)
}

fn on_rejected<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(module) = args.data().as_object() {
        execution_rejected(ctx, module, args.get(0))?;
    }
    Ok(Value::UNDEFINED)
}

/// The module has been executed, after it waited.
fn complete(ctx: &mut Scope<'_>, module: Object<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    set_int(ctx, module, ORDER, ORDER_DONE);
    set_int(ctx, module, STATUS, EVALUATED);
    match object(ctx, module, PROMISE) {
        Some(promise) => ctx.fulfill_promise(promise, Value::UNDEFINED),
        None => Ok(()),
    }
}

/// AsyncModuleExecutionFulfilled (16.2.1.5.3.4)
fn execution_fulfilled(ctx: &mut Scope<'_>, module: Object<'_>) -> JsResult<()> {
    if int(ctx, module, STATUS) == EVALUATED {
        return Ok(());
    }
    complete(ctx, module)?;
    let mut ready = Vec::new();
    gather_available_ancestors(ctx, module, &mut ready);
    ready.sort_by_key(|(order, _)| *order);
    for (_, m) in ready {
        let ctx = &mut ctx.inner();
        if int(ctx, m, STATUS) == EVALUATED {
            continue;
        }
        if flag(ctx, m, SUSPENDS) {
            execute_async(ctx, m)?;
            continue;
        }
        match run(ctx, m) {
            Ok(_) => complete(ctx, m)?,
            Err(throw) => {
                let error = ctx.caught(throw);
                execution_rejected(ctx, m, error)?;
            }
        }
    }
    Ok(())
}

/// GatherAvailableAncestors (16.2.1.5.3.3): the modules that waited for this one last, with their orders.
fn gather_available_ancestors<'s>(ctx: &mut Scope<'s>, module: Object<'_>, ready: &mut Vec<(i32, Object<'s>)>) {
    let mut waiting = modules(ctx, module, PARENTS);
    waiting.reverse();
    while let Some(m) = waiting.pop() {
        let root = object(ctx, m, CYCLE_ROOT).unwrap_or(m);
        if ready.iter().any(|(_, known)| *known == m) || flag(ctx, root, FAILED) {
            continue;
        }
        let pending = int(ctx, m, PENDING) - 1;
        set_int(ctx, m, PENDING, pending);
        if pending == 0 {
            ready.push((int(ctx, m, ORDER), m));
            if !flag(ctx, m, SUSPENDS) {
                waiting.extend(modules(ctx, m, PARENTS).into_iter().rev());
            }
        }
    }
}

/// AsyncModuleExecutionRejected (16.2.1.5.3.5)
fn execution_rejected(ctx: &mut Scope<'_>, module: Object<'_>, error: Value<'_>) -> JsResult<()> {
    let module = ctx.root(module);
    // Its own promise is rejected before those of the modules that wait for it.
    let mut failing = vec![module];
    while let Some(m) = failing.pop() {
        if int(ctx, m, STATUS) == EVALUATED {
            continue;
        }
        fail(ctx, m, error);
        set_int(ctx, m, ORDER, ORDER_DONE);
        if let Some(promise) = object(ctx, m, PROMISE) {
            ctx.reject_promise(promise, error)?;
        }
        let parents = modules(ctx, m, PARENTS);
        failing.extend(parents.into_iter().rev());
    }
    Ok(())
}
